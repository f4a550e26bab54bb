import type { Scheme } from '../scheme.ts'

/** Crime area. Source: Europol Regulation (EU) 2016/794 Annex I (30 areas, order kept); iccs = UNODC ICCS mapping. */
export const crimeArea = {
  id: 'crimeArea',
  label: { en: 'Crime area', fr: 'Domaine de criminalité', nl: 'Criminaliteitsdomein', ar: 'مجال الجريمة' },
  standard: 'Europol Regulation (EU) 2016/794 Annex I (30 areas, order kept); iccs = UNODC ICCS mapping',
  codeStatus: 'standard-unverified',
  note: 'Europol publishes no short codes: the four-letter codes are local. ICCS codes from memory; check against the ICCS 1.0 table before relying on them.',
  terms: [
    { code: 'TERR', label: { en: 'Terrorism', fr: 'Terrorisme', nl: 'Terrorisme', ar: 'الإرهاب' }, iccs: '0906', reportedIn2014Convention: true },
    {
      code: 'ORGC',
      label: { en: 'Organised crime', fr: 'Criminalité organisée', nl: 'Georganiseerde criminaliteit', ar: 'الجريمة المنظمة' },
      iccs: '0905',
      reportedIn2014Convention: true,
    },
    {
      code: 'DRUG',
      label: { en: 'Drug trafficking', fr: 'Trafic de stupéfiants', nl: 'Drugshandel', ar: 'الاتجار في المخدرات' },
      iccs: '06012',
      reportedIn2014Convention: true,
    },
    {
      code: 'MLAU',
      label: { en: 'Money laundering', fr: "Blanchiment d'argent", nl: 'Witwassen', ar: 'غسل الأموال' },
      iccs: '07041',
      reportedIn2014Convention: true,
    },
    {
      code: 'NUCL',
      label: {
        en: 'Crime connected with nuclear and radioactive substances',
        fr: 'Infractions liées aux matières nucléaires et radioactives',
        nl: 'Criminaliteit met nucleaire en radioactieve stoffen',
        ar: 'جرائم مرتبطة بالمواد النووية والمشعة',
      },
      iccs: '0901',
      reportedIn2014Convention: true,
    },
    {
      code: 'SMUG',
      label: { en: 'Immigrant smuggling', fr: 'Trafic de migrants', nl: 'Mensensmokkel', ar: 'تهريب المهاجرين' },
      iccs: '08051',
      reportedIn2014Convention: true,
    },
    {
      code: 'THB',
      label: { en: 'Trafficking in human beings', fr: 'Traite des êtres humains', nl: 'Mensenhandel', ar: 'الاتجار بالبشر' },
      iccs: '0204',
      reportedIn2014Convention: true,
    },
    {
      code: 'MVEH',
      label: { en: 'Motor vehicle crime', fr: 'Criminalité liée aux véhicules', nl: 'Voertuigcriminaliteit', ar: 'جرائم السيارات' },
      iccs: '05021',
      reportedIn2014Convention: true,
    },
    {
      code: 'MURD',
      label: {
        en: 'Murder and grievous bodily injury',
        fr: 'Meurtre et coups et blessures graves',
        nl: 'Moord en zware mishandeling',
        ar: 'القتل والإيذاء الجسدي الخطير',
      },
      iccs: '0101',
      reportedIn2014Convention: true,
    },
    {
      code: 'ORGN',
      label: {
        en: 'Illicit trade in human organs and tissue',
        fr: "Trafic d'organes et de tissus humains",
        nl: 'Illegale handel in organen en weefsels',
        ar: 'الاتجار في الأعضاء والأنسجة البشرية',
      },
      iccs: '02043',
      reportedIn2014Convention: false,
    },
    {
      code: 'KIDN',
      label: {
        en: 'Kidnapping, illegal restraint and hostage-taking',
        fr: "Enlèvement, séquestration et prise d'otage",
        nl: 'Ontvoering, opsluiting en gijzeling',
        ar: 'الاختطاف والاحتجاز وأخذ الرهائن',
      },
      iccs: '0202',
      reportedIn2014Convention: false,
    },
    {
      code: 'RACI',
      label: { en: 'Racism and xenophobia', fr: 'Racisme et xénophobie', nl: 'Racisme en vreemdelingenhaat', ar: 'العنصرية وكراهية الأجانب' },
      iccs: null,
      reportedIn2014Convention: false,
    },
    {
      code: 'ROBB',
      label: {
        en: 'Robbery and aggravated theft',
        fr: 'Vol organisé ou aggravé',
        nl: 'Diefstal met geweld of verzwarende omstandigheden',
        ar: 'السرقة الموصوفة',
      },
      iccs: '0401',
      reportedIn2014Convention: false,
    },
    {
      code: 'CULT',
      label: {
        en: 'Illicit trafficking in cultural goods',
        fr: 'Trafic de biens culturels',
        nl: 'Illegale handel in cultuurgoederen',
        ar: 'الاتجار غير المشروع في الممتلكات الثقافية',
      },
      iccs: '07042',
      reportedIn2014Convention: false,
    },
    {
      code: 'FRAU',
      label: { en: 'Swindling and fraud', fr: 'Escroquerie et fraude', nl: 'Oplichting en fraude', ar: 'النصب والاحتيال' },
      iccs: '0701',
      reportedIn2014Convention: true,
    },
    {
      code: 'EUFI',
      label: {
        en: 'Crime against the financial interests of the Union',
        fr: "Infractions contre les intérêts financiers de l'Union",
        nl: 'Misdrijven tegen de financiële belangen van de Unie',
        ar: 'الجرائم الماسة بالمصالح المالية للاتحاد الأوروبي',
      },
      iccs: null,
      reportedIn2014Convention: false,
    },
    {
      code: 'INSI',
      label: {
        en: 'Insider dealing and market manipulation',
        fr: "Délit d'initié et manipulation de marché",
        nl: 'Handel met voorkennis en marktmanipulatie',
        ar: 'استغلال معلومات امتيازية والتلاعب بالسوق',
      },
      iccs: null,
      reportedIn2014Convention: false,
    },
    {
      code: 'EXTO',
      label: { en: 'Racketeering and extortion', fr: 'Racket et extorsion', nl: 'Afpersing', ar: 'الابتزاز' },
      iccs: '02051',
      reportedIn2014Convention: true,
    },
    {
      code: 'PIRA',
      label: {
        en: 'Counterfeiting and product piracy',
        fr: 'Contrefaçon et piratage de produits',
        nl: 'Namaak en productpiraterij',
        ar: 'تقليد المنتجات وقرصنتها',
      },
      iccs: '07022',
      reportedIn2014Convention: false,
    },
    {
      code: 'DOCF',
      label: {
        en: 'Forgery of administrative documents',
        fr: 'Falsification de documents administratifs',
        nl: 'Vervalsing van administratieve documenten',
        ar: 'تزوير الوثائق الإدارية',
      },
      iccs: '07023',
      reportedIn2014Convention: false,
    },
    {
      code: 'PAYF',
      label: {
        en: 'Forgery of money and means of payment',
        fr: 'Faux monnayage et falsification de moyens de paiement',
        nl: 'Vervalsing van geld en betaalmiddelen',
        ar: 'تزييف العملة ووسائل الأداء',
      },
      iccs: '07021',
      reportedIn2014Convention: true,
    },
    {
      code: 'CYBR',
      label: { en: 'Computer crime', fr: 'Cybercriminalité', nl: 'Computercriminaliteit', ar: 'الجريمة المعلوماتية' },
      iccs: '0903',
      reportedIn2014Convention: false,
    },
    { code: 'CORR', label: { en: 'Corruption', fr: 'Corruption', nl: 'Corruptie', ar: 'الرشوة والفساد' }, iccs: '0703', reportedIn2014Convention: false },
    {
      code: 'ARMS',
      label: {
        en: 'Illicit trafficking in arms, ammunition and explosives',
        fr: "Trafic d'armes, de munitions et d'explosifs",
        nl: 'Illegale handel in wapens, munitie en explosieven',
        ar: 'الاتجار في الأسلحة والذخيرة والمتفجرات',
      },
      iccs: '09012',
      reportedIn2014Convention: true,
    },
    {
      code: 'ANIM',
      label: {
        en: 'Illicit trafficking in endangered animal species',
        fr: "Trafic d'espèces animales menacées",
        nl: 'Illegale handel in bedreigde diersoorten',
        ar: 'الاتجار في الأنواع الحيوانية المهددة',
      },
      iccs: null,
      reportedIn2014Convention: false,
    },
    {
      code: 'PLNT',
      label: {
        en: 'Illicit trafficking in endangered plant species',
        fr: "Trafic d'espèces végétales menacées",
        nl: 'Illegale handel in bedreigde plantensoorten',
        ar: 'الاتجار في الأنواع النباتية المهددة',
      },
      iccs: null,
      reportedIn2014Convention: false,
    },
    {
      code: 'ENVI',
      label: { en: 'Environmental crime', fr: 'Criminalité environnementale', nl: 'Milieucriminaliteit', ar: 'الجريمة البيئية' },
      iccs: '10',
      reportedIn2014Convention: false,
    },
    {
      code: 'HORM',
      label: {
        en: 'Illicit trafficking in hormonal substances',
        fr: 'Trafic de substances hormonales',
        nl: 'Illegale handel in hormonale stoffen',
        ar: 'الاتجار في المواد الهرمونية ومنشطات النمو',
      },
      iccs: null,
      reportedIn2014Convention: true,
    },
    {
      code: 'SEXA',
      label: {
        en: 'Sexual abuse and exploitation, incl. of children',
        fr: "Abus et exploitation sexuels, y compris d'enfants",
        nl: 'Seksueel misbruik en uitbuiting, ook van kinderen',
        ar: 'الاعتداء والاستغلال الجنسيان، بما في ذلك الأطفال',
      },
      iccs: '0302',
      reportedIn2014Convention: true,
    },
    {
      code: 'WARC',
      label: {
        en: 'Genocide, crimes against humanity and war crimes',
        fr: "Génocide, crimes contre l'humanité et crimes de guerre",
        nl: 'Genocide, misdrijven tegen de menselijkheid en oorlogsmisdrijven',
        ar: 'الإبادة الجماعية والجرائم ضد الإنسانية وجرائم الحرب',
      },
      iccs: null,
      reportedIn2014Convention: false,
    },
  ],
} as const satisfies Scheme

/** Drug type. Source: UNODC/EUDA reporting categories. */
export const drugType = {
  id: 'drugType',
  label: { en: 'Drug type', fr: 'Type de drogue', nl: 'Soort drug', ar: 'نوع المخدر' },
  standard: 'UNODC/EUDA reporting categories',
  codeStatus: 'local',
  terms: [
    {
      code: 'CAN-RES',
      label: { en: 'Cannabis resin', fr: 'Résine de cannabis', nl: 'Cannabishars (hasj)', ar: 'راتنج القنب الهندي (الشيرا)' },
      group: 'cannabis',
      unit: 'kg',
    },
    {
      code: 'CAN-HER',
      label: { en: 'Cannabis herb', fr: 'Herbe de cannabis', nl: 'Cannabiskruid (wiet)', ar: 'عشبة القنب الهندي (الكيف)' },
      group: 'cannabis',
      unit: 'kg',
    },
    {
      code: 'CAN-PLA',
      label: { en: 'Cannabis plants', fr: 'Plants de cannabis', nl: 'Cannabisplanten', ar: 'نباتات القنب الهندي' },
      group: 'cannabis',
      unit: 'plant',
    },
    {
      code: 'CAN-OIL',
      label: { en: 'Cannabis oil / concentrate', fr: 'Huile / concentré de cannabis', nl: 'Cannabisolie / concentraat', ar: 'زيت أو مركز القنب الهندي' },
      group: 'cannabis',
      unit: 'l',
    },
    {
      code: 'CAN-LIC',
      label: {
        en: 'Licit cannabis product (Moroccan law 13-21)',
        fr: 'Produit licite du cannabis (loi marocaine 13-21)',
        nl: 'Legaal cannabisproduct (Marokkaanse wet 13-21)',
        ar: 'منتوج مشروع للقنب الهندي (القانون 13.21)',
      },
      group: 'cannabis',
      unit: 'kg',
      licit: true,
    },
    {
      code: 'COC-HCL',
      label: { en: 'Cocaine hydrochloride', fr: 'Chlorhydrate de cocaïne', nl: 'Cocaïnehydrochloride', ar: 'هيدروكلوريد الكوكايين' },
      group: 'cocaine',
      unit: 'kg',
    },
    {
      code: 'COC-BAS',
      label: { en: 'Cocaine base / paste', fr: 'Cocaïne base / pâte', nl: 'Cocaïnebase / pasta', ar: 'قاعدة الكوكايين' },
      group: 'cocaine',
      unit: 'kg',
    },
    { code: 'HER', label: { en: 'Heroin', fr: 'Héroïne', nl: 'Heroïne', ar: 'الهيروين' }, group: 'opioid', unit: 'kg' },
    { code: 'OPI-OTH', label: { en: 'Other opioids', fr: 'Autres opioïdes', nl: 'Andere opioïden', ar: 'مواد أفيونية أخرى' }, group: 'opioid', unit: 'kg' },
    { code: 'AMP', label: { en: 'Amphetamine', fr: 'Amphétamine', nl: 'Amfetamine', ar: 'الأمفيتامين' }, group: 'ats', unit: 'kg' },
    { code: 'MET', label: { en: 'Methamphetamine', fr: 'Méthamphétamine', nl: 'Methamfetamine', ar: 'الميثامفيتامين' }, group: 'ats', unit: 'kg' },
    { code: 'MDM', label: { en: 'MDMA / ecstasy', fr: 'MDMA / ecstasy', nl: 'MDMA / xtc', ar: 'الإكستازي' }, group: 'ats', unit: 'tablet' },
    {
      code: 'PSY-TAB',
      label: {
        en: 'Psychotropic tablets (e.g. clonazepam, pregabalin)',
        fr: 'Comprimés psychotropes (clonazépam, prégabaline…)',
        nl: 'Psychotrope tabletten (clonazepam, pregabaline…)',
        ar: 'أقراص مهلوسة (القرقوبي)',
      },
      group: 'psychotropic',
      unit: 'tablet',
    },
    {
      code: 'NPS',
      label: { en: 'New psychoactive substance', fr: 'Nouvelle substance psychoactive', nl: 'Nieuwe psychoactieve stof', ar: 'مؤثرات عقلية جديدة' },
      group: 'nps',
      unit: 'g',
    },
    {
      code: 'PRE',
      label: { en: 'Drug precursor', fr: 'Précurseur de drogue', nl: 'Drugsprecursor', ar: 'سليفة كيميائية للمخدرات' },
      group: 'precursor',
      unit: 'kg',
    },
    {
      code: 'OTH',
      label: { en: 'Other or not yet analysed', fr: 'Autre ou non encore analysé', nl: 'Ander of nog niet geanalyseerd', ar: 'أخرى أو لم تحلل بعد' },
      group: 'other',
      unit: 'kg',
    },
  ],
} as const satisfies Scheme

/** Unit of quantity. Source: UCUM for g, kg, t, L; local for counted units. */
export const unit = {
  id: 'unit',
  label: { en: 'Unit of quantity', fr: 'Unité', nl: 'Eenheid', ar: 'وحدة القياس' },
  standard: 'UCUM for g, kg, t, L; local for counted units',
  codeStatus: 'local',
  terms: [
    { code: 'g', label: { en: 'gram', fr: 'gramme', nl: 'gram', ar: 'غرام' } },
    { code: 'kg', label: { en: 'kilogram', fr: 'kilogramme', nl: 'kilogram', ar: 'كيلوغرام' } },
    { code: 't', label: { en: 'tonne', fr: 'tonne', nl: 'ton', ar: 'طن' } },
    { code: 'l', label: { en: 'litre', fr: 'litre', nl: 'liter', ar: 'لتر' } },
    { code: 'plant', label: { en: 'plant', fr: 'plant', nl: 'plant', ar: 'نبتة' } },
    { code: 'tablet', label: { en: 'tablet', fr: 'comprimé', nl: 'tablet', ar: 'قرص' } },
    { code: 'bale', label: { en: 'bale / package', fr: 'ballot / colis', nl: 'baal / pakket', ar: 'رزمة' } },
    { code: 'seal', label: { en: 'container seal', fr: 'scellé de conteneur', nl: 'containerzegel', ar: 'ختم الحاوية' } },
  ],
} as const satisfies Scheme

/** Role in a supply or trafficking network. Source: local. */
export const traffickingRole = {
  id: 'traffickingRole',
  label: { en: 'Role in a supply or trafficking network', fr: 'Rôle dans un réseau', nl: 'Rol in een netwerk', ar: 'الدور داخل الشبكة' },
  standard: 'local',
  codeStatus: 'local',
  terms: [
    { code: 'PRO', label: { en: 'Producer / cultivator', fr: 'Producteur / cultivateur', nl: 'Producent / teler', ar: 'منتج / مزارع' } },
    { code: 'FIN', label: { en: 'Financier', fr: 'Financier', nl: 'Financier', ar: 'ممول' } },
    { code: 'ORG', label: { en: 'Organiser', fr: 'Organisateur', nl: 'Organisator', ar: 'منظم' } },
    { code: 'BRO', label: { en: 'Broker', fr: 'Intermédiaire', nl: 'Tussenpersoon', ar: 'وسيط' } },
    {
      code: 'TRA',
      label: {
        en: 'Transporter / driver / skipper',
        fr: 'Transporteur / chauffeur / pilote',
        nl: 'Vervoerder / chauffeur / schipper',
        ar: 'ناقل / سائق / ربان',
      },
    },
    {
      code: 'CON',
      label: {
        en: 'Consignor / consignee (may be unwitting)',
        fr: 'Expéditeur / destinataire (peut ignorer)',
        nl: 'Afzender / bestemmeling (mogelijk onwetend)',
        ar: 'مرسل / مرسل إليه (قد يجهل)',
      },
    },
    {
      code: 'EXT',
      label: {
        en: 'Extractor / corrupt insider in a port',
        fr: 'Extracteur / complice portuaire',
        nl: 'Uithaler / corrupte insider in haven',
        ar: 'مستخرج / متواطئ بالميناء',
      },
    },
    { code: 'STO', label: { en: 'Storage keeper', fr: 'Gardien de dépôt', nl: 'Opslaghouder', ar: 'حارس مخزن' } },
    { code: 'WHO', label: { en: 'Wholesaler', fr: 'Grossiste', nl: 'Groothandelaar', ar: 'تاجر جملة' } },
    { code: 'RET', label: { en: 'Retail seller', fr: 'Revendeur', nl: 'Kleinhandelaar', ar: 'مروج' } },
    {
      code: 'LAU',
      label: { en: 'Money launderer / hawala operator', fr: 'Blanchisseur / hawaladar', nl: 'Witwasser / hawaladar', ar: 'مبيض أموال / صيرفي حوالة' },
    },
    { code: 'REC', label: { en: 'Recruiter', fr: 'Recruteur', nl: 'Ronselaar', ar: 'مستقطب' } },
    { code: 'SMU', label: { en: 'Smuggler (passeur)', fr: 'Passeur', nl: 'Smokkelaar', ar: 'مهرب' } },
    { code: 'EXP', label: { en: 'Exploiter', fr: 'Exploiteur', nl: 'Uitbuiter', ar: 'مستغل' } },
    {
      code: 'VIC',
      label: {
        en: 'Victim, including person compelled to commit offences',
        fr: 'Victime, y compris contrainte à commettre des infractions',
        nl: 'Slachtoffer, ook gedwongen tot strafbare feiten',
        ar: 'ضحية بما فيها المكره على ارتكاب جرائم',
      },
    },
    { code: 'UNK', label: { en: 'Unknown role', fr: 'Rôle inconnu', nl: 'Onbekende rol', ar: 'دور غير معروف' } },
  ],
} as const satisfies Scheme
