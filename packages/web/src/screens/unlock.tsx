import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { acts } from '../api/answers.ts'
import { useAct } from '../api/hooks.ts'
import { Door } from '../frame/door.tsx'
import { Button } from '../parts/button.tsx'
import { TextField } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'

/** A restarted node keeps its keys shut until its security officer opens it. */
export default function Unlock({ node, onUnlocked }: { node: string; onUnlocked: () => void }) {
  const { t } = useLingui()
  const [passphrase, setPassphrase] = useState('')
  const unlock = useAct(acts.unlock, () => onUnlocked())
  return (
    <Door title={t`This node is locked`} node={node}>
      <form
        className="sheet stack"
        onSubmit={event => {
          event.preventDefault()
          if (passphrase !== '') void unlock.run(passphrase)
        }}
      >
        <p>
          <Trans>
            It was restarted. Its keys stay shut until the security officer gives the passphrase. Nothing is sent or received meanwhile; what partners send
            waits with them.
          </Trans>
        </p>
        <Refusal of={unlock.refused} />
        <TextField
          id="passphrase"
          label={<Trans>Passphrase of the node</Trans>}
          type="password"
          dir="ltr"
          value={passphrase}
          onChange={setPassphrase}
          maxLength={1024}
          autoFocus
        />
        <div>
          <Button type="submit" look="main" busy={unlock.busy}>
            <Trans>Open the node</Trans>
          </Button>
        </div>
      </form>
    </Door>
  )
}
