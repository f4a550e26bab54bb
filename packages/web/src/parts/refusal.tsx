import type { UnmetBody } from '@entraide/node/api'
import type { SchemeId } from '@entraide/vocabulary'
import { useLingui as useLanguage } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { OctagonX } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Refused } from '../api/client.ts'
import { fieldName } from '../words/field-names.ts'
import { word } from '../words/vocabulary.ts'
import { useMend, useSaid } from './said.ts'
import { Mark } from './text.tsx'

/** Why the node said no: what happened, on which rule and clause, and what to do next. Nothing when it did not. */
export function Refusal({ of, focus = true }: { of: Refused | null; focus?: boolean }) {
  useLanguage()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (of !== null && focus) box.current?.focus()
  }, [of, focus])
  const said = useSaid(of?.refused ?? null)
  if (of === null) return null
  return (
    <div className="notice late" role="alert" tabIndex={-1} ref={box}>
      <OctagonX aria-hidden size={20} />
      <div>
        <p className="notice-what">{said.what}</p>
        <FactLine facts={of.facts} />
        {of.unmet === undefined || of.unmet.length === 0 ? null : <UnmetList unmet={of.unmet} />}
        <p className="notice-next">{said.next}</p>
        <p className="quiet small">
          <Trans>Code:</Trans> <Mark className="code">{of.refused}</Mark>
        </p>
      </div>
    </div>
  )
}

/** The conditions a message does not meet yet. Each line says what, on which rule and clause, and leads to the field that mends it. */
export function UnmetList({ unmet, fieldId }: { unmet: readonly UnmetBody[]; fieldId?: (field: string) => string | undefined }) {
  return (
    <ul className="unmet">
      {unmet.map((condition, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same code may stand twice with other facts, and the list is replaced as a whole
        <Unmet key={`${condition.code}-${at}`} condition={condition} target={condition.field === null ? undefined : fieldId?.(condition.field)} />
      ))}
    </ul>
  )
}

/** Codes whose sentence is the same for any field: there the field is named. */
const fieldCodes = ['field-missing', 'term-unknown']

function Unmet({ condition, target }: { condition: UnmetBody; target: string | undefined }) {
  const { t, i18n } = useLingui()
  const { what } = useSaid(condition.code)
  const mend = useMend(condition.mend)
  const named = condition.field === null || !fieldCodes.includes(condition.code) ? undefined : fieldName(condition.field)
  const name = named === undefined ? '' : i18n._(named)
  const says = name === '' ? what : t`${name}: ${what}`
  return (
    <li>
      {target === undefined ? (
        <span className="unmet-what">{says}</span>
      ) : (
        <a className="unmet-what" href={`#${target}`} onClick={event => focusField(event, target)}>
          {says}
        </a>
      )}
      <FactLine facts={condition.facts} schemes={condition.code === 'guard-not-green' ? ['refusalGround'] : undefined} />
      {mend === undefined ? null : <span className="unmet-next"> {mend}</span>}
      <span className="unmet-source quiet">
        {condition.rule === null ? null : (
          <>
            <Trans>Rule</Trans> <Mark>{condition.rule}</Mark>
          </>
        )}
        {condition.clause === null ? null : (
          <>
            {' '}
            <Trans>Clause</Trans> <Mark>{condition.clause}</Mark>
          </>
        )}
      </span>
    </li>
  )
}

/** Moves to a field by its id: the control itself, or the first one inside a group. */
export function focusField(event: { preventDefault: () => void } | null, id: string): void {
  const target = document.getElementById(id)
  if (target === null) return
  event?.preventDefault()
  target.closest('details')?.setAttribute('open', '')
  const control = target.matches('input,select,textarea,button') ? target : target.querySelector<HTMLElement>('input,select,textarea,button')
  target.scrollIntoView({ block: 'center' })
  ;(control ?? target).focus({ preventScroll: true })
}

/** Codes, dates and counts a refusal gives as facts, when they can be said plainly. */
function FactLine({ facts, schemes = usualSchemes }: { facts: { readonly [name: string]: unknown }; schemes?: readonly SchemeId[] | undefined }) {
  const plain = Object.values(facts)
    .flatMap(value => (Array.isArray(value) ? value : [value]))
    .filter((value): value is string | number => typeof value === 'number' || (typeof value === 'string' && !isInnerName(value)))
  if (plain.length === 0) return null
  return (
    <span className="facts">
      {plain.map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts are replaced as a whole
        <span className="fact" key={at}>
          {saidInWords(String(value), schemes) ?? <Mark>{String(value)}</Mark>}
        </span>
      ))}
    </span>
  )
}

/** Names the programs use among themselves (`detailed-reasons`, `FORM`, the id of a thing): the sentence beside them has said what they mean. */
function isInnerName(value: string): boolean {
  return /^[a-z]+(?:-[a-z]+)+$/.test(value) || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) || value === 'FORM'
}

/** Where the words of a code are looked for, if what it is of is not told. */
const usualSchemes: readonly SchemeId[] = ['dataCategory', 'handlingCode', 'purpose', 'messageType', 'assurance', 'transferBasis', 'crimeArea']
function saidInWords(value: string, schemes: readonly SchemeId[]): string | undefined {
  for (const scheme of schemes) {
    const said = word(scheme, value)
    if (said !== value) return said
  }
  return undefined
}
