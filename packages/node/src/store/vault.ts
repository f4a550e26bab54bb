import { Fault, type Instant, type Refusal, refuse, sameBytes } from '@entraide/ground'
import { CompiledQuery, type Kysely, type QueryResult, sql } from 'kysely'
import type { Connection, Database } from './database.ts'
import { partKey, partOf, withoutPart } from './part-keys.ts'
import { asDossierKey, asKek, keyBytes, nonceBytes, openContent, type SealedItem, sealContent, unwrapKey, wrapKey } from './sealing.ts'

/*
 * Keys stand in two tables, as SQL:
 *
 *   create table kek (id text primary key, wrapped {{bytes}} not null, made_at text not null);
 *   create table dossier_key (dossier_id text primary key, kek_id text not null, wrapped {{bytes}} not null);
 *
 * root key (handed in, never stored) -> wraps the key-encryption key (KEK) -> wraps a random key per dossier -> is the root of a tree of
 * keys, one for each part of the dossier (part-keys.ts) -> seals content.
 * To erase a dossier is to delete its row; to erase a part is to keep of its tree only what does not lead there. What remains is an old
 * copy of the row, in a backup or on the disk: it opens only with the KEK of its time, and that one is destroyed by the next rotation.
 */

/** The vault's tables, as the query builder sees them. */
export type VaultTables = {
  kek: { id: string; wrapped: Uint8Array; made_at: string }
  dossier_key: { dossier_id: string; kek_id: string; wrapped: Uint8Array }
}

const keyOfDossier = 'select * from "dossier_key" where "dossier_id" = $1'
const insertKey = 'insert into "dossier_key" ("dossier_id", "kek_id", "wrapped") values ($1, $2, $3)'

/** What belongs to no dossier is sealed under a key of this name: it is asked for once, because nothing erases it. */
const keptForGood = 'node'

type HeldKek = { readonly id: string; readonly kek: Uint8Array }

/** Dossier keys kept unwrapped in memory: those of a desk's open work. */
const maxCached = 512
/** Keys rewrapped in one transaction: short enough that others hardly wait. */
const rewrapBatch = 500
/** More than a store can hold: all of them. */
const maxRows = 2 ** 31 - 1
const rotation = 'vault/rotation'
const rotated = 'vault/rotated'

/**
 * Opens the vault of a store with the node's root key; makes the first KEK of a new store.
 *
 * @param rootKey - 32 bytes, derived or kept elsewhere; another length is a fault (`key-length`)
 * @param random - gives that many random bytes
 * @returns the vault, or `root-key-wrong` if this is not the key the store's KEK was wrapped with
 */
export async function openVault<Tables extends VaultTables>(
  database: Database<Tables>,
  rootKey: Uint8Array,
  random: (bytes: number) => Uint8Array,
  at: Instant,
): Promise<Vault | Refusal<'root-key-wrong'>> {
  if (rootKey.length !== keyBytes) throw new Fault('key-length', 'a root key has 32 bytes')
  // The vault asks its own two tables only; the engine is the same whatever else it holds.
  const vault = new Vault(database as unknown as Database<VaultTables>, rootKey.slice(), random)
  const refused = await vault.begin(at)
  return refused ?? vault
}

/** Content at rest, sealed under a key per part of a dossier. Every method that takes `tx` does its work in that transaction. */
export class Vault {
  readonly #database: Database<VaultTables>
  #rootKey: Uint8Array | null
  #stopHearing: () => void = () => {}
  readonly #random: (bytes: number) => Uint8Array
  /** Unwrapped KEKs by id. */
  readonly #keks = new Map<string, Uint8Array>()
  /** Unwrapped dossier keys, the latest used last. Used only while the row still holds the same wrapping: a rollback, an erasure, another process cannot leave a key behind. */
  readonly #cached = new Map<string, { readonly wrapped: Uint8Array; readonly key: Uint8Array }>()

  readonly #byTransaction = new WeakMap<Connection, Map<string, Uint8Array>>()
  readonly #partsByTransaction = new WeakMap<Connection, Map<string, { readonly tree: Uint8Array; readonly key: Uint8Array | null }>>()
  readonly #kekByTransaction = new WeakMap<Connection, Promise<HeldKek>>()
  readonly #newByTransaction = new WeakMap<Connection, Set<string>>()

  /** Keys that nobody ever drops. */
  readonly #kept = new Map<string, Uint8Array>()

  /** Use `openVault`. */
  constructor(database: Database<VaultTables>, rootKey: Uint8Array, random: (bytes: number) => Uint8Array) {
    this.#database = database
    this.#rootKey = rootKey
    this.#random = random
  }

  /** Makes the first KEK of a new store, or tries the root key on the latest. Called by `openVault`. */
  async begin(at: Instant): Promise<Refusal<'root-key-wrong'> | undefined> {
    const refused = await this.#database.withAdvisoryLock(rotation, async tx => {
      const latest = await this.#latest(tx).executeTakeFirst()
      if (latest === undefined) await this.#addKek(tx, at)
      else if (unwrapKey(this.#root(), latest.wrapped, asKek(latest.id)) === null) return refuse('root-key-wrong')
      return undefined
    })
    // A KEK destroyed by another process is forgotten by this one.
    if (refused === undefined) this.#stopHearing = await this.#database.listen(rotated, () => this.#keks.clear())
    return refused
  }

  /**
   * Seals bytes in a dossier, whose key is made at its first use. `boundTo` says what the bytes are (`message/ID/body`): they open under
   * the same words only, so that no row's content passes for another's, and its first two words name the part they are erased with.
   * What is sealed for a part that was erased is as erased as what was there before.
   */
  async sealFor(tx: Connection, dossierId: string, bytes: Uint8Array, boundTo: string): Promise<Uint8Array> {
    const tables = tx as Kysely<VaultTables>
    const key = this.#inHand(tx).get(dossierId) ?? this.#kept.get(dossierId) ?? (await this.#keyToSeal(tables, dossierId))
    if (tx.isTransaction) this.#inHand(tx).set(dossierId, key)
    const ofPart = this.#partKey(tx, dossierId, key, boundTo) ?? this.#random(keyBytes)
    return sealContent(ofPart, this.#random(nonceBytes), bytes, dossierId, boundTo)
  }

  /** Brings the keys of dossiers into hand with one question, beside others, so that what is sealed and opened after asks nothing. */
  async takeKeys(tx: Connection, dossierIds: readonly string[]): Promise<void> {
    const inHand = this.#inHand(tx)
    const wanted = dossierIds.filter(id => !inHand.has(id) && !this.#kept.has(id))
    for (const [id, key] of await this.#keys(tx as Kysely<VaultTables>, wanted)) inHand.set(id, key)
  }

  /** Makes ready for a dossier whose id was minted in this transaction: it has no key yet, and nobody else makes it one. */
  async newDossier(tx: Connection, dossierId: string): Promise<void> {
    const ids = this.#newByTransaction.get(tx) ?? new Set<string>()
    this.#newByTransaction.set(tx, ids)
    ids.add(dossierId)
    await this.#kekFor(tx as Kysely<VaultTables>)
  }

  /** Opens what `sealFor` sealed; `null` once the dossier is erased. Bytes that were changed or moved are a fault (`vault-tampered`). */
  async openFor(tx: Connection, dossierId: string, sealed: Uint8Array, boundTo: string): Promise<Uint8Array | null> {
    return (await this.openAll(tx, [{ dossierId, sealed, boundTo }]))[0] ?? null
  }

  /** Opens many at once, with one question to the store: for lists. In order; `null` where the dossier is erased. */
  async openAll(tx: Connection, items: readonly SealedItem[]): Promise<readonly (Uint8Array | null)[]> {
    const inHand = this.#inHand(tx)
    const keys = await this.#keys(
      tx as Kysely<VaultTables>,
      [...new Set(items.map(each => each.dossierId))].filter(id => !inHand.has(id) && !this.#kept.has(id)),
    )
    if (tx.isTransaction) for (const [id, key] of keys) inHand.set(id, key)
    return items.map(item => {
      const key = inHand.get(item.dossierId) ?? this.#kept.get(item.dossierId) ?? keys.get(item.dossierId)
      return openContent(key === undefined ? undefined : (this.#partKey(tx, item.dossierId, key, item.boundTo) ?? undefined), item)
    })
  }

  /** Erases parts of a dossier (`message/ID`): nothing sealed for them opens again, and everything else does. Whether there was a key. */
  async dropParts(tx: Connection, dossierId: string, parts: readonly string[]): Promise<boolean> {
    if (dossierId === keptForGood) throw new Fault('vault-kept', 'the key of what has no dossier is not erased')
    const tables = tx as Kysely<VaultTables>
    const { id: kekId, kek } = await this.#holdLatestKek(tables)
    const row = await this.#held(tables.selectFrom('dossier_key').selectAll().where('dossier_id', '=', dossierId), 'for update').executeTakeFirst()
    const tree = row === undefined ? undefined : (this.#cachedKey(row) ?? (await this.#unwrapped(tables, row)))
    if (row === undefined) return false
    if (tree === undefined) throw new Fault('vault-empty', 'a dossier key is wrapped with a key-encryption key that is not there')
    const left = parts.reduce(withoutPart, tree)
    const wrapped = this.#wrap(kek, left, asDossierKey(kekId, dossierId))
    await tables.updateTable('dossier_key').set({ kek_id: kekId, wrapped }).where('dossier_id', '=', dossierId).execute()
    this.#cached.delete(dossierId)
    this.#inHand(tx).set(dossierId, left)
    return true
  }

  /** Erases a dossier: nothing sealed under its key opens again. Whether there was a key. */
  async dropKey(tx: Connection, dossierId: string): Promise<boolean> {
    if (dossierId === keptForGood) throw new Fault('vault-kept', 'the key of what has no dossier is not erased')
    const { numDeletedRows } = await (tx as Kysely<VaultTables>).deleteFrom('dossier_key').where('dossier_id', '=', dossierId).executeTakeFirstOrThrow()
    this.#cached.delete(dossierId)
    this.#inHand(tx).delete(dossierId)
    return numDeletedRows > 0n
  }

  /**
   * Makes a new KEK, wraps every remaining dossier key with it, destroys the older KEKs and overwrites what the engine left of them. At least
   * weekly: until then an erased dossier's key could still be found in an old copy. In no transaction; broken off, it goes on at the next
   * call; two at once do the same work and no harm.
   *
   * @returns how many dossier keys were wrapped anew
   */
  async rotateKek(at: Instant): Promise<{ readonly rewrapped: number }> {
    const inTurn = <T>(fn: (tx: Kysely<VaultTables>) => Promise<T>) => this.#database.withAdvisoryLock(rotation, fn)
    await inTurn(tx => this.#addKek(tx, at))
    let rewrapped = 0
    for (let batch = rewrapBatch; batch === rewrapBatch; rewrapped += batch) batch = await inTurn(tx => this.#rewrap(tx, rewrapBatch))
    rewrapped += await inTurn(tx => this.#destroyOlderKeks(tx))
    // Here at once: on PostgreSQL our own news comes to us some time later.
    this.#keks.clear()
    await this.#database.notify(rotated)
    await this.#database.scrub(['kek', 'dossier_key'])
    return { rewrapped }
  }

  /** Forgets the keys in memory. The vault opens and seals nothing afterwards. */
  close(): void {
    this.#stopHearing()
    this.#rootKey = null
    this.#cached.clear()
    this.#kept.clear()
    this.#keks.clear()
  }

  /** Keys a transaction has asked for once: it goes on with them. If the dossier is erased meanwhile, what it seals is as erased as what was there before. */
  #inHand(tx: Connection): Map<string, Uint8Array> {
    const known = this.#byTransaction.get(tx) ?? new Map<string, Uint8Array>()
    if (tx.isTransaction) this.#byTransaction.set(tx, known)
    return known
  }

  /** The key of a part, worked out once a transaction. */
  #partKey(tx: Connection, dossierId: string, tree: Uint8Array, boundTo: string): Uint8Array | null {
    if (!tx.isTransaction) return partKey(tree, partOf(boundTo))
    const known = this.#partsByTransaction.get(tx) ?? new Map<string, { readonly tree: Uint8Array; readonly key: Uint8Array | null }>()
    this.#partsByTransaction.set(tx, known)
    const name = `${dossierId} ${partOf(boundTo)}`
    const before = known.get(name)
    if (before?.tree === tree) return before.key
    const key = partKey(tree, partOf(boundTo))
    known.set(name, { tree, key })
    return key
  }

  async #keys(tx: Kysely<VaultTables>, dossierIds: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    if (dossierIds.length === 0) return new Map()
    for (let attempt = 0; attempt < 3; attempt++) {
      const keys = new Map<string, Uint8Array>()
      const rows = await this.#rows(tx, dossierIds)
      for (const row of rows) {
        const key = this.#cachedKey(row) ?? (await this.#unwrapped(tx, row))
        if (key === undefined) break
        this.#remember(row, key)
        if (row.dossier_id === keptForGood) this.#kept.set(row.dossier_id, key)
        keys.set(row.dossier_id, key)
      }
      if (keys.size === rows.length) return keys
      // A rotation ended between the two questions: the rows are wrapped anew, under a KEK that is there.
    }
    throw new Fault('vault-empty', 'a dossier key is wrapped with a key-encryption key that is not there')
  }

  /** What is asked with each message that moves is in words already: to put it into words takes kysely longer than the server takes to answer. */
  #words(text: string, ...values: readonly unknown[]): CompiledQuery {
    return CompiledQuery.raw(this.#database.kind === 'postgres' ? text : text.replaceAll(/\$\d/g, '?'), [...values])
  }

  async #rows(tx: Kysely<VaultTables>, dossierIds: readonly string[]): Promise<readonly VaultTables['dossier_key'][]> {
    if (dossierIds.length > 1) return await tx.selectFrom('dossier_key').selectAll().where('dossier_id', 'in', dossierIds).execute()
    return ((await tx.executeQuery(this.#words(keyOfDossier, ...dossierIds))) as QueryResult<VaultTables['dossier_key']>).rows
  }

  #cachedKey({ dossier_id, wrapped }: VaultTables['dossier_key']): Uint8Array | undefined {
    const cached = this.#cached.get(dossier_id)
    return cached !== undefined && sameBytes(cached.wrapped, wrapped) ? cached.key : undefined
  }

  /** A dossier key of its row; nothing if its KEK is gone. */
  async #unwrapped(tx: Kysely<VaultTables>, { dossier_id, kek_id, wrapped }: VaultTables['dossier_key']): Promise<Uint8Array | undefined> {
    const kek = await this.#kek(tx, kek_id)
    if (kek === undefined) return undefined
    const key = unwrapKey(kek, wrapped, asDossierKey(kek_id, dossier_id))
    if (key === null) throw new Fault('vault-tampered', 'a dossier key does not open', { facts: { dossier: dossier_id } })
    return key
  }

  async #keyToSeal(tx: Kysely<VaultTables>, dossierId: string): Promise<Uint8Array> {
    const isNew = this.#newByTransaction.get(tx)?.has(dossierId) === true
    const known = isNew ? undefined : (await this.#keys(tx, [dossierId])).get(dossierId)
    return known ?? (await this.#makeKey(tx, dossierId, isNew))
  }

  async #makeKey(tx: Kysely<VaultTables>, dossierId: string, isNew: boolean): Promise<Uint8Array> {
    const { id: kekId, kek } = await this.#kekFor(tx)
    const key = this.#random(keyBytes)
    const row = { dossier_id: dossierId, kek_id: kekId, wrapped: this.#wrap(kek, key, asDossierKey(kekId, dossierId)) }
    if (isNew) {
      this.#database.put(tx, { execute: () => tx.executeQuery(this.#words(insertKey, row.dossier_id, row.kek_id, row.wrapped)) })
      this.#remember(row, key)
      return key
    }
    const made = await tx
      .insertInto('dossier_key')
      .values(row)
      .onConflict(conflict => conflict.column('dossier_id').doNothing())
      .executeTakeFirstOrThrow()
    if (made.numInsertedOrUpdatedRows === 1n) {
      this.#remember(row, key)
      return key
    }
    // Two processes sealed the first thing of one dossier at once: the first key stands, both use it.
    const first = (await this.#keys(tx, [dossierId])).get(dossierId)
    if (first === undefined) throw new Fault('vault-key-lost', 'a dossier key vanished as it was made', { facts: { dossier: dossierId } })
    return first
  }

  /** The KEK for new keys, asked for once a transaction: its row is held to the end. */
  #kekFor(tx: Kysely<VaultTables>): Promise<HeldKek> {
    const held = this.#kekByTransaction.get(tx) ?? this.#holdLatestKek(tx)
    if (tx.isTransaction) this.#kekByTransaction.set(tx, held)
    return held
  }

  /** The KEK for new keys, its row held to the transaction's end, so that a rotation waits for what is wrapped with it. */
  async #holdLatestKek(tx: Kysely<VaultTables>): Promise<HeldKek> {
    for (let attempt = 0; attempt < 3; attempt++) {
      // Destroyed while we waited for it: a rotation ended, and there is a later one.
      const latest = await this.#held(this.#latest(tx), 'for key share').executeTakeFirst()
      const kek = latest === undefined ? undefined : await this.#kek(tx, latest.id)
      if (latest !== undefined && kek !== undefined) return { id: latest.id, kek }
    }
    throw new Fault('vault-empty', 'the vault holds no key-encryption key')
  }

  /**
   * Wraps up to `limit` dossier keys with the latest KEK. INVARIANT: its row and theirs are held before they are written, so that no key is
   * wrapped with a KEK that is gone, and none that was erased meanwhile comes back.
   */
  async #rewrap(tx: Kysely<VaultTables>, limit: number): Promise<number> {
    const { id: latest, kek } = await this.#holdLatestKek(tx)
    const rows = await this.#held(tx.selectFrom('dossier_key').selectAll().where('kek_id', '!=', latest).limit(limit), 'for update').execute()
    const rewrapped: VaultTables['dossier_key'][] = []
    for (const row of rows) {
      const key = await this.#unwrapped(tx, row)
      if (key === undefined) throw new Fault('vault-empty', 'a dossier key is wrapped with a key-encryption key that is not there')
      rewrapped.push({ ...row, kek_id: latest, wrapped: this.#wrap(kek, key, asDossierKey(latest, row.dossier_id)) })
    }
    for (let from = 0; from < rewrapped.length; from += rewrapBatch)
      await tx
        .insertInto('dossier_key')
        .values(rewrapped.slice(from, from + rewrapBatch))
        .onConflict(conflict => conflict.column('dossier_id').doUpdateSet(eb => ({ kek_id: eb.ref('excluded.kek_id'), wrapped: eb.ref('excluded.wrapped') })))
        .execute()
    return rows.length
  }

  /** Whoever makes a dossier key holds its KEK's row: once we hold the old rows, nobody adds under them, and what was added is wrapped anew. */
  async #destroyOlderKeks(tx: Kysely<VaultTables>): Promise<number> {
    const { id: latest } = await this.#holdLatestKek(tx)
    await this.#held(tx.selectFrom('kek').select('id').where('id', '<', latest), 'for update').execute()
    const rewrapped = await this.#rewrap(tx, maxRows)
    await tx.deleteFrom('kek').where('id', '<', latest).execute()
    return rewrapped
  }

  async #addKek(tx: Kysely<VaultTables>, at: Instant): Promise<string> {
    const latest = await this.#latest(tx).executeTakeFirst()
    // Ids count up, whatever the clock does: the latest is the one with the highest.
    const id = `kek-${String(latest === undefined ? 1 : Number(latest.id.slice(4)) + 1).padStart(9, '0')}`
    await tx
      .insertInto('kek')
      .values({ id, wrapped: this.#wrap(this.#root(), this.#random(keyBytes), asKek(id)), made_at: at })
      .execute()
    return id
  }

  #latest(tx: Kysely<VaultTables>) {
    // Said in words: a limit that is asked as a value has PostgreSQL plan it anew each time.
    return tx.selectFrom('kek').selectAll().orderBy('id', 'desc').limit(sql.lit(1))
  }

  /** A KEK of its row; nothing if it was destroyed. */
  async #kek(tx: Kysely<VaultTables>, id: string): Promise<Uint8Array | undefined> {
    const known = this.#keks.get(id)
    if (known !== undefined) return known
    const row = await tx.selectFrom('kek').select('wrapped').where('id', '=', id).executeTakeFirst()
    if (row === undefined) return undefined
    const kek = unwrapKey(this.#root(), row.wrapped, asKek(id))
    if (kek === null) throw new Fault('vault-tampered', 'a key-encryption key does not open', { facts: { kek: id } })
    this.#keks.set(id, kek)
    return kek
  }

  /** Row locks are PostgreSQL's; on SQLite a transaction is alone. */
  #held<Q extends { forUpdate(): Q; forKeyShare(): Q }>(query: Q, how: 'for update' | 'for key share'): Q {
    if (this.#database.kind === 'sqlite') return query
    return how === 'for update' ? query.forUpdate() : query.forKeyShare()
  }

  #wrap(outer: Uint8Array, key: Uint8Array, use: Uint8Array): Uint8Array {
    return wrapKey(outer, this.#random(nonceBytes), key, use)
  }

  #root(): Uint8Array {
    if (this.#rootKey === null) throw new Fault('vault-closed', 'the vault is closed')
    return this.#rootKey
  }

  #remember({ dossier_id, wrapped }: VaultTables['dossier_key'], key: Uint8Array): void {
    this.#cached.delete(dossier_id)
    this.#cached.set(dossier_id, { wrapped, key })
    if (this.#cached.size > maxCached) this.#cached.delete(this.#cached.keys().next().value as string)
  }
}
