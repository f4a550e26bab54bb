import assert from 'node:assert/strict'
import { day, later } from '@entraide/ground'
import type { Identification } from '@entraide/node/api'
import { codesOf } from '@entraide/vocabulary'
import { threads } from '../mail.ts'
import { bringIntoForce, confirmWords, exchangeCards } from '../pairing.ts'
import type { Stage } from '../stage.ts'
import { chanceOf } from '../year/chance.ts'
import { identifications, sentIntoSilence } from '../year/identification.ts'
import { playAll } from '../year/pace.ts'
import { look, quiet, stageClock } from './reached.ts'
import type { Memory, Scene } from './scene.ts'

/** Identification under the memorandum of 2016, between the two cells. */
export const identification: readonly Scene[] = [
  {
    step: 'the two cells pair and bring the memorandum on identifications into force',
    play: async (stage, memory) => {
      const cells = { be: stage.beIdent, ma: stage.maIdent }
      await confirmWords(cells, await exchangeCards(cells))
      memory.memorandum = await bringIntoForce(cells, 'be-ma-2016-mou-identification.json')
    },
  },
  {
    step: 'identifications to their every end: verified, silent after 45 days, interviewed, paused, returned, with and without a travel document, each of ten guards red once and nothing leaves',
    play: async (stage, memory) => {
      const clock = stageClock(stage)
      const begun = clock.now()
      let nth = 0
      const episodes = identifications(
        { home: stage.beIdent, there: stage.maIdent, agreement: memory.memorandum },
        chanceOf(7),
        0,
        // Together in one morning, so that few moments are enough for all of them.
        () => later(begun, nth++ * 1000),
        [
          sentIntoSilence(
            () => stage.maIdent.process.stop(),
            () => look(stage, memory.reached, ['be', 'ma', 'beIdent']),
            () => stage.maIdent.process.start(),
          ),
        ],
      )
      const between = async () => {
        await quiet(stage)
        await look(stage, memory.reached)
      }
      await playAll(clock, episodes, later(begun, 150 * day), between, () => {})
      await redGuards(stage, memory)
    },
  },
]

/** Which guards were found red, as the officer of each blocked file sees it; and that the partner has heard of none of them. */
async function redGuards({ beIdent, maIdent }: Stage, memory: Memory): Promise<void> {
  const rows = await threads(beIdent.officers.OPR)
  const abroad = new Set((await threads(maIdent.officers.OPR)).map(row => row.thread))
  for (const row of rows.filter(each => each.openingType === 'IDR' && each.state === 'blocked')) {
    await beIdent.officers.IDC.post(`/v1/threads/${row.dossier}/openings`, { reason: 'Contrôle des garanties' })
    const { guards } = await beIdent.officers.IDC.get<Identification>(`/v1/identifications/${row.dossier}`)
    for (const { guard, standing } of guards) if (standing === 'red' || standing === 'stale') memory.reached.redGuards.add(guard)
    assert.equal(row.thread, null, 'a blocked file has no thread')
  }
  assert.equal(abroad.has(null), false)
  assert.ok(codesOf('identificationGuard').length <= memory.reached.redGuards.size)
}
