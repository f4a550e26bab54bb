import { day, hour, type Instant, later, minute, type Uuid } from '@entraide/ground'
import { assessThread, awaitAuthorisation, closeThread, openDossier, resumeThread } from '@entraide/node'
import type { CodeOf } from '@entraide/vocabulary'
import { type Fields, fieldsToAnswer } from '../fields.ts'
import type { Chance } from './chance.ts'
import { dayOf, dossierAt, formAt, open, type Sent, send, takeUp } from './course.ts'
import { noticeCourses } from './notices.ts'
import type { Episode, Pace } from './pace.ts'
import { type Somebody, somebody } from './persons.ts'
import { belgianTopics, moroccanTopics, type Topic } from './topics.ts'
import { done, type Player, type Troupe } from './troupe.ts'

/** One request of the police and what became of it. */
type Asked = { readonly from: Player; readonly to: Player; readonly person: Somebody; readonly sent: Sent; readonly pace: Pace; readonly chance: Chance }
type Ending = (one: Asked) => Promise<void>

const holdDays = 300
const convention = 'be-ma-2014-police-convention.json'
const within: { readonly [urgency: string]: number } = { U8H: 8 * hour, U3D: 3 * day, N7D: 7 * day }

/** An invented year of requests and of information nobody asked for, between the two points of contact. */
export function policeYear(troupe: Troupe, chance: Chance, start: Instant, days: number, requests: number, tellings: number): readonly Episode[] {
  const episodes: Episode[] = []
  for (let n = 0; n < requests; n++) {
    const at = workingMoment(chance, start, days)
    const ending = chance.weighed(endings)
    episodes.push({ at, play: pace => ask(troupe, chance, pace, n, ending) })
  }
  for (let n = 0; n < tellings; n++) {
    const at = workingMoment(chance, start, days)
    const assessment = chance.weighed(assessments)
    episodes.push({ at, play: pace => tell(troupe, chance, pace, n, assessment) })
  }
  return episodes
}

/** Some moment of a day, mostly a working day's. */
export function workingMoment(chance: Chance, start: Instant, days: number): Instant {
  const at = later(start, chance.between(0, days - 1) * day)
  return later(at, chance.between(0, 9 * 60) * minute)
}

async function ask(troupe: Troupe, chance: Chance, pace: Pace, n: number, ending: Ending): Promise<void> {
  const [from, to, topics] = chance.next() < 0.6 ? ([troupe.be, troupe.ma, belgianTopics] as const) : ([troupe.ma, troupe.be, moroccanTopics] as const)
  const topic = chance.one<Topic>(topics)
  const person = somebody(chance)
  const urgency = chance.weighed<CodeOf<'urgency'>>([
    ['N7D', 55],
    ['U3D', 33],
    ['U8H', 12],
  ])
  const fields = formAt(troupe, from, to, holdDays, {
    messageType: 'REQ',
    agreement: troupe.agreements[convention] as string,
    clause: 'C04',
    purpose: topic.purpose,
    crimeArea: topic.crimeArea,
    dataCategories: [...topic.dataCategories],
    subjectCategory: 'SUS',
    urgency,
    language: topic.language,
    caseReference:
      from.side === 'be' ? `BR.${chance.between(10, 99)}.${dayOf(pace.now()).slice(0, 4)}/${n + 100}` : `RBT-${dayOf(pace.now()).slice(0, 4)}-${n + 400}`,
    title: topic.title,
    reasons: topic.reasons,
    items: [
      statement(pace, person, 'NAME', chance.next() < 0.5 ? [person.latin] : [person.latin, person.arabic], {
        source: 'B',
        information: '2',
        provenance: 'OBSE',
      }),
    ],
  })
  const sent = await send(from, from.who.INV, chance.next() < 0.7 ? from.who.REL : from.who.REL2, fields)
  await ending({ from, to, person, sent, pace, chance })
}

/** A statement about somebody, checked on that day. */
function statement(
  pace: Pace,
  person: Somebody,
  category: CodeOf<'dataCategory'>,
  names: readonly string[],
  said: Partial<Fields['items'][number]> = {},
): Fields['items'][number] {
  return {
    category,
    person: { names: [...names], birthDate: person.born, birthPlace: person.birthPlace, sex: person.sex },
    nature: 'fact',
    source: 'A',
    information: '1',
    provenance: 'REGI',
    verifiedOn: dayOf(pace.now()),
    ...said,
  }
}

async function answer({ from, to, person, sent, pace }: Asked, dossier: Uuid, extent: 'whole' | 'partial', empty = false): Promise<Sent> {
  const language = sent.fields.language
  const title = { fr: 'Réponse', nl: 'Antwoord', ar: 'جواب', en: 'Answer' }[language as 'fr']
  const reasons = {
    fr: 'Réponse à votre demande, dans la même affaire et pour la même finalité.',
    nl: 'Antwoord op uw verzoek, in dezelfde zaak en voor hetzelfde doel.',
    ar: 'جواب عن طلبكم في نفس القضية ولنفس الغاية.',
    en: 'Answer to your request, in the same matter and for the same purpose.',
  }[language as 'fr']
  return await send(
    to,
    to.who.OPR,
    to.who.REL,
    fieldsToAnswer(to.id, from.id, sent.fields, sent.message, {
      messageType: 'REP',
      extent,
      title,
      reasons,
      holdUntil: sent.fields.holdUntil,
      items: empty ? [] : [statement(pace, person, 'NAME', [person.arabic, person.spelledElsewhere])],
      note: empty ? { fr: 'Rien de connu.', nl: 'Niets bekend.', ar: 'لا شيء معروف.', en: 'Nothing known.' }[language as 'fr'] : '',
    }),
    dossier,
  )
}

async function say(one: Asked, from: Player, dossier: Uuid, inReplyTo: Uuid, said: Partial<Fields>): Promise<Sent> {
  const other = from === one.from ? one.to : one.from
  const author = from === one.from ? from.who.INV : from.who.OPR
  return await send(
    from,
    author,
    from.who.REL,
    fieldsToAnswer(from.id, other.id, one.sent.fields, inReplyTo, { clause: 'C30', holdUntil: one.sent.fields.holdUntil, ...said }),
    dossier,
  )
}

/** A moment within the request's time, or a little after it. */
function soon({ sent, chance }: Asked, share: readonly [number, number]): number {
  const time = within[sent.fields.urgency] ?? 7 * day
  return Math.floor(time * (share[0] + (share[1] - share[0]) * chance.next()))
}

const answered: Ending = async one => {
  await one.pace.pass(soon(one, [0.02, 0.1]))
  const dossier = await takeUp(one.to, one.sent.message)
  await one.pace.pass(soon(one, [0.1, 0.8]))
  const reply = await answer(one, dossier, 'whole')
  await one.pace.pass(soon(one, [0.2, 1]))
  await open(one.from, one.from.who.INV, one.sent.dossier, 'Lecture de la réponse')
  if (one.chance.next() < 0.3) return
  await one.pace.pass(one.chance.between(1, 20) * day)
  const use = one.chance.weighed<'used' | 'used-in-part' | 'not-used' | 'false-lead'>([
    ['used', 5],
    ['used-in-part', 3],
    ['not-used', 2],
    ['false-lead', 1],
  ])
  await say(one, one.from, one.sent.dossier, reply.message, { messageType: 'FBK', use, title: 'Suite donnée', note: 'Suite donnée dans l’affaire.' })
}

const answeredLate: Ending = async one => {
  await one.pace.pass(soon(one, [0.05, 0.1]))
  const dossier = await takeUp(one.to, one.sent.message)
  await one.pace.pass(soon(one, [1.1, 2.5]))
  await answer(one, dossier, 'whole')
}

const inParts: Ending = async one => {
  await one.pace.pass(soon(one, [0.02, 0.1]))
  const dossier = await takeUp(one.to, one.sent.message)
  await one.pace.pass(soon(one, [0.2, 0.5]))
  await answer(one, dossier, 'partial')
  if (one.chance.next() < 0.3) return
  await one.pace.pass(soon(one, [0.2, 0.4]))
  await answer(one, dossier, 'whole')
}

const nothingKnown: Ending = async one => {
  await one.pace.pass(soon(one, [0.02, 0.1]))
  const dossier = await takeUp(one.to, one.sent.message)
  await one.pace.pass(soon(one, [0.1, 0.5]))
  await answer(one, dossier, 'whole', true)
  await one.pace.pass(8 * hour)
}

const refusedOn =
  (...grounds: readonly (readonly [CodeOf<'refusalGround'>, string])[]): Ending =>
  async one => {
    await one.pace.pass(soon(one, [0.02, 0.1]))
    const dossier = await takeUp(one.to, one.sent.message)
    await one.pace.pass(soon(one, [0.05, 0.5]))
    const [ground, note] = one.chance.one(grounds)
    await say(one, one.to, dossier, one.sent.message, { messageType: 'RFS', ground, title: 'Refus', note, items: [] })
    await one.pace.pass(day)
    if (one.chance.next() < 0.5) done(await closeThread(one.from.node, one.from.who.OPR, one.sent.dossier))
  }

const returned: Ending = async one => {
  await one.pace.pass(Math.min(soon(one, [0.02, 0.06]), 40 * minute))
  const dossier = await dossierAt(one.to, one.sent.message)
  await open(one.to, one.to.who.OPR, dossier, 'Examen de la demande')
  const back = await say(one, one.to, dossier, one.sent.message, {
    messageType: 'RTC',
    title: 'À compléter',
    note: 'Merci de préciser le lien de la personne avec les faits, et le jour.',
    items: [],
  })
  if (one.chance.next() < 0.25) return
  await one.pace.pass(one.chance.between(1, 6) * day)
  await say(one, one.from, one.sent.dossier, back.message, {
    messageType: 'CLR',
    title: 'Complément',
    note: 'Nommé par deux coauteurs le 3 du mois ; présent sur les lieux selon les images.',
    items: [],
  })
  await one.pace.pass(soon(one, [0.2, 0.8]))
  if (one.chance.next() < 0.2) return
  await answer(one, dossier, 'whole')
}

const withdrawn: Ending = async one => {
  await one.pace.pass(soon(one, [0.1, 0.3]))
  await say(one, one.from, one.sent.dossier, one.sent.message, { messageType: 'WDW', title: 'Retrait', note: 'Le soupçon est levé.', items: [] })
}

const byMagistrate: Ending = async one => {
  await one.pace.pass(soon(one, [0.02, 0.1]))
  const dossier = await takeUp(one.to, one.sent.message)
  await one.pace.pass(2 * hour)
  done(await awaitAuthorisation(one.to.node, one.to.who.OPR, dossier))
  if (one.chance.next() < 0.25) return
  await one.pace.pass(soon(one, [0.3, 0.7]))
  done(await resumeThread(one.to.node, one.to.who.OPR, dossier))
  await answer(one, dossier, 'whole')
}

const inWork: Ending = async one => {
  await one.pace.pass(soon(one, [0.02, 0.1]))
  await takeUp(one.to, one.sent.message)
  await one.pace.pass(40 * day)
  const dossier = await dossierAt(one.to, one.sent.message)
  await open(one.to, one.to.who.OPR, dossier, 'Dossier en retard')
  await say(one, one.to, dossier, one.sent.message, { messageType: 'RFS', ground: 'NAVL', title: 'Refus', note: 'Rien de disponible.', items: [] })
  await one.pace.pass(day)
}

/** An answered request of which one side orders something afterwards. */
const orderedOf: Ending = async one => {
  await one.pace.pass(soon(one, [0.02, 0.1]))
  const dossier = await takeUp(one.to, one.sent.message)
  await one.pace.pass(soon(one, [0.2, 0.6]))
  await answer(one, dossier, 'whole')
  await one.pace.pass(one.chance.between(2, 25) * day)
  await one.chance.one(noticeCourses)({ owner: one.from, holder: one.to, message: one.sent.message, dossier: one.sent.dossier, pace: one.pace })
}

const endings: readonly (readonly [Ending, number])[] = [
  [answered, 46],
  [answeredLate, 9],
  [inParts, 7],
  [nothingKnown, 7],
  [
    refusedOn(
      ['CHAN', 'Une convocation se remet par la voie judiciaire.'],
      ['FORM', 'Les faits ne sont pas énoncés.'],
      ['MINO', 'Infraction mineure en droit national.'],
      ['DCAT', 'Hors des données convenues.'],
    ),
    7,
  ],
  [refusedOn(['NAVL', 'Rien de disponible.'], ['GENR', ''], ['INVE', '']), 6],
  [returned, 9],
  [withdrawn, 4],
  [byMagistrate, 3],
  [inWork, 2],
  [orderedOf, 7],
]

type Telling = 'accepted' | 'not-relevant' | 'quarantined' | 'unread'
const assessments: readonly (readonly [Telling, number])[] = [
  ['accepted', 62],
  ['not-relevant', 18],
  ['quarantined', 8],
  ['unread', 12],
]

async function tell(troupe: Troupe, chance: Chance, pace: Pace, n: number, assessment: Telling): Promise<void> {
  const [from, to] = chance.next() < 0.5 ? [troupe.be, troupe.ma] : [troupe.ma, troupe.be]
  const person = somebody(chance)
  const isArabic = from.side === 'ma' && chance.next() < 0.6
  const fields = formAt(troupe, from, to, holdDays, {
    messageType: 'SPO',
    agreement: troupe.agreements[convention] as string,
    clause: 'C06',
    purpose: 'PREV',
    crimeArea: chance.one(['TERR', 'DRUG', 'SMUG', 'THB'] as const),
    dataCategories: ['NAME', 'TRAV'],
    subjectCategory: 'ASC',
    language: isArabic ? 'ar' : 'fr',
    caseReference: `INF-${n + 1}`,
    title: isArabic ? 'معلومات عن سفر متوقع' : 'Voyage annoncé',
    note: isArabic
      ? 'حجز شخص مقيم لديكم رحلة مع رفيقين على صلة ببحث جار عندنا؛ يعود إليكم تقدير الخطر واتخاذ ما يلزم.'
      : 'Une personne qui réside chez vous a réservé un trajet avec deux compagnons liés à une enquête en cours ici ; il vous appartient de juger du risque.',
    items: [
      statement(pace, person, 'NAME', [person.latin, person.arabic], {
        nature: 'assessment',
        source: 'B',
        information: '3',
        provenance: 'SOUR',
      }),
    ],
  })
  const sent = await send(from, from.who.LIA, from.who.REL, fields)
  await pace.pass(chance.between(1, 30) * hour)
  if (assessment === 'unread') return
  const dossier = await dossierAt(to, sent.message)
  done(await openDossier(to.node, to.who.OPR, dossier, 'Information reçue'))
  const reason = {
    accepted: 'Lié à une affaire en cours.',
    'not-relevant': 'Sans lien avec une affaire.',
    quarantined: 'Déclaration d’une personne détenue : à examiner.',
  }[assessment]
  done(await assessThread(to.node, to.who.OPR, dossier, assessment, reason))
  if (assessment === 'quarantined' || chance.next() < 0.3) return
  await pace.pass(chance.between(1, 8) * day)
  await send(
    to,
    to.who.OPR,
    to.who.REL,
    fieldsToAnswer(to.id, from.id, fields, sent.message, {
      messageType: 'FBK',
      clause: 'C30',
      use: assessment === 'accepted' ? 'used' : 'not-used',
      title: 'Suite donnée',
      note: 'Transmis au service compétent.',
      holdUntil: fields.holdUntil,
    }),
    dossier,
  )
}
