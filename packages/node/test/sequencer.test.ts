import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hex, instantOf, isRefusal, type Uuid, uuid7 } from '@entraide/ground'
import { actsOrigin, exchangeOrigin, interimLog, makeLeaf, type Origin } from '@entraide/ledger'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Node } from '../src/capabilities.ts'
import { coveredBy, coverOf, inRound, sequence } from '../src/jobs/sequencer.ts'
import { rawSigner } from '../src/keys.ts'
import { addLeaf } from '../src/store/leaves.ts'
import { type OpenStore, openStore } from '../src/store/open.ts'
import type { Tx } from '../src/store/store.ts'

const url = process.env.DATABASE_URL
const id = 'BE-POL-SPOC' as never
const logs: readonly Origin[] = [actsOrigin(id), exchangeOrigin(id, 'MA-DGSN-SPOC' as never), exchangeOrigin(id, 'FR-DCPJ-SPOC' as never)]
const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
const clock = { now: () => instantOf(Date.now()) }

for (const kind of ['sqlite', 'postgres'] as const)
  describe.skipIf(kind === 'postgres' && url === undefined)(`the sequencer on ${kind}`, () => {
    let folder: string
    let schema: string
    let stores: OpenStore[]
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'entraide-sequencer-'))
      schema = `seq_${randomBytes(6).toString('hex')}`
      stores = []
    })
    afterEach(async () => {
      for (const store of stores) await store.close()
      rmSync(folder, { recursive: true, force: true })
      if (kind === 'sqlite') return
      const client = new Client(url)
      await client.connect()
      await client.query(`drop schema if exists ${schema} cascade`)
      await client.end()
    })

    /** One process of a node, as far as the sequencer needs one. */
    async function process(): Promise<Node> {
      const store = await openStore(kind === 'sqlite' ? { kind, file: join(folder, 'node.db') } : { kind, url: url as string, schema }, clock, random)
      stores.push(store)
      await store.unlock(new Uint8Array(32).fill(2))
      return {
        config: { id },
        clock,
        random,
        store,
        keys: { log: () => rawSigner(new Uint8Array(32).fill(1)), storeRoot: () => new Uint8Array(32) },
      } as unknown as Node
    }

    /** A leaf whose id says that it was made up to a minute ago: ids of several processes never come in order. */
    async function leaf(node: Node, log: Origin, commitLateMs = 0): Promise<Uuid> {
      const made = makeLeaf({ facts: facts(), salt: random(32) }, { facts: { subject: null, caseReference: null, contentDigest: null }, salt: random(32) })
      if (isRefusal(made)) throw new Error(made.refused)
      const leafId = uuid7(instantOf(Date.now() - Math.floor(Math.random() * 60_000)), random(10))
      await node.store.write(async tx => {
        await tx.db
          .insertInto('leaf')
          .values({
            id: leafId,
            log,
            position: null,
            leaf: made,
            facts: '{}',
            salt_a: random(32),
            subject_sealed: null,
            salt_b_sealed: null,
            dossier_id: null,
            message_id: null,
            made_at: tx.at,
          })
          .execute()
        if (commitLateMs > 0) await new Promise(resolve => setTimeout(resolve, commitLateMs))
      })
      return leafId
    }
    const facts = () => ({
      event: 'release',
      outcome: 'done',
      messageId: null,
      threadId: null,
      messageType: null,
      agreementHash: null,
      clause: null,
      purpose: null,
      services: {},
      instants: {},
      holdUntil: null,
      endOfLife: null,
    })

    /** Adds a leaf as a step does. */
    async function line(node: Node, tx: Tx, log: Origin): Promise<Uuid> {
      const subject = { subject: null, caseReference: null, contentDigest: null }
      const leafId = tx.newId()
      await addLeaf(node, tx, { log, id: leafId, dossier: null, message: null, legal: facts(), subject })
      return leafId
    }
    const note = (tx: Tx, name: string, value = '') => tx.put(tx.db.insertInto('node_fact').values({ name, value }))
    const noted = (node: Node, name: string) =>
      node.store.read(async tx => (await tx.db.selectFrom('node_fact').selectAll().where('name', '=', name).executeTakeFirst())?.value)

    test('what is written in a round has its leaf covered in the same commit, and many at once share few checkpoints', async () => {
      const node = await process()
      const log = logs[1] as Origin
      const rode = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          inRound(node, async (tx, covered) => {
            const one = await line(node, tx, log)
            const stand = await covered(log, one)
            note(tx, `rode/${n}`, stand.note)
            return { n, one, stand }
          }),
        ),
      )
      for (const { n, one, stand } of rode) {
        expect(stand.acts).toMatch(/^[0-9a-f]{64}$/)
        expect(await noted(node, `rode/${n}`)).toBe(stand.note)
        expect((await node.store.read(tx => coverOf(tx, log, one)))?.note).toBe(stand.note)
        expect((await coveredBy(node, log, one)).note).toBe(stand.note)
      }
      expect(new Set(rode.map(each => each.stand.note)).size).toBeLessThan(20)
    })

    test('one step that fails brings down nobody: the others of its round are written, and of itself nothing is', async () => {
      const node = await process()
      const log = logs[1] as Origin
      const waiting = await leaf(node, log)
      const rode = await Promise.allSettled([
        inRound(node, async (tx, covered) => {
          note(tx, 'first')
          return (await covered(log, await line(node, tx, log))).note
        }),
        inRound(node, async tx => {
          note(tx, 'second')
          await line(node, tx, log)
          throw new Error('no pen')
        }),
        // The same name twice: the store refuses, whatever the step thinks.
        inRound(node, async tx => {
          note(tx, 'twice')
          note(tx, 'twice')
        }),
        // Fails once its leaf is covered, when the others are as good as written.
        inRound(node, async (tx, covered) => {
          await covered(log, await line(node, tx, log))
          throw new Error('no ink')
        }),
        inRound(node, async tx => note(tx, 'last')),
      ])
      expect(rode.map(each => each.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled'])
      const found = await node.store.read(tx =>
        tx.db.selectFrom('node_fact').select('name').where('name', 'in', ['first', 'second', 'twice', 'last']).execute(),
      )
      expect(found.map(each => each.name).toSorted()).toEqual(['first', 'last'])
      expect(await node.store.read(tx => tx.db.selectFrom('leaf').select('id').where('log', '=', log).execute())).toHaveLength(2)
      expect((await coveredBy(node, log, waiting)).position).toBeGreaterThanOrEqual(0)
    })

    test('steps that move one thing do not go together, in whatever order they say so', async () => {
      const node = await process()
      await node.store.write(async tx => note(tx, 'count', '0'))
      await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          inRound(node, async tx => {
            if (n % 2 === 0) tx.moves('count')
            const { value } = await tx.db.selectFrom('node_fact').select('value').where('name', '=', 'count').executeTakeFirstOrThrow()
            if (n % 2 === 1) tx.moves('count')
            tx.moves('count')
            await tx.db
              .updateTable('node_fact')
              .set({ value: String(Number(value) + 1) })
              .where('name', '=', 'count')
              .execute()
          }),
        ),
      )
      expect(await noted(node, 'count')).toBe('6')
    })

    test('nothing is signed over a leaf that has no place yet', async () => {
      const node = await process()
      const log = logs[1] as Origin
      const elsewhere = uuid7(clock.now(), random(10))
      const asked = inRound(node, async (tx, covered) => {
        await line(node, tx, log)
        return await covered(log, elsewhere)
      })
      await expect(asked).rejects.toMatchObject({ code: 'log-stalled' })
      await expect(inRound(node, (_, covered) => covered(log, null))).rejects.toMatchObject({ code: 'log-stalled' })
    })

    test('leaves of any order, committed while others are placed, stand once each and in an unbroken chain', async () => {
      // On SQLite a second process is refused; on PostgreSQL two place leaves of one node at once.
      const nodes = kind === 'sqlite' ? [await process()] : [await process(), await process()]
      const covers = await Promise.all(
        Array.from({ length: 120 }, async (_, n) => {
          const node = nodes[n % nodes.length] as Node
          const log = logs[n % logs.length] as Origin
          return { log, ...(await coveredBy(node, log, await leaf(node, log, kind === 'postgres' ? n % 7 : 0))) }
        }),
      )
      await sequence(nodes[0] as Node)
      for (const log of logs) {
        const { rows, newest } = await (nodes[0] as Node).store.read(async tx => ({
          rows: await tx.db.selectFrom('leaf').select(['position', 'leaf']).where('log', '=', log).orderBy('position').execute(),
          newest: await tx.db
            .selectFrom('checkpoint')
            .select(['size', 'head'])
            .where('log', '=', log)
            .orderBy('size', 'desc')
            .limit(1)
            .executeTakeFirstOrThrow(),
        }))
        expect(rows.map(row => row.position)).toEqual(rows.map((_, at) => at))
        const chain = interimLog.append(
          interimLog.empty(log),
          rows.map(row => new Uint8Array(row.leaf)),
        )
        expect(newest).toEqual({ size: rows.length, head: hex(chain.head) })
        const said = covers.filter(cover => cover.log === log).map(cover => cover.position)
        expect(new Set(said).size).toBe(said.length)
      }
    })

    test('many who wait share few checkpoints', async () => {
      const node = await process()
      const log = logs[0] as Origin
      const ids = await Promise.all(Array.from({ length: 60 }, () => leaf(node, log)))
      await Promise.all(ids.map(each => coveredBy(node, log, each)))
      const { n } = await node.store.read(tx => tx.db.selectFrom('checkpoint').select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow())
      expect(Number(n)).toBeLessThanOrEqual(2)
    })

    test('a leaf that another process has placed is found covered', async () => {
      const node = await process()
      const log = logs[0] as Origin
      const one = await leaf(node, log)
      await sequence(node)
      expect(await coveredBy(node, log, one)).toMatchObject({ position: 0 })
    })
  })
