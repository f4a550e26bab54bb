import { Trans, useLingui } from '@lingui/react/macro'
import { draftingRoles } from '../frame/roles.ts'
import { useMay } from '../frame/session.tsx'
import { Link } from '../parts/link.tsx'
import { useAddress } from '../route.ts'

/** The three pages about persons. Who only watches sees the holdings' count and nothing else. */
export function PersonsTabs() {
  const { t } = useLingui()
  const { path } = useAddress()
  const maySearch = useMay(...draftingRoles)
  if (!maySearch) return null
  const pages = [
    { to: '/persons', says: <Trans>Look up</Trans> },
    { to: '/persons/compare', says: <Trans>Compare two</Trans> },
    { to: '/persons/holdings', says: <Trans>Our holdings</Trans> },
  ]
  return (
    <nav className="tabs" aria-label={t`Persons`}>
      {pages.map(page => (
        <Link key={page.to} to={page.to} className="tab" aria-current={path === page.to ? 'page' : undefined}>
          {page.says}
        </Link>
      ))}
    </nav>
  )
}
