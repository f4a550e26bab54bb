import { type ReactNode, useId } from 'react'

/** One of a few, each said in full. `value`: null until one is chosen. `unready`: why one cannot be chosen yet. */
export function RadioChoices<T extends string>({
  label,
  value,
  onChange,
  choices,
}: {
  label: ReactNode
  value: T | null
  onChange: (value: T) => void
  choices: readonly { readonly value: T; readonly says: ReactNode; readonly unready?: ReactNode }[]
}) {
  const name = useId()
  return (
    <fieldset className="field choices">
      <legend>{label}</legend>
      {choices.map(choice => (
        <label key={choice.value} className="choice">
          <input type="radio" name={name} checked={value === choice.value} disabled={choice.unready !== undefined} onChange={() => onChange(choice.value)} />
          <span>
            {choice.says}
            {choice.unready === undefined ? null : <span className="choice-says small warn">{choice.unready}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
