import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { isDay } from '../draft/fields.ts'
import { DateParts, type FieldProps } from './field.tsx'

/** A whole day where one is always set: what is half typed stays on the screen, and counts once it is a day of the calendar. */
export function DayField({ value, onChange, ...frame }: FieldProps & { value: string; onChange: (day: string) => void }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  // Set anew from elsewhere: that is shown instead.
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  return (
    <DateParts
      {...frame}
      value={typed}
      error={frame.error ?? (isDay(typed) ? undefined : t`Not a whole day yet: ${value} counts until it is`)}
      onChange={text => {
        setTyped(text)
        if (isDay(text)) {
          setKnown(text)
          onChange(text)
        }
      }}
    />
  )
}
