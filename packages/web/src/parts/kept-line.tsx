import { Trans } from '@lingui/react/macro'
import type { KeepingState } from './keeping.ts'

/** Whether the node has what was typed. */
export function KeptLine({ keeping }: { keeping: KeepingState }) {
  return (
    <span role="status" className="small">
      {keeping === 'saved' ? (
        <Trans>Kept at the node</Trans>
      ) : keeping === 'saving' ? (
        <Trans>Keeping…</Trans>
      ) : keeping === 'waiting' ? (
        <Trans>Typing, or waiting for the node; nothing is lost</Trans>
      ) : keeping === 'conflict' ? (
        <Trans>Changed elsewhere meanwhile</Trans>
      ) : (
        <Trans>Not kept: see below</Trans>
      )}
    </span>
  )
}
