import { useLingui } from '@lingui/react/macro'
import { FolderOpen } from 'lucide-react'
import { Page } from '../parts/page.tsx'
import { ThreadList } from '../parts/thread-list.tsx'

/** Every dossier one may see, narrowed by filters that live in the address: a view can be kept as a bookmark and shared. */
export default function Dossiers() {
  const { t } = useLingui()
  return (
    <Page title={t`Dossiers`}>
      <ThreadList box="all" label={t`Dossiers`} icon={FolderOpen} empty={t`No dossier yet`} />
    </Page>
  )
}
