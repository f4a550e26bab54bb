import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { go, useAddress } from '../route.ts'
import { Button } from './button.tsx'

/** How many there are, and the pages before and after. The page stands in the address. */
export function Pager({ next, children }: { next: string | null; children: ReactNode }) {
  const { path, query } = useAddress()
  return (
    <div className="pager small">
      <span className="quiet">{children}</span>
      <span className="page-acts">
        {query.get('after') === null ? null : (
          <Button onClick={() => history.back()}>
            <Trans>Previous page</Trans>
          </Button>
        )}
        {next === null ? null : (
          <Button
            onClick={() => {
              const changed = new URLSearchParams(query)
              changed.set('after', next)
              go(`${path}?${changed}`)
            }}
          >
            <Trans>Next page</Trans>
          </Button>
        )}
      </span>
    </div>
  )
}
