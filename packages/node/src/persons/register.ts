import { randomBytes } from 'node:crypto'
import { type Instant, instantOf, isRefusal, type Refusal } from '@entraide/ground'
import {
  type Comparison,
  compare,
  createIndex,
  decibansOf,
  keysVersion,
  type Person,
  type PersonIndex,
  type Prepared,
  prepare,
  type WritingFlag,
} from '@entraide/identity'
import type { StorePlace } from '../store/database.ts'
import { bucketOf, parts, rowsUnder } from './bucket.ts'
import { giveBack } from './give-back.ts'
import { type Ground, groundOf, stateIn } from './ground.ts'
import { type IntakeOptions, type IntakeReport, type RecordSource, takeIn, takeOne } from './intake.ts'
import type { Tag } from './keyed-hash.ts'
import { type HeldRecord, openRecord } from './record.ts'
import { searchKeys } from './search-keys.ts'
import { openShelf } from './shelf.ts'
import { openState, readiness, type State } from './state.ts'

/** How a search is narrowed: `top` hits, 10 if absent; `population` it could be, the register's size if absent; `protected` meets protected records too. */
export type RegisterSearch = { readonly top?: number; readonly population?: number; readonly protected?: boolean }
/** A record found, and how it compares with the person asked for: asked first, held second. */
export type RegisterHit = { readonly record: HeldRecord; readonly comparison: Comparison }
export type RegisterFound = { readonly hits: readonly RegisterHit[]; readonly population: number; readonly flags: readonly WritingFlag[] }

/**
 * A register of persons at rest: sealed records under keyed hashes of their blocking keys (design section 6), on SQLite or PostgreSQL. Names, dates,
 * references and ids never stand in the clear; what the hashes and lengths still tell is written in docs/threat-model.md.
 */
export type Register = {
  /** Takes a file of JSON lines in; see `takeIn`. */
  readonly takeIn: (source: RecordSource, options?: IntakeOptions) => Promise<IntakeReport | Refusal<'records-bad' | 'holdings-busy'>>
  /** Puts one record in the place of whatever stands under its id. */
  readonly put: (record: HeldRecord) => Promise<'added' | 'changed' | 'same'>
  /** Takes one out; false if none stood under the id. */
  readonly remove: (id: string) => Promise<boolean>
  /** Ranks the records most likely to be a person. Refuses while records are half taken in (`register-unfinished`) or stand under older keys (`register-outdated`). */
  readonly search: (person: Person, options?: RegisterSearch) => Promise<RegisterFound | Refusal<'register-unfinished' | 'register-outdated'>>
  readonly state: () => Promise<RegisterState>
  /** Loads all but protected records into an index in memory. `heard` is told how many are in. */
  readonly intoMemory: (heard?: (persons: number) => void) => Promise<PersonIndex | Refusal<'register-unfinished' | 'register-outdated'>>
  /** Bytes at rest: of the postings with their tree, and of the sealed records. */
  readonly bytes: () => Promise<{ readonly index: number; readonly records: number }>
  readonly close: () => Promise<void>
}
export type RegisterState = {
  readonly persons: number
  readonly ready: boolean
  readonly builtAt: Instant | null
  readonly keysVersion: number | null
  readonly outdated: boolean
  /** How far a taking-in is, for whoever waits for it: rows read, parts put in their places. */
  readonly takingIn: { readonly stage: 'reading' | 'placing'; readonly read: number; readonly placed: number; readonly places: number } | null
}

/** Rows visited under the tags of one question, rare tags first, and rows under one tag: so that the commonest name costs no more than any. */
const mostVisited = 20_000
const mostUnderTag = 8_000
/** Records opened and compared: those that share the rarest keys. A question without birth date shares one key with all namesakes, and needs more. */
const compared = { dated: 64, undated: 192 } as const
const preparedKept = 4_096

/**
 * Opens the register at a place. `register-key-wrong` if it was made with another key.
 * @param key - 32 bytes; the register cannot be read without it, nor made again
 */
export async function openRegister(
  place: StorePlace,
  key: Uint8Array,
  {
    random = bytes => new Uint8Array(randomBytes(bytes)),
    now = () => instantOf(Date.now()),
  }: { readonly random?: (bytes: number) => Uint8Array; readonly now?: () => Instant } = {},
): Promise<Register | Refusal<'register-key-wrong'>> {
  const shelf = await openShelf(place)
  const ground = groundOf(shelf, key, random, now)
  const state = openState(ground.seals, (await shelf.show([])).state)
  if (isRefusal(state)) {
    await shelf.close()
    return state
  }
  const searcher = new Searcher(ground, state)
  return {
    takeIn: (source, options) => takeIn(ground, source, options),
    put: async record => {
      const { added, changed } = await takeOne(ground, { removed: false, record })
      return added > 0 ? 'added' : changed > 0 ? 'changed' : 'same'
    },
    remove: async id => (await takeOne(ground, { removed: true, id })).removed > 0,
    search: (person, options) => searcher.search(person, options),
    state: async () => described(await stateIn(ground, shelf)),
    intoMemory: heard => intoMemory(ground, heard),
    bytes: () => shelf.bytes(),
    close: () => shelf.close(),
  }
}

function described(state: State): RegisterState {
  const { building } = state
  return {
    persons: state.persons,
    ready: state.builtAt !== null && readiness(state) === null,
    builtAt: state.builtAt as Instant | null,
    keysVersion: state.builtAt === null ? null : state.keysVersion,
    outdated: state.persons > 0 && state.keysVersion !== keysVersion,
    takingIn:
      building === null ? null : { stage: building.stage === 'staging' ? 'reading' : 'placing', read: building.rows, placed: building.part, places: parts },
  }
}

/** Answers questions, and keeps what it opened lately. A row's record never changes, so what is kept is never stale. */
class Searcher {
  readonly #ground: Ground
  readonly #kept = new Map<number, { readonly record: HeldRecord; readonly prepared: Prepared }>()
  #bits: number

  constructor(ground: Ground, state: State) {
    this.#ground = ground
    this.#bits = state.bits
  }

  async search(
    person: Person,
    { top = 10, population, protected: withProtected = false }: RegisterSearch = {},
  ): Promise<RegisterFound | Refusal<'register-unfinished' | 'register-outdated'>> {
    const asked = prepare(person)
    const tags = this.#tags(asked, withProtected)
    const { state, rows } = await this.#rowsUnder(tags)
    const refused = readiness(state)
    if (refused !== null) return refused
    const among = population ?? Math.max(2, state.persons)
    const isDated = asked.birth !== undefined && asked.birth.day > 0
    const likely = likeliest(rows, state.persons, Math.max(top, isDated ? compared.dated : compared.undated))
    const opened = await this.#open(likely)
    const ranked = opened.map(each => ({ ...each, decibans: decibansOf(asked, each.prepared, among) }))
    // Equal scores in the order of ids, so that the same question has the same answer.
    ranked.sort((x, y) => y.decibans - x.decibans || (x.record.id < y.record.id ? -1 : 1))
    const hits = ranked.slice(0, top).map(({ record, prepared }) => ({ record, comparison: compare(asked, prepared, { population: among }) }))
    return { hits, population: among, flags: asked.flags }
  }

  #tags(asked: Prepared, withProtected: boolean): Tag[] {
    const keys = searchKeys(asked)
    const tags = keys.map(this.#ground.openTag)
    return withProtected ? [...tags, ...keys.map(this.#ground.protectedTag)] : tags
  }

  /** The rows under each tag. The state comes with them: where it goes by other bits than we thought, we ask again. */
  async #rowsUnder(tags: readonly Tag[]): Promise<{ readonly state: State; readonly rows: readonly Uint32Array[] }> {
    for (;;) {
      const bits = this.#bits
      const { state: sealed, buckets } = await this.#ground.shelf.show([...new Set(tags.map(tag => bucketOf(tag.high, bits)))])
      const state = openState(this.#ground.seals, sealed)
      if (isRefusal(state)) return { state: await stateIn(this.#ground, this.#ground.shelf), rows: [] }
      if (state.bits !== bits) {
        this.#bits = state.bits
        continue
      }
      const rows = tags.map(({ high, low }) => {
        const number = bucketOf(high, bits)
        const packed = buckets.get(number)
        return packed === undefined ? new Uint32Array(0) : rowsUnder(number, packed, high, low, mostUnderTag)
      })
      return { state, rows }
    }
  }

  async #open(rows: readonly number[]): Promise<{ readonly record: HeldRecord; readonly prepared: Prepared }[]> {
    const missing = rows.filter(row => !this.#kept.has(row))
    const sealed = missing.length === 0 ? new Map<number, Uint8Array>() : await this.#ground.shelf.records(missing)
    return rows.flatMap(row => {
      let one = this.#kept.get(row)
      const bytes = sealed.get(row)
      if (one === undefined && bytes !== undefined) {
        const record = openRecord(this.#ground.seals, row, bytes)
        one = { record, prepared: prepare(record.person) }
      }
      // Taken out since its posting was read.
      if (one === undefined) return []
      this.#kept.delete(row)
      this.#kept.set(row, one)
      if (this.#kept.size > preparedKept) this.#kept.delete(this.#kept.keys().next().value as number)
      return [one]
    })
  }
}

/** The rows that share the rarest tags, likeliest first: each shared tag weighs the more, the fewer stand under it. */
function likeliest(rows: readonly Uint32Array[], persons: number, most: number): number[] {
  const weights = new Map<number, number>()
  let visited = 0
  for (const under of [...rows].sort((x, y) => x.length - y.length)) {
    if (under.length === 0) continue
    if (visited > 0 && visited + under.length > mostVisited) break
    visited += under.length
    const weight = Math.log(Math.max(2, persons) / under.length) + 1
    for (const row of under) weights.set(row, (weights.get(row) ?? 0) + weight)
  }
  return [...weights]
    .sort((x, y) => y[1] - x[1] || x[0] - y[0])
    .slice(0, most)
    .map(([row]) => row)
}

const rowsAtOnce = 5_000

async function intoMemory(
  ground: Ground,
  heard: (persons: number) => void = () => {},
): Promise<PersonIndex | Refusal<'register-unfinished' | 'register-outdated'>> {
  const state = await stateIn(ground, ground.shelf)
  const refused = readiness(state)
  if (refused !== null) return refused
  const below = state.building?.firstRow ?? state.nextRow
  const index = createIndex()
  for (let from = 1; from < below; ) {
    const some = await ground.shelf.recordsFrom(from, rowsAtOnce)
    for (const [row, sealed] of some) {
      if (row >= below) break
      const record = openRecord(ground.seals, row, sealed)
      if (!record.protected) index.add(record.id, prepare(record.person))
    }
    heard(index.size())
    from = (some.at(-1)?.[0] ?? below) + 1
  }
  giveBack()
  return index
}
