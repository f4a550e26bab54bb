import type { Scheme } from '../scheme.ts'

/** Action plan item status. Source: local. */
export const planItemStatus = {
  id: 'planItemStatus',
  label: { en: 'Action plan item status', fr: "État d'un élément du plan", nl: 'Status van planonderdeel', ar: 'حالة عنصر الخطة' },
  standard: 'local',
  codeStatus: 'local',
  terms: [
    { code: 'DRA', label: { en: 'Draft', fr: 'Projet', nl: 'Ontwerp', ar: 'مسودة' } },
    { code: 'AGR', label: { en: 'Agreed by both', fr: 'Convenu par les deux', nl: 'Door beide overeengekomen', ar: 'متفق عليه' } },
    { code: 'RUN', label: { en: 'In progress', fr: 'En cours', nl: 'Lopend', ar: 'قيد التنفيذ' } },
    { code: 'BLK', label: { en: 'Blocked', fr: 'Bloqué', nl: 'Geblokkeerd', ar: 'متوقف' } },
    { code: 'DON', label: { en: 'Done, evidence attached', fr: 'Fait, preuve jointe', nl: 'Uitgevoerd, met bewijs', ar: 'منجز مع الإثبات' } },
    { code: 'DRP', label: { en: 'Dropped, reason given', fr: 'Abandonné, motif', nl: 'Vervallen, met reden', ar: 'متخلى عنه مع التعليل' } },
    {
      code: 'CAR',
      label: { en: 'Carried into the next plan', fr: 'Reporté au plan suivant', nl: 'Overgedragen naar volgend plan', ar: 'مرحل إلى الخطة الموالية' },
    },
  ],
} as const satisfies Scheme

/** Working visit state. Source: local. */
export const visitState = {
  id: 'visitState',
  label: { en: 'Working visit state', fr: 'État de la visite de travail', nl: 'Status werkbezoek', ar: 'حالة زيارة العمل' },
  standard: 'local',
  codeStatus: 'local',
  terms: [
    { code: 'PRO', label: { en: 'Proposed', fr: 'Proposée', nl: 'Voorgesteld', ar: 'مقترحة' } },
    { code: 'ACC', label: { en: 'Accepted', fr: 'Acceptée', nl: 'Aanvaard', ar: 'مقبولة' } },
    { code: 'AGE', label: { en: 'Agenda agreed', fr: 'Ordre du jour convenu', nl: 'Agenda overeengekomen', ar: 'جدول الأعمال متفق عليه' } },
    { code: 'HEL', label: { en: 'Held', fr: 'Tenue', nl: 'Gehouden', ar: 'منعقدة' } },
    { code: 'MIN', label: { en: 'Minutes co-signed', fr: 'Procès-verbal cosigné', nl: 'Verslag medeondertekend', ar: 'محضر موقع من الطرفين' } },
    { code: 'FOL', label: { en: 'Follow-up open', fr: 'Suivi en cours', nl: 'Opvolging lopend', ar: 'المتابعة جارية' } },
    { code: 'CLO', label: { en: 'Closed', fr: 'Clôturée', nl: 'Afgesloten', ar: 'مغلقة' } },
    { code: 'CAN', label: { en: 'Cancelled', fr: 'Annulée', nl: 'Geannuleerd', ar: 'ملغاة' } },
  ],
} as const satisfies Scheme

/** Role of a person in a node. Source: local. */
export const role = {
  id: 'role',
  label: { en: 'Role of a person in a node', fr: "Rôle d'une personne dans un nœud", nl: 'Rol van een persoon in een knooppunt', ar: 'دور الشخص داخل النظام' },
  standard: 'local',
  codeStatus: 'local',
  terms: [
    {
      code: 'OPR',
      label: {
        en: 'Operator (SPOC desk)',
        fr: 'Opérateur (point de contact unique)',
        nl: 'Operator (centraal contactpunt)',
        ar: 'مشغل (نقطة الاتصال الوحيدة)',
      },
    },
    { code: 'LIA', label: { en: 'Liaison officer', fr: 'Officier de liaison', nl: 'Verbindingsofficier', ar: 'ضابط الاتصال' } },
    {
      code: 'INV',
      label: {
        en: 'Case officer / investigator',
        fr: 'Enquêteur / gestionnaire de dossier',
        nl: 'Onderzoeker / dossierbeheerder',
        ar: 'المحقق / المكلف بالملف',
      },
    },
    {
      code: 'IDC',
      label: {
        en: 'Identification cell officer',
        fr: "Gestionnaire de la cellule d'identification",
        nl: 'Medewerker identificatiecel',
        ar: 'مكلف بخلية تحديد الهوية',
      },
    },
    { code: 'ANA', label: { en: 'Analyst', fr: 'Analyste', nl: 'Analist', ar: 'محلل' } },
    {
      code: 'REL',
      label: {
        en: 'Releasing officer (second person)',
        fr: "Responsable de l'envoi (seconde personne)",
        nl: 'Vrijgavebevoegde (tweede persoon)',
        ar: 'المرخص بالإرسال (شخص ثان)',
      },
    },
    { code: 'MAG', label: { en: 'Magistrate', fr: 'Magistrat', nl: 'Magistraat', ar: 'قاض' } },
    {
      code: 'LEG',
      label: {
        en: 'Legal and fundamental-rights adviser',
        fr: 'Conseiller juridique et droits fondamentaux',
        nl: 'Adviseur recht en grondrechten',
        ar: 'مستشار قانوني وحقوقي',
      },
    },
    {
      code: 'DPO',
      label: {
        en: 'Data protection officer',
        fr: 'Délégué à la protection des données',
        nl: 'Functionaris voor gegevensbescherming',
        ar: 'مسؤول حماية المعطيات',
      },
    },
    { code: 'SEC', label: { en: 'Security officer', fr: 'Officier de sécurité', nl: 'Veiligheidsofficier', ar: 'ضابط الأمن' } },
    { code: 'CON', label: { en: 'Consular officer', fr: 'Fonctionnaire consulaire', nl: 'Consulair ambtenaar', ar: 'موظف قنصلي' } },
    {
      code: 'INS',
      label: { en: 'Inspector (oversight body)', fr: 'Inspecteur (organe de contrôle)', nl: 'Inspecteur (toezichtsorgaan)', ar: 'مفتش (هيئة الرقابة)' },
    },
    { code: 'COO', label: { en: 'Plan coordinator', fr: 'Coordinateur du plan', nl: 'Plancoördinator', ar: 'منسق الخطة' } },
    {
      code: 'ADM',
      label: {
        en: 'Technical administrator (no case content)',
        fr: 'Administrateur technique (sans contenu)',
        nl: 'Technisch beheerder (zonder inhoud)',
        ar: 'مسير تقني (دون محتوى)',
      },
    },
  ],
} as const satisfies Scheme

/** Clock. Source: local; sources in domain.md. */
export const clock = {
  id: 'clock',
  label: { en: 'Clock', fr: 'Délai', nl: 'Termijn', ar: 'الأجل' },
  standard: 'local; sources in domain.md',
  codeStatus: 'local',
  terms: [
    {
      code: 'IDENT-45',
      label: {
        en: 'Answer to an identification request: 45 days (reported)',
        fr: "Réponse à une demande d'identification : 45 jours",
        nl: 'Antwoord op identificatieverzoek: 45 dagen',
        ar: 'الجواب على طلب تحديد الهوية: 45 يوما',
      },
      duration: 'P45D',
    },
    {
      code: 'THB-REFLECT-45',
      label: {
        en: "Victim's reflection period: 45 days",
        fr: 'Délai de réflexion de la victime : 45 jours',
        nl: 'Bedenktijd slachtoffer: 45 dagen',
        ar: 'مهلة تفكير الضحية: 45 يوما',
      },
      duration: 'P45D',
    },
    {
      code: 'BREACH-72',
      label: {
        en: 'Data breach notice to supervisor: 72 hours',
        fr: 'Notification de violation : 72 heures',
        nl: 'Melding gegevenslek: 72 uur',
        ar: 'الإشعار بخرق المعطيات: 72 ساعة',
      },
      duration: 'PT72H',
    },
    {
      code: 'NOTICE-ACK',
      label: {
        en: 'Acknowledge correction or deletion: 10 days (local default)',
        fr: 'Accusé de rectification ou effacement : 10 jours',
        nl: 'Bevestiging rechtzetting of wissing: 10 dagen',
        ar: 'الإشعار بالتصحيح أو الحذف: 10 أيام',
      },
      duration: 'P10D',
      illustrative: true,
    },
    {
      code: 'HIT-FOLLOW',
      label: {
        en: 'Follow-up after a hit, then token expires: 30 days (local default)',
        fr: 'Suite après hit, puis expiration : 30 jours',
        nl: 'Vervolg na hit, dan vervalt: 30 dagen',
        ar: 'المتابعة بعد المطابقة: 30 يوما',
      },
      duration: 'P30D',
      illustrative: true,
    },
    {
      code: 'RETAIN-REVIEW',
      label: {
        en: 'Retention review: 1 year (local default, sender may shorten)',
        fr: 'Réexamen de conservation : 1 an',
        nl: 'Herziening bewaring: 1 jaar',
        ar: 'مراجعة الحفظ: سنة',
      },
      duration: 'P1Y',
      illustrative: true,
    },
  ],
} as const satisfies Scheme
