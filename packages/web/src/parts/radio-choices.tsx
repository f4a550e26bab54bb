import { type ReactNode, useId } from 'react'

/** One of a few, each said in full. `value`: null until one is chosen. */
export function RadioChoices<T extends string>({
  label,
  value,
  onChange,
  choices,
}: {
  label: ReactNode
  value: T | null
  onChange: (value: T) => void
  choices: readonly { readonly value: T; readonly says: ReactNode }[]
}) {
  const name = useId()
  return (
    <fieldset className="field choices">
      <legend>{label}</legend>
      {choices.map(choice => (
        <label key={choice.value} className="choice">
          <input type="radio" name={name} checked={value === choice.value} onChange={() => onChange(choice.value)} />
          <span>{choice.says}</span>
        </label>
      ))}
    </fieldset>
  )
}
