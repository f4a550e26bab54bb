import assert from 'node:assert/strict'
import { day, type Instant, later, minute } from '@entraide/ground'
import type { Dossier, Obligation } from '@entraide/node/api'
import { arrived, send } from '../mail.ts'
import { noticeCourses } from '../year/notices.ts'
import { type Episode, playAll } from '../year/pace.ts'
import { look, quiet, stageClock } from './reached.ts'
import { permittedRequest, type Scene } from './scene.ts'

/** The states an obligation is seen in; overdue, it is escalated in the same turn. Source: spec/workflows/notice.md */
const states = ['received', 'disputed', 'in-review', 'kept-disputed', 'done', 'proven', 'escalated'] as const

export const notice: readonly Scene[] = [
  {
    step: 'corrections, erasures and restrictions: applied and proven, kept as evidence, not found, disputed and settled either way; a silent one is overdue at ten days and told to both supervisors',
    play: async (stage, memory) => {
      const { be, ma } = stage
      const clock = stageClock(stage)
      const begun: Instant = clock.now()
      const met = new Set<string>()
      const episodes: Episode[] = noticeCourses.map((course, nth) => ({
        at: later(begun, nth * minute),
        play: async pace => {
          const sent = await send(be.officers.INV, be.officers.REL, permittedRequest(stage, memory, { caseReference: `BR.90.2026/${100 + nth}` }))
          await pace.pass(minute)
          await arrived(ma, sent.message)
          await course({ owner: be, holder: ma, message: sent.message, dossier: sent.dossier, pace })
        },
      }))
      const between = async () => {
        await quiet(stage)
        await look(stage, memory.reached)
        for (const side of [be, ma])
          for (const row of (await side.officers.OPR.get<{ rows: readonly Obligation[] }>('/v1/obligations?limit=200')).rows) met.add(row.state)
      }
      await playAll(clock, episodes, later(begun, 30 * day), between, () => {})
      assert.deepEqual(
        states.filter(state => !met.has(state)),
        [],
        'every state of an obligation was met',
      )
      const rows = (await ma.officers.OPR.get<{ rows: readonly Obligation[] }>('/v1/obligations?limit=200')).rows
      const silent = rows.find(row => row.state === 'escalated')
      assert.ok(silent?.escalated === true, 'silence is told to the supervisors')
      const erased = rows.find(row => row.kind === 'DEL' && row.effect === 'erased' && row.state === 'proven')
      assert.ok(erased !== undefined)
      const opened = await ma.officers.OPR.post<Dossier>(`/v1/threads/${erased.dossier}/openings`, { reason: 'Contrôle de l’effacement' })
      assert.equal(JSON.stringify(opened.messages.find(message => message.id === erased.message) ?? {}).includes('Karim'), false, 'what was erased is gone')
    },
  },
]
