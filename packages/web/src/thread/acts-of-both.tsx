import type { Dossier } from '@entraide/node/api'
import { Trans } from '@lingui/react/macro'
import { Timeline } from './timeline.tsx'

/** The timeline of a dossier whose page shows its course elsewhere: folded. */
export function ActsOfBoth({ dossier }: { dossier: Dossier }) {
  return (
    <details className="sheet more">
      <summary>
        <Trans>Acts of both sides</Trans>
      </summary>
      <div className="details-body">
        <Timeline entries={dossier.timeline} partner={dossier.row.partner} />
      </div>
    </details>
  )
}
