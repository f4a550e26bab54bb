import type { Scheme } from '../scheme.ts'

/** Identification outcome. Source: local. */
export const identificationOutcome = {
  id: 'identificationOutcome',
  label: { en: 'Identification outcome', fr: "Résultat de l'identification", nl: 'Resultaat van identificatie', ar: 'نتيجة تحديد الهوية' },
  standard: 'local',
  codeStatus: 'local',
  terms: [
    {
      code: 'CNF',
      label: {
        en: 'Confirmed national, identity established',
        fr: 'Ressortissant confirmé, identité établie',
        nl: 'Onderdaan bevestigd, identiteit vastgesteld',
        ar: 'مواطن مؤكد والهوية ثابتة',
      },
    },
    {
      code: 'CNI',
      label: {
        en: 'Confirmed national, different identity than declared',
        fr: 'Ressortissant confirmé, autre identité que déclarée',
        nl: 'Onderdaan bevestigd, andere identiteit dan opgegeven',
        ar: 'مواطن مؤكد بهوية مغايرة للمصرح بها',
      },
    },
    { code: 'NOT', label: { en: 'Declared not a national', fr: 'Déclaré non ressortissant', nl: 'Geen onderdaan verklaard', ar: 'ليس من المواطنين' } },
    {
      code: 'NOM',
      label: {
        en: 'No biometric match (not proof of non-nationality)',
        fr: 'Pas de concordance (ne prouve pas la non-nationalité)',
        nl: 'Geen biometrische match (geen bewijs van niet-nationaliteit)',
        ar: 'لا تطابق حيوي (لا يثبت نفي الجنسية)',
      },
    },
    {
      code: 'INC',
      label: {
        en: 'Inconclusive: poor quality or several candidates',
        fr: 'Non concluant : qualité ou plusieurs candidats',
        nl: 'Onbeslist: kwaliteit of meerdere kandidaten',
        ar: 'غير حاسم: جودة ضعيفة أو عدة مرشحين',
      },
    },
    { code: 'CMP', label: { en: 'Returned for completion', fr: 'Renvoyé pour complément', nl: 'Teruggestuurd voor aanvulling', ar: 'أعيد للاستكمال' } },
    {
      code: 'INT',
      label: { en: 'Consular interview required', fr: 'Entretien consulaire requis', nl: 'Consulair interview vereist', ar: 'مقابلة قنصلية مطلوبة' },
    },
    {
      code: 'LPI',
      label: { en: 'Travel document (laissez-passer) issued', fr: 'Laissez-passer délivré', nl: 'Laissez-passer afgegeven', ar: 'تسليم جواز المرور القنصلي' },
    },
    { code: 'LPR', label: { en: 'Travel document refused', fr: 'Laissez-passer refusé', nl: 'Laissez-passer geweigerd', ar: 'رفض تسليم جواز المرور' } },
    {
      code: 'LPX',
      label: {
        en: 'Issued but expired or too late to use',
        fr: 'Délivré mais périmé ou tardif',
        nl: 'Afgegeven maar vervallen of te laat',
        ar: 'سلم لكن انتهت صلاحيته أو فات أوانه',
      },
    },
    {
      code: 'MIS',
      label: {
        en: 'Misidentification found (arrival check or later)',
        fr: "Erreur d'identification constatée",
        nl: 'Foutieve identificatie vastgesteld',
        ar: 'خطأ في تحديد الهوية تم اكتشافه',
      },
    },
    { code: 'WDR', label: { en: 'Withdrawn by requesting side', fr: 'Retiré par le demandeur', nl: 'Ingetrokken door verzoeker', ar: 'سحب من الجهة الطالبة' } },
    { code: 'ABS', label: { en: "Person's whereabouts unknown", fr: 'Personne introuvable', nl: 'Verblijfplaats onbekend', ar: 'الشخص مجهول المكان' } },
    {
      code: 'NOR',
      label: { en: 'No reply within the deadline', fr: 'Sans réponse dans le délai', nl: 'Geen antwoord binnen de termijn', ar: 'لا جواب داخل الأجل' },
    },
  ],
} as const satisfies Scheme

/** Guard on identification for return. Source: local; sources in domain.md. */
export const identificationGuard = {
  id: 'identificationGuard',
  label: {
    en: 'Guard on identification for return',
    fr: "Garde-fou de l'identification",
    nl: 'Waarborg bij identificatie',
    ar: 'ضمانة في تحديد الهوية لغرض العودة',
  },
  standard: 'local; sources in domain.md',
  codeStatus: 'local',
  terms: [
    {
      code: 'ASY',
      label: {
        en: 'Pending asylum claim, appeal with suspensive effect, or protection',
        fr: "Demande d'asile, recours suspensif ou protection",
        nl: 'Asielverzoek, schorsend beroep of bescherming',
        ar: 'طلب لجوء أو طعن موقف أو حماية',
      },
    },
    {
      code: 'ART3',
      label: {
        en: 'Risk assessment (ECHR art. 3) not signed',
        fr: 'Évaluation art. 3 CEDH non signée',
        nl: 'Beoordeling art. 3 EVRM niet ondertekend',
        ar: 'تقييم المادة 3 غير موقع',
      },
    },
    { code: 'MIN', label: { en: 'Minor or age disputed', fr: 'Mineur ou âge contesté', nl: 'Minderjarig of leeftijd betwist', ar: 'قاصر أو سن متنازع فيه' } },
    {
      code: 'FAM',
      label: { en: 'Family life not examined', fr: 'Vie familiale non examinée', nl: 'Gezinsleven niet onderzocht', ar: 'الحياة العائلية لم تدرس' },
    },
    {
      code: 'MED',
      label: { en: 'Medical obstacle not examined', fr: 'Obstacle médical non examiné', nl: 'Medisch beletsel niet onderzocht', ar: 'عائق صحي لم يدرس' },
    },
    { code: 'THB', label: { en: 'Trafficking indicator present', fr: 'Indice de traite', nl: 'Aanwijzing van mensenhandel', ar: 'مؤشر على الاتجار بالبشر' } },
    {
      code: 'STA',
      label: {
        en: 'Statelessness or other-nationality claim',
        fr: 'Apatridie ou autre nationalité invoquée',
        nl: 'Staatloosheid of andere nationaliteit ingeroepen',
        ar: 'ادعاء انعدام الجنسية أو جنسية أخرى',
      },
    },
    {
      code: 'CIT',
      label: {
        en: 'Belgian or EU citizenship possible',
        fr: 'Nationalité belge ou UE possible',
        nl: 'Belgische of EU-nationaliteit mogelijk',
        ar: 'احتمال حمل جنسية بلجيكية أو أوروبية',
      },
    },
    {
      code: 'INF',
      label: {
        en: 'Person not informed of the transfer',
        fr: 'Personne non informée du transfert',
        nl: 'Persoon niet ingelicht over doorgifte',
        ar: 'لم يخبر الشخص بنقل معطياته',
      },
    },
    {
      code: 'RET',
      label: {
        en: 'No enforceable return decision',
        fr: 'Pas de décision de retour exécutoire',
        nl: 'Geen uitvoerbaar terugkeerbesluit',
        ar: 'لا قرار عودة قابل للتنفيذ',
      },
    },
  ],
} as const satisfies Scheme

/** Travel document type. Source: ICAO Doc 9303 document codes. */
export const travelDocument = {
  id: 'travelDocument',
  label: { en: 'Travel document type', fr: 'Type de document de voyage', nl: 'Type reisdocument', ar: 'نوع وثيقة السفر' },
  standard: 'ICAO Doc 9303 document codes',
  codeStatus: 'standard',
  note: "Two-letter P* codes re-read in a public MRZ library's comments on Doc 9303 Part 4; second letter becomes mandatory for new passports over the coming years. X* codes are local.",
  terms: [
    { code: 'PP', label: { en: 'National (ordinary) passport', fr: 'Passeport national (ordinaire)', nl: 'Nationaal (gewoon) paspoort', ar: 'جواز سفر عادي' } },
    { code: 'PE', label: { en: 'Emergency passport', fr: "Passeport d'urgence", nl: 'Noodpaspoort', ar: 'جواز سفر طارئ' } },
    { code: 'PD', label: { en: 'Diplomatic passport', fr: 'Passeport diplomatique', nl: 'Diplomatiek paspoort', ar: 'جواز سفر دبلوماسي' } },
    { code: 'PO', label: { en: 'Official / service passport', fr: 'Passeport de service', nl: 'Dienstpaspoort', ar: 'جواز سفر للخدمة' } },
    { code: 'PR', label: { en: 'Refugee travel document', fr: 'Titre de voyage pour réfugié', nl: 'Reisdocument voor vluchteling', ar: 'وثيقة سفر لاجئ' } },
    { code: 'PT', label: { en: 'Alien / non-citizen passport', fr: 'Passeport pour étranger', nl: 'Vreemdelingenpaspoort', ar: 'جواز سفر أجنبي' } },
    { code: 'PS', label: { en: "Stateless person's document", fr: 'Document pour apatride', nl: 'Document voor staatloze', ar: 'وثيقة عديم الجنسية' } },
    { code: 'PL', label: { en: 'Laissez-passer', fr: 'Laissez-passer', nl: 'Laissez-passer', ar: 'جواز المرور' } },
    { code: 'PM', label: { en: 'Military passport', fr: 'Passeport militaire', nl: 'Militair paspoort', ar: 'جواز سفر عسكري' } },
    {
      code: 'PU',
      label: {
        en: 'Single-sheet emergency travel document',
        fr: "Document de voyage d'urgence (feuille unique)",
        nl: 'Noodreisdocument (één blad)',
        ar: 'وثيقة سفر طارئة من ورقة واحدة',
      },
    },
    {
      code: 'I',
      label: {
        en: 'Identity card (first letter I, A or C)',
        fr: "Carte d'identité (première lettre I, A ou C)",
        nl: 'Identiteitskaart (eerste letter I, A of C)',
        ar: 'بطاقة هوية',
      },
    },
    { code: 'V', label: { en: 'Visa (MRV)', fr: 'Visa', nl: 'Visum', ar: 'تأشيرة' } },
    {
      code: 'XCLP',
      label: {
        en: 'Consular laissez-passer for return (paper)',
        fr: 'Laissez-passer consulaire pour retour',
        nl: 'Consulair laissez-passer voor terugkeer',
        ar: 'جواز المرور القنصلي للعودة',
      },
      local: true,
    },
    {
      code: 'XCNI',
      label: {
        en: 'Moroccan national identity card (CNIE)',
        fr: "Carte nationale d'identité électronique (CNIE)",
        nl: 'Marokkaanse identiteitskaart (CNIE)',
        ar: 'البطاقة الوطنية للتعريف الإلكترونية',
      },
      local: true,
    },
    {
      code: 'XREU',
      label: {
        en: 'European travel document for return',
        fr: 'Document de voyage européen destiné au retour',
        nl: 'Europees reisdocument voor terugkeer',
        ar: 'وثيقة السفر الأوروبية للعودة',
      },
      local: true,
    },
  ],
} as const satisfies Scheme
