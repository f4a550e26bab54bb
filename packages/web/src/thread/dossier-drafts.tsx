import type { DraftRow } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { draftColumns } from '../parts/draft-columns.tsx'
import { Rows } from '../parts/table.tsx'

/** What is being written in a dossier; nothing where nothing is. */
export function DossierDrafts({ drafts }: { drafts: readonly DraftRow[] }) {
  const { t } = useLingui()
  if (drafts.length === 0) return null
  return (
    <Rows
      label={t`Drafts of this dossier`}
      groups={[{ id: 'drafts', head: <Trans>Drafts</Trans>, rows: drafts }]}
      columns={draftColumns(one => (one.state === 'waiting-release' ? `/release/${one.id}` : `/drafts/${one.id}`))}
      keyOf={one => one.id}
    />
  )
}
