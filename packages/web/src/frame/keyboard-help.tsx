import { Trans } from '@lingui/react/macro'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Link } from '../parts/link.tsx'
import { useBoundKeys } from './keys.tsx'

/** Every key that works on this screen, in words. */
export function KeyboardHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const keys = useBoundKeys()
  return (
    <Dialog open={open} onClose={onClose} title={<Trans>Keys on this screen</Trans>}>
      <dl className="keys">
        {keys.map(key => (
          <div key={key.keys}>
            <dt>
              {key.keys.split(' ').map(part => (
                <kbd key={part}>{part}</kbd>
              ))}
            </dt>
            <dd>{key.says}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">
        <Trans>Keys rest while you type. They can be switched off in the settings.</Trans>{' '}
        <Link to="/keys" onClick={onClose}>
          <Trans>All keys</Trans>
        </Link>
      </p>
      <div className="modal-acts">
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </Dialog>
  )
}
