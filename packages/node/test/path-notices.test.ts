import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEscalation } from '@entraide/exchange'
import { calendarDate, day, isRefusal, minute, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Draft, Obligation } from '../src/http/api.ts'
import { backup, restore, silent, startNode } from '../src/index.ts'
import { watchClocks } from '../src/jobs/runner.ts'
import type { Actor } from '../src/steps/access.ts'
import { addAttachment, readAttachment } from '../src/steps/attach.ts'
import { deliverDue } from '../src/steps/deliver.ts'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { openDossier, readDossier } from '../src/steps/dossier.ts'
import { changeDraft, createDraft, listDrafts, submitDraft } from '../src/steps/draft.ts'
import { draftAcknowledgement, draftNotice, endEvidence, listObligations, readClosed, readEscalationFile, readObligation } from '../src/steps/obligations.ts'
import { stopMessage } from '../src/steps/outbox.ts'
import { cardOf, partnerRow } from '../src/store/partners.ts'
import {
  codeOf,
  done,
  dossierOf,
  drain,
  dropSchemas,
  engines,
  type Fields,
  onLine,
  passphrase,
  reply,
  request,
  type Side,
  send,
  settle,
  type Two,
  twoNodes,
  url,
} from './path-nodes.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** What Belgium sends: two statements, so that one may go and the other stay. */
const twoPersons: Fields['items'] = [
  {
    category: 'NAME',
    person: { names: ['Karim Exemple'], birthDate: '1985-03-02' },
    nature: 'fact',
    source: 'B',
    information: '2',
    provenance: 'OBSE',
    verifiedOn: calendarDate('2026-11-20'),
  },
  {
    category: 'NAME',
    person: { names: ['Nadia Exemple'], birthDate: '1990-07-11' },
    nature: 'fact',
    source: 'B',
    information: '2',
    provenance: 'OBSE',
    verifiedOn: calendarDate('2026-11-20'),
  },
]

for (const engine of engines)
  describe(`notices and what they oblige to, on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())

    /** A draft as it came back, submitted by its author and released by the second person. */
    const release = async (side: Side, draft: Draft, author: Person = side.who.OPR) => {
      const waiting = draft.state === 'waiting-release' ? draft : done(await submitDraft(side.node, author, draft.id))
      return done(await releaseDraft(side.node, side.who.REL, draft.id, { version: waiting.version, note: '' })).message
    }
    const asked = async (said: Partial<Fields> = {}) => {
      const sent = await send(two.be, request(two, { items: twoPersons, ...said }))
      await drain(two.be, two.ma)
      return { ...sent, there: (await dossierOf(two.ma, sent.message))?.id as Uuid }
    }
    const notice = async (message: Uuid, kind: 'COR' | 'DEL' | 'RST', items: number[] | null, change: (fields: Fields) => Partial<Fields> = () => ({})) => {
      const { be, ma } = two
      const draft = done(await draftNotice(be.node, be.who.OPR, message, { kind, items, attachments: null, reasons: 'The person was confused with another.' }))
      const changed = done(await changeDraft(be.node, be.who.OPR, draft.id, { version: draft.version, fields: { ...draft.fields, ...change(draft.fields) } }))
      const id = await release(be, changed)
      await drain(be, ma)
      return id
    }
    const acknowledge = async (id: Uuid, ack: 'APP' | 'APO' | 'RST' | 'DIS' | 'NFD', note = '') => {
      const { ma, be } = two
      const message = await release(ma, done(await draftAcknowledgement(ma.node, ma.who.OPR, id, { step: 'acknowledge', ack, note })))
      await drain(be, ma)
      return message
    }
    const standsAt = async (side: Side, id: Uuid): Promise<Obligation> => done(await readObligation(side.node, side.who.OPR, id))
    const states = async (id: Uuid) => [(await standsAt(two.be, id)).state, (await standsAt(two.ma, id)).state]
    /** The proof that the node wrote for itself, released by the second person. */
    const prove = async (side: Side, id: Uuid) => {
      const draft = await side.node.store.read(tx =>
        tx.db.selectFrom('draft').selectAll().where('in_reply_to', '=', id).where('state', '=', 'waiting-release').executeTakeFirstOrThrow(),
      )
      expect((await listDrafts(side.node, side.who.OPR)).map(each => each.id)).toContain(draft.id)
      done(await releaseDraft(side.node, side.who.REL, draft.id as Uuid, { version: draft.version, note: '' }))
      await drain(two.be, two.ma)
    }
    const opened = async (side: Side, dossier: Uuid, who: Person = side.who.OPR) => done(await openDossier(side.node, who, dossier, 'the notice about it'))
    const messageIn = async (side: Side, dossier: Uuid, message: Uuid) => (await opened(side, dossier)).messages.find(each => each.id === message)

    test('a correction stands in place of what it corrects on both sides; what was said before is struck and closed', async () => {
      const { be, ma } = two
      const sent = await asked()
      const id = await notice(sent.message, 'COR', [1], fields => ({
        items: fields.items.map(item => ({ ...item, person: { names: ['Nadia Corrigée'], birthDate: '1991-07-11' } })),
      }))
      expect(await states(id)).toEqual(['received', 'received'])
      // Pending: the holder still sees what was said, marked.
      const before = await messageIn(ma, sent.there, sent.message)
      expect(before?.items[1]?.person?.names).toEqual(['Nadia Exemple'])
      expect(before?.marks).toMatchObject([{ notice: id, kind: 'COR', side: 'holder', state: 'received', effect: null, concerned: { items: [1] } }])
      await acknowledge(id, 'APP')
      expect(await states(id)).toEqual(['done', 'done'])
      for (const [side, dossier] of [
        [ma, sent.there],
        [be, sent.dossier],
      ] as const) {
        const after = await messageIn(side, dossier, sent.message)
        expect(after?.items.map(item => item.person?.names[0])).toEqual(['Karim Exemple', 'Nadia Corrigée'])
        expect(after?.marks).toMatchObject([{ effect: 'corrected' }])
      }
      await prove(ma, id)
      expect(await states(id)).toEqual(['proven', 'proven'])
      expect((await standsAt(be, id)).proof).toBe((await standsAt(ma, id)).proof)
      // What was struck is read by an inspector, with a reason, and it is logged; by nobody else.
      const struck = done(await readClosed(ma.node, ma.who.INS, id, 'complaint 12'))
      expect(struck.items).toMatchObject([{ place: 1, item: { person: { names: ['Nadia Exemple'] } }, corrected: { person: { names: ['Nadia Corrigée'] } } }])
      expect(codeOf(await readClosed(ma.node, ma.who.OPR, id, 'curious'))).toBe('not-found')
    })

    test('an erasure takes one statement for good, from view, store and stolen copy; the rest of the message stays', async () => {
      const { be, ma } = two
      const sent = await asked()
      const key = () => ma.node.store.read(tx => tx.db.selectFrom('dossier_key').selectAll().where('dossier_id', '=', sent.there).executeTakeFirstOrThrow())
      const row = () => ma.node.store.read(tx => tx.db.selectFrom('message').selectAll().where('id', '=', sent.message).executeTakeFirstOrThrow())
      const [oldKey, oldRow] = [await key(), await row()]
      const id = await notice(sent.message, 'DEL', [0])
      await acknowledge(id, 'APP')
      const left = await messageIn(ma, sent.there, sent.message)
      expect(left?.items[0]).toEqual({
        category: 'NAME',
        nature: 'fact',
        source: 'B',
        information: '2',
        provenance: 'OBSE',
      })
      expect(left?.items[1]?.person?.names).toEqual(['Nadia Exemple'])
      expect(left?.erased).toMatchObject({ cause: 'ordered', whole: false })
      await prove(ma, id)
      expect(await states(id)).toEqual(['proven', 'proven'])
      // The old row, put back, does not open; the old key, put back, opens only until its key-encryption key is gone.
      const old = () => ma.node.store.read(tx => tx.unsealBytes(sent.there, `message/${sent.message}/body`, oldRow.body_sealed as Uint8Array))
      expect(await old()).toBeNull()
      await ma.node.store.rotateStoreKey(two.clock.at)
      const ownKey = await key()
      await ma.node.store.write(tx => tx.db.updateTable('dossier_key').set(oldKey).where('dossier_id', '=', sent.there).execute())
      await expect(old()).rejects.toMatchObject({ code: 'vault-empty' })
      await ma.node.store.write(tx => tx.db.updateTable('dossier_key').set(ownKey).where('dossier_id', '=', sent.there).execute())
      // The owner's copy is its own to end.
      expect((await messageIn(be, sent.dossier, sent.message))?.items[0]?.person?.names).toEqual(['Karim Exemple'])
    })

    test('an erasure of a whole message leaves its frame, its thread goes on, and an attachment of it opens no more', async () => {
      const { be, ma } = two
      const draft = done(await createDraft(be.node, be.who.INV, { fields: request(two), dossier: null }))
      const bytes = new TextEncoder().encode('prints, line after line')
      done(
        await addAttachment(
          be.node,
          be.who.INV,
          draft.id,
          'prints.txt',
          bytes.length,
          (async function* () {
            yield bytes
          })(),
        ),
      )
      const waiting = done(await submitDraft(be.node, be.who.INV, draft.id))
      const { message } = done(await releaseDraft(be.node, be.who.REL, draft.id, { version: waiting.version, note: '' }))
      await drain(be, ma)
      const there = (await dossierOf(ma, message))?.id as Uuid
      const attached = (await messageIn(ma, there, message))?.attachments[0]?.id as string
      const id = await notice(message, 'DEL', null)
      await acknowledge(id, 'APP')
      const left = await messageIn(ma, there, message)
      expect([left?.title, left?.reasons, left?.caseReference, left?.attachments, left?.items[0]?.person]).toEqual(['', '', '', [], undefined])
      expect(codeOf(await readAttachment(ma.node, ma.who.OPR, message, attached))).toBe('not-found')
      expect(await ma.node.store.read(tx => tx.db.selectFrom('attachment_chunk').selectAll().where('attachment_id', '=', attached).execute())).toEqual([])
      // The thread goes on: an answer to what was erased is still an answer.
      const answer = await send(ma, reply(two, message, { messageType: 'REP', extent: 'whole' }), there)
      await drain(be, ma)
      expect((await dossierOf(be, message))?.state).toBe('answered')
      expect(answer.message).toBeTruthy()
      // Not found a second time: what is gone is not here.
      const again = await notice(message, 'DEL', [0])
      expect(codeOf(await draftAcknowledgement(ma.node, ma.who.OPR, again, { step: 'acknowledge', ack: 'NFD', note: '' }))).toBe('done')
      await acknowledge(again, 'NFD')
      expect(await states(again)).toEqual(['done', 'done'])
      expect((await standsAt(be, again)).settled).toBe(true)
    })

    test('a restriction closes content to all but a magistrate and an inspector; as evidence it outlives its holding period', async () => {
      const { ma } = two
      const sent = await asked({ title: 'Kept as evidence', holdUntil: '2026-12-01' })
      const id = await notice(sent.message, 'DEL', null)
      await acknowledge(id, 'RST', 'Needed in case 12/2026 before the court of Casablanca.')
      const closed = await messageIn(ma, sent.there, sent.message)
      expect([closed?.title, closed?.items[0]?.person]).toEqual(['', undefined])
      expect(closed?.marks).toMatchObject([{ effect: 'restricted' }])
      await prove(ma, id)
      expect(await states(id)).toEqual(['proven', 'proven'])
      expect(done(await readClosed(ma.node, ma.who.INS, id, 'the court asks')).title).toBe('Kept as evidence')
      two.clock.pass(20 * day)
      await watchClocks(ma.node)
      expect(done(await readClosed(ma.node, ma.who.INS, id, 'still there')).title).toBe('Kept as evidence')
      const magistrate: Person = { ...ma.who.LEG, account: ma.who.LAW.account, roles: ['MAG'] }
      expect(codeOf(await endEvidence(ma.node, magistrate, id, 'judged'))).toBe('not-found')
      await ma.node.store.write(tx => tx.db.updateTable('dossier').set({ assigned_to: magistrate.account }).where('id', '=', sent.there).execute())
      expect(codeOf(await endEvidence(ma.node, ma.who.OPR, id, 'judged'))).toBe('not-found')
      done(await endEvidence(ma.node, magistrate, id, 'judged'))
      expect(codeOf(await readClosed(ma.node, ma.who.INS, id, 'gone?'))).toBe('not-restricted')
      const row = await ma.node.store.read(tx => tx.db.selectFrom('message').select('body_sealed').where('id', '=', sent.message).executeTakeFirstOrThrow())
      expect(row.body_sealed).toBeNull()
    })

    test('a dispute goes to a joint review that the owner ends: kept and marked on both sides, or applied after all', async () => {
      const { be, ma } = two
      for (const outcome of ['keep', 'apply'] as const) {
        const sent = await asked()
        const id = await notice(sent.message, 'DEL', [0])
        expect(codeOf(await draftAcknowledgement(ma.node, ma.who.OPR, id, { step: 'acknowledge', ack: 'DIS', note: '' }))).toBe('done')
        await acknowledge(id, 'DIS', 'Identity confirmed by fingerprints on 3 November.')
        expect(await states(id)).toEqual(['disputed', 'disputed'])
        // Both ask for the review at once, and their messages cross: one review.
        for (const side of [be, ma])
          await release(side, done(await draftAcknowledgement(side.node, side.who.OPR, id, { step: 'review', note: 'Let us compare the files.' })))
        await settle(two)
        expect(await states(id)).toEqual(['in-review', 'in-review'])
        const ending = done(await draftAcknowledgement(be.node, be.who.OPR, id, { step: 'settle', outcome, note: 'Two persons of one name.' }))
        await release(be, ending)
        await drain(be, ma)
        if (outcome === 'apply') {
          expect(await states(id)).toEqual(['received', 'received'])
          await acknowledge(id, 'APP')
          await prove(ma, id)
          expect(await states(id)).toEqual(['proven', 'proven'])
          continue
        }
        expect(await states(id)).toEqual(['kept-disputed', 'kept-disputed'])
        for (const [side, dossier] of [
          [ma, sent.there],
          [be, sent.dossier],
        ] as const)
          expect((await messageIn(side, dossier, sent.message))?.marks).toMatchObject([{ state: 'kept-disputed', effect: null }])
      }
    })

    test('only the sender of a message orders about it; an acknowledgement answers a notice that is there, in its turn', async () => {
      const { be, ma } = two
      const sent = await asked()
      expect(codeOf(await draftNotice(ma.node, ma.who.OPR, sent.message, { kind: 'DEL', items: null, attachments: null, reasons: 'why' }))).toBe('not-owner')
      const forged = reply(two, sent.message, { messageType: 'DEL', clause: 'C31', items: [], reasons: 'Delete your own.' })
      const draft = done(await createDraft(ma.node, ma.who.OPR, { fields: forged, dossier: sent.there }))
      expect(codeOf(await submitDraft(ma.node, ma.who.OPR, draft.id))).toBe('not-owner')
      const id = await notice(sent.message, 'DEL', [0])
      expect(codeOf(await draftAcknowledgement(ma.node, ma.who.OPR, id, { step: 'prove' }))).toBe('nothing-to-prove')
      const early = done(await draftAcknowledgement(be.node, be.who.OPR, id, { step: 'settle', outcome: 'keep', note: 'no' }))
      expect(codeOf(await submitDraft(be.node, be.who.OPR, early.id))).toBe('out-of-order')
      const own = done(await draftAcknowledgement(be.node, be.who.OPR, id, { step: 'acknowledge', ack: 'APP', note: '' }))
      expect(codeOf(await submitDraft(be.node, be.who.OPR, own.id))).toBe('not-holder')
      const nothing = done(await draftAcknowledgement(ma.node, ma.who.OPR, id, { step: 'acknowledge', ack: 'NFD', note: '' }))
      expect(codeOf(await submitDraft(ma.node, ma.who.OPR, nothing.id))).toBe('found-here')
      const twice = done(await draftNotice(be.node, be.who.OPR, sent.message, { kind: 'DEL', items: [0], attachments: null, reasons: 'again' }))
      expect(codeOf(await submitDraft(be.node, be.who.OPR, twice.id))).toBe('notice-standing')
      expect(codeOf(await draftNotice(be.node, be.who.OPR, sent.message, { kind: 'DEL', items: [], attachments: [], reasons: 'nothing' }))).toBe('notice-unfit')
      const beyond = done(await draftNotice(be.node, be.who.OPR, sent.message, { kind: 'RST', items: [7], attachments: null, reasons: 'beyond' }))
      expect(codeOf(await submitDraft(be.node, be.who.OPR, beyond.id))).toBe('notice-unfit')
    })

    test('ten days without an answer escalate on both sides, in a signed statement for both supervisors; late is still taken', async () => {
      const { be, ma } = two
      const sent = await asked()
      const id = await notice(sent.message, 'DEL', [0])
      two.clock.pass(10 * day - 10 * minute)
      await watchClocks(be.node)
      expect((await standsAt(be, id)).state).toBe('received')
      two.clock.pass(11 * minute)
      for (const side of [be, ma]) {
        await watchClocks(side.node)
        await watchClocks(side.node)
        expect(await standsAt(side, id)).toMatchObject({ state: 'escalated', overdue: true, escalated: true })
        const file = done(await readEscalationFile(side.node, side.who.INS, id))
        const by = await (side === be ? ma : be).node.store.read(async tx => cardOf((await partnerRow(tx, side.id)) as never))
        const said = readEscalation(file.content, side.id, by.signingKeys)
        expect(isRefusal(said) ? said : said).toMatchObject({ by: side.id, notice: id, kind: 'DEL', stood: 'received', owner: be.id, holder: ma.id })
        expect(isRefusal(said) ? [] : said.supervisors.map(each => each.supervisor)).toEqual(['COC', 'CNDP'])
        const acts = await side.node.store.read(tx => tx.db.selectFrom('act').selectAll().where('name', '=', 'escalate').where('subject', '=', id).execute())
        expect(acts).toHaveLength(1)
        const seen = await listObligations(side.node, side.who.INS, { box: 'all', open: 'true', limit: 50 })
        expect(seen.rows.map(row => row.notice)).toContain(id)
      }
      await acknowledge(id, 'APP')
      await prove(ma, id)
      expect(await states(id)).toEqual(['proven', 'proven'])
    })

    test('an acknowledgement taken back is undone, a correction with it; an erasure stays done and is shown all the same', async () => {
      const { be, ma } = two
      for (const kind of ['COR', 'DEL'] as const) {
        const sent = await asked()
        const id = await notice(sent.message, kind, [0])
        const message = await release(ma, done(await draftAcknowledgement(ma.node, ma.who.OPR, id, { step: 'acknowledge', ack: 'APP', note: '' })))
        done(await stopMessage(ma.node, ma.who.OPR, message))
        expect(await standsAt(ma, id)).toMatchObject({ state: 'received', effect: kind === 'DEL' ? 'erased' : null })
        await acknowledge(id, 'APP')
        await prove(ma, id)
        expect(await states(id)).toEqual(['proven', 'proven'])
        const stones = await ma.node.store.read(tx => tx.db.selectFrom('message_tombstone').selectAll().where('message_id', '=', sent.message).execute())
        expect(stones).toHaveLength(kind === 'DEL' ? 1 : 0)
        expect((await standsAt(be, id)).proof).toMatch(/^[0-9a-f]{64}$/)
      }
    })

    test('whose receipt is lost is acknowledged before it is known to have arrived; delivered twice it obliges once', async () => {
      const { be, ma } = two
      const sent = await asked()
      const draft = done(await draftNotice(be.node, be.who.OPR, sent.message, { kind: 'RST', items: [0], attachments: null, reasons: 'Contested.' }))
      const id = await release(be, draft)
      await deliverDue(
        onLine(be, async (call, pass) => {
          await pass(call)
          return { reached: false, code: 'line-broken' }
        }),
      )
      expect((await standsAt(be, id)).state).toBe('ordered')
      const ack = await release(ma, done(await draftAcknowledgement(ma.node, ma.who.OPR, id, { step: 'acknowledge', ack: 'APP', note: '' })))
      await deliverDue(ma.node)
      expect((await standsAt(be, id)).state).toBe('done')
      await settle(two)
      expect(await states(id)).toEqual(['done', 'done'])
      const course = await be.node.store.read(tx => tx.db.selectFrom('obligation').select('course').where('id', '=', id).executeTakeFirstOrThrow())
      expect((JSON.parse(course.course) as { happened: { message: string }[] }).happened.filter(each => each.message === ack)).toHaveLength(1)
    })

    test('a proof of a correction that shows something else is refused by who ordered it', async () => {
      const { be, ma } = two
      const sent = await asked()
      const id = await notice(sent.message, 'COR', [0], fields => ({ items: fields.items.map(item => ({ ...item, person: { names: ['Un Autre'] } })) }))
      await acknowledge(id, 'APP')
      const [waiting] = (await listDrafts(ma.node, ma.who.OPR)).filter(each => each.messageType === 'ACK' && each.state === 'waiting-release')
      const row = await ma.node.store.read(tx =>
        tx.db
          .selectFrom('draft')
          .selectAll()
          .where('id', '=', waiting?.id as string)
          .executeTakeFirstOrThrow(),
      )
      // As a node would that shows what it did not do: past its own check.
      await ma.node.store.write(async tx => {
        const fields = JSON.parse((await tx.unseal(row.dossier_id as Uuid, `draft/${row.id}/fields`, row.fields_sealed)) as string) as Fields
        const lied = { ...fields, matter: { ...fields.matter, proof: 'ab'.repeat(32) } }
        await tx.db
          .updateTable('draft')
          .set({ fields_sealed: await tx.seal(row.dossier_id as Uuid, `draft/${row.id}/fields`, JSON.stringify(lied)) })
          .where('id', '=', row.id)
          .execute()
      })
      expect(codeOf(await releaseDraft(ma.node, ma.who.REL, row.id as Uuid, { version: row.version, note: '' }))).toBe('proof-differs')
      expect(await states(id)).toEqual(['done', 'done'])
      expect((await standsAt(be, id)).proof).toBeNull()
    })

    test('a backup from before an erasure brings nothing of it back: it is erased again before anything is read', async () => {
      const { ma } = two
      const sent = await asked()
      const folder = mkdtempSync(join(tmpdir(), 'entraide-notice-'))
      done(await backup({ dataDir: ma.dataDir, out: join(folder, 'backup') }))
      const id = await notice(sent.message, 'DEL', [0])
      await acknowledge(id, 'APP')
      const schema = `notice_${randomBytes(6).toString('hex')}`
      const elsewhere = engine === 'sqlite' ? {} : { postgres: { url: url as string, schema } }
      const again = done(
        await restore({ from: join(folder, 'backup'), dataDir: join(folder, 'again'), tombstones: [join(ma.dataDir, 'tombstones.jsonl')], ...elsewhere }),
      )
      expect(again.erasedAgain).toBeGreaterThan(0)
      const listen = { host: '127.0.0.1', port: 0 }
      const back = await startNode({ dataDir: join(folder, 'again'), passphrase, jobs: false, listen, logger: silent(), clock: { now: () => two.clock.at } })
      const seen = done(await openDossier(back.node, ma.who.OPR, sent.there, 'after the restore')).messages.find(each => each.id === sent.message)
      expect([seen?.items[0]?.person, seen?.items[1]?.person?.names]).toEqual([undefined, ['Nadia Exemple']])
      const pending = await back.node.store.read(tx => tx.db.selectFrom('message_tombstone').select('id').where('is_pending', '=', 1).execute())
      expect(pending).toEqual([])
      await back.stop()
      rmSync(folder, { recursive: true, force: true })
      await dropSchemas(engine === 'sqlite' ? [] : [schema])
    })

    test('what was erased within a dossier is a line beside the store, and stays erased after a start', async () => {
      const { ma } = two
      const sent = await asked()
      const id = await notice(sent.message, 'DEL', [0])
      await acknowledge(id, 'APP')
      const lines = readFileSync(join(ma.dataDir, 'tombstones.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as { message?: string; concerned?: unknown })
      expect(lines.findLast(each => each.message === sent.message)?.concerned).toEqual({ items: [0], attachments: [] })
      await ma.running.stop()
      ma.running = await startNode({ dataDir: ma.dataDir, passphrase, jobs: false, clock: { now: () => two.clock.at } })
      ma.node = ma.running.node
      expect((await messageIn(ma, sent.there, sent.message))?.items[0]?.person).toBeUndefined()
      expect(done(await readDossier(ma.node, ma.who.OPR, sent.there)).obligations).toMatchObject([{ notice: id, state: 'done' }])
    })
  })
