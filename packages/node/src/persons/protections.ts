import { hkdfSync } from 'node:crypto'
import { bigEndian, concat, hex, type Uuid } from '@entraide/ground'
import { blockingKeys, type Comparison, compare, keysVersion, type Person, prepare } from '@entraide/identity'
import type { Node } from '../capabilities.ts'
import type { Tx } from '../store/store.ts'
import { type KeyedHash, keyedHash } from './keyed-hash.ts'

/** Why a person is under protection: an asylum claim or status, a minor, a victim of trafficking. Never leaves the node (R28). */
export type Protection = {
  readonly id: Uuid
  readonly person: Person
  readonly ground: 'ASYL' | 'MINR' | 'VICT'
  readonly reason: string
  readonly dossier: Uuid | null
  readonly madeBy: Uuid
  readonly madeAt: string
}
/** A protected person who may be the one asked about, and how the two compare: asked first. */
export type ProtectionHit = { readonly protection: Protection; readonly comparison: Comparison }
type Kept = Pick<Protection, 'person' | 'ground' | 'reason' | 'dossier'>

/** Candidates under one question; a register of protected persons is small beside one of inhabitants. */
const mostCompared = 500
const versionFact = 'protection-keys'

/**
 * Puts a person under the node's protection. Who, why and on whose word is sealed under the node's key; the clear columns hold keyed
 * hashes of blocking keys (design section 6), by which she is found again under any spelling.
 */
export async function addProtection(node: Node, tx: Tx, protection: Protection): Promise<void> {
  const kept: Kept = { person: protection.person, ground: protection.ground, reason: protection.reason, dossier: protection.dossier }
  await tx.db
    .insertInto('protected_person')
    .values({
      id: protection.id,
      made_by: protection.madeBy,
      made_at: protection.madeAt,
      sealed: await tx.seal('node', `protection/${protection.id}`, JSON.stringify(kept)),
    })
    .execute()
  await rekeyIfOlder(node, tx)
  await putKeys(node, tx, protection.id, protection.person)
}

/** Ends a protection. Its row goes; the acts log keeps that it was there. False if there is none of that id. */
export async function liftProtection(tx: Tx, id: Uuid): Promise<boolean> {
  await tx.db.deleteFrom('protection_judgement').where('person_id', '=', id).execute()
  await tx.db.deleteFrom('protected_key').where('person_id', '=', id).execute()
  const gone = await tx.db.deleteFrom('protected_person').where('id', '=', id).executeTakeFirst()
  return Number(gone.numDeletedRows) > 0
}

/** Protected persons who may be this one, likeliest first. What cannot be told apart counts: a doubt protects. Writes nothing. */
export async function protectionsOf(node: Node, tx: Tx, person: Person): Promise<readonly ProtectionHit[]> {
  const asked = prepare(person)
  const all = await tx.db.selectFrom('protected_person').select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  const hits: ProtectionHit[] = []
  for (const id of await candidates(node, tx, blockingKeys(asked))) {
    const protection = await protectionById(tx, id)
    if (protection === null) continue
    const comparison = compare(asked, prepare(protection.person), { population: Math.max(2, Number(all.n)) })
    if (comparison.same !== false) hits.push({ protection, comparison })
  }
  return hits.sort((a, b) => b.comparison.decibans - a.comparison.decibans)
}

/** Who shares a blocking key; everybody, while they stand under the keys of an older program. */
async function candidates(node: Node, tx: Tx, keys: readonly string[]): Promise<readonly string[]> {
  if (!(await isCurrent(tx))) return (await tx.db.selectFrom('protected_person').select('id').execute()).map(row => row.id)
  if (keys.length === 0) return []
  const rows = await tx.db
    .selectFrom('protected_key')
    .select('person_id')
    .distinct()
    .where('tag', 'in', keys.map(tagOf(node)))
    .limit(mostCompared)
    .execute()
  return rows.map(row => row.person_id)
}

/** One protection; null if there is none. */
export async function protectionById(tx: Tx, id: string): Promise<Protection | null> {
  const row = await tx.db.selectFrom('protected_person').selectAll().where('id', '=', id).executeTakeFirst()
  const text = row === undefined ? null : await tx.unseal('node', `protection/${id}`, row.sealed)
  if (row === undefined || text === null) return null
  return { ...(JSON.parse(text) as Kept), id: id as Uuid, madeBy: row.made_by as Uuid, madeAt: row.made_at }
}

/** Puts all under this program's blocking keys, where they stand under older ones. */
async function rekeyIfOlder(node: Node, tx: Tx): Promise<void> {
  if (await isCurrent(tx)) return
  const version = String(keysVersion)
  const rows = await tx.db.selectFrom('protected_person').select('id').execute()
  await tx.db.deleteFrom('protected_key').execute()
  for (const { id } of rows) {
    const protection = await protectionById(tx, id)
    if (protection !== null) await putKeys(node, tx, id, protection.person)
  }
  await tx.db
    .insertInto('node_fact')
    .values({ name: versionFact, value: version })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value: version }))
    .execute()
}

async function isCurrent(tx: Tx): Promise<boolean> {
  const known = await tx.db.selectFrom('node_fact').select('value').where('name', '=', versionFact).executeTakeFirst()
  return known?.value === String(keysVersion)
}

async function putKeys(node: Node, tx: Tx, id: string, person: Person): Promise<void> {
  const tags = new Set(blockingKeys(prepare(person)).map(tagOf(node)))
  for (const tag of tags)
    await tx.db
      .insertInto('protected_key')
      .values({ tag, person_id: id })
      .onConflict(conflict => conflict.columns(['tag', 'person_id']).doNothing())
      .execute()
}

const tags = new WeakMap<Node, KeyedHash>()

/** The clear form of a blocking key: 8 bytes of HMAC under a key of its own. */
function tagOf(node: Node): (text: string) => string {
  const known = tags.get(node)
  const tag = known ?? keyedHash(new Uint8Array(hkdfSync('sha256', node.keys.storeRoot(), new Uint8Array(0), 'entraide.protections.1.tag', 32)))
  if (known === undefined) tags.set(node, tag)
  return text => {
    const { high, low } = tag(text)
    return hex(concat(bigEndian(high, 4), bigEndian(low, 4)))
  }
}
