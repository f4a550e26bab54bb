import type { Sentences } from '../sentences.ts'

/** what and next, each in English, French, Dutch and Arabic. */
type Four = readonly [en: string, fr: string, nl: string, ar: string]
const say = (what: Four, next: Four) => ({
  what: { en: what[0], fr: what[1], nl: what[2], ar: what[3] },
  next: { en: next[0], fr: next[1], nl: next[2], ar: next[3] },
})

const mendRow: Four = [
  'Mend the row and take the file in again.',
  'Corrigez la ligne et reprenez le fichier.',
  'Herstel de regel en lees het bestand opnieuw in.',
  'صحح السطر ثم أعد إدخال الملف.',
]

/** Look-ups in one's own holdings, and the taking in of records. */
export const registerSentences = {
  'look-up-without-case': say(
    [
      'A look-up needs an open dossier and a reason.',
      'Une consultation exige un dossier ouvert et un motif.',
      'Een opzoeking vereist een lopend dossier en een reden.',
      'يتطلب البحث ملفا مفتوحا وسببا.',
    ],
    [
      'Choose the dossier it serves and say why; every look-up is logged.',
      'Choisissez le dossier concerné et dites pourquoi ; chaque consultation est consignée.',
      'Kies het dossier waarvoor het dient en zeg waarom; elke opzoeking wordt gelogd.',
      'اختر الملف المعني واذكر السبب؛ فكل بحث يُسجَّل.',
    ],
  ),
  'look-ups-too-many': say(
    [
      'You have made as many look-ups as one hour allows.',
      'Vous avez fait autant de consultations qu’une heure le permet.',
      'U hebt zoveel opzoekingen gedaan als een uur toelaat.',
      'أجريت عدد عمليات البحث المسموح به في الساعة.',
    ],
    [
      'Wait until the hour has passed; the inspector sees the count.',
      "Attendez que l'heure soit passée ; l'inspecteur voit le nombre.",
      'Wacht tot het uur om is; de inspecteur ziet het aantal.',
      'انتظر انقضاء الساعة؛ والمفتش يرى العدد.',
    ],
  ),
  'look-ups-walk': say(
    [
      'These look-ups go through names or dates in order; they are held.',
      'Ces consultations parcourent des noms ou des dates dans l’ordre ; elles sont suspendues.',
      'Deze opzoekingen lopen namen of datums op volgorde af; ze worden tegengehouden.',
      'تمر عمليات البحث هذه على أسماء أو تواريخ بالترتيب؛ وقد أوقفت.',
    ],
    [
      'Speak to the data protection officer; look-ups open again an hour after the last one.',
      'Parlez-en au délégué à la protection des données ; les consultations rouvrent une heure après la dernière.',
      'Bespreek het met de functionaris voor gegevensbescherming; een uur na de laatste kan het weer.',
      'راجع مسؤول حماية البيانات؛ ويعود البحث متاحا بعد ساعة من آخر محاولة.',
    ],
  ),
  'records-bad': say(
    [
      'The file has rows that cannot be taken in; nothing of it was.',
      'Le fichier contient des lignes irrecevables ; rien n’en a été repris.',
      'Het bestand bevat regels die niet kunnen worden opgenomen; er is niets van overgenomen.',
      'يتضمن الملف أسطرا لا يمكن إدخالها؛ ولم يُدخل منه شيء.',
    ],
    [
      'Mend the rows listed and take the file in again.',
      'Corrigez les lignes indiquées et reprenez le fichier.',
      'Herstel de vermelde regels en lees het bestand opnieuw in.',
      'صحح الأسطر المذكورة ثم أعد إدخال الملف.',
    ],
  ),
  'record-shape': say(
    [
      'This row is not a record of a person.',
      "Cette ligne n'est pas la fiche d'une personne.",
      'Deze regel is geen persoonsfiche.',
      'هذا السطر ليس بطاقة شخص.',
    ],
    mendRow,
  ),
  'record-id': say(
    [
      'The row has no reference of its own, or too long a one.',
      "La ligne n'a pas de référence propre, ou elle est trop longue.",
      'De regel heeft geen eigen referentie, of een te lange.',
      'ليس للسطر مرجع خاص به، أو أن مرجعه طويل جدا.',
    ],
    mendRow,
  ),
  'record-twice': say(
    [
      'This reference stood in the file before.',
      'Cette référence figure déjà plus haut dans le fichier.',
      'Deze referentie stond al eerder in het bestand.',
      'ورد هذا المرجع سابقا في الملف.',
    ],
    ['Keep one row for each reference.', 'Gardez une seule ligne par référence.', 'Houd één regel per referentie.', 'أبق سطرا واحدا لكل مرجع.'],
  ),
  'register-unfinished': say(
    [
      'The records are being taken in, and cannot be searched yet.',
      'Les fiches sont en cours de reprise et ne peuvent pas encore être consultées.',
      'De fiches worden ingelezen en kunnen nog niet worden doorzocht.',
      'يجري إدخال البطاقات، ولا يمكن البحث فيها بعد.',
    ],
    [
      'Wait until they are in; if it was broken off, take the same file in again.',
      'Attendez la fin ; si elle a été interrompue, reprenez le même fichier.',
      'Wacht tot ze binnen zijn; is het afgebroken, lees dan hetzelfde bestand opnieuw in.',
      'انتظر حتى يكتمل الإدخال؛ وإن انقطع فأعد إدخال الملف نفسه.',
    ],
  ),
  'register-outdated': say(
    [
      'The records stand under keys of an earlier version.',
      "Les fiches sont rangées sous des clés d'une version antérieure.",
      'De fiches staan onder sleutels van een vroegere versie.',
      'البطاقات مرتبة بمفاتيح إصدار سابق.',
    ],
    [
      'Have records taken in once: those held are put under the new keys first.',
      'Faites une reprise de fiches : celles détenues passent d’abord sous les nouvelles clés.',
      'Laat eenmaal fiches inlezen: de aanwezige komen dan eerst onder de nieuwe sleutels.',
      'أدخل بطاقات مرة واحدة: فتنتقل البطاقات الموجودة أولا إلى المفاتيح الجديدة.',
    ],
  ),
  'register-key-wrong': say(
    ['This key does not open the register.', "Cette clé n'ouvre pas le registre.", 'Deze sleutel opent het register niet.', 'هذا المفتاح لا يفتح السجل.'],
    [
      'Use the key that it was made with.',
      'Utilisez la clé avec laquelle il a été créé.',
      'Gebruik de sleutel waarmee het werd gemaakt.',
      'استعمل المفتاح الذي أُنشئ به.',
    ],
  ),
  'register-empty': say(
    ['There is nothing to search here.', "Il n'y a rien à consulter ici.", 'Hier is niets te doorzoeken.', 'لا يوجد هنا ما يُبحث فيه.'],
    ['Index records first.', "Indexez d'abord des fiches.", 'Indexeer eerst fiches.', 'فهرس البطاقات أولا.'],
  ),
  'holdings-busy': say(
    ['Another file is being taken in.', 'Un autre fichier est en cours de reprise.', 'Er wordt een ander bestand ingelezen.', 'يجري إدخال ملف آخر.'],
    ['Wait until it is done.', "Attendez qu'il soit terminé.", 'Wacht tot het klaar is.', 'انتظر حتى ينتهي.'],
  ),
} as const satisfies Sentences
