import { Trans } from '@lingui/react/macro'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../parts/button.tsx'

/** The names of one person, a line for each spelling or script. */
export function NameLines({
  label,
  spoken,
  value,
  onChange,
}: {
  label: ReactNode
  /** The same for those who hear it. */
  spoken: string
  value: readonly string[]
  onChange: (names: string[]) => void
}) {
  const lines = value.length === 0 ? [''] : value
  return (
    <fieldset className="field names">
      <legend>{label}</legend>
      {lines.map((name, at) => (
        <input
          // biome-ignore lint/suspicious/noArrayIndexKey: spellings have no identity but their place
          key={at}
          className="control full"
          dir="auto"
          lang={/\p{Script=Arabic}/u.test(name) ? 'ar' : undefined}
          aria-label={spoken}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={name}
          onChange={event => onChange(lines.map((other, index) => (index === at ? event.target.value : other)))}
        />
      ))}
      {lines.length < 6 ? (
        <Button look="quiet" onClick={() => onChange([...lines, ''])}>
          <Plus aria-hidden size={16} />
          <Trans>Another spelling or script</Trans>
        </Button>
      ) : null}
    </fieldset>
  )
}
