import { useLingui } from '@lingui/react'
import { Circle, CircleCheck, Clock3, Hourglass, OctagonAlert } from 'lucide-react'
import type { Said, Tone } from '../words/states.ts'

const icons = { late: OctagonAlert, soon: Clock3, good: CircleCheck, wait: Hourglass, plain: Circle }

/** The icon of a tone; the word beside it carries the meaning, so that it is never colour alone. */
export function ToneIcon({ tone }: { tone: Tone }) {
  const Icon = icons[tone]
  return <Icon aria-hidden size={14} strokeWidth={2.25} />
}

/** A state: icon, word and colour. */
export function StateBadge({ of }: { of: Said }) {
  const { _ } = useLingui()
  return (
    <span className={`badge ${of.tone}`}>
      <ToneIcon tone={of.tone} />
      <span>{_(of.says)}</span>
    </span>
  )
}
