import { Trans, useLingui } from '@lingui/react/macro'
import { Door } from '../frame/door.tsx'
import { Button } from '../parts/button.tsx'

/** The node does not answer at all. */
export default function Unreachable({ again }: { again: () => void }) {
  const { t } = useLingui()
  return (
    <Door title={t`The node does not answer`}>
      <div className="sheet stack">
        <p>
          <Trans>It may be restarting, or the line to it may be down. What was saved is safe.</Trans>
        </p>
        <div>
          <Button look="main" onClick={again}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      </div>
    </Door>
  )
}
