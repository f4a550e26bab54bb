import type { Sentences } from '../sentences.ts'

/** what and next, each in English, French, Dutch and Arabic. */
type Four = readonly [en: string, fr: string, nl: string, ar: string]
const say = (what: Four, next: Four) => ({
  what: { en: what[0], fr: what[1], nl: what[2], ar: what[3] },
  next: { en: next[0], fr: next[1], nl: next[2], ar: next[3] },
})

const complete: Four = [
  'Complete it and submit it again.',
  'Complétez-le et soumettez-le à nouveau.',
  'Vul het aan en dien het opnieuw in.',
  'أكمله ثم أعد تقديمه.',
]
const reload: Four = [
  'Reload the page and look again.',
  'Rechargez la page et regardez à nouveau.',
  'Laad de pagina opnieuw en kijk nog eens.',
  'أعد تحميل الصفحة وانظر من جديد.',
]
const askSecurity: Four = ['Ask the security officer.', "Demandez à l'officier de sécurité.", 'Vraag het de veiligheidsofficier.', 'راجع ضابط الأمن.']
const askLegal: Four = ['Ask the legal adviser.', 'Demandez au conseiller juridique.', 'Vraag het de juridisch adviseur.', 'راجع المستشار القانوني.']
const askAdmin: Four = ['Ask the administrator.', "Demandez à l'administrateur.", 'Vraag het de beheerder.', 'راجع مسؤول النظام.']
const askPartner: Four = [
  'Call the partner and have it sent anew.',
  'Appelez le partenaire et faites-le renvoyer.',
  'Bel de partner en laat het opnieuw sturen.',
  'اتصل بالشريك ليعيد الإرسال.',
]
const nothingToDo: Four = ['Nothing more is needed.', "Rien d'autre n'est nécessaire.", 'Er is niets meer nodig.', 'لا يلزم شيء آخر.']
const waitOrCall: Four = [
  'The node goes on trying; call the partner if it lasts.',
  'Le nœud continue d’essayer ; appelez le partenaire si cela dure.',
  'Het knooppunt blijft proberen; bel de partner als het aanhoudt.',
  'تواصل العقدة المحاولة؛ اتصل بالشريك إن طال الأمر.',
]
const checkFile: Four = [
  'Check that it is the right file, whole and unchanged.',
  'Vérifiez que le fichier est le bon, entier et inchangé.',
  'Controleer of het het juiste, volledige en ongewijzigde bestand is.',
  'تحقق من أن الملف صحيح وكامل وغير معدل.',
]
const reportIt: Four = [
  'Report it to the administrator with the time shown.',
  "Signalez-le à l'administrateur avec l'heure indiquée.",
  'Meld het aan de beheerder met het getoonde tijdstip.',
  'أبلغ مسؤول النظام مع ذكر الوقت.',
]
const correct: Four = ['Correct it and try again.', 'Corrigez et réessayez.', 'Verbeter het en probeer opnieuw.', 'صحّحه ثم أعد المحاولة.']

/** The path of a message: drafting, release, delivery, reception. */
export const pathSentences = {
  'not-found': say(
    [
      'There is no such thing here, or it is not yours to see.',
      "Cela n'existe pas ici, ou vous n'y avez pas accès.",
      'Dit bestaat hier niet, of u mag het niet zien.',
      'لا وجود لهذا هنا أو لا يحق لك الاطلاع عليه.',
    ],
    [
      'Check the reference, or ask to be given the dossier.',
      'Vérifiez la référence ou demandez que le dossier vous soit attribué.',
      'Controleer de referentie of vraag het dossier toegewezen te krijgen.',
      'تحقق من المرجع أو اطلب إسناد الملف إليك.',
    ],
  ),
  forbidden: say(
    ['Your role does not include this.', 'Votre rôle ne le permet pas.', 'Uw rol omvat dit niet.', 'دورك لا يشمل هذا.'],
    ['Ask a colleague who holds the role.', 'Demandez à un collègue qui a ce rôle.', 'Vraag een collega met die rol.', 'اطلب ذلك من زميل يحمل هذا الدور.'],
  ),
  conflict: say(
    [
      'It was changed meanwhile, or the same id came with another content.',
      'Cela a changé entre-temps, ou le même identifiant est venu avec un autre contenu.',
      'Het werd intussen gewijzigd, of hetzelfde nummer kwam met andere inhoud.',
      'تغيّر في الأثناء أو ورد المعرف نفسه بمحتوى آخر.',
    ],
    ['Look at both versions and decide.', 'Comparez les deux versions et décidez.', 'Vergelijk beide versies en beslis.', 'قارن النسختين ثم قرر.'],
  ),
  'not-permitted': say(
    [
      'The agreement does not permit this message.',
      "L'accord ne permet pas ce message.",
      'Het akkoord laat dit bericht niet toe.',
      'لا يجيز الاتفاق هذه الرسالة.',
    ],
    ['Mend each point listed.', 'Corrigez chaque point de la liste.', 'Verhelp elk vermeld punt.', 'عالج كل نقطة مذكورة.'],
  ),
  'draft-incomplete': say(['The draft is not complete.', "Le projet n'est pas complet.", 'Het ontwerp is niet volledig.', 'المسودة غير مكتملة.'], complete),
  'draft-not-editable': say(
    [
      'The draft is no longer being edited.',
      "Le projet n'est plus en cours de rédaction.",
      'Het ontwerp wordt niet meer bewerkt.',
      'لم تعد المسودة قيد التحرير.',
    ],
    [
      'Recall it first, or start a new one.',
      "Rappelez-le d'abord ou commencez-en un autre.",
      'Roep het eerst terug of begin een nieuw.',
      'استرجعها أولا أو ابدأ مسودة جديدة.',
    ],
  ),
  'draft-not-waiting': say(
    [
      'The draft does not wait for release.',
      "Le projet n'attend pas d'autorisation d'envoi.",
      'Het ontwerp wacht niet op vrijgave.',
      'المسودة لا تنتظر الترخيص بالإرسال.',
    ],
    reload,
  ),
  'draft-out-of-place': say(
    [
      'This kind of message does not belong here.',
      "Ce type de message n'a pas sa place ici.",
      'Dit soort bericht hoort hier niet.',
      'هذا النوع من الرسائل ليس في محله.',
    ],
    [
      'Start it from the dossier it answers.',
      'Commencez-le depuis le dossier auquel il répond.',
      'Begin vanuit het dossier dat het beantwoordt.',
      'ابدأها من الملف الذي تجيب عنه.',
    ],
  ),
  'draft-gone': say(
    [
      'The draft behind this message is gone.',
      "Le projet à l'origine de ce message a disparu.",
      'Het ontwerp achter dit bericht is weg.',
      'اختفت المسودة الأصلية لهذه الرسالة.',
    ],
    reportIt,
  ),
  'sent-back': say(
    ['The releasing officer sent it back.', "Le responsable de l'envoi l'a renvoyé.", 'De vrijgevende officier stuurde het terug.', 'أعادها المرخص بالإرسال.'],
    [
      'Read the reason, change the draft and submit it again.',
      'Lisez le motif, modifiez le projet et soumettez-le à nouveau.',
      'Lees de reden, wijzig het ontwerp en dien opnieuw in.',
      'اقرأ السبب وعدّل المسودة وأعد تقديمها.',
    ],
  ),
  'taken-back': say(
    ['It was taken back before it left.', 'Il a été repris avant son départ.', 'Het werd teruggenomen voor vertrek.', 'سُحبت قبل إرسالها.'],
    [
      'Submit the draft again when it may go.',
      'Soumettez à nouveau le projet quand il pourra partir.',
      'Dien het ontwerp opnieuw in wanneer het mag vertrekken.',
      'أعد تقديم المسودة حين يجوز إرسالها.',
    ],
  ),
  'releaser-is-author': say(
    ['Whoever drafts never releases.', "Qui rédige n'autorise jamais l'envoi.", 'Wie opstelt, geeft nooit vrij.', 'من يحرر لا يرخص أبدا بالإرسال.'],
    ['Ask another releasing officer.', "Demandez à un autre responsable de l'envoi.", 'Vraag een andere vrijgevende officier.', 'اطلب مرخصا آخر بالإرسال.'],
  ),
  'releaser-lacks-role': say(
    [
      'Only a releasing officer may release.',
      "Seul un responsable de l'envoi peut autoriser l'envoi.",
      'Alleen een vrijgevende officier mag vrijgeven.',
      'لا يرخص بالإرسال إلا من له هذا الدور.',
    ],
    ['Ask a releasing officer.', "Demandez à un responsable de l'envoi.", 'Vraag een vrijgevende officier.', 'اطلب من المرخص بالإرسال.'],
  ),
  'not-expected': say(
    [
      'The thread does not stand where this message or act could come.',
      "Le dossier n'est pas à l'étape où ce message ou cet acte peut venir.",
      'De zaak staat niet op het punt waar dit bericht of deze handeling kan.',
      'ليست القضية في مرحلة تقبل هذه الرسالة أو هذا الإجراء.',
    ],
    [
      'Look at the timeline for what comes next.',
      'Voyez dans la chronologie ce qui vient ensuite.',
      'Bekijk de tijdlijn voor de volgende stap.',
      'راجع التسلسل الزمني لمعرفة الخطوة التالية.',
    ],
  ),
  'answers-nothing': say(
    [
      'The message it answers is not in this thread.',
      "Le message auquel il répond n'est pas dans ce dossier.",
      'Het bericht dat het beantwoordt zit niet in deze zaak.',
      'الرسالة المجاب عنها ليست في هذه القضية.',
    ],
    [
      'Start the answer from the message itself.',
      'Commencez la réponse depuis le message.',
      'Begin het antwoord vanuit het bericht zelf.',
      'ابدأ الجواب من الرسالة نفسها.',
    ],
  ),
  'thread-unknown': say(
    [
      'The thread it names is not known here.',
      "Le dossier qu'il désigne est inconnu ici.",
      'De genoemde zaak is hier niet bekend.',
      'القضية المذكورة غير معروفة هنا.',
    ],
    askPartner,
  ),
  'dossier-not-opened': say(
    ['The dossier was not opened today.', "Le dossier n'a pas été ouvert aujourd'hui.", 'Het dossier werd vandaag niet geopend.', 'لم يُفتح الملف اليوم.'],
    ['Open it with a reason first.', "Ouvrez-le d'abord avec un motif.", 'Open het eerst met een reden.', 'افتحه أولا مع ذكر السبب.'],
  ),
  erased: say(['The content was erased.', 'Le contenu a été effacé.', 'De inhoud is gewist.', 'حُذف المحتوى.'], nothingToDo),
  'assignee-unfit': say(
    [
      'This person cannot be given a dossier.',
      'Un dossier ne peut pas être confié à cette personne.',
      'Aan deze persoon kan geen dossier worden toegewezen.',
      'لا يمكن إسناد ملف إلى هذا الشخص.',
    ],
    ['Choose an active officer.', 'Choisissez un agent en fonction.', 'Kies een actieve medewerker.', 'اختر موظفا نشطا.'],
  ),
  'reason-missing': say(
    ['A reason is needed.', 'Un motif est nécessaire.', 'Een reden is nodig.', 'يلزم ذكر السبب.'],
    ['Write it in a few words.', 'Écrivez-le en quelques mots.', 'Schrijf het in enkele woorden.', 'اكتبه في كلمات قليلة.'],
  ),
  'agreement-unknown': say(
    ['This agreement is not held here.', "Cet accord n'est pas détenu ici.", 'Dit akkoord is hier niet aanwezig.', 'هذا الاتفاق غير محفوظ هنا.'],
    askLegal,
  ),
  'agreement-differs': say(
    [
      'The two nodes do not hold the same text of the agreement.',
      "Les deux nœuds n'ont pas le même texte de l'accord.",
      'Beide knooppunten hebben niet dezelfde tekst van het akkoord.',
      'لا تملك العقدتان النص نفسه للاتفاق.',
    ],
    [
      'Have the legal advisers compare both versions.',
      'Faites comparer les deux versions par les conseillers juridiques.',
      'Laat de juridisch adviseurs beide versies vergelijken.',
      'ليقارن المستشارون القانونيون النسختين.',
    ],
  ),
  'agreement-not-in-force': say(
    [
      'The agreement is not in force between the two nodes.',
      "L'accord n'est pas en vigueur entre les deux nœuds.",
      'Het akkoord is niet van kracht tussen beide knooppunten.',
      'الاتفاق غير سار بين العقدتين.',
    ],
    askLegal,
  ),
  'agreement-half-signed': say(
    [
      'Both signatures are needed first.',
      "Les deux signatures sont d'abord nécessaires.",
      'Eerst zijn beide handtekeningen nodig.',
      'يلزم أولا توقيع الطرفين.',
    ],
    [
      'Sign it, or wait for the partner to sign.',
      'Signez-le ou attendez la signature du partenaire.',
      'Onderteken of wacht op de partner.',
      'وقّعه أو انتظر توقيع الشريك.',
    ],
  ),
  'agreement-names-others': say(
    [
      'The agreement does not name these two nodes.',
      "L'accord ne désigne pas ces deux nœuds.",
      'Het akkoord noemt deze twee knooppunten niet.',
      'لا يذكر الاتفاق هاتين العقدتين.',
    ],
    askLegal,
  ),
  'agreement-not-activatable': say(
    [
      'The agreement holds invented or missing values.',
      "L'accord contient des valeurs inventées ou manquantes.",
      'Het akkoord bevat verzonnen of ontbrekende waarden.',
      'يتضمن الاتفاق قيما مختلقة أو ناقصة.',
    ],
    [
      'Replace each value listed and have the new version signed.',
      'Remplacez chaque valeur de la liste et faites signer la nouvelle version.',
      'Vervang elke vermelde waarde en laat de nieuwe versie ondertekenen.',
      'استبدل كل قيمة مذكورة ووقّعوا النسخة الجديدة.',
    ],
  ),
  'agreement-signature-foreign': say(
    [
      'The signature is not of this node over this text.',
      "La signature n'est pas celle de ce nœud sur ce texte.",
      'De handtekening is niet van dit knooppunt over deze tekst.',
      'التوقيع ليس لهذه العقدة على هذا النص.',
    ],
    askPartner,
  ),
  'activator-is-signer': say(
    [
      'Whoever signed it does not switch it on where another could.',
      "Qui l'a signé ne l'active pas si un autre peut le faire.",
      'Wie ondertekende activeert niet als een ander dat kan.',
      'من وقّعه لا يفعّله ما دام غيره قادرا على ذلك.',
    ],
    [
      'Ask another legal adviser or the security officer.',
      "Demandez à un autre conseiller juridique ou à l'officier de sécurité.",
      'Vraag een andere juridisch adviseur of de veiligheidsofficier.',
      'اطلب مستشارا قانونيا آخر أو ضابط الأمن.',
    ],
  ),
  'partner-unknown': say(
    ['This partner is not known here.', "Ce partenaire n'est pas connu ici.", 'Deze partner is hier niet bekend.', 'هذا الشريك غير معروف هنا.'],
    askSecurity,
  ),
  'partner-not-paired': say(
    [
      'The partner is not paired: the words were not read aloud.',
      "Le partenaire n'est pas jumelé : les mots n'ont pas été lus.",
      'De partner is niet gekoppeld: de woorden zijn niet voorgelezen.',
      'الشريك غير مقترن: لم تُقرأ الكلمات.',
    ],
    askSecurity,
  ),
  'words-differ': say(
    [
      'The words do not agree: somebody may stand between the two nodes.',
      'Les mots ne concordent pas : quelqu’un se tient peut-être entre les deux nœuds.',
      'De woorden verschillen: misschien zit iemand tussen beide knooppunten.',
      'الكلمات غير متطابقة: ربما يوجد طرف بين العقدتين.',
    ],
    [
      'Stop, and exchange the cards again by another way.',
      'Arrêtez et échangez les cartes par une autre voie.',
      'Stop en wissel de kaarten langs een andere weg uit.',
      'توقف وتبادل البطاقات بطريق آخر.',
    ],
  ),
  'card-shape': say(
    ['This is not a node’s card.', "Ce n'est pas la carte d'un nœud.", 'Dit is geen kaart van een knooppunt.', 'هذه ليست بطاقة عقدة.'],
    checkFile,
  ),
  'card-signature': say(
    [
      'The card was not signed by the keys it shows.',
      "La carte n'est pas signée par les clés qu'elle montre.",
      'De kaart is niet ondertekend met de getoonde sleutels.',
      'البطاقة غير موقعة بالمفاتيح التي تعرضها.',
    ],
    askPartner,
  ),
  'card-expired': say(
    ['The card is not valid today.', "La carte n'est pas valable aujourd'hui.", 'De kaart is vandaag niet geldig.', 'البطاقة غير صالحة اليوم.'],
    [
      'Ask the partner for its new card.',
      'Demandez au partenaire sa nouvelle carte.',
      'Vraag de partner om zijn nieuwe kaart.',
      'اطلب من الشريك بطاقته الجديدة.',
    ],
  ),
  'card-follows-nothing': say(
    [
      'The new card is not signed by the one before.',
      "La nouvelle carte n'est pas signée par la précédente.",
      'De nieuwe kaart is niet door de vorige ondertekend.',
      'البطاقة الجديدة غير موقعة بسابقتها.',
    ],
    [
      'Call the partner on a number you know before you believe it.',
      'Appelez le partenaire à un numéro connu avant de la croire.',
      'Bel de partner op een bekend nummer voor u ze gelooft.',
      'اتصل بالشريك على رقم معروف قبل تصديقها.',
    ],
  ),
  'card-is-own': say(
    ['This is this node’s own card.', 'C’est la carte de ce nœud.', 'Dit is de kaart van dit knooppunt zelf.', 'هذه بطاقة هذه العقدة.'],
    [
      'Give it to the partner and import the partner’s card.',
      'Donnez-la au partenaire et importez la sienne.',
      'Geef ze aan de partner en importeer de zijne.',
      'سلّمها للشريك واستورد بطاقته.',
    ],
  ),
  'envelope-unopenable': say(
    ['The envelope could not be opened.', "L'enveloppe n'a pas pu être ouverte.", 'De envelop kon niet worden geopend.', 'تعذر فتح الظرف.'],
    [
      'After weeks without contact, exchange new cards; otherwise have it sent anew.',
      'Après des semaines sans contact, échangez de nouvelles cartes ; sinon, faites-le renvoyer.',
      'Wissel na weken zonder contact nieuwe kaarten uit; laat het anders opnieuw sturen.',
      'بعد أسابيع بلا اتصال تبادلا بطاقتين جديدتين؛ وإلا فلتُرسل من جديد.',
    ],
  ),
  'envelope-expired': say(
    ['The envelope was too long on its way.', "L'enveloppe a mis trop longtemps.", 'De envelop was te lang onderweg.', 'تأخر الظرف كثيرا في الطريق.'],
    ['Release the message anew.', "Autorisez à nouveau l'envoi du message.", 'Geef het bericht opnieuw vrij.', 'رخّص بإرسال الرسالة من جديد.'],
  ),
  'clock-skew': say(
    [
      'The clocks of the two nodes differ by more than five minutes.',
      'Les horloges des deux nœuds diffèrent de plus de cinq minutes.',
      'De klokken van beide knooppunten verschillen meer dan vijf minuten.',
      'يفوق الفرق بين ساعتي العقدتين خمس دقائق.',
    ],
    [
      'Have both administrators check the time.',
      "Faites vérifier l'heure par les deux administrateurs.",
      'Laat beide beheerders de tijd controleren.',
      'ليتحقق مسؤولا النظامين من الوقت.',
    ],
  ),
  'body-shape': say(
    ['The message is not well formed.', "Le message n'est pas bien formé.", 'Het bericht is niet goed gevormd.', 'الرسالة غير سليمة البنية.'],
    askPartner,
  ),
  'address-differs': say(
    [
      'The message names other nodes than its envelope.',
      "Le message désigne d'autres nœuds que son enveloppe.",
      'Het bericht noemt andere knooppunten dan zijn envelop.',
      'تذكر الرسالة عقدا غير المذكورة في ظرفها.',
    ],
    askPartner,
  ),
  'attachment-missing': say(
    [
      'An attachment has not arrived whole.',
      "Une pièce jointe n'est pas arrivée entière.",
      'Een bijlage is niet volledig aangekomen.',
      'لم يصل أحد المرفقات كاملا.',
    ],
    waitOrCall,
  ),
  'attachment-size': say(
    [
      'The attachment has not the size announced.',
      "La pièce jointe n'a pas la taille annoncée.",
      'De bijlage heeft niet de aangekondigde grootte.',
      'حجم المرفق غير المعلن.',
    ],
    [
      'Attach it again; at most 100 MiB.',
      'Joignez-la à nouveau ; 100 Mio au plus.',
      'Voeg ze opnieuw toe; hoogstens 100 MiB.',
      'أرفقه من جديد؛ 100 ميبي بايت كحد أقصى.',
    ],
  ),
  'attachment-too-large': say(
    ['The file is larger than 100 MiB.', 'Le fichier dépasse 100 Mio.', 'Het bestand is groter dan 100 MiB.', 'يتجاوز الملف 100 ميبي بايت.'],
    [
      'Split it, or send it another way.',
      'Divisez-le, ou transmettez-le autrement.',
      'Splits het, of stuur het op een andere manier.',
      'قسّمه أو أرسله بطريقة أخرى.',
    ],
  ),
  'attachment-size-differs': say(
    [
      'The file did not arrive as long as announced.',
      "Le fichier n'est pas arrivé avec la longueur annoncée.",
      'Het bestand kwam niet aan met de aangekondigde lengte.',
      'لم يصل الملف بالطول المعلن.',
    ],
    ['Attach it again.', 'Joignez-le à nouveau.', 'Voeg het opnieuw toe.', 'أرفقه من جديد.'],
  ),
  'attachment-digest-differs': say(
    [
      'The file that arrived is not the one announced.',
      'Le fichier arrivé n’est pas celui qui était annoncé.',
      'Het bestand dat aankwam, is niet het aangekondigde.',
      'الملف الذي وصل ليس هو المعلن.',
    ],
    [
      'It may have changed meanwhile. Attach it again.',
      'Il a peut-être changé entre-temps. Joignez-le à nouveau.',
      'Misschien werd het intussen gewijzigd. Voeg het opnieuw toe.',
      'ربما تغير في الأثناء. أرفقه من جديد.',
    ],
  ),
  'upload-offset': say(
    [
      'The file does not go on where the node stands.',
      'Le fichier ne reprend pas là où en est le nœud.',
      'Het bestand gaat niet verder waar het knooppunt staat.',
      'لا يستأنف الملف من حيث توقفت العقدة.',
    ],
    [
      'Ask what is held, and send the rest from there.',
      'Demandez ce qui est déjà là, et envoyez la suite à partir de ce point.',
      'Vraag wat er al is, en stuur de rest van daar af.',
      'اسأل عما وصل، وأرسل الباقي من هناك.',
    ],
  ),
  'attachment-chunk': say(
    [
      'A part of the attachment came out of order.',
      'Une partie de la pièce jointe est arrivée dans le désordre.',
      'Een deel van de bijlage kwam in de verkeerde volgorde.',
      'وصل جزء من المرفق في غير ترتيبه.',
    ],
    waitOrCall,
  ),
  'attachment-unopenable': say(
    [
      'The attachment does not open as the message says.',
      "La pièce jointe ne s'ouvre pas comme le message l'indique.",
      'De bijlage opent niet zoals het bericht zegt.',
      'لا يُفتح المرفق كما تذكر الرسالة.',
    ],
    askPartner,
  ),
  'attachment-slip-shape': say(
    [
      'The message describes its attachment wrongly.',
      'Le message décrit mal sa pièce jointe.',
      'Het bericht beschrijft zijn bijlage verkeerd.',
      'تصف الرسالة مرفقها خطأ.',
    ],
    askPartner,
  ),
  'too-many-attachments': say(
    ['There are too many attachments.', 'Il y a trop de pièces jointes.', 'Er zijn te veel bijlagen.', 'عدد المرفقات كبير جدا.'],
    [
      'Remove some, or send a second message.',
      'Retirez-en ou envoyez un second message.',
      'Verwijder er enkele of stuur een tweede bericht.',
      'احذف بعضها أو أرسل رسالة ثانية.',
    ],
  ),
  'delivery-shape': say(
    ['The delivery is not well formed.', "L'envoi n'est pas bien formé.", 'De levering is niet goed gevormd.', 'الإرسال غير سليم البنية.'],
    askPartner,
  ),
  'document-shape': say(
    ['The document is not well formed.', "Le document n'est pas bien formé.", 'Het document is niet goed gevormd.', 'الوثيقة غير سليمة البنية.'],
    checkFile,
  ),
  'receipt-foreign': say(
    [
      'The receipt is not for this message or not signed by the partner.',
      "L'accusé ne concerne pas ce message ou n'est pas signé par le partenaire.",
      'Het ontvangstbewijs is niet voor dit bericht of niet door de partner ondertekend.',
      'الإيصال لا يخص هذه الرسالة أو غير موقع من الشريك.',
    ],
    askSecurity,
  ),
  'log-forked': say(
    [
      'The partner’s log shows two histories.',
      'Le journal du partenaire montre deux histoires.',
      'Het logboek van de partner toont twee geschiedenissen.',
      'يظهر سجل الشريك تاريخين مختلفين.',
    ],
    [
      'Traffic stops. Call the partner’s security officer and keep both.',
      "Le trafic s'arrête. Appelez l'officier de sécurité du partenaire et gardez les deux.",
      'Het verkeer stopt. Bel de veiligheidsofficier van de partner en bewaar beide.',
      'يتوقف التبادل. اتصل بضابط أمن الشريك واحتفظ بالاثنين.',
    ],
  ),
  'log-rolled-back': say(
    [
      'This node was restored to an earlier state than its partner has seen.',
      'Ce nœud a été restauré à un état antérieur à celui que le partenaire a vu.',
      'Dit knooppunt is hersteld naar een eerdere toestand dan de partner zag.',
      'استُعيدت هذه العقدة إلى حالة أقدم مما رآه الشريك.',
    ],
    askSecurity,
  ),
  refused: say(
    [
      "The partner's node refused the message and did not say why.",
      'Le nœud du partenaire a refusé le message sans dire pourquoi.',
      'Het knooppunt van de partner heeft het bericht geweigerd zonder te zeggen waarom.',
      'رفضت عقدة الشريك الرسالة دون ذكر السبب.',
    ],
    [
      'Ask its contact point before you send it again.',
      'Interrogez son point de contact avant de le renvoyer.',
      'Vraag het aan zijn contactpunt voordat u het opnieuw verzendt.',
      'اسألوا نقطة الاتصال لديه قبل إعادة إرسالها.',
    ],
  ),
  'earlier-refused': say(
    [
      'An earlier message of this thread was not taken in.',
      "Un message antérieur de ce fil n'a pas été accepté.",
      'Een eerder bericht van deze reeks is niet aanvaard.',
      'لم تُقبل رسالة سابقة من هذه السلسلة.',
    ],
    [
      'Settle that one first, then send this one again.',
      "Réglez d'abord celui-là, puis renvoyez celui-ci.",
      'Los eerst dat op en stuur dit dan opnieuw.',
      'سوِّ أمر تلك أولا ثم أعد إرسال هذه.',
    ],
  ),
  'earlier-waits': say(
    [
      'An earlier message on the same matter has to leave first.',
      'Un message antérieur sur la même affaire doit partir d’abord.',
      'Een eerder bericht over dezelfde zaak moet eerst vertrekken.',
      'يجب أن تغادر أولا رسالة سابقة في الموضوع نفسه.',
    ],
    [
      'Nothing to do here: see why the earlier one waits.',
      'Rien à faire ici : voyez pourquoi le précédent attend.',
      'Hier is niets te doen: kijk waarom het eerdere wacht.',
      'لا شيء يلزم هنا: انظر لماذا تنتظر السابقة.',
    ],
  ),
  'partner-set-back': say(
    [
      'The partner’s node was restored from a copy: nothing passes until both logs are compared.',
      'Le nœud du partenaire a été restauré : rien ne passe tant que les deux journaux ne sont pas comparés.',
      'Het knooppunt van de partner is hersteld: niets gaat door tot beide logboeken vergeleken zijn.',
      'استُعيدت عقدة الشريك من نسخة: لا يمر شيء قبل مقارنة السجلين.',
    ],
    waitOrCall,
  ),
  answered: say(
    [
      'The partner’s node did not take the message.',
      "Le nœud du partenaire n'a pas pris le message.",
      'Het knooppunt van de partner nam het bericht niet aan.',
      'لم تأخذ عقدة الشريك الرسالة.',
    ],
    waitOrCall,
  ),
  'answered-401': say(
    [
      'The partner’s node does not know our signature.',
      'Le nœud du partenaire ne reconnaît pas notre signature.',
      'Het knooppunt van de partner herkent onze handtekening niet.',
      'لا تعرف عقدة الشريك توقيعنا.',
    ],
    [
      'Have both security officers compare their cards.',
      'Faites comparer leurs cartes par les deux officiers de sécurité.',
      'Laat beide veiligheidsofficieren hun kaarten vergelijken.',
      'ليقارن ضابطا الأمن بطاقتيهما.',
    ],
  ),
  'answered-429': say(
    [
      'The partner’s node has too much to do just now.',
      'Le nœud du partenaire a trop à faire en ce moment.',
      'Het knooppunt van de partner heeft nu te veel te doen.',
      'عقدة الشريك منشغلة الآن.',
    ],
    waitOrCall,
  ),
  'answered-503': say(
    [
      'The partner’s node is locked or stopping.',
      "Le nœud du partenaire est verrouillé ou s'arrête.",
      'Het knooppunt van de partner is vergrendeld of stopt.',
      'عقدة الشريك مقفلة أو في طور التوقف.',
    ],
    waitOrCall,
  ),
  'attachment-answered': say(
    [
      'The partner’s node did not take a part of an attachment.',
      "Le nœud du partenaire n'a pas pris une partie d'une pièce jointe.",
      'Het knooppunt van de partner nam een deel van een bijlage niet aan.',
      'لم تأخذ عقدة الشريك جزءا من أحد المرفقات.',
    ],
    waitOrCall,
  ),
  'disk-full': say(
    [
      'The node has no room left to write: nothing of this was done.',
      "Le nœud n'a plus de place pour écrire : rien de cela n'a été fait.",
      'Het knooppunt heeft geen schrijfruimte meer: niets hiervan is gebeurd.',
      'لم يبق للعقدة مجال للكتابة: لم يُنجز شيء من هذا.',
    ],
    [
      'Tell the administrator; it goes on by itself once there is room.',
      "Prévenez l'administrateur ; il reprend de lui-même dès qu'il y a de la place.",
      'Verwittig de beheerder; het gaat vanzelf verder zodra er plaats is.',
      'أخبر مسؤول النظام؛ تستأنف من تلقاء نفسها حين يتوفر المجال.',
    ],
  ),
  'not-waiting': say(['It waits no longer.', "Il n'attend plus.", 'Het wacht niet meer.', 'لم تعد في الانتظار.'], reload),
  'message-under-way': say(
    [
      'A message of this thread is on its way already.',
      'Un message de ce dossier est déjà en chemin.',
      'Een bericht van deze zaak is al onderweg.',
      'توجد رسالة من هذه القضية في الطريق.',
    ],
    ['Wait for its receipt, then go on.', 'Attendez son accusé, puis continuez.', 'Wacht op het ontvangstbewijs en ga dan verder.', 'انتظر إيصالها ثم تابع.'],
  ),
  'waits-for-slot': say(
    [
      'It leaves at the next fixed hour, so that the time says nothing.',
      'Il part à la prochaine heure fixe, pour que le moment ne révèle rien.',
      'Het vertrekt op het volgende vaste uur, zodat het tijdstip niets verraadt.',
      'تُرسل في الموعد الثابت التالي كي لا يكشف الوقت شيئا.',
    ],
    nothingToDo,
  ),
  'may-have-left': say(
    [
      'It was tried already: the partner may have it.',
      "Un envoi a déjà été tenté : le partenaire l'a peut-être.",
      'Er werd al geprobeerd: de partner heeft het misschien.',
      'سبقت محاولة إرسالها وربما وصلت الشريك.',
    ],
    [
      'Send a withdrawal once it is delivered.',
      'Envoyez un retrait une fois délivré.',
      'Stuur een intrekking zodra het geleverd is.',
      'أرسل سحبا بعد تسليمها.',
    ],
  ),
  'control-not-stoppable': say(
    [
      'A control message cannot be stopped.',
      'Un message de contrôle ne peut pas être arrêté.',
      'Een controlebericht kan niet worden gestopt.',
      'لا يمكن إيقاف رسالة تحكم.',
    ],
    nothingToDo,
  ),
  'carry-shape': say(
    [
      'This is not a carried file of Entraide.',
      "Ce n'est pas un fichier transporté d'Entraide.",
      'Dit is geen transportbestand van Entraide.',
      'هذا ليس ملف نقل من Entraide.',
    ],
    checkFile,
  ),
  'carry-too-large': say(
    [
      'With its attachments this message is larger than a carried file may be.',
      'Avec ses pièces jointes, ce message dépasse ce qu’un fichier transporté peut contenir.',
      'Met zijn bijlagen is dit bericht groter dan een meegedragen bestand mag zijn.',
      'تتجاوز هذه الرسالة مع مرفقاتها حجم الملف المحمول.',
    ],
    [
      'Send it by the line, or take it back and spread the attachments over several messages.',
      'Envoyez-le par la ligne, ou reprenez-le et répartissez les pièces jointes sur plusieurs messages.',
      'Stuur het over de lijn, of neem het terug en verdeel de bijlagen over verschillende berichten.',
      'أرسلها عبر الخط، أو اسحبها ووزع المرفقات على عدة رسائل.',
    ],
  ),
  'carry-for-another': say(
    [
      'The carried file is for another node.',
      'Le fichier transporté est destiné à un autre nœud.',
      'Het transportbestand is voor een ander knooppunt.',
      'ملف النقل موجه إلى عقدة أخرى.',
    ],
    checkFile,
  ),
  'key-shape': say(['A key is not well formed.', "Une clé n'est pas bien formée.", 'Een sleutel is niet goed gevormd.', 'أحد المفاتيح غير سليم.'], askSecurity),
  'signatures-shape': say(
    [
      'The signatures are not well formed.',
      'Les signatures ne sont pas bien formées.',
      'De handtekeningen zijn niet goed gevormd.',
      'التواقيع غير سليمة البنية.',
    ],
    askPartner,
  ),
  unreachable: say(['The partner does not answer.', 'Le partenaire ne répond pas.', 'De partner antwoordt niet.', 'الشريك لا يجيب.'], waitOrCall),
  'time-out': say(['The partner answered too late.', 'Le partenaire a répondu trop tard.', 'De partner antwoordde te laat.', 'تأخر جواب الشريك.'], waitOrCall),
  'line-broken': say(['The line broke.', 'La ligne a été coupée.', 'De verbinding viel weg.', 'انقطع الاتصال.'], waitOrCall),
  'key-pin': say(
    [
      'The partner’s node shows another key than its card.',
      'Le nœud du partenaire montre une autre clé que sa carte.',
      'Het knooppunt van de partner toont een andere sleutel dan zijn kaart.',
      'تعرض عقدة الشريك مفتاحا غير المذكور في بطاقته.',
    ],
    askSecurity,
  ),
  'plain-http-refused': say(
    ['Without encryption nothing is sent.', "Rien n'est envoyé sans chiffrement.", 'Zonder versleuteling wordt niets verstuurd.', 'لا يُرسل شيء دون تشفير.'],
    askAdmin,
  ),
  'address-not-allowed': say(
    [
      'The partner’s address points into this machine or its network link.',
      "L'adresse du partenaire vise cette machine ou son lien réseau.",
      'Het adres van de partner wijst naar deze machine of haar netwerklink.',
      'عنوان الشريك يشير إلى هذا الجهاز أو شبكته.',
    ],
    askSecurity,
  ),
  'answer-too-large': say(
    [
      'The partner’s answer was too large.',
      'La réponse du partenaire était trop grande.',
      'Het antwoord van de partner was te groot.',
      'جواب الشريك كبير جدا.',
    ],
    askPartner,
  ),
  'already-accepted': say(
    [
      'It was accepted already and cannot be returned.',
      'Elle est déjà acceptée et ne peut plus être renvoyée.',
      'Het is al aanvaard en kan niet meer worden teruggestuurd.',
      'قُبل من قبل ولا يمكن إرجاعه.',
    ],
    ['Ask for a clarification instead.', 'Demandez plutôt une précision.', 'Vraag in plaats daarvan om verduidelijking.', 'اطلب توضيحا بدلا من ذلك.'],
  ),
  'already-returned': say(
    ['It was returned already.', 'Elle a déjà été renvoyée.', 'Het werd al teruggestuurd.', 'أُرجع من قبل.'],
    ['Wait for its completion.', "Attendez qu'elle soit complétée.", 'Wacht op de aanvulling.', 'انتظر استكماله.'],
  ),
  'already-ended': say(['Its clock has ended.', 'Son délai est terminé.', 'De termijn is beëindigd.', 'انتهى أجله.'], nothingToDo),
  'not-returned': say(
    [
      'It was not returned for completion.',
      "Elle n'a pas été renvoyée pour être complétée.",
      'Het werd niet teruggestuurd ter aanvulling.',
      'لم يُرجع للاستكمال.',
    ],
    reload,
  ),
  'time-runs-back': say(
    [
      'The time given lies before the last act.',
      "L'heure donnée précède le dernier acte.",
      'De tijd ligt voor de laatste handeling.',
      'الوقت المعطى يسبق آخر إجراء.',
    ],
    [
      'Have the administrator check the clock.',
      "Faites vérifier l'horloge par l'administrateur.",
      'Laat de beheerder de klok controleren.',
      'ليتحقق مسؤول النظام من الساعة.',
    ],
  ),
  'ask-malformed': say(
    ['The question is not well formed.', "La question n'est pas bien formée.", 'De vraag is niet goed gevormd.', 'السؤال غير سليم البنية.'],
    ['Correct it at the place shown.', "Corrigez-la à l'endroit indiqué.", 'Verbeter ze op de aangegeven plaats.', 'صححه في الموضع المبين.'],
  ),
  'agreement-malformed': say(
    ['The agreement is not well formed.', "L'accord n'est pas bien formé.", 'Het akkoord is niet goed gevormd.', 'الاتفاق غير سليم البنية.'],
    [
      'Correct it at the line and column shown.',
      'Corrigez-le à la ligne et à la colonne indiquées.',
      'Verbeter het op de aangegeven regel en kolom.',
      'صححه عند السطر والعمود المبينين.',
    ],
  ),
} as const satisfies Sentences

/** People, sessions and the face of the node. */
export const peopleSentences = {
  locked: say(
    ['The node is locked.', 'Le nœud est verrouillé.', 'Het knooppunt is vergrendeld.', 'العقدة مقفلة.'],
    [
      'Its security officer must open it with the passphrase.',
      "L'officier de sécurité doit l'ouvrir avec la phrase secrète.",
      'De veiligheidsofficier moet het openen met de wachtzin.',
      'على ضابط الأمن فتحها بعبارة السر.',
    ],
  ),
  'passphrase-wrong': say(
    ['The passphrase is not right.', "La phrase secrète n'est pas correcte.", 'De wachtzin is niet juist.', 'عبارة السر غير صحيحة.'],
    correct,
  ),
  'root-key-wrong': say(
    ['The store belongs to other keys.', "Les données appartiennent à d'autres clés.", 'De opslag hoort bij andere sleutels.', 'المخزن يعود لمفاتيح أخرى.'],
    askAdmin,
  ),
  'sign-in-failed': say(
    [
      'Service number, password or code is not right.',
      "Le numéro de service, le mot de passe ou le code n'est pas correct.",
      'Dienstnummer, wachtwoord of code is niet juist.',
      'الرقم المهني أو كلمة المرور أو الرمز غير صحيح.',
    ],
    ['Check all three and try again.', 'Vérifiez les trois et réessayez.', 'Controleer alle drie en probeer opnieuw.', 'تحقق من الثلاثة ثم أعد المحاولة.'],
  ),
  'not-signed-in': say(
    ['You are not signed in.', "Vous n'êtes pas connecté.", 'U bent niet aangemeld.', 'لم تسجل الدخول.'],
    ['Sign in.', 'Connectez-vous.', 'Meld u aan.', 'سجّل الدخول.'],
  ),
  'session-ended': say(
    [
      'Your session has ended. What you typed is kept.',
      'Votre session est terminée. Votre saisie est conservée.',
      'Uw sessie is beëindigd. Wat u typte is bewaard.',
      'انتهت جلستك. ما كتبته محفوظ.',
    ],
    ['Sign in again.', 'Reconnectez-vous.', 'Meld u opnieuw aan.', 'سجّل الدخول مجددا.'],
  ),
  'step-up-needed': say(
    ['This act asks for your code again.', 'Cet acte redemande votre code.', 'Deze handeling vraagt opnieuw uw code.', 'يتطلب هذا الإجراء رمزك مجددا.'],
    [
      'Type the six digits of your authenticator.',
      'Tapez les six chiffres de votre authentificateur.',
      'Typ de zes cijfers van uw authenticator.',
      'اكتب الأرقام الستة من تطبيق التوثيق.',
    ],
  ),
  csrf: say(
    [
      'The request did not come from your session’s page.',
      'La requête ne vient pas de la page de votre session.',
      'Het verzoek komt niet van de pagina van uw sessie.',
      'الطلب لم يصدر من صفحة جلستك.',
    ],
    reload,
  ),
  'foreign-origin': say(
    ['The request came from another site.', "La requête vient d'un autre site.", 'Het verzoek kwam van een andere site.', 'صدر الطلب من موقع آخر.'],
    reload,
  ),
  'too-many': say(
    ['Too many calls in a short time.', "Trop d'appels en peu de temps.", 'Te veel oproepen in korte tijd.', 'طلبات كثيرة في وقت قصير.'],
    ['Wait a moment and try again.', 'Attendez un instant et réessayez.', 'Wacht even en probeer opnieuw.', 'انتظر قليلا ثم أعد المحاولة.'],
  ),
  'too-many-tries': say(
    ['Too many wrong tries.', "Trop d'essais erronés.", 'Te veel foute pogingen.', 'محاولات خاطئة كثيرة.'],
    ['Wait until the time shown.', "Attendez jusqu'à l'heure indiquée.", 'Wacht tot het getoonde tijdstip.', 'انتظر حتى الوقت المبين.'],
  ),
  'input-invalid': say(
    [
      'Something in what was sent does not fit.',
      'Une partie de ce qui a été envoyé ne convient pas.',
      'Iets in wat werd verstuurd klopt niet.',
      'بعض ما أُرسل غير مناسب.',
    ],
    ['Correct the fields shown.', 'Corrigez les champs indiqués.', 'Verbeter de getoonde velden.', 'صحح الخانات المبينة.'],
  ),
  'request-malformed': say(
    ['The request is not well formed.', "La requête n'est pas bien formée.", 'Het verzoek is niet goed gevormd.', 'الطلب غير سليم البنية.'],
    correct,
  ),
  'body-too-large': say(
    [
      'What was sent is larger than is accepted here.',
      'Ce qui a été envoyé dépasse la taille acceptée ici.',
      'Wat werd verstuurd is groter dan hier wordt aanvaard.',
      'ما أُرسل أكبر من المسموح به هنا.',
    ],
    ['Send less, or as an attachment.', 'Envoyez moins, ou en pièce jointe.', 'Stuur minder, of als bijlage.', 'أرسل أقل أو كمرفق.'],
  ),
  'body-too-slow': say(
    [
      'What was sent took too long to arrive.',
      "L'envoi a mis trop de temps à arriver.",
      'Wat werd verstuurd kwam te traag aan.',
      'استغرق وصول ما أُرسل وقتا طويلا.',
    ],
    ['Check the line and try again.', 'Vérifiez la ligne et réessayez.', 'Controleer de verbinding en probeer opnieuw.', 'تحقق من الاتصال وأعد المحاولة.'],
  ),
  'headers-too-large': say(
    [
      'The request’s headers are too large.',
      'Les en-têtes de la requête sont trop grands.',
      'De kopregels van het verzoek zijn te groot.',
      'ترويسات الطلب كبيرة جدا.',
    ],
    reload,
  ),
  'media-type': say(
    [
      'This kind of content is not taken here.',
      "Ce type de contenu n'est pas accepté ici.",
      'Dit soort inhoud wordt hier niet aanvaard.',
      'هذا النوع من المحتوى غير مقبول هنا.',
    ],
    correct,
  ),
  'length-needed': say(
    [
      'The length of the file is needed in advance.',
      "La taille du fichier doit être connue d'avance.",
      'De lengte van het bestand is vooraf nodig.',
      'يلزم معرفة حجم الملف مسبقا.',
    ],
    correct,
  ),
  'content-digest': say(
    [
      'The content is not what its signature promised.',
      "Le contenu n'est pas celui que promettait sa signature.",
      'De inhoud is niet wat de handtekening beloofde.',
      'المحتوى غير ما وعد به توقيعه.',
    ],
    askPartner,
  ),
  'host-unknown': say(
    ['This name is not this node’s.', "Ce nom n'est pas celui de ce nœud.", 'Deze naam is niet die van dit knooppunt.', 'هذا الاسم ليس لهذه العقدة.'],
    askAdmin,
  ),
  signature: say(
    [
      'The signature of the request was not accepted.',
      "La signature de la requête n'a pas été acceptée.",
      'De handtekening van het verzoek werd niet aanvaard.',
      'لم يُقبل توقيع الطلب.',
    ],
    [
      'Check clocks and keys of both nodes.',
      'Vérifiez les horloges et les clés des deux nœuds.',
      'Controleer klokken en sleutels van beide knooppunten.',
      'تحقق من ساعتي العقدتين ومفاتيحهما.',
    ],
  ),
  fault: say(
    [
      'Something went wrong inside the node; nothing was half done.',
      "Une erreur est survenue dans le nœud ; rien n'a été fait à moitié.",
      'Er ging iets mis in het knooppunt; niets is half gedaan.',
      'حدث خطأ داخل العقدة؛ ولم يُنفذ شيء جزئيا.',
    ],
    reportIt,
  ),
  'enrolment-code': say(
    [
      'The enrolment code is not right, was used, or is too old.',
      "Le code d'inscription est erroné, déjà utilisé ou trop ancien.",
      'De inschrijvingscode is onjuist, gebruikt of te oud.',
      'رمز التسجيل خاطئ أو مستعمل أو قديم.',
    ],
    [
      'Ask your administrator for a new one.',
      'Demandez-en un nouveau à votre administrateur.',
      'Vraag uw beheerder om een nieuwe.',
      'اطلب رمزا جديدا من مسؤول النظام.',
    ],
  ),
  'password-too-easy': say(
    [
      'This password is too easy to guess.',
      'Ce mot de passe est trop facile à deviner.',
      'Dit wachtwoord is te makkelijk te raden.',
      'كلمة المرور سهلة التخمين.',
    ],
    [
      'Choose a longer one, of several words.',
      'Choisissez-en un plus long, de plusieurs mots.',
      'Kies een langer, van meerdere woorden.',
      'اختر كلمة أطول من عدة كلمات.',
    ],
  ),
  'already-enrolled': say(['Somebody has enrolled already.', "Quelqu'un est déjà inscrit.", 'Iemand is al ingeschreven.', 'سبق أن سجل شخص.'], askAdmin),
  'account-closed': say(['This account is closed.', 'Ce compte est fermé.', 'Deze account is gesloten.', 'هذا الحساب مغلق.'], askAdmin),
  'account-not-enrolled': say(
    ['This person has not enrolled yet.', "Cette personne ne s'est pas encore inscrite.", 'Deze persoon is nog niet ingeschreven.', 'لم يسجل هذا الشخص بعد.'],
    ['Give the enrolment code first.', "Donnez d'abord le code d'inscription.", 'Geef eerst de inschrijvingscode.', 'سلّم رمز التسجيل أولا.'],
  ),
  'adm-alone': say(
    [
      'An administrator holds no other role.',
      "Un administrateur n'a aucun autre rôle.",
      'Een beheerder heeft geen andere rol.',
      'لا يحمل مسؤول النظام دورا آخر.',
    ],
    ['Use two accounts of two persons.', 'Utilisez deux comptes de deux personnes.', 'Gebruik twee accounts van twee personen.', 'استعمل حسابين لشخصين.'],
  ),
  'grant-decided': say(['This was decided already.', 'Cela a déjà été décidé.', 'Dit werd al beslist.', 'تقرر هذا من قبل.'], reload),
  'grant-waiting': say(
    [
      'The same role waits for a decision already.',
      'Le même rôle attend déjà une décision.',
      'Dezelfde rol wacht al op een beslissing.',
      'الدور نفسه ينتظر قرارا.',
    ],
    [
      'Ask a security officer to decide.',
      'Demandez à un officier de sécurité de décider.',
      'Vraag een veiligheidsofficier te beslissen.',
      'اطلب من ضابط أمن أن يقرر.',
    ],
  ),
  'role-held': say(['The role is held already.', 'Le rôle est déjà détenu.', 'De rol is al toegekend.', 'الدور ممنوح من قبل.'], nothingToDo),
  'last-of-role': say(
    [
      'This is the last person of a role the node needs.',
      'C’est la dernière personne d’un rôle nécessaire au nœud.',
      'Dit is de laatste persoon met een rol die het knooppunt nodig heeft.',
      'هذا آخر شخص يحمل دورا تحتاجه العقدة.',
    ],
    ['Grant the role to another first.', "Accordez d'abord le rôle à un autre.", 'Ken de rol eerst aan een ander toe.', 'امنح الدور لشخص آخر أولا.'],
  ),
  'own-account': say(
    ['Nobody decides this for oneself.', 'Nul ne décide cela pour soi-même.', 'Niemand beslist dit voor zichzelf.', 'لا يقرر أحد هذا لنفسه.'],
    ['Ask a colleague.', 'Demandez à un collègue.', 'Vraag een collega.', 'اطلب من زميل.'],
  ),
  'service-number-taken': say(
    ['This service number is in use.', 'Ce numéro de service est déjà utilisé.', 'Dit dienstnummer is in gebruik.', 'هذا الرقم المهني مستعمل.'],
    ['Choose another.', 'Choisissez-en un autre.', 'Kies een ander.', 'اختر رقما آخر.'],
  ),
  'not-a-demo': say(
    [
      'This exists in a demonstration only.',
      "Cela n'existe que dans une démonstration.",
      'Dit bestaat enkel in een demonstratie.',
      'هذا متاح في العرض التوضيحي فقط.',
    ],
    nothingToDo,
  ),
} as const satisfies Sentences

/** Logs, proofs and what is held until when. */
export const recordSentences = {
  'checkpoint-shape': say(['This is not a checkpoint.', "Ce n'est pas un point de contrôle.", 'Dit is geen controlepunt.', 'هذه ليست نقطة تحقق.'], checkFile),
  'checkpoint-unverified': say(
    [
      'The partner’s checkpoint does not verify.',
      'Le point de contrôle du partenaire ne se vérifie pas.',
      'Het controlepunt van de partner klopt niet.',
      'نقطة تحقق الشريك لا تصح.',
    ],
    askSecurity,
  ),
  'commitment-differs': say(
    [
      'The facts shown are not those the log holds.',
      'Les faits montrés ne sont pas ceux du journal.',
      'De getoonde feiten zijn niet die van het logboek.',
      'الوقائع المعروضة غير المسجلة.',
    ],
    askSecurity,
  ),
  'facts-shape': say(
    [
      'The facts of a log line are not well formed.',
      "Les faits d'une ligne de journal ne sont pas bien formés.",
      'De feiten van een logregel zijn niet goed gevormd.',
      'وقائع سطر السجل غير سليمة.',
    ],
    reportIt,
  ),
  'head-differs': say(
    [
      'The log does not lead to the head shown.',
      'Le journal ne mène pas à la tête montrée.',
      'Het logboek leidt niet naar het getoonde hoofd.',
      'السجل لا يفضي إلى الرأس المعروض.',
    ],
    askSecurity,
  ),
  'leaf-shape': say(
    ['A log line is not well formed.', "Une ligne de journal n'est pas bien formée.", 'Een logregel is niet goed gevormd.', 'أحد أسطر السجل غير سليم.'],
    reportIt,
  ),
  'leaves-miscounted': say(
    [
      'Lines of the log are missing or too many.',
      'Des lignes du journal manquent ou sont de trop.',
      'Er ontbreken logregels of er zijn er te veel.',
      'أسطر السجل ناقصة أو زائدة.',
    ],
    askSecurity,
  ),
  'log-shrinks': say(['The log has become shorter.', 'Le journal est devenu plus court.', 'Het logboek is korter geworden.', 'أصبح السجل أقصر.'], askSecurity),
  'origin-differs': say(
    ['This belongs to another log.', 'Cela appartient à un autre journal.', 'Dit hoort bij een ander logboek.', 'هذا يعود لسجل آخر.'],
    checkFile,
  ),
  'salt-shape': say(
    ['A salt has a wrong length.', "Un sel n'a pas la bonne longueur.", 'Een salt heeft een verkeerde lengte.', 'طول الملح غير صحيح.'],
    reportIt,
  ),
  'signature-missing': say(
    ['The signature expected is not there.', 'La signature attendue manque.', 'De verwachte handtekening ontbreekt.', 'التوقيع المنتظر غير موجود.'],
    askPartner,
  ),
  'signature-wrong': say(['The signature does not hold.', 'La signature ne tient pas.', 'De handtekening klopt niet.', 'التوقيع غير صحيح.'], askSecurity),
} as const satisfies Sentences

/** Persons as typed or imported: what a reader of names, dates and documents refuses. */
export const personSentences = {
  'person-shape': say(
    ['This is not a person’s record.', "Ce n'est pas la fiche d'une personne.", 'Dit is geen persoonsfiche.', 'هذه ليست بطاقة شخص.'],
    correct,
  ),
  'person-unknown-field': say(
    ['The record has a field that is not known.', 'La fiche contient un champ inconnu.', 'De fiche bevat een onbekend veld.', 'تتضمن البطاقة خانة غير معروفة.'],
    ['Remove the field named.', 'Retirez le champ indiqué.', 'Verwijder het genoemde veld.', 'احذف الخانة المذكورة.'],
  ),
  'pair-shape': say(
    ['This line is not a pair of records.', "Cette ligne n'est pas une paire de fiches.", 'Deze regel is geen paar fiches.', 'هذا السطر ليس زوج بطاقات.'],
    correct,
  ),
  'line-too-long': say(['This line is too long.', 'Cette ligne est trop longue.', 'Deze regel is te lang.', 'هذا السطر طويل جدا.'], correct),
  'names-missing': say(
    ['At least one name is needed.', 'Au moins un nom est nécessaire.', 'Minstens één naam is nodig.', 'يلزم اسم واحد على الأقل.'],
    [
      'Give a whole name in either script.',
      'Donnez un nom entier dans l’une ou l’autre écriture.',
      'Geef een volledige naam in een van beide schriften.',
      'اذكر اسما كاملا بأحد الخطين.',
    ],
  ),
  'names-too-many': say(
    ['There are too many names.', 'Il y a trop de noms.', 'Er zijn te veel namen.', 'عدد الأسماء كبير جدا.'],
    ['Keep the ones most used.', 'Gardez les plus utilisés.', 'Behoud de meest gebruikte.', 'أبق على الأكثر استعمالا.'],
  ),
  'name-empty': say(['A name is empty.', 'Un nom est vide.', 'Een naam is leeg.', 'أحد الأسماء فارغ.'], correct),
  'name-too-long': say(['A name is too long.', 'Un nom est trop long.', 'Een naam is te lang.', 'أحد الأسماء طويل جدا.'], correct),
  'name-without-letters': say(
    [
      'A name has no letter of a script read here.',
      "Un nom n'a aucune lettre d'une écriture lue ici.",
      'Een naam bevat geen letter van een gelezen schrift.',
      'أحد الأسماء خال من حروف خط مقروء هنا.',
    ],
    correct,
  ),
  'birth-date-shape': say(
    [
      'The birth date is not a year, a month or a day that exists.',
      "La date de naissance n'est ni une année, ni un mois, ni un jour existant.",
      'De geboortedatum is geen bestaand jaar, maand of dag.',
      'تاريخ الميلاد ليس سنة أو شهرا أو يوما موجودا.',
    ],
    [
      'Write it like 1966, 1966-11 or 1966-11-21.',
      'Écrivez-la comme 1966, 1966-11 ou 1966-11-21.',
      'Schrijf ze als 1966, 1966-11 of 1966-11-21.',
      'اكتبه مثل 1966 أو 1966-11 أو 1966-11-21.',
    ],
  ),
  'birth-place-too-long': say(
    ['The place of birth is too long.', 'Le lieu de naissance est trop long.', 'De geboorteplaats is te lang.', 'مكان الميلاد طويل جدا.'],
    correct,
  ),
  'sex-unknown': say(['Sex is M or F, or left out.', 'Le sexe est M ou F, ou absent.', 'Geslacht is M of F, of weggelaten.', 'الجنس M أو F أو يُترك.'], correct),
  'documents-too-many': say(['There are too many documents.', 'Il y a trop de documents.', 'Er zijn te veel documenten.', 'عدد الوثائق كبير جدا.'], correct),
} as const satisfies Sentences
