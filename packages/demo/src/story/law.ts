import assert from 'node:assert/strict'
import { bodyDigest } from '@entraide/envelope'
import { utf8 } from '@entraide/ground'
import type { Decision, Dossier, Draft, Partner } from '@entraide/node/api'
import { fieldsFor, fieldsToAnswer, item } from '../fields.ts'
import { arrived, delivered, open, outboxRow, release, send, submit, threads } from '../mail.ts'
import { standingOf } from '../pairing.ts'
import { until } from '../until.ts'
import { bodyFor } from './forged.ts'
import { forger } from './forger.ts'
import { logsOf, permittedRequest, type Scene } from './scene.ts'

/** The law changes while messages are on their way; duties left over pass. */
export const law: readonly Scene[] = [
  {
    step: 'an agreement suspended while a message waits: it comes back to its author as a draft with the reason, nothing is delivered',
    play: async (stage, memory) => {
      const { be, ma } = stage
      const admitted = (await logsOf(ma)).counts.admitted
      await ma.process.stop()
      const sent = await send(be.officers.INV, be.officers.REL, permittedRequest(stage, memory, { title: 'Demande en attente' }))
      await until('it waits, because the line is down', async () => (await outboxRow(be, sent.message))?.reason === 'unreachable')
      await be.officers.LEG.post(`/v1/agreements/${memory.agreement}/suspension`, { partner: ma.id, reason: 'Révision de la convention' })
      const row = await until('it is stopped', async () => {
        const found = await outboxRow(be, sent.message)
        return found?.state === 'stopped' && found
      })
      assert.equal(row.reason, 'agreement-suspended')
      const draft = await be.officers.INV.get<Draft>(`/v1/drafts/${sent.draft}`)
      assert.deepEqual([draft.state, draft.returned?.code, draft.fields.title], ['returned', 'agreement-suspended', 'Demande en attente'])
      assert.ok(draft.returned?.unmet.some(each => each.code === 'agreement-suspended'))
      await ma.process.start()
      await until(`${ma.id} hears of the suspension`, async () => (await standingOf(ma, memory.agreement)) === 'suspended')
      assert.equal((await threads(ma.officers.OPR)).filter(each => each.thread === sent.message).length, 0)
      assert.equal((await logsOf(ma)).counts.admitted, admitted, 'nothing was delivered')
      const again = await be.officers.INV.refusal(`/v1/drafts/${sent.draft}/submit`)
      assert.equal(again.body.refused, 'agreement-suspended')

      await be.officers.LEG.post(`/v1/agreements/${memory.agreement}/resumption`, { partner: ma.id, reason: 'Révision faite' })
      for (const side of [be, ma])
        await until(`the agreement is active again at ${side.id}`, async () => (await standingOf(side, memory.agreement)) === 'active')
      const resent = await release(be.officers.REL, await be.officers.INV.post<Draft>(`/v1/drafts/${sent.draft}/submit`))
      assert.notEqual(resent.message, sent.message, 'released anew, it is a new message')
      await delivered(be, resent.message)
      assert.equal((await logsOf(ma)).counts.admitted, admitted + 1)
    },
  },
  {
    step: 'spontaneous information is sent, assessed and answered with feedback',
    play: async (stage, memory) => {
      const { be, ma } = stage
      const told = fieldsFor(ma.id, be.id, {
        messageType: 'SPO',
        agreement: memory.agreement,
        clause: 'C06',
        purpose: 'PREV',
        crimeArea: 'TERR',
        dataCategories: ['NAME', 'TRAV'],
        subjectCategory: 'SUS',
        title: 'Voyage annoncé',
        note: 'Une personne qui réside chez vous a réservé un trajet vers une zone de conflit avec deux compagnons ; il vous appartient de juger du risque.',
        items: [
          item({
            category: 'NAME',
            names: ['يوسف المثالي', 'Youssef Lmitali'],
            born: '1996',
            source: 'B',
            information: '3',
            provenance: 'SOUR',
            nature: 'assessment',
          }),
        ],
      })
      const sent = await send(ma.officers.LIA, ma.officers.REL, told)
      const row = await arrived(be, sent.message, 'received')
      assert.equal(row.clock.dueAt, null, 'nobody asked, so nothing is due')
      await open(be.officers.OPR, row.dossier, 'Information reçue')
      const assessed = await be.officers.OPR.post<Dossier>(`/v1/threads/${row.dossier}/assessment`, {
        assessment: 'accepted',
        reason: 'Lié à une affaire en cours',
      })
      assert.equal(assessed.row.state, 'accepted')
      const feedback = fieldsToAnswer(be.id, ma.id, told, sent.message, {
        messageType: 'FBK',
        clause: 'C30',
        use: 'used',
        title: 'Suite donnée',
        note: 'Transmis au service compétent.',
      })
      await send(be.officers.OPR, be.officers.REL, feedback, row.dossier)
      for (const side of [be, ma]) await arrived(side, sent.message, 'closed')
    },
  },
  {
    step: 'a partner is frozen: a deletion order still passes, a new request does not, at neither end',
    play: async (stage, memory) => {
      const { be, ma } = stage
      const asked = memory.answered
      assert.ok(asked !== null, 'the first request was answered')
      const waiting = await submit(be.officers.INV, permittedRequest(stage, memory))
      await be.officers.SEC.post(`/v1/partners/${ma.id}/freeze`, { reason: 'Incident de sécurité chez le partenaire' })
      await until(`${ma.id} is told`, async () => (await ma.officers.SEC.get<Partner>(`/v1/partners/${be.id}`)).frozenThere)

      const order = fieldsToAnswer(be.id, ma.id, asked.fields, asked.message, {
        messageType: 'DEL',
        title: 'Ordre d’effacement',
        note: 'La personne a été confondue avec une autre.',
        reasons: 'Erreur sur la personne.',
        items: [],
      })
      const sent = await send(be.officers.INV, be.officers.REL, order, asked.dossier)
      await delivered(be, sent.message)
      const there = await arrived(ma, asked.message)
      const opened = await open(ma.officers.OPR, there.dossier, 'Ordre d’effacement')
      assert.ok(opened.messages.some(message => message.id === sent.message && message.messageType === 'DEL'))

      const fresh = permittedRequest(stage, memory)
      const live = await be.officers.INV.post<Decision>('/v1/check', { fields: fresh })
      assert.ok(live.unmet.some(each => each.code === 'partner-frozen'))
      const draft = await be.officers.INV.post<Draft>('/v1/drafts', { fields: fresh, dossier: null })
      assert.equal((await be.officers.INV.refusal(`/v1/drafts/${draft.id}/submit`)).body.refused, 'partner-frozen')
      const held = await be.officers.REL.refusal(`/v1/drafts/${waiting.id}/release`, { version: waiting.version, note: '' })
      assert.equal(held.body.refused, 'partner-frozen', 'nor one that waited for its release')
      const hand = await forger(be, ma, stage.passphrase)
      const body = bodyFor(be, fresh)
      const { id, envelope } = await hand.seal(body)
      const answer = await hand.deliver(await hand.delivery(envelope))
      assert.equal(hand.receipt(answer.body, id, [bodyDigest(utf8(JSON.stringify(body)))]).code, 'partner-frozen', 'the partner refuses what passes the sender')

      await be.officers.SEC.post(`/v1/partners/${ma.id}/thaw`, { reason: 'Incident clos' })
      await until(`${ma.id} is told`, async () => !(await ma.officers.SEC.get<Partner>(`/v1/partners/${be.id}`)).frozenThere)
      const released = await release(be.officers.REL, waiting)
      await delivered(be, released.message)
    },
  },
]
