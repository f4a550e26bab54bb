import assert from 'node:assert/strict'
import type { LineTest, Partner } from '@entraide/node/api'
import { Refused } from '../officer.ts'
import { bringIntoForce, confirmWords, exchangeCards, standingOf } from '../pairing.ts'
import type { Scene } from './scene.ts'

/** Two strangers become partners, and an agreement comes into force between them. */
export const trust: readonly Scene[] = [
  {
    step: 'pairing by cards and words; wrong words are refused',
    play: async stage => {
      const { be, ma } = stage
      const words = await exchangeCards(stage)
      assert.equal(words.be.length, 12)
      assert.deepEqual(words.be, words.ma, 'both security officers see the same words')
      const swapped = [words.ma[1], words.ma[0], ...words.ma.slice(2)] as string[]
      const wrong = swapped.join() === words.ma.join() ? words.ma.map(() => 'gel') : swapped
      const refused = await be.officers.SEC.refusal(`/v1/partners/${ma.id}/confirmation`, { words: wrong })
      assert.equal(refused.body.refused, 'words-differ')
      assert.equal((await be.officers.SEC.get<Partner>(`/v1/partners/${ma.id}`)).pairing, 'card-received')
      await confirmWords(stage, words)
      for (const [side, other] of [
        [be, ma],
        [ma, be],
      ] as const) {
        assert.equal((await side.officers.SEC.get<Partner>(`/v1/partners/${other.id}`)).pairing, 'confirmed')
        const line = await side.officers.SEC.post<LineTest>(`/v1/partners/${other.id}/test`)
        assert.ok(line.ok, `the line of ${side.id}: ${JSON.stringify(line.steps.filter(step => !step.ok))}`)
      }
    },
  },
  {
    step: 'an agreement signed by both and switched on, not by its signer',
    play: async (stage, memory) => {
      const { be, ma } = stage
      memory.agreement = await bringIntoForce(stage, 'be-ma-2014-police-convention.json', async hash => {
        const half = await be.officers.LEG2.refusal(`/v1/agreements/${hash}/activation`, { partner: ma.id })
        assert.equal(half.body.refused, 'agreement-half-signed')
        const signer = await be.officers.LEG.refusal(`/v1/agreements/${hash}/activation`, { partner: ma.id })
        assert.equal(signer.body.refused, 'activator-is-signer')
      })
      for (const side of [be, ma]) assert.equal(await standingOf(side, memory.agreement), 'active')
      // Who neither signs nor guards has no say in it.
      await assert.rejects(
        be.officers.OPR.post(`/v1/agreements/${memory.agreement}/suspension`, { partner: ma.id }),
        (error: unknown) => error instanceof Refused && error.status === 403,
      )
    },
  },
]
