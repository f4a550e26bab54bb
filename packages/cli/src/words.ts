import type { InEveryLanguage, Language } from '@entraide/vocabulary'

/** The terminal's own words, beside those of the vocabulary. Help texts are in English. */
const words = {
  permittedBy: {
    en: 'Permitted by clause {clause}.',
    fr: 'Autorisé par la clause {clause}.',
    nl: 'Toegestaan door bepaling {clause}.',
    ar: 'مسموح به بموجب البند {clause}.',
  },
  refused: { en: 'Refused.', fr: 'Refusé.', nl: 'Geweigerd.', ar: 'مرفوض.' },
  refusedUnder: {
    en: 'Refused under clause {clause}.',
    fr: 'Refusé au titre de la clause {clause}.',
    nl: 'Geweigerd onder bepaling {clause}.',
    ar: 'مرفوض بموجب البند {clause}.',
  },
  why: { en: 'Why:', fr: 'Pourquoi :', nl: 'Waarom:', ar: 'السبب:' },
  next: { en: 'Next:', fr: 'Ensuite :', nl: 'Wat nu:', ar: 'الخطوة التالية:' },
  rule: { en: 'rule {rule}', fr: 'règle {rule}', nl: 'regel {rule}', ar: 'القاعدة {rule}' },
  clause: { en: 'clause {clause}', fr: 'clause {clause}', nl: 'bepaling {clause}', ar: 'البند {clause}' },
  noSentence: {
    en: 'There is no explanation of this code yet. Report it to whoever runs the node.',
    fr: 'Ce code n’a pas encore d’explication. Signalez-le au responsable du nœud.',
    nl: 'Voor deze code is er nog geen uitleg. Meld het aan de beheerder van het knooppunt.',
    ar: 'لا يوجد شرح لهذا الرمز بعد. أبلغ المسؤول عن العقدة.',
  },
  well: { en: 'well', fr: 'en ordre', nl: 'in orde', ar: 'سليم' },
  nothing: { en: 'Nothing here.', fr: 'Rien ici.', nl: 'Niets hier.', ar: 'لا شيء هنا.' },
  done: { en: 'Done.', fr: 'Fait.', nl: 'Gedaan.', ar: 'تم.' },
  more: {
    en: '{count} in all; add --after {next} for the next page.',
    fr: '{count} au total ; ajoutez --after {next} pour la page suivante.',
    nl: '{count} in totaal; voeg --after {next} toe voor de volgende pagina.',
    ar: '{count} إجمالا؛ أضف --after {next} للصفحة التالية.',
  },
  same: { en: 'Both permit the same.', fr: 'Les deux autorisent la même chose.', nl: 'Beide staan hetzelfde toe.', ar: 'كلاهما يسمح بالشيء نفسه.' },
  olderLeft: {
    en: '{count} older exchanges were not judged again.',
    fr: "{count} échanges plus anciens n'ont pas été rejugés.",
    nl: '{count} oudere uitwisselingen zijn niet opnieuw beoordeeld.',
    ar: 'لم يعد الحكم على {count} من التبادلات الأقدم.',
  },
  goesOn: {
    en: '{file}: going on from {held} of {bytes} bytes.',
    fr: '{file} : reprise à {held} octets sur {bytes}.',
    nl: '{file}: gaat verder vanaf {held} van {bytes} bytes.',
    ar: '{file}: استئناف من {held} من أصل {bytes} بايت.',
  },
  uncounted: {
    en: '{count} exchanges changed lately and are not counted yet.',
    fr: '{count} échanges ont changé récemment et ne sont pas encore comptés.',
    nl: '{count} uitwisselingen zijn onlangs gewijzigd en nog niet geteld.',
    ar: '{count} من التبادلات تغيرت حديثا ولم تحص بعد.',
  },
} as const satisfies { readonly [key: string]: InEveryLanguage }

export type WordKey = keyof typeof words

/** One of the terminal's sentences, with its `{name}` gaps filled. */
export function word(key: WordKey, language: Language, gaps: { readonly [name: string]: string | number } = {}): string {
  return words[key][language].replace(/\{(\w+)\}/g, (_, name: string) => String(gaps[name] ?? ''))
}

const headings = {
  reference: { en: 'reference', fr: 'référence', nl: 'referentie', ar: 'المرجع' },
  theirs: { en: 'theirs', fr: 'la leur', nl: 'die van hen', ar: 'مرجعهم' },
  partner: { en: 'partner', fr: 'partenaire', nl: 'partner', ar: 'الشريك' },
  type: { en: 'type', fr: 'type', nl: 'soort', ar: 'النوع' },
  state: { en: 'state', fr: 'état', nl: 'toestand', ar: 'الحالة' },
  clause: { en: 'clause', fr: 'clause', nl: 'bepaling', ar: 'البند' },
  due: { en: 'due', fr: 'échéance', nl: 'termijn', ar: 'الأجل' },
  visit: { en: 'visit', fr: 'visite', nl: 'bezoek', ar: 'الزيارة' },
  openDecisions: { en: 'open decisions', fr: 'décisions ouvertes', nl: 'open beslissingen', ar: 'قرارات مفتوحة' },
  dossier: { en: 'dossier', fr: 'dossier', nl: 'dossier', ar: 'الملف' },
  draft: { en: 'draft', fr: 'projet', nl: 'ontwerp', ar: 'المسودة' },
  author: { en: 'author', fr: 'auteur', nl: 'opsteller', ar: 'المحرر' },
  updated: { en: 'updated', fr: 'mis à jour', nl: 'bijgewerkt', ar: 'آخر تحديث' },
  message: { en: 'message', fr: 'message', nl: 'bericht', ar: 'الرسالة' },
  tries: { en: 'tries', fr: 'essais', nl: 'pogingen', ar: 'المحاولات' },
  nextTry: { en: 'next try', fr: 'prochain essai', nl: 'volgende poging', ar: 'المحاولة التالية' },
  reason: { en: 'reason', fr: 'raison', nl: 'reden', ar: 'السبب' },
  line: { en: 'line', fr: 'ligne', nl: 'verbinding', ar: 'الخط' },
  origin: { en: 'state of origin', fr: 'État d’origine', nl: 'staat van oorsprong', ar: 'دولة المصدر' },
  told: { en: 'told', fr: 'informé', nl: 'ingelicht', ar: 'تم إخبارها' },
  since: { en: 'since', fr: 'depuis', nl: 'sinds', ar: 'منذ' },
  waiting: { en: 'waiting', fr: 'en attente', nl: 'wachtend', ar: 'في الانتظار' },
  agreement: { en: 'agreement', fr: 'accord', nl: 'akkoord', ar: 'الاتفاق' },
  standing: { en: 'standing', fr: 'statut', nl: 'status', ar: 'الوضع' },
  hash: { en: 'hash', fr: 'empreinte', nl: 'hash', ar: 'البصمة' },
  basis: { en: 'basis', fr: 'fondement', nl: 'grondslag', ar: 'الأساس' },
  data: { en: 'data', fr: 'données', nl: 'gegevens', ar: 'المعطيات' },
  log: { en: 'log', fr: 'journal', nl: 'log', ar: 'السجل' },
  size: { en: 'size', fr: 'taille', nl: 'grootte', ar: 'الحجم' },
  head: { en: 'head', fr: 'tête', nl: 'kop', ar: 'الرأس' },
  checkpoint: { en: 'checkpoint', fr: 'point de contrôle', nl: 'controlepunt', ar: 'نقطة التحقق' },
  when: { en: 'when', fr: 'quand', nl: 'wanneer', ar: 'متى' },
  act: { en: 'act', fr: 'acte', nl: 'handeling', ar: 'الفعل' },
  actor: { en: 'by', fr: 'par', nl: 'door', ar: 'بواسطة' },
  outcome: { en: 'outcome', fr: 'issue', nl: 'uitkomst', ar: 'النتيجة' },
  office: { en: 'office', fr: 'service', nl: 'dienst', ar: 'المكتب' },
  number: { en: 'number', fr: 'matricule', nl: 'dienstnummer', ar: 'الرقم المهني' },
  roles: { en: 'roles', fr: 'rôles', nl: 'rollen', ar: 'الأدوار' },
  account: { en: 'account', fr: 'compte', nl: 'account', ar: 'الحساب' },
  role: { en: 'role', fr: 'rôle', nl: 'rol', ar: 'الدور' },
  plan: { en: 'plan', fr: 'plan', nl: 'plan', ar: 'الخطة' },
  from: { en: 'from', fr: 'du', nl: 'van', ar: 'من' },
  until: { en: 'until', fr: 'au', nl: 'tot', ar: 'إلى' },
  items: { en: 'items', fr: 'éléments', nl: 'onderdelen', ar: 'العناصر' },
  late: { en: 'late', fr: 'en retard', nl: 'te laat', ar: 'المتأخرة' },
  item: { en: 'item', fr: 'élément', nl: 'onderdeel', ar: 'العنصر' },
  owner: { en: 'owner', fr: 'responsable', nl: 'eigenaar', ar: 'الجهة المسؤولة' },
  what: { en: 'what', fr: 'quoi', nl: 'wat', ar: 'البيان' },
  indicator: { en: 'indicator', fr: 'indicateur', nl: 'indicator', ar: 'المؤشر' },
  numerator: { en: 'numerator (ours / theirs)', fr: 'numérateur (nous / eux)', nl: 'teller (wij / zij)', ar: 'البسط (نحن / هم)' },
  denominator: { en: 'denominator (ours / theirs)', fr: 'dénominateur (nous / eux)', nl: 'noemer (wij / zij)', ar: 'المقام (نحن / هم)' },
  grant: { en: 'grant', fr: 'octroi', nl: 'toekenning', ar: 'المنح' },
  side: { en: 'side', fr: 'côté', nl: 'kant', ar: 'الجانب' },
  answer: { en: 'answer', fr: 'réponse', nl: 'antwoord', ar: 'الرد' },
  notice: { en: 'notice', fr: 'avis', nl: 'mededeling', ar: 'الإشعار' },
  received: { en: 'received', fr: 'reçu le', nl: 'ontvangen', ar: 'ورد في' },
  holdUntil: { en: 'held until', fr: 'conservé jusqu’au', nl: 'bewaard tot', ar: 'يحفظ حتى' },
  senderUntil: { en: 'sender’s last day', fr: 'dernier jour de l’expéditeur', nl: 'laatste dag van de afzender', ar: 'آخر يوم لدى المرسل' },
  review: { en: 'review', fr: 'réexamen', nl: 'herziening', ar: 'المراجعة' },
  substitute: { en: 'substitute', fr: 'suppléant', nl: 'vervanger', ar: 'النائب' },
  substitution: { en: 'substitution', fr: 'suppléance', nl: 'vervanging', ar: 'الإنابة' },
  name: { en: 'name', fr: 'nom', nl: 'naam', ar: 'الاسم' },
  list: { en: 'list', fr: 'liste', nl: 'lijst', ar: 'القائمة' },
  template: { en: 'template', fr: 'modèle', nl: 'sjabloon', ar: 'النموذج' },
  filter: { en: 'filter', fr: 'filtre', nl: 'filter', ar: 'المرشح' },
  last: { en: 'last message', fr: 'dernier message', nl: 'laatste bericht', ar: 'آخر رسالة' },
} as const satisfies { readonly [key: string]: InEveryLanguage }

export type HeadingKey = keyof typeof headings

/** Headings of a table. */
export function headingsIn(language: Language, ...keys: readonly HeadingKey[]): string[] {
  return keys.map(key => headings[key][language])
}
