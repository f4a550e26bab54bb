import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** The capital by whose clock a state's officers work. */
export type Capital = { readonly zone: string; readonly name: MessageDescriptor }

const capitals: { readonly [state: string]: Capital } = {
  BE: { zone: 'Europe/Brussels', name: msg`Brussels` },
  MA: { zone: 'Africa/Casablanca', name: msg`Rabat` },
  FR: { zone: 'Europe/Paris', name: msg`Paris` },
  NL: { zone: 'Europe/Amsterdam', name: msg`The Hague` },
  ES: { zone: 'Europe/Madrid', name: msg`Madrid` },
}

/** The capital of a node's state; universal time where it is not known. */
export function capitalOf(nodeOrState: string): Capital {
  return capitals[nodeOrState.slice(0, 2)] ?? { zone: 'UTC', name: msg`universal time` }
}
