import { readFileSync } from 'node:fs'
import { type CalendarDate, calendarDate, day, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Draft } from '../src/http/api.ts'
import { watchClocks } from '../src/jobs/runner.ts'
import { sequence } from '../src/jobs/sequencer.ts'
import { activateAgreement, importAgreement, signAgreement } from '../src/steps/agreements.ts'
import { deliverDue } from '../src/steps/deliver.ts'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { openDossier } from '../src/steps/dossier.ts'
import { changeDraft, createDraft, readDraft, submitDraft } from '../src/steps/draft.ts'
import { draftAcknowledgement, draftNotice, draftOnward, readObligation } from '../src/steps/obligations.ts'
import { codeOf, done, dossierOf, engines, type Fields, pair, reply, request, type Side, type Two, thirdNode, twoNodes } from './path-nodes.ts'

const convention = readFileSync(new URL('../../../agreements/be-ma-2014-police-convention.json', import.meta.url), 'utf8')
const person: Fields['items'][number] = {
  category: 'NAME',
  person: { names: ['Karim Exemple'], birthDate: '1985-03-02' },
  nature: 'fact',
  source: 'B',
  information: '2',
  provenance: 'OBSE',
  verifiedOn: calendarDate('2026-11-20'),
}

/** The same as Rabat gave it, and by its leave. */
const given: Fields['items'][number] = {
  ...person,
  originator: 'MA-DGSN-SPOC',
  originCountry: 'MA',
  originConsent: { by: 'MA-DGSN-SPOC', reference: 'MA/2026/51', on: '2026-11-20' as CalendarDate },
}

for (const engine of engines)
  describe(`an order follows the data to whoever got them on, on ${engine}`, () => {
    let two: Two
    let third: Awaited<ReturnType<typeof thirdNode>>
    let thirdHash = ''
    beforeAll(async () => {
      two = await twoNodes(engine)
      third = await thirdNode(two)
      const { be } = two
      await pair(be, third)
      const settle = async () => {
        for (let left = 1; left > 0; ) left = (await deliverDue(be.node)) + (await deliverDue(third.node))
      }
      await settle()
      // The same clauses, for another authority of the same state.
      const text = convention.replaceAll('MA-DGSN-SPOC', third.id).replaceAll('BE-MA-2014-PCC', 'BE-MA-2014-PCD')
      const { hash } = done(await importAgreement(be.node, be.who.LEG, { text, partner: third.id })).summary
      thirdHash = hash
      await settle()
      done(await signAgreement(be.node, be.who.LEG, hash, third.id))
      done(await signAgreement(third.node, third.who.LEG, hash, be.id))
      await settle()
      done(await activateAgreement(be.node, be.who.LAW, hash, third.id))
      done(await activateAgreement(third.node, third.who.LAW, hash, be.id))
    })
    afterAll(async () => {
      await third.remove()
      await two.close()
    })

    const all = async () => {
      for (let left = 1; left > 0; ) left = (await deliverDue(two.be.node)) + (await deliverDue(two.ma.node)) + (await deliverDue(third.node))
      for (const side of [two.be, two.ma, third]) await sequence(side.node)
    }
    const release = async (side: Side, draft: Draft, author = side.who.OPR) => {
      const waiting = draft.state === 'waiting-release' ? draft : done(await submitDraft(side.node, author, draft.id))
      return done(await releaseDraft(side.node, side.who.REL, draft.id, { version: waiting.version, note: '' })).message
    }
    const standsAt = async (side: Side, id: Uuid) => done(await readObligation(side.node, side.who.OPR, id))
    const acknowledge = async (side: Side, id: Uuid, ack: 'APP' | 'APO', note = '') => {
      await release(side, done(await draftAcknowledgement(side.node, side.who.OPR, id, { step: 'acknowledge', ack, note })))
      await all()
    }
    const prove = async (side: Side, id: Uuid) => {
      const draft = await side.node.store.read(tx =>
        tx.db.selectFrom('draft').selectAll().where('in_reply_to', '=', id).where('state', '=', 'waiting-release').executeTakeFirstOrThrow(),
      )
      done(await releaseDraft(side.node, side.who.REL, draft.id as Uuid, { version: draft.version, note: '' }))
      await all()
    }
    /** Rabat tells Brussels; Brussels asks the drugs desk of another node about the same person, and says of what it made that. */
    const passedOn = async () => {
      const { be, ma } = two
      const told = reply(two, '' as Uuid, { messageType: 'SPO', inReplyTo: null, note: 'Named in your file.', items: [person] })
      const first = await release(ma, done(await createDraft(ma.node, ma.who.OPR, { fields: told, dossier: null })))
      await all()
      const home = (await dossierOf(be, first))?.id as Uuid
      const asks = request(two, { to: third.id, agreement: thirdHash, items: [given], title: 'Is he known to the drugs desk?' })
      expect(codeOf(await createDraft(be.node, be.who.OPR, { fields: asks, dossier: null, sources: [first] }))).toBe('dossier-not-opened')
      done(await openDossier(be.node, be.who.OPR, home, 'asking the drugs desk'))
      const draft = done(await createDraft(be.node, be.who.OPR, { fields: asks, dossier: null, sources: [first] }))
      expect(draft.sources).toEqual([first])
      const onward = await release(be, draft)
      await all()
      return { first, home, onward, dossier: draft.dossier, there: (await dossierOf(third, onward))?.id as Uuid }
    }
    const ordered = async (first: Uuid, kind: 'COR' | 'DEL', change: (fields: Fields) => Partial<Fields> = () => ({})) => {
      const { ma } = two
      const draft = done(await draftNotice(ma.node, ma.who.OPR, first, { kind, items: null, attachments: null, reasons: 'The wrong person was named.' }))
      const changed = done(await changeDraft(ma.node, ma.who.OPR, draft.id, { version: draft.version, fields: { ...draft.fields, ...change(draft.fields) } }))
      const id = await release(ma, changed)
      await all()
      return id
    }

    test('an erasure: the recipient is told, "applied everywhere" waits for it, and the proof goes out when it has shown its own', async () => {
      const { be, ma } = two
      const { first, home, onward, dossier, there } = await passedOn()
      const id = await ordered(first, 'DEL')
      expect((await standsAt(be, id)).onward).toMatchObject([{ node: third.id, message: onward, toldAt: null, doneAt: null }])
      // Its owner learns nothing of it.
      expect((await standsAt(ma, id)).onward).toEqual([])
      const early = async (ack: 'APP' | 'APO') =>
        codeOf(await submitDraft(be.node, be.who.OPR, done(await draftAcknowledgement(be.node, be.who.OPR, id, { step: 'acknowledge', ack, note: '' })).id))
      expect([await early('APP'), await early('APO')]).toEqual(['onward-open', 'onward-untold'])
      const [notice, ...more] = done(await draftOnward(be.node, be.who.OPR, id))
      expect(more).toEqual([])
      expect(notice).toMatchObject({
        dossier,
        fields: { messageType: 'DEL', to: third.id, inReplyTo: onward, items: [], reasons: 'The wrong person was named.' },
      })
      expect(codeOf(await draftOnward(be.node, be.who.OPR, id))).toBe('nothing-onward')
      const followed = await release(be, notice as Draft)
      await all()
      expect((await standsAt(be, id)).onward[0]).toMatchObject({ notice: followed, doneAt: null })
      expect(await early('APP')).toBe('onward-open')
      await acknowledge(be, id, 'APO')
      expect((await standsAt(ma, id)).state).toBe('done')
      // Nothing left at the one in the middle, in either thread.
      for (const [where, message] of [
        [home, first],
        [dossier, onward],
      ] as const) {
        const seen = done(await openDossier(be.node, be.who.OPR, where, 'is it gone?')).messages.find(each => each.id === message)
        expect(seen?.items[0]?.person).toBeUndefined()
      }
      await acknowledge(third, followed, 'APP')
      await prove(third, followed)
      expect((await standsAt(be, id)).onward[0]?.doneAt).not.toBeNull()
      await prove(be, id)
      for (const side of [be, ma]) expect((await standsAt(side, id)).state).toBe('proven')
      const last = done(await openDossier(third.node, third.who.OPR, there, 'is it gone?')).messages.find(each => each.id === onward)
      expect(last?.items[0]?.person).toBeUndefined()
    })

    test('a correction is passed on as it came: each statement that says the same is corrected alike', async () => {
      const { be } = two
      const { first, onward, there } = await passedOn()
      const id = await ordered(first, 'COR', fields => ({ items: fields.items.map(item => ({ ...item, person: { names: ['Karim Corrigé'] } })) }))
      const [notice] = done(await draftOnward(be.node, be.who.OPR, id))
      expect(notice?.fields.items).toMatchObject([{ person: { names: ['Karim Corrigé'] } }])
      const followed = await release(be, notice as Draft)
      await all()
      await acknowledge(third, followed, 'APP')
      await prove(third, followed)
      await acknowledge(be, id, 'APP')
      const seen = done(await openDossier(third.node, third.who.OPR, there, 'the correction')).messages.find(each => each.id === onward)
      expect(seen?.items[0]?.person?.names).toEqual(['Karim Corrigé'])
    })

    test('whoever got it on cannot end in "kept": the first owner decides', async () => {
      const { be } = two
      const { first } = await passedOn()
      const id = await ordered(first, 'DEL')
      const [notice] = done(await draftOnward(be.node, be.who.OPR, id))
      const followed = await release(be, notice as Draft)
      await all()
      await release(
        third,
        done(await draftAcknowledgement(third.node, third.who.OPR, followed, { step: 'acknowledge', ack: 'DIS', note: 'He is known to us.' })),
      )
      await all()
      await release(be, done(await draftAcknowledgement(be.node, be.who.OPR, followed, { step: 'review', note: 'Let us see.' })))
      await all()
      const keep = done(await draftAcknowledgement(be.node, be.who.OPR, followed, { step: 'settle', outcome: 'keep', note: 'You are right.' }))
      expect(codeOf(await submitDraft(be.node, be.who.OPR, keep.id))).toBe('ordered-above')
    })

    test('what another service gave does not go on as one’s own: the draft names it, and then its consent is needed', async () => {
      const { be, ma } = two
      const { first, home } = await passedOn()
      done(await openDossier(be.node, be.who.OPR, home, 'passing it on'))
      const submitted = async (items: Fields['items'], to: Side) => {
        const fields = request(two, to === third ? { to: third.id, agreement: thirdHash, items } : { items })
        const { id } = done(await createDraft(be.node, be.who.OPR, { fields, dossier: null, sources: [first] }))
        return await submitDraft(be.node, be.who.OPR, id)
      }
      expect(await submitted([person], third)).toMatchObject({ refused: 'source-unnamed', facts: { message: first, from: ma.id } })
      const { originConsent: _, ...unasked } = given
      expect(await submitted([unasked], third)).toMatchObject({
        refused: 'not-permitted',
        facts: { unmet: [{ code: 'origin-consent-missing' }, { code: 'origin-state-consent-missing' }] },
      })
      expect((await submitted([given], third)) as Draft).toMatchObject({ state: 'waiting-release' })
      // What goes back to whoever gave it needs nothing.
      expect((await submitted([person], ma)) as Draft).toMatchObject({ state: 'waiting-release' })
    })

    test('what is contested goes into nothing new, and what waits for its release comes back', async () => {
      const { be } = two
      const { first, home } = await passedOn()
      const again = request(two, { to: third.id, agreement: thirdHash, items: [given] })
      const waiting = done(await createDraft(be.node, be.who.OPR, { fields: again, dossier: null, sources: [first] }))
      done(await submitDraft(be.node, be.who.OPR, waiting.id))
      const writing = done(await createDraft(be.node, be.who.OPR, { fields: again, dossier: null, sources: [first] }))
      await ordered(first, 'DEL')
      expect(done(await readDraft(be.node, be.who.OPR, waiting.id))).toMatchObject({ state: 'returned', returned: { code: 'source-contested' } })
      expect(codeOf(await submitDraft(be.node, be.who.OPR, writing.id))).toBe('source-contested')
      done(await openDossier(be.node, be.who.OPR, home, 'again'))
      expect(codeOf(await createDraft(be.node, be.who.OPR, { fields: again, dossier: null, sources: [first] }))).toBe('source-contested')
      two.clock.pass(11 * day)
      await watchClocks(be.node)
    })
  })
