import type { Holdings } from '@entraide/node/api'
import { Plural, Trans } from '@lingui/react/macro'
import { Moment } from '../parts/clock.tsx'
import { count } from '../words/time.ts'

/** How many persons this node holds and since when; why they cannot be searched, if they cannot. */
export function HoldingsLine({ of }: { of: Holdings }) {
  if (of.takingIn?.stage === 'placing')
    return (
      <p>
        <Trans>Records are being put in their places. Look-ups open again when that is done.</Trans>
      </p>
    )
  if (of.persons === 0)
    return (
      <p>
        <Trans>No person is held here yet.</Trans>
      </p>
    )
  return (
    <>
      <p>
        <strong>{count(of.persons)}</strong> <Plural value={of.persons} one="person held" other="persons held" />
      </p>
      {of.builtAt === null ? null : (
        <p className="quiet small">
          <Trans>
            Last loaded: <Moment at={of.builtAt} />
          </Trans>
        </p>
      )}
      {of.outdated ? (
        <p className="warn small">
          <Trans>They stand under keys of an earlier version: load records once, and they are put under the new ones.</Trans>
        </p>
      ) : null}
    </>
  )
}
