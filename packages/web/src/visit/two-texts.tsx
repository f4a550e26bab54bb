import type { ReactNode } from 'react'
import { TextArea } from '../parts/field.tsx'
import { type Language, languageNames } from '../words/languages.ts'
import type { InLanguages } from './two-languages.tsx'

/** One text in the two languages of a visit, one field a language, beside each other. */
export function TwoTexts({
  label,
  languages,
  value,
  onChange,
  maxLength,
  rows = 2,
}: {
  label: ReactNode
  languages: readonly Language[]
  value: InLanguages
  onChange: (value: InLanguages) => void
  maxLength: number
  rows?: number
}) {
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <div className="two-languages">
        {languages.map(language => (
          <TextArea
            key={language}
            label={<span lang={language}>{languageNames[language]}</span>}
            value={value[language] ?? ''}
            onChange={text => onChange({ ...value, [language]: text })}
            maxLength={maxLength}
            rows={rows}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** Whether a text stands in every one of the languages. */
export const inEach = (value: InLanguages, languages: readonly Language[]): boolean => languages.every(language => (value[language] ?? '').trim() !== '')
