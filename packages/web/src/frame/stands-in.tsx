import { Trans, useLingui } from '@lingui/react/macro'
import { UserRoundCheck } from 'lucide-react'
import { Moment } from '../parts/clock.tsx'
import { Link } from '../parts/link.tsx'
import { OfficerMark } from '../parts/text.tsx'
import { useSession } from './session.tsx'

/** That one works for somebody else now, on every page while it lasts. */
export function StandsIn() {
  const { t } = useLingui()
  const { standsInFor } = useSession()
  if (standsInFor.length === 0) return null
  return (
    <aside className="stands-in" aria-label={t`Substitution`}>
      <UserRoundCheck aria-hidden size={16} />
      <ul>
        {standsInFor.map(one => (
          <li key={one.id}>
            <Trans>
              You stand in for <OfficerMark of={one} /> until <Moment at={one.until} />
            </Trans>
          </li>
        ))}
      </ul>
      <Link to="/settings">
        <Trans>Settings</Trans>
      </Link>
    </aside>
  )
}
