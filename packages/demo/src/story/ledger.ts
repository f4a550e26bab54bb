import assert from 'node:assert/strict'
import type { Partner } from '@entraide/node/api'
import { outbox } from '../mail.ts'
import { until } from '../until.ts'
import { logsOf, type Scene } from './scene.ts'

/** At the end: what each side says of the other's log is what the other says of its own. */
export const ledger: readonly Scene[] = [
  {
    step: 'each side’s view of the other’s log agrees with it, and nothing waits',
    play: async ({ be, ma }) => {
      for (const [side, other] of [
        [be, ma],
        [ma, be],
      ] as const) {
        await until(`nothing waits at ${side.id}`, async () => (await outbox(side)).every(row => ['delivered', 'refused', 'stopped'].includes(row.state)))
        const seen = (await side.officers.SEC.get<Partner>(`/v1/partners/${other.id}`)).theirLog
        const own = (await logsOf(other)).logs.find(log => log.log.endsWith(`/exchange/${side.id}`))
        assert.ok(seen !== null && own !== undefined, `${side.id} has seen a checkpoint of ${other.id}`)
        assert.ok(seen.size <= own.size, `${side.id} has seen ${seen.size} of ${own.size} leaves`)
        if (seen.size === own.size) assert.equal(seen.head, own.head)
      }
    },
  },
]
