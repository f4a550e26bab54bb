import { fileURLToPath } from 'node:url'
import { Fault, fromUtf8, type Instant, type Refusal, type Uuid, utf8, uuid7 } from '@entraide/ground'
import type { Kysely } from 'kysely'
import type { Clock } from '../capabilities.ts'
import { type Database, openDatabase, type StorePlace } from './database.ts'
import { migrate, readMigrations } from './migrate.ts'
import type { Store, Topic, Tx } from './store.ts'
import type { Tables } from './tables.ts'
import { openVault, type Vault } from './vault.ts'

const migrationsFolder = fileURLToPath(new URL('./migrations/', import.meta.url))

/** A store and the vault in it: the vault opens when the security officer has given the passphrase. */
export type OpenStore = Store & {
  readonly database: Database<Tables>
  /** Opens the vault with the node's root key; `root-key-wrong` if the store belongs to other keys. */
  readonly unlock: (rootKey: Uint8Array) => Promise<Refusal<'root-key-wrong'> | null>
}

/** Opens the store, brings it to this program's shape, and leaves its sealed content shut. */
export async function openStore(place: StorePlace, clock: Clock, random: (bytes: number) => Uint8Array): Promise<OpenStore> {
  const database = await openDatabase<Tables>(place)
  try {
    await migrate(database, readMigrations(migrationsFolder), clock.now())
  } catch (fault) {
    await database.close()
    throw fault
  }
  let vault: Vault | null = null
  const open = () => {
    if (vault === null) throw new Fault('node-locked', 'the node is locked: its security officer must open it with the passphrase')
    return vault
  }
  const inTransaction = async <T>(step: (tx: Tx) => Promise<T>): Promise<T> => {
    const wakes: (() => void)[] = []
    const result = await database.transaction(async db => {
      wakes.length = 0
      return await step(txOf(db, database.kind, clock.now(), random, open, wakes))
    })
    for (const wake of wakes) wake()
    return result
  }
  return {
    database,
    engine: database.kind,
    read: inTransaction,
    write: inTransaction,
    alone: (name, step) => database.holding(name, step),
    wake: topic => void database.notify(topic).catch(() => {}),
    onWake: (topic: Topic, run) => void database.listen(topic, () => run()),
    rotateStoreKey: async at => void (await open().rotateKek(at)),
    unlock: async rootKey => {
      const opened = await openVault(database, rootKey, random, clock.now())
      if ('refused' in opened) return opened
      vault = opened
      return null
    },
    close: async () => {
      vault?.close()
      await database.close()
    },
  }
}

function txOf(db: Kysely<Tables>, engine: Tx['engine'], at: Instant, random: Tx['random'], vault: () => Vault, wakes: (() => void)[]): Tx {
  let minted = 0
  return {
    db,
    engine,
    at,
    random,
    newId: () => newId(at, random, minted++),
    seal: (dossier, what, text) => vault().sealFor(db, dossier, utf8(text), what),
    unseal: async (dossier, what, sealed) => {
      const bytes = await vault().openFor(db, dossier, new Uint8Array(sealed), what)
      return bytes === null ? null : fromUtf8(bytes)
    },
    sealBytes: (dossier, what, bytes) => vault().sealFor(db, dossier, bytes, what),
    unsealBytes: (dossier, what, sealed) => vault().openFor(db, dossier, new Uint8Array(sealed), what),
    erase: async dossier => void (await vault().dropKey(db, dossier)),
    afterCommit: wake => void wakes.push(wake),
  }
}

/** Ids of one transaction stand in the order they were made: the 12 bits after the version count (RFC 9562 section 6.2, method 1). */
function newId(at: Instant, random: Tx['random'], count: number): Uuid {
  const bytes = random(10)
  bytes[0] = (count >> 8) & 0x0f
  bytes[1] = count & 0xff
  return uuid7(at, bytes)
}
