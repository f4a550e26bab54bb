import type { Sentences } from '../sentences.ts'

type Four = readonly [en: string, fr: string, nl: string, ar: string]
const four = ([en, fr, nl, ar]: Four) => ({ en, fr, nl, ar })
const say = (what: Four, next: Four) => ({ what: four(what), next: four(next) })

/** What stands in the way of an identification: in the file, its guards, its prints, its course and its end. */
export const identificationSentences = {
  'identification-incomplete': say(
    [
      'The identification file is not complete.',
      "Le dossier d'identification est incomplet.",
      'Het identificatiedossier is niet volledig.',
      'ملف تحديد الهوية غير مكتمل.',
    ],
    [
      'Complete the part that is named, then submit it again.',
      'Complétez la partie indiquée, puis soumettez-le de nouveau.',
      'Vul het genoemde deel aan en dien het opnieuw in.',
      'أكمل الجزء المشار إليه ثم قدم الملف من جديد.',
    ],
  ),
  'identification-wording': say(
    [
      'A pause, a resumption or a withdrawal has fixed words and nothing beside them.',
      'Une suspension, une reprise ou un retrait a un texte fixe et rien de plus.',
      'Een pauze, hervatting of intrekking heeft een vaste tekst en niets meer.',
      'للإيقاف والاستئناف والسحب صيغة ثابتة لا يضاف إليها شيء.',
    ],
    [
      'Start it from the dossier: the node writes it. The reason stays here.',
      "Lancez-la depuis le dossier : le nœud l'écrit. Le motif reste ici.",
      'Start ze vanuit het dossier: het knooppunt schrijft ze. De reden blijft hier.',
      'ابدأها من الملف: تكتبها العقدة. أما السبب فيبقى هنا.',
    ],
  ),
  'person-protected': say(
    [
      'The person may be under the protection of this node.',
      'La personne est peut-être sous la protection de ce nœud.',
      'De persoon staat mogelijk onder bescherming van dit knooppunt.',
      'قد يكون الشخص تحت حماية هذه العقدة.',
    ],
    [
      'Nothing leaves. A legal adviser compares the two and says whether they are one person.',
      "Rien ne part. Un conseiller juridique compare les deux et dit s'il s'agit de la même personne.",
      'Er vertrekt niets. Een juridisch adviseur vergelijkt beide en zegt of het om dezelfde persoon gaat.',
      'لا يخرج شيء. يقارن المستشار القانوني بين الاثنين ويقرر هل هما شخص واحد.',
    ],
  ),
  'outcome-undecided': say(
    [
      'Nobody has decided on this outcome yet.',
      "Personne n'a encore décidé de ce résultat.",
      'Niemand heeft nog over dit resultaat beslist.',
      'لم يقرر أحد هذه النتيجة بعد.',
    ],
    [
      'Look at the candidates, decide with a reason, and the answer is written from that.',
      'Examinez les candidats, décidez en motivant : la réponse est rédigée à partir de là.',
      'Bekijk de kandidaten en beslis met een reden: het antwoord wordt daaruit opgesteld.',
      'اطلع على المرشحين واتخذ قرارا معللا، ومنه يحرر الجواب.',
    ],
  ),
  'answers-another': say(
    [
      'This step answers another message than the one that stands.',
      'Cette étape répond à un autre message que celui qui est en cours.',
      'Deze stap beantwoordt een ander bericht dan het lopende.',
      'هذه الخطوة ترد على رسالة غير القائمة حاليا.',
    ],
    [
      'Start the step again from the dossier.',
      "Relancez l'étape depuis le dossier.",
      'Start de stap opnieuw vanuit het dossier.',
      'ابدأ الخطوة من جديد انطلاقا من الملف.',
    ],
  ),
  'withdraw-without-pause': say(
    [
      'A file is withdrawn out of a pause only, so that every withdrawal looks alike.',
      "Un dossier n'est retiré qu'à l'issue d'une suspension, pour que tous les retraits se ressemblent.",
      'Een dossier wordt enkel vanuit een pauze ingetrokken, zodat elke intrekking er eender uitziet.',
      'لا يسحب الملف إلا بعد إيقاف مؤقت، حتى تتشابه كل عمليات السحب.',
    ],
    [
      'Pause it now; the withdrawal leaves on the review day of the pause.',
      'Suspendez-le maintenant ; le retrait part au jour de réexamen de la suspension.',
      'Pauzeer het nu; de intrekking vertrekt op de dag waarop de pauze wordt herzien.',
      'أوقفه مؤقتا الآن؛ ويخرج السحب في يوم مراجعة الإيقاف.',
    ],
  ),
  'pause-over': say(
    [
      'The pause has passed its review day: it does not end in going on any more.',
      'La suspension a dépassé son jour de réexamen : elle ne peut plus être levée.',
      'De pauze is voorbij haar herzieningsdag: ze eindigt niet meer in een hervatting.',
      'تجاوز الإيقاف يوم مراجعته: لم يعد ممكنا استئنافه.',
    ],
    [
      'Withdraw the file; if all guards are green again, begin a new one.',
      'Retirez le dossier ; si tous les garde-fous sont de nouveau favorables, ouvrez-en un autre.',
      'Trek het dossier in; zijn alle beveiligingen weer groen, begin dan een nieuw.',
      'اسحب الملف؛ وإذا صارت كل ضوابط الحماية إيجابية من جديد فابدأ ملفا آخر.',
    ],
  ),
  'day-to-come': say(
    [
      'This day is still to come: what is said of it cannot have happened.',
      "Cette date est à venir : ce qui en est dit ne peut pas s'être produit.",
      'Deze dag moet nog komen: wat ervan gezegd wordt, kan niet gebeurd zijn.',
      'هذا اليوم لم يحل بعد: فلا يمكن أن يكون ما قيل عنه قد وقع.',
    ],
    ['Correct the day.', 'Corrigez la date.', 'Verbeter de dag.', 'صحح اليوم.'],
  ),
  'day-gone': say(
    ['This day has passed already.', 'Cette date est déjà passée.', 'Deze dag is al voorbij.', 'هذا اليوم قد انقضى.'],
    ['Choose today or a later day.', "Choisissez aujourd'hui ou une date ultérieure.", 'Kies vandaag of een latere dag.', 'اختر اليوم الحالي أو يوما لاحقا.'],
  ),
  'day-impossible': say(
    ['No such day exists.', "Cette date n'existe pas.", 'Deze dag bestaat niet.', 'هذا التاريخ غير موجود.'],
    [
      'Correct the date of birth, or give only the year, or the year and the month.',
      "Corrigez la date de naissance, ou n'indiquez que l'année, ou l'année et le mois.",
      'Verbeter de geboortedatum, of geef enkel het jaar, of het jaar en de maand.',
      'صحح تاريخ الازدياد، أو اكتف بالسنة، أو بالسنة والشهر.',
    ],
  ),
  'step-waiting': say(
    [
      'This step is written already and waits for the second person.',
      'Cette étape est déjà rédigée et attend la seconde personne.',
      'Deze stap is al geschreven en wacht op de tweede persoon.',
      'هذه الخطوة محررة من قبل وتنتظر الشخص الثاني.',
    ],
    [
      'Look at the draft; to say something else, take it back first.',
      "Consultez le projet ; pour dire autre chose, reprenez-le d'abord.",
      'Bekijk het ontwerp; om iets anders te zeggen, haal het eerst terug.',
      'اطلع على المسودة؛ ولقول شيء آخر استرجعها أولا.',
    ],
  ),
  'document-not-valid': say(
    [
      'The travel document was not valid on that day.',
      "Le document de voyage n'était pas valable ce jour-là.",
      'Het reisdocument was die dag niet geldig.',
      'لم تكن وثيقة السفر صالحة في ذلك اليوم.',
    ],
    [
      'Check the day, or ask for another document.',
      'Vérifiez la date, ou demandez un autre document.',
      'Controleer de dag, of vraag een ander document.',
      'تحقق من اليوم، أو اطلب وثيقة أخرى.',
    ],
  ),
  'fingerprint-file-shape': say(
    [
      'The file of prints is not a whole ANSI/NIST-ITL file of prints alone.',
      "Le fichier d'empreintes n'est pas un fichier ANSI/NIST-ITL entier ne contenant que des empreintes.",
      'Het bestand met afdrukken is geen volledig ANSI/NIST-ITL-bestand met enkel afdrukken.',
      'ملف البصمات ليس ملفا كاملا من نوع ANSI/NIST-ITL يحتوي على البصمات وحدها.',
    ],
    [
      'Export it again from the system that took the prints: Type 1, then Types 4 and 14 only.',
      "Exportez-le de nouveau depuis le système d'enregistrement : type 1, puis types 4 et 14 seulement.",
      'Exporteer het opnieuw uit het opnamesysteem: type 1, daarna enkel types 4 en 14.',
      'صدره من جديد من النظام الذي أخذ البصمات: النوع 1 ثم النوعان 4 و14 فقط.',
    ],
  ),
  'attachment-broken': say(
    ['An attachment does not open.', "Une pièce jointe ne s'ouvre pas.", 'Een bijlage gaat niet open.', 'مرفق لا يفتح.'],
    ['Attach the file anew.', 'Joignez le fichier de nouveau.', 'Voeg het bestand opnieuw toe.', 'أرفق الملف من جديد.'],
  ),
  'guard-note-missing': say(
    [
      'A finding that blocks says on what it rests, and so does every assessment under article 3.',
      "Un constat qui bloque indique sur quoi il repose, de même que toute évaluation au titre de l'article 3.",
      'Een blokkerende vaststelling zegt waarop ze berust, en elke beoordeling onder artikel 3 evenzeer.',
      'النتيجة المانعة تبين ما تستند إليه، وكذلك كل تقييم بموجب المادة 3.',
    ],
    [
      'Write on what it rests. It stays in this node.',
      'Écrivez sur quoi il repose. Cela reste dans ce nœud.',
      'Schrijf waarop ze berust. Dat blijft in dit knooppunt.',
      'اكتب ما تستند إليه. يبقى ذلك في هذه العقدة.',
    ],
  ),
  'second-signature-unfit': say(
    [
      'The assessment is signed by an identification officer and a legal adviser, two persons.',
      "L'évaluation est signée par un agent d'identification et un conseiller juridique, deux personnes.",
      'De beoordeling wordt getekend door een identificatiemedewerker en een juridisch adviseur, twee personen.',
      'يوقع التقييم موظف تحديد الهوية ومستشار قانوني، شخصان اثنان.',
    ],
    ['Ask the other one to sign.', "Demandez à l'autre de signer.", 'Vraag de andere om te tekenen.', 'اطلب من الآخر التوقيع.'],
  ),
  'nothing-to-sign': say(
    [
      'No assessment waits for a second signature.',
      "Aucune évaluation n'attend de seconde signature.",
      'Er wacht geen beoordeling op een tweede handtekening.',
      'لا يوجد تقييم ينتظر توقيعا ثانيا.',
    ],
    ['Record the assessment first.', "Consignez d'abord l'évaluation.", 'Leg eerst de beoordeling vast.', 'سجل التقييم أولا.'],
  ),
  'deletion-open': say(
    [
      'The prints are still at the partner: the dossier is not closed yet.',
      'Les empreintes sont encore chez le partenaire : le dossier ne se clôt pas encore.',
      'De afdrukken zijn nog bij de partner: het dossier wordt nog niet afgesloten.',
      'البصمات ما زالت لدى الشريك: لا يغلق الملف بعد.',
    ],
    [
      'Have the deletion notice released, and wait for its acknowledgement under signature.',
      "Faites libérer l'avis d'effacement et attendez l'accusé signé.",
      'Laat het wissingsbericht vrijgeven en wacht op de ondertekende bevestiging.',
      'اعمل على الترخيص بإرسال إشعار الحذف وانتظر الإقرار الموقع.',
    ],
  ),
  'not-an-identification': say(
    ['This dossier is no identification.', "Ce dossier n'est pas une identification.", 'Dit dossier is geen identificatie.', 'هذا الملف لا يتعلق بتحديد هوية.'],
    ['Choose another dossier.', 'Choisissez un autre dossier.', 'Kies een ander dossier.', 'اختر ملفا آخر.'],
  ),
  'partner-takes-no-identifications': say(
    [
      'No agreement in force lets this node ask that partner to identify a person.',
      'Aucun accord en vigueur ne permet à ce nœud de demander une identification à ce partenaire.',
      'Geen geldend akkoord laat dit knooppunt toe die partner om een identificatie te vragen.',
      'لا يوجد اتفاق ساري يسمح لهذه العقدة بطلب تحديد هوية من هذا الشريك.',
    ],
    [
      'Choose the partner that the agreement names.',
      "Choisissez le partenaire que l'accord désigne.",
      'Kies de partner die het akkoord aanwijst.',
      'اختر الشريك الذي يعينه الاتفاق.',
    ],
  ),
  'step-not-possible': say(
    [
      'This step does not follow from where the identification stands.',
      "Cette étape ne découle pas de l'état de l'identification.",
      'Deze stap volgt niet uit de stand van de identificatie.',
      'هذه الخطوة لا تترتب على وضع العملية الحالي.',
    ],
    [
      'Read where it stands and choose one of the steps offered.',
      'Lisez où elle en est et choisissez une des étapes proposées.',
      'Bekijk hoe het ervoor staat en kies een van de aangeboden stappen.',
      'اطلع على الوضع الحالي واختر إحدى الخطوات المقترحة.',
    ],
  ),
} as const satisfies Sentences
