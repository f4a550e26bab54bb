import type { Partner } from '@entraide/node/api'
import { msg } from '@lingui/core/macro'
import { StateBadge } from '../parts/badge.tsx'

const states = {
  frozen: { says: msg`Frozen here`, tone: 'late' },
  frozenThere: { says: msg`Frozen there`, tone: 'late' },
  up: { says: msg`Line up`, tone: 'good' },
  down: { says: msg`Line down`, tone: 'late' },
  unknown: { says: msg`Not tried yet`, tone: 'plain' },
} as const

/** Whether a partner can be reached, in one word. A freeze goes before the line: nothing new passes either way. */
export function LineBadge({ partner }: { partner: Partner }) {
  return <StateBadge of={states[partner.frozen ? 'frozen' : partner.frozenThere ? 'frozenThere' : partner.line]} />
}
