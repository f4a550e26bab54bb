import { canonicalText, type Json } from '@entraide/ground'
import type { Agreement, Clause, PermitClause } from './agreement.ts'

/**
 * Messages that one text permits and the other does not, as a box: every combination of its lists. `null` in a narrowing
 * dimension = any value. Conditions and prohibitions are not counted in: they are listed apart.
 */
export type PermittedBox = {
  readonly regime: string
  readonly toRegime: string
  readonly messageType: string
  readonly purpose: string
  readonly dataCategories: readonly string[]
  readonly crimeAreas: readonly string[] | null
  readonly subjectCategories: readonly string[] | null
  readonly authorities: readonly string[] | null
  readonly direction: string | null
  readonly bulk: boolean
}
/** One field that differs, by JSON pointer; `null` = absent. */
export type FieldChange = { readonly pointer: string; readonly before: Json; readonly after: Json }
/** A clause that rules and has come, gone or changed. */
export type RulingChange = { readonly clause: string; readonly effect: string; readonly change: 'added' | 'removed' | 'changed' }
/** What an amendment does: what it would newly permit, newly refuse, newly require or no longer require, and every field changed. */
export type AgreementDiff = {
  readonly newlyPermitted: readonly PermittedBox[]
  readonly newlyRefused: readonly PermittedBox[]
  readonly rulings: readonly RulingChange[]
  readonly fields: readonly FieldChange[]
}

/**
 * What `after` would newly permit or refuse against `before`, by combinations of the dimensions, and what else differs.
 * A clause renamed or split that permits the same gives no box.
 */
export function diff(before: Agreement, after: Agreement): AgreementDiff {
  return {
    newlyPermitted: boxesBeyond(after, before),
    newlyRefused: boxesBeyond(before, after),
    rulings: rulingChanges(before, after),
    fields: fieldChanges(before as unknown as Json, after as unknown as Json),
  }
}

type Narrowing = Pick<PermittedBox, 'crimeAreas' | 'subjectCategories' | 'authorities' | 'direction' | 'bulk' | 'toRegime'>
type Key = { readonly regime: string; readonly messageType: string; readonly purpose: string; readonly dataCategory: string }

/** Combinations that `one` permits and `other` does not. */
function boxesBeyond(one: Agreement, other: Agreement): readonly PermittedBox[] {
  const known = narrowingsByKey(other)
  const groups = new Map<string, { key: Omit<Key, 'dataCategory'>; narrowing: Narrowing; dataCategories: string[] }>()
  for (const [text, { key, narrowings }] of narrowingsByKey(one))
    for (const narrowing of narrowings)
      for (const rest of beyond(narrowing, known.get(text)?.narrowings ?? [])) {
        const { dataCategory, ...shared } = key
        const name = canonicalText({ ...shared, ...rest } as unknown as Json)
        const group = groups.get(name)
        if (group === undefined) groups.set(name, { key: shared, narrowing: rest, dataCategories: [dataCategory] })
        else if (!group.dataCategories.includes(dataCategory)) group.dataCategories.push(dataCategory)
      }
  return [...groups.values()].map(({ key, narrowing, dataCategories }) => ({ ...key, ...narrowing, dataCategories }))
}

function narrowingsByKey(agreement: Agreement): Map<string, { key: Key; narrowings: Narrowing[] }> {
  const found = new Map<string, { key: Key; narrowings: Narrowing[] }>()
  for (const clause of agreement.clauses)
    if (clause.effect === 'permit')
      for (const regime of clause.regimes)
        for (const messageType of clause.messageTypes)
          for (const purpose of clause.purposes)
            for (const dataCategory of clause.dataCategories) {
              const text = `${regime} ${messageType} ${purpose} ${dataCategory}`
              const entry = found.get(text) ?? { key: { regime, messageType, purpose, dataCategory }, narrowings: [] }
              entry.narrowings.push(narrowingOf(clause, regime))
              found.set(text, entry)
            }
  return found
}

function narrowingOf(clause: PermitClause, regime: string): Narrowing {
  return {
    crimeAreas: clause.crimeAreas ?? null,
    subjectCategories: clause.subjectCategories ?? null,
    authorities: clause.authorities ?? null,
    direction: clause.direction ?? null,
    bulk: clause.bulk ?? false,
    toRegime: clause.toRegime ?? regime,
  }
}

/** The parts of a narrowing that none of the others covers; one list dimension is cut at a time, which keeps boxes readable. */
function beyond(narrowing: Narrowing, others: readonly Narrowing[]): readonly Narrowing[] {
  let rest: readonly Narrowing[] = [narrowing]
  for (const other of others) rest = rest.flatMap(part => cut(part, other))
  return rest
}

const listDimensions = ['crimeAreas', 'subjectCategories'] as const

/** `part` without what `other` covers, as boxes that do not overlap. */
function cut(part: Narrowing, other: Narrowing): readonly Narrowing[] {
  if (other.toRegime !== part.toRegime || (part.bulk && !other.bulk)) return [part]
  if (other.direction !== null && other.direction !== part.direction) return [part]
  // Both ends must be on the list of authorities, so a list that is not wholly inside cannot be cut into boxes.
  if (other.authorities !== null && !(part.authorities?.every(node => other.authorities?.includes(node)) ?? false)) return [part]
  const left: Narrowing[] = []
  let common = part
  for (const name of listDimensions) {
    const theirs = other[name]
    if (theirs === null) continue
    const ours = common[name]
    // Anything against a list: what lies outside the list cannot be written as a list, so the part stays as it is.
    if (ours === null) return [part]
    const outside = ours.filter(code => !theirs.includes(code))
    const inside = ours.filter(code => theirs.includes(code))
    if (inside.length === 0) return [part]
    if (outside.length > 0) left.push({ ...common, [name]: outside })
    common = { ...common, [name]: inside }
  }
  return left
}

function rulingChanges(before: Agreement, after: Agreement): readonly RulingChange[] {
  const rules = (agreement: Agreement) =>
    new Map(agreement.clauses.filter(clause => clause.effect === 'condition' || clause.effect === 'prohibit').map(clause => [clause.id, clause]))
  const ruling = (clause: Clause) => {
    const { summary, note, status, illustrative, illustrativeFields, sourceIds, familyRefs, articleNumber, topic, ...decisive } = clause
    return canonicalText(decisive as unknown as Json)
  }
  const [old, young] = [rules(before), rules(after)]
  const changes: RulingChange[] = []
  for (const [id, clause] of young) {
    const was = old.get(id)
    if (was === undefined) changes.push({ clause: id, effect: clause.effect, change: 'added' })
    else if (ruling(was) !== ruling(clause)) changes.push({ clause: id, effect: clause.effect, change: 'changed' })
  }
  for (const [id, clause] of old) if (!young.has(id)) changes.push({ clause: id, effect: clause.effect, change: 'removed' })
  return changes
}

/** Every leaf that differs. Lists of things with an `id` are compared by it, so that an inserted clause is one change. */
function fieldChanges(before: Json, after: Json, pointer = ''): readonly FieldChange[] {
  if (before === after || canonicalText(before) === canonicalText(after)) return []
  const [old, young] = [membersOf(before), membersOf(after)]
  if (old === null || young === null) return [{ pointer, before, after }]
  return [...new Set([...old.keys(), ...young.keys()])].flatMap(name => {
    const at = `${pointer}/${name}`
    const [was, is] = [old.get(name), young.get(name)]
    if (was === undefined || is === undefined) return [{ pointer: at, before: was ?? null, after: is ?? null }]
    return fieldChanges(was, is, at)
  })
}

function membersOf(value: Json): ReadonlyMap<string, Json> | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return new Map(Object.entries(value as { readonly [name: string]: Json }))
  const ids = value.map((each: Json) => (typeof each === 'object' && each !== null && !Array.isArray(each) ? (each as { readonly id?: Json }).id : undefined))
  return ids.length > 0 && ids.every(id => typeof id === 'string') ? new Map(value.map((each: Json, at) => [ids[at] as string, each])) : null
}
