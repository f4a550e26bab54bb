import { type AskItem, crowdSelectors } from '../src/index.ts'
import type { Asked } from './shortest.ts'

const said = (value: string | null | undefined) => /[\p{L}\p{N}]/u.test(value ?? '')
const words = (value: string | null | undefined) => value ?? ''
const special = ['FING', 'FACE', 'DNAP', 'HEAL', 'ETHN', 'POLI', 'RELI', 'UNIO', 'SEXL']
const union = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')
const levels = ['U', 'DR', 'R', 'C', 'S', 'TS']
const hoursFrom = (now: string, day: string) => Math.floor((Date.parse(now) - Date.parse(day)) / 3_600_000)

/** A message as Cedar reads it. */
export function messageOf({ ask, agreement, policy, now, standing }: Asked): { [name: string]: unknown } {
  const { statement, thread, selectors, texts = {} } = ask
  const reasons = !said(ask.reasons) ? 'none' : words(ask.reasons).split(/\s+/).length < 6 ? 'thin' : 'some'
  const written = [
    ask.reasons,
    ask.caseReference,
    ask.necessityNote,
    ask.event,
    ...Object.values(statement ?? {}),
    ...(ask.restrictions ?? []),
    ...Object.values(texts),
  ]
  const asks = ['REQ', 'HNH', 'IDR', 'DEC'].includes(ask.messageType ?? '')
  const tells = ['SPO', 'WAR', 'FTN', 'SEI', 'THB', 'THR'].includes(ask.messageType ?? '')
  const crowdAsked = [
    ask.reasons,
    statement?.facts,
    statement?.link,
    statement?.need,
    statement?.urgency,
    ...(asks ? [texts.title, texts.note, texts['items/0/text'], ask.event, ...(ask.restrictions ?? [])] : []),
  ]
  const clause = agreement.clauses.find(each => each.id === ask.clause)
  const known = (node: string | null) => !node || agreement.competentAuthorities.some(each => each.node === node)
  const part = (value: string | undefined) => (statement === undefined ? reasons === 'some' : said(value))
  const until = (day: string) => Math.ceil((Date.parse(day) - Date.parse(now)) / 86_400_000)
  return {
    asks,
    tells,
    states: tells || ask.messageType === 'REP',
    residual: ['COR', 'DEL', 'RST', 'ACK'].includes(ask.messageType ?? ''),
    specials: ask.dataCategories.filter(each => special.includes(each)),
    atSender: policy === null || policy.node !== ask.to,
    law: policy?.node ?? '',
    refused: policy?.refusedDataCategories ?? [],
    standing: standing?.state ?? '',
    suspended: (standing?.suspendedBy ?? []).length > 0,
    frozen: (standing?.frozenBy ?? []).length > 0,
    clause: words(ask.clause),
    bulk: clause?.effect === 'permit' && clause.bulk === true,
    // A node of blanks is none that was said.
    from: said(ask.from) ? words(ask.from) : '',
    to: said(ask.to) ? words(ask.to) : '',
    fromState: words(ask.from).slice(0, 2),
    toState: words(ask.to).slice(0, 2),
    fromUnion: union.includes(words(ask.from).slice(0, 2)),
    fromKnown: known(ask.from),
    toKnown: known(ask.to),
    regime: words(ask.regime),
    messageType: words(ask.messageType),
    purpose: words(ask.purpose),
    crimeArea: words(ask.crimeArea),
    subjectCategory: words(ask.subjectCategory),
    transferBasis: words(ask.transferBasis),
    urgency: words(ask.urgency),
    language: words(ask.language),
    dataCategories: ask.dataCategories,
    itemCategories: (ask.items ?? []).map(item => item.category),
    handling: ask.handling,
    assurances: ask.assurances,
    level: levels.indexOf(words(ask.classification)),
    answers: thread !== undefined,
    threadPurpose: words(thread?.purpose),
    threadHandling: thread?.handling ?? [],
    threadLevel: levels.indexOf(words(thread?.classification)),
    capped: thread?.holdUntil !== undefined,
    capDays: thread?.holdUntil === undefined ? 0 : until(thread.holdUntil),
    holdDays: ask.holdUntil === undefined ? (ask.holdDays ?? agreement.hold.usualDays) : until(ask.holdUntil),
    caseReference: said(ask.caseReference),
    reasons,
    crowd: crowdAsked.some(each => words(each).includes('list of all')),
    asylum: written.some(each => words(each).includes('asylum')),
    facts: part(statement?.facts),
    need: part(statement?.need),
    urgencySaid: part(statement?.urgency),
    necessityNote: said(ask.necessityNote),
    event: said(ask.event),
    restricted: (ask.restrictions ?? []).some(said),
    subjects: ask.subjects ?? 1,
    oneNamed: ask.subjects === 1,
    selects: selectors !== undefined,
    crowdSelectorsOnly: (selectors ?? []).every(each => crowdSelectors.includes(each)),
    byNature:
      selectors === undefined
        ? ask.dataCategories.length > 0 && ask.dataCategories.every(each => ['NATI', 'ETHN', 'RELI', 'POLI', 'UNIO', 'SEXL'].includes(each))
        : selectors.length > 0 && selectors.every(each => crowdSelectors.includes(each)),
    seeks: ask.seeks ?? [],
    contextFlags: ask.contextFlags ?? [],
    legalReview: said(ask.legalReview),
    judicialFile: ask.judicialFile === true,
    judicialAuthorisation: said(ask.judicialAuthorisation),
    guards: Object.keys(ask.guards),
    green: Object.entries(ask.guards).flatMap(([guard, { state, at }]) => (state === 'green' && at <= now && hoursFrom(now, at) <= 48 ? [guard] : [])),
  }
}

/** The items of a message as Cedar reads them: those of which the same is said, but for their category, are one question. */
export function itemsOf(items: readonly AskItem[], now: string): readonly { [name: string]: unknown }[] {
  const said = new Map<string, { categories: string[] }>()
  for (const { category, ...rest } of items) {
    const of = itemOf(rest, now)
    const key = JSON.stringify(of)
    const known = said.get(key)
    if (known === undefined) said.set(key, { ...of, categories: [category] })
    else if (!known.categories.includes(category)) known.categories.push(category)
  }
  return [...said.values()]
}

function itemOf(item: Omit<AskItem, 'category'>, now: string): { [name: string]: unknown } {
  return {
    provenance: words(item.provenance),
    originator: words(item.originator),
    originCountry: words(item.originCountry),
    ofUnion: union.includes(words(item.originCountry)),
    consented: item.consent !== undefined && hoursFrom(now, item.consent.on) >= -24,
    emergency: item.emergency === true,
    complete: item.complete === true,
    justified: said(item.justification),
    evaluated: said(item.sourceEval) && said(item.infoEval) && said(item.nature),
    likeness: item.match !== undefined,
    confirmed: item.match?.confirmed === true && said(item.match.reason),
    verified: item.verifiedOn !== undefined,
    hoursSince: item.verifiedOn === undefined ? 0 : hoursFrom(now, item.verifiedOn),
  }
}

/** Of a message, what the rules on its items read. */
export function roundItems(message: { [name: string]: unknown }): { [name: string]: unknown } {
  return Object.fromEntries(readByItems.map(name => [name, message[name]]))
}
const readByItems = [
  'law',
  'states',
  'specials',
  'atSender',
  'from',
  'to',
  'fromUnion',
  'fromState',
  'toState',
  'regime',
  'messageType',
  'purpose',
  'crimeArea',
  'subjectCategory',
  'dataCategories',
  'urgency',
  'transferBasis',
  'legalReview',
]
