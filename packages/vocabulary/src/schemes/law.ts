import type { Scheme } from '../scheme.ts'

/** Legal regime. Source: local (maps to Belgian law of 30 July 2018 titles). */
export const legalRegime = {
  id: 'legalRegime',
  label: { en: 'Legal regime', fr: 'Régime juridique', nl: 'Juridisch regime', ar: 'النظام القانوني' },
  standard: 'local (maps to Belgian law of 30 July 2018 titles)',
  codeStatus: 'local',
  terms: [
    {
      code: 'LE',
      label: {
        en: 'Law enforcement (LED)',
        fr: 'Police et justice pénale (directive 2016/680)',
        nl: 'Rechtshandhaving (richtlijn 2016/680)',
        ar: 'إنفاذ القانون (التوجيه 2016/680)',
      },
      law: 'Directive (EU) 2016/680; BE law 30.7.2018 Title 2',
      supervisorBE: 'COC',
    },
    {
      code: 'AM',
      label: {
        en: 'Asylum, migration and return (GDPR)',
        fr: 'Asile, migration et retour (RGPD)',
        nl: 'Asiel, migratie en terugkeer (AVG)',
        ar: 'اللجوء والهجرة والعودة (اللائحة العامة لحماية البيانات)',
      },
      law: 'Regulation (EU) 2016/679 ch. V; BE law 15.12.1980',
      supervisorBE: 'APD-GBA',
    },
    {
      code: 'IN',
      label: { en: 'Intelligence and security', fr: 'Renseignement et sûreté', nl: 'Inlichtingen en veiligheid', ar: 'الاستخبارات والأمن' },
      law: 'BE law 30.7.2018 Title 3 subtitle 1; law 30.11.1998',
      supervisorBE: 'COMITE-R',
    },
    {
      code: 'TA',
      label: { en: 'Threat assessment', fr: 'Analyse de la menace', nl: 'Dreigingsanalyse', ar: 'تقييم التهديد' },
      law: 'BE law 10.7.2006; law 30.7.2018 Title 3',
      supervisorBE: 'COMITE-R+COMITE-P',
    },
    {
      code: 'JU',
      label: { en: 'Judicial cooperation', fr: 'Coopération judiciaire', nl: 'Justitiële samenwerking', ar: 'التعاون القضائي' },
      law: 'bilateral conventions of 7.7.1997; LED where competent authority',
      supervisorBE: 'APD-GBA (not for courts acting judicially)',
    },
    { code: 'CU', label: { en: 'Customs', fr: 'Douanes', nl: 'Douane', ar: 'الجمارك' }, law: 'bilateral convention of 4.10.2002', supervisorBE: 'APD-GBA' },
  ],
} as const satisfies Scheme

/** Basis for transfer to a third country. Source: LED arts 36-39, GDPR arts 45-49 (article numbers as codes). */
export const transferBasis = {
  id: 'transferBasis',
  label: {
    en: 'Basis for transfer to a third country',
    fr: 'Fondement du transfert vers un pays tiers',
    nl: 'Grondslag voor doorgifte aan een derde land',
    ar: 'أساس نقل المعطيات إلى بلد ثالث',
  },
  standard: 'LED arts 36-39, GDPR arts 45-49 (article numbers as codes)',
  codeStatus: 'standard-unverified',
  terms: [
    {
      code: 'LED-36',
      label: { en: 'Adequacy decision', fr: "Décision d'adéquation", nl: 'Adequaatheidsbesluit', ar: 'قرار كفاية مستوى الحماية' },
      available: { MA: false },
    },
    {
      code: 'LED-37-1-a',
      label: {
        en: 'Legally binding instrument with safeguards',
        fr: 'Instrument contraignant avec garanties',
        nl: 'Juridisch bindend instrument met waarborgen',
        ar: 'صك ملزم قانونا يتضمن ضمانات',
      },
    },
    {
      code: 'LED-37-1-b',
      label: {
        en: "Controller's own assessment of safeguards",
        fr: 'Évaluation des garanties par le responsable',
        nl: 'Eigen beoordeling van waarborgen door verantwoordelijke',
        ar: 'تقييم الضمانات من قبل المسؤول عن المعالجة',
      },
      duty: 'inform supervisor of categories of transfers',
    },
    {
      code: 'LED-38-1-a',
      label: { en: 'Vital interests of a person', fr: "Intérêts vitaux d'une personne", nl: 'Vitale belangen van een persoon', ar: 'المصالح الحيوية لشخص' },
    },
    {
      code: 'LED-38-1-b',
      label: {
        en: 'Legitimate interests of the data subject',
        fr: 'Intérêts légitimes de la personne concernée',
        nl: 'Gerechtvaardigde belangen van de betrokkene',
        ar: 'المصالح المشروعة للشخص المعني',
      },
    },
    {
      code: 'LED-38-1-c',
      label: {
        en: 'Immediate and serious threat to public security',
        fr: 'Menace immédiate et grave pour la sécurité publique',
        nl: 'Onmiddellijke en ernstige bedreiging van de openbare veiligheid',
        ar: 'تهديد فوري وخطير للأمن العام',
      },
    },
    {
      code: 'LED-38-1-d',
      label: {
        en: 'Individual case, law-enforcement purpose',
        fr: 'Cas particulier, finalité répressive',
        nl: 'Individueel geval, strafrechtelijk doel',
        ar: 'حالة فردية لغرض إنفاذ القانون',
      },
    },
    {
      code: 'LED-38-1-e',
      label: {
        en: 'Individual case, legal claims',
        fr: 'Cas particulier, droits en justice',
        nl: 'Individueel geval, rechtsvorderingen',
        ar: 'حالة فردية لإثبات حقوق أمام القضاء',
      },
    },
    {
      code: 'LED-39',
      label: {
        en: 'Direct to a recipient that is not a competent authority',
        fr: "Directement à un destinataire autre qu'une autorité compétente",
        nl: 'Rechtstreeks aan niet-bevoegde ontvanger',
        ar: 'مباشرة إلى جهة متلقية غير السلطة المختصة',
      },
    },
    {
      code: 'GDPR-46-2-a',
      label: {
        en: 'Binding instrument between public authorities',
        fr: 'Instrument contraignant entre autorités publiques',
        nl: 'Bindend instrument tussen overheden',
        ar: 'صك ملزم بين سلطات عمومية',
      },
    },
    {
      code: 'GDPR-46-3-b',
      label: {
        en: 'Administrative arrangement authorised by the DPA',
        fr: "Arrangement administratif autorisé par l'autorité",
        nl: 'Administratieve regeling met toestemming van de toezichthouder',
        ar: 'ترتيب إداري مرخص من سلطة الرقابة',
      },
    },
    {
      code: 'GDPR-49-1-d',
      label: {
        en: 'Important reasons of public interest',
        fr: "Motifs importants d'intérêt public",
        nl: 'Gewichtige redenen van algemeen belang',
        ar: 'أسباب هامة تتعلق بالمصلحة العامة',
      },
    },
    {
      code: 'BE-T3-ADEQ',
      label: {
        en: 'Intelligence title: adequate level or national-security derogation',
        fr: 'Titre renseignement : niveau adéquat ou dérogation',
        nl: 'Inlichtingentitel: passend niveau of afwijking',
        ar: 'باب الاستخبارات: مستوى كاف أو استثناء',
      },
    },
  ],
} as const satisfies Scheme

/** Assurance. Source: local; LED recital 71, Protocol 6 ECHR, CAT art. 3. */
export const assurance = {
  id: 'assurance',
  label: { en: 'Assurance', fr: 'Garantie', nl: 'Waarborg', ar: 'ضمانة' },
  standard: 'local; LED recital 71, Protocol 6 ECHR, CAT art. 3',
  codeStatus: 'local',
  terms: [
    {
      code: 'NDP',
      label: {
        en: 'No death penalty sought, imposed or carried out',
        fr: 'Peine de mort ni requise, ni prononcée, ni exécutée',
        nl: 'Geen doodstraf gevorderd, opgelegd of uitgevoerd',
        ar: 'عدم طلب أو إصدار أو تنفيذ عقوبة الإعدام',
      },
    },
    {
      code: 'NTT',
      label: {
        en: 'No torture or ill-treatment',
        fr: 'Pas de torture ni mauvais traitements',
        nl: 'Geen foltering of slechte behandeling',
        ar: 'عدم التعذيب أو سوء المعاملة',
      },
    },
    {
      code: 'SPE',
      label: { en: 'Specificity: no other purpose', fr: 'Spécialité : aucune autre finalité', nl: 'Specialiteit: geen ander doel', ar: 'التخصيص: لا غرض آخر' },
    },
    {
      code: 'CON',
      label: { en: 'Consular and legal access', fr: 'Accès consulaire et juridique', nl: 'Consulaire en juridische toegang', ar: 'الولوج القنصلي والقانوني' },
    },
    { code: 'NON', label: { en: 'No onward transfer', fr: 'Pas de transfert ultérieur', nl: 'Geen verdere doorgifte', ar: 'عدم النقل اللاحق' } },
    { code: 'DEL', label: { en: 'Deletion after use', fr: 'Effacement après usage', nl: 'Wissing na gebruik', ar: 'الحذف بعد الاستعمال' } },
  ],
} as const satisfies Scheme

/** Oversight body. Source: public bodies. */
export const supervisor = {
  id: 'supervisor',
  label: { en: 'Oversight body', fr: 'Organe de contrôle', nl: 'Toezichtsorgaan', ar: 'هيئة الرقابة' },
  standard: 'public bodies',
  codeStatus: 'standard-unverified',
  terms: [
    {
      code: 'COC',
      label: {
        en: 'Supervisory Body for Police Information',
        fr: "Organe de contrôle de l'information policière",
        nl: 'Controleorgaan op de politionele informatie',
        ar: 'هيئة مراقبة المعلومات الشرطية (بلجيكا)',
      },
      country: 'BE',
      regimes: ['LE'],
    },
    {
      code: 'APD-GBA',
      label: {
        en: 'Data Protection Authority',
        fr: 'Autorité de protection des données',
        nl: 'Gegevensbeschermingsautoriteit',
        ar: 'سلطة حماية البيانات (بلجيكا)',
      },
      country: 'BE',
      regimes: ['AM', 'JU', 'CU'],
    },
    {
      code: 'COMITE-R',
      label: {
        en: 'Standing Intelligence Agencies Review Committee',
        fr: 'Comité permanent R',
        nl: 'Vast Comité I',
        ar: 'اللجنة الدائمة لمراقبة أجهزة الاستخبارات (بلجيكا)',
      },
      country: 'BE',
      regimes: ['IN', 'TA'],
    },
    {
      code: 'COMITE-P',
      label: { en: 'Standing Police Monitoring Committee', fr: 'Comité permanent P', nl: 'Vast Comité P', ar: 'اللجنة الدائمة لمراقبة أجهزة الشرطة (بلجيكا)' },
      country: 'BE',
      regimes: ['TA'],
    },
    {
      code: 'CNDP',
      label: {
        en: 'National Commission for the Control of Personal Data Protection',
        fr: 'Commission nationale de contrôle de la protection des données à caractère personnel',
        nl: 'Nationale commissie voor gegevensbescherming (Marokko)',
        ar: 'اللجنة الوطنية لمراقبة حماية المعطيات ذات الطابع الشخصي',
      },
      country: 'MA',
      regimes: ['LE', 'AM'],
      limit: 'law 09-08 excludes State security; crime files only as their founding text provides',
    },
    {
      code: 'CCF',
      label: {
        en: "Commission for the Control of INTERPOL's Files",
        fr: "Commission de contrôle des fichiers d'INTERPOL",
        nl: 'Commissie voor de controle van INTERPOL-bestanden',
        ar: 'لجنة الرقابة على ملفات الإنتربول',
      },
      country: 'XO',
      regimes: ['LE'],
    },
  ],
} as const satisfies Scheme

/** Data-subject request. Source: LED arts 14-17, GDPR arts 15-18, law 09-08. */
export const rightsRequest = {
  id: 'rightsRequest',
  label: { en: 'Data-subject request', fr: 'Demande de la personne concernée', nl: 'Verzoek van de betrokkene', ar: 'طلب الشخص المعني' },
  standard: 'LED arts 14-17, GDPR arts 15-18, law 09-08',
  codeStatus: 'standard-unverified',
  terms: [
    { code: 'ACC', label: { en: 'Access', fr: 'Accès', nl: 'Toegang', ar: 'الولوج' } },
    { code: 'REC', label: { en: 'Rectification', fr: 'Rectification', nl: 'Rechtzetting', ar: 'التصحيح' } },
    { code: 'ERA', label: { en: 'Erasure', fr: 'Effacement', nl: 'Wissing', ar: 'الحذف' } },
    { code: 'RES', label: { en: 'Restriction', fr: 'Limitation', nl: 'Beperking', ar: 'التقييد' } },
    {
      code: 'IND',
      label: {
        en: 'Indirect exercise through the supervisor',
        fr: "Exercice indirect par l'autorité de contrôle",
        nl: 'Onrechtstreekse uitoefening via toezichthouder',
        ar: 'الممارسة غير المباشرة عبر سلطة الرقابة',
      },
    },
    { code: 'COM', label: { en: 'Complaint', fr: 'Plainte', nl: 'Klacht', ar: 'شكاية' } },
  ],
} as const satisfies Scheme

/** Answer to the data subject. Source: LED art. 17(3). */
export const rightsOutcome = {
  id: 'rightsOutcome',
  label: { en: 'Answer to the data subject', fr: 'Réponse à la personne concernée', nl: 'Antwoord aan de betrokkene', ar: 'الجواب المقدم للشخص المعني' },
  standard: 'LED art. 17(3)',
  codeStatus: 'standard-unverified',
  terms: [
    {
      code: 'VER',
      label: {
        en: 'All necessary verifications have been carried out',
        fr: 'Les vérifications nécessaires ont été effectuées',
        nl: 'De nodige verificaties zijn verricht',
        ar: 'تم إجراء جميع التحققات اللازمة',
      },
    },
    { code: 'FUL', label: { en: 'Full answer', fr: 'Réponse complète', nl: 'Volledig antwoord', ar: 'جواب كامل' } },
    { code: 'PAR', label: { en: 'Partial answer', fr: 'Réponse partielle', nl: 'Gedeeltelijk antwoord', ar: 'جواب جزئي' } },
    {
      code: 'REF',
      label: {
        en: 'Refused, remedies indicated',
        fr: 'Refus, voies de recours indiquées',
        nl: 'Geweigerd, rechtsmiddelen vermeld',
        ar: 'رفض مع بيان طرق الطعن',
      },
    },
  ],
} as const satisfies Scheme
