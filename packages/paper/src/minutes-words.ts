import type { Language } from '@entraide/vocabulary'

type Words = {
  readonly [name in
    | 'sides'
    | 'host'
    | 'place'
    | 'planned'
    | 'held'
    | 'clause'
    | 'state'
    | 'cosigned'
    | 'agenda'
    | 'item'
    | 'subject'
    | 'regime'
    | 'action'
    | 'delegations'
    | 'side'
    | 'office'
    | 'persons'
    | 'clearance'
    | 'minutes'
    | 'decisions'
    | 'owner'
    | 'due'
    | 'shows'
    | 'flow'
    | 'papers'
    | 'handedOn'
    | 'paper'
    | 'signatures'
    | 'nobody'
    | 'signedBy'
    | 'when'
    | 'where']: string
} & {
  readonly title: (visit: string) => string
  readonly unsigned: (signatures: number) => string
  readonly digest: (digest: string) => string
}

/** What the printed minutes say around what was written down. */
export const minutesWords: { readonly [language in Language]: Words } = {
  en: {
    title: visit => `Minutes of the working visit ${visit}`,
    sides: 'Between',
    host: 'Host',
    place: 'Place',
    planned: 'Planned for',
    held: 'Held',
    clause: 'Exchanged under clause',
    state: 'State',
    cosigned: 'Co-signed by both nodes',
    unsigned: signatures => (signatures === 0 ? 'Draft: signed by neither side' : 'Draft: signed by one side'),
    agenda: 'Agenda',
    item: 'Item',
    subject: 'Subject',
    regime: 'Legal regime',
    action: 'Action of a plan',
    delegations: 'Delegations',
    side: 'Side',
    office: 'Office',
    persons: 'Persons',
    clearance: 'Clearance',
    minutes: 'Minutes',
    decisions: 'Decisions',
    owner: 'Owner',
    due: 'Until',
    shows: 'Done when',
    flow: 'Data under',
    papers: 'Papers handed over',
    handedOn: 'Handed over',
    paper: 'Paper',
    signatures: 'Signatures',
    nobody: 'Nobody has signed this version.',
    signedBy: 'Released by',
    when: 'When',
    where: 'Log and position',
    digest: digest => `Both sign one text: SHA-256 ${digest}`,
  },
  fr: {
    title: visit => `Procès-verbal de la visite de travail ${visit}`,
    sides: 'Entre',
    host: 'Hôte',
    place: 'Lieu',
    planned: 'Prévue le',
    held: 'Tenue le',
    clause: 'Échangé au titre de la clause',
    state: 'État',
    cosigned: 'Cosigné par les deux nœuds',
    unsigned: signatures => (signatures === 0 ? 'Projet : signé par aucune partie' : 'Projet : signé par une partie'),
    agenda: 'Ordre du jour',
    item: 'Point',
    subject: 'Objet',
    regime: 'Régime juridique',
    action: "Action d'un plan",
    delegations: 'Délégations',
    side: 'Partie',
    office: 'Service',
    persons: 'Personnes',
    clearance: 'Habilitation',
    minutes: 'Procès-verbal',
    decisions: 'Décisions',
    owner: 'Responsable',
    due: "Jusqu'au",
    shows: 'Exécutée quand',
    flow: 'Données au titre de',
    papers: 'Documents remis',
    handedOn: 'Remis le',
    paper: 'Document',
    signatures: 'Signatures',
    nobody: "Personne n'a signé cette version.",
    signedBy: 'Envoi autorisé par',
    when: 'Quand',
    where: 'Journal et position',
    digest: digest => `Les deux parties signent un même texte : SHA-256 ${digest}`,
  },
  nl: {
    title: visit => `Verslag van het werkbezoek ${visit}`,
    sides: 'Tussen',
    host: 'Gastheer',
    place: 'Plaats',
    planned: 'Gepland op',
    held: 'Gehouden op',
    clause: 'Uitgewisseld onder bepaling',
    state: 'Toestand',
    cosigned: 'Door beide knooppunten ondertekend',
    unsigned: signatures => (signatures === 0 ? 'Ontwerp: door geen van beide zijden ondertekend' : 'Ontwerp: door één zijde ondertekend'),
    agenda: 'Agenda',
    item: 'Punt',
    subject: 'Onderwerp',
    regime: 'Rechtsregime',
    action: 'Actie van een plan',
    delegations: 'Delegaties',
    side: 'Zijde',
    office: 'Dienst',
    persons: 'Personen',
    clearance: 'Machtiging',
    minutes: 'Verslag',
    decisions: 'Beslissingen',
    owner: 'Eigenaar',
    due: 'Tegen',
    shows: 'Uitgevoerd wanneer',
    flow: 'Gegevens onder',
    papers: 'Overhandigde stukken',
    handedOn: 'Overhandigd',
    paper: 'Stuk',
    signatures: 'Handtekeningen',
    nobody: 'Niemand heeft deze versie ondertekend.',
    signedBy: 'Vrijgegeven door',
    when: 'Wanneer',
    where: 'Log en plaats',
    digest: digest => `Beide zijden ondertekenen één tekst: SHA-256 ${digest}`,
  },
  ar: {
    title: visit => `محضر زيارة العمل ${visit}`,
    sides: 'بين',
    host: 'الجهة المضيفة',
    place: 'المكان',
    planned: 'مقررة في',
    held: 'انعقدت في',
    clause: 'متبادل بموجب البند',
    state: 'الحالة',
    cosigned: 'موقع من العقدتين',
    unsigned: signatures => (signatures === 0 ? 'مشروع: لم يوقعه أي من الطرفين' : 'مشروع: وقعه طرف واحد'),
    agenda: 'جدول الأعمال',
    item: 'النقطة',
    subject: 'الموضوع',
    regime: 'النظام القانوني',
    action: 'إجراء من خطة',
    delegations: 'الوفدان',
    side: 'الطرف',
    office: 'المصلحة',
    persons: 'الأشخاص',
    clearance: 'التأهيل',
    minutes: 'المحضر',
    decisions: 'القرارات',
    owner: 'المسؤول',
    due: 'إلى غاية',
    shows: 'ينجز عندما',
    flow: 'المعطيات بموجب',
    papers: 'الوثائق المسلمة',
    handedOn: 'سلمت في',
    paper: 'الوثيقة',
    signatures: 'التوقيعات',
    nobody: 'لم يوقع أحد هذه النسخة.',
    signedBy: 'رخص بالإرسال',
    when: 'متى',
    where: 'السجل والموضع',
    digest: digest => `يوقع الطرفان نصا واحدا: SHA-256 ${digest}`,
  },
}
