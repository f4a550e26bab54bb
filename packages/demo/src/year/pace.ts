import { type Instant, later } from '@entraide/ground'

/** A clock that stands until it is moved. Demo mode only: a node of a real authority reads the system's. */
export type StoryClock = { readonly now: () => Instant; readonly moveTo: (at: Instant) => void | Promise<void> }

/** A clock that shows a moment. It never runs back. */
export function storyClock(start: Instant): StoryClock {
  let at = start
  return {
    now: () => at,
    moveTo: to => {
      if (to > at) at = to
    },
  }
}

/** How an episode lets time pass. What would come after the end of the year never comes: the episode stays open, as real ones do. */
export type Pace = {
  readonly now: () => Instant
  readonly at: (moment: Instant) => Promise<void>
  readonly pass: (milliseconds: number) => Promise<void>
}
/** A tale of one dossier, from the moment it begins. */
export type Episode = { readonly at: Instant; readonly play: (pace: Pace) => Promise<void> }

type Waiting = { readonly at: Instant; readonly order: number; readonly goOn: () => Promise<void> }

/**
 * Plays episodes side by side under one clock, in the order of their moments, one at a time: each goes on until it lets time
 * pass. `between` runs at every new moment, before anybody acts and after: the nodes
 * deliver and look at their clocks. A failure ends all.
 *
 * @param told - called with the moment, for progress
 */
export async function playAll(
  clock: StoryClock,
  episodes: readonly Episode[],
  end: Instant,
  between: () => Promise<void>,
  told: (at: Instant) => void,
): Promise<void> {
  const waiting: Waiting[] = []
  let order = 0
  const wait = (at: Instant, goOn: () => Promise<void>) => {
    if (at <= end) waiting.push({ at, order: order++, goOn })
  }
  for (const { at, play } of episodes) {
    wait(at, () => {
      // Settled when the episode lets time pass, ends or fails.
      let rest = Promise.withResolvers<void>()
      const begun = rest.promise
      const until = (moment: Instant) => {
        const woken = Promise.withResolvers<void>()
        const paused = rest
        wait(moment < clock.now() ? clock.now() : moment, () => {
          rest = Promise.withResolvers<void>()
          const next = rest.promise
          woken.resolve()
          return next
        })
        paused.resolve()
        return woken.promise
      }
      const pace: Pace = { now: clock.now, at: until, pass: milliseconds => until(later(clock.now(), milliseconds)) }
      play(pace).then(
        () => rest.resolve(),
        fault => rest.reject(fault),
      )
      return begun
    })
  }
  while (waiting.length > 0) {
    const next = waiting.reduce((first, each) => (each.at < first.at || (each.at === first.at && each.order < first.order) ? each : first))
    waiting.splice(waiting.indexOf(next), 1)
    if (next.at > clock.now()) {
      await clock.moveTo(next.at)
      told(next.at)
    }
    await between()
    await next.goOn()
    // What was released leaves at once, as from a node that runs.
    await between()
  }
  if (end > clock.now()) await clock.moveTo(end)
  await between()
}
