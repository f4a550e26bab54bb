import type { Identification } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CircleCheck, Scale, TriangleAlert } from 'lucide-react'
import { focusField, UnmetList } from '../parts/refusal.tsx'
import { helpful, partWords } from './words.ts'

/** What still keeps the file here: parts not filled in, then what the law and the guards ask; and what would help the other side. */
export function Missing({ identification }: { identification: Identification }) {
  const { missing, unmet } = identification
  const needed = missing.filter(part => !helpful.includes(part))
  const helps = missing.filter(part => helpful.includes(part))
  // A part that is not filled in is named above in its own words.
  const guardsOpen = unmet.filter(condition => condition.code === 'guard-not-green').length
  const asked = unmet.filter(condition => condition.code !== 'guard-not-green' && (needed.length === 0 || !named.includes(condition.code)))
  const ready = needed.length === 0 && unmet.length === 0
  return (
    <section className={ready ? 'basis permitted' : 'basis none'}>
      <h2>
        <Scale aria-hidden size={18} /> <Trans>May it leave?</Trans>
      </h2>
      <div aria-live="polite" className="stack">
        {ready ? (
          <p className="verdict good">
            <CircleCheck aria-hidden size={18} />
            <span>
              <Trans>Nothing stands in the way now</Trans>
            </span>
          </p>
        ) : (
          <p className="verdict late">
            <TriangleAlert aria-hidden size={18} />
            <span>
              <Trans>Not yet</Trans>
            </span>
          </p>
        )}
        <Parts of={needed} />
        {guardsOpen === 0 ? null : (
          <p className="small">
            <a href="#guards">
              <Plural value={guardsOpen} one="# guard is not green, or too old" other="# guards are not green, or too old" />
            </a>
          </p>
        )}
        {asked.length === 0 ? null : <UnmetList unmet={asked} fieldId={fieldOf} />}
        {helps.length === 0 ? null : (
          <div>
            <p className="quiet small">
              <Trans>It may leave without these, but the other side will probably ask for them:</Trans>
            </p>
            <Parts of={helps} />
          </div>
        )}
      </div>
    </section>
  )
}

/** Conditions that say again what a missing part says. */
const named = ['field-missing', 'identification-incomplete', 'matter-missing', 'draft-incomplete']

function Parts({ of }: { of: Identification['missing'] }) {
  const { i18n } = useLingui()
  if (of.length === 0) return null
  return (
    <ul className="unmet">
      {of.map(part => (
        <li key={part}>
          <a className="unmet-what" href={`#${partWords[part].field}`} onClick={event => focusField(event, partWords[part].field)}>
            {i18n._(partWords[part].says)}
          </a>
        </li>
      ))}
    </ul>
  )
}

const fields: { readonly [field: string]: string } = {
  items: 'file-names',
  dataCategories: 'file-names',
  caseReference: 'file-case',
  reasons: 'file-reasons',
  statement: 'file-reasons',
  transferBasis: 'file-transfer',
  rightsTest: 'file-transfer',
  holdUntil: 'file-hold',
  attachments: 'file-prints',
  matter: 'file-decision',
  guards: 'guards',
}
/** The part of the page that mends a condition. */
function fieldOf(field: string): string | undefined {
  const steps = field.split(/[/.[]/).filter(step => step !== '')
  const [first, second] = steps
  if (first === 'guards' && second !== undefined) return `guard-${second}`
  return fields[first ?? ''] ?? undefined
}
