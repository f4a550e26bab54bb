import type { Scheme } from '../scheme.ts'

/** Data category. Source: local; special=true follows LED art. 10 / GDPR art. 9. */
export const dataCategory = {
  id: 'dataCategory',
  label: { en: 'Data category', fr: 'Catégorie de données', nl: 'Gegevenscategorie', ar: 'فئة المعطيات' },
  standard: 'local; special=true follows LED art. 10 / GDPR art. 9',
  codeStatus: 'local',
  terms: [
    {
      code: 'NAME',
      label: {
        en: 'Names, aliases, kunya, nisba (with script)',
        fr: 'Noms, alias, kunya, nisba (avec écriture)',
        nl: 'Namen, aliassen, kunya, nisba (met schrift)',
        ar: 'الأسماء والألقاب والكنية والنسبة (مع نوع الخط)',
      },
    },
    { code: 'BIRT', label: { en: 'Date and place of birth', fr: 'Date et lieu de naissance', nl: 'Geboortedatum en -plaats', ar: 'تاريخ ومكان الازدياد' } },
    {
      code: 'PARE',
      label: { en: "Parents' names (filiation)", fr: 'Noms des parents (filiation)', nl: 'Namen van ouders (afstamming)', ar: 'أسماء الوالدين (النسب)' },
    },
    { code: 'NATI', label: { en: 'Nationality or nationalities', fr: 'Nationalité(s)', nl: 'Nationaliteit(en)', ar: 'الجنسية أو الجنسيات' } },
    {
      code: 'NIDN',
      label: {
        en: 'National identity number (CNIE / national register)',
        fr: "Numéro d'identité national (CNIE / registre national)",
        nl: 'Nationaal identificatienummer (CNIE / rijksregister)',
        ar: 'رقم البطاقة الوطنية أو السجل الوطني',
      },
    },
    {
      code: 'DOCU',
      label: { en: 'Travel and identity documents', fr: "Documents de voyage et d'identité", nl: 'Reis- en identiteitsdocumenten', ar: 'وثائق السفر والهوية' },
    },
    { code: 'ADDR', label: { en: 'Addresses', fr: 'Adresses', nl: 'Adressen', ar: 'العناوين' } },
    {
      code: 'COMM',
      label: {
        en: 'Telephone, e-mail, account identifiers',
        fr: 'Téléphone, courriel, identifiants de compte',
        nl: 'Telefoon, e-mail, accounts',
        ar: 'الهاتف والبريد الإلكتروني ومعرفات الحسابات',
      },
    },
    {
      code: 'VEHI',
      label: {
        en: 'Vehicles, vessels, aircraft',
        fr: 'Véhicules, navires, aéronefs',
        nl: 'Voertuigen, vaartuigen, luchtvaartuigen',
        ar: 'المركبات والسفن والطائرات',
      },
    },
    {
      code: 'TRAV',
      label: { en: 'Travel and border crossing', fr: 'Voyages et franchissement de frontière', nl: 'Reizen en grensoverschrijding', ar: 'السفر وعبور الحدود' },
    },
    { code: 'FINA', label: { en: 'Financial data', fr: 'Données financières', nl: 'Financiële gegevens', ar: 'معطيات مالية' } },
    { code: 'RELA', label: { en: 'Relations between persons', fr: 'Relations entre personnes', nl: 'Relaties tussen personen', ar: 'العلاقات بين الأشخاص' } },
    {
      code: 'CRIM',
      label: {
        en: 'Offences, convictions, measures',
        fr: 'Infractions, condamnations, mesures',
        nl: 'Strafbare feiten, veroordelingen, maatregelen',
        ar: 'الجرائم والإدانات والتدابير',
      },
    },
    { code: 'PHOT', label: { en: 'Facial image (as picture)', fr: 'Image faciale (photo)', nl: 'Gezichtsopname (foto)', ar: 'صورة الوجه' } },
    {
      code: 'FING',
      label: { en: 'Fingerprints (biometric)', fr: 'Empreintes digitales (biométrie)', nl: 'Vingerafdrukken (biometrie)', ar: 'بصمات الأصابع (قياسات حيوية)' },
      special: true,
    },
    {
      code: 'FACE',
      label: { en: 'Face template (biometric)', fr: 'Gabarit facial (biométrie)', nl: 'Gezichtstemplate (biometrie)', ar: 'القالب الحيوي للوجه' },
      special: true,
    },
    { code: 'DNAP', label: { en: 'DNA profile (genetic)', fr: 'Profil ADN (génétique)', nl: 'DNA-profiel (genetisch)', ar: 'البصمة الجينية' }, special: true },
    { code: 'HEAL', label: { en: 'Health', fr: 'Santé', nl: 'Gezondheid', ar: 'الصحة' }, special: true },
    {
      code: 'ETHN',
      label: { en: 'Racial or ethnic origin', fr: 'Origine raciale ou ethnique', nl: 'Ras of etnische afkomst', ar: 'الأصل العرقي أو الإثني' },
      special: true,
    },
    { code: 'POLI', label: { en: 'Political opinions', fr: 'Opinions politiques', nl: 'Politieke opvattingen', ar: 'الآراء السياسية' }, special: true },
    {
      code: 'RELI',
      label: {
        en: 'Religious or philosophical beliefs',
        fr: 'Convictions religieuses ou philosophiques',
        nl: 'Religieuze of levensbeschouwelijke overtuiging',
        ar: 'المعتقدات الدينية أو الفلسفية',
      },
      special: true,
    },
    { code: 'UNIO', label: { en: 'Trade-union membership', fr: 'Appartenance syndicale', nl: 'Vakbondslidmaatschap', ar: 'الانتماء النقابي' }, special: true },
    {
      code: 'SEXL',
      label: {
        en: 'Sex life or sexual orientation',
        fr: 'Vie ou orientation sexuelle',
        nl: 'Seksueel leven of gerichtheid',
        ar: 'الحياة الجنسية أو الميول الجنسي',
      },
      special: true,
    },
    {
      code: 'ASYL',
      label: {
        en: 'Asylum data (existence, content, status of an application)',
        fr: "Données d'asile (existence, contenu, statut d'une demande)",
        nl: 'Asielgegevens (bestaan, inhoud, status van een verzoek)',
        ar: 'معطيات اللجوء (وجود الطلب ومضمونه ووضعه)',
      },
      neverTransfer: true,
    },
    {
      code: 'EURO',
      label: {
        en: 'Eurodac, SIS or VIS derived data',
        fr: "Données issues d'Eurodac, SIS ou VIS",
        nl: 'Gegevens uit Eurodac, SIS of VIS',
        ar: 'معطيات مستمدة من يوروداك أو شنغن أو التأشيرات',
      },
      originatorControlled: true,
    },
    {
      code: 'VICD',
      label: {
        en: 'Victim statement or shelter location',
        fr: "Déclaration ou lieu d'hébergement d'une victime",
        nl: 'Verklaring of verblijfplaats van slachtoffer',
        ar: 'تصريح الضحية أو مكان إيوائها',
      },
      neverTransferWithoutConsent: true,
    },
  ],
} as const satisfies Scheme

/** Category of data subject. Source: LED art. 6. */
export const subjectCategory = {
  id: 'subjectCategory',
  label: { en: 'Category of data subject', fr: 'Catégorie de personne concernée', nl: 'Categorie betrokkene', ar: 'فئة الشخص المعني' },
  standard: 'LED art. 6',
  codeStatus: 'standard-unverified',
  terms: [
    { code: 'SUS', label: { en: 'Suspect', fr: 'Suspect', nl: 'Verdachte', ar: 'مشتبه فيه' } },
    { code: 'CON', label: { en: 'Convicted person', fr: 'Personne condamnée', nl: 'Veroordeelde', ar: 'مدان' } },
    { code: 'VIC', label: { en: 'Victim', fr: 'Victime', nl: 'Slachtoffer', ar: 'ضحية' } },
    { code: 'WIT', label: { en: 'Witness', fr: 'Témoin', nl: 'Getuige', ar: 'شاهد' } },
    {
      code: 'INF',
      label: {
        en: 'Person who can provide information',
        fr: 'Personne pouvant fournir des informations',
        nl: 'Persoon die informatie kan verstrekken',
        ar: 'شخص يمكنه تقديم معلومات',
      },
    },
    { code: 'ASC', label: { en: 'Contact or associate', fr: 'Contact ou associé', nl: 'Contact of medeplichtige', ar: 'مخالط أو شريك' } },
    { code: 'MIS', label: { en: 'Missing person', fr: 'Personne disparue', nl: 'Vermiste', ar: 'شخص مختف' } },
    {
      code: 'FOR',
      label: { en: 'Person in irregular stay', fr: 'Personne en séjour irrégulier', nl: 'Persoon in onwettig verblijf', ar: 'شخص في وضعية إقامة غير قانونية' },
    },
    {
      code: 'OFF',
      label: {
        en: 'Official (operational data of staff)',
        fr: 'Fonctionnaire (données de service)',
        nl: 'Ambtenaar (dienstgegevens)',
        ar: 'موظف (معطيات مهنية)',
      },
    },
    {
      code: 'THR',
      label: { en: 'Third party mentioned incidentally', fr: 'Tiers mentionné incidemment', nl: 'Toevallig vermelde derde', ar: 'طرف ثالث مذكور عرضا' },
    },
  ],
} as const satisfies Scheme

/** Entity type. Source: UMF, FollowTheMoney 3.8.4 (names re-read), NIEM core (names from memory). */
export const entityType = {
  id: 'entityType',
  label: { en: 'Entity type', fr: "Type d'entité", nl: 'Entiteitstype', ar: 'نوع الكيان' },
  standard: 'UMF, FollowTheMoney 3.8.4 (names re-read), NIEM core (names from memory)',
  codeStatus: 'standard-unverified',
  terms: [
    { code: 'PER', label: { en: 'Person', fr: 'Personne', nl: 'Persoon', ar: 'شخص' }, umf: 'Person', ftm: 'Person', niem: 'nc:PersonType' },
    {
      code: 'ORG',
      label: { en: 'Organisation', fr: 'Organisation', nl: 'Organisatie', ar: 'منظمة' },
      umf: 'Organisation',
      ftm: 'Organization',
      niem: 'nc:OrganizationType',
    },
    { code: 'COM', label: { en: 'Company', fr: 'Société', nl: 'Onderneming', ar: 'شركة' }, umf: 'Organisation', ftm: 'Company', niem: 'nc:OrganizationType' },
    { code: 'LOC', label: { en: 'Location', fr: 'Lieu', nl: 'Locatie', ar: 'مكان' }, umf: 'Location', ftm: 'Address', niem: 'nc:LocationType' },
    {
      code: 'EVT',
      label: { en: 'Event / incident / seizure', fr: 'Événement / incident / saisie', nl: 'Gebeurtenis / incident / vangst', ar: 'حدث / واقعة / حجز' },
      umf: 'Event',
      ftm: 'Event',
      niem: 'nc:ActivityType',
    },
    {
      code: 'DOC',
      label: { en: 'Identity or travel document', fr: "Document d'identité ou de voyage", nl: 'Identiteits- of reisdocument', ar: 'وثيقة هوية أو سفر' },
      umf: 'Item',
      ftm: 'Identification',
      niem: 'nc:IdentificationType',
    },
    { code: 'PAS', label: { en: 'Passport', fr: 'Passeport', nl: 'Paspoort', ar: 'جواز سفر' }, umf: 'Item', ftm: 'Passport', niem: 'nc:IdentificationType' },
    { code: 'VEH', label: { en: 'Vehicle', fr: 'Véhicule', nl: 'Voertuig', ar: 'مركبة' }, umf: 'Item', ftm: 'Vehicle', niem: 'nc:VehicleType' },
    { code: 'VES', label: { en: 'Vessel', fr: 'Navire', nl: 'Vaartuig', ar: 'سفينة' }, umf: 'Item', ftm: 'Vessel', niem: 'nc:VesselType' },
    { code: 'AIR', label: { en: 'Aircraft', fr: 'Aéronef', nl: 'Luchtvaartuig', ar: 'طائرة' }, umf: 'Item', ftm: 'Airplane', niem: 'nc:AircraftType' },
    {
      code: 'ACC',
      label: { en: 'Bank account', fr: 'Compte bancaire', nl: 'Bankrekening', ar: 'حساب بنكي' },
      umf: 'Item',
      ftm: 'BankAccount',
      niem: 'nc:FinancialAccountType',
    },
    {
      code: 'WAL',
      label: { en: 'Crypto wallet', fr: 'Portefeuille de cryptoactifs', nl: 'Cryptowallet', ar: 'محفظة أصول مشفرة' },
      umf: 'Item',
      ftm: 'CryptoWallet',
      niem: null,
    },
    {
      code: 'CMN',
      label: { en: 'Telephone, e-mail or user account', fr: 'Téléphone, courriel ou compte', nl: 'Telefoon, e-mail of account', ar: 'هاتف أو بريد أو حساب' },
      umf: 'Item',
      ftm: 'UserAccount',
      niem: 'nc:ContactInformationType',
    },
    {
      code: 'SUB',
      label: { en: 'Drug or substance lot', fr: 'Lot de stupéfiants', nl: 'Partij drugs', ar: 'كمية مخدرات' },
      umf: 'Item',
      ftm: 'Asset',
      niem: 'nc:SubstanceType',
    },
    {
      code: 'CTR',
      label: { en: 'Container / consignment', fr: 'Conteneur / envoi', nl: 'Container / zending', ar: 'حاوية / شحنة' },
      umf: 'Item',
      ftm: 'Asset',
      niem: 'nc:ConveyanceType',
    },
  ],
} as const satisfies Scheme

/** Relation. Source: local; ftm = FollowTheMoney schema. */
export const relationType = {
  id: 'relationType',
  label: { en: 'Relation', fr: 'Relation', nl: 'Relatie', ar: 'العلاقة' },
  standard: 'local; ftm = FollowTheMoney schema',
  codeStatus: 'local',
  terms: [
    { code: 'FAM-PAR', label: { en: 'Parent / child', fr: 'Parent / enfant', nl: 'Ouder / kind', ar: 'والد / ولد' }, ftm: 'Family' },
    { code: 'FAM-SIB', label: { en: 'Sibling', fr: 'Frère / sœur', nl: 'Broer / zus', ar: 'أخ / أخت' }, ftm: 'Family' },
    { code: 'FAM-SPO', label: { en: 'Spouse or partner', fr: 'Conjoint ou partenaire', nl: 'Echtgenoot of partner', ar: 'زوج أو شريك' }, ftm: 'Family' },
    { code: 'FAM-OTH', label: { en: 'Other kinship', fr: 'Autre parenté', nl: 'Andere verwantschap', ar: 'قرابة أخرى' }, ftm: 'Family' },
    { code: 'ASC', label: { en: 'Associate', fr: 'Associé', nl: 'Medewerker / compagnon', ar: 'شريك' }, ftm: 'Associate' },
    { code: 'MEM', label: { en: 'Member of group', fr: "Membre d'un groupe", nl: 'Lid van groep', ar: 'عضو في مجموعة' }, ftm: 'Membership' },
    { code: 'EMP', label: { en: 'Employment', fr: 'Emploi', nl: 'Tewerkstelling', ar: 'علاقة شغل' }, ftm: 'Employment' },
    { code: 'OWN', label: { en: 'Ownership', fr: 'Propriété', nl: 'Eigendom', ar: 'ملكية' }, ftm: 'Ownership' },
    { code: 'DIR', label: { en: 'Directorship', fr: 'Mandat de gestion', nl: 'Bestuursmandaat', ar: 'تسيير' }, ftm: 'Directorship' },
    { code: 'PAY', label: { en: 'Payment', fr: 'Paiement', nl: 'Betaling', ar: 'أداء مالي' }, ftm: 'Payment' },
    { code: 'CAL', label: { en: 'Communication', fr: 'Communication', nl: 'Communicatie', ar: 'اتصال' }, ftm: 'Call' },
    {
      code: 'USE',
      label: {
        en: 'Uses (phone, vehicle, document)',
        fr: 'Utilise (téléphone, véhicule, document)',
        nl: 'Gebruikt (telefoon, voertuig, document)',
        ar: 'يستعمل',
      },
      ftm: 'UnknownLink',
    },
    { code: 'TRV', label: { en: 'Travelled with', fr: 'A voyagé avec', nl: 'Reisde met', ar: 'سافر مع' }, ftm: 'Trip' },
    { code: 'RES', label: { en: 'Resides or stays at', fr: 'Réside ou séjourne à', nl: 'Verblijft te', ar: 'يقيم في' }, ftm: 'Occupancy' },
    {
      code: 'SAM',
      label: { en: 'Possibly the same person', fr: 'Peut-être la même personne', nl: 'Mogelijk dezelfde persoon', ar: 'ربما نفس الشخص' },
      ftm: 'Similar',
    },
    { code: 'VIC-OF', label: { en: 'Victim of', fr: 'Victime de', nl: 'Slachtoffer van', ar: 'ضحية' }, ftm: 'UnknownLink' },
    { code: 'UNK', label: { en: 'Unspecified link', fr: 'Lien non précisé', nl: 'Niet nader bepaald verband', ar: 'صلة غير محددة' }, ftm: 'UnknownLink' },
  ],
} as const satisfies Scheme
