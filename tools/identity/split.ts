import type { NameIdentity } from '../../packages/identity/src/lexicon.ts'
import { shareOf } from './data.ts'

/** Share of the names kept out of every estimate, so that errors can be measured on names never seen. By name, not by row. */
const heldOut = 0.25

/** Whether a name belongs to the held-out side of the split. */
export function isHeldOut(identity: NameIdentity): boolean {
  return shareOf(identity.arabic.split('|')[0] as string, 99) < heldOut
}
