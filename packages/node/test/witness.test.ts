import { readCard } from '@entraide/exchange'
import { base64url, day, hex, type Instant, later } from '@entraide/ground'
import { exchangeOrigin, interimLog, signCheckpoint, signerName } from '@entraide/ledger'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Node } from '../src/capabilities.ts'
import { watchClocks } from '../src/jobs/runner.ts'
import { carryIn, carryOut } from '../src/steps/carry.ts'
import { deliverDue } from '../src/steps/deliver.ts'
import { ownCard, readPartner, thawPartner } from '../src/steps/partners.ts'
import { receiveDelivery } from '../src/steps/receive.ts'
import { noteTheirCheckpoint } from '../src/steps/witness.ts'
import { type OpenStore, openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/store.ts'
import {
  actsOf,
  captured,
  delivery,
  done,
  engines,
  messageOf,
  onLine,
  outboxOf,
  partnerOf,
  request,
  send,
  settle,
  type Two,
  twoNodes,
  url,
} from './path-nodes.ts'

for (const engine of engines)
  describe(`which of our checkpoints a partner holds, on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())

    const known = async () => done(await readPartner(two.be.node, two.be.who.OPR, two.ma.id)).ourLog.seenThere
    const heldThere = (size: number) =>
      two.ma.node.store.read(tx => tx.db.selectFrom('seen_checkpoint').select('head').where('node', '=', two.be.id).where('size', '=', size).execute())
    /** What our page says is what the partner's store holds. */
    const expectHeld = async () => {
      const there = await known()
      expect(await heldThere(there?.size as number)).toEqual([{ head: there?.head }])
      expect(there?.size).toBe((await partnerOf(two.ma, two.be.id)).seen_size)
      return there?.size as number
    }

    test('a receipt shows the one that stood beside its delivery', async () => {
      await send(two.be, request(two))
      await settle(two)
      const before = await expectHeld()
      await send(two.be, request(two))
      await settle(two)
      expect(await expectHeld()).toBeGreaterThan(before)
    })
    test('delivered and not answered shows nothing; delivered again, what stood beside it then', async () => {
      const { be, ma } = two
      const before = await known()
      const sent = await send(be, request(two))
      await deliverDue(
        onLine(be, async (call, pass) => {
          await pass(call)
          return { reached: false, code: 'unreachable' }
        }),
      )
      expect((await messageOf(ma, sent.message))?.verdict).toBe('admitted')
      expect(await known()).toEqual(before)
      // Our log goes on meanwhile, so that another checkpoint stands beside the second delivery.
      await send(be, request(two))
      await settle(two)
      expect((await messageOf(be, sent.message))?.verdict).toBe('admitted')
      await expectHeld()
    })
    test('what did not open there was not taken in', async () => {
      const { be } = two
      const before = await known()
      await send(be, request(two))
      const left = (await outboxOf(be, (await send(be, request(two))).message))?.envelope as Uint8Array
      expect(left.length).toBeGreaterThan(0)
      await deliverDue(
        onLine(be, async (call, pass) => {
          if (call.path !== '/partner/v1/deliveries') return await pass(call)
          const spoilt = Uint8Array.from(call.body)
          // In the sealed part of the envelope: its header is read, its content does not open.
          spoilt[1_500] = (spoilt[1_500] as number) ^ 1
          return await pass({ ...call, body: spoilt })
        }),
      )
      expect(await known()).toEqual(before)
      await settle(two)
    })
    test('carried by file, the receipt shows the first that covers the line of its message', async () => {
      const { be, ma } = two
      const before = await known()
      const sent = await send(be, request(two))
      done(await carryIn(ma.node, ma.who.OPR, done(await carryOut(be.node, be.who.OPR, ma.id))))
      expect(await known()).toEqual(before)
      done(await carryIn(be.node, be.who.OPR, done(await carryOut(ma.node, ma.who.OPR, be.id))))
      expect((await messageOf(be, sent.message))?.verdict).toBe('admitted')
      expect((await known())?.size).toBeGreaterThan(before?.size as number)
      expect((await partnerOf(ma, be.id)).seen_size).toBeGreaterThanOrEqual((await known())?.size as number)
      await settle(two)
    })
    test('a fork beside a message that was delivered before is found all the same', async () => {
      const { be, ma } = two
      const sent = await send(be, request(two))
      const [first] = await captured(be)
      expect((await receiveDelivery(ma.node, be.id, first as Uint8Array)).status).toBe(200)
      const seen = await partnerOf(ma, be.id)
      const key = done(readCard(await ownCard(ma.node), 'stored', null)).recipientKey
      const forked = await noteOf(two, seen.seen_size as number, 9)
      const again = await delivery(be, new Uint8Array((await outboxOf(be, sent.message))?.envelope as Uint8Array), key, forked)
      const answer = await receiveDelivery(ma.node, be.id, again)
      expect(answer).toMatchObject({ status: 200, code: null })
      expect((await partnerOf(ma, be.id)).frozen_at).not.toBeNull()
      done(await thawPartner(ma.node, ma.who.SEC, be.id, 'looked into'))
      await settle(two)
    })
    test('a log that was set back and looked into grows anew over what was seen of the old one', async () => {
      const { be, ma } = two
      await send(be, request(two))
      await settle(two)
      const size = ((await partnerOf(ma, be.id)).seen_size as number) + 100
      const take = async (said: number, head: number) =>
        await ma.node.store.write(async tx => {
          const at = ma.node.clock.now()
          return await noteTheirCheckpoint(ma.node, tx, be.id, { note: await noteOf(two, said, head), acts: '', from: at, by: at })
        })
      for (const ahead of [0, 1, 2, 3]) expect(await take(size + ahead, 1)).toBeNull()
      two.clock.pass(day)
      expect(await take(size, 2)).toMatchObject({ refused: 'log-forked' })
      two.clock.pass(day)
      done(await thawPartner(ma.node, ma.who.SEC, be.id, 'brought back from a backup'))
      // Two of them cross.
      for (const ahead of [1, 3, 2, 4]) expect(await take(size + ahead, 2), `${ahead}`).toBeNull()
      await watchClocks(ma.node)
      expect((await partnerOf(ma, be.id)).frozen_at).toBeNull()
      // What was seen since is compared as ever.
      expect(await take(size + 2, 3)).toMatchObject({ refused: 'log-forked' })
      done(await thawPartner(ma.node, ma.who.SEC, be.id, 'looked into'))
    })
    test('a receipt that was signed long after its message is no sign of a log set back', async () => {
      const { be, ma } = two
      await send(be, request(two))
      await settle(two)
      const size = ((await partnerOf(ma, be.id)).seen_size as number) + 10
      const now = two.clock.at
      const take = async (said: number, from: Instant, by: Instant) =>
        await ma.node.store.write(async tx => await noteTheirCheckpoint(ma.node, tx, be.id, { note: await noteOf(two, said, said), acts: '', from, by }))
      expect(await take(size, later(now, -day), now)).toBeNull()
      expect(await take(size - 1, now, now)).toBeNull()
      expect(await take(size - 2, later(now, day), later(now, day))).toMatchObject({ refused: 'log-forked' })
    })
  })

/** A note that Belgium's log key signs, true or not. */
async function noteOf({ be, ma }: Two, size: number, filledWith: number): Promise<string> {
  const checkpoint = { ...interimLog.empty(exchangeOrigin(be.id, ma.id)), size, head: new Uint8Array(32).fill(filledWith) }
  return await signCheckpoint(checkpoint, signerName(be.id), body => base64url(be.node.keys.log().sign(body)))
}

describe.skipIf(url === undefined)('two processes of one node, each shown another log at the same moment', () => {
  let two: Two
  const stores: OpenStore[] = []
  beforeAll(async () => {
    two = await twoNodes('postgres')
  })
  afterAll(async () => {
    for (const store of stores) await store.close()
    await two.close()
  })

  /** Another process of Morocco's node, as far as a step needs one. */
  async function another(): Promise<Node> {
    const { node } = two.ma
    const store = await openStore(node.config.store, node.clock, node.random)
    stores.push(store)
    await store.unlock(node.keys.storeRoot())
    return { ...node, store }
  }
  /** Both take theirs in before either has committed; then the first commits, and then the second. */
  async function atOnce(first: readonly [Node, string, Instant], second: readonly [Node, string, Instant]): Promise<void> {
    const [mayFirst, maySecond] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const take = ([node, note, at]: readonly [Node, string, Instant], may: Promise<void>, taken: () => void) =>
      node.store.write(async tx => {
        expect(await noteTheirCheckpoint(node, tx, two.be.id, { note, acts: '', from: at, by: at })).toBeNull()
        taken()
        await may
      })
    const [firstTook, secondTook] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const [one, other] = [take(first, mayFirst.promise, firstTook.resolve), take(second, maySecond.promise, secondTook.resolve)]
    await Promise.all([firstTook.promise, secondTook.promise])
    mayFirst.resolve()
    await one
    maySecond.resolve()
    await other
  }
  const isStopped = async () => (await partnerOf(two.ma, two.be.id)).frozen_at !== null
  const dueNow = () => two.ma.node.store.read(tx => tx.db.selectFrom('due').select('subject').where('kind', '=', 'log-forked').execute())
  const heads = (size: number) =>
    two.ma.node.store.read(tx =>
      tx.db.selectFrom('seen_checkpoint').select('head').where('node', '=', two.be.id).where('size', '=', size).orderBy('head').execute(),
    )
  const beyond = async () => ((await partnerOf(two.ma, two.be.id)).seen_size as number) + 10
  const looked = async () => {
    expect((await actsOf(two.ma, 'freeze-partner')).at(-1)).toMatchObject({ code: 'log-forked', subject: two.be.id })
    expect(await dueNow()).toEqual([])
    done(await thawPartner(two.ma.node, two.ma.who.SEC, two.be.id, 'looked into'))
    // What was looked into is not found again.
    await watchClocks(two.ma.node)
    expect(await isStopped()).toBe(false)
  }
  /** A process whose store takes one write and then fails as often as is said. */
  function failingAfterOne(node: Node, times: number): { readonly node: Node; readonly failed: () => number } {
    let writes = 0
    const write: Store['write'] = async step => {
      if (++writes > 1 && writes <= 1 + times) throw new Error('the disk is gone')
      return await node.store.write(step)
    }
    return { node: { ...node, store: { ...node.store, write } }, failed: () => Math.min(writes - 1, times) }
  }
  const until = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) await new Promise(resolve => setImmediate(resolve))
  }

  test('both proofs are kept, and traffic stops', async () => {
    const size = await beyond()
    await atOnce([two.ma.node, await noteOf(two, size, 1), two.clock.at], [await another(), await noteOf(two, size, 2), two.clock.at])
    expect(await heads(size)).toEqual([{ head: hex(new Uint8Array(32).fill(1)) }, { head: hex(new Uint8Array(32).fill(2)) }])
    await until(isStopped)
    await looked()
  })
  test('also when a larger log was kept meanwhile, so that neither is the newest', async () => {
    const size = await beyond()
    const { node } = two.ma
    const other = await another()
    const larger = await noteOf(two, size + 1, 3)
    const [mayFirst, taken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const waiting = node.store.write(async tx => {
      await noteTheirCheckpoint(node, tx, two.be.id, { note: await noteOf(two, size, 1), acts: '', from: two.clock.at, by: two.clock.at })
      taken.resolve()
      await mayFirst.promise
    })
    await taken.promise
    for (const note of [larger, await noteOf(two, size, 2)])
      await other.store.write(tx => noteTheirCheckpoint(other, tx, two.be.id, { note, acts: '', from: two.clock.at, by: two.clock.at }))
    expect(await isStopped()).toBe(false)
    mayFirst.resolve()
    await waiting
    await until(isStopped)
    const { frozenFor, contradiction } = done(await readPartner(two.ma.node, two.ma.who.SEC, two.be.id))
    expect([frozenFor, contradiction.map(each => each.size)]).toEqual(['log-forked', [size, size]])
    await looked()
  })
  test('a log set back shows too, when the smaller one is kept last', async () => {
    const size = await beyond()
    const now = two.clock.at
    await atOnce([two.ma.node, await noteOf(two, size + 5, 1), later(now, -day)], [await another(), await noteOf(two, size, 2), now])
    await until(isStopped)
    await looked()
  })
  for (const [turn, next] of [
    ['the next turn of this process does it', (failing: Node) => failing],
    ['a process that is started then does it', () => another()],
  ] as const)
    test(`a store that fails just then: what is due stands in it, and ${turn}`, async () => {
      const size = await beyond()
      const failing = failingAfterOne(await another(), 1)
      await atOnce([two.ma.node, await noteOf(two, size, 1), two.clock.at], [failing.node, await noteOf(two, size, 2), two.clock.at])
      await until(async () => failing.failed() === 1)
      expect(await isStopped()).toBe(false)
      expect(await dueNow()).toEqual([{ subject: two.be.id }])
      await watchClocks(await next(failing.node))
      expect(await isStopped()).toBe(true)
      await looked()
    })
  test('a store that fails as both are kept keeps neither the proof nor the stop', async () => {
    const size = await beyond()
    const { node } = two.ma
    const take = async (note: string) =>
      await node.store.write(async tx => {
        await noteTheirCheckpoint(node, tx, two.be.id, { note, acts: '', from: two.clock.at, by: two.clock.at })
        tx.beforeCommit(async () => {
          throw new Error('the disk is gone')
        })
      })
    await expect(take(await noteOf(two, size, 1))).rejects.toThrow('the disk is gone')
    expect(await heads(size)).toEqual([])
    expect(await dueNow()).toEqual([])
  })
})
