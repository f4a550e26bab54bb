import type { RefusalGround } from '@entraide/vocabulary'

/** What protects somebody or something, and must not be told. */
export const protectedGrounds: readonly RefusalGround[] = ['SOVE', 'INVE', 'THIR', 'ASYL', 'MINR', 'VICT']

/**
 * Grounds with one face outside. "Nothing available" is among them: it is the ordinary negative, and if it had a code of its own,
 * the generic one would say that there is something (R28, docs/decisions/0014-one-face-of-a-negative.md).
 */
const generic: ReadonlySet<RefusalGround> = new Set([...protectedGrounds, 'NAVL'])

/**
 * The ground that leaves the node. What could reveal a protected status travels as the generic refusal and is counted
 * as one in anything that leaves (R28, R45; design section 5), and so does what it must not be told from.
 */
export function travellingGround(ground: RefusalGround): RefusalGround {
  return generic.has(ground) ? 'GENR' : ground
}
