import type { Scheme } from '../scheme.ts'

/** Handling code. Source: Europol / SIENA H0-H3. */
export const handlingCode = {
  id: 'handlingCode',
  label: { en: 'Handling code', fr: 'Code de traitement', nl: 'Behandelingscode', ar: 'رمز المعالجة' },
  standard: 'Europol / SIENA H0-H3',
  codeStatus: 'standard',
  note: 'Codes combine (e.g. H1+H2). H3 must carry structured conditions, not only prose.',
  terms: [
    {
      code: 'H0',
      label: {
        en: 'Use for preventing and combating crime only',
        fr: 'Usage limité à la prévention et la lutte contre la criminalité',
        nl: 'Enkel te gebruiken om misdaad te voorkomen en te bestrijden',
        ar: 'يستعمل فقط للوقاية من الجريمة ومكافحتها',
      },
    },
    {
      code: 'H1',
      label: {
        en: "No disclosure in judicial proceedings without the provider's permission",
        fr: "Pas de production en justice sans accord de l'émetteur",
        nl: 'Niet in gerechtelijke procedure zonder toestemming van verstrekker',
        ar: 'لا يدلى به أمام القضاء دون إذن الجهة المرسلة',
      },
    },
    {
      code: 'H2',
      label: {
        en: "No onward dissemination without the provider's permission",
        fr: "Pas de diffusion sans accord de l'émetteur",
        nl: 'Niet verder verspreiden zonder toestemming van verstrekker',
        ar: 'لا يعاد نشره دون إذن الجهة المرسلة',
      },
    },
    {
      code: 'H3',
      label: {
        en: 'Other restrictions (free text + machine conditions)',
        fr: 'Autres restrictions (texte + conditions)',
        nl: 'Andere beperkingen (tekst + voorwaarden)',
        ar: 'قيود أخرى (نص وشروط)',
      },
    },
  ],
} as const satisfies Scheme

/** Source evaluation. Source: Regulation (EU) 2016/794 art. 29(1). */
export const sourceEval = {
  id: 'sourceEval',
  label: { en: 'Source evaluation', fr: 'Évaluation de la source', nl: 'Evaluatie van de bron', ar: 'تقييم المصدر' },
  standard: 'Regulation (EU) 2016/794 art. 29(1)',
  codeStatus: 'standard',
  terms: [
    {
      code: 'A',
      label: {
        en: 'No doubt / reliable in all instances',
        fr: 'Aucun doute / toujours fiable',
        nl: 'Geen twijfel / altijd betrouwbaar',
        ar: 'لا شك في موثوقيته',
      },
    },
    { code: 'B', label: { en: 'Reliable in most instances', fr: 'Fiable dans la plupart des cas', nl: 'Meestal betrouwbaar', ar: 'موثوق في معظم الحالات' } },
    {
      code: 'C',
      label: { en: 'Unreliable in most instances', fr: 'Non fiable dans la plupart des cas', nl: 'Meestal onbetrouwbaar', ar: 'غير موثوق في معظم الحالات' },
    },
    {
      code: 'X',
      label: { en: 'Reliability cannot be assessed', fr: 'Fiabilité non évaluable', nl: 'Betrouwbaarheid niet te beoordelen', ar: 'يتعذر تقييم موثوقيته' },
    },
  ],
} as const satisfies Scheme

/** Information evaluation. Source: Regulation (EU) 2016/794 art. 29(2). */
export const infoEval = {
  id: 'infoEval',
  label: { en: 'Information evaluation', fr: "Évaluation de l'information", nl: 'Evaluatie van de informatie', ar: 'تقييم المعلومة' },
  standard: 'Regulation (EU) 2016/794 art. 29(2)',
  codeStatus: 'standard',
  terms: [
    { code: '1', label: { en: 'Accuracy not in doubt', fr: 'Exactitude certaine', nl: 'Juistheid staat vast', ar: 'صحة مؤكدة' } },
    {
      code: '2',
      label: {
        en: 'Known personally to the source, not to the reporting official',
        fr: 'Connu personnellement de la source, pas du rapporteur',
        nl: 'Persoonlijk bekend bij bron, niet bij rapporterende ambtenaar',
        ar: 'معروفة شخصيا لدى المصدر دون الموظف',
      },
    },
    {
      code: '3',
      label: {
        en: 'Not known personally to the source, corroborated',
        fr: 'Non connu personnellement de la source, corroboré',
        nl: 'Niet persoonlijk bekend bij bron, bevestigd',
        ar: 'غير معروفة شخصيا لدى المصدر لكنها معززة',
      },
    },
    {
      code: '4',
      label: {
        en: 'Not known personally to the source, not corroborated',
        fr: 'Non connu personnellement de la source, non corroboré',
        nl: 'Niet persoonlijk bekend bij bron, niet te bevestigen',
        ar: 'غير معروفة شخصيا لدى المصدر وغير معززة',
      },
    },
  ],
} as const satisfies Scheme

/** Provenance of a statement. Source: local; ECtHR El Haski v. Belgium (649/08). */
export const provenance = {
  id: 'provenance',
  label: { en: 'Provenance of a statement', fr: "Provenance d'une déclaration", nl: 'Herkomst van een verklaring', ar: 'مصدر التصريح' },
  standard: 'local; ECtHR El Haski v. Belgium (649/08)',
  codeStatus: 'local',
  terms: [
    { code: 'OPEN', label: { en: 'Open source', fr: 'Source ouverte', nl: 'Open bron', ar: 'مصدر مفتوح' } },
    { code: 'REGI', label: { en: 'Official register', fr: 'Registre officiel', nl: 'Officieel register', ar: 'سجل رسمي' } },
    { code: 'BIOM', label: { en: 'Biometric comparison', fr: 'Comparaison biométrique', nl: 'Biometrische vergelijking', ar: 'مقارنة حيوية' } },
    {
      code: 'OBSE',
      label: { en: 'Observation by officials', fr: 'Constatation par des fonctionnaires', nl: 'Vaststelling door ambtenaren', ar: 'معاينة من طرف موظفين' },
    },
    { code: 'SOUR', label: { en: 'Human source', fr: 'Source humaine', nl: 'Menselijke bron', ar: 'مصدر بشري' } },
    {
      code: 'STMF',
      label: { en: 'Statement, person at liberty', fr: 'Déclaration, personne libre', nl: 'Verklaring, persoon in vrijheid', ar: 'تصريح شخص في حالة سراح' },
    },
    {
      code: 'STMD',
      label: {
        en: 'Statement, person deprived of liberty',
        fr: 'Déclaration, personne privée de liberté',
        nl: 'Verklaring, persoon van vrijheid beroofd',
        ar: 'تصريح شخص محروم من الحرية',
      },
      guard: 'taint-review',
    },
    {
      code: 'STMX',
      label: {
        en: 'Statement, ill-treatment alleged or likely',
        fr: 'Déclaration, mauvais traitements allégués ou probables',
        nl: 'Verklaring, vermoeden van slechte behandeling',
        ar: 'تصريح يشتبه في انتزاعه بسوء معاملة',
      },
      guard: 'quarantine',
    },
    { code: 'PART', label: { en: 'Received from a third party', fr: "Reçu d'un tiers", nl: 'Ontvangen van derde', ar: 'وارد من طرف ثالث' } },
    { code: 'TECH', label: { en: 'Technical means', fr: 'Moyen technique', nl: 'Technisch middel', ar: 'وسيلة تقنية' } },
  ],
} as const satisfies Scheme

/** Classification level. Source: Belgian law of 11 December 1998 (four levels since 31.12.2023); EU equivalents. */
export const classification = {
  id: 'classification',
  label: { en: 'Classification level', fr: 'Niveau de classification', nl: 'Classificatieniveau', ar: 'درجة السرية' },
  standard: 'Belgian law of 11 December 1998 (four levels since 31.12.2023); EU equivalents',
  codeStatus: 'standard',
  note: 'Arabic labels are descriptive: the official Moroccan markings and any equivalence table are not public.',
  terms: [
    { code: 'U', label: { en: 'Unclassified', fr: 'Non classifié', nl: 'Niet geclassificeerd', ar: 'غير مصنف' }, rank: 0 },
    {
      code: 'DR',
      label: {
        en: 'Limited distribution (marking, not a classification)',
        fr: 'Diffusion restreinte (mention, pas une classification)',
        nl: 'Beperkte verspreiding (markering, geen classificatie)',
        ar: 'توزيع محدود (وسم وليس تصنيفا)',
      },
      rank: 1,
      isClassification: false,
    },
    { code: 'R', label: { en: 'RESTRICTED', fr: 'RESTREINT', nl: 'BEPERKT', ar: 'مقيد التداول' }, rank: 2, eu: 'RESTREINT UE/EU RESTRICTED' },
    { code: 'C', label: { en: 'CONFIDENTIAL', fr: 'CONFIDENTIEL', nl: 'VERTROUWELIJK', ar: 'كتوم' }, rank: 3, eu: 'CONFIDENTIEL UE/EU CONFIDENTIAL' },
    { code: 'S', label: { en: 'SECRET', fr: 'SECRET', nl: 'GEHEIM', ar: 'سري' }, rank: 4, eu: 'SECRET UE/EU SECRET' },
    { code: 'TS', label: { en: 'TOP SECRET', fr: 'TRÈS SECRET', nl: 'ZEER GEHEIM', ar: 'سري للغاية' }, rank: 5, eu: 'TRÈS SECRET UE/EU TOP SECRET' },
  ],
} as const satisfies Scheme
