import type { Dossier } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Scale } from 'lucide-react'
import { inReadersLanguage } from '../words/text.ts'
import { longDate } from '../words/time.ts'
import { ConditionList } from './conditions.tsx'
import { EvidenceBadge } from './evidence.tsx'
import { Link } from './link.tsx'
import { Coded, CodedList, Mark } from './text.tsx'

export type Grounds = NonNullable<Dossier['legalBasis']>

/** On what an exchange rests, who may do what with it, and until when. The same everywhere. */
export function LegalBasis({ of }: { of: Grounds | null }) {
  const { i18n } = useLingui()
  if (of === null)
    return (
      <section className="basis none">
        <h2>
          <Scale aria-hidden size={18} /> <Trans>Legal basis</Trans>
        </h2>
        <p>
          <Trans>None yet. Without a clause nothing leaves this node.</Trans>
        </p>
      </section>
    )
  const language = i18n.locale
  return (
    <section className="basis">
      <h2>
        <Scale aria-hidden size={18} /> <Trans>Legal basis</Trans>
      </h2>
      <p className="basis-clause">
        <Link to={`/agreements/${of.agreement.hash}#${of.clause}`}>
          <Trans>
            Clause <Mark>{of.clause}</Mark>
          </Trans>
        </Link>{' '}
        {of.articleNumber === null ? null : (
          <span className="quiet">
            <Trans>
              article <Mark>{of.articleNumber}</Mark>
            </Trans>
          </span>
        )}{' '}
        <EvidenceBadge status={of.clauseStatus} illustrative={of.agreement.illustrative} />
      </p>
      <p className="quiet">{inReadersLanguage(of.agreement.title, language)}</p>
      <p>{inReadersLanguage(of.clauseSummary, language)}</p>
      <dl className="facts-list">
        <dt>
          <Trans>Purpose</Trans>
        </dt>
        <dd>
          <Coded scheme="purpose" code={of.purpose} />
        </dd>
        <dt>
          <Trans>Handling</Trans>
        </dt>
        <dd>
          <CodedList scheme="handlingCode" codes={of.handling} />
        </dd>
        {of.restrictions.length === 0 ? null : (
          <>
            <dt>
              <Trans>Conditions of code H3</Trans>
            </dt>
            <dd>
              <ConditionList of={of.restrictions} />
            </dd>
          </>
        )}
        {of.assurances.length === 0 ? null : (
          <>
            <dt>
              <Trans>Assurances</Trans>
            </dt>
            <dd>
              <CodedList scheme="assurance" codes={of.assurances} />
            </dd>
          </>
        )}
        {of.transferBasis === null ? null : (
          <>
            <dt>
              <Trans>Basis of transfer</Trans>
            </dt>
            <dd>
              <Coded scheme="transferBasis" code={of.transferBasis} />
            </dd>
          </>
        )}
        {of.holdUntil === '' ? null : (
          <>
            <dt>
              <Trans>Kept until</Trans>
            </dt>
            <dd>
              <time dateTime={of.holdUntil}>{longDate(of.holdUntil)}</time>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}
