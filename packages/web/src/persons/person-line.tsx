import { Trans } from '@lingui/react/macro'
import { TextField } from '../parts/field.tsx'
import { readQuestion } from './question.ts'
import { Understood } from './understood.tsx'

/** The one box in which a person is asked for, and how it was understood. Its id is `person-line`. */
export function PersonLine({ value, onChange, error }: { value: string; onChange: (line: string) => void; error: string | undefined }) {
  return (
    <>
      <TextField
        id="person-line"
        label={<Trans>Who</Trans>}
        hint={<Trans>Name in either script; a date or a year, a document number if you have them. Other spellings after a slash.</Trans>}
        value={value}
        onChange={onChange}
        maxLength={400}
        error={error}
      />
      <Understood question={readQuestion(value)} />
    </>
  )
}
