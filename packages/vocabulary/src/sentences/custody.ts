import type { Sentences } from '../sentences.ts'

/** what and next, each in English, French, Dutch and Arabic. */
type Four = readonly [en: string, fr: string, nl: string, ar: string]
const say = (what: Four, next: Four) => ({
  what: { en: what[0], fr: what[1], nl: what[2], ar: what[3] },
  next: { en: next[0], fr: next[1], nl: next[2], ar: next[3] },
})

const readWhereItStands: Four = [
  'Open the obligation and see where it stands.',
  'Ouvrez l’obligation et voyez où elle en est.',
  'Open de verplichting en kijk hoe ze ervoor staat.',
  'افتح الالتزام واطلع على وضعه.',
]
const thePartnerDoes: Four = ['The partner does it.', 'C’est au partenaire de le faire.', 'Dat doet de partner.', 'الشريك هو من يقوم بذلك.']
const chooseEarlier: Four = ['Choose an earlier day.', 'Choisissez une date plus proche.', 'Kies een vroegere dag.', 'اختر يوما أقرب.']

/** What is said of corrections, erasures and restrictions, and of holding periods. Source: spec/workflows/notice.md */
export const custodySentences = {
  'not-owner': say(
    [
      'Only the authority that sent a message can order its correction, erasure or restriction.',
      'Seule l’autorité qui a envoyé un message peut en ordonner la rectification, l’effacement ou la limitation.',
      'Alleen de overheid die een bericht verzond, kan de rechtzetting, wissing of beperking ervan bevelen.',
      'لا يمكن أن يأمر بتصحيح رسالة أو حذفها أو تقييدها إلا السلطة التي أرسلتها.',
    ],
    [
      'Write to the partner if you think that its data are wrong.',
      'Écrivez au partenaire si vous pensez que ses données sont inexactes.',
      'Schrijf de partner als u denkt dat zijn gegevens onjuist zijn.',
      'راسل الشريك إن كنت ترى أن معطياته غير صحيحة.',
    ],
  ),
  'not-holder': say(
    [
      'Only the authority that received the data can acknowledge the notice and prove that it was carried out.',
      'Seule l’autorité qui a reçu les données peut accuser l’avis et prouver son exécution.',
      'Alleen de overheid die de gegevens ontving, kan de kennisgeving bevestigen en de uitvoering bewijzen.',
      'لا يمكن أن يقر بالإشعار ويثبت تنفيذه إلا السلطة التي تلقت المعطيات.',
    ],
    thePartnerDoes,
  ),
  'not-party': say(
    [
      'Only the two authorities concerned can ask for a joint review.',
      'Seules les deux autorités concernées peuvent demander un examen conjoint.',
      'Alleen de twee betrokken overheden kunnen een gezamenlijk onderzoek vragen.',
      'لا يمكن أن يطلب المراجعة المشتركة إلا السلطتان المعنيتان.',
    ],
    readWhereItStands,
  ),
  'notice-unfit': say(
    [
      'The notice does not fit the message that it is about.',
      'L’avis ne correspond pas au message qu’il concerne.',
      'De kennisgeving past niet bij het bericht waarover ze gaat.',
      'الإشعار لا يطابق الرسالة التي يتعلق بها.',
    ],
    [
      'Name statements that stand in the message. A correction carries as many statements as it corrects; an erasure or a restriction carries none.',
      'Désignez des énoncés qui figurent dans le message. Une rectification porte autant d’énoncés qu’elle en corrige ; un effacement ou une limitation n’en porte aucun.',
      'Noem gegevens die in het bericht staan. Een rechtzetting bevat er evenveel als ze verbetert; een wissing of beperking bevat er geen.',
      'عين بيانات واردة في الرسالة. يتضمن التصحيح بقدر ما يصححه من البيانات، ولا يتضمن الحذف أو التقييد أي بيان.',
    ],
  ),
  'notice-of-nothing': say(
    [
      'The partner did not take that message in: there is nothing to correct or erase there.',
      'Le partenaire n’a pas admis ce message : il n’y a rien à y rectifier ou effacer.',
      'De partner nam dat bericht niet op: er valt daar niets recht te zetten of te wissen.',
      'لم يقبل الشريك تلك الرسالة: لا شيء هناك لتصحيحه أو حذفه.',
    ],
    ['Nothing is left to do.', 'Il n’y a rien à faire.', 'Er hoeft niets te gebeuren.', 'لا شيء ينبغي القيام به.'],
  ),
  'notice-standing': say(
    [
      'The same was already ordered about this message and is not settled yet.',
      'La même chose a déjà été ordonnée pour ce message et n’est pas encore réglée.',
      'Hetzelfde werd voor dit bericht al bevolen en is nog niet afgehandeld.',
      'سبق أن صدر الأمر نفسه بشأن هذه الرسالة ولم تتم تسويته بعد.',
    ],
    readWhereItStands,
  ),
  'notice-unknown': say(
    [
      'There is no such notice in this dossier.',
      'Cet avis n’existe pas dans ce dossier.',
      'Die kennisgeving bestaat niet in dit dossier.',
      'لا يوجد هذا الإشعار في هذا الملف.',
    ],
    readWhereItStands,
  ),
  'out-of-order': say(
    [
      'As the notice stands, this is not its turn.',
      'En l’état de l’avis, ce n’est pas le moment de cette étape.',
      'Zoals de kennisgeving er nu voor staat, is deze stap niet aan de beurt.',
      'لم يحن دور هذه الخطوة في وضع الإشعار الحالي.',
    ],
    readWhereItStands,
  ),
  'ack-unfit': say(
    [
      'This notice cannot be acknowledged in that way.',
      'Cet avis ne peut pas être accusé de cette manière.',
      'Deze kennisgeving kan niet op die manier bevestigd worden.',
      'لا يمكن الإقرار بهذا الإشعار بهذه الطريقة.',
    ],
    [
      'Restriction answers an erasure only, where the data are evidence or the erasure is contested.',
      'La limitation ne répond qu’à un effacement, lorsque les données servent de preuve ou que l’effacement est contesté.',
      'Beperking beantwoordt alleen een wissing, als de gegevens bewijs zijn of de wissing betwist wordt.',
      'لا يكون التقييد إلا جوابا عن الحذف، إذا كانت المعطيات حجة أو كان الحذف موضع نزاع.',
    ],
  ),
  'onward-open': say(
    [
      'The data went on to others who have not shown yet that they did the same.',
      'Les données ont été transmises à d’autres, qui n’ont pas encore montré avoir fait de même.',
      'De gegevens gingen verder naar anderen, die nog niet toonden dat zij hetzelfde deden.',
      'أحيلت المعطيات إلى آخرين لم يثبتوا بعد أنهم قاموا بالأمر نفسه.',
    ],
    [
      'Acknowledge that the recipients were told, and send the proof once all have answered.',
      'Accusez que les destinataires ont été avertis, et envoyez la preuve quand tous auront répondu.',
      'Bevestig dat de ontvangers ingelicht zijn, en stuur het bewijs zodra allen geantwoord hebben.',
      'أقر بأن المتلقين أشعروا، وأرسل الإثبات بعد أن يجيبوا جميعا.',
    ],
  ),
  'document-unsigned': say(
    [
      'This statement does not bear the signature of the node that it names.',
      'Cette déclaration ne porte pas la signature du nœud qu’elle nomme.',
      'Deze verklaring draagt niet de handtekening van het knooppunt dat zij noemt.',
      'لا يحمل هذا البيان توقيع العقدة التي يذكرها.',
    ],
    [
      'Ask that node for the statement again; do not rely on this one.',
      'Redemandez la déclaration à ce nœud ; ne vous fiez pas à celle-ci.',
      'Vraag de verklaring opnieuw aan dat knooppunt; vertrouw niet op deze.',
      'اطلب البيان من تلك العقدة من جديد ولا تعتمد على هذا.',
    ],
  ),
  'onward-untold': say(
    [
      'The data went on to others who have not been told yet.',
      'Les données ont été transmises à d’autres, qui n’ont pas encore été avertis.',
      'De gegevens gingen verder naar anderen, die nog niet ingelicht zijn.',
      'أحيلت المعطيات إلى آخرين لم يشعروا بعد.',
    ],
    [
      'Write the notices to them first.',
      'Rédigez d’abord les avis qui leur sont destinés.',
      'Schrijf eerst de kennisgevingen aan hen.',
      'حرر أولا الإشعارات الموجهة إليهم.',
    ],
  ),
  'onward-unknown': say(
    [
      'Nothing is known of data that went on to that recipient.',
      'Aucune transmission à ce destinataire n’est connue.',
      'Er is niets bekend van gegevens die naar die ontvanger gingen.',
      'لا تعرف أي إحالة للمعطيات إلى هذا المتلقي.',
    ],
    readWhereItStands,
  ),
  'nothing-onward': say(
    [
      'There is nobody left to tell: either the data went to nobody else, or the notices are written already.',
      'Il ne reste personne à avertir : les données n’ont été transmises à personne, ou les avis sont déjà rédigés.',
      'Er is niemand meer in te lichten: de gegevens gingen naar niemand anders, of de kennisgevingen zijn al geschreven.',
      'لم يبق من ينبغي إشعاره: إما أن المعطيات لم تحل إلى أحد، أو أن الإشعارات محررة من قبل.',
    ],
    [
      'Look for the notices among the drafts.',
      'Cherchez les avis parmi les projets.',
      'Zoek de kennisgevingen bij de ontwerpen.',
      'ابحث عن الإشعارات ضمن المسودات.',
    ],
  ),
  'ordered-above': say(
    [
      'The order comes from another authority: only that one can decide that the data are kept.',
      'L’ordre vient d’une autre autorité : elle seule peut décider que les données sont maintenues.',
      'Het bevel komt van een andere overheid: alleen die kan beslissen dat de gegevens behouden blijven.',
      'الأمر صادر عن سلطة أخرى: هي وحدها من يقرر الاحتفاظ بالمعطيات.',
    ],
    [
      'Dispute the order above, or have it applied.',
      'Contestez l’ordre initial, ou faites-le appliquer.',
      'Betwist het oorspronkelijke bevel, of laat het toepassen.',
      'نازع في الأمر الأصلي، أو اعمل على تطبيقه.',
    ],
  ),
  'found-here': say(
    [
      'What the notice is about can still be read here: it is not “not found”.',
      'Ce que concerne l’avis est encore lisible ici : ce n’est pas « non trouvé ».',
      'Waarover de kennisgeving gaat, is hier nog te lezen: het is niet “niet gevonden”.',
      'ما يتعلق به الإشعار لا يزال مقروءا هنا: فليس «غير موجود».',
    ],
    [
      'Apply the notice, restrict the data or dispute it.',
      'Appliquez l’avis, limitez les données ou contestez-le.',
      'Pas de kennisgeving toe, beperk de gegevens of betwist ze.',
      'طبق الإشعار أو قيد المعطيات أو نازع فيه.',
    ],
  ),
  'nothing-to-prove': say(
    [
      'Nothing was carried out here that could be proven.',
      'Rien n’a été exécuté ici qui puisse être prouvé.',
      'Hier werd niets uitgevoerd dat bewezen kan worden.',
      'لم ينفذ هنا شيء يمكن إثباته.',
    ],
    readWhereItStands,
  ),
  'proof-shape': say(
    ['The proof is not a digest.', 'La preuve n’est pas une empreinte.', 'Het bewijs is geen hash.', 'الإثبات ليس بصمة رقمية.'],
    ['Have the node write it.', 'Laissez le nœud la rédiger.', 'Laat het knooppunt het opstellen.', 'اترك العقدة تحرره.'],
  ),
  'proof-differs': say(
    [
      'The proof does not show what was ordered.',
      'La preuve ne montre pas ce qui a été ordonné.',
      'Het bewijs toont niet wat bevolen werd.',
      'الإثبات لا يبين ما أمر به.',
    ],
    [
      'Have the node write the proof anew; if it still differs, look for what stands in the place of the correction.',
      'Laissez le nœud rédiger de nouveau la preuve ; si elle diffère encore, cherchez ce qui figure à la place de la rectification.',
      'Laat het knooppunt het bewijs opnieuw opstellen; als het nog verschilt, kijk wat er op de plaats van de rechtzetting staat.',
      'اترك العقدة تحرر الإثبات من جديد، فإن ظل مختلفا فابحث عما يوجد مكان التصحيح.',
    ],
  ),
  'not-due': say(
    [
      'The time to answer is not over yet.',
      'Le délai de réponse n’est pas encore écoulé.',
      'De antwoordtermijn is nog niet voorbij.',
      'لم ينقض أجل الجواب بعد.',
    ],
    ['Wait for its end.', 'Attendez son terme.', 'Wacht het einde ervan af.', 'انتظر انتهاءه.'],
  ),
  'not-escalated': say(
    [
      'This notice was not told to the supervisors.',
      'Cet avis n’a pas été porté devant les autorités de contrôle.',
      'Deze kennisgeving werd niet voorgelegd aan de toezichthouders.',
      'لم يعرض هذا الإشعار على هيئتي المراقبة.',
    ],
    [
      'A statement exists once the ten days are over without an answer.',
      'Une déclaration existe lorsque les dix jours sont écoulés sans réponse.',
      'Een verklaring bestaat zodra de tien dagen zonder antwoord voorbij zijn.',
      'يوجد التصريح بعد مرور الأيام العشرة دون جواب.',
    ],
  ),
  restricted: say(
    [
      'This content is restricted: only a magistrate and an inspector read it.',
      'Ce contenu fait l’objet d’une limitation : seuls un magistrat et un inspecteur le lisent.',
      'Deze inhoud is beperkt: alleen een magistraat en een inspecteur lezen hem.',
      'هذا المضمون مقيد: لا يطلع عليه إلا قاض ومفتش.',
    ],
    [
      'Ask one of them if the case needs it.',
      'Adressez-vous à l’un d’eux si l’affaire l’exige.',
      'Wend u tot een van hen als de zaak het vergt.',
      'توجه إلى أحدهما إن اقتضت القضية ذلك.',
    ],
  ),
  'not-restricted': say(
    [
      'Nothing is closed or struck by this notice.',
      'Cet avis n’a rien fermé ni rayé.',
      'Deze kennisgeving heeft niets afgesloten of doorgehaald.',
      'لم يغلق هذا الإشعار شيئا ولم يشطبه.',
    ],
    ['Read the dossier itself.', 'Lisez le dossier lui-même.', 'Lees het dossier zelf.', 'اقرأ الملف نفسه.'],
  ),
  'source-contested': say(
    [
      'The draft is made of data whose erasure or restriction was ordered.',
      'Le projet repose sur des données dont l’effacement ou la limitation a été ordonné.',
      'Het ontwerp steunt op gegevens waarvan de wissing of beperking bevolen werd.',
      'تستند المسودة إلى معطيات صدر أمر بحذفها أو تقييدها.',
    ],
    [
      'Take them out, or wait until the notice is settled.',
      'Retirez-les, ou attendez que l’avis soit réglé.',
      'Haal ze eruit, of wacht tot de kennisgeving afgehandeld is.',
      'احذفها منها، أو انتظر تسوية الإشعار.',
    ],
  ),
  'source-unnamed': say(
    [
      'The draft is made of data that another service gave, and no statement says so.',
      'Le projet repose sur des données d’un autre service, et aucun énoncé ne le dit.',
      'Het ontwerp steunt op gegevens van een andere dienst, en geen enkele verklaring zegt dat.',
      'تستند المسودة إلى معطيات قدمتها مصلحة أخرى، ولا يذكر ذلك أي بيان.',
    ],
    [
      'Name that service as the one it was received from; its consent is needed before it goes on.',
      'Nommez ce service comme celui de qui l’énoncé a été reçu ; son accord est nécessaire avant tout nouvel envoi.',
      'Noem die dienst als de dienst van wie de verklaring ontvangen werd; haar toestemming is nodig voor ze verder gaat.',
      'اذكر تلك المصلحة بوصفها الجهة التي وردت منها؛ ولا ترسل إلا بموافقتها.',
    ],
  ),
  'hold-ended': say(
    ['The holding period is over.', 'La durée de conservation est écoulée.', 'De bewaartermijn is voorbij.', 'انتهت مدة الاحتفاظ.'],
    [
      'What is past its last day is erased by the node; it cannot be kept any longer.',
      'Ce qui a dépassé son dernier jour est effacé par le nœud ; il ne peut plus être conservé.',
      'Wat zijn laatste dag voorbij is, wist het knooppunt; het kan niet langer bewaard worden.',
      'تحذف العقدة ما تجاوز يومه الأخير، ولا يمكن الاحتفاظ به أكثر.',
    ],
  ),
  'hold-beyond-cap': say(
    [
      'Data are held for five years at most at first.',
      'Les données sont conservées au plus cinq ans dans un premier temps.',
      'Gegevens worden in eerste instantie hoogstens vijf jaar bewaard.',
      'يحتفظ بالمعطيات خمس سنوات على الأكثر في البداية.',
    ],
    chooseEarlier,
  ),
  'hold-decided': say(
    [
      'A word on this holding period was given already.',
      'Une décision sur cette durée de conservation a déjà été prise.',
      'Over deze bewaartermijn werd al beslist.',
      'سبق البت في مدة الاحتفاظ هذه.',
    ],
    ['Confirm it or take it back.', 'Confirmez-la ou retirez-la.', 'Bevestig of trek die beslissing in.', 'أكد القرار أو اسحبه.'],
  ),
  'origin-told': say(
    ['That state was told already.', 'Cet État a déjà été informé.', 'Die staat werd al ingelicht.', 'سبق إخبار تلك الدولة.'],
    [
      'The dossier shows when, by whom and how.',
      'Le dossier indique quand, par qui et comment.',
      'Het dossier toont wanneer, door wie en hoe.',
      'يبين الملف متى ومن وكيف.',
    ],
  ),
  'nothing-held': say(
    [
      'Nothing of this dossier is held any more.',
      'Rien de ce dossier n’est plus conservé.',
      'Van dit dossier wordt niets meer bewaard.',
      'لم يعد يحتفظ بشيء من هذا الملف.',
    ],
    ['Nothing is left to decide.', 'Il n’y a plus rien à décider.', 'Er valt niets meer te beslissen.', 'لم يبق ما يقرر.'],
  ),
  'second-person-needed': say(
    [
      'What cannot be taken back needs a second person: whoever decided it does not confirm it.',
      'Ce qui est irréversible exige une seconde personne : qui l’a décidé ne le confirme pas.',
      'Wat niet ongedaan gemaakt kan worden, vergt een tweede persoon: wie het besliste, bevestigt het niet.',
      'ما لا رجعة فيه يحتاج إلى شخص ثان: من قرره لا يؤكده.',
    ],
    ['Ask a colleague to confirm it.', 'Demandez à un collègue de le confirmer.', 'Vraag een collega om het te bevestigen.', 'اطلب من زميل تأكيده.'],
  ),
} as const satisfies Sentences
