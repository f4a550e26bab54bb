import { DatabaseSync } from 'node:sqlite'
import { type NodeConfig, openDatabase } from '@entraide/node'

/** What upkeep reads of a store, and the little it writes: heads of logs, tombstones, what is stuck. Never content: that is sealed. */
export type StoreLook = {
  /** The newest signed size and head of every log. */
  readonly heads: () => Promise<readonly LogHead[]>
  readonly tombstones: () => Promise<readonly StoredTombstone[]>
  /** Drops the keys of dossiers that a tombstone names, and keeps the tombstones. @returns how many keys were still there */
  readonly eraseAgain: (tombstones: readonly StoredTombstone[]) => Promise<number>
  /** Messages that could not be delivered so far. */
  readonly stuck: () => Promise<number>
  /** Whether the engine finds its own files whole; the first complaint otherwise. */
  readonly complaint: () => Promise<string | null>
  readonly close: () => Promise<void>
}
export type LogHead = { readonly log: string; readonly size: number; readonly head: string }
export type StoredTombstone = { readonly dossier_id: string; readonly at: string; readonly commitment: string }

/**
 * Opens a store beside the node that may be using it: it takes no lock and, unless `toErase`, writes nothing.
 * @param file - another SQLite file than the configuration's: that of a backup
 */
export async function lookInto(store: NodeConfig['store'], options: { readonly toErase?: boolean; readonly file?: string } = {}): Promise<StoreLook> {
  return store.kind === 'sqlite' ? onSqlite(options.file ?? store.file, options.toErase === true) : onPostgres(store)
}

const newestHeads = 'select log, size, head from checkpoint as c where size = (select max(size) from checkpoint where log = c.log) order by log'

function onSqlite(file: string, toErase: boolean): StoreLook {
  const db = new DatabaseSync(file, { readOnly: !toErase, timeout: 5_000 })
  const rows = (sql: string) => db.prepare(sql).all() as unknown
  return {
    heads: async () => rows(newestHeads) as LogHead[],
    tombstones: async () => rows('select dossier_id, at, commitment from tombstone order by at, dossier_id') as StoredTombstone[],
    eraseAgain: async tombstones => {
      db.exec('pragma secure_delete = on; begin immediate')
      let dropped = 0
      for (const { dossier_id, at, commitment } of tombstones) {
        dropped += Number(db.prepare('delete from dossier_key where dossier_id = ?').run(dossier_id).changes)
        db.prepare('insert into tombstone (dossier_id, at, commitment) values (?, ?, ?) on conflict do nothing').run(dossier_id, at, commitment)
      }
      db.exec('commit')
      return dropped
    },
    stuck: async () => (rows("select count(*) as n from outbox where state = 'stuck'") as { n: number }[])[0]?.n ?? 0,
    complaint: async () => {
      const [first] = rows('pragma integrity_check(1)') as { integrity_check: string }[]
      return first?.integrity_check === 'ok' ? null : (first?.integrity_check ?? 'no answer')
    },
    close: async () => db.close(),
  }
}

type Tables = { checkpoint: LogHead; tombstone: StoredTombstone; dossier_key: { dossier_id: string }; outbox: { state: string } }

async function onPostgres(place: Extract<NodeConfig['store'], { kind: 'postgres' }>): Promise<StoreLook> {
  const database = await openDatabase<Tables>(place)
  const { db } = database
  return {
    heads: async () => {
      const newest = new Map<string, LogHead>()
      for (const row of await db.selectFrom('checkpoint').select(['log', 'size', 'head']).orderBy('log').orderBy('size').execute()) newest.set(row.log, row)
      return [...newest.values()]
    },
    tombstones: () => db.selectFrom('tombstone').select(['dossier_id', 'at', 'commitment']).orderBy('at').orderBy('dossier_id').execute(),
    eraseAgain: tombstones =>
      database.transaction(async tx => {
        let dropped = 0
        for (const each of tombstones) {
          dropped += Number((await tx.deleteFrom('dossier_key').where('dossier_id', '=', each.dossier_id).executeTakeFirst()).numDeletedRows)
          await tx
            .insertInto('tombstone')
            .values(each)
            .onConflict(conflict => conflict.doNothing())
            .execute()
        }
        return dropped
      }),
    stuck: async () => (await db.selectFrom('outbox').select('state').where('state', '=', 'stuck').execute()).length,
    complaint: async () => null,
    close: database.close,
  }
}
