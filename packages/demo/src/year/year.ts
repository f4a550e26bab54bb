import { day, hour, type Instant, later } from '@entraide/ground'
import { chanceOf } from './chance.ts'
import { countOf } from './course.ts'
import { identifications } from './identification.ts'
import { type Episode, playAll } from './pace.ts'
import { plansOfTheYear } from './plans.ts'
import { policeYear, workingMoment } from './police.ts'
import { gather, type Troupe } from './troupe.ts'
import { visitsOfTheYear } from './visits.ts'

/** How much happens in the year. */
export type YearSize = { readonly requests: number; readonly tellings: number; readonly identifications: number; readonly days: number }
export const wholeYear: YearSize = { requests: 230, tellings: 46, identifications: 52, days: 364 }

export type YearOptions = {
  readonly folder: string
  readonly passphrase: string
  readonly port: number | null
  /** The moment the year ends: now. */
  readonly end: Instant
  readonly seed: number
  readonly size: YearSize
  /** Told how far the year has come, from 0 to 1. */
  readonly told: (share: number, at: Instant) => void
}

/**
 * Makes four nodes in a folder and fills them with an invented year of the relation, ending now: every act by the step that an
 * officer's act is, every message delivered from node to node, under one clock that is handed in. Nothing is inserted.
 *
 * @returns how many dossiers stand at each node
 */
export async function playYear({ folder, passphrase, port, end, seed, size, told }: YearOptions): Promise<{ readonly [node: string]: number }> {
  const start = later(end, -size.days * day)
  const troupe = await gather(folder, passphrase, port, later(start, -day))
  try {
    const chance = chanceOf(seed)
    const episodes = [
      upkeep(troupe, start),
      ...policeYear(troupe, chance, start, size.days, size.requests, size.tellings),
      ...identifications(
        { home: troupe.beIdent, there: troupe.maIdent, agreement: troupe.agreements['be-ma-2016-mou-identification.json'] as string },
        chance,
        size.identifications,
        () => workingMoment(chance, start, size.days),
      ),
      ...plansOfTheYear({ ours: troupe.be, theirs: troupe.ma }, { ours: troupe.beIdent, theirs: troupe.maIdent }, start),
      ...visitsOfTheYear({ ours: troupe.be, theirs: troupe.ma, agreement: troupe.agreements['be-ma-2014-police-convention.json'] as string }, start),
    ]
    const whole = Date.parse(end) - Date.parse(start)
    await playAll(troupe.clock, episodes, end, troupe.turn, at => told(Math.max(0, (Date.parse(at) - Date.parse(start)) / whole), at))
    await troupe.upkeep()
    await troupe.turn()
    return Object.fromEntries(
      await Promise.all([troupe.be, troupe.ma, troupe.beIdent, troupe.maIdent].map(async each => [each.id, await countOf(each)] as const)),
    )
  } finally {
    await troupe.close()
  }
}

/** Keys are changed weekly, as a running node does by itself. */
function upkeep(troupe: Troupe, start: Instant): Episode {
  return {
    at: start,
    play: async pace => {
      for (;;) {
        await troupe.upkeep()
        await pace.pass(7 * day - hour)
      }
    },
  }
}
