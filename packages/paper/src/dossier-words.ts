import type { Language } from '@entraide/vocabulary'

type Words = {
  readonly [name in
    | 'subtitle'
    | 'theirReference'
    | 'partner'
    | 'state'
    | 'purpose'
    | 'crimeArea'
    | 'urgency'
    | 'basis'
    | 'noBasis'
    | 'clause'
    | 'article'
    | 'evidence'
    | 'transferBasis'
    | 'assurances'
    | 'holdUntil'
    | 'messages'
    | 'received'
    | 'sent'
    | 'writtenBy'
    | 'releasedBy'
    | 'case'
    | 'codes'
    | 'conditions'
    | 'event'
    | 'ground'
    | 'receipt'
    | 'category'
    | 'statement'
    | 'evaluation'
    | 'fact'
    | 'assessment'
    | 'origin'
    | 'consentOf'
    | 'unasked'
    | 'toBeTold'
    | 'file'
    | 'transfers'
    | 'timeline'
    | 'when'
    | 'act'
    | 'by'
    | 'outcome'
    | 'position'
    | 'done'
    | 'erasedWhole'
    | 'erasedPart'
    | 'disputed']: string
} & {
  readonly status: { readonly [status in 'sourced' | 'reported' | 'family' | 'placeholder']: string }
  readonly verdicts: { readonly [verdict in 'admitted' | 'refused' | 'held' | 'none']: string }
  readonly effects: { readonly [effect in 'corrected' | 'erased' | 'restricted']: string }
  readonly leftOut: (count: number) => string
}

/** What the printable dossier says around what stands in it. */
export const dossierWords: { readonly [language in Language]: Words } = {
  en: {
    subtitle: 'Printed dossier: legal basis, messages, record of transfers, acts',
    theirReference: 'Their reference',
    partner: 'Partner',
    state: 'State',
    purpose: 'Purpose',
    crimeArea: 'Crime area',
    urgency: 'Urgency',
    basis: 'Legal basis',
    noBasis: 'No message of this dossier has left or arrived.',
    clause: 'Clause',
    article: 'article',
    evidence: 'Evidence of the clause',
    transferBasis: 'Basis of the transfer',
    assurances: 'Assurances',
    holdUntil: 'Kept until',
    messages: 'Messages',
    received: 'received',
    sent: 'sent',
    writtenBy: 'Written by',
    releasedBy: 'Released by',
    case: 'Case',
    codes: 'Codes',
    conditions: 'Conditions of code H3: they bind whoever reads this',
    event: 'Event',
    ground: 'Ground of refusal',
    receipt: 'Receipt',
    category: 'Kind of data',
    statement: 'Statement',
    evaluation: 'Evaluation',
    fact: 'fact',
    assessment: 'assessment',
    origin: 'Received from',
    consentOf: 'With the consent of',
    unasked: 'Sent without the consent of its state of origin, for an immediate and serious threat',
    toBeTold: 'To be told at once',
    file: 'File',
    transfers: 'Record of transfers out of the Union',
    timeline: 'Acts of both sides',
    when: 'When',
    act: 'Act',
    by: 'By',
    outcome: 'Outcome',
    position: 'Log',
    done: 'done',
    erasedWhole: 'Erased whole',
    erasedPart: 'Erased in part',
    disputed: 'Kept although disputed',
    effects: { corrected: 'Corrected', erased: 'Erased as ordered', restricted: 'Restricted, closed' },
    status: { sourced: 'sourced', reported: 'as reported', family: 'of a family of treaties', placeholder: 'placeholder' },
    verdicts: { admitted: 'admitted', refused: 'refused', held: 'held', none: 'none yet' },
    leftOut: count =>
      `${count} left out: ${count === 1 ? 'a statement' : 'statements'} that may come of ill-treatment ${count === 1 ? 'is' : 'are'} in no export (R33).`,
  },
  fr: {
    subtitle: 'Dossier imprimé : base juridique, messages, registre des transferts, actes',
    theirReference: 'Leur référence',
    partner: 'Partenaire',
    state: 'État',
    purpose: 'Finalité',
    crimeArea: 'Domaine de criminalité',
    urgency: 'Urgence',
    basis: 'Base juridique',
    noBasis: "Aucun message de ce dossier n'est parti ni arrivé.",
    clause: 'Clause',
    article: 'article',
    evidence: 'Preuve de la clause',
    transferBasis: 'Base du transfert',
    assurances: 'Assurances',
    holdUntil: "Conservé jusqu'au",
    messages: 'Messages',
    received: 'reçu le',
    sent: 'envoyé le',
    writtenBy: 'Rédigé par',
    releasedBy: 'Envoi autorisé par',
    case: 'Affaire',
    codes: 'Codes',
    conditions: 'Conditions du code H3 : elles lient quiconque lit ceci',
    event: 'Événement',
    ground: 'Motif du refus',
    receipt: 'Accusé de réception',
    category: 'Catégorie de données',
    statement: 'Énoncé',
    evaluation: 'Évaluation',
    fact: 'fait',
    assessment: 'appréciation',
    origin: 'Reçu de',
    consentOf: 'Avec l’accord de',
    unasked: 'Envoyé sans l’accord de son État d’origine, pour une menace immédiate et grave',
    toBeTold: 'À informer sans délai',
    file: 'Fichier',
    transfers: "Registre des transferts hors de l'Union",
    timeline: 'Actes des deux parties',
    when: 'Quand',
    act: 'Acte',
    by: 'Par',
    outcome: 'Issue',
    position: 'Journal',
    done: 'fait',
    erasedWhole: 'Effacé en entier',
    erasedPart: 'Effacé en partie',
    disputed: 'Maintenu bien que contesté',
    effects: { corrected: 'Rectifié', erased: 'Effacé sur ordre', restricted: 'Limité, fermé' },
    status: { sourced: 'sourcée', reported: 'rapportée', family: "d'une famille de traités", placeholder: 'provisoire' },
    verdicts: { admitted: 'admis', refused: 'refusé', held: 'retenu', none: 'aucun encore' },
    leftOut: count =>
      `${count} ${count === 1 ? 'énoncé omis' : 'énoncés omis'} : ce qui peut provenir de mauvais traitements ne figure dans aucun export (R33).`,
  },
  nl: {
    subtitle: 'Afgedrukt dossier: rechtsgrond, berichten, register van doorgiften, handelingen',
    theirReference: 'Hun referentie',
    partner: 'Partner',
    state: 'Toestand',
    purpose: 'Doel',
    crimeArea: 'Criminaliteitsdomein',
    urgency: 'Dringendheid',
    basis: 'Rechtsgrond',
    noBasis: 'Van dit dossier is geen bericht vertrokken of aangekomen.',
    clause: 'Bepaling',
    article: 'artikel',
    evidence: 'Bewijs van de bepaling',
    transferBasis: 'Grond van de doorgifte',
    assurances: 'Garanties',
    holdUntil: 'Bewaard tot',
    messages: 'Berichten',
    received: 'ontvangen op',
    sent: 'verzonden op',
    writtenBy: 'Geschreven door',
    releasedBy: 'Vrijgegeven door',
    case: 'Zaak',
    codes: 'Codes',
    conditions: 'Voorwaarden van code H3: ze binden wie dit leest',
    event: 'Evenement',
    ground: 'Weigeringsgrond',
    receipt: 'Ontvangstbewijs',
    category: 'Soort gegevens',
    statement: 'Verklaring',
    evaluation: 'Evaluatie',
    fact: 'feit',
    assessment: 'beoordeling',
    origin: 'Ontvangen van',
    consentOf: 'Met de toestemming van',
    unasked: 'Verzonden zonder de toestemming van de staat van oorsprong, wegens een onmiddellijke en ernstige dreiging',
    toBeTold: 'Meteen in te lichten',
    file: 'Bestand',
    transfers: 'Register van doorgiften buiten de Unie',
    timeline: 'Handelingen van beide zijden',
    when: 'Wanneer',
    act: 'Handeling',
    by: 'Door',
    outcome: 'Uitkomst',
    position: 'Log',
    done: 'gedaan',
    erasedWhole: 'Volledig gewist',
    erasedPart: 'Deels gewist',
    disputed: 'Behouden hoewel betwist',
    effects: { corrected: 'Verbeterd', erased: 'Gewist op bevel', restricted: 'Beperkt, gesloten' },
    status: { sourced: 'met bron', reported: 'volgens berichten', family: 'uit een familie van verdragen', placeholder: 'voorlopig' },
    verdicts: { admitted: 'aanvaard', refused: 'geweigerd', held: 'aangehouden', none: 'nog geen' },
    leftOut: count => `${count} weggelaten: wat van slechte behandeling kan komen, staat in geen enkele export (R33).`,
  },
  ar: {
    subtitle: 'ملف مطبوع: الأساس القانوني والرسائل وسجل عمليات النقل والأفعال',
    theirReference: 'مرجعهم',
    partner: 'الشريك',
    state: 'الحالة',
    purpose: 'الغرض',
    crimeArea: 'مجال الجريمة',
    urgency: 'درجة الاستعجال',
    basis: 'الأساس القانوني',
    noBasis: 'لم تغادر أي رسالة من هذا الملف ولم تصل.',
    clause: 'البند',
    article: 'المادة',
    evidence: 'سند البند',
    transferBasis: 'أساس النقل',
    assurances: 'الضمانات',
    holdUntil: 'يحفظ إلى غاية',
    messages: 'الرسائل',
    received: 'وردت في',
    sent: 'أرسلت في',
    writtenBy: 'حررها',
    releasedBy: 'رخص بإرسالها',
    case: 'القضية',
    codes: 'الرموز',
    conditions: 'شروط الرمز H3: تلزم كل من يقرأ هذا',
    event: 'التظاهرة',
    ground: 'سبب الرفض',
    receipt: 'إشعار التسلم',
    category: 'صنف المعطيات',
    statement: 'البيان',
    evaluation: 'التقييم',
    fact: 'واقعة',
    assessment: 'تقدير',
    origin: 'وردت من',
    consentOf: 'بموافقة',
    unasked: 'أرسلت دون موافقة دولة المصدر، بسبب تهديد وشيك وخطير',
    toBeTold: 'تخبر فورا',
    file: 'الملف المرفق',
    transfers: 'سجل عمليات النقل خارج الاتحاد',
    timeline: 'أفعال الطرفين',
    when: 'متى',
    act: 'الفعل',
    by: 'بواسطة',
    outcome: 'المآل',
    position: 'السجل',
    done: 'تم',
    erasedWhole: 'محي بالكامل',
    erasedPart: 'محي جزئيا',
    disputed: 'محتفظ به رغم النزاع',
    effects: { corrected: 'صحح', erased: 'محي بناء على أمر', restricted: 'مقيد ومغلق' },
    status: { sourced: 'موثق بمصدر', reported: 'كما ورد في التقارير', family: 'من عائلة معاهدات', placeholder: 'مؤقت' },
    verdicts: { admitted: 'مقبولة', refused: 'مرفوضة', held: 'محتجزة', none: 'لا شيء بعد' },
    leftOut: count => `حذف من النسخة ${count}: ما قد يكون نتيجة سوء معاملة لا يرد في أي تصدير (R33).`,
  },
}
