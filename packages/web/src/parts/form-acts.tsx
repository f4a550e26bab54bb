import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

/** The foot of a form that opens within a page: its act, and the way out. `look`: how much its button warns. */
export function FormActs({
  children,
  busy,
  ready = true,
  look = 'main',
  onCancel,
}: {
  children: ReactNode
  busy: boolean
  ready?: boolean
  look?: 'main' | 'grave'
  onCancel: () => void
}) {
  return (
    <div className="page-acts">
      <Button type="submit" look={look} busy={busy} disabled={!ready}>
        {children}
      </Button>
      <Button onClick={onCancel}>
        <Trans>Cancel</Trans>
      </Button>
    </div>
  )
}
