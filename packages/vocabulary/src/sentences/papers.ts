import type { Sentences } from '../sentences.ts'

/** what and next, each in English, French, Dutch and Arabic. */
type Four = readonly [en: string, fr: string, nl: string, ar: string]
const say = (what: Four, next: Four) => ({
  what: { en: what[0], fr: what[1], nl: what[2], ar: what[3] },
  next: { en: next[0], fr: next[1], nl: next[2], ar: next[3] },
})

const again: Four = ['Try again in a minute.', 'Réessayez dans une minute.', 'Probeer het over een minuut opnieuw.', 'أعد المحاولة بعد دقيقة.']

/** What is said when a paper is not printed. */
export const paperSentences = {
  'print-too-many-persons': say(
    [
      'This dossier speaks of more persons than one officer may print alone.',
      "Ce dossier parle de plus de personnes qu'un agent ne peut en imprimer seul.",
      'Dit dossier gaat over meer personen dan één ambtenaar alleen mag afdrukken.',
      'يتعلق هذا الملف بأشخاص أكثر مما يجوز لموظف واحد طباعته بمفرده.',
    ],
    ['Read it on the screen.', "Lisez-le à l'écran.", 'Lees het op het scherm.', 'اطلع عليه على الشاشة.'],
  ),
  'no-minutes': say(
    [
      'There are no minutes of this visit yet.',
      'Cette visite n’a pas encore de procès-verbal.',
      'Er is nog geen verslag van dit bezoek.',
      'لا يوجد بعد محضر لهذه الزيارة.',
    ],
    ['Draft the minutes first.', 'Rédigez d’abord le procès-verbal.', 'Stel eerst het verslag op.', 'حرر المحضر أولا.'],
  ),
  'papers-busy': say(
    [
      'Too many papers are being printed now.',
      "Trop de documents sont en cours d'impression.",
      'Er worden nu te veel stukken afgedrukt.',
      'تجري حاليا طباعة وثائق كثيرة.',
    ],
    again,
  ),
  'paper-too-large': say(
    ['This is too much for one paper.', "C'est trop pour un seul document.", 'Dit is te veel voor één stuk.', 'هذا أكثر مما تتسع له وثيقة واحدة.'],
    ['Read it on the screen.', "Lisez-le à l'écran.", 'Lees het op het scherm.', 'اطلع عليه على الشاشة.'],
  ),
  'paper-too-long': say(
    [
      'Printing took too long and was stopped.',
      "L'impression a duré trop longtemps et a été arrêtée.",
      'Het afdrukken duurde te lang en werd gestopt.',
      'استغرقت الطباعة وقتا طويلا فأوقفت.',
    ],
    again,
  ),
  'paper-not-set': say(
    [
      'This text could not be set on paper.',
      'Ce texte n’a pas pu être mis en page.',
      'Deze tekst kon niet op papier worden gezet.',
      'تعذر إخراج هذا النص على الورق.',
    ],
    [
      'Read it on the screen, and tell who keeps the node.',
      "Lisez-le à l'écran et prévenez l'administrateur du nœud.",
      'Lees het op het scherm en verwittig wie het knooppunt beheert.',
      'اطلع عليه على الشاشة وأخبر القائم على العقدة.',
    ],
  ),
} as const satisfies Sentences
