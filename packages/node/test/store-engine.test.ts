import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { fromUtf8, instant, isRefusal, utf8 } from '@entraide/ground'
import fc from 'fast-check'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase, type StorePlace } from '../src/store/database.ts'
import { inWordsOf, migrate, readMigrations } from '../src/store/migrate.ts'
import { openVault, type Vault, type VaultTables } from '../src/store/vault.ts'

type Tables = VaultTables & {
  thing: { id: number; name: string | null; big: number | null; bytes: Uint8Array | null }
  child: { id: number; thing_id: number }
}

const at = instant('2026-11-23T10:00:00.000Z')
const url = process.env.DATABASE_URL
const tables = `create table thing (id integer primary key, name text unique, big bigint, bytes {{bytes}});
create table child (id integer primary key, thing_id integer not null references thing(id));
create table kek (id text primary key, wrapped {{bytes}} not null, made_at text not null);
create table dossier_key (dossier_id text primary key, kek_id text not null, wrapped {{bytes}} not null);
`

let folder: string
let schema: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'entraide-store-'))
  schema = `t_${randomBytes(6).toString('hex')}`
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  if (url === undefined) return
  const client = new Client(url)
  await client.connect()
  await client.query(`drop schema if exists ${schema} cascade`)
  await client.end()
})

const engines: readonly [kind: 'sqlite' | 'postgres', place: () => StorePlace][] = [
  ['sqlite', () => ({ kind: 'sqlite', file: join(folder, 'node.db') })],
  ['postgres', () => ({ kind: 'postgres', url: url as string, schema })],
]

function written(name: string, text: string): void {
  mkdirSync(join(folder, 'migrations'), { recursive: true })
  writeFileSync(join(folder, 'migrations', name), text)
}
const migrations = () => readMigrations(join(folder, 'migrations'))

for (const [kind, place] of engines)
  describe.skipIf(kind === 'postgres' && url === undefined)(`the engine on ${kind}`, () => {
    let database: Database<Tables>
    beforeEach(async () => {
      written('0001-tables.sql', tables)
      database = await openDatabase<Tables>(place())
      await migrate(database, migrations(), at)
    })
    afterEach(() => database.close())

    const add = (id: number, name: string | null = null) => database.db.insertInto('thing').values({ id, name, big: null, bytes: null }).execute()
    const ids = async () => (await database.db.selectFrom('thing').select('id').orderBy('id').execute()).map(each => each.id)

    test('values come back as they went in: numbers, bytes, texts in two scripts, nothing', async () => {
      const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
      await database.db
        .insertInto('thing')
        .values([
          { id: 1, name: 'El Amrani · العمراني', big: Number.MAX_SAFE_INTEGER, bytes },
          { id: 2, name: null, big: null, bytes: new Uint8Array(0) },
        ])
        .execute()
      const [one, two] = await database.db.selectFrom('thing').selectAll().orderBy('id').execute()
      expect(one).toEqual({ id: 1, name: 'El Amrani · العمراني', big: Number.MAX_SAFE_INTEGER, bytes })
      expect(two).toEqual({ id: 2, name: null, big: null, bytes: new Uint8Array(0) })
      expect(Object.getPrototypeOf(one?.bytes)).toBe(Uint8Array.prototype)
      const { count, sum } = await database.db
        .selectFrom('thing')
        .select(eb => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number>('id').as('sum')])
        .executeTakeFirstOrThrow()
      expect([count, sum]).toEqual([2, 3])
    })

    test('any bytes and any text survive', async () => {
      let id = 0
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 60, unit: 'grapheme' }), async (bytes, text) => {
          const name = `${++id} ${text.replaceAll('\0', '')}`
          await database.db.insertInto('thing').values({ id, name, big: null, bytes }).execute()
          expect(await database.db.selectFrom('thing').select(['name', 'bytes']).where('id', '=', id).executeTakeFirst()).toEqual({ name, bytes })
        }),
        { numRuns: 50 },
      )
    })

    test('a transaction happens whole or not at all', async () => {
      await database.transaction(tx => tx.insertInto('thing').values({ id: 1, name: 'a', big: null, bytes: null }).execute())
      await expect(
        database.transaction(async tx => {
          await tx.insertInto('thing').values({ id: 2, name: 'b', big: null, bytes: null }).execute()
          throw new Error('stop')
        }),
      ).rejects.toThrow('stop')
      expect(await ids()).toEqual([1])
    })

    test('a broken reference is refused, and so is a doubled name', async () => {
      await expect(database.db.insertInto('child').values({ id: 1, thing_id: 9 }).execute()).rejects.toThrow()
      await add(1, 'same')
      await expect(add(2, 'same')).rejects.toThrow()
    })

    test('transactions that run together lose no update', async () => {
      await add(1)
      const step = () =>
        database.transaction(
          async tx => {
            const { big } = await tx.selectFrom('thing').select('big').where('id', '=', 1).executeTakeFirstOrThrow()
            await pause(1)
            await tx
              .updateTable('thing')
              .set({ big: (big ?? 0) + 1 })
              .where('id', '=', 1)
              .execute()
          },
          { isolation: 'serializable' },
        )
      await Promise.all(Array.from({ length: 4 }, step))
      expect((await database.db.selectFrom('thing').select('big').executeTakeFirstOrThrow()).big).toBe(4)
    })

    test('a query beside an open transaction is a fault, not a wait without end; after it, it is a query', async () => {
      let later: Promise<number[]> | undefined
      await database.transaction(async () => {
        await expect(ids()).rejects.toMatchObject({ code: 'store-outside-transaction' })
        await expect(database.transaction(async () => {})).rejects.toMatchObject({ code: 'store-outside-transaction' })
        later = pause(20).then(ids)
      })
      expect(await later).toEqual([])
    })

    test('queries of a transaction that are begun together run in the order they were begun', async () => {
      const seen = await database.transaction(async tx => {
        const one = (id: number, name: string) => tx.insertInto('thing').values({ id, name, big: null, bytes: null }).execute()
        const count = () =>
          tx
            .selectFrom('thing')
            .select(eb => eb.fn.countAll<number>().as('n'))
            .executeTakeFirstOrThrow()
        database.put(tx, { execute: () => one(1, 'a') })
        const [, before, , after] = await Promise.all([one(2, 'b'), count(), one(3, 'c'), count()])
        database.put(tx, tx.updateTable('thing').set({ name: 'd' }).where('id', '=', 1))
        return [before.n, after.n]
      })
      expect(seen).toEqual([2, 3])
      expect(await database.reads.selectFrom('thing').select(['id', 'name']).orderBy('id').execute()).toEqual([
        { id: 1, name: 'd' },
        { id: 2, name: 'b' },
        { id: 3, name: 'c' },
      ])
    })

    test('a statement nobody waited for fails its transaction, whole, and the ones behind it', async () => {
      await add(1, 'same')
      const doubled = database.transaction(async tx => {
        database.put(tx, tx.insertInto('thing').values({ id: 2, name: 'b', big: null, bytes: null }))
        database.put(tx, tx.insertInto('thing').values({ id: 3, name: 'same', big: null, bytes: null }))
        return 'done'
      })
      await expect(doubled).rejects.toThrow()
      expect(await ids()).toEqual([1])
      // Swallowed, it fails all the same where the engine gives the whole transaction up.
      const swallowed = database.transaction(async tx => {
        await tx
          .insertInto('thing')
          .values({ id: 4, name: 'same', big: null, bytes: null })
          .execute()
          .catch(() => {})
        database.put(tx, tx.insertInto('thing').values({ id: 1, name: 'x', big: null, bytes: null }))
      })
      await expect(swallowed).rejects.toThrow()
      expect(await ids()).toEqual([1])
    })

    test('a query of a transaction that is over is a fault', async () => {
      const left = await database.transaction(async tx => ({ again: () => tx.selectFrom('thing').select('id').execute() }))
      await expect(Promise.resolve().then(left.again)).rejects.toMatchObject({ code: 'store-transaction-over' })
    })

    test('of those who look at one moment, one whose question fails is the only one who hears of it', async () => {
      await Promise.all([add(1), add(2)])
      const { reads } = database
      const look = (id: number) => reads.selectFrom('thing').select('id').where('id', '=', id).execute()
      const wrong = sql`select big / 0 from nowhere`.execute(reads)
      const answers = await Promise.allSettled([look(1), wrong, look(2), look(3)])
      expect(answers.map(each => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
      expect(await look(2)).toEqual([{ id: 2 }])
    })

    test('a thousand questions at one moment are each answered with their own', async () => {
      await database.transaction(async tx => {
        for (let id = 0; id < 100; id++) database.put(tx, tx.insertInto('thing').values({ id, name: `${id}`, big: id * id, bytes: new Uint8Array([id]) }))
      })
      const asked = Array.from({ length: 1_000 }, (_, n) => n % 100)
      const answers = await Promise.all(asked.map(id => database.reads.selectFrom('thing').selectAll().where('id', '=', id).execute()))
      expect(answers).toEqual(asked.map(id => [{ id, name: `${id}`, big: id * id, bytes: new Uint8Array([id]) }]))
    })

    test('those who wait for a name go one at a time, and each sees what the one before wrote', async () => {
      await add(1)
      const step = () =>
        database.withAdvisoryLock('log', async tx => {
          const { big } = await tx.selectFrom('thing').select('big').where('id', '=', 1).executeTakeFirstOrThrow()
          await pause(1)
          await tx
            .updateTable('thing')
            .set({ big: (big ?? 0) + 1 })
            .where('id', '=', 1)
            .execute()
        })
      await Promise.all(Array.from({ length: 25 }, step))
      expect((await database.db.selectFrom('thing').select('big').executeTakeFirstOrThrow()).big).toBe(25)
    })

    test('a name that is held is not waited for, and is free again however its holder ends', async () => {
      const inner = await database.holding('job', async () => [await database.holding('job', async () => 1), await database.holding('other', async () => 2)])
      expect(inner).toEqual([null, 2])
      await expect(
        database.holding('job', async () => {
          throw new Error('stop')
        }),
      ).rejects.toThrow('stop')
      expect(await database.holding('job', async () => database.transaction(async () => 3))).toBe(3)
    })

    test('a notice is heard once its transaction is committed, and never if it is not', async () => {
      const heard: (string | null)[] = []
      const stop = await database.listen('outbox', payload => heard.push(payload))
      await database.transaction(async tx => {
        await database.notify('outbox', 'one', tx)
        await database.notify('elsewhere', 'no', tx)
        await pause(20)
        expect(heard).toEqual([])
      })
      await expect(
        database.transaction(async tx => {
          await database.notify('outbox', 'never', tx)
          throw new Error('stop')
        }),
      ).rejects.toThrow('stop')
      await database.notify('outbox', 'two')
      await expect.poll(() => heard).toEqual(['one', 'two'])
      stop()
      await database.notify('outbox', 'three')
      await pause(30)
      expect(heard).toEqual(['one', 'two'])
      await expect(database.notify('outbox', 'x'.repeat(2_000))).rejects.toMatchObject({ code: 'notice-too-long' })
    })

    test('what was committed is there when the store is opened again; closing twice is closing once', async () => {
      await add(7, 'kept')
      await Promise.all([database.close(), database.close()])
      database = await openDatabase<Tables>(place())
      expect(await ids()).toEqual([7])
    })

    describe('migrations', () => {
      test('run in order, once, each with its digest', async () => {
        written(
          '0002-more.sql',
          "create table more (id {{counter}}, name text not null);\ninsert into more (name) values ('a');\ninsert into more (name) values ('b');\n",
        )
        expect(await migrate(database, migrations(), at)).toEqual([2])
        expect(await migrate(database, migrations(), at)).toEqual([])
        const { rows } = await sql<{ id: number; name: string }>`select id, name from more order by id`.execute(database.db)
        expect(rows).toEqual([
          { id: 1, name: 'a' },
          { id: 2, name: 'b' },
        ])
        const applied = await sql<object>`select number, name, sha256, applied_at from migration order by number`.execute(database.db)
        expect(applied.rows).toEqual(migrations().map(({ number, name, sha256 }) => ({ number, name, sha256, applied_at: at })))
      })

      test('that fail half-way leave nothing of themselves', async () => {
        written('0002-broken.sql', 'create table half (id integer primary key);\ninsert into nowhere values (1);\n')
        await expect(migrate(database, migrations(), at)).rejects.toThrow()
        await expect(sql`select * from half`.execute(database.db)).rejects.toThrow()
        written('0002-broken.sql', 'create table half (id integer primary key);\n')
        expect(await migrate(database, migrations(), at)).toEqual([2])
      })

      test('that were changed after they were applied stop the start, also when only more follows', async () => {
        written('0001-tables.sql', `${tables}-- a word more\n`)
        written('0002-more.sql', 'create table more (id integer primary key);\n')
        await expect(migrate(database, migrations(), at)).rejects.toMatchObject({ code: 'migration-changed', facts: { number: 1 } })
      })

      test('that this program does not know stop the start: the store is newer', async () => {
        await expect(migrate(database, [], at)).rejects.toMatchObject({ code: 'migration-unknown' })
      })

      test('started together are applied once', async () => {
        written('0002-more.sql', 'create table more (id integer primary key);\n')
        const applied = await Promise.all([1, 2, 3].map(() => migrate(database, migrations(), at)))
        expect(applied.flat()).toEqual([2])
      })
    })

    describe('the vault', () => {
      const rootKey = new Uint8Array(32).fill(7)
      const random = (n: number) => new Uint8Array(randomBytes(n))
      const opened = async (over = database): Promise<Vault> => {
        const vault = await openVault(over, rootKey, random, at)
        if (isRefusal(vault)) throw new Error(vault.refused)
        return vault
      }
      const seal = (vault: Vault, dossier: string, text: string, boundTo = 'body') =>
        database.transaction(tx => vault.sealFor(tx, dossier, utf8(text), boundTo))
      const open = async (vault: Vault, dossier: string, sealed: Uint8Array, boundTo = 'body') => {
        const bytes = await database.transaction(tx => vault.openFor(tx, dossier, sealed, boundTo))
        return bytes === null ? null : fromUtf8(bytes)
      }

      test('gives back what was sealed, to this vault and to the next one opened with the same root key', async () => {
        const vault = await opened()
        const sealed = await seal(vault, 'd1', 'الملف')
        expect(await open(vault, 'd1', sealed)).toBe('الملف')
        vault.close()
        expect(await open(await opened(), 'd1', sealed)).toBe('الملف')
        await expect(seal(vault, 'd2', 'x')).rejects.toMatchObject({ code: 'vault-closed' })
      })

      test('any content opens again and never stands in what is stored', async () => {
        const vault = await opened()
        await fc.assert(
          fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 20, unit: 'grapheme' }), async (bytes, boundTo) => {
            const sealed = await database.transaction(tx => vault.sealFor(tx, 'd', bytes, boundTo))
            expect(await database.transaction(tx => vault.openFor(tx, 'd', sealed, boundTo))).toEqual(bytes)
            expect(sealed.length).toBe(bytes.length + 37)
            if (bytes.length > 8) expect(Buffer.from(sealed).includes(Buffer.from(bytes))).toBe(false)
          }),
          { numRuns: 30 },
        )
      })

      test('another root key does not open it', async () => {
        await opened()
        expect(await openVault(database, new Uint8Array(32).fill(8), random, at)).toMatchObject({ refused: 'root-key-wrong' })
        await expect(openVault(database, new Uint8Array(16), random, at)).rejects.toMatchObject({ code: 'key-length' })
      })

      test('content that was changed or moved within its part is a fault; moved to another part or dossier it does not open', async () => {
        const vault = await opened()
        const sealed = await seal(vault, 'd1', 'text', 'message/1/body')
        await seal(vault, 'd2', 'text', 'message/1/body')
        for (let i = 0; i < sealed.length; i++) {
          const changed = sealed.with(i, (sealed[i] as number) ^ 1)
          // The bytes that name the key say "another key", which is an erased one.
          if (i >= 1 && i < 9) expect(await open(vault, 'd1', changed, 'message/1/body')).toBeNull()
          else await expect(open(vault, 'd1', changed, 'message/1/body')).rejects.toMatchObject({ code: 'vault-tampered' })
        }
        await expect(open(vault, 'd1', sealed, 'message/1/subject')).rejects.toMatchObject({ code: 'vault-tampered' })
        await expect(open(vault, 'd1', sealed.subarray(0, 20))).rejects.toMatchObject({ code: 'vault-tampered' })
        expect(await open(vault, 'd1', new Uint8Array())).toBeNull()
        expect(await open(vault, 'd1', sealed, 'message/2/body')).toBeNull()
        expect(await open(vault, 'd2', sealed, 'message/1/body')).toBeNull()
      })

      test('an erased dossier opens no more, others do, and what is sealed for it later is apart', async () => {
        const vault = await opened()
        const [gone, kept] = [await seal(vault, 'd1', 'gone'), await seal(vault, 'd2', 'kept')]
        expect(await database.transaction(tx => vault.dropKey(tx, 'd1'))).toBe(true)
        expect(await database.transaction(tx => vault.dropKey(tx, 'd1'))).toBe(false)
        expect([await open(vault, 'd1', gone), await open(vault, 'd2', kept)]).toEqual([null, 'kept'])
        const tombstone = await seal(vault, 'd1', 'tombstone')
        expect([await open(vault, 'd1', gone), await open(vault, 'd1', tombstone)]).toEqual([null, 'tombstone'])
      })

      test('a part of a dossier is erased and the rest of it is not, here, in the next vault and after a rotation', async () => {
        const vault = await opened()
        const [gone, more, kept] = [
          await seal(vault, 'd1', 'gone', 'message/1/body'),
          await seal(vault, 'd1', 'gone too', 'message/1/leaf/9/subject'),
          await seal(vault, 'd1', 'kept', 'message/2/body'),
        ]
        const read = async (by: Vault) => [
          await open(by, 'd1', gone, 'message/1/body'),
          await open(by, 'd1', more, 'message/1/leaf/9/subject'),
          await open(by, 'd1', kept, 'message/2/body'),
        ]
        expect(await read(vault)).toEqual(['gone', 'gone too', 'kept'])
        const copy = await database.db.selectFrom('dossier_key').selectAll().where('dossier_id', '=', 'd1').executeTakeFirstOrThrow()
        expect(await database.transaction(tx => vault.dropParts(tx, 'd1', ['message/1', 'draft/7']))).toBe(true)
        expect(await database.transaction(tx => vault.dropParts(tx, 'd2', ['message/1']))).toBe(false)
        expect(await read(vault)).toEqual([null, null, 'kept'])
        await vault.rotateKek(at)
        for (const each of [vault, await opened()]) expect(await read(each)).toEqual([null, null, 'kept'])
        // What is written later for the erased part stays as erased; a new part is like any other.
        const late = await seal(vault, 'd1', 'late', 'message/1/leaf/10/subject')
        expect(await open(vault, 'd1', late, 'message/1/leaf/10/subject')).toBeNull()
        expect(await open(vault, 'd1', await seal(vault, 'd1', 'new', 'message/3/body'), 'message/3/body')).toBe('new')
        // An old copy of the whole key opens only with the key-encryption key of its time, and that one is gone.
        await database.db.updateTable('dossier_key').set(copy).where('dossier_id', '=', 'd1').execute()
        await expect(read(await opened())).rejects.toMatchObject({ code: 'vault-empty' })
      })

      test('an erasure of a part that failed erased nothing, and one that seals meanwhile loses nothing of another part', async () => {
        const vault = await opened()
        const other = await opened()
        const first = await seal(vault, 'd1', 'first', 'message/1/body')
        await expect(
          database.transaction(async tx => {
            await vault.dropParts(tx, 'd1', ['message/1'])
            throw new Error('stop')
          }),
        ).rejects.toThrow('stop')
        expect(await open(vault, 'd1', first, 'message/1/body')).toBe('first')
        const sealed = await Promise.all([
          ...Array.from({ length: 10 }, (_, i) => seal(other, 'd1', `n${i}`, `message/n${i}/body`)),
          database.transaction(tx => vault.dropParts(tx, 'd1', ['message/1'])).then(() => new Uint8Array()),
          ...Array.from({ length: 10 }, (_, i) => seal(vault, 'd1', `m${i}`, `message/m${i}/body`)),
        ])
        const fresh = await opened()
        for (let i = 0; i < 10; i++) {
          expect(await open(fresh, 'd1', sealed[i] as Uint8Array, `message/n${i}/body`)).toBe(`n${i}`)
          expect(await open(fresh, 'd1', sealed[i + 11] as Uint8Array, `message/m${i}/body`)).toBe(`m${i}`)
        }
        expect(await open(fresh, 'd1', first, 'message/1/body')).toBeNull()
      })

      test('a key made in a transaction that failed is not used again, and an erasure that failed erased nothing', async () => {
        const vault = await opened()
        const stop = async (fn: Parameters<Database<Tables>['transaction']>[0]) =>
          await expect(
            database.transaction(async tx => {
              await fn(tx)
              throw new Error('stop')
            }),
          ).rejects.toThrow('stop')
        await stop(tx => vault.sealFor(tx, 'd1', utf8('lost'), 'body'))
        const sealed = await seal(vault, 'd1', 'kept')
        expect(await open(await opened(), 'd1', sealed)).toBe('kept')
        await stop(tx => vault.dropKey(tx, 'd1'))
        expect(await open(vault, 'd1', sealed)).toBe('kept')
      })

      test('many are opened in order with one question, erased ones as nothing', async () => {
        const vault = await opened()
        const items = await Promise.all(
          Array.from({ length: 20 }, async (_, i) => ({
            dossierId: `d${i % 7}`,
            sealed: await seal(vault, `d${i % 7}`, `text ${i}`, `item/${i}`),
            boundTo: `item/${i}`,
          })),
        )
        await database.transaction(tx => vault.dropKey(tx, 'd3'))
        const texts = await database.transaction(tx => vault.openAll(tx, items))
        expect(texts.map(bytes => (bytes === null ? null : fromUtf8(bytes)))).toEqual(items.map((_, i) => (i % 7 === 3 ? null : `text ${i}`)))
      })

      test('a rotation leaves one new key-encryption key, under which everything that was not erased still opens', async () => {
        const vault = await opened()
        const sealed = await Promise.all(Array.from({ length: 30 }, (_, i) => seal(vault, `d${i}`, `text ${i}`)))
        await database.transaction(tx => vault.dropKey(tx, 'd5'))
        const before = await database.db.selectFrom('kek').selectAll().execute()
        expect(await vault.rotateKek(at)).toEqual({ rewrapped: 29 })
        const after = await database.db.selectFrom('kek').selectAll().execute()
        expect(after).toHaveLength(1)
        expect(after[0]?.id).not.toBe(before[0]?.id)
        for (const each of [vault, await opened()])
          expect(await Promise.all(sealed.map((bytes, i) => open(each, `d${i}`, bytes)))).toEqual(sealed.map((_, i) => (i === 5 ? null : `text ${i}`)))
      })

      test('an old copy of a dropped key is worthless after a rotation', async () => {
        const vault = await opened({ ...database, listen: async () => () => {} })
        const sealed = await seal(vault, 'd1', 'erased')
        await seal(vault, 'd2', 'kept')
        const copy = await database.db.selectFrom('dossier_key').selectAll().where('dossier_id', '=', 'd1').executeTakeFirstOrThrow()
        await database.transaction(tx => vault.dropKey(tx, 'd1'))
        await vault.rotateKek(at)
        await database.db.insertInto('dossier_key').values(copy).execute()
        // Also in the process that rotated, before it has heard its own news.
        for (const each of [vault, await opened()]) await expect(open(each, 'd1', sealed)).rejects.toMatchObject({ code: 'vault-empty' })
      })

      test('rotations, seals and erasures at once lose nothing that was not erased', async () => {
        const [one, two] = [await opened(), await opened()]
        const kept: { dossier: string; sealed: Uint8Array; text: string }[] = []
        const work = async (vault: Vault, name: string) => {
          for (let i = 0; i < 12; i++) {
            const dossier = `${name}${i}`
            kept.push({ dossier, sealed: await seal(vault, dossier, dossier), text: dossier })
            if (i % 4 === 3) await database.transaction(tx => vault.dropKey(tx, dossier))
          }
        }
        await Promise.all([work(one, 'a'), work(two, 'b'), one.rotateKek(at), two.rotateKek(at).then(() => two.rotateKek(at))])
        const fresh = await opened()
        for (const { dossier, sealed, text } of kept) expect(await open(fresh, dossier, sealed)).toBe(Number(dossier.slice(1)) % 4 === 3 ? null : text)
        expect(await database.db.selectFrom('kek').select('id').execute()).toHaveLength(1)
      })
    })
  })

// What only one engine does

const openInChild = `
import { openDatabase } from ${JSON.stringify(new URL('../src/store/database.ts', import.meta.url).href)}
const database = await openDatabase({ kind: 'sqlite', file: process.argv[1] })
console.log('open')
setInterval(() => {}, 1000)
`
const child = (file: string) => spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', openInChild, file])

test('a second process on one file is refused at once, and let in as soon as the first is dead, however it died', async () => {
  const file = join(folder, 'node.db')
  const holder = child(file)
  await once(holder.stdout, 'data')
  await expect(openDatabase({ kind: 'sqlite', file })).rejects.toMatchObject({ code: 'store-locked' })
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  const database = await openDatabase({ kind: 'sqlite', file })
  const second = child(file)
  let said = ''
  second.stderr.on('data', chunk => {
    said += String(chunk)
  })
  const [exitCode] = await once(second, 'exit')
  expect(exitCode).not.toBe(0)
  expect(said).toContain('store-locked')
  await database.close()
})

test('a store is open once in one process too, and free again when closed', async () => {
  const place: StorePlace = { kind: 'sqlite', file: join(folder, 'node.db') }
  const database = await openDatabase(place)
  await expect(openDatabase(place)).rejects.toMatchObject({ code: 'store-locked' })
  await database.close()
  await (await openDatabase(place)).close()
})

test('a file that is no database is told as what it is, and leaves no lock behind', async () => {
  const file = join(folder, 'node.db')
  writeFileSync(file, 'this is a text, long enough to be looked at as a database and found not to be one at all')
  for (const _ of [1, 2]) await expect(openDatabase({ kind: 'sqlite', file })).rejects.toMatchObject({ errcode: 26 })
})

test('the store is synced at each commit, checks references, overwrites what it deletes, and is read by its owner only', async () => {
  const file = join(folder, 'node.db')
  const database = await openDatabase(place(file))
  const pragma = async (name: string) => Object.values((await sql.raw(`pragma ${name}`).execute(database.db)).rows[0] as object)[0]
  expect(await Promise.all(['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete'].map(pragma))).toEqual(['wal', 2, 1, 1])
  await database.close()
  if (process.platform !== 'win32') expect([file, `${file}.lock`].map(each => statSync(each).mode & 0o777)).toEqual([0o600, 0o600])
})

const place = (file: string): StorePlace => ({ kind: 'sqlite', file })

test('acknowledged commits survive a kill in mid-work', async () => {
  const file = join(folder, 'node.db')
  const script = `
import { openDatabase } from ${JSON.stringify(new URL('../src/store/database.ts', import.meta.url).href)}
import { CompiledQuery } from ${JSON.stringify(import.meta.resolve('kysely'))}
const database = await openDatabase({ kind: 'sqlite', file: process.argv[1] })
await database.db.executeQuery(CompiledQuery.raw('create table if not exists t (id integer primary key)'))
for (let id = 1; ; id++) {
  await database.transaction(tx => tx.executeQuery(CompiledQuery.raw('insert into t (id) values (?)', [id])))
  process.stdout.write(id + '\\n')
}`
  const writer = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script, file])
  let said = ''
  writer.stdout.on('data', chunk => {
    said += String(chunk)
  })
  await expect.poll(() => said.split('\n').length).toBeGreaterThan(50)
  writer.kill('SIGKILL')
  await once(writer, 'exit')
  const acknowledged = Number(said.trimEnd().split('\n').at(-1))
  const database = await openDatabase(place(file))
  const { rows } = await sql<{ n: number; last: number }>`select count(*) as n, max(id) as last from t`.execute(database.db)
  await database.close()
  expect(rows[0]?.n).toBe(rows[0]?.last)
  expect(rows[0]?.last).toBeGreaterThanOrEqual(acknowledged)
})

test('after an erasure and a rotation neither the dropped key nor the old key-encryption key stands anywhere in the files', async () => {
  written('0001-tables.sql', tables)
  const file = join(folder, 'node.db')
  const database = await openDatabase<Tables>(place(file))
  await migrate(database, migrations(), at)
  const vault = await openVault(database, new Uint8Array(32), n => new Uint8Array(randomBytes(n)), at)
  if (isRefusal(vault)) throw new Error(vault.refused)
  await database.transaction(tx => vault.sealFor(tx, 'd1', utf8('text'), 'body'))
  const [kek] = await database.db.selectFrom('kek').select('wrapped').execute()
  const [key] = await database.db.selectFrom('dossier_key').select('wrapped').execute()
  const holds = (bytes: Uint8Array) =>
    readdirSync(folder, { withFileTypes: true }).some(each => each.isFile() && readFileSync(join(folder, each.name)).includes(Buffer.from(bytes)))
  expect([kek, key].map(each => holds(each?.wrapped as Uint8Array))).toEqual([true, true])
  await database.transaction(tx => vault.dropKey(tx, 'd1'))
  await vault.rotateKek(at)
  expect([kek, key].map(each => holds(each?.wrapped as Uint8Array))).toEqual([false, false])
  await database.close()
})

test('a file that another program writes is waited for', async () => {
  const file = join(folder, 'node.db')
  const database = await openDatabase(place(file))
  await sql`create table t (id integer primary key)`.execute(database.db)
  const script = `
const raw = new (require('node:sqlite').DatabaseSync)(process.argv[1])
raw.exec('begin immediate; insert into t values (1)')
console.log('holds')
setTimeout(() => raw.exec('commit'), 300)`
  const other = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '-e', script, file])
  await once(other.stdout, 'data')
  await database.transaction(tx => sql`insert into t values (2)`.execute(tx))
  expect((await sql`select id from t order by id`.execute(database.db)).rows).toEqual([{ id: 1 }, { id: 2 }])
  await database.close()
})

describe('migration files', () => {
  test('are numbered from 1 without a gap and named in small letters', () => {
    written('0001-a.sql', '')
    written('0003-b.sql', '')
    expect(() => migrations()).toThrow(expect.objectContaining({ code: 'migration-gap' }))
    rmSync(join(folder, 'migrations', '0003-b.sql'))
    copyFileSync(join(folder, 'migrations', '0001-a.sql'), join(folder, 'migrations', '2-b.sql'))
    expect(() => migrations()).toThrow(expect.objectContaining({ code: 'migration-name' }))
  })

  test('have one digest whatever their line ends', () => {
    written('0001-a.sql', 'select 1;\nselect 2;\n')
    const [one] = migrations()
    written('0001-a.sql', 'select 1;\r\nselect 2;\r\n')
    expect(migrations()[0]).toEqual(one)
  })

  test('speak each engine by its tokens, and an unknown token is a fault', () => {
    expect(inWordsOf('sqlite', 'a {{bytes}}, b {{counter}}')).toBe('a blob, b integer primary key autoincrement')
    expect(inWordsOf('postgres', 'a {{bytes}}')).toBe('a bytea')
    for (const odd of ['{{blob}}', '{{constructor}}', '{{}}'])
      expect(() => inWordsOf('sqlite', odd)).toThrow(expect.objectContaining({ code: 'migration-token' }))
  })

  test('of this product run on an empty store', async () => {
    const database = await openDatabase<Tables>({ kind: 'sqlite', file: ':memory:' })
    const shipped = readMigrations(fileURLToPath(new URL('../src/store/migrations', import.meta.url)))
    expect(await migrate(database, shipped, at)).toEqual(shipped.map(each => each.number))
    await database.close()
  })
})

describe.skipIf(url === undefined)('several processes on PostgreSQL', () => {
  const open = () => openDatabase<Tables>({ kind: 'postgres', url: url as string, schema })

  test('share locks by name and hear each other, and another node on the same server does neither', async () => {
    const [one, two] = [await open(), await open()]
    const other = await openDatabase<Tables>({ kind: 'postgres', url: url as string, schema: `${schema}_b` })
    const heard: string[] = []
    for (const [name, database] of Object.entries({ two, other })) await database.listen('outbox', payload => heard.push(`${name} ${payload}`))
    await one.notify('outbox', 'id')
    await expect.poll(() => heard).toEqual(['two id'])
    expect(await one.holding('job', async () => [await two.holding('job', async () => 1), await other.holding('job', async () => 2)])).toEqual([null, 2])
    expect(await two.holding('job', async () => 3)).toBe(3)
    await sql.raw(`drop schema ${schema}_b cascade`).execute(other.db)
    await Promise.all([one, two, other].map(each => each.close()))
  })

  test('start together on an empty schema', async () => {
    written('0001-tables.sql', tables)
    const databases = await Promise.all([open(), open(), open()])
    const applied = await Promise.all(databases.map(each => migrate(each, migrations(), at)))
    expect(applied.flat()).toEqual([1])
    await Promise.all(databases.map(each => each.close()))
  })

  test('are told to look after a broken connection', async () => {
    const database = await open()
    const heard: (string | null)[] = []
    await database.listen('outbox', payload => heard.push(payload))
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like ${`listen entraide_${schema}`} and pid <> pg_backend_pid()`.execute(
      database.db,
    )
    await expect.poll(() => heard).toEqual([null])
    await database.notify('outbox', 'again')
    await expect.poll(() => heard).toEqual([null, 'again'])
    await database.close()
  })

  test('go on after their connections broke, those of reading too; what was under way on them failed', async () => {
    written('0001-tables.sql', tables)
    const database = await open()
    await migrate(database, migrations(), at)
    const count = () =>
      database.reads
        .selectFrom('thing')
        .select(eb => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    const pidOf = async (db: typeof database.reads) => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid
    const killer = new Client(url)
    await killer.connect()
    const broken = database.transaction(async tx => {
      await tx.insertInto('thing').values({ id: 1, name: 'a', big: null, bytes: null }).execute()
      await killer.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [[await pidOf(tx)]])
      await tx.insertInto('thing').values({ id: 2, name: 'b', big: null, bytes: null }).execute()
    })
    await expect(broken).rejects.toThrow()
    await killer.query('select pg_terminate_backend($1)', [await pidOf(database.reads)])
    await expect.poll(() => count().catch(() => null)).toEqual({ n: 0 })
    await database.transaction(tx => tx.insertInto('thing').values({ id: 3, name: 'c', big: null, bytes: null }).execute())
    expect(await count()).toEqual({ n: 1 })
    await killer.end()
    await database.close()
  })

  test('are refused a schema that is not a plain name', async () => {
    await expect(openDatabase({ kind: 'postgres', url: url as string, schema: 'a b' })).rejects.toMatchObject({ code: 'schema-name' })
  })
})
