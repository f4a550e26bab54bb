import { type InEveryLanguage, isCode, type Language, label } from '@entraide/vocabulary'

/** What the acts of a dossier are called in its timeline. */
const acts: { readonly [act: string]: InEveryLanguage } = {
  draft: { en: 'Drafted', fr: 'Rédigé', nl: 'Opgesteld', ar: 'حُرر' },
  'read-draft': { en: 'Read a draft', fr: 'Projet lu', nl: 'Ontwerp gelezen', ar: 'قراءة مسودة' },
  'submit-draft': { en: 'Handed over for release', fr: 'Remis pour envoi', nl: 'Ter vrijgave overhandigd', ar: 'أُحيلت للترخيص بالإرسال' },
  'recall-draft': { en: 'Taken back', fr: 'Repris par l’auteur', nl: 'Teruggenomen', ar: 'استُرجعت' },
  'discard-draft': { en: 'Draft discarded', fr: 'Projet abandonné', nl: 'Ontwerp weggegooid', ar: 'تم التخلي عن المسودة' },
  'restore-draft': { en: 'Draft restored', fr: 'Projet rétabli', nl: 'Ontwerp hersteld', ar: 'استعادة المسودة' },
  attach: { en: 'Attached a file', fr: 'Fichier joint', nl: 'Bestand bijgevoegd', ar: 'إرفاق ملف' },
  detach: { en: 'Took a file off', fr: 'Fichier retiré', nl: 'Bestand verwijderd', ar: 'سحب ملف' },
  'read-attachment': { en: 'Took an attachment out', fr: 'Pièce jointe sortie', nl: 'Bijlage eruit gehaald', ar: 'استخراج مرفق' },
  'preview-draft': { en: 'Read what would leave', fr: 'Lecture de ce qui partirait', nl: 'Gelezen wat zou vertrekken', ar: 'قراءة ما سيرسل' },
  release: { en: 'Released', fr: 'Envoi autorisé', nl: 'Vrijgegeven', ar: 'رُخص بالإرسال' },
  'send-back': { en: 'Sent back', fr: 'Renvoyé', nl: 'Teruggestuurd', ar: 'أُرجعت' },
  deliver: { en: 'Delivered', fr: 'Remis', nl: 'Afgeleverd', ar: 'سُلمت' },
  'retry-delivery': { en: 'Tried to deliver again', fr: 'Nouvelle tentative de remise', nl: 'Opnieuw proberen af te leveren', ar: 'محاولة تسليم جديدة' },
  'stop-delivery': { en: 'Stopped before it left', fr: 'Arrêté avant le départ', nl: 'Gestopt voor vertrek', ar: 'إيقاف قبل الإرسال' },
  receive: { en: 'Received', fr: 'Reçue', nl: 'Ontvangen', ar: 'مستلم' },
  receipt: { en: 'Receipt', fr: 'Accusé de réception', nl: 'Ontvangstbewijs', ar: 'الإشعار بالتوصل' },
  accept: { en: 'Accepted as complete', fr: 'Acceptée comme complète', nl: 'Als volledig aanvaard', ar: 'قُبل مكتملا' },
  assign: { en: 'Assigned', fr: 'Attribué', nl: 'Toegewezen', ar: 'أُسند' },
  close: { en: 'Closed', fr: 'Clos', nl: 'Afgesloten', ar: 'مغلق' },
  'open-dossier': { en: 'Opened for reading', fr: 'Ouvert pour lecture', nl: 'Geopend om te lezen', ar: 'فُتح للقراءة' },
  'await-authorisation': { en: 'Waiting for a magistrate', fr: 'En attente d’un magistrat', nl: 'Wacht op een magistraat', ar: 'في انتظار قاض' },
  resume: { en: 'Resumed', fr: 'Repris', nl: 'Hervat', ar: 'استؤنف' },
  'erase-dossier': { en: 'Dossier erased', fr: 'Dossier effacé', nl: 'Dossier gewist', ar: 'محو الملف' },
  'persons-search': { en: 'Looked a person up', fr: 'A cherché une personne', nl: 'Zocht een persoon op', ar: 'بحث عن شخص' },
  'cross-check': {
    en: 'Checked what came in against our holdings',
    fr: 'A comparé l’arrivée à nos fiches',
    nl: 'Vergeleek wat binnenkwam met onze fiches',
    ar: 'قارن الوارد ببطاقاتنا',
  },
  'match-confirm': {
    en: 'Said that a candidate is the person',
    fr: 'A dit qu’un candidat est la personne',
    nl: 'Zei dat een kandidaat de persoon is',
    ar: 'قال إن مرشحا هو الشخص المعني',
  },
  'match-dismiss': {
    en: 'Said that a candidate is not the person',
    fr: 'A dit qu’un candidat n’est pas la personne',
    nl: 'Zei dat een kandidaat niet de persoon is',
    ar: 'قال إن مرشحا ليس الشخص المعني',
  },
  'match-take-back': {
    en: 'Took the word on a candidate back',
    fr: 'A retiré l’avis sur un candidat',
    nl: 'Nam het oordeel over een kandidaat terug',
    ar: 'سحب القول بشأن مرشح',
  },
  'assess-accepted': { en: 'Assessed: accepted', fr: 'Évalué : accepté', nl: 'Beoordeeld: aanvaard', ar: 'قيم: مقبول' },
  'assess-not-relevant': { en: 'Assessed: not relevant', fr: 'Évalué : non pertinent', nl: 'Beoordeeld: niet relevant', ar: 'قيم: غير ذي صلة' },
  'assess-quarantined': { en: 'Assessed: quarantined', fr: 'Évalué : mis en quarantaine', nl: 'Beoordeeld: in quarantaine', ar: 'قيم: معزول' },
  'clock-out': { en: 'Its time ran out', fr: 'Le délai est écoulé', nl: 'De termijn liep af', ar: 'انقضى الأجل' },
  'read-need-to-know': {
    en: 'Read who needs to know',
    fr: 'A lu la liste de ceux qui doivent connaître',
    nl: 'Las wie het moet weten',
    ar: 'قرأ قائمة المخولين بالعلم',
  },
  'add-need-to-know': {
    en: 'Let one more know',
    fr: 'A ajouté une personne à cette liste',
    nl: 'Voegde iemand toe aan die lijst',
    ar: 'أضاف شخصا إلى القائمة',
  },
  'remove-need-to-know': {
    en: 'Took one off that list',
    fr: 'A retiré une personne de cette liste',
    nl: 'Haalde iemand van die lijst',
    ar: 'حذف شخصا من القائمة',
  },
  'need-to-know-made': {
    en: 'Coordinators were told',
    fr: 'Les coordinateurs en ont connaissance',
    nl: 'De coördinatoren weten ervan',
    ar: 'أحيط المنسقون علما',
  },
  'check-paper': {
    en: 'Held a paper against its digest',
    fr: 'A confronté un document à son empreinte',
    nl: 'Toetste een stuk aan zijn hash',
    ar: 'قارن وثيقة ببصمتها',
  },
  'print-dossier': { en: 'Printed the dossier', fr: 'A imprimé le dossier', nl: 'Drukte het dossier af', ar: 'طبع الملف' },
  'print-minutes': { en: 'Printed the minutes', fr: 'A imprimé le procès-verbal', nl: 'Drukte het verslag af', ar: 'طبع المحضر' },
}
const sent: InEveryLanguage = { en: 'Sent:', fr: 'Envoyé :', nl: 'Verzonden:', ar: 'أرسل:' }

/** The name of an act; of a message that went out, with its kind. An act that this version has no name for is shown by its own. */
export function actName(act: string, language: Language): string {
  const type = act.startsWith('sent-') ? act.slice('sent-'.length) : ''
  if (isCode('messageType', type)) return `${sent[language]} ${label('messageType', type, language)}`
  return Object.hasOwn(acts, act) ? (acts[act]?.[language] ?? act) : act
}
