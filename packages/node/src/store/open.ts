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
  const txOn = (db: Kysely<Tables>, wakes: (() => void)[], lasts: (() => Promise<void>)[] | null) =>
    txOf(db, database, clock.now(), random, minting, open, wakes, lasts)
  const inside = async <T>(transaction: (fn: (db: Kysely<Tables>) => Promise<T>) => Promise<T>, step: (tx: Tx) => Promise<T>): Promise<T> => {
    const wakes: (() => void)[] = []
    const result = await transaction(async db => {
      wakes.length = 0
      const lasts: (() => Promise<void>)[] = []
      const done = await step(txOn(db, wakes, lasts))
      for (const last of lasts) await last()
      return done
    })
    for (const wake of wakes) wake()
    return result
  }
  const write = <T>(step: (tx: Tx) => Promise<T>) => inside<T>(database.transaction, step)
  const alarms = new Alarms(database)
  const minting = new Minting()
  return {
    database,
    engine: database.kind,
    // PostgreSQL's read committed shows each question its own moment anyway; a transaction would cost two more round trips.
    read: database.kind === 'postgres' ? step => step(txOn(database.reads, [], null)) : write,
    write,
    inTurn: (name, step) => inside(fn => database.withAdvisoryLock(name, fn), step),
    alone: (name, step) => database.holding(name, step),
    wake: topic => alarms.ring(topic),
    onWake: (topic, run) => alarms.hear(topic, run),
    rotateStoreKey: async at => void (await open().rotateKek(at)),
    unlock: async rootKey => {
      const opened = await openVault(database, rootKey, random, clock.now())
      if ('refused' in opened) return opened
      vault = opened
      return null
    },
    close: async () => {
      alarms.close()
      vault?.close()
      await database.close()
    },
  }
}

/** Other processes hear at most one notice a topic in this time: a notice is a commit of its own on the server. */
const noticePauseMs = 200

/** Wakes hearers of this process at once, and those of other processes now and then: the tables are the truth for all. */
class Alarms {
  readonly #database: Database<Tables>
  readonly #hearers = new Map<Topic, (() => void)[]>()
  readonly #told = new Map<Topic, NodeJS.Timeout>()

  constructor(database: Database<Tables>) {
    this.#database = database
  }

  hear(topic: Topic, run: () => void): void {
    this.#hearers.set(topic, [...(this.#hearers.get(topic) ?? []), run])
    if (this.#database.kind === 'postgres') void this.#database.listen(topic, run).catch(() => {})
  }

  ring(topic: Topic): void {
    for (const run of this.#hearers.get(topic) ?? []) queueMicrotask(run)
    if (this.#database.kind === 'sqlite' || this.#told.has(topic)) return
    const tell = () => {
      this.#told.delete(topic)
      void this.#database.notify(topic).catch(() => {})
    }
    this.#told.set(topic, setTimeout(tell, noticePauseMs).unref())
  }

  close(): void {
    for (const timer of this.#told.values()) clearTimeout(timer)
  }
}

function txOf(
  db: Kysely<Tables>,
  database: Pick<Database<Tables>, 'kind' | 'put'>,
  at: Instant,
  random: Tx['random'],
  minting: Minting,
  vault: () => Vault,
  wakes: (() => void)[],
  lasts: (() => Promise<void>)[] | null,
): Tx {
  return {
    db,
    engine: database.kind,
    at,
    random,
    newId: () => newId(at, random, minting.next(at)),
    takeKeys: (...dossiers) => vault().takeKeys(db, dossiers),
    newKey: dossier => vault().newDossier(db, dossier),
    seal: (dossier, what, text) => vault().sealFor(db, dossier, utf8(text), what),
    unseal: async (dossier, what, sealed) => {
      const bytes = await vault().openFor(db, dossier, new Uint8Array(sealed), what)
      return bytes === null ? null : fromUtf8(bytes)
    },
    sealBytes: (dossier, what, bytes) => vault().sealFor(db, dossier, bytes, what),
    unsealBytes: (dossier, what, sealed) => vault().openFor(db, dossier, new Uint8Array(sealed), what),
    eraseParts: async (dossier, parts) => void (await vault().dropParts(db, dossier, parts)),
    erase: async dossier => void (await vault().dropKey(db, dossier)),
    moves: () => {},
    beforeCommit: write => {
      if (lasts === null) throw new Fault('store-read-writes', 'a step that only looks has something to write')
      lasts.push(write)
    },
    put: statement => {
      if (lasts === null) throw new Fault('store-read-writes', 'a step that only looks has something to write')
      database.put(db, statement)
    },
    afterCommit: wake => void wakes.push(wake),
  }
}

/** Counts the ids of one moment: those of one process stand in the order they were made, in whichever transaction (I3). */
class Minting {
  #at = ''
  #count = 0
  next(at: Instant): number {
    this.#count = at === this.#at ? this.#count + 1 : 0
    this.#at = at
    return this.#count
  }
}

/** The count stands in the 18 bits behind the moment, around the version and the variant (RFC 9562 section 6.2, method 1); the other 56 are chance. */
function newId(at: Instant, random: Tx['random'], count: number): Uuid {
  const bytes = random(10)
  bytes[0] = (count >> 14) & 0x0f
  bytes[1] = (count >> 6) & 0xff
  bytes[2] = count & 0x3f
  return uuid7(at, bytes)
}
