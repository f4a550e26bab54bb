import type { Substitution } from '@entraide/node/api'
import { msg } from '@lingui/core/macro'
import type { Said } from '../words/states.ts'

export const substitutionStates: { readonly [S in Substitution['state']]: Said } = {
  'to-come': { says: msg({ message: 'To come', context: 'state of a substitution' }), tone: 'plain' },
  now: { says: msg({ message: 'Now', context: 'state of a substitution' }), tone: 'good' },
  over: { says: msg({ message: 'Over', context: 'state of a substitution' }), tone: 'plain' },
}
