import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Gives back to the system what a long load left behind. The collector keeps the room it once needed: after loading a million persons,
 * 550 MB were held where 260 are in use. Called once after a load; takes a fraction of a second.
 */
export function giveBack(): void {
  // The collector is shown to a context that nobody else sees.
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (how: { readonly type: 'major'; readonly execution: 'sync'; readonly flavor: 'last-resort' }) => void
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
