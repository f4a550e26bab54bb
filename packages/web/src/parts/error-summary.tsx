import { Trans } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { focusField } from './refusal.tsx'

export type FieldError = { readonly field: string; readonly says: string }

/** What must be mended before a form can go on: on top, focused, each line a link to its field, in the field's own words. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [errors])
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
