import { codesOf } from '@entraide/vocabulary'
import type { Agreement, Ask, AskItem, AskThread, Policy } from '../src/index.ts'
import { plain } from './asks.ts'
import { policies } from './files.ts'
import type { Asked } from './shortest.ts'

/** One thing wrong with a case: the fields it changes, or null when such a case cannot have it. `how` picks among its forms. */
export type Slip = (
  asked: Asked,
  how: number,
) => { readonly ask?: Partial<Ask>; readonly agreement?: Agreement; readonly policy?: Policy | null; readonly standing?: Asked['standing'] } | null

const pick = <T>(of: readonly T[], how: number): T => of[how % of.length] as T
const field = (change: (ask: Ask, how: number) => Partial<Ask> | null): Slip => {
  return ({ ask }, how) => {
    const changed = change(ask, how)
    return changed === null ? null : { ask: changed }
  }
}
/** Something wrong with one of the items. */
const item = (change: (one: AskItem, ask: Ask, how: number) => Partial<AskItem> | null): Slip =>
  field((ask, how) => {
    if (ask.items === undefined || ask.items.length === 0) return null
    const at = how % ask.items.length
    const changed = change(ask.items[at] as AskItem, ask, how)
    return changed === null ? null : { items: ask.items.map((one, place) => (place === at ? { ...one, ...changed } : one)) }
  })
/** Something wrong with what the message answered had settled. */
const thread = (change: (ask: Ask, how: number) => Partial<AskThread> | null): Slip =>
  field((ask, how) => {
    const changed = change(ask, how)
    return changed === null ? null : { thread: { ...(ask.thread ?? { messageType: 'REQ', purpose: ask.purpose || 'PREV', handling: [] }), ...changed } }
  })
const anotherDay = new Map<Agreement, readonly [Agreement, Agreement, Agreement]>()
/** The same agreement before its first day, after its last, and without an impact assessment. */
function otherTimes(agreement: Agreement): readonly Agreement[] {
  const known = anotherDay.get(agreement)
  if (known !== undefined) return known
  const between = (from: string, until: string | null) => ({ ...agreement, inForce: { ...agreement.inForce, from, until } }) as Agreement
  const made = [between('2027-01-01', null), between('2020-01-01', '2025-12-31'), { ...agreement, dpia: null }] as const
  anotherDay.set(agreement, made)
  return made
}
/** The categories of an ask and one more. */
const also = (ask: Ask, category: string): readonly string[] => [...new Set([...ask.dataCategories, category])]
const asking = ['REQ', 'HNH', 'IDR', 'DEC']
const telling = ['SPO', 'WAR', 'FTN', 'SEI', 'THB', 'THR']
const is = (types: readonly string[], ask: Ask) => types.includes(ask.messageType ?? '')
const permitOf = ({ agreement, ask }: Asked) => {
  const clause = agreement.clauses.find(each => each.id === ask.clause)
  return clause?.effect === 'permit' ? clause : null
}
const authorities = ({ agreement }: Asked) => agreement.competentAuthorities
const demanded = ({ agreement, ask }: Asked, ...names: readonly string[]) =>
  agreement.clauses.some(
    rule =>
      (rule.effect === 'condition' || rule.effect === 'prohibit') &&
      (rule.appliesTo?.messageTypes?.includes(ask.messageType ?? '') ?? true) &&
      (rule.effect === 'condition' ? rule.requires : rule.when).some(name => names.includes(name)),
  )
const stop = (asked: Asked, state: 'signed' | 'half-signed' | 'suspended' | 'frozen') => ({
  standing: {
    hash: 'a'.repeat(64),
    signedBy: [],
    suspendedBy: state === 'suspended' ? [asked.ask.to] : [],
    frozenBy: state === 'frozen' ? [asked.ask.from] : [],
    state,
  } as unknown as Asked['standing'],
})
const crowdText = 'Please send us the list of all passengers of that week.'
const asylumText = 'He was heard on his claim for asylum.'
const noise = ['', 'nonsense', 'toString', '__proto__']

/** What can be wrong with any case. */
const common: readonly Slip[] = [
  // The agreement, its time, its standing between the two.
  ({ agreement }) => ({ agreement: otherTimes(agreement)[0] as Agreement }),
  ({ agreement }) => ({ agreement: otherTimes(agreement)[1] as Agreement }),
  ({ agreement }) => ({ agreement: otherTimes(agreement)[2] as Agreement }),
  (asked, how) => stop(asked, pick(['signed', 'half-signed'], how)),
  asked => stop(asked, 'suspended'),
  asked => stop(asked, 'frozen'),
  // The own law.
  ({ ask }) => ({ policy: [...policies.values()].find(each => each.node !== ask.from && each.node !== ask.to) ?? null }),
  ({ ask, policy }, how) =>
    policy === null ? null : { policy: { ...policy, refusedDataCategories: [pick(ask.dataCategories.length > 0 ? ask.dataCategories : ['NAME'], how)] } },
  ({ policy }) => (policy === null ? null : { policy: { ...policy, requiredHandling: ['H1'], classificationCeiling: 'U' } }),
  // What every ask says, and the clause it cites.
  field((_, how) => ({ [pick(['from', 'to', 'regime', 'messageType', 'purpose', 'classification'], how)]: how % 2 === 0 ? '' : null })),
  field(ask => (is(asking, ask) ? { urgency: null } : null)),
  field(ask => (ask.dataCategories.length > 0 ? { dataCategories: [], items: undefined as never } : null)),
  field((_, how) => ({ clause: how % 2 === 0 ? '' : null })),
  () => ({ ask: { clause: 'C99' } }),
  ({ agreement }) => ({ ask: { clause: agreement.clauses.find(each => each.effect !== 'permit')?.id ?? 'C99' } }),
  ({ agreement }, how) => ({ ask: { clause: pick(agreement.clauses, how).id } }),
  (asked, how) => {
    const other = pick(codesOf('purpose'), how)
    return { ask: { purpose: other, ...(asked.ask.thread === undefined ? {} : { thread: { ...asked.ask.thread, purpose: other } }) } }
  },
  ({ agreement, ask }) => {
    const forbidden = agreement.clauses.flatMap(rule => (rule.effect === 'prohibit' && rule.when.includes('always') ? (rule.appliesTo?.purposes ?? []) : []))[0]
    if (forbidden === undefined) return null
    return { ask: { purpose: forbidden, ...(ask.thread === undefined ? {} : { thread: { ...ask.thread, purpose: forbidden } }) } }
  },
  field((_, how) => ({ messageType: pick(codesOf('messageType'), how) })),
  field((_, how) => ({ messageType: pick(['WDW', 'FBK', 'CLR', 'ACK', 'IDS'], how) })),
  (asked, how) => {
    const outside = codesOf('dataCategory').filter(each => !permitOf(asked)?.dataCategories.includes(each))
    return outside.length === 0 ? null : { ask: { dataCategories: also(asked.ask, pick(outside, how)) } }
  },
  field((_, how) => ({ urgency: pick(['ID45', 'ID45', 'nonsense', ''], how) })),
  field((_, how) => ({
    [pick(['purpose', 'crimeArea', 'subjectCategory', 'transferBasis', 'classification', 'urgency', 'clause'], how)]: pick(noise, Math.floor(how / 7)),
  })),
  field((ask, how) =>
    pick(
      [
        { assurances: [...new Set([...ask.assurances, 'XXX'])] },
        { handling: [...new Set([...ask.handling, 'H9'])] },
        { guards: { ...ask.guards, toString: { state: 'green', at: '2026-11-22T09:00:00.000Z' } } as never },
      ],
      how,
    ),
  ),
  item((_, __, how) => ({ [pick(['sourceEval', 'infoEval', 'provenance', 'category'], how)]: pick(['Z', 'nonsense', 'toString'], how) })),
  thread((ask, how) =>
    pick<Partial<AskThread>>([{ handling: [...new Set([...ask.handling, 'H9'])] }, { classification: 'toString' }, { purpose: 'nonsense' }], how),
  ),
  field((_, how) => ({ [pick(['crimeArea', 'subjectCategory'], how)]: null })),
  field(ask => (is(asking, ask) ? { subjects: 21 } : null)),
  item(one => (one.consent === undefined ? null : { consent: { ...one.consent, on: '2026-12-24' as never } })),
  field(ask => (ask.handling.includes('H3') ? { restrictions: [' ', '\u200b'] } : null)),
  // The two ends.
  field((_, how) => ({ [pick(['from', 'to'], how)]: '  ' })),
  field(({ from }) => ({ to: from })),
  // The thread: what the message answered had settled.
  thread(ask => ({ purpose: ask.purpose === 'PREV' ? 'INVE' : 'PREV' })),
  thread(ask => ({ handling: [...ask.handling, ask.handling.includes('H1') ? 'H0' : 'H1'] })),
  thread((_, how) => ({ classification: pick(['DR', 'DR', 'R'], how) })),
  thread((_, how) => ({ holdUntil: pick(['2026-12-01', '2026-12-24', '2027-01-14'], how) as never })),
  field((ask, how) => ({
    classification: 'U',
    thread: { messageType: 'REQ', purpose: ask.purpose || 'PREV', handling: [], classification: pick(['DR', 'R'], how) },
  })),
  // What is sought, of whom, why.
  field((_, how) => ({ seeks: pick([['information', 'arrest'], ['evidence'], ['suspicious-transactions'], ['customs-data']], how) })),
  (asked, how) =>
    is([...asking, ...telling], asked.ask) || demanded(asked, 'detailed-reasons')
      ? { ask: { reasons: pick([null, '', '  '], how), necessityNote: undefined as never } }
      : null,
  field((ask, how) => {
    const where = pick(['reasons', 'facts', 'link', 'need', 'urgency', 'limits', 'title', 'note', 'item', 'attachments/0/name'], how)
    if (where === 'reasons') return { reasons: crowdText }
    if (where === 'title' || where === 'note' || where === 'attachments/0/name') return { texts: { ...ask.texts, [where]: crowdText } }
    if (where === 'item') return { texts: { ...ask.texts, 'items/0/text': crowdText } }
    return { statement: { facts: 'He was seen.', need: 'He lives here.', urgency: 'He leaves.', [where]: crowdText } }
  }),
  field((_, how) => ({ selectors: pick([['nationality'], ['religion', 'place'], []], how) })),
  field((_, how) => ({ subjects: pick([0, 0, 2], how) })),
  field((_, how) => ({ contextFlags: [pick(['political', 'military', 'religious', 'racial'], how)] })),
  field((_, how) => ({ contextFlags: [pick(['journalist', 'activist', 'lawyer'], how)], legalReview: pick([undefined, '  '], how) as never })),
  field(() => ({ judicialFile: true, judicialAuthorisation: undefined as never })),
  // Handling, level, basis, assurances.
  field(ask => ({ handling: [...ask.handling.filter(code => code !== 'H3'), 'H3'], restrictions: undefined as never })),
  field((_, how) => ({ classification: pick(['R', 'C', 'TS'], how) })),
  field((_, how) => ({ transferBasis: pick([...codesOf('transferBasis')], how) })),
  // Item by item: evaluation, age, likeness, origin, taint.
  item((_, __, how) => ({
    match: pick(
      [
        { confirmed: false, reason: 'He looks like him.' },
        { confirmed: true, reason: '  ' },
      ],
      how,
    ),
  })),
  item((_, __, how) => ({ originator: pick(['BE-VSSE', 'MA-DGST-DESK'], how), originCountry: undefined as never, consent: undefined as never })),
  item(() => ({ provenance: 'PART', originCountry: undefined as never, consent: undefined as never })),
  // A danger that is on record, and yet no reason not to ask: not urgent, another basis, a state outside the Union, a service of one's own state.
  item((_, ask) =>
    ask.urgency === 'IMM' && ask.transferBasis === 'LED-38-1-c'
      ? null
      : { originCountry: 'FR', originator: undefined as never, consent: undefined as never, emergency: true },
  ),
  field((ask, how) =>
    ask.items === undefined || ask.regime !== 'LE'
      ? null
      : {
          urgency: 'IMM',
          transferBasis: 'LED-38-1-c',
          items: ask.items.map(one => ({
            ...one,
            ...pick(
              [
                { originCountry: 'US', originator: undefined as never },
                { originator: 'BE-VSSE', originCountry: undefined as never },
              ],
              how,
            ),
            consent: undefined as never,
            emergency: true,
          })),
        },
  ),
  // What a third had given the addressee first is not the addressee's to have back.
  item((_, { to }, how) =>
    to ? { originator: to, originCountry: pick(['FR', 'US'], how), consent: undefined as never, emergency: undefined as never } : null,
  ),
  field(ask => (ask.items === undefined ? null : { items: ask.items.filter(one => one.category !== ask.items?.[0]?.category) })),
  field(ask => (ask.items === undefined ? null : { items: [...ask.items, { ...(ask.items[0] ?? {}), category: 'RELA' } as AskItem] })),
  // What needs strict necessity, and what never leaves.
  item((one, _, how) => (['FING', 'FACE', 'DNAP', 'HEAL', 'ETHN'].includes(one.category) ? { justification: pick([undefined, '  '], how) as never } : null)),
  field((ask, how) => ({ dataCategories: also(ask, pick(['FING', 'HEAL', 'ETHN', 'SEXL'], how)) })),
  field((ask, how) =>
    how % 2 === 0
      ? { dataCategories: also(ask, 'EURO') }
      : {
          dataCategories: also(ask, 'EURO'),
          items: [...(ask.items ?? []), { category: 'EURO', sourceEval: 'A', infoEval: '1', nature: 'fact' }],
        },
  ),
  field((ask, how) => ({
    dataCategories: also(ask, 'VICD'),
    ...(how % 2 === 0 ? {} : { items: [...(ask.items ?? []), { category: 'VICD', sourceEval: 'A', infoEval: '1', nature: 'fact' }] }),
  })),
  item(one => (['VICD', 'EURO'].includes(one.category) ? { consent: undefined as never } : null)),
  field((ask, how) => {
    const where = pick(['reasons', 'caseReference', 'necessityNote', 'event', 'statement', 'restrictions', 'title', 'attachments/0/name'], how)
    if (where === 'statement') return { statement: { facts: 'He was seen.', need: 'He lives here.', urgency: 'He leaves.', limits: asylumText } }
    if (where === 'restrictions') return { restrictions: [asylumText] }
    if (where.includes('title') || where.includes('/')) return { texts: { ...ask.texts, [where]: asylumText } }
    return { [where]: asylumText }
  }),
  field((ask, how) => ({
    guards: {
      ...ask.guards,
      [pick(['ASY', 'MIN', 'INF', 'RET'], how)]: pick(
        [
          { state: 'red', at: '2026-11-22T09:00:00.000Z' },
          { state: 'green', at: '2026-11-20T09:00:00.000Z' },
          { state: 'green', at: '2026-11-24T09:00:00.000Z' },
          { state: 'open', at: '2026-11-22T09:00:00.000Z' },
        ],
        Math.floor(how / 4),
      ) as never,
    },
  })),
  field(ask => (Object.keys(ask.guards).length > 0 ? { guards: {} } : null)),
  // How long, in what language.
  field(() => ({ holdUntil: '2026-01-01' as never, holdDays: undefined as never })),
  field((ask, how) => ({
    holdUntil: undefined as never,
    holdDays: pick([5_000, 2_000, 340], how),
    thread: ask.thread === undefined ? (undefined as never) : { ...ask.thread, holdUntil: undefined as never },
  })),
  field((_, how) => ({ language: pick(['de', 'rif', 'nl', 'ar'], how) })),
  // Within the rules, and looks like a slip: reasons stand for a note of necessity.
  field(ask => (is(telling, ask) ? { reasons: plain.reasons, necessityNote: undefined as never } : null)),
]

/** What can be wrong with few cases only. */
const rare: readonly Slip[] = [
  (asked, how) => (is(asking, asked.ask) || demanded(asked, 'ongoing-case-reference') ? { ask: { caseReference: pick([null, '', '  '], how) } } : null),
  item((_, __, how) => ({ [pick(['sourceEval', 'infoEval', 'nature'], how)]: undefined })),
  field((ask, how) => ({ assurances: ask.assurances.filter(code => code !== pick(['NDP', 'NTT', 'SPE', 'NON', 'DEL'], how)) })),
  ({ ask }, how) => {
    const law = [...policies.values()].find(each => each.node === ask.from && each.maxVerifiedAgeDays !== undefined)
    const verifiedOn = pick(['2024-01-01', undefined], how) as never
    return law === undefined || ask.items === undefined ? null : { ask: { items: ask.items.map(one => ({ ...one, verifiedOn })) }, policy: law }
  },
  (asked, how) => (demanded(asked, 'legal-review') ? { ask: { legalReview: pick([undefined, '  '], how) as never } } : null),
  field(ask => (ask.items === undefined ? null : { items: ask.items.map(one => ({ ...one, provenance: 'STMD' })), legalReview: undefined as never })),
  field(ask => ({ dataCategories: also(ask, 'ASYL') })),
  field(ask =>
    is(asking, ask) ? { selectors: undefined as never, dataCategories: ['NATI'], items: ask.items?.filter(one => one.category === 'NATI') as never } : null,
  ),
  ({ ask, agreement }, how) => {
    const cases = agreement.transferBases.filter(each => /^LED-38-1-[de]$/.test(each))
    return cases.length === 0 || ask.regime !== 'LE' ? null : { ask: { transferBasis: pick(cases, how), rightsTest: undefined as never } }
  },
  field((_, how) => ({ crimeArea: pick([null, '', 'VEHI', ...codesOf('crimeArea')], how) })),
  field((_, how) => ({ subjectCategory: pick([null, '', ...codesOf('subjectCategory')], how) })),
  field(() => ({ from: 'BE-NIL-DESK' })),
  field(() => ({ to: 'MA-DGST-DESK' })),
  field((_, how) => ({ handling: pick([[], ['H1'], ['H0']], how) })),
  item((_, __, how) => ({ verifiedOn: pick(['2026-11-25', '2026-12-24'], how) as never })),
  item((_, __, how) => ({ originCountry: pick(['FR', 'ES', 'DE'], how), consent: undefined as never, emergency: undefined as never })),
  item(() => ({ provenance: 'STMX' })),
]

/** What can be wrong with very few. */
const rarest: readonly Slip[] = [
  asked => {
    const own = permitOf(asked)?.toRegime ?? asked.ask.regime
    const other = authorities(asked).find(
      each => each.regime !== own && each.node.startsWith(asked.ask.to?.slice(0, 2) ?? '') && each.purposes.includes(asked.ask.purpose ?? ''),
    )
    return other === undefined ? null : { ask: { to: other.node }, policy: null }
  },
  asked => {
    // The same question under another law than the clause's: both ends and the basis are of that law, only the clause is not.
    const [from, to] = ['BE', 'MA'].map(state => authorities(asked).find(each => each.regime !== asked.ask.regime && each.node.startsWith(state)))
    if (from === undefined || to === undefined || asked.ask.regime === 'AM') return null
    return { ask: { from: from.node, to: to.node, regime: from.regime, transferBasis: 'GDPR-49-1-d' }, policy: null }
  },
  field(ask =>
    ask.dataCategories.includes('VEHI') && ask.items !== undefined
      ? { items: ask.items.map(one => (one.category === 'VEHI' ? { ...one, complete: false } : one)) }
      : null,
  ),
  asked => {
    const permit = permitOf(asked)
    const other = authorities(asked).find(each => each.regime === asked.ask.regime && permit?.authorities?.includes(each.node) === false)
    return other === undefined ? null : { ask: { from: other.node }, policy: null }
  },
  asked => {
    const other = authorities(asked).find(
      each => each.regime === asked.ask.regime && each.node !== asked.ask.from && !each.purposes.includes(asked.ask.purpose ?? ''),
    )
    return other === undefined ? null : { ask: { to: other.node }, policy: null }
  },
  (asked, how) =>
    demanded(asked, 'facts-stated', 'need-stated', 'urgency-reasoned')
      ? { ask: { urgency: 'IMM', statement: pick([{ facts: '  ', need: 'He lives here.', urgency: 'He leaves.' }, { facts: 'He was seen.' }], how) } }
      : null,
  (asked, how) => (demanded(asked, 'event-named') ? { ask: { event: pick([undefined, '  '], how) as never } } : null),
  asked => (permitOf(asked)?.direction === undefined ? null : { ask: { from: asked.ask.to, to: asked.ask.from }, policy: null }),
  field((_, how) => ({ transferBasis: pick(['', null], how) })),
  (asked, how) =>
    is([...asking, ...telling], asked.ask) || demanded(asked, 'detailed-reasons')
      ? { ask: { reasons: pick(['urgent', 'urgent urgent case', 'a b c d'], how), necessityNote: undefined as never } }
      : null,
]

const times = (often: number, of: readonly Slip[]) => Array<readonly Slip[]>(often).fill(of).flat()
/** Everything that can be wrong with a case; the rare ones several times, so that they are met as well. */
export const slips: readonly Slip[] = [...common, ...times(3, rare), ...times(7, rarest)]
