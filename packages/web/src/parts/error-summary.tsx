import { Trans } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { focusField } from './refusal.tsx'

export type FieldError = { readonly field: string; readonly says: string }

/**
 * What must be mended before a form can go on: on top, focused, each line a link to its field, in the field's own words.
 *
 * @param tries - how often the form was sent, where `errors` change as one types: only sending it moves the focus here
 */
export function ErrorSummary({ errors, tries }: { errors: readonly FieldError[]; tries?: number }) {
  const box = useRef<HTMLDivElement>(null)
  const shown = errors.length > 0
  const moment = tries ?? errors
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment is what the focus waits for, whatever it holds
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [moment])
  if (errors.length === 0) return null
  return (
    <div className="notice late" role="alert" tabIndex={-1} ref={box}>
      <div>
        <p className="notice-what">
          <Trans>There is something to mend</Trans>
        </p>
        <ul className="unmet">
          {errors.map(error => (
            <li key={error.field}>
              <a href={`#${error.field}`} onClick={event => focusField(event, error.field)}>
                {error.says}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
