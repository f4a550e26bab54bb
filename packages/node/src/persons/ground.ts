import { Fault, type Instant, isRefusal } from '@entraide/ground'
import { blockingKeys, type Prepared } from '@entraide/identity'
import { bucketOf, rowsUnder } from './bucket.ts'
import { type KeyedHash, keyedHash, subkey, type Tag } from './keyed-hash.ts'
import { type HeldRecord, openRecord, Seals } from './record.ts'
import type { Shelf, ShelfChange } from './shelf.ts'
import { openState, type State, sealState } from './state.ts'

/** What a register works with: its tables, its seals, its keyed hashes. */
export type Ground = {
  readonly shelf: Shelf
  readonly seals: Seals
  readonly openTag: KeyedHash
  /** Protected records stand under tags of their own, so that an ordinary search cannot meet them (R41: left out of the set, never filtered after). */
  readonly protectedTag: KeyedHash
  readonly idTag: KeyedHash
  readonly now: () => Instant
}

/** The longest an id's list of rows can be: one, but for two ids with one tag. */
const mostRowsOfId = 16

/** @param key - 32 bytes; each use of it has a key of its own */
export function groundOf(shelf: Shelf, key: Uint8Array, random: (bytes: number) => Uint8Array, now: () => Instant): Ground {
  if (key.length !== 32) throw new Fault('key-length', "a register's key has 32 bytes")
  return {
    shelf,
    seals: new Seals(subkey(key, 'seal'), random),
    openTag: keyedHash(subkey(key, 'open')),
    protectedTag: keyedHash(subkey(key, 'protected')),
    idTag: keyedHash(subkey(key, 'id')),
    now,
  }
}

/** Under which tags a record stands: its blocking keys', and its id's. */
export function tagsOf(ground: Ground, record: Pick<HeldRecord, 'id' | 'protected'>, prepared: Prepared): Tag[] {
  const tag = record.protected ? ground.protectedTag : ground.openTag
  return [ground.idTag(record.id), ...blockingKeys(prepared).map(tag)]
}

/** The state as a transaction sees it. The key was tried when the register was opened: another one now is a fault. */
export async function stateIn(ground: Ground, on: Pick<Shelf, 'show'>): Promise<State> {
  const state = openState(ground.seals, (await on.show([])).state)
  if (isRefusal(state)) throw new Fault('register-key-wrong', 'the register was sealed under another key meanwhile')
  return state
}

export async function putState(ground: Ground, tx: ShelfChange, state: State): Promise<void> {
  await tx.putState(sealState(ground.seals, state))
}

/** The records that stand under some ids, with their rows. */
export async function recordsOfIds(
  ground: Ground,
  on: Pick<Shelf, 'show' | 'records'>,
  bits: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly row: number; readonly record: HeldRecord }>> {
  const tags = ids.map(id => ground.idTag(id))
  const { buckets } = await on.show([...new Set(tags.map(tag => bucketOf(tag.high, bits)))])
  const rows = tags.flatMap(({ high, low }) => {
    const number = bucketOf(high, bits)
    const packed = buckets.get(number)
    return packed === undefined ? [] : [...rowsUnder(number, packed, high, low, mostRowsOfId)]
  })
  const found = new Map<string, { row: number; record: HeldRecord }>()
  if (rows.length === 0) return found
  for (const [row, sealed] of await on.records(rows)) {
    const record = openRecord(ground.seals, row, sealed)
    found.set(record.id, { row, record })
  }
  return found
}
