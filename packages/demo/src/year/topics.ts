import type { CodeOf } from '@entraide/vocabulary'

type Language = 'fr' | 'ar' | 'nl'
/** What a request of the police is about: title and reasons as an officer would write them; `{who}` is the person's office description, never a name. */
export type Topic = {
  readonly crimeArea: CodeOf<'crimeArea'>
  readonly purpose: CodeOf<'purpose'>
  readonly dataCategories: readonly CodeOf<'dataCategory'>[]
  readonly language: Language
  readonly title: string
  readonly reasons: string
}

/** What Belgium asks. */
export const belgianTopics: readonly Topic[] = [
  {
    crimeArea: 'DRUG',
    purpose: 'INVE',
    dataCategories: ['NAME', 'BIRT'],
    language: 'fr',
    title: 'Expéditeur présumé de résine de cannabis',
    reasons:
      "Dans l'enquête en cours sur l'importation de résine de cannabis par le port d'Anvers, la personne ci-dessous est désignée par deux coauteurs comme l'expéditeur des conteneurs. Nous devons savoir si elle vous est connue et sous quelle identité, afin de poursuivre la bonne personne.",
  },
  {
    crimeArea: 'DRUG',
    purpose: 'DETE',
    dataCategories: ['NAME', 'COMM'],
    language: 'nl',
    title: 'Contactpersoon in een cocaïnedossier',
    reasons:
      'In het lopende onderzoek naar de uithaling van cocaïne in de haven van Antwerpen belt de verdachte telkens naar hetzelfde Marokkaanse nummer voor elke lading. Wij moeten weten wie de houder is om de opdrachtgever te kunnen aanwijzen en niet zijn chauffeur.',
  },
  {
    crimeArea: 'TERR',
    purpose: 'PREV',
    dataCategories: ['NAME', 'TRAV'],
    language: 'fr',
    title: 'Retour annoncé d’une zone de conflit',
    reasons:
      'Selon un message saisi dans une enquête en cours, la personne ci-dessous rejoindrait Bruxelles par Casablanca avec une identité d’emprunt. Nous demandons si elle a transité et sous quel nom, afin de pouvoir l’arrêter à l’arrivée.',
  },
  {
    crimeArea: 'THB',
    purpose: 'INVE',
    dataCategories: ['NAME', 'TRAV'],
    language: 'fr',
    title: 'Recruteuse présumée de victimes de traite',
    reasons:
      'Trois jeunes femmes recueillies à Liège nomment la même personne, qui les aurait conduites depuis Casablanca contre une dette. Il nous faut savoir si ses voyages sont connus, afin d’identifier ceux qui l’ont payée.',
  },
  {
    crimeArea: 'MLAU',
    purpose: 'INVE',
    dataCategories: ['NAME', 'NIDN'],
    language: 'nl',
    title: 'Bestuurder van een vennootschap in Tanger',
    reasons:
      'Een vennootschap in Gent ontving zonder oorzaak grote stortingen van een vennootschap in Tanger. In het lopende onderzoek naar witwassen vragen wij of haar bestuurder bekend is en onder welke identiteit, om de geldstroom te kunnen toewijzen.',
  },
  {
    crimeArea: 'SMUG',
    purpose: 'DETE',
    dataCategories: ['NAME', 'VEHI'],
    language: 'fr',
    title: 'Véhicule observé lors de dépôts de migrants',
    reasons:
      'Un véhicule immatriculé au Maroc a été observé à trois reprises lors de dépôts de migrants près de Zeebruges. Nous demandons qui en est le titulaire, afin d’établir qui organise les trajets.',
  },
]

/** What Morocco asks. */
export const moroccanTopics: readonly Topic[] = [
  {
    crimeArea: 'DRUG',
    purpose: 'INVE',
    dataCategories: ['NAME', 'ADDR'],
    language: 'ar',
    title: 'مستقبل مفترض لشحنة شيرا',
    reasons:
      'في بحث جار حول تصدير الشيرا عبر ميناء طنجة المتوسط، ورد اسم الشخص أدناه كمستقبل للشحنة في أنفير. نطلب معرفة ما إذا كان معروفا لديكم وتحت أي هوية حتى يشمل البحث الشخص الصحيح دون غيره.',
  },
  {
    crimeArea: 'FRAU',
    purpose: 'DETE',
    dataCategories: ['NAME', 'DOCU'],
    language: 'fr',
    title: 'Carte d’identité belge présentée à Tanger',
    reasons:
      'Une carte d’identité belge a été présentée au guichet d’une banque de Tanger par un homme qui ne ressemble pas à la photographie. Nous demandons si elle est signalée volée et à qui elle fut délivrée, afin de poursuivre l’usurpateur dans l’affaire en cours.',
  },
  {
    crimeArea: 'TERR',
    purpose: 'PREV',
    dataCategories: ['NAME', 'RELA'],
    language: 'ar',
    title: 'صلات شخص موضوع بحث في قضية إرهاب',
    reasons:
      'في مسطرة جارية، تبين أن المشتبه فيه على اتصال دائم بشخص مقيم ببروكسيل يحول إليه مبالغ صغيرة. نطلب معرفة ما إذا كان هذا الشخص معروفا لديكم في قضية ذات صلة حتى لا يعرقل بحثنا بحثكم.',
  },
  {
    crimeArea: 'FRAU',
    purpose: 'INVE',
    dataCategories: ['NAME', 'COMM'],
    language: 'fr',
    title: 'Numéro belge utilisé dans une escroquerie',
    reasons:
      'Dix-sept plaignants de Rabat ont versé des arrhes à une agence fictive dont le numéro d’appel est belge. Dans l’enquête en cours, nous demandons qui en est le titulaire afin d’établir qui encaisse les fonds.',
  },
  {
    crimeArea: 'MVEH',
    purpose: 'DETE',
    dataCategories: ['NAME', 'VEHI'],
    language: 'fr',
    title: 'Véhicule de luxe suspecté volé',
    reasons:
      'Un véhicule immatriculé en Belgique est entré par Tanger avec un numéro de châssis regravé. Nous demandons s’il est signalé volé et qui en était le détenteur, afin de le restituer et de poursuivre le receleur.',
  },
]
