import { Trans, useLingui } from '@lingui/react/macro'
import { Inbox as InboxIcon } from 'lucide-react'
import { Page } from '../parts/page.tsx'
import { ThreadList } from '../parts/thread-list.tsx'

/** What came in and is not yet in anybody's hands, or waits for this office. */
export default function Inbox() {
  const { t } = useLingui()
  return (
    <Page title={t`Inbox`} lead={<Trans>What partners sent. Receiving is automatic; accepting, assigning and answering are yours.</Trans>}>
      <ThreadList box="inbox" label={t`Inbox`} icon={InboxIcon} empty={t`The inbox is empty`} />
    </Page>
  )
}
