import { day, type Instant, instantOf, millisecondsOf } from '@entraide/ground'
import { lookAfter, type RunningNode, watchClocks } from '@entraide/node'
import { outbox } from '../../packages/demo/src/mail.ts'
import type { Desk } from '../../packages/demo/src/stage.ts'
import { until } from '../../packages/demo/src/until.ts'
import type { StoryClock } from '../../packages/demo/src/year/pace.ts'

/** One node of this process, and its people. */
export type Player = { readonly running: RunningNode; readonly desk: Desk }

/** Keys are changed weekly; steps in which nodes that run would have done it and told each other. */
const stepMs = 6 * day

/**
 * Does work in the past: this process's clock is set back and runs on from there; the work moves it, and it is right again in the end.
 * Everything here asks `Date.now`, the nodes included.
 *
 * @param turn - what all nodes do by themselves, wanted at least once in each step of a move
 */
export async function inThePast<T>(agoMs: number, turn: () => Promise<void>, work: (clock: StoryClock) => Promise<T>): Promise<T> {
  const real = Date.now
  let behind = agoMs
  Date.now = () => real() - behind
  const moveTo = async (at: Instant) => {
    const left = () => millisecondsOf(at) - Date.now()
    while (left() > stepMs) {
      behind -= stepMs
      await turn()
    }
    if (left() > 0) behind = Math.max(0, behind - left())
  }
  try {
    return await work({ now: () => instantOf(Date.now()), moveTo })
  } finally {
    Date.now = real
  }
}

/** What nodes do by themselves as time passes, done now: they change old keys, look at their clocks, and what is on its way arrives. */
export async function turn(players: readonly Player[]): Promise<void> {
  for (const { running } of players) {
    await lookAfter(running.node)
    await watchClocks(running.node)
  }
  for (const { desk } of players) await nothingOnItsWay(desk)
}

/** Waits until no message is on its way; what waits for its slot goes on waiting. */
async function nothingOnItsWay(desk: Desk): Promise<void> {
  await until(`nothing is on its way from ${desk.id}`, async () =>
    (await outbox(desk)).every(row => ['delivered', 'refused', 'stopped', 'expired', 'waiting-slot'].includes(row.state)),
  )
}
