import type { Choice } from './field.tsx'

/** A filter beside a list's title; its value lives in the address. */
export function SelectFilter({
  label,
  value,
  onChange,
  choices,
  all,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  choices: readonly Choice[]
  all: string
}) {
  return (
    <select className="control filter" aria-label={label} value={value} onChange={event => onChange(event.target.value)}>
      <option value="">{all}</option>
      {choices.map(choice => (
        <option key={choice.value} value={choice.value}>
          {choice.text}
        </option>
      ))}
    </select>
  )
}

export function ToggleFilter({ label, value, onChange }: { label: string; value: boolean; onChange: (on: boolean) => void }) {
  return (
    <button type="button" className="control filter toggle" aria-pressed={value} onClick={() => onChange(!value)}>
      {label}
    </button>
  )
}
