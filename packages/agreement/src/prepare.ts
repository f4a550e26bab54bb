import { type Instant, laterDate, startOfDay } from '@entraide/ground'
import type { Agreement, AppliesTo, CompetentAuthority, Party, PermitClause, RulingParameters } from './agreement.ts'
import type { Ask } from './ask.ts'
import type { Policy, PolicyRule } from './policy.ts'
import { type Predicate, prohibitions, requirements } from './predicate.ts'
import { isSaid } from './said.ts'
import { classificationRank } from './terms.ts'
import type { UnmetCode } from './unmet.ts'

/** The moments between which an agreement binds: the later of the first midnights, the earlier of the last. */
export type Window = { readonly startsAt: Instant; readonly endsAt: Instant | null }

/** When an agreement starts and ends: its first day in the last capital to reach it, its last in the first to leave it. */
export function windowOf(agreement: Pick<Agreement, 'parties' | 'inForce'>): Window {
  const known = windows.get(agreement)
  if (known !== undefined) return known
  const { from, until } = agreement.inForce
  const starts = agreement.parties.map(party => startOfDay(from, party.timeZone)).sort()
  const ends = until === null ? [] : agreement.parties.map(party => startOfDay(laterDate(until, 1), party.timeZone)).sort()
  const window = { startsAt: starts.at(-1) as Instant, endsAt: ends[0] ?? null }
  windows.set(agreement, window)
  return window
}
/** Midnights in capitals are looked up once an agreement: the calendar of a zone is slow to ask. */
const windows = new WeakMap<object, Window>()

export type PreparedPermit = {
  readonly clause: PermitClause
  readonly regimes: ReadonlySet<string>
  readonly messageTypes: ReadonlySet<string>
  readonly purposes: ReadonlySet<string>
  readonly dataCategories: ReadonlySet<string>
  readonly crimeAreas: ReadonlySet<string> | null
  readonly subjectCategories: ReadonlySet<string> | null
  readonly authorities: ReadonlySet<string> | null
  readonly fromState: string | null
  readonly toState: string | null
}

/** One predicate of a ruling; every test has the same fields, present or undefined, which the engine reads fast. */
type Test = {
  readonly name: string
  readonly code: UnmetCode
  readonly field: string | undefined
  readonly fieldIn: Predicate['fieldIn']
  readonly codeIfEmpty: Predicate['codeIfEmpty'] | undefined
  readonly atSenderOnly: boolean
  readonly holds: Predicate['holds']
}
/** A condition, a prohibition or a policy rule, ready to be asked. */
export type Ruling = {
  readonly id: string
  readonly forbids: boolean
  readonly appliesTo: AppliesTo | undefined
  readonly side: 'sending' | 'receiving' | undefined
  readonly parameters: { readonly [name in keyof RulingParameters]-?: RulingParameters[name] | undefined }
  readonly ground: string | null
  readonly tests: readonly Test[]
}

/** An agreement taken apart once, so that each question is a few look-ups. */
export type Prepared = {
  readonly agreement: Agreement
  readonly window: Window
  readonly ceiling: number
  readonly authorities: ReadonlyMap<string, { readonly of: CompetentAuthority; readonly purposes: ReadonlySet<string> }>
  readonly parties: ReadonlyMap<string, Party>
  readonly permits: ReadonlyMap<string, PreparedPermit>
  readonly clauseIds: ReadonlySet<string>
  readonly rulings: readonly Ruling[]
  readonly rulingsByType: Map<string, readonly Ruling[]>
  readonly transferBases: ReadonlySet<string>
  readonly languages: ReadonlySet<string>
}

const prepared = new WeakMap<Agreement, Prepared>()
/** Takes an agreement apart; the same object is taken apart once. An agreement is never changed after it is read. */
export function prepare(agreement: Agreement): Prepared {
  const known = prepared.get(agreement)
  if (known !== undefined) return known
  const rulings: Ruling[] = []
  const permits = new Map<string, PreparedPermit>()
  for (const clause of agreement.clauses) {
    if (clause.effect === 'permit') permits.set(clause.id, preparePermit(clause))
    else if (clause.effect === 'condition' || clause.effect === 'prohibit')
      rulings.push({
        id: clause.id,
        forbids: clause.effect === 'prohibit',
        appliesTo: clause.appliesTo,
        side: undefined,
        parameters: parametersOf(clause),
        ground: clause.denyCode ?? null,
        tests: clause.effect === 'condition' ? testsOf(clause.requires, requirements) : testsOf(clause.when, prohibitions),
      })
  }
  const result: Prepared = {
    agreement,
    window: windowOf(agreement),
    ceiling: classificationRank(agreement.classificationCeiling ?? 'DR') ?? 0,
    authorities: new Map(agreement.competentAuthorities.map(each => [each.node, { of: each, purposes: new Set(each.purposes) }])),
    parties: new Map(agreement.parties.map(party => [party.state, party])),
    permits,
    clauseIds: new Set(agreement.clauses.map(clause => clause.id)),
    rulings,
    rulingsByType: new Map(),
    transferBases: new Set(agreement.transferBases),
    languages: new Set(agreement.languages),
  }
  prepared.set(agreement, result)
  return result
}

/** The rulings that can touch a message type; worked out at the first question of that type. */
export function rulingsFor(one: Prepared, messageType: string): readonly Ruling[] {
  let found = one.rulingsByType.get(messageType)
  if (found === undefined) {
    found = one.rulings.filter(ruling => ruling.appliesTo?.messageTypes?.includes(messageType) ?? true)
    if (one.rulingsByType.size < 64) one.rulingsByType.set(messageType, found)
  }
  return found
}

const preparedPolicies = new WeakMap<Policy, readonly Ruling[]>()
/** A policy's rules as rulings, taken apart once. */
export function policyRulings(policy: Policy): readonly Ruling[] {
  let found = preparedPolicies.get(policy)
  if (found === undefined) {
    found = policy.rules.map(policyRuling)
    preparedPolicies.set(policy, found)
  }
  return found
}

function policyRuling(rule: PolicyRule): Ruling {
  const forbids = rule.effect === 'prohibit'
  return {
    id: rule.id,
    forbids,
    appliesTo: rule.appliesTo,
    side: rule.side,
    parameters: parametersOf(rule),
    ground: null,
    tests: forbids ? testsOf(rule.when, prohibitions) : testsOf(rule.requires, requirements),
  }
}

/** A name outside the closed list can reach this only past the reader; it can never be told, so it refuses. */
function testsOf(names: readonly string[], table: { readonly [name: string]: Predicate }): readonly Test[] {
  return names.map(name => {
    const known = Object.hasOwn(table, name) ? table[name] : undefined
    if (known === undefined)
      return { name, code: 'predicate-unknown', field: undefined, fieldIn: undefined, codeIfEmpty: undefined, atSenderOnly: false, holds: () => null }
    return {
      name,
      code: known.code,
      field: known.field,
      fieldIn: known.fieldIn,
      codeIfEmpty: known.codeIfEmpty,
      atSenderOnly: known.atSenderOnly === true,
      holds: known.holds,
    }
  })
}

function parametersOf({ guards, assurances, handling, languages, maxHoldDays }: RulingParameters): Ruling['parameters'] {
  return { guards, assurances, handling, languages, maxHoldDays }
}

function preparePermit(clause: PermitClause): PreparedPermit {
  const narrow = (codes: readonly string[] | undefined) => (codes === undefined ? null : new Set(codes))
  return {
    clause,
    regimes: new Set(clause.regimes),
    messageTypes: new Set(clause.messageTypes),
    purposes: new Set(clause.purposes),
    dataCategories: new Set(clause.dataCategories),
    crimeAreas: narrow(clause.crimeAreas),
    subjectCategories: narrow(clause.subjectCategories),
    authorities: narrow(clause.authorities),
    fromState: clause.direction?.slice(0, 2) ?? null,
    toState: clause.direction?.slice(4) ?? null,
  }
}

/** Whether a ruling applies to an ask; or the field that would tell, where all else matches and the ask does not say it yet. */
export type Reach = 'applies' | 'elsewhere' | 'crimeArea' | 'subjectCategory'

/**
 * Whether a ruling applies: every dimension it names matches; of data categories one in common is enough. What it would apply to
 * if a field were said is not let by because the field is left open: deny is the default.
 */
export function reachOf(to: AppliesTo | undefined, ask: Ask): Reach {
  if (to === undefined) return 'applies'
  const has = (codes: readonly string[] | undefined, value: string | null) => codes === undefined || (value !== null && codes.includes(value))
  const matches =
    has(to.regimes, ask.regime) &&
    has(to.messageTypes, ask.messageType) &&
    has(to.purposes, ask.purpose) &&
    (to.dataCategories === undefined || to.dataCategories.some(category => ask.dataCategories.includes(category))) &&
    (to.direction === undefined || (ask.from?.slice(0, 2) === to.direction.slice(0, 2) && ask.to?.slice(0, 2) === to.direction.slice(4)))
  if (!matches) return 'elsewhere'
  const crime = to.crimeAreas !== undefined && !isSaid(ask.crimeArea)
  const subject = to.subjectCategories !== undefined && !isSaid(ask.subjectCategory)
  if (!crime && !has(to.crimeAreas, ask.crimeArea)) return 'elsewhere'
  if (!subject && !has(to.subjectCategories, ask.subjectCategory)) return 'elsewhere'
  return crime ? 'crimeArea' : subject ? 'subjectCategory' : 'applies'
}
