import type { RefusalGround } from '@entraide/vocabulary'

const protectedGrounds: ReadonlySet<RefusalGround> = new Set(['SOVE', 'INVE', 'THIR', 'ASYL', 'MINR', 'VICT'])

/**
 * The ground that leaves the node. What could reveal a protected status travels as the generic refusal and is counted
 * as one in anything that leaves (R28, R45; design section 5).
 */
export function travellingGround(ground: RefusalGround): RefusalGround {
  return protectedGrounds.has(ground) ? 'GENR' : ground
}
