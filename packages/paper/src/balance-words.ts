import type { Language } from '@entraide/vocabulary'

type Outcome = 'answered' | 'partial' | 'refused' | 'returned' | 'withdrawn' | 'vanished' | 'open' | 'silent'
type Words = {
  readonly [name in
    | 'sides'
    | 'period'
    | 'state'
    | 'follows'
    | 'signed'
    | 'counted'
    | 'theirs'
    | 'notTold'
    | 'oneSide'
    | 'exchanges'
    | 'late'
    | 'reciprocity'
    | 'grounds'
    | 'ground'
    | 'byAgreement'
    | 'agreement'
    | 'asker'
    | 'type'
    | 'twoCounts'
    | 'actions'
    | 'action'
    | 'what'
    | 'owner'
    | 'due'
    | 'overdue'
    | 'indicators'
    | 'indicator'
    | 'numerator'
    | 'denominator'
    | 'target'
    | 'leftOut'
    | 'reviews']: string
} & {
  readonly title: (plan: string) => string
  readonly direction: (asker: string, holder: string, asked: string) => string
  readonly outcomes: { readonly [outcome in Outcome]: string }
  readonly columns: { readonly [name in 'asked' | 'answered' | 'refused' | 'late' | 'silent']: string }
  readonly answeredOf: (asker: string) => string
  readonly inTimeOf: (asker: string) => string
  readonly silentOf: (asker: string) => string
  readonly by: (node: string) => string
  readonly evidence: (count: number) => string
  readonly treated: { readonly [what in 'withdrawn' | 'returned' | 'vanished' | 'open']: string }
}

/** What the balance sheet says around its counts. */
export const balanceWords: { readonly [language in Language]: Words } = {
  en: {
    title: plan => `Balance sheet of the action plan ${plan}`,
    sides: 'Between',
    period: 'Period',
    state: 'State',
    follows: 'Follows',
    signed: 'Signed by both',
    counted: 'Counted',
    theirs: 'Counts of the partner',
    notTold: 'not told yet',
    oneSide: 'The partner has not told its counts of this period: these are one side’s.',
    exchanges: 'Exchanges of the period',
    direction: (asker, holder, asked) => `${asker} asked ${holder}: ${asked}`,
    outcomes: {
      answered: 'Answered',
      partial: 'Answered in part',
      refused: 'Refused',
      returned: 'Returned, not completed',
      withdrawn: 'Withdrawn',
      vanished: 'Person not found any more',
      open: 'Still open, in time',
      silent: 'No answer, time over',
    },
    late: 'Of these, settled late',
    reciprocity: 'Reciprocity',
    answeredOf: asker => `${asker}: answered, of 100 asked`,
    inTimeOf: asker => `${asker}: in time, of 100 settled`,
    silentOf: asker => `${asker}: no answer, of 100 asked`,
    grounds: 'Refusals by ground',
    ground: 'Ground',
    by: node => `by ${node}`,
    byAgreement: 'By agreement and kind',
    agreement: 'Agreement',
    asker: 'Asked by',
    type: 'Kind',
    columns: { asked: 'Asked', answered: 'Answ.', refused: 'Ref.', late: 'Late', silent: 'None' },
    twoCounts: 'Where two numbers stand, the first is our count and the second the partner’s.',
    actions: 'Actions',
    action: 'Action',
    what: 'What',
    owner: 'Owner',
    due: 'Until',
    overdue: 'past',
    evidence: count => (count === 1 ? '1 piece of evidence' : `${count} pieces of evidence`),
    indicators: 'Indicators',
    indicator: 'Indicator',
    numerator: 'Numerator',
    denominator: 'Denominator',
    target: 'Target',
    leftOut: 'Left out',
    treated: { withdrawn: 'withdrawn', returned: 'returned', vanished: 'vanished', open: 'open' },
    reviews: 'Reviews',
  },
  fr: {
    title: plan => `Bilan du plan d'action ${plan}`,
    sides: 'Entre',
    period: 'Période',
    state: 'État',
    follows: 'Fait suite à',
    signed: 'Signé par les deux',
    counted: 'Compté le',
    theirs: 'Chiffres du partenaire',
    notTold: 'pas encore communiqués',
    oneSide: "Le partenaire n'a pas communiqué ses chiffres pour cette période : ceux-ci sont d'une seule partie.",
    exchanges: 'Échanges de la période',
    direction: (asker, holder, asked) => `${asker} a demandé à ${holder} : ${asked}`,
    outcomes: {
      answered: 'Répondu',
      partial: 'Répondu en partie',
      refused: 'Refusé',
      returned: 'Renvoyé, non complété',
      withdrawn: 'Retiré',
      vanished: 'Personne introuvable',
      open: 'En cours, dans le délai',
      silent: 'Sans réponse, délai écoulé',
    },
    late: 'Dont réglé en retard',
    reciprocity: 'Réciprocité',
    answeredOf: asker => `${asker} : répondu, sur 100 demandes`,
    inTimeOf: asker => `${asker} : à temps, sur 100 réglées`,
    silentOf: asker => `${asker} : sans réponse, sur 100`,
    grounds: 'Refus par motif',
    ground: 'Motif',
    by: node => `par ${node}`,
    byAgreement: 'Par accord et par type',
    agreement: 'Accord',
    asker: 'Demandé par',
    type: 'Type',
    columns: { asked: 'Dem.', answered: 'Rép.', refused: 'Ref.', late: 'Ret.', silent: 'Sans' },
    twoCounts: 'Là où figurent deux nombres, le premier est le nôtre et le second celui du partenaire.',
    actions: 'Actions',
    action: 'Action',
    what: 'Quoi',
    owner: 'Responsable',
    due: "Jusqu'au",
    overdue: 'dépassé',
    evidence: count => (count === 1 ? '1 preuve' : `${count} preuves`),
    indicators: 'Indicateurs',
    indicator: 'Indicateur',
    numerator: 'Numérateur',
    denominator: 'Dénominateur',
    target: 'Cible',
    leftOut: 'Non comptés',
    treated: { withdrawn: 'retirés', returned: 'renvoyés', vanished: 'introuvables', open: 'en cours' },
    reviews: 'Revues',
  },
  nl: {
    title: plan => `Balans van het actieplan ${plan}`,
    sides: 'Tussen',
    period: 'Periode',
    state: 'Toestand',
    follows: 'Volgt op',
    signed: 'Door beide ondertekend',
    counted: 'Geteld op',
    theirs: 'Cijfers van de partner',
    notTold: 'nog niet meegedeeld',
    oneSide: 'De partner heeft zijn cijfers van deze periode niet meegedeeld: deze zijn van één zijde.',
    exchanges: 'Uitwisselingen van de periode',
    direction: (asker, holder, asked) => `${asker} vroeg aan ${holder}: ${asked}`,
    outcomes: {
      answered: 'Beantwoord',
      partial: 'Deels beantwoord',
      refused: 'Geweigerd',
      returned: 'Teruggestuurd, niet aangevuld',
      withdrawn: 'Ingetrokken',
      vanished: 'Persoon niet meer te vinden',
      open: 'Lopend, binnen de termijn',
      silent: 'Geen antwoord, termijn voorbij',
    },
    late: 'Waarvan te laat afgehandeld',
    reciprocity: 'Wederkerigheid',
    answeredOf: asker => `${asker}: beantwoord, op 100 vragen`,
    inTimeOf: asker => `${asker}: op tijd, op 100 afgehandeld`,
    silentOf: asker => `${asker}: geen antwoord, op 100`,
    grounds: 'Weigeringen naar grond',
    ground: 'Grond',
    by: node => `door ${node}`,
    byAgreement: 'Naar akkoord en soort',
    agreement: 'Akkoord',
    asker: 'Gevraagd door',
    type: 'Soort',
    columns: { asked: 'Gevr.', answered: 'Beant.', refused: 'Gew.', late: 'Laat', silent: 'Geen' },
    twoCounts: 'Waar twee getallen staan, is het eerste het onze en het tweede dat van de partner.',
    actions: 'Acties',
    action: 'Actie',
    what: 'Wat',
    owner: 'Eigenaar',
    due: 'Tegen',
    overdue: 'voorbij',
    evidence: count => (count === 1 ? '1 bewijsstuk' : `${count} bewijsstukken`),
    indicators: 'Indicatoren',
    indicator: 'Indicator',
    numerator: 'Teller',
    denominator: 'Noemer',
    target: 'Doel',
    leftOut: 'Niet geteld',
    treated: { withdrawn: 'ingetrokken', returned: 'teruggestuurd', vanished: 'niet gevonden', open: 'lopend' },
    reviews: 'Evaluaties',
  },
  ar: {
    title: plan => `حصيلة خطة العمل ${plan}`,
    sides: 'بين',
    period: 'الفترة',
    state: 'الحالة',
    follows: 'تتبع',
    signed: 'وقعها الطرفان',
    counted: 'أحصي في',
    theirs: 'أعداد الشريك',
    notTold: 'لم تبلغ بعد',
    oneSide: 'لم يبلغ الشريك أعداده عن هذه الفترة: هذه أعداد طرف واحد.',
    exchanges: 'تبادلات الفترة',
    direction: (asker, holder, asked) => `طلبات ${asker} إلى ${holder}\u200f: ${asked}`,
    outcomes: {
      answered: 'أجيب عنها',
      partial: 'أجيب عن جزء منها',
      refused: 'رفضت',
      returned: 'أعيدت ولم تستكمل',
      withdrawn: 'سحبت',
      vanished: 'لم يعد يعثر على الشخص',
      open: 'جارية داخل الأجل',
      silent: 'بدون جواب وانقضى الأجل',
    },
    late: 'منها ما سوي متأخرا',
    reciprocity: 'المعاملة بالمثل',
    answeredOf: asker => `${asker}: أجيب عنها من كل 100 طلب`,
    inTimeOf: asker => `${asker}: في الأجل من كل 100 مسواة`,
    silentOf: asker => `${asker}: بدون جواب من كل 100`,
    grounds: 'حالات الرفض حسب السبب',
    ground: 'السبب',
    by: node => `من ${node}`,
    byAgreement: 'حسب الاتفاق والنوع',
    agreement: 'الاتفاق',
    asker: 'الطالب',
    type: 'النوع',
    columns: { asked: 'طلبات', answered: 'أجوبة', refused: 'رفض', late: 'تأخر', silent: 'صمت' },
    twoCounts: 'حيث يرد عددان، فالأول عددنا والثاني عدد الشريك.',
    actions: 'الإجراءات',
    action: 'الإجراء',
    what: 'الموضوع',
    owner: 'المسؤول',
    due: 'إلى غاية',
    overdue: 'انقضى',
    evidence: count => (count === 1 ? 'إثبات واحد' : count === 2 ? 'إثباتان' : count <= 10 ? `${count} إثباتات` : `${count} إثباتا`),
    indicators: 'المؤشرات',
    indicator: 'المؤشر',
    numerator: 'البسط',
    denominator: 'المقام',
    target: 'الهدف',
    leftOut: 'غير محتسب',
    treated: { withdrawn: 'مسحوبة', returned: 'معادة', vanished: 'مفقودة', open: 'جارية' },
    reviews: 'المراجعات',
  },
}
