import type { Sentences } from '../sentences.ts'

/** what and next, each in English, French, Dutch and Arabic. */
type Four = readonly [en: string, fr: string, nl: string, ar: string]
const say = (what: Four, next: Four) => ({
  what: { en: what[0], fr: what[1], nl: what[2], ar: what[3] },
  next: { en: next[0], fr: next[1], nl: next[2], ar: next[3] },
})

const goOnFromIt: Four = [
  'Read what stands now and go on from it.',
  'Lisez ce qui est en vigueur à présent et repartez de là.',
  'Lees wat nu geldt en ga daarvan uit.',
  'اقرأ ما هو قائم الآن وتابع انطلاقا منه.',
]

/** What is said of steps of a working visit, and of who needs to know of it. Source: spec/workflows/visit.md */
export const visitSentences = {
  'text-moved-on': say(
    [
      'The text has changed since: another version stands.',
      'Le texte a changé entre-temps : une autre version est en vigueur.',
      'De tekst is intussen veranderd: er geldt een andere versie.',
      'تغير النص في هذه الأثناء: هناك نسخة أخرى قائمة.',
    ],
    goOnFromIt,
  ),
  'text-own': say(
    [
      'Nobody agrees to an agenda of their own: the other side does.',
      "On ne marque pas son accord sur son propre ordre du jour : c'est à l'autre partie de le faire.",
      'Wie de agenda schreef, stemt er niet mee in: dat doet de andere zijde.',
      'لا أحد يوافق على جدول أعمال وضعه بنفسه: يوافق عليه الطرف الآخر.',
    ],
    ['Wait for their answer.', 'Attendez leur réponse.', 'Wacht op hun antwoord.', 'انتظر جوابهم.'],
  ),
  'text-in-one-language': say(
    [
      'A part of the text stands in one language only.',
      "Une partie du texte n'existe que dans une langue.",
      'Een deel van de tekst staat maar in één taal.',
      'جزء من النص مكتوب بلغة واحدة فقط.',
    ],
    [
      'Have it completed in both languages first, as a new version.',
      "Faites-le d'abord compléter dans les deux langues, en une nouvelle version.",
      'Laat het eerst in beide talen aanvullen, als een nieuwe versie.',
      'استكمله أولا باللغتين في نسخة جديدة.',
    ],
  ),
  'visit-host': say(
    [
      'A visit is hosted by one of its two sides.',
      "Une visite a lieu chez l'une de ses deux parties.",
      'Een bezoek vindt plaats bij een van beide zijden.',
      'تستضيف الزيارة إحدى الجهتين.',
    ],
    ['Choose the host again.', "Choisissez à nouveau l'hôte.", 'Kies de gastheer opnieuw.', 'اختر الجهة المضيفة من جديد.'],
  ),
  'visit-marking': say(
    [
      'A discreet visit travels under the marking of limited distribution.',
      'Une visite discrète voyage sous la mention de diffusion restreinte.',
      'Een discreet bezoek reist onder de markering beperkte verspreiding.',
      'تنتقل مراسلات الزيارة السرية بوسم التوزيع المحدود.',
    ],
    ['Mark it so.', 'Apposez cette mention.', 'Breng die markering aan.', 'ضع هذا الوسم.'],
  ),
  'visit-not-yours': say(
    ['This is for the other side to say.', "C'est à l'autre partie de le dire.", 'Dit is aan de andere zijde om te zeggen.', 'قول ذلك يعود إلى الطرف الآخر.'],
    [
      'Each side names its own delegation; the host says that the visit was held.',
      "Chaque partie nomme sa propre délégation ; l'hôte dit que la visite a eu lieu.",
      'Elke zijde noemt haar eigen delegatie; de gastheer zegt dat het bezoek plaatsvond.',
      'يعين كل طرف وفده، والجهة المضيفة تعلن انعقاد الزيارة.',
    ],
  ),
  'visit-not-over': say(
    ['The visit is not over yet.', "La visite n'est pas encore terminée.", 'Het bezoek is nog niet voorbij.', 'لم تنته الزيارة بعد.'],
    [
      'Say that it was held once its last day has come.',
      'Dites qu’elle a eu lieu une fois son dernier jour venu.',
      'Meld dat het plaatsvond zodra de laatste dag er is.',
      'أعلن انعقادها عند حلول يومها الأخير.',
    ],
  ),
  'agenda-item-unknown': say(
    [
      'The agenda as it stands has no such item.',
      "L'ordre du jour en vigueur n'a pas ce point.",
      'De geldende agenda kent dit punt niet.',
      'لا توجد هذه النقطة في جدول الأعمال القائم.',
    ],
    [
      'Choose an item of the agenda, or none.',
      "Choisissez un point de l'ordre du jour, ou aucun.",
      'Kies een agendapunt, of geen.',
      'اختر نقطة من جدول الأعمال أو لا شيء.',
    ],
  ),
  'regime-elsewhere': say(
    [
      'This item is of another legal regime: it is on the agenda to be seen, and is treated between the authorities of that regime.',
      "Ce point relève d'un autre régime juridique : il figure à l'ordre du jour pour information et se traite entre les autorités de ce régime.",
      'Dit punt valt onder een ander rechtsregime: het staat ter informatie op de agenda en wordt tussen de overheden van dat regime behandeld.',
      'هذه النقطة تخضع لنظام قانوني آخر: أُدرجت في جدول الأعمال للعلم وتعالج بين سلطات ذلك النظام.',
    ],
    ['Leave it out of these minutes.', 'Ne la traitez pas dans ce procès-verbal.', 'Laat het buiten dit verslag.', 'لا تدرجها في هذا المحضر.'],
  ),
  'decision-unknown': say(
    [
      'The minutes hold no such decision.',
      'Le procès-verbal ne contient pas cette décision.',
      'Het verslag bevat deze beslissing niet.',
      'لا يتضمن المحضر هذا القرار.',
    ],
    ['Choose one of the decisions.', "Choisissez l'une des décisions.", 'Kies een van de beslissingen.', 'اختر أحد القرارات.'],
  ),
  'decision-owner': say(
    [
      'A decision is owned by one of the two sides, and only its owner says how it stands.',
      "Une décision a pour responsable l'une des deux parties, et seule celle-ci dit où elle en est.",
      'Een beslissing heeft een van beide zijden als eigenaar, en alleen die zegt hoe het ermee staat.',
      'لكل قرار مسؤول من أحد الطرفين، وهو وحده من يعلن مآله.',
    ],
    [
      'Name one side, or wait for the owner.',
      "Nommez l'une des parties, ou attendez la responsable.",
      'Noem een zijde, of wacht op de eigenaar.',
      'عين أحد الطرفين أو انتظر المسؤول.',
    ],
  ),
  'decision-unsigned': say(
    [
      'Both sides have not signed these minutes yet: what they hold is no decision.',
      "Les deux parties n'ont pas encore signé ce procès-verbal : ce qu'il contient n'est pas encore décidé.",
      'Beide zijden hebben dit verslag nog niet ondertekend: wat erin staat is nog geen beslissing.',
      'لم يوقع الطرفان بعد هذا المحضر: ما يتضمنه ليس قرارا بعد.',
    ],
    [
      'Take it into a plan once both have signed.',
      'Reprenez-la dans un plan une fois les deux signatures apposées.',
      'Neem ze op in een plan zodra beide hebben ondertekend.',
      'أدرجه في خطة بعد توقيع الطرفين.',
    ],
  ),
  'action-words-missing': say(
    [
      'A plan is read by people who know nothing of a discreet visit: its action is not said in the words of the minutes.',
      "Un plan est lu par des personnes qui ignorent tout d'une visite discrète : son action ne reprend pas les mots du procès-verbal.",
      'Een plan wordt gelezen door mensen die niets van een discreet bezoek weten: de actie gebruikt niet de woorden van het verslag.',
      'يقرأ الخطة أشخاص لا يعلمون شيئا عن الزيارة السرية: لا يصاغ إجراؤها بعبارات المحضر.',
    ],
    [
      'Say what is to be done in words that tell of no visit.',
      "Dites ce qui est à faire sans rien laisser deviner d'une visite.",
      'Zeg wat er moet gebeuren in woorden die niets van een bezoek verraden.',
      'عبر عما ينبغي القيام به بعبارات لا تدل على أي زيارة.',
    ],
  ),
  'decision-carried-where': say(
    [
      'A decision that is carried on names the plan and the item that carry it, and no other does.',
      'Une décision reportée nomme le plan et l’élément qui la reprennent, et elle seule.',
      'Een overgedragen beslissing noemt het plan en het onderdeel, en alleen die.',
      'القرار المرحل يذكر الخطة والعنصر اللذين يستأنفانه، ولا يذكرهما سواه.',
    ],
    ['Name both.', 'Indiquez les deux.', 'Vermeld beide.', 'اذكرهما معا.'],
  ),
  'decision-without-clause': say(
    [
      'By this decision data would flow, and the clause it names permits nothing between the two nodes.',
      'Cette décision ferait circuler des données, et la clause citée n’autorise rien entre les deux nœuds.',
      'Door deze beslissing zouden gegevens stromen, en de genoemde bepaling staat tussen beide knooppunten niets toe.',
      'بموجب هذا القرار ستتبادل معطيات، والبند المذكور لا يسمح بشيء بين العقدتين.',
    ],
    [
      'Name a clause that permits it, or say that no data would flow.',
      "Citez une clause qui l'autorise, ou dites qu'aucune donnée ne circulerait.",
      'Noem een bepaling die het toestaat, of zeg dat er geen gegevens zouden stromen.',
      'اذكر بندا يسمح بذلك، أو صرح بأن لا معطيات ستتبادل.',
    ],
  ),
  'decisions-open': say(
    ['Decisions are still open.', 'Des décisions sont encore ouvertes.', 'Er staan nog beslissingen open.', 'ما زالت قرارات مفتوحة.'],
    [
      'Their owners first say that they are done, dropped or carried into a plan.',
      "Leurs responsables disent d'abord qu'elles sont exécutées, abandonnées ou reportées dans un plan.",
      'De eigenaars melden eerst dat ze zijn uitgevoerd, vervallen of overgedragen naar een plan.',
      'على المسؤولين عنها أن يعلنوا أولا أنها أنجزت أو تُخلي عنها أو رُحلت إلى خطة.',
    ],
  ),
  'paper-missing': say(
    [
      'A paper handed over is the one attachment of its message; other steps carry none.',
      "Un document remis est l'unique pièce jointe de son message ; les autres étapes n'en portent pas.",
      'Een overhandigd stuk is de enige bijlage van zijn bericht; andere stappen dragen er geen.',
      'الوثيقة المسلمة هي المرفق الوحيد لرسالتها، ولا تحمل باقي الخطوات أي مرفق.',
    ],
    ['Attach that one file.', 'Joignez ce seul fichier.', 'Voeg dat ene bestand toe.', 'أرفق هذا الملف وحده.'],
  ),
  'paper-differs': say(
    [
      'The attached file is not the paper that is named: its digest differs.',
      "Le fichier joint n'est pas le document désigné : son empreinte diffère.",
      'Het bijgevoegde bestand is niet het genoemde stuk: de hash verschilt.',
      'الملف المرفق ليس الوثيقة المسماة: بصمته مختلفة.',
    ],
    [
      'Attach the paper itself, or name this one.',
      'Joignez le document lui-même, ou désignez celui-ci.',
      'Voeg het stuk zelf toe, of noem dit.',
      'أرفق الوثيقة نفسها أو سم هذا الملف.',
    ],
  ),
  'nobody-to-release': say(
    [
      'Nobody who needs to know of this visit may release it.',
      "Personne parmi ceux qui doivent connaître cette visite n'a le droit de libérer l'envoi.",
      'Niemand die van dit bezoek hoeft te weten, mag het vrijgeven.',
      'لا أحد من المخولين بالعلم بهذه الزيارة يملك صلاحية الترخيص بالإرسال.',
    ],
    [
      'Add a releasing officer to the list first.',
      "Ajoutez d'abord un responsable de l'envoi à la liste.",
      'Voeg eerst een vrijgavebevoegde aan de lijst toe.',
      'أضف أولا مرخصا بالإرسال إلى القائمة.',
    ],
  ),
  'member-unfit': say(
    [
      'This account cannot be let in: it is closed, or its roles never read a dossier.',
      'Ce compte ne peut être admis : il est fermé, ou ses rôles ne lisent aucun dossier.',
      'Deze account kan er niet bij: ze is gesloten, of haar rollen lezen geen dossier.',
      'لا يمكن ضم هذا الحساب: إما أنه مغلق أو أن أدواره لا تقرأ أي ملف.',
    ],
    ['Choose another one.', 'Choisissez-en un autre.', 'Kies een andere.', 'اختر حسابا آخر.'],
  ),
  'last-who-knows': say(
    [
      'Somebody must know of this visit: the last one cannot be taken off.',
      'Quelqu’un doit connaître cette visite : la dernière personne ne peut être retirée.',
      'Iemand moet van dit bezoek weten: de laatste kan er niet af.',
      'لا بد أن يعلم أحد بهذه الزيارة: لا يمكن حذف الأخير من القائمة.',
    ],
    ['Add somebody else first.', "Ajoutez d'abord quelqu'un d'autre.", 'Voeg eerst iemand anders toe.', 'أضف شخصا آخر أولا.'],
  ),
} as const satisfies Sentences
