import { day, type Instant, later, minute } from '@entraide/ground'
import type { Two } from '../../packages/demo/src/pairing.ts'
import { chanceOf } from '../../packages/demo/src/year/chance.ts'
import { identifications } from '../../packages/demo/src/year/identification.ts'
import type { Episode } from '../../packages/demo/src/year/pace.ts'

/** Identifications of every course between the two cells, all begun in one morning: today finds each somewhere else. */
export function identificationsBefore({ be, ma }: Two, agreement: string, end: Instant): readonly Episode[] {
  const begun = later(end, -weeksMs)
  let nth = 0
  return identifications({ home: be, there: ma, agreement }, chanceOf(7), 0, () => later(begun, nth++ * minute))
}
/** Past the thirtieth day of an identification, whose answer is due by the forty-fifth. */
const weeksMs = 36 * day
