import { createHash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sealAttachment } from '@entraide/envelope'
import { day, hex, isRefusal, later, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PartnerCall } from '../src/capabilities.ts'
import { addAttachment, dropUnended, readAttachment } from '../src/steps/attach.ts'
import { carryIn, carryOut } from '../src/steps/carry.ts'
import { deliverDue } from '../src/steps/deliver.ts'
import { preview, releaseDraft } from '../src/steps/dispatch.ts'
import { openDossier } from '../src/steps/dossier.ts'
import { createDraft, submitDraft } from '../src/steps/draft.ts'
import { dropUnclaimed, takeChunk } from '../src/steps/push.ts'
import { codeOf, done, dossierOf, drain, engines, messageOf, onLine, outboxOf, request, type Side, settle, started, type Two, twoNodes } from './path-nodes.ts'

const chunk = 65_536
const mebibyte = 1_048_576

/** Content that differs in every chunk, in pieces of their own size, never whole anywhere. */
async function* pieces(bytes: number, size = 50_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes; at += size) yield pieceAt(at, Math.min(size, bytes - at))
}
function pieceAt(at: number, length: number): Uint8Array {
  const piece = new Uint8Array(length)
  for (let i = 0; i < length; i += 64) piece[i] = (at + i) % 251
  return piece
}
async function digestOf(parts: AsyncIterable<Uint8Array>): Promise<string> {
  const whole = createHash('sha256')
  for await (const part of parts) whole.update(part)
  return whole.digest('hex')
}

/** A request with a file, released: it waits in the outbox. */
async function sendWith(side: Side, two: Two, bytes: number): Promise<Uuid> {
  const draft = done(await createDraft(side.node, side.who.INV, { fields: request(two), dossier: null }))
  done(await addAttachment(side.node, side.who.INV, draft.id, 'scan.bin', bytes, pieces(bytes)))
  const { version } = done(await submitDraft(side.node, side.who.INV, draft.id))
  return done(await releaseDraft(side.node, side.who.REL, draft.id, { version, note: '' })).message
}

/** The file of a message as its receiver reads it. */
async function readAt(side: Side, message: Uuid) {
  const dossier = (await dossierOf(side, message))?.id as Uuid
  done(await openDossier(side.node, side.who.OPR, dossier, 'to read the file'))
  const row = await side.node.store.read(tx => tx.db.selectFrom('attachment').select('id').where('message_id', '=', message).executeTakeFirstOrThrow())
  return await readAttachment(side.node, side.who.OPR, message, row.id)
}

const isPush = (call: PartnerCall) => call.method === 'PUT'

for (const engine of engines)
  describe(`attachments between two nodes on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())

    test('a transfer broken off goes on where it stopped, also over a start of the receiver', async () => {
      const { be, ma } = two
      const bytes = 40 * chunk + 17
      const message = await sendWith(be, two, bytes)
      let pushed = 0
      const breaking = (after: number) =>
        onLine(be, async (call, pass) => {
          if (isPush(call) && pushed >= after) return { reached: false, code: 'line-broken' }
          if (isPush(call)) pushed++
          return await pass(call)
        })
      expect(await deliverDue(breaking(10))).toBe(0)
      expect(await outboxOf(be, message)).toMatchObject({ state: 'waiting', reason: 'line-broken' })
      await ma.running.stop()
      ma.running = await started(ma.dataDir, two.clock)
      ma.node = ma.running.node
      two.clock.pass(60_000)
      expect(await deliverDue(breaking(25))).toBe(0)
      two.clock.pass(60_000)
      expect(await deliverDue(breaking(Number.POSITIVE_INFINITY))).toBe(1)
      const row = await be.node.store.read(tx => tx.db.selectFrom('attachment').select('chunks').where('message_id', '=', message).executeTakeFirstOrThrow())
      expect(pushed).toBe(row.chunks)
      const read = await readAt(ma, message)
      if (isRefusal(read)) throw new Error(read.refused)
      expect(await digestOf(read.pieces)).toBe(await digestOf(pieces(bytes)))
    })

    test('what the receiver has dropped is pushed again, and admitted', async () => {
      const { be, ma } = two
      const message = await sendWith(be, two, 3 * chunk)
      // All is pushed; then the line breaks for a day and an hour, and the receiver drops what nobody claimed.
      await deliverDue(onLine(be, async (call, pass) => (call.path.endsWith('/deliveries') ? { reached: false, code: 'line-broken' } : await pass(call))))
      two.clock.pass(day + 3_600_000)
      expect(await ma.node.store.write(tx => dropUnclaimed(tx))).toBe(1)
      await deliverDue(be.node)
      expect(await outboxOf(be, message)).toMatchObject({ state: 'waiting', reason: 'attachment-missing' })
      await settle(two)
      expect((await messageOf(be, message))?.verdict).toBe('admitted')
    })

    test('octets that are not those of the digest they were announced by are dropped with the last chunk', async () => {
      const { be, ma } = two
      const sealed: Uint8Array[] = []
      const slip = await sealAttachment(new Uint8Array(32).fill(3), 2 * chunk, pieces(2 * chunk), part => void sealed.push(part))
      const take = (digest: string, index: number, bytes = sealed[index] as Uint8Array) => takeChunk(ma.node, be.id, digest, slip.sealedBytes, index, bytes)
      const turned = Uint8Array.from(sealed[0] as Uint8Array)
      turned[100] = (turned[100] as number) ^ 1
      expect(await take(slip.digest, 0, turned)).toEqual({ chunksHeld: 1 })
      for (let index = 1; index < sealed.length - 1; index++) expect(await take(slip.digest, index)).toEqual({ chunksHeld: index + 1 })
      expect(await take(slip.digest, sealed.length - 1)).toEqual({ refused: 'attachment-chunk', facts: { awaited: 0 } })
      // Nothing of it is left: it begins again, and is taken.
      for (const index of sealed.keys()) expect(await take(slip.digest, index)).toEqual({ chunksHeld: index + 1 })
      expect(await take(slip.digest, sealed.length - 1)).toEqual({ chunksHeld: sealed.length })
      await ma.node.store.write(async tx => {
        await tx.db
          .updateTable('incoming_attachment')
          .set({ first_at: later(tx.at, -2 * day) })
          .execute()
        await dropUnclaimed(tx)
      })
    })

    test.each([
      ['no JSON', 200, 'entraide'],
      ['a number below nothing', 200, '{"chunksHeld":-5}'],
      ['no number', 200, '{"chunksHeld":"all"}'],
      ['more than there is', 200, '{"chunksHeld":1000000}'],
      ['another shape', 200, '{"chunksHeld":0,"__proto__":{}}'],
      ['a fault', 500, '<html>'],
    ])('a partner that answers how much it has with %s holds nothing up but its own message', async (_, status, body) => {
      const { be } = two
      const message = await sendWith(be, two, 100)
      const odd = onLine(be, async (call, pass) =>
        call.method === 'GET' ? { reached: true, status, date: null, body: new TextEncoder().encode(body) } : await pass(call),
      )
      await deliverDue(odd)
      expect(['delivered', 'waiting']).toContain((await outboxOf(be, message))?.state)
      await settle(two)
      expect((await messageOf(be, message))?.verdict).toBe('admitted')
    })

    test('a file that is still arriving when its draft is handed over does not get in behind the back of the second person', async () => {
      const { be, ma } = two
      const draft = done(await createDraft(be.node, be.who.INV, { fields: request(two), dossier: null }))
      const gate = Promise.withResolvers<void>()
      const slow = addAttachment(
        be.node,
        be.who.INV,
        draft.id,
        'late.bin',
        2 * chunk,
        (async function* () {
          yield pieceAt(0, chunk)
          await gate.promise
          yield pieceAt(chunk, chunk)
        })(),
      )
      const { version } = done(await submitDraft(be.node, be.who.INV, draft.id))
      expect((done(await preview(be.node, be.who.REL, draft.id)).body as { attachments: unknown[] }).attachments).toEqual([])
      gate.resolve()
      expect(codeOf(await slow)).toBe('draft-not-editable')
      const { message } = done(await releaseDraft(be.node, be.who.REL, draft.id, { version, note: '' }))
      await drain(be, ma)
      for (const side of [be, ma])
        expect(await side.node.store.read(tx => tx.db.selectFrom('attachment').select('id').where('message_id', '=', message).execute())).toEqual([])
      expect(await be.node.store.read(tx => tx.db.selectFrom('attachment').select('id').where('draft_id', '=', draft.id).execute())).toEqual([])
    })

    test('what a process that ended left half written is dropped after a day', async () => {
      const { be } = two
      const draft = done(await createDraft(be.node, be.who.INV, { fields: request(two), dossier: null }))
      const never = Promise.withResolvers<void>()
      void addAttachment(
        be.node,
        be.who.INV,
        draft.id,
        'half.bin',
        2 * chunk,
        (async function* () {
          yield pieceAt(0, chunk)
          await never.promise
        })(),
      )
      const half = () => be.node.store.read(tx => tx.db.selectFrom('attachment').select('id').where('draft_id', '=', draft.id).execute())
      while ((await half()).length === 0) await new Promise(resolve => setImmediate(resolve))
      await be.node.store.write(tx => dropUnended(tx))
      expect(await half()).toHaveLength(1)
      two.clock.pass(day + 1)
      await be.node.store.write(tx => dropUnended(tx))
      expect(await half()).toEqual([])
    })

    test('a message that no carried file may hold stays, says why, and keeps no other from going', async () => {
      const { be, ma } = two
      const message = await sendWith(be, two, 100)
      const sized = (sealed_bytes: number) =>
        be.node.store.write(tx => tx.db.updateTable('attachment').set({ sealed_bytes }).where('message_id', '=', message).execute())
      const { sealed_bytes: real } = await be.node.store.read(tx =>
        tx.db.selectFrom('attachment').select('sealed_bytes').where('message_id', '=', message).executeTakeFirstOrThrow(),
      )
      await sized(200 * mebibyte)
      expect(await carryOut(be.node, be.who.OPR, ma.id)).toMatchObject({ refused: 'carry-too-large', facts: { message } })
      expect(await outboxOf(be, message)).toMatchObject({ state: 'waiting', reason: 'carry-too-large' })
      two.clock.pass(1)
      const other = await sendWith(be, two, 100)
      const file = done(await carryOut(be.node, be.who.OPR, ma.id))
      expect(done(await carryIn(ma.node, ma.who.OPR, file)).taken.map(each => [each.message, each.verdict])).toEqual([[other, 'admitted']])
      await sized(real)
      await settle(two)
      expect((await messageOf(be, message))?.verdict).toBe('admitted')
    })

    test('a file that does not open under the key its sender gave is refused, never half shown', async () => {
      const { be, ma } = two
      const message = await sendWith(be, two, 3 * chunk)
      await drain(be, ma)
      const dossier = (await dossierOf(ma, message))?.id as Uuid
      await ma.node.store.write(async tx => {
        const { id } = await tx.db.selectFrom('attachment').select('id').where('message_id', '=', message).executeTakeFirstOrThrow()
        await tx.db
          .updateTable('attachment')
          .set({ key_sealed: await tx.seal(dossier, `attachment/${id}/key`, 'A'.repeat(43)) })
          .where('id', '=', id)
          .execute()
      })
      expect(codeOf(await readAt(ma, message))).toBe('attachment-unopenable')
    })
  })

test('100 MiB pass between two nodes, broken off twice, and are never whole in memory', async () => {
  const two = await twoNodes()
  const { be, ma } = two
  const bytes = 100 * mebibyte
  let most = 0
  let pushed = 0
  // What is held and not what waits to be collected, which grows with the speed of the line. A collection gives buffers back beside the
  // program, and the next one waits for that: what two in a row leave is held.
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const held = (): number => {
    for (let last = Number.POSITIVE_INFINITY; ; ) {
      collect()
      const { arrayBuffers } = process.memoryUsage()
      if (arrayBuffers >= last) return arrayBuffers
      last = arrayBuffers
    }
  }
  let looks = 0
  const watch = () => {
    if (looks++ % 64 === 0) most = Math.max(most, held())
  }
  const draft = done(await createDraft(be.node, be.who.INV, { fields: request(two), dossier: null }))
  async function* watched() {
    for await (const piece of pieces(bytes, mebibyte)) {
      watch()
      yield piece
    }
  }
  const before = held()
  done(await addAttachment(be.node, be.who.INV, draft.id, 'large.bin', bytes, watched()))
  const { version } = done(await submitDraft(be.node, be.who.INV, draft.id))
  const { message } = done(await releaseDraft(be.node, be.who.REL, draft.id, { version, note: '' }))
  for (const until of [300, 1_100, Number.POSITIVE_INFINITY]) {
    await deliverDue(
      onLine(be, async (call, pass) => {
        if (isPush(call) && pushed >= until) return { reached: false, code: 'line-broken' }
        if (isPush(call)) pushed++
        watch()
        return await pass(call)
      }),
    )
    two.clock.pass(60_000)
  }
  expect((await messageOf(be, message))?.verdict).toBe('admitted')
  expect(pushed).toBe(bytes / chunk)
  const read = await readAt(ma, message)
  if (isRefusal(read)) throw new Error(read.refused)
  const whole = createHash('sha256')
  for await (const part of read.pieces) {
    watch()
    whole.update(part)
  }
  expect(hex(whole.digest())).toBe(await digestOf(pieces(bytes, mebibyte)))
  // Two nodes, the sender's file and the reader's, all in this process: less together than an eighth of the one file.
  expect(most - before).toBeLessThan(bytes / 8)
  await two.close()
}, 600_000)
