import assert from 'node:assert/strict'
import type { Uuid } from '@entraide/ground'
import type { CarryReport, Draft, Proof } from '@entraide/node/api'
import { freePort } from '../free-port.ts'
import { delivered, outbox, outboxRow, release, send, submit, threads } from '../mail.ts'
import { until } from '../until.ts'
import { logsOf, permittedRequest, type Scene, sharedSize } from './scene.ts'

/** Enough that the receiver dies with some taken, some under way and some not yet sent. */
const burst = 30

/** Machines die and lines fall; nothing is lost and nothing is doubled. */
export const outage: readonly Scene[] = [
  {
    step: 'the receiving node is killed (SIGKILL) in mid-delivery and started again: nothing lost, nothing doubled',
    play: async (stage, memory) => {
      const { be, ma } = stage
      const before = {
        ma: await logsOf(ma),
        be: await logsOf(be),
        threads: (await threads(ma.officers.OPR)).length,
        sizes: [await sharedSize(be, ma), await sharedSize(ma, be)] as const,
      }
      const drafts: Draft[] = []
      for (let n = 1; n <= burst; n++)
        drafts.push(await submit(be.officers.INV, permittedRequest(stage, memory, { caseReference: `BR.10.2026/2${String(n).padStart(2, '0')}` })))
      const messages: Uuid[] = []
      const isMine = new Set<string>()
      let dead: Promise<void> | null = null
      for (const draft of drafts) {
        const { message } = await release(be.officers.REL, draft)
        messages.push(message)
        isMine.add(message)
        // Killed once the first ones are through, while others are on the line and the rest is still being released.
        if (dead === null && (await outbox(be)).some(row => isMine.has(row.message) && row.state === 'delivered')) dead = ma.process.kill()
      }
      assert.ok(dead !== null, 'the burst was over before the first delivery')
      await dead
      const left = (await outbox(be)).filter(row => isMine.has(row.message) && row.state !== 'delivered').length
      assert.ok(left > 0, 'messages are left to deliver after the kill')
      await until('the sender notices', async () => (await outbox(be)).some(row => isMine.has(row.message) && row.tries > 0 && row.reason !== null))
      await ma.process.start()
      for (const message of messages) await delivered(be, message)
      const after = { ma: await logsOf(ma), be: await logsOf(be) }
      assert.equal(after.ma.counts.admitted - before.ma.counts.admitted, burst, 'as many admitted as released')
      assert.equal(after.be.counts.receipts - before.be.counts.receipts, burst, 'one receipt each')
      const rows = (await threads(ma.officers.OPR)).filter(row => isMine.has(row.thread ?? ''))
      assert.equal(rows.length, burst)
      assert.equal(new Set(rows.map(row => row.thread)).size, burst)
      assert.equal((await threads(ma.officers.OPR)).length - before.threads, burst, 'no dossier without its message')
      const positions = new Set<number | null>()
      for (const message of messages) {
        const proof = await be.officers.OPR.get<Proof>(`/v1/messages/${message}/proof`)
        assert.deepEqual([proof.verdict, proof.receiptVerified], ['admitted', true])
        positions.add(proof.position)
      }
      assert.equal(positions.size, burst)
      // An envelope and a receipt each, on both sides: the two logs tell the same story.
      const grown = async () => [(await sharedSize(be, ma)) - before.sizes[0], (await sharedSize(ma, be)) - before.sizes[1]] as const
      await until('both logs have grown by two leaves a message', async () => (await grown()).every(leaves => leaves === 2 * burst)).catch(async () =>
        assert.deepEqual(await grown(), [2 * burst, 2 * burst], 'both logs have grown by two leaves a message'),
      )
    },
  },
  {
    step: 'with the line down, messages and receipts are carried by file; carried twice, admitted once',
    play: async (stage, memory) => {
      const { be, ma } = stage
      await ma.process.stop()
      // Where its card says nobody listens any more: Belgium has no line to it.
      await ma.process.start(await freePort())
      const before = (await logsOf(ma)).counts.admitted
      const sent = await send(be.officers.INV, be.officers.REL, permittedRequest(stage, memory))
      await until('the line is noticed to be down', async () => (await outboxRow(be, sent.message))?.reason === 'unreachable')
      const out = new Uint8Array(await be.officers.OPR.fetch(`/v1/carry/out/${ma.id}`))
      for (let time = 1; time <= 2; time++) {
        const report = await ma.officers.OPR.give<CarryReport>('/v1/carry/in', out)
        assert.equal(report.from, be.id)
        assert.equal(report.taken.find(each => each.message === sent.message)?.verdict, 'admitted')
        assert.equal((await logsOf(ma)).counts.admitted, before + 1, `admitted once, carried in ${time} times`)
      }
      assert.notEqual((await outboxRow(be, sent.message))?.state, 'delivered', 'Belgium cannot know yet')
      const back = new Uint8Array(await ma.officers.OPR.fetch(`/v1/carry/out/${be.id}`))
      await be.officers.OPR.give<CarryReport>('/v1/carry/in', back)
      assert.equal((await outboxRow(be, sent.message))?.state, 'delivered')
      const proof = await be.officers.OPR.get<Proof>(`/v1/messages/${sent.message}/proof`)
      assert.deepEqual([proof.verdict, proof.receiptVerified], ['admitted', true])
      // The line stays down: the next scene begins without it and puts the partner back in its place.
    },
  },
]
