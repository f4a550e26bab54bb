import { createHash, randomBytes } from 'node:crypto'
import { sealedBytesOf } from '@entraide/envelope'
import { day, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dropUnended, readAttachment } from '../src/steps/attach.ts'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { openDossier } from '../src/steps/dossier.ts'
import { createDraft, submitDraft } from '../src/steps/draft.ts'
import { dropUpload, listUploads, readUpload, takeUpload } from '../src/steps/upload.ts'
import { actsOf, codeOf, done, drain, engines, messageOf, request, type Side, type Two, twoNodes } from './path-nodes.ts'

const chunk = 65_536
const digestOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
const fileOf = (content: Uint8Array, name = 'scan.bin') => ({ digest: digestOf(content), name, bytes: content.length })
/** A file as it comes over a line: in pieces, and broken off after some bytes. */
async function* line(content: Uint8Array, breaksAfter = Number.POSITIVE_INFINITY, size = 10_000) {
  for (let at = 0; at < content.length; at += size) {
    if (at + size > breaksAfter) {
      yield content.subarray(at, breaksAfter)
      throw new Error('the line broke')
    }
    yield content.subarray(at, at + size)
  }
}

for (const engine of engines)
  describe(`a file that an officer sends to a draft, on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())
    const drafted = async (side: Side = two.be) => done(await createDraft(side.node, side.who.INV, { fields: request(two), dossier: null }))
    const take = (
      draft: Uuid,
      file: ReturnType<typeof fileOf>,
      offset: number,
      pieces: AsyncIterable<Uint8Array>,
      length: number | null = null,
      who = two.be.who.INV,
    ) => takeUpload(two.be.node, who, draft, file, offset, length, pieces)
    const held = async (draft: Uuid, digest: string) => done(await readUpload(two.be.node, two.be.who.INV, draft, digest)).bytesHeld
    const rows = (draft: Uuid) => two.be.node.store.read(tx => tx.db.selectFrom('attachment').selectAll().where('draft_id', '=', draft).execute())

    test('goes on after a broken line from what was kept, arrives whole, and reads back to the byte', async () => {
      const { be, ma } = two
      const draft = await drafted()
      const content = randomBytes(5 * chunk + 1_234)
      const file = fileOf(content)
      expect(done(await readUpload(be.node, be.who.INV, draft.id, file.digest))).toEqual({
        digest: file.digest,
        name: null,
        bytes: null,
        bytesHeld: 0,
        attachment: null,
      })
      await expect(take(draft.id, file, 0, line(content, 2 * chunk + 500))).rejects.toThrow('the line broke')
      expect(await held(draft.id, file.digest)).toBe(2 * chunk)
      await expect(take(draft.id, file, 2 * chunk, line(content.subarray(2 * chunk), 2 * chunk + 7))).rejects.toThrow('the line broke')
      expect(await held(draft.id, file.digest)).toBe(4 * chunk)
      expect(done(await listUploads(be.node, be.who.INV, draft.id))).toEqual([{ ...file, bytesHeld: 4 * chunk, attachment: null }])
      const whole = done(await take(draft.id, file, 4 * chunk, line(content.subarray(4 * chunk))))
      expect(whole).toMatchObject({ bytesHeld: content.length, attachment: { name: 'scan.bin', bytes: content.length, contentDigest: file.digest } })
      expect(done(await listUploads(be.node, be.who.INV, draft.id))).toEqual([])
      expect(await rows(draft.id)).toMatchObject([{ state: 'ready', sealed_bytes: sealedBytesOf(content.length) }])
      expect((await actsOf(be, 'attach')).filter(each => each.subject === draft.id)).toHaveLength(1)
      // The last answer was lost too: asked again, it is there, and sending it again changes nothing.
      expect(done(await readUpload(be.node, be.who.INV, draft.id, file.digest))).toEqual(whole)
      expect(done(await take(draft.id, file, 0, line(content)))).toEqual(whole)
      expect(await rows(draft.id)).toHaveLength(1)

      const submitted = done(await submitDraft(be.node, be.who.INV, draft.id))
      const { message } = done(await releaseDraft(be.node, be.who.REL, draft.id, { version: submitted.version, note: '' }))
      await drain(be, ma)
      expect(await messageOf(be, message)).toMatchObject({ verdict: 'admitted' })
      const there = await ma.node.store.read(tx => tx.db.selectFrom('attachment').selectAll().where('message_id', '=', message).executeTakeFirstOrThrow())
      done(await openDossier(ma.node, ma.who.OPR, there.dossier_id as Uuid, 'the file'))
      const read = done(await readAttachment(ma.node, ma.who.OPR, message, there.id))
      const parts: Uint8Array[] = []
      for await (const part of read.pieces) parts.push(part)
      expect(digestOf(Buffer.concat(parts))).toBe(file.digest)
    })

    test.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk])('of %i bytes goes in slices of any length', async bytes => {
      const draft = await drafted()
      const content = randomBytes(bytes)
      const file = fileOf(content)
      for (let at = 0; at + 2 * chunk < bytes; at = await held(draft.id, file.digest))
        expect(done(await take(draft.id, file, at, line(content.subarray(at, at + chunk + 99)))).bytesHeld).toBe(at + chunk)
      const from = await held(draft.id, file.digest)
      expect(done(await take(draft.id, file, from, line(content.subarray(from)))).attachment).toMatchObject({ bytes, contentDigest: file.digest })
    })

    test('goes on where the node stands and nowhere else', async () => {
      const draft = await drafted()
      const content = randomBytes(3 * chunk)
      const file = fileOf(content)
      expect(await take(draft.id, file, chunk, line(content))).toMatchObject({ refused: 'upload-offset', facts: { bytesHeld: 0 } })
      await expect(take(draft.id, file, 0, line(content, chunk + 1))).rejects.toThrow()
      for (const offset of [0, 1, chunk + 1, 2 * chunk])
        expect(await take(draft.id, file, offset, line(content.subarray(offset)))).toMatchObject({ refused: 'upload-offset', facts: { bytesHeld: chunk } })
      expect(await held(draft.id, file.digest)).toBe(chunk)
    })

    test('two lines at once fill each place once', async () => {
      const draft = await drafted()
      const content = randomBytes(4 * chunk)
      const file = fileOf(content)
      await expect(take(draft.id, file, 0, line(content, chunk + 1))).rejects.toThrow()
      const both = await Promise.all([1, 2].map(() => take(draft.id, file, chunk, line(content.subarray(chunk)))))
      expect(both.map(codeOf).sort()).toEqual(expect.arrayContaining(['upload-offset']))
      const from = await held(draft.id, file.digest)
      if (from < content.length) done(await take(draft.id, file, from, line(content.subarray(from))))
      expect(await rows(draft.id)).toMatchObject([{ state: 'ready' }])
    })

    test('longer than announced, or of another digest, is refused and leaves nothing', async () => {
      const draft = await drafted()
      const content = randomBytes(2 * chunk)
      const file = fileOf(content)
      expect(codeOf(await take(draft.id, file, 0, line(content), content.length + 1))).toBe('attachment-size-differs')
      expect(codeOf(await take(draft.id, file, 0, line(randomBytes(2 * chunk + 1))))).toBe('attachment-size-differs')
      expect(codeOf(await take(draft.id, file, 0, line(randomBytes(2 * chunk))))).toBe('attachment-digest-differs')
      expect(await rows(draft.id)).toEqual([])
      expect(codeOf(await take(draft.id, { ...file, bytes: 104_857_601 }, 0, line(content)))).toBe('attachment-too-large')
      await expect(take(draft.id, file, 0, line(content, chunk + 1))).rejects.toThrow()
      expect(codeOf(await take(draft.id, { ...file, bytes: 3 * chunk }, chunk, line(content)))).toBe('attachment-size-differs')
    })

    test('somebody else finds neither the file nor the draft', async () => {
      const { be } = two
      const draft = await drafted()
      const content = randomBytes(2 * chunk)
      const file = fileOf(content)
      await expect(take(draft.id, file, 0, line(content, chunk + 1))).rejects.toThrow()
      const others = [be.who.REL, { ...be.who.INV, account: be.who.LAW.account }]
      for (const who of others) {
        expect(codeOf(await readUpload(be.node, who, draft.id, file.digest))).toBe('not-found')
        expect(codeOf(await listUploads(be.node, who, draft.id))).toBe('not-found')
        expect(codeOf(await take(draft.id, file, chunk, line(content), null, who))).toBe('not-found')
        expect(codeOf(await dropUpload(be.node, who, draft.id, file.digest))).toBe('not-found')
      }
      // In another draft of the same officer the same file is another one.
      const other = await drafted()
      expect(await held(other.id, file.digest)).toBe(0)
      expect(await held(draft.id, file.digest)).toBe(chunk)
      const { sealed } = await be.node.store.read(tx => tx.db.selectFrom('attachment_chunk').select('sealed').limit(1).executeTakeFirstOrThrow())
      expect(sealed.length).toBeGreaterThan(0)
      const [row] = await rows(draft.id)
      expect(JSON.stringify(row)).not.toContain(file.digest)
    })

    test('what is never ended counts among the files of the draft, is given up at will, and goes after a day', async () => {
      const { be } = two
      const draft = await drafted()
      for (let n = 0; n < 20; n++) {
        const content = randomBytes(100)
        done(await take(draft.id, fileOf(content), 0, line(content.subarray(0, 50))))
      }
      const more = randomBytes(100)
      expect(codeOf(await take(draft.id, fileOf(more), 0, line(more)))).toBe('too-many-attachments')
      const [one] = done(await listUploads(be.node, be.who.INV, draft.id))
      expect(codeOf(await dropUpload(be.node, be.who.INV, draft.id, one?.digest ?? ''))).toBe('done')
      expect(codeOf(await dropUpload(be.node, be.who.INV, draft.id, one?.digest ?? ''))).toBe('not-found')
      expect(await rows(draft.id)).toHaveLength(19)
      two.clock.pass(day + 1)
      await be.node.store.write(dropUnended)
      expect(await rows(draft.id)).toEqual([])
      const left = await be.node.store.read(tx => tx.db.selectFrom('attachment_chunk').select('attachment_id').execute())
      const known = new Set((await be.node.store.read(tx => tx.db.selectFrom('attachment').select('id').execute())).map(each => each.id))
      expect(left.filter(each => !known.has(each.attachment_id))).toEqual([])
    })

    test('is not in what a second person reads: once the draft waits, it does not arrive any more', async () => {
      const { be } = two
      const draft = await drafted()
      const content = randomBytes(2 * chunk)
      const file = fileOf(content)
      await expect(take(draft.id, file, 0, line(content, chunk + 1))).rejects.toThrow()
      done(await submitDraft(be.node, be.who.INV, draft.id))
      expect(codeOf(await take(draft.id, file, chunk, line(content.subarray(chunk))))).toBe('draft-not-editable')
    })
  })
