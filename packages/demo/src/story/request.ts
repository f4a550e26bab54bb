import assert from 'node:assert/strict'
import type { Decision, Dossier, Draft, Proof } from '@entraide/node/api'
import { fieldsToAnswer, item } from '../fields.ts'
import { arrived, delivered, open, outbox, send, submit, threads } from '../mail.ts'
import { until } from '../until.ts'
import { logsOf, permittedRequest, type Scene, sharedSize } from './scene.ts'

/** The ordinary life: asked, answered; and what does not leave. */
export const request: readonly Scene[] = [
  {
    step: 'a permitted request is answered in full, and both sides can prove it',
    play: async (stage, memory) => {
      const { be, ma } = stage
      const before = { be: await sharedSize(be, ma), ma: await sharedSize(ma, be) }
      const asked = await send(be.officers.INV, be.officers.REL, permittedRequest(stage, memory))
      const inbox = await arrived(ma, asked.message, 'received')
      assert.equal(inbox.unread, true)
      const sealedStill = await ma.officers.OPR.get<Dossier>(`/v1/threads/${inbox.dossier}`)
      assert.equal(sealedStill.messages.length, 0, 'no content before a reason was given')
      const opened = await open(ma.officers.OPR, inbox.dossier, 'Nouvelle demande')
      assert.deepEqual(opened.messages[0]?.items[0]?.person?.names, ['Karim Exemple'])
      assert.equal(opened.messages[0]?.drafter.serviceNumber, 'BE-INV')
      assert.equal(opened.messages[0]?.releaser.serviceNumber, 'BE-REL')
      await ma.officers.OPR.post(`/v1/threads/${inbox.dossier}/acceptance`)
      const answer = fieldsToAnswer(ma.id, be.id, asked.fields, asked.message, {
        messageType: 'REP',
        extent: 'whole',
        title: 'Réponse',
        reasons: 'Réponse à votre demande dans la même affaire et pour la même finalité.',
        items: [item({ category: 'NAME', names: ['كريم مثال', 'Karim Exemple'], born: '1985-03-02' })],
      })
      const answered = await send(ma.officers.OPR, ma.officers.REL, answer, inbox.dossier)
      const home = await arrived(be, asked.message, 'answered')
      await arrived(ma, asked.message, 'answered')
      const ours = await open(be.officers.INV, home.dossier, 'Lecture de la réponse')
      const theirs = await open(ma.officers.OPR, inbox.dossier, 'Nouvelle demande')
      const told = (dossier: Dossier) =>
        dossier.messages.map(({ id, messageType, items, reasons, handling, holdUntil }) => ({ id, messageType, items, reasons, handling, holdUntil }))
      assert.deepEqual(told(ours), told(theirs), 'both dossiers hold the same two messages')
      assert.deepEqual([home.ourReference, home.yourReference], [inbox.yourReference, inbox.ourReference])
      assert.equal(home.clock.startedAt, inbox.clock.startedAt, 'the clock runs from the same instant on both sides')
      for (const [side, sent, dossier] of [
        [be, asked, home.dossier],
        [ma, answered, inbox.dossier],
      ] as const) {
        await delivered(side, sent.message)
        const proof = await side.officers.OPR.get<Proof>(`/v1/messages/${sent.message}/proof`)
        assert.deepEqual([proof.verdict, proof.receiptVerified, proof.code], ['admitted', true, null])
        assert.ok(proof.position !== null && proof.checkpointSize !== null && proof.checkpointSize > proof.position, 'a checkpoint covers the leaf')
        assert.ok((await side.officers.OPR.get<Dossier>(`/v1/threads/${dossier}`)).timeline.some(entry => entry.act === 'receipt'))
      }
      // Two messages, each an envelope and a receipt, on each side.
      await until('both logs have grown alike', async () => (await sharedSize(be, ma)) - before.be === 4 && (await sharedSize(ma, be)) - before.ma === 4)
      memory.answered = asked
    },
  },
  {
    step: 'a request is refused at the sender, each unmet condition with its rule',
    play: async (stage, memory) => {
      const { be } = stage
      const waiting = (await outbox(be)).length
      const bad = permittedRequest(stage, memory, { dataCategories: ['NAME', 'DNAP'], caseReference: '', transferBasis: null, assurances: ['NDP'] })
      const live = await be.officers.INV.post<Decision>('/v1/check', { fields: bad })
      assert.equal(live.decision, 'refuse')
      const draft = await be.officers.INV.post<Draft>('/v1/drafts', { fields: bad, dossier: null })
      const refused = await be.officers.INV.refusal(`/v1/drafts/${draft.id}/submit`)
      assert.equal(refused.body.refused, 'not-permitted')
      const unmet = new Map((refused.body.unmet ?? []).map(each => [each.code, each]))
      for (const [code, rule] of [
        ['data-category-not-permitted', 'R1'],
        ['case-reference-missing', 'R5'],
        ['transfer-basis-missing', 'R19'],
        ['assurance-missing', 'R23'],
      ] as const)
        assert.equal(unmet.get(code)?.rule, rule, `${code} is told with rule ${rule}: ${JSON.stringify(refused.body.unmet)}`)
      assert.equal(unmet.get('data-category-not-permitted')?.clause, 'C04')
      assert.ok(
        [...unmet.values()].every(each => each.mend !== ''),
        'each says what would mend it',
      )
      assert.equal((await be.officers.INV.get<Draft>(`/v1/drafts/${draft.id}`)).state, 'editing', 'nothing typed is lost')
      assert.equal((await outbox(be)).length, waiting, 'nothing is in the outbox')
      await be.officers.INV.delete(`/v1/drafts/${draft.id}`)
    },
  },
  {
    step: 'an author cannot release her own message, whatever roles she holds',
    play: async (stage, memory) => {
      const { be, ma } = stage
      const before = (await logsOf(be)).counts.sent
      const own = await submit(be.officers.DUTY, permittedRequest(stage, memory))
      const refused = await be.officers.DUTY.refusal(`/v1/drafts/${own.id}/release`, { version: own.version, note: '' })
      assert.equal(refused.body.refused, 'releaser-is-author')
      const noRole = await be.officers.INV.refusal(`/v1/drafts/${own.id}/release`, { version: own.version, note: '' })
      assert.ok([403, 404].includes(noRole.status), `without the role: ${noRole.status}`)
      assert.equal((await logsOf(be)).counts.sent, before)
      const { message } = await be.officers.REL.post<{ message: string }>(`/v1/drafts/${own.id}/release`, { version: own.version, note: '' })
      await delivered(be, message as never)
      assert.equal((await threads(ma.officers.OPR)).filter(row => row.thread === message).length, 1)
    },
  },
]
