import type { Partner } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Moment } from '../parts/clock.tsx'
import { useNow } from '../parts/now.ts'
import { Digest } from '../parts/text.tsx'

type Key = Partner['keys'][number]

/** The keys of a partner that hold now; those that are over are folded away: a year of weekly keys is a long list. */
export function PartnerKeys({ keys, partner }: { keys: readonly Key[]; partner: string }) {
  const now = useNow()
  const isPast = (key: Key) => key.until !== null && Date.parse(key.until) < now
  const past = keys.filter(isPast)
  return (
    <div className="stack">
      <KeyTable keys={keys.filter(key => !isPast(key))} partner={partner} />
      {past.length === 0 ? null : (
        <details>
          <summary>
            <Plural value={past.length} one="# earlier key" other="# earlier keys" />
          </summary>
          <div className="details-body">
            <KeyTable keys={past} partner={partner} />
          </div>
        </details>
      )}
    </div>
  )
}

function KeyTable({ keys, partner }: { keys: readonly Key[]; partner: string }) {
  const { t } = useLingui()
  const kinds = {
    signing: t`Signing messages`,
    agreement: t`Signing agreements`,
    recipient: t`Sealing to them`,
    log: t`Their log`,
    transport: t`Their line (TLS)`,
  }
  return (
    <table className="compare key-table">
      <thead>
        <tr>
          <th scope="col">
            <Trans>Use</Trans>
          </th>
          <th scope="col">
            <Trans>Key</Trans>
          </th>
          <th scope="col">
            <Trans>Until</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map(key => (
          <tr key={key.id}>
            <td>{kinds[key.kind]}</td>
            <td>
              <Digest of={key.id} />
            </td>
            <td>{key.until === null ? <Trans>replaced by a new card</Trans> : <Moment at={key.until} partner={partner} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
