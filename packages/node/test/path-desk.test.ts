import { day, hour, later, minute, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { watchClocks } from '../src/jobs/runner.ts'
import type { Actor } from '../src/steps/access.ts'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { openDossier, readDossier } from '../src/steps/dossier.ts'
import { changeDraft, createDraft, discardDraft, listDrafts, readDraft, recallDraft, restoreDraft, submitDraft } from '../src/steps/draft.ts'
import { keepFilter, listFilters, removeFilter, restoreFilter } from '../src/steps/filters.ts'
import { sessionOf, startSession } from '../src/steps/sessions.ts'
import { endSubstitution, listSubstitutions, makeSubstitution } from '../src/steps/substitutions.ts'
import { listTemplates, makeTemplate, removeTemplate, restoreTemplate } from '../src/steps/templates.ts'
import { acceptThread, assessThread, assignThread, awaitAuthorisation, closeThread, undoThread } from '../src/steps/thread.ts'
import { listThreads } from '../src/steps/thread-lists.ts'
import { accountById } from '../src/store/people.ts'
import { actsOf, codeOf, done, dossierOf, drain, engines, reply, request, type Side, send, type Two, twoNodes } from './path-nodes.ts'

type Person = Extract<Actor, { kind: 'person' }>

for (const engine of engines)
  describe(`the desk, on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())

    /** The person as a session of hers finds her now: with whom she stands in for. */
    const now = async (side: Side, who: Person): Promise<Person> => {
      const token = await side.node.store.write(
        async tx => (await startSession(side.node, tx, (await accountById(tx, who.account)) as never, 'a browser')).token,
      )
      const found = await sessionOf(side.node, token, 'a browser')
      if ('refused' in found) throw new Error(found.refused)
      return found.actor
    }
    const asked = async () => {
      const sent = await send(two.be, request(two))
      await drain(two.be, two.ma)
      return { ...sent, there: (await dossierOf(two.ma, sent.message))?.id as Uuid }
    }
    const lineOf = async (side: Side, dossier: Uuid) => {
      const page = await listThreads(side.node, side.who.OPR, { box: 'all', limit: 200 })
      return page.rows.find(row => row.dossier === dossier)
    }
    const undo = async (side: Side, dossier: Uuid) => {
      const last = done(await readDossier(side.node, side.who.OPR, dossier)).undo
      return await undoThread(side.node, side.who.OPR, dossier, last?.id as Uuid)
    }

    test('an assignment, an acceptance, a consent awaited and a closing are taken back, each as it was', async () => {
      const { be, ma } = two
      const { message, dossier, there } = await asked()
      const line = async () => (await dossierOf(ma, message)) as NonNullable<Awaited<ReturnType<typeof dossierOf>>>
      const columns = async () => {
        const { state, clock, due_at, accept_by, assigned_to } = await line()
        return { state, clock, due_at, accept_by, assigned_to }
      }
      const before = await columns()
      for (const act of [
        () => assignThread(ma.node, ma.who.OPR, there, ma.who.INV.account),
        () => acceptThread(ma.node, ma.who.OPR, there),
        () => awaitAuthorisation(ma.node, ma.who.OPR, there),
      ]) {
        done(await act())
        expect(await columns()).not.toEqual(before)
        const taken = done(await undo(ma, there))
        expect(await columns()).toEqual(before)
        expect(taken.undo).toBeNull()
        // Once.
        expect(codeOf(await undoThread(ma.node, ma.who.OPR, there, message))).toBe('undo-too-late')
      }
      const answer = await send(ma, reply(two, message, { messageType: 'REP', extent: 'whole' }), there)
      await drain(be, ma)
      expect(answer.message).toBeTruthy()
      done(await closeThread(be.node, be.who.OPR, dossier))
      done(await undo(be, dossier))
      expect((await dossierOf(be, message))?.state).toBe('answered')
      done(await closeThread(be.node, be.who.OPR, dossier))
      expect(await actsOf(be, 'undo')).toMatchObject([{ outcome: 'done' }])
    })

    test('an act is not taken back once something has happened since, by somebody else, or after a day', async () => {
      const { be, ma } = two
      const { there, message } = await asked()
      done(await assignThread(ma.node, ma.who.OPR, there, ma.who.INV.account))
      const id = done(await readDossier(ma.node, ma.who.OPR, there)).undo?.id as Uuid
      const other: Person = { ...ma.who.OPR, account: ma.who.REL.account }
      expect(done(await readDossier(ma.node, other, there)).undo).toBeNull()
      expect(codeOf(await undoThread(ma.node, other, there, id))).toBe('undo-too-late')
      await send(ma, reply(two, message, { messageType: 'REP', extent: 'whole' }), there)
      await drain(be, ma)
      expect(codeOf(await undoThread(ma.node, ma.who.OPR, there, id))).toBe('undo-too-late')
      const late = await asked()
      done(await assignThread(ma.node, ma.who.OPR, late.there, ma.who.INV.account))
      const old = done(await readDossier(ma.node, ma.who.OPR, late.there)).undo?.id as Uuid
      two.clock.pass(day + minute)
      expect(codeOf(await undoThread(ma.node, ma.who.OPR, late.there, old))).toBe('undo-too-late')
    })

    test('what was judged not relevant and is taken back is not erased after ten days', async () => {
      const { be, ma } = two
      const told = reply(two, '' as Uuid, { messageType: 'SPO', inReplyTo: null, note: 'You should know.' })
      const draft = done(await createDraft(ma.node, ma.who.OPR, { fields: told, dossier: null }))
      const waiting = done(await submitDraft(ma.node, ma.who.OPR, draft.id))
      const { message } = done(await releaseDraft(ma.node, ma.who.REL, draft.id, { version: waiting.version, note: '' }))
      await drain(be, ma)
      const there = (await dossierOf(be, message))?.id as Uuid
      done(await assessThread(be.node, be.who.OPR, there, 'not-relevant', 'no link to a case'))
      done(await undo(be, there))
      expect((await dossierOf(be, message))?.state).toBe('received')
      two.clock.pass(11 * day)
      await watchClocks(be.node)
      expect(done(await openDossier(be.node, be.who.OPR, there, 'still there?')).messages).toHaveLength(1)
    })

    test('a draft is discarded and brought back, submitted and taken back, and keeps every word', async () => {
      const { be } = two
      const draft = done(await createDraft(be.node, be.who.INV, { fields: request(two, { title: 'Kept' }), dossier: null }))
      done(await discardDraft(be.node, be.who.INV, draft.id))
      expect(done(await restoreDraft(be.node, be.who.INV, draft.id))).toMatchObject({ state: 'editing', fields: { title: 'Kept' } })
      done(await submitDraft(be.node, be.who.INV, draft.id))
      expect(done(await recallDraft(be.node, be.who.INV, draft.id))).toMatchObject({ state: 'editing', fields: { title: 'Kept' } })
    })

    test('who stands in has the reach and the roles of the other while it lasts, and not her strong ones', async () => {
      const { be } = two
      const { INV, OPR, REL, LEG } = be.who
      const draft = done(await createDraft(be.node, OPR, { fields: request(two), dossier: null }))
      expect(codeOf(await readDraft(be.node, INV, draft.id))).toBe('not-found')
      const from = later(two.clock.at, hour)
      const until = later(two.clock.at, 3 * day)
      const made = done(await makeSubstitution(be.node, OPR, { substitute: INV.account, from, until }))
      expect(made).toMatchObject({ state: 'to-come', account: { id: OPR.account }, substitute: { id: INV.account } })
      expect((await now(be, INV)).roles).toEqual(['INV'])
      two.clock.pass(2 * hour)
      const instead = await now(be, INV)
      expect(instead).toMatchObject({ roles: ['INV', 'OPR'], standsInFor: [{ account: OPR.account, office: 'SPOC' }] })
      expect((await listDrafts(be.node, instead)).map(each => each.id)).toContain(draft.id)
      done(await readDraft(be.node, instead, draft.id))
      // The releasing officer's own role does not pass on.
      done(await makeSubstitution(be.node, REL, { substitute: LEG.account, from: two.clock.at, until }))
      expect((await now(be, LEG)).roles).toEqual(['LEG'])
      const [line] = (await actsOf(be, 'read-draft')).slice(-1)
      const leaf = await be.node.store.read(tx =>
        tx.db
          .selectFrom('leaf')
          .select('facts')
          .where('id', '=', line?.id as string)
          .executeTakeFirstOrThrow(),
      )
      expect(JSON.parse(leaf.facts)).toMatchObject({ services: { actor: 'BE-INV', insteadOf1: 'BE-OPR' } })
      expect((await listSubstitutions(be.node, INV)).map(each => each.id)).toEqual([made.id])
      done(await endSubstitution(be.node, INV, made.id))
      expect((await now(be, INV)).standsInFor).toEqual([])
      expect(codeOf(await endSubstitution(be.node, INV, made.id))).toBe('substitution-over')
      expect(codeOf(await endSubstitution(be.node, LEG, made.id))).toBe('not-found')
    })

    test('nobody releases what she drafted, wrote in, or what somebody drafted for whom she stands in', async () => {
      const { be } = two
      const { INV, OPR, REL } = be.who
      const until = later(two.clock.at, 3 * day)
      const made = done(await makeSubstitution(be.node, OPR, { substitute: REL.account, from: two.clock.at, until }))
      const releaser = await now(be, REL)
      expect(releaser.roles).toEqual(['REL', 'OPR'])
      const release = async (id: Uuid, version: number, who = releaser) => codeOf(await releaseDraft(be.node, who, id, { version, note: '' }))
      const own = done(await createDraft(be.node, releaser, { fields: request(two), dossier: null }))
      expect(await release(own.id, done(await submitDraft(be.node, releaser, own.id)).version)).toBe('releaser-is-author')
      const theirs = done(await createDraft(be.node, OPR, { fields: request(two), dossier: null }))
      expect(await release(theirs.id, done(await submitDraft(be.node, OPR, theirs.id)).version)).toBe('releaser-is-author')
      // She writes in it while she stands in; later, on her own again, she still does not release it.
      const shared = done(await createDraft(be.node, OPR, { fields: request(two), dossier: null }))
      const changed = done(await changeDraft(be.node, releaser, shared.id, { version: shared.version, fields: { ...shared.fields, title: 'Written by two' } }))
      expect(changed.fields.title).toBe('Written by two')
      done(await endSubstitution(be.node, OPR, made.id))
      const alone = await now(be, REL)
      expect(alone.roles).toEqual(['REL'])
      expect(await release(shared.id, done(await submitDraft(be.node, OPR, shared.id)).version, alone)).toBe('releaser-is-author')
      const third = done(await createDraft(be.node, INV, { fields: request(two), dossier: null }))
      expect(await release(third.id, done(await submitDraft(be.node, INV, third.id)).version, alone)).toBe('done')
    })

    test('a substitution has an end that comes after its beginning, within a year, between two people who may', async () => {
      const { be } = two
      const { OPR, LEG, INS, SEC, INV } = be.who
      const at = two.clock.at
      const make = async (who: Person, substitute: Uuid, from = at, until = later(at, day), account?: Uuid) =>
        codeOf(await makeSubstitution(be.node, who, { substitute, from, until, ...(account === undefined ? {} : { account }) }))
      expect(await make(LEG, LEG.account)).toBe('substitute-unfit')
      expect(await make(LEG, INS.account)).toBe('substitute-unfit')
      expect(await make(LEG, OPR.account, at, at)).toBe('substitution-period')
      expect(await make(LEG, OPR.account, later(at, -2 * day), later(at, -day))).toBe('substitution-period')
      expect(await make(LEG, OPR.account, at, later(at, 400 * day))).toBe('substitution-period')
      expect(await make(LEG, OPR.account, at, later(at, day), INV.account)).toBe('not-found')
      expect(await make(SEC, OPR.account, at, later(at, day), LEG.account)).toBe('done')
      expect(await make(LEG, OPR.account, later(at, hour), later(at, 2 * day))).toBe('substitution-stands')
    })

    test('a template of an office holds no person and no case, is seen by the office alone, and can be brought back', async () => {
      const { be } = two
      const { INV, OPR } = be.who
      const fields = request(two, { title: 'Sender of a container' })
      const made = done(await makeTemplate(be.node, INV, { name: 'Container from Antwerp', fields }))
      expect(made).toMatchObject({
        office: 'Drugs',
        name: 'Container from Antwerp',
        fields: { title: 'Sender of a container', clause: 'C04', items: [], caseReference: '' },
      })
      expect((await listTemplates(be.node, INV)).map(each => each.id)).toEqual([made.id])
      expect(await listTemplates(be.node, OPR)).toEqual([])
      expect(codeOf(await removeTemplate(be.node, OPR, made.id))).toBe('not-found')
      done(await removeTemplate(be.node, INV, made.id))
      expect(await listTemplates(be.node, INV)).toEqual([])
      done(await restoreTemplate(be.node, INV, made.id))
      expect(await listTemplates(be.node, INV)).toHaveLength(1)
    })

    test('a filter is kept under its name for one person and one list, and can be brought back', async () => {
      const { be } = two
      const kept = done(
        await keepFilter(be.node, be.who.OPR, { place: 'dossiers', name: 'Rabat, open', query: { partner: 'MA-DGSN-SPOC', state: 'received' } }),
      )
      expect(await listFilters(be.node, be.who.OPR, 'dossiers')).toMatchObject([{ name: 'Rabat, open', query: { partner: 'MA-DGSN-SPOC' } }])
      expect(await listFilters(be.node, be.who.OPR, 'inbox')).toEqual([])
      expect(await listFilters(be.node, be.who.INV, 'dossiers')).toEqual([])
      expect(codeOf(await removeFilter(be.node, be.who.INV, kept.id))).toBe('not-found')
      done(await removeFilter(be.node, be.who.OPR, kept.id))
      expect(await listFilters(be.node, be.who.OPR, undefined)).toEqual([])
      done(await restoreFilter(be.node, be.who.OPR, kept.id))
      expect(await listFilters(be.node, be.who.OPR, undefined)).toHaveLength(1)
      const row = await be.node.store.read(tx => tx.db.selectFrom('saved_filter').selectAll().executeTakeFirstOrThrow())
      expect(Buffer.from(row.sealed).toString('latin1')).not.toContain('Rabat')
    })

    test('a line says how far its latest message came: on its way, delivered, unread, read', async () => {
      const { be, ma } = two
      const sent = await send(be, request(two))
      expect((await lineOf(be, sent.dossier))?.last).toMatchObject({ direction: 'out', messageType: 'REQ', stage: 'on-its-way' })
      await drain(be, ma)
      const there = (await dossierOf(ma, sent.message))?.id as Uuid
      expect((await lineOf(be, sent.dossier))?.last).toMatchObject({ stage: 'delivered' })
      expect((await lineOf(ma, there))?.last).toMatchObject({ direction: 'in', stage: 'unread', stageAt: null })
      two.clock.pass(minute)
      done(await openDossier(ma.node, ma.who.OPR, there, 'the request of today'))
      expect((await lineOf(ma, there))?.last).toMatchObject({ stage: 'read', stageAt: two.clock.at })
      // A negative waits for its slot, and says so at home.
      await send(ma, reply(two, sent.message, { messageType: 'REP', extent: 'partial', items: [] }), there)
      expect((await lineOf(ma, there))?.last).toMatchObject({ direction: 'out', messageType: 'REP', stage: 'waits-for-slot' })
      expect((await lineOf(ma, there))?.owed).toEqual({ open: 0, byUs: 0, late: 0, disputed: 0 })
    })
  })
