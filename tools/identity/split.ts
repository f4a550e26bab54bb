import type { NameIdentity } from '../../packages/identity/src/lexicon.ts'
import { shareOf, type TokenPair } from './data.ts'

/** Share of the names kept out of every estimate, so that errors can be measured on names never seen. By name, not by row. */
const heldOut = 0.25
/** The same for mined one-word names. */
const heldOutTokens = 0.05

/** Whether a name belongs to the held-out side of the split. */
export function isHeldOut(identity: NameIdentity): boolean {
  return shareOf(identity.arabic.split('|')[0] as string, 99) < heldOut
}

/** Mined names in two: those that teach, and those that neither in one script nor in the other were seen. A row with one side held out does neither. */
export function splitTokens(tokens: readonly TokenPair[]): { readonly taught: readonly TokenPair[]; readonly held: readonly TokenPair[] } {
  const held = tokens.filter(token => shareOf(token.latin, 7) < heldOutTokens)
  const seenLatin = new Set(held.map(token => token.latin))
  const seenArabic = new Set(held.map(token => token.arabic))
  return { taught: tokens.filter(token => !seenLatin.has(token.latin) && !seenArabic.has(token.arabic)), held }
}
