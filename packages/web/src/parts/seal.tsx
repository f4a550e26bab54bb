import type { Proof } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Stamp } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button.tsx'
import { Moment } from './clock.tsx'
import { Dialog } from './dialog.tsx'
import { useSaid } from './said.ts'
import { Digest, Mark } from './text.tsx'

/** The small seal of a message: whether the other side's receipt is here and verified, and where both logs hold it. */
export function Seal({ proof, partner }: { proof: Proof; partner: string }) {
  const { t } = useLingui()
  const words = {
    admitted: proof.receiptVerified ? t`Receipt verified` : t`Receipt not verified`,
    refused: t`Refused there`,
    held: t`Held there`,
    none: t`No receipt yet`,
  }
  const tone = { admitted: proof.receiptVerified ? 'good' : 'late', refused: 'late', held: 'soon', none: 'plain' }[proof.verdict]
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className={`seal ${tone}`} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Stamp aria-hidden size={14} />
        {words[proof.verdict]}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={<Trans>What proves it</Trans>}>
        <ProofFacts proof={proof} partner={partner} />
        <div className="modal-acts">
          <Button onClick={() => setOpen(false)}>
            <Trans>Close</Trans>
          </Button>
        </div>
      </Dialog>
    </>
  )
}

function ProofFacts({ proof, partner }: { proof: Proof; partner: string }) {
  const said = useSaid(proof.code)
  return (
    <>
      <p>
        {proof.verdict === 'none' ? (
          <Trans>The other side has not acknowledged this message yet. Its leaf stands in our log all the same.</Trans>
        ) : proof.receiptVerified ? (
          <Trans>The other node signed a receipt for exactly these bytes; the signature was checked here with the keys of its card.</Trans>
        ) : (
          <Trans>A receipt is here, but its signature does not verify. Do not rely on it; tell your security officer.</Trans>
        )}
      </p>
      {proof.code === null ? null : <p className="notice-next">{said.what}</p>}
      <dl className="facts-list">
        {proof.receiptAt === null ? null : (
          <>
            <dt>
              <Trans>Receipt signed</Trans>
            </dt>
            <dd>
              <Moment at={proof.receiptAt} partner={partner} /> {proof.receiptBy === null ? null : <Mark>{proof.receiptBy}</Mark>}
            </dd>
          </>
        )}
        <dt>
          <Trans>Digest of the message</Trans>
        </dt>
        <dd>
          <Digest of={proof.bodyDigest} />
        </dd>
        {proof.log === null || proof.position === null ? null : (
          <>
            <dt>
              <Trans>Place in the log</Trans>
            </dt>
            <dd>
              <Mark>{`${proof.log} #${proof.position}`}</Mark>
            </dd>
          </>
        )}
        {proof.checkpointHead === null ? null : (
          <>
            <dt>
              <Trans>Covered by checkpoint</Trans>
            </dt>
            <dd>
              <Mark>{String(proof.checkpointSize ?? '')}</Mark> <Digest of={proof.checkpointHead} />
            </dd>
          </>
        )}
        <dt>
          <Trans>Message</Trans>
        </dt>
        <dd>
          <Mark className="code">{proof.message}</Mark>
        </dd>
      </dl>
    </>
  )
}
