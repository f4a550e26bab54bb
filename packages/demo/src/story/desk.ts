import assert from 'node:assert/strict'
import { day, instantOf, later } from '@entraide/ground'
import type { Dossier, Draft, SavedFilter, Substitution, Template, ThreadRow } from '@entraide/node/api'
import { arrived, open, release, send, submit, threads, write } from '../mail.ts'
import { Refused } from '../officer.ts'
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
  {
    step: 'a colleague stands in and never releases; a template holds no case, a filter is of one person; what was taken away or done comes back',
    play: async (stage, memory) => {
      const { be, ma } = stage
      const { OPR, INV, DUTY } = be.officers
      const fields = permittedRequest(stage, memory, { caseReference: 'BR.70.2026/4' })
      const now = instantOf(Date.now() + stage.ahead.ms)
      const standing = await OPR.post<Substitution>('/v1/substitutions', { substitute: DUTY.account, from: now, until: later(now, 7 * day) })
      assert.equal(standing.state, 'now')
      const waiting = await submit(OPR, fields)
      await assert.rejects(release(DUTY, waiting), (error: unknown) => error instanceof Refused, 'who stands in for the author is no second person')
      assert.equal((await OPR.delete<Substitution>(`/v1/substitutions/${standing.id}`)).state, 'over')
      await release(DUTY, waiting)

      const template = await INV.post<Template>('/v1/templates', { name: 'Demande habituelle', fields })
      assert.deepEqual([template.fields.items, template.fields.caseReference], [[], ''], 'a form of the office names nobody')
      await INV.delete(`/v1/templates/${template.id}`)
      assert.equal((await INV.post<Template>(`/v1/templates/${template.id}/restore`)).id, template.id)
      const filter = await INV.post<SavedFilter>('/v1/filters', { place: 'dossiers', name: 'Rabat', query: { partner: ma.id } })
      const kept = async (officer: typeof INV) => (await officer.get<{ rows: readonly SavedFilter[] }>('/v1/filters')).rows.some(each => each.id === filter.id)
      assert.deepEqual([await kept(INV), await kept(OPR)], [true, false], 'a filter is of who keeps it')

      const sent = await send(INV, be.officers.REL, permittedRequest(stage, memory, { caseReference: 'BR.70.2026/5' }))
      const { dossier } = await arrived(ma, sent.message)
      await open(ma.officers.OPR, dossier, 'Affaire 70/5')
      const taken = await ma.officers.OPR.post<Dossier>(`/v1/threads/${dossier}/acceptance`)
      const back = await ma.officers.OPR.post<Dossier>(`/v1/threads/${dossier}/undo/${taken.undo?.id}`)
      assert.deepEqual([back.row.state, back.undo], ['received', null], 'accepted by mistake, and taken back')
    },
  },
]
