import type { Decision, DraftFields } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CircleCheck, Scale, TriangleAlert } from 'lucide-react'
import type { Refused } from '../api/client.ts'
import { EvidenceBadge } from '../parts/evidence.tsx'
import { Refusal, UnmetList } from '../parts/refusal.tsx'
import { Mark } from '../parts/text.tsx'
import { inReadersLanguage } from '../words/text.ts'

/** The law's answer while one types: permitted by which clause, or each thing that is missing as a link to the field that mends it. */
export function LegalPanel({
  decision,
  refused,
  stale,
  fields,
}: {
  decision: Decision | undefined
  refused: Refused | null
  stale: boolean
  fields: DraftFields
}) {
  const { i18n } = useLingui()
  const chosen = decision?.candidates.find(candidate => candidate.clause === fields.clause && candidate.agreement === fields.agreement)
  const permitted = decision?.decision === 'permit'
  return (
    <section className={`basis ${decision === undefined ? '' : permitted ? 'permitted' : 'none'}`} aria-busy={stale}>
      <h2>
        <Scale aria-hidden size={18} /> <Trans>May it leave?</Trans>
      </h2>
      <Refusal of={refused} focus={false} />
      <div aria-live="polite">
        {decision === undefined ? null : permitted ? (
          <>
            <p className="verdict good">
              <CircleCheck aria-hidden size={18} />
              <span>
                <Trans>
                  Permitted by clause <Mark>{decision.clause ?? fields.clause}</Mark>
                </Trans>
              </span>
            </p>
            {chosen === undefined ? null : (
              <>
                <EvidenceBadge status={chosen.status} />
                <p className="small">{inReadersLanguage(chosen.summary, i18n.locale)}</p>
                <p className="quiet small">
                  <Mark>{chosen.agreementId}</Mark>
                </p>
              </>
            )}
          </>
        ) : (
          <>
            <p className="verdict late">
              <TriangleAlert aria-hidden size={18} />
              <span>
                <Plural value={decision.unmet.length} one="Not yet: # thing is missing" other="Not yet: # things are missing" />
              </span>
            </p>
            <UnmetList unmet={decision.unmet} fieldId={fieldId} />
          </>
        )}
      </div>
    </section>
  )
}

const elsewhere: { readonly [field: string]: string } = {
  agreement: 'clause',
  from: 'to',
  regime: 'to',
  messageType: 'clause',
  statement: 'reasons',
  selectors: 'items',
  subjects: 'items',
  seeks: 'reasons',
  necessityNote: 'note',
}

/** The id of the control that mends a field of the ask; fields the form does not show lead to the nearest that does. */
export function fieldId(field: string): string {
  const name = field.split(/[/.[]/).filter(part => part !== '')[0] ?? field
  return `field-${elsewhere[name] ?? name}`
}
