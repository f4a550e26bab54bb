import { Trans, useLingui } from '@lingui/react/macro'
import { Stamp } from 'lucide-react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { draftColumns } from '../parts/draft-columns.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { Page } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Rows } from '../parts/table.tsx'

/** What waits for a second person. */
export default function ReleaseList() {
  const { t } = useLingui()
  const waiting = useGet(reads.releases(), { everySeconds: 15 })
  return (
    <Page title={t`To release`} lead={<Trans>Read what would leave, then release it or send it back with a reason.</Trans>}>
      <Refusal of={waiting.refused} />
      {waiting.waiting ? <Loading /> : null}
      {waiting.data === undefined ? null : waiting.data.rows.length === 0 ? (
        <EmptyState icon={Stamp} title={t`Nothing waits for release`}>
          <Trans>Drafts handed over by their authors appear here.</Trans>
        </EmptyState>
      ) : (
        <Rows
          label={t`To release`}
          groups={[{ id: 'all', rows: waiting.data.rows }]}
          columns={draftColumns(row => `/release/${row.id}`)}
          keyOf={row => row.id}
        />
      )}
    </Page>
  )
}
