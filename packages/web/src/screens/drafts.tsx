import { Trans, useLingui } from '@lingui/react/macro'
import { FilePen } from 'lucide-react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { draftingRoles } from '../frame/roles.ts'
import { useMay } from '../frame/session.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { draftColumns } from '../parts/draft-columns.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { Page } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Rows } from '../parts/table.tsx'

/** One's own drafts: those that came back first, then those being written, then those in another's hands. */
export default function Drafts() {
  const { t } = useLingui()
  const mayWrite = useMay(...draftingRoles)
  const drafts = useGet(reads.drafts(), { everySeconds: 30 })
  const rank = { returned: 0, editing: 1, 'waiting-release': 2, released: 3, discarded: 4 }
  const rows = [...(drafts.data?.rows ?? [])].sort((a, b) => rank[a.state] - rank[b.state] || b.updatedAt.localeCompare(a.updatedAt))
  return (
    <Page title={t`Drafts`} lead={<Trans>Kept at the node as you type. Nothing leaves before a second person has released it.</Trans>}>
      <Refusal of={drafts.refused} />
      {drafts.waiting ? <Loading /> : null}
      {drafts.data === undefined ? null : rows.length === 0 ? (
        <EmptyState icon={FilePen} title={t`No drafts`}>
          {mayWrite ? (
            <ButtonLink to="/requests/new">
              <Trans>Write a request</Trans>
            </ButtonLink>
          ) : (
            <ButtonLink to="/plans">
              <Trans>See the plans</Trans>
            </ButtonLink>
          )}
        </EmptyState>
      ) : (
        <Rows label={t`Drafts`} groups={[{ id: 'all', rows }]} columns={draftColumns(row => `/drafts/${row.id}`)} keyOf={row => row.id} />
      )}
    </Page>
  )
}
