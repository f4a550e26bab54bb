import { Trans, useLingui } from '@lingui/react/macro'
import { homeOf } from '../frame/roles.ts'
import { useSession } from '../frame/session.tsx'
import { Link } from '../parts/link.tsx'
import { Page } from '../parts/page.tsx'

/** An address that leads nowhere, or to something this officer may not see: the two look the same on purpose. */
export default function NotFound() {
  const { t } = useLingui()
  const home = homeOf(useSession().account.roles)
  return (
    <Page title={t`Nothing here`}>
      <p>
        <Trans>There is nothing at this address that you may see.</Trans>
      </p>
      <p>
        <Link to={home}>{home === '/due' ? <Trans>Back to what is due</Trans> : <Trans>Back to your first screen</Trans>}</Link>
      </p>
    </Page>
  )
}
