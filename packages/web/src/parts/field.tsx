import type { CodeOf, SchemeId } from '@entraide/vocabulary'
import { Trans, useLingui } from '@lingui/react/macro'
import { type HTMLInputTypeAttribute, type ReactNode, useId } from 'react'
import { codes, word } from '../words/vocabulary.ts'

/** What every field has: a label above, a hint if it needs one, its error in the same words as the summary, an id to be found by. */
export type FieldProps = {
  readonly id?: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly optional?: boolean
}

function Frame({ id, label, hint, error, optional, children }: FieldProps & { id: string; children: (describedBy: string | undefined) => ReactNode }) {
  const described = [hint === undefined ? null : `${id}-hint`, error === undefined ? null : `${id}-error`].filter(part => part !== null).join(' ')
  return (
    <div className={error === undefined ? 'field' : 'field erring'}>
      <label htmlFor={id}>
        {label}
        {optional ? (
          <span className="quiet">
            {' '}
            <Trans>(optional)</Trans>
          </span>
        ) : null}
      </label>
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children(described === '' ? undefined : described)}
    </div>
  )
}

type Valued<Value> = { readonly value: Value; readonly onChange: (value: Value) => void }

/** One line of text. `dir` follows the letters typed unless the value has a fixed direction, such as a code. */
export function TextField({
  value,
  onChange,
  type = 'text',
  dir = 'auto',
  width = 'full',
  autoComplete = 'off',
  maxLength,
  inputMode,
  autoFocus,
  onBlur,
  ...frame
}: FieldProps &
  Valued<string> & {
    type?: HTMLInputTypeAttribute
    dir?: 'auto' | 'ltr'
    width?: 'full' | 'half' | 'short'
    autoComplete?: string
    maxLength?: number
    inputMode?: 'numeric' | 'text'
    autoFocus?: boolean
    onBlur?: () => void
  }) {
  const made = useId()
  const id = frame.id ?? made
  return (
    <Frame {...frame} id={id}>
      {describedBy => (
        <input
          id={id}
          className={`control ${width}`}
          type={type}
          dir={dir}
          value={value}
          onChange={event => onChange(event.target.value)}
          onBlur={onBlur}
          autoComplete={autoComplete}
          spellCheck={dir === 'auto'}
          maxLength={maxLength}
          inputMode={inputMode}
          // biome-ignore lint/a11y/noAutofocus: only where the field is the sole reason of the screen, such as signing in
          autoFocus={autoFocus}
          aria-describedby={describedBy}
          aria-invalid={frame.error !== undefined}
        />
      )}
    </Frame>
  )
}

/** Several lines of text; grows with what is typed. */
export function TextArea({ value, onChange, rows = 3, maxLength, ...frame }: FieldProps & Valued<string> & { rows?: number; maxLength?: number }) {
  const made = useId()
  const id = frame.id ?? made
  return (
    <Frame {...frame} id={id}>
      {describedBy => (
        <textarea
          id={id}
          className="control full"
          dir="auto"
          rows={rows}
          value={value}
          maxLength={maxLength}
          onChange={event => onChange(event.target.value)}
          aria-describedby={describedBy}
          aria-invalid={frame.error !== undefined}
        />
      )}
    </Frame>
  )
}

export type Choice = { readonly value: string; readonly text: string }

/** One of a few choices. The empty choice is there only while nothing is chosen, or when choosing nothing is an answer. */
export function SelectField({
  value,
  onChange,
  choices,
  empty,
  width = 'full',
  ...frame
}: FieldProps & Valued<string> & { choices: readonly Choice[]; empty?: string; width?: 'full' | 'half' | 'short' }) {
  const { t } = useLingui()
  const made = useId()
  const id = frame.id ?? made
  return (
    <Frame {...frame} id={id}>
      {describedBy => (
        <select
          id={id}
          className={`control ${width}`}
          value={value}
          onChange={event => onChange(event.target.value)}
          aria-describedby={describedBy}
          aria-invalid={frame.error !== undefined}
        >
          {empty !== undefined || value === '' ? <option value="">{empty ?? t`Choose…`}</option> : null}
          {choices.map(choice => (
            <option key={choice.value} value={choice.value}>
              {choice.text}
            </option>
          ))}
        </select>
      )}
    </Frame>
  )
}

/** One code of a scheme, said in words. `only` narrows the choice, `sorted` orders it by the reader's alphabet. */
export function CodeField<S extends SchemeId>({
  scheme,
  only,
  sorted = false,
  codeFirst = false,
  ...rest
}: FieldProps &
  Valued<string> & { scheme: S; only?: readonly CodeOf<S>[]; sorted?: boolean; codeFirst?: boolean; empty?: string; width?: 'full' | 'half' | 'short' }) {
  const { i18n } = useLingui()
  const choices = (only ?? codes(scheme)).map(code => ({
    value: code as string,
    text: codeFirst ? `${code} · ${word(scheme, code)}` : `${word(scheme, code)} (${code})`,
  }))
  if (sorted) choices.sort((a, b) => a.text.localeCompare(b.text, i18n.locale))
  return <SelectField {...rest} choices={choices} />
}

/** Several codes of a scheme as boxes to tick; what is ticked stays in the scheme's own order. */
export function CodesField<S extends SchemeId>({
  scheme,
  only,
  value,
  onChange,
  columns = 1,
  id,
  label,
  hint,
  error,
}: FieldProps & Valued<readonly string[]> & { scheme: S; only?: readonly CodeOf<S>[]; columns?: 1 | 2 }) {
  const made = useId()
  const group = id ?? made
  const all = only ?? codes(scheme)
  return (
    <fieldset id={group} className={error === undefined ? 'field' : 'field erring'} aria-describedby={error === undefined ? undefined : `${group}-error`}>
      <legend>{label}</legend>
      {hint === undefined ? null : <p className="hint">{hint}</p>}
      {error === undefined ? null : (
        <p className="error" id={`${group}-error`}>
          {error}
        </p>
      )}
      <div className={columns === 2 ? 'ticks two' : 'ticks'}>
        {all.map(code => (
          <label key={code} className="tick">
            <input
              type="checkbox"
              checked={value.includes(code)}
              onChange={event => onChange(all.filter(other => (other === code ? event.target.checked : value.includes(other))))}
            />
            <span>
              {word(scheme, code)} <bdi className="code-mark">{code}</bdi>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Yes or no as one box. */
export function TickField({ value, onChange, label, hint, id }: FieldProps & Valued<boolean>) {
  const made = useId()
  const own = id ?? made
  return (
    <div className="field">
      <label className="tick" htmlFor={own}>
        <input
          id={own}
          type="checkbox"
          checked={value}
          onChange={event => onChange(event.target.checked)}
          aria-describedby={hint === undefined ? undefined : `${own}-hint`}
        />
        <span>{label}</span>
      </label>
      {hint === undefined ? null : (
        <p className="hint" id={`${own}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

/**
 * A date in parts, each of which may be left open from the right: year, year and month, or the whole day.
 * The value is `1987`, `1987-03`, `1987-03-04` or empty; typing is never blocked, a wrong date is said by the node.
 */
export function DateParts({ value, onChange, id, label, hint, error, optional }: FieldProps & Valued<string>) {
  const { t } = useLingui()
  const made = useId()
  const own = id ?? made
  const [year = '', month = '', day = ''] = value.split('-')
  const join = (parts: readonly [string, string, string]) => onChange(parts.join('-').replace(/-+$/, ''))
  const digits = (text: string) => text.replace(/[٠-٩]/g, digit => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit))).replace(/\D/g, '')
  const parts = [
    { name: t`Day`, size: 2, value: day, set: (text: string) => join([year, month, text]) },
    { name: t`Month`, size: 2, value: month, set: (text: string) => join([year, text, day]) },
    { name: t`Year`, size: 4, value: year, set: (text: string) => join([text, month, day]) },
  ]
  return (
    <fieldset id={own} className={error === undefined ? 'field' : 'field erring'} aria-describedby={error === undefined ? undefined : `${own}-error`}>
      <legend>
        {label}
        {optional ? (
          <span className="quiet">
            {' '}
            <Trans>(optional)</Trans>
          </span>
        ) : null}
      </legend>
      {hint === undefined ? null : <p className="hint">{hint}</p>}
      {error === undefined ? null : (
        <p className="error" id={`${own}-error`}>
          {error}
        </p>
      )}
      <div className="date-parts">
        {parts.map(part => (
          <label key={part.name}>
            <span className="quiet small">{part.name}</span>
            <input
              className="control"
              dir="ltr"
              inputMode="numeric"
              size={part.size}
              maxLength={part.size}
              value={part.value}
              onChange={event => part.set(digits(event.target.value))}
              onBlur={event => part.size === 2 && event.target.value.length === 1 && part.set(event.target.value.padStart(2, '0'))}
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
