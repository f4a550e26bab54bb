import assert from 'node:assert/strict'
import type { Dossier, Draft, ThreadRow } from '@entraide/node/api'
import { arrived, open, send, threads, write } from '../mail.ts'
import { permittedRequest, type Scene } from './scene.ts'

type Acts = { readonly rows: readonly { readonly act: string; readonly outcome: string }[] }

/** The desk: what is typed is kept, what is given can be taken back, and reading is an act. */
export const desk: readonly Scene[] = [
  {
    step: 'what was typed outlives a kill of the node; what was put aside comes back; what was handed over is taken back; a dossier is given and recalled',
    play: async (stage, memory) => {
      const { be, ma } = stage
      const { INV, REL } = be.officers
      const fields = permittedRequest(stage, memory, { caseReference: 'BR.70.2026/1', title: 'À moitié écrit', reasons: '' })
      const draft = await write(INV, fields)
      const typed = await INV.put<Draft>(`/v1/drafts/${draft.id}`, { version: draft.version, fields: { ...fields, title: 'Écrit un peu plus' } })
      await be.process.kill()
      await be.process.start()
      const found = await INV.get<Draft>(`/v1/drafts/${draft.id}`)
      assert.deepEqual([found.fields.title, found.version], ['Écrit un peu plus', typed.version])
      // Changed from two windows: the second learns of it, and nothing is lost.
      const late = await INV.put<Draft>(`/v1/drafts/${draft.id}`, { version: draft.version, fields }).catch((refused: { status: number }) => refused)
      assert.equal((late as { status: number }).status, 409)
      await INV.delete(`/v1/drafts/${draft.id}`)
      const back = await INV.post<Draft>(`/v1/drafts/${draft.id}/restore`)
      assert.equal(back.state, 'editing')
      const whole = await INV.put<Draft>(`/v1/drafts/${draft.id}`, {
        version: back.version,
        fields: permittedRequest(stage, memory, { caseReference: 'BR.70.2026/1' }),
      })
      await INV.post(`/v1/drafts/${whole.id}/submit`)
      const recalled = await INV.post<Draft>(`/v1/drafts/${whole.id}/recall`)
      assert.equal(recalled.state, 'editing', 'taken back before anybody released it')

      const sent = await send(INV, REL, permittedRequest(stage, memory, { caseReference: 'BR.70.2026/2' }))
      const there = await arrived(ma, sent.message)
      await open(ma.officers.OPR, there.dossier, 'Nouvelle demande')
      const given = await ma.officers.OPR.post<Dossier>(`/v1/threads/${there.dossier}/assignment`, { to: ma.officers.INV.account })
      assert.equal(given.row.assignedTo?.serviceNumber, ma.officers.INV.serviceNumber)
      const seenBy = async () => (await threads(ma.officers.INV)).some((row: ThreadRow) => row.dossier === there.dossier)
      assert.equal(await seenBy(), true)
      await ma.officers.OPR.post(`/v1/threads/${there.dossier}/assignment`, { to: null })
      assert.equal(await seenBy(), false, 'recalled, it is no longer hers to see')
    },
  },
  {
    step: 'opening a dossier asks a reason once a day, and is in the acts log without it',
    play: async (stage, memory) => {
      const { be, ma } = stage
      const sent = await send(be.officers.INV, be.officers.REL, permittedRequest(stage, memory, { caseReference: 'BR.70.2026/3' }))
      const { dossier } = await arrived(ma, sent.message)
      const read = async () => await ma.officers.OPR.get<Dossier>(`/v1/threads/${dossier}`)
      assert.deepEqual([(await read()).opened, (await read()).messages.length], [false, 0])
      await open(ma.officers.OPR, dossier, 'Affaire 70/3')
      assert.deepEqual([(await read()).opened, (await read()).lastReason], [true, 'Affaire 70/3'])
      const acts = await ma.officers.INS.get<Acts>(`/v1/acts?limit=50&dossier=${dossier}`)
      assert.ok(acts.rows.some(row => row.act === 'open-dossier' && row.outcome === 'done'))
      assert.equal(JSON.stringify(acts).includes('Karim'), false, 'the inspector reads acts and no content')
    },
  },
]
