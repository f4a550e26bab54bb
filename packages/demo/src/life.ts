import { Buffer } from 'node:buffer'
import type { Uuid } from '@entraide/ground'
import type { Dossier } from '@entraide/node/api'
import { type Fields, fieldsFor, fieldsToAnswer, inDays, item } from './fields.ts'
import { loadHoldings } from './holdings.ts'
import { arrived, type File, open, send, submit, write } from './mail.ts'
import type { Two } from './pairing.ts'
import type { Desk } from './stage.ts'

/** Hashes of the agreements in force: the convention of 2014 and the sourced demonstration text. */
export type InForce = { readonly convention: string; readonly demonstration: string }

/** A dark square of 8 pixels: an attachment that a screen may show. */
const picture = new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGPQcqrAihiGlgQAhYpBgScmKZAAAAAASUVORK5CYII=', 'base64'))
const note = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text))

/**
 * Fills two new nodes with an invented week of work: about a dozen dossiers in both directions, each in another state, so
 * that every screen has something to show. All through the HTTP API, each act by the person whose act it is.
 */
export async function fillLife(stage: Two, agreements: InForce, say: (line: string) => void): Promise<void> {
  const one: Life = { ...stage, ...agreements }
  say('what each of them holds')
  await Promise.all([loadHoldings(one.be), loadHoldings(one.ma)])
  say('Belgium asks')
  await answeredAndUsed(one)
  await answeredInPart(one)
  await returnedForCompletion(one)
  await refusedWithGround(one)
  await missingPerson(one)
  await urgentNotAccepted(one)
  say('Morocco asks')
  await imminentDanger(one)
  await completedAfterReturn(one)
  await awaitsMagistrate(one)
  await refusedAtTheSlot(one)
  say('information nobody asked for')
  await toldAndAssessed(one)
  await toldAndUnread(one)
  say('drafts')
  await drafts(one)
}

type Life = Two & InForce

/** The request that most of these dossiers begin with; each says what differs. */
function asking(one: Life, from: Desk, to: Desk, said: Partial<Fields>): Fields {
  return fieldsFor(from.id, to.id, {
    messageType: 'REQ',
    agreement: one.convention,
    clause: 'C04',
    purpose: 'INVE',
    crimeArea: 'DRUG',
    dataCategories: ['NAME', 'BIRT'],
    subjectCategory: 'SUS',
    urgency: 'U3D',
    ...said,
  })
}

/** Takes a request in at its holder: opened with a reason, accepted, given to an officer. */
async function takeUp(at: Desk, thread: Uuid, to: 'INV' | 'OPR' = 'OPR'): Promise<Dossier> {
  const { dossier } = await arrived(at, thread)
  await open(at.officers.OPR, dossier, 'Prise en charge de la demande')
  await at.officers.OPR.post(`/v1/threads/${dossier}/acceptance`)
  return await at.officers.OPR.post<Dossier>(`/v1/threads/${dossier}/assignment`, { to: at.officers[to].account })
}

/** Asked, answered in full, fed back and closed. */
async function answeredAndUsed(one: Life): Promise<void> {
  const { be, ma } = one
  const fields = asking(one, be, ma, {
    caseReference: 'BR.10.2026/114',
    title: "Identité d'un expéditeur présumé",
    reasons:
      "Dans l'enquête en cours sur l'importation de résine de cannabis par le port d'Anvers, la personne ci-dessous est désignée par deux coauteurs comme l'expéditeur des conteneurs. Nous devons savoir si elle vous est connue et sous quelle identité, afin de poursuivre la bonne personne.",
    items: [
      item({ category: 'NAME', names: ['Karim Exemple', 'El Exemple Abdelkarim'], born: '1985-03-02', source: 'B', information: '2', provenance: 'OBSE' }),
    ],
  })
  const asked = await send(be.officers.INV, be.officers.REL, fields)
  const { row } = await takeUp(ma, asked.message)
  const answer = fieldsToAnswer(ma.id, be.id, fields, asked.message, {
    messageType: 'REP',
    extent: 'whole',
    title: 'Réponse : personne connue',
    reasons: 'Réponse à votre demande, dans la même affaire et pour la même finalité.',
    items: [
      item({ category: 'NAME', names: ['عبد الكريم المثال', 'Abdelkarim El Mital'], born: '1985-03-20', birthPlace: 'Nador' }),
      item({ category: 'BIRT', text: 'Acte de naissance : 20 mars 1985 ; le 2 mars est une erreur de transcription.' }),
    ],
  })
  await send(ma.officers.OPR, ma.officers.REL, answer, row.dossier)
  const home = await arrived(be, asked.message, 'answered')
  await open(be.officers.INV, home.dossier, 'Lecture de la réponse')
  const feedback = fieldsToAnswer(be.id, ma.id, fields, asked.message, {
    messageType: 'FBK',
    clause: 'C30',
    use: 'used',
    title: 'Suite donnée',
    note: 'Identité confirmée ; mandat rectifié.',
  })
  await send(be.officers.INV, be.officers.REL, feedback, home.dossier)
}

/** Answered in part; the rest is to come. */
async function answeredInPart(one: Life): Promise<void> {
  const { be, ma } = one
  const fields = asking(one, be, ma, {
    urgency: 'N7D',
    purpose: 'DETE',
    crimeArea: 'SMUG',
    dataCategories: ['NAME', 'COMM', 'VEHI'],
    caseReference: 'BR.37.2026/802',
    title: 'Titulaire d’un numéro et d’un véhicule',
    reasons:
      'Un véhicule immatriculé au Maroc a été observé à trois reprises lors de dépôts de migrants près de Zeebruges. Nous demandons qui en est le titulaire et à qui appartient le numéro appelé à chaque passage, afin d’établir qui organise les trajets.',
    items: [
      item({ category: 'VEHI', text: 'Fourgon blanc, plaque inventée 12345-A-6', provenance: 'OBSE' }),
      item({ category: 'COMM', text: '+212 600 000 000', provenance: 'TECH' }),
    ],
  })
  const asked = await send(be.officers.INV, be.officers.REL2, fields)
  const { row } = await takeUp(ma, asked.message)
  const answer = fieldsToAnswer(ma.id, be.id, fields, asked.message, {
    messageType: 'REP',
    extent: 'partial',
    title: 'Première partie : le véhicule',
    reasons: 'Le titulaire du véhicule est trouvé ; la recherche sur le numéro est en cours.',
    items: [item({ category: 'NAME', names: ['سعيد تجريبي', 'Saïd Tajribi'], born: '1979' })],
  })
  await send(ma.officers.OPR, ma.officers.REL, answer, row.dossier)
}

/** Returned for completion: the clock stands still. */
async function returnedForCompletion(one: Life): Promise<void> {
  const { be, ma } = one
  const fields = asking(one, be, ma, {
    crimeArea: 'THB',
    dataCategories: ['NAME', 'TRAV'],
    subjectCategory: 'ASC',
    caseReference: 'AN.55.2026/61',
    title: 'Accompagnatrice de victimes présumées',
    reasons:
      'Deux jeunes femmes ont été recueillies à Anvers ; toutes deux nomment la même accompagnatrice, venue de Casablanca. Il nous faut savoir si son voyage est connu, afin d’identifier ceux qui l’ont payé.',
    items: [
      item({ category: 'NAME', names: ['Fatima Zahra Inventée', 'فاطمة الزهراء مخترعة'], born: '1990', source: 'B', information: '3', provenance: 'STMF' }),
    ],
  })
  const asked = await send(be.officers.INV, be.officers.REL, fields)
  const { dossier } = await arrived(ma, asked.message)
  await open(ma.officers.OPR, dossier, 'Examen de la demande')
  const back = fieldsToAnswer(ma.id, be.id, fields, asked.message, {
    messageType: 'RTC',
    clause: 'C30',
    title: 'À compléter',
    note: 'Quelle compagnie aérienne, et entre quelles dates ? Sans cela la recherche porte sur tous les passagers.',
  })
  await send(ma.officers.OPR, ma.officers.REL, back, dossier)
  await arrived(be, asked.message, 'returned-for-completion')
}

/** Refused with a coded ground that may be said at once. */
async function refusedWithGround(one: Life): Promise<void> {
  const { be, ma } = one
  const fields = asking(one, be, ma, {
    urgency: 'N7D',
    crimeArea: 'MLAU',
    dataCategories: ['NAME', 'ADDR'],
    caseReference: 'BR.28.2026/9',
    title: 'Adresse d’un dirigeant de société',
    reasons:
      'Une société d’Anvers a reçu des versements sans cause d’une société de Tanger. Nous demandons l’adresse de son dirigeant afin de lui faire parvenir une convocation dans l’enquête en cours.',
    items: [item({ category: 'NAME', names: ['Mehdi Fictif'], born: '1972-11-05' })],
  })
  const asked = await send(be.officers.INV, be.officers.REL, fields)
  const { dossier } = await arrived(ma, asked.message)
  await open(ma.officers.OPR, dossier, 'Examen de la demande')
  const no = fieldsToAnswer(ma.id, be.id, fields, asked.message, {
    messageType: 'RFS',
    clause: 'C30',
    ground: 'CHAN',
    title: 'Voie judiciaire',
    note: 'Une convocation se remet par la voie judiciaire.',
  })
  await send(ma.officers.OPR, ma.officers.REL, no, dossier)
  await arrived(be, asked.message, 'refused')
}

/** A missing person, with a picture and a note attached; in work in Rabat. */
async function missingPerson(one: Life): Promise<void> {
  const { be, ma } = one
  const fields = asking(one, be, ma, {
    clause: 'C03',
    purpose: 'MISS',
    crimeArea: null,
    urgency: 'U8H',
    dataCategories: ['NAME', 'BIRT', 'PHOT', 'TRAV'],
    subjectCategory: 'MIS',
    caseReference: 'VP.2026/33',
    title: 'Mineure disparue, vol vers Oujda',
    reasons:
      'Une jeune fille de quinze ans a quitté Molenbeek hier soir ; un billet à son nom pour Oujda a été payé par un tiers. Sa famille craint un mariage forcé. Nous demandons si elle est entrée sur le territoire et si elle est en sécurité.',
    items: [
      item({ category: 'NAME', names: ['Salma Inventée', 'سلمى مخترعة'], born: '2011-04-19' }),
      item({ category: 'TRAV', text: 'Vol inventé XX 123, siège 14C' }),
    ],
  })
  const files: readonly File[] = [
    { name: 'portrait.png', bytes: picture },
    { name: 'signalement.txt', bytes: note('1,60 m ; cheveux châtains ; veste rouge.\nTout ceci est inventé.\n') },
  ]
  const asked = await send(be.officers.OPR, be.officers.REL, fields, null, files)
  await takeUp(ma, asked.message, 'INV')
}

/** Urgent, and not yet accepted in Rabat: within the hour silence counts as acceptance. */
async function urgentNotAccepted(one: Life): Promise<void> {
  const { be, ma } = one
  const fields = asking(one, be, ma, {
    urgency: 'U8H',
    purpose: 'PREV',
    crimeArea: 'TERR',
    dataCategories: ['NAME', 'BIRT', 'TRAV'],
    caseReference: 'FD.2026/17',
    title: 'Retour annoncé d’une zone de conflit',
    reasons:
      'Selon un message saisi dans une enquête en cours, la personne ci-dessous rejoindrait Bruxelles par Casablanca cette semaine avec une identité d’emprunt. Nous demandons si elle a transité et sous quel nom, afin de pouvoir l’arrêter à l’arrivée.',
    items: [item({ category: 'NAME', names: ['Bilal Modèle', 'بلال نموذج'], born: '1994-07', source: 'B', information: '3', provenance: 'TECH' })],
  })
  await send(be.officers.INV, be.officers.REL2, fields)
}

/** Morocco asks in imminent danger; Belgium has taken it up. */
async function imminentDanger(one: Life): Promise<void> {
  const { be, ma } = one
  const fields = asking(one, ma, be, {
    urgency: 'IMM',
    purpose: 'PUBS',
    crimeArea: 'MURD',
    dataCategories: ['NAME', 'COMM'],
    language: 'ar',
    caseReference: 'RBT-2026-554',
    title: 'تهديد وشيك لحياة شخص',
    reasons: 'وردت رسالة صوتية يعلن فيها صاحبها عزمه على قتل قريبة له هذا المساء في لييج. نطلب تحديد صاحب الرقم ومكانه الآن حتى يمكن حمايتها قبل فوات الأوان.',
    items: [
      item({ category: 'COMM', text: '+32 400 00 00 00', provenance: 'TECH' }),
      item({ category: 'NAME', names: ['هشام مثال'], nature: 'assessment', source: 'B', information: '3', provenance: 'SOUR' }),
    ],
  })
  const asked = await send(ma.officers.OPR, ma.officers.REL, fields)
  await takeUp(be, asked.message, 'INV')
}

/** Returned by Belgium, completed by Morocco: the clock goes on where it stood. */
async function completedAfterReturn(one: Life): Promise<void> {
  const { be, ma } = one
  const fields = asking(one, ma, be, {
    agreement: one.demonstration,
    clause: 'F04',
    urgency: 'U3D',
    purpose: 'DETE',
    crimeArea: 'DOCF',
    dataCategories: ['NAME', 'DOCU'],
    caseReference: 'TNG-2026-88',
    title: 'Carte d’identité belge présentée à Tanger',
    reasons:
      'Une carte d’identité belge a été présentée à Tanger par un homme qui ne ressemble pas à la photographie. Nous demandons si elle est signalée volée et à qui elle fut délivrée, afin de poursuivre l’usurpateur.',
    items: [item({ category: 'DOCU', text: 'Carte d’identité, numéro inventé 000-0000000-00' })],
  })
  const asked = await send(ma.officers.INV, ma.officers.REL, fields)
  const { dossier } = await arrived(be, asked.message)
  await open(be.officers.OPR, dossier, 'Examen de la demande')
  const back = fieldsToAnswer(be.id, ma.id, fields, asked.message, {
    messageType: 'RTC',
    clause: 'X01',
    title: 'À compléter',
    note: 'Merci de préciser le jour et le lieu de la présentation.',
  })
  const returned = await send(be.officers.OPR, be.officers.REL, back, dossier)
  const home = await arrived(ma, asked.message, 'returned-for-completion')
  const more = fieldsToAnswer(ma.id, be.id, fields, returned.message, {
    messageType: 'CLR',
    clause: 'X01',
    title: 'Complément',
    note: 'Présentée le 14 novembre au guichet d’une banque du port.',
  })
  await send(ma.officers.INV, ma.officers.REL, more, home.dossier)
  await arrived(be, asked.message, 'received')
}

/** The answer waits for a magistrate. */
async function awaitsMagistrate(one: Life): Promise<void> {
  const { be, ma } = one
  const fields = asking(one, ma, be, {
    urgency: 'N7D',
    caseReference: 'CAS-2026-1203',
    dataCategories: ['NAME', 'CRIM'],
    title: 'Antécédents d’un intermédiaire',
    reasons:
      'L’intéressé sert d’intermédiaire entre deux groupes qui se disputent le marché de la cocaïne à Casablanca. Nous demandons s’il est connu de vos services dans une affaire liée, afin d’éviter que nos enquêtes se gênent.',
    items: [item({ category: 'NAME', names: ['عمر خيالي', 'Omar Khayali'], born: '1988-01-01' })],
  })
  const asked = await send(ma.officers.INV, ma.officers.REL2, fields)
  const { row } = await takeUp(be, asked.message, 'INV')
  await be.officers.OPR.post(`/v1/threads/${row.dossier}/authorisation`)
}

/** A negative: released now, it leaves at the next fixed slot only. */
async function refusedAtTheSlot(one: Life): Promise<void> {
  const { be, ma } = one
  const fields = asking(one, ma, be, {
    urgency: 'N7D',
    crimeArea: 'FRAU',
    caseReference: 'FES-2026-77',
    title: 'Personne citée dans une escroquerie',
    reasons:
      'Plusieurs plaignants de Fès nomment la même personne, qui dirait habiter Gand, comme celle qui a encaissé leurs acomptes. Nous demandons si elle vous est connue sous ce nom.',
    items: [item({ category: 'NAME', names: ['Yassine Supposé', 'ياسين مفترض'], born: '1991', source: 'C', information: '3', provenance: 'STMF' })],
  })
  const asked = await send(ma.officers.INV, ma.officers.REL, fields)
  const { row } = await takeUp(be, asked.message)
  const no = fieldsToAnswer(be.id, ma.id, fields, asked.message, { messageType: 'RFS', clause: 'C30', ground: 'NAVL', title: 'Rien de disponible' })
  await send(be.officers.OPR, be.officers.REL, no, row.dossier)
}

/** Belgium warns; Rabat accepts the information. */
async function toldAndAssessed(one: Life): Promise<void> {
  const { be, ma } = one
  const fields = fieldsFor(be.id, ma.id, {
    messageType: 'SPO',
    agreement: one.convention,
    clause: 'C06',
    purpose: 'PREV',
    crimeArea: 'DRUG',
    dataCategories: ['NAME', 'VEHI'],
    subjectCategory: 'SUS',
    title: 'Nouvelle route par camion frigorifique',
    note: 'Trois saisies du même mois montrent des caches dans des camions frigorifiques loués au même endroit : cela concerne vos contrôles à la sortie.',
    reasons: 'Information transmise pour prévenir de nouveaux envois.',
    items: [
      item({
        category: 'VEHI',
        text: 'Semi-remorques frigorifiques d’une société inventée, bas de caisse doublé',
        nature: 'assessment',
        source: 'B',
        information: '2',
        provenance: 'OBSE',
      }),
    ],
  })
  const told = await send(be.officers.LIA, be.officers.REL, fields)
  const { dossier } = await arrived(ma, told.message)
  await open(ma.officers.OPR, dossier, 'Information reçue')
  await ma.officers.OPR.post(`/v1/threads/${dossier}/assessment`, { assessment: 'accepted', reason: 'Concerne une enquête ouverte à Tanger' })
}

/** Morocco warns under the other agreement; Belgium has not looked yet. */
async function toldAndUnread(one: Life): Promise<void> {
  const { be, ma } = one
  const fields = fieldsFor(ma.id, be.id, {
    messageType: 'SPO',
    agreement: one.demonstration,
    clause: 'F08',
    purpose: 'PREV',
    crimeArea: 'TERR',
    dataCategories: ['NAME', 'BIRT'],
    subjectCategory: 'SUS',
    caseReference: 'RBT-2026-610',
    language: 'ar',
    title: 'سفر معلن إلى منطقة نزاع',
    reasons: 'معلومة تلقائية لاتقاء خطر: يحتمل أن يسافر الشخص المذكور من شارلروا إلى منطقة نزاع خلال الأيام القادمة.',
    note: 'يقيم الشخص ببلدكم وقد حجز سفرا مع رفيقين، ولكم تقدير الخطر.',
    items: [
      item({
        category: 'NAME',
        names: ['يوسف المثالي', 'Youssef Lmitali'],
        born: '1996',
        nature: 'assessment',
        source: 'B',
        information: '3',
        provenance: 'SOUR',
      }),
    ],
  })
  await send(ma.officers.LIA, ma.officers.REL, fields)
  await send(
    ma.officers.OPR,
    ma.officers.REL,
    asking(one, ma, be, {
      urgency: 'U3D',
      crimeArea: 'ARMS',
      caseReference: 'NDR-2026-41',
      title: 'Origine d’une arme de poing',
      dataCategories: ['NAME', 'DOCU'],
      reasons:
        'Une arme de poing trouvée à Nador porte un numéro attribué à un armurier de Liège. Nous demandons à qui elle a été vendue, afin de remonter à celui qui l’a fait passer.',
      items: [item({ category: 'DOCU', text: 'Numéro de série inventé LG-000001' })],
    }),
  )
}

/** What lies on the desks in Brussels: waiting for release, sent back, half written; one in Rabat too. */
async function drafts(one: Life): Promise<void> {
  const { be, ma } = one
  await submit(
    be.officers.INV,
    asking(one, be, ma, {
      caseReference: 'BR.10.2026/131',
      title: 'Second expéditeur présumé',
      reasons:
        'Dans la même enquête, un second expéditeur est apparu dans les documents de transport. Nous demandons s’il vous est connu, afin de comprendre qui commande à qui.',
      items: [item({ category: 'NAME', names: ['Nabil Échantillon', 'نبيل عينة'], born: '1982-09-14', source: 'B', information: '2', provenance: 'OBSE' })],
    }),
  )
  const thin = await submit(
    be.officers.INV,
    asking(one, be, ma, {
      urgency: 'N7D',
      caseReference: 'BR.10.2026/140',
      title: 'Propriétaire d’un entrepôt',
      dataCategories: ['NAME', 'ADDR'],
      reasons:
        'Un entrepôt de la zone franche de Tanger figure sur deux lettres de voiture de l’enquête. Nous demandons le nom de son propriétaire afin d’établir le lien avec les expéditeurs.',
      items: [item({ category: 'ADDR', text: 'Zone franche, entrepôt inventé 999', provenance: 'OBSE' })],
    }),
  )
  await be.officers.REL.get(`/v1/drafts/${thin.id}/preview`)
  await be.officers.REL.post(`/v1/drafts/${thin.id}/send-back`, { reason: 'Joindre les deux lettres de voiture : sans elles la demande ne se comprend pas.' })
  await write(
    be.officers.INV,
    asking(one, be, ma, { title: 'Brouillon : téléphone d’un chauffeur', dataCategories: ['COMM'], urgency: 'N7D', holdUntil: inDays(180) }),
  )
  await submit(
    ma.officers.INV,
    asking(one, ma, be, {
      caseReference: 'CAS-2026-1250',
      title: 'Compte d’un revendeur en ligne',
      crimeArea: 'DRUG',
      dataCategories: ['NAME', 'COMM'],
      reasons:
        'Un revendeur en ligne livre à Casablanca depuis Bruxelles sous le pseudonyme ci-dessous. Nous demandons s’il est identifié chez vous, afin de coordonner nos actions.',
      items: [item({ category: 'COMM', text: 'pseudonyme inventé « marchand-x »', provenance: 'OPEN' })],
    }),
  )
}
