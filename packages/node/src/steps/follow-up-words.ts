import type { InEveryLanguage, Language } from '@entraide/vocabulary'

/** What stands in an exported file beside the codes of the vocabulary. */
const words = {
  'head-agreement': { en: 'Agreement', fr: 'Accord', nl: 'Akkoord', ar: 'الاتفاق' },
  'head-asker': { en: 'Asked by', fr: 'Demandé par', nl: 'Gevraagd door', ar: 'الجهة الطالبة' },
  'head-holder': { en: 'Asked of', fr: 'Demandé à', nl: 'Gevraagd aan', ar: 'الجهة المطلوب منها' },
  'head-kind': { en: 'Kind', fr: 'Type', nl: 'Soort', ar: 'النوع' },
  'head-code': { en: 'Code', fr: 'Code', nl: 'Code', ar: 'الرمز' },
  'head-what': { en: 'What', fr: 'Quoi', nl: 'Wat', ar: 'البيان' },
  'head-ours': { en: 'Our count', fr: 'Notre décompte', nl: 'Onze telling', ar: 'إحصاؤنا' },
  'head-theirs': { en: 'Their count', fr: 'Leur décompte', nl: 'Hun telling', ar: 'إحصاؤهم' },
  'head-difference': { en: 'Difference', fr: 'Différence', nl: 'Verschil', ar: 'الفرق' },
  asked: { en: 'asked', fr: 'demandé', nl: 'gevraagd', ar: 'المطلوب' },
  answered: { en: 'answered', fr: 'répondu', nl: 'beantwoord', ar: 'أجيب عنه' },
  partial: {
    en: 'answered in part, more to come',
    fr: 'répondu en partie, suite à venir',
    nl: 'deels beantwoord, vervolg komt',
    ar: 'أجيب عن جزء منه والباقي لاحق',
  },
  refused: { en: 'refused', fr: 'refusé', nl: 'geweigerd', ar: 'رفض' },
  withdrawn: { en: 'withdrawn by who asked', fr: 'retiré par le demandeur', nl: 'ingetrokken door de vrager', ar: 'سحبته الجهة الطالبة' },
  vanished: {
    en: 'withdrawn, person not to be found',
    fr: 'retiré, personne introuvable',
    nl: 'ingetrokken, persoon onvindbaar',
    ar: 'سحب لتعذر العثور على الشخص',
  },
  returned: { en: 'sent back, not completed', fr: 'renvoyé, non complété', nl: 'teruggestuurd, niet aangevuld', ar: 'أرجع ولم يستكمل' },
  open: { en: 'open, within its time', fr: 'en cours, dans le délai', nl: 'lopend, binnen de termijn', ar: 'قيد المعالجة داخل الأجل' },
  silent: { en: 'no answer, time over', fr: 'sans réponse, délai dépassé', nl: 'geen antwoord, termijn voorbij', ar: 'دون جواب بعد انقضاء الأجل' },
  'in-time': { en: 'in time', fr: 'dans le délai', nl: 'binnen de termijn', ar: 'داخل الأجل' },
  late: { en: 'late', fr: 'en retard', nl: 'te laat', ar: 'خارج الأجل' },
  'late-for-judge': {
    en: 'late, a judicial authorisation was needed',
    fr: 'en retard, une autorisation judiciaire était nécessaire',
    nl: 'te laat, een gerechtelijke machtiging was nodig',
    ar: 'خارج الأجل لضرورة إذن قضائي',
  },
  withheld: { en: 'withheld', fr: 'non communiqué', nl: 'niet meegedeeld', ar: 'محجوب' },
  'differs-since': { en: 'since their count', fr: 'depuis leur décompte', nl: 'sinds hun telling', ar: 'حصل بعد إحصائهم' },
  'differs-under-way': { en: 'under way', fr: 'en cours d’acheminement', nl: 'onderweg', ar: 'في الطريق' },
  'differs-unexplained': { en: 'not explained', fr: 'inexpliquée', nl: 'onverklaard', ar: 'غير مفسر' },
} as const satisfies { readonly [key: string]: InEveryLanguage }

/** One of these words; a key that is none is its own word. */
export function followUpWord(key: string, language: Language): string {
  return Object.hasOwn(words, key) ? words[key as keyof typeof words][language] : key
}
