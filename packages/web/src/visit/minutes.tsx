import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Fact } from '../identification/facts.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { Link } from '../parts/link.tsx'
import { useNow } from '../parts/now.ts'
import { Mark, Written } from '../parts/text.tsx'
import type { Language } from '../words/languages.ts'
import { inReadersLanguage } from '../words/text.ts'
import { isPast, longDate } from '../words/time.ts'
import type { Decision, Minutes, VisitRecord } from './answers.ts'
import { LanguageHeads, languagesOf, SideBySide } from './two-languages.tsx'
import { decisionStandings } from './words.ts'

/** The paragraphs of the minutes, the two languages beside each other. */
export function Paragraphs({ minutes, languages }: { minutes: Minutes; languages?: readonly Language[] }) {
  const both = languages ?? languagesOf(minutes.paragraphs[0]?.text ?? {})
  return (
    <div className="minutes">
      <LanguageHeads languages={both} />
      {minutes.paragraphs.map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no other name, and the minutes are replaced as a whole
        <div key={at} className="minutes-paragraph">
          {paragraph.agenda === null ? null : (
            <p className="quiet small">
              <Trans>
                Item <Mark>{paragraph.agenda}</Mark>
              </Trans>
            </p>
          )}
          <SideBySide languages={both} texts={paragraph.text} />
        </div>
      ))}
    </div>
  )
}

type Standing = VisitRecord['decisions'][number]

/** Each decision as an action: whose it is, until when, what shows that it is done, under which clause data would flow, how it stands. */
export function Decisions<D extends Decision | Standing>({
  of,
  languages,
  act,
}: {
  of: readonly D[]
  languages?: readonly Language[]
  /** What may be done with one. */
  act?: (decision: D) => ReactNode
}) {
  return (
    <ol className="visit-items">
      {of.map(decision => (
        <li key={decision.id}>
          <DecisionView decision={decision} languages={languages ?? languagesOf(decision.text)} />
          {act?.(decision)}
        </li>
      ))}
    </ol>
  )
}

function DecisionView({ decision, languages }: { decision: Decision | Standing; languages: readonly Language[] }) {
  const { i18n } = useLingui()
  const standing = 'status' in decision ? decision : null
  const now = useNow()
  const late = standing !== null && !['DRA', 'DON', 'DRP', 'CAR'].includes(standing.status) && isPast(decision.dueOn, now)
  const flow: ReactNode =
    decision.flow === null ? (
      <Trans>no data flows under it</Trans>
    ) : (
      <Link to={`/agreements/${decision.flow.agreement}#${decision.flow.clause}`}>
        <Trans>
          Clause <Mark>{decision.flow.clause}</Mark>
        </Trans>
      </Link>
    )
  return (
    <>
      <p className="visit-item-head">
        <Mark>{decision.id}</Mark>
        {standing === null ? null : <StateBadge of={decisionStandings[standing.status]} />}
      </p>
      <SideBySide languages={languages} texts={decision.text} />
      <dl className="facts-list">
        <Fact name={<Trans>Owner</Trans>}>
          <Mark>{decision.owner}</Mark> · <bdi>{decision.office}</bdi>
        </Fact>
        <Fact name={<Trans>Due on</Trans>}>
          <time dateTime={decision.dueOn} className={late ? 'warn' : undefined}>
            {longDate(decision.dueOn)}
          </time>
          {late ? (
            <span className="warn">
              {' · '}
              <Trans>this day has passed</Trans>
            </span>
          ) : null}
        </Fact>
        {decision.agenda === null ? null : (
          <Fact name={<Trans>Item of the agenda</Trans>}>
            <Mark>{decision.agenda}</Mark>
          </Fact>
        )}
        <Fact name={<Trans>Shown to be done by</Trans>}>
          <Written as="span">{inReadersLanguage(decision.indicator.shows, i18n.locale)}</Written>
        </Fact>
        <Fact name={<Trans>Data would flow under</Trans>}>{flow}</Fact>
        {standing === null || standing.reason === '' ? null : (
          <Fact name={<Trans>Its owner says</Trans>}>
            <Written as="span">{standing.reason}</Written>
          </Fact>
        )}
        {standing?.carried ? (
          <Fact name={<Trans>Carried on as</Trans>}>
            <Mark>{standing.carried.plan}</Mark> · <Mark>{standing.carried.item}</Mark>
          </Fact>
        ) : null}
      </dl>
    </>
  )
}
