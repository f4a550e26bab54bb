import type { Lineage as LineageAnswer } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { ScrollText } from 'lucide-react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { EvidenceBadge } from '../parts/evidence.tsx'
import { Link } from '../parts/link.tsx'
import { Page, Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark } from '../parts/text.tsx'
import { inReadersLanguage } from '../words/text.ts'
import { partialDate, shortDate } from '../words/time.ts'
import '../style/plan.css'

type Entry = LineageAnswer['instruments'][number]

/** Where plans come from: the instruments of the relation, each chain of plans in its line, and how far each is known. */
export default function Lineage() {
  const { t, i18n } = useLingui()
  const lineage = useGet(reads.lineage())
  return (
    <Page
      title={t`Lineage`}
      lead={<Trans>The instruments of the relation and its plans, each following the one before. Plans expire; the treaty does not.</Trans>}
    >
      <Refusal of={lineage.refused} />
      {lineage.waiting ? <Loading rows={8} /> : null}
      {lineage.data === undefined ? null : lineage.data.chains.length === 0 && lineage.data.instruments.length === 0 ? (
        <EmptyState icon={ScrollText} title={t`Nothing is published of this relation`}>
          <Trans>Nothing is published of the relations of this node, and no plan is kept here.</Trans>
        </EmptyState>
      ) : (
        <>
          <Section title={<Trans>What the exchanges rest on</Trans>}>
            <ol className="lineage">
              {lineage.data.instruments.map(entry => (
                <Line key={entry.id} entry={entry} />
              ))}
            </ol>
          </Section>
          {lineage.data.chains.map(chain => (
            <Section key={chain.id} title={inReadersLanguage(chain.title, i18n.locale)}>
              <div className="stack">
                <p className="quiet">{inReadersLanguage(chain.note, i18n.locale)}</p>
                {chain.textPublic ? null : (
                  <p className="notice soon">
                    <Trans>No text of these plans is public. What is shown is what was reported; nothing here is a legal basis.</Trans>
                  </p>
                )}
                {chain.lines.map((line, at) => (
                  <div key={line[0]?.id ?? at}>
                    <h3>
                      {at === 0 ? (
                        <Trans>The line of plans</Trans>
                      ) : line.some(entry => entry.regime === 'JU') ? (
                        <Trans>Between the justice ministries, a line of its own</Trans>
                      ) : (
                        <Trans>Kept at this node, not published</Trans>
                      )}
                    </h3>
                    <ol className="lineage">
                      {line.map(entry => (
                        <Line key={entry.id} entry={entry} />
                      ))}
                    </ol>
                  </div>
                ))}
                <details>
                  <summary>
                    <Trans>Meetings and what is not known</Trans>
                  </summary>
                  <ul className="plain-list small">
                    {chain.meetings.map(meeting => (
                      <li key={`${meeting.on} ${meeting.what}`}>
                        {shortDate(meeting.on)} ·{' '}
                        <span lang="en" dir="ltr">
                          {meeting.what}
                        </span>{' '}
                        <Mark className="code">{hostOf(meeting.url)}</Mark>
                      </li>
                    ))}
                  </ul>
                  <p className="small">
                    <Trans>Not known:</Trans>{' '}
                    <span lang="en" dir="ltr">
                      {chain.unknown.join('; ')}
                    </span>
                  </p>
                </details>
              </div>
            </Section>
          ))}
        </>
      )}
    </Page>
  )
}

function Line({ entry }: { entry: Entry }) {
  const { i18n } = useLingui()
  // An instrument by its signature, a plan by its days.
  const start = entry.kind === 'plan' ? entry.from : (entry.signed ?? entry.from)
  const kind = { convention: <Trans>Convention</Trans>, memorandum: <Trans>Memorandum</Trans>, plan: <Trans>Plan</Trans> }[entry.kind]
  return (
    <li>
      <div className="when">
        {start === null ? '–' : partialDate(start)}
        {entry.until === null ? null : (
          <>
            <br />
            {partialDate(entry.until)}
          </>
        )}
      </div>
      <div className={`what ${entry.status}`}>
        <p>
          <strong>{inReadersLanguage(entry.title, i18n.locale)}</strong> <Mark className="code-mark">{entry.id}</Mark>
        </p>
        <p>
          {kind} · <EvidenceBadge status={entry.status} illustrative={entry.illustrative} />
        </p>
        {entry.signed === null ? null : (
          <p className="quiet small">
            <Trans>signed {partialDate(entry.signed)}</Trans>
            {entry.signedAt === null ? null : (
              <>
                {' · '}
                <bdi>{entry.signedAt}</bdi>
              </>
            )}
            {entry.kind === 'plan' || entry.from === null || entry.from === entry.signed ? null : (
              <>
                {' · '}
                <Trans>in force since {partialDate(entry.from)}</Trans>
              </>
            )}
            {entry.signatories === null ? null : <> · {inReadersLanguage(entry.signatories, i18n.locale)}</>}
          </p>
        )}
        {entry.axes.length === 0 ? null : (
          <ul className="axes small">
            {entry.axes.map(axis => (
              <li key={axis.id} className="chip" title={axis.warning === null ? undefined : inReadersLanguage(axis.warning, i18n.locale)}>
                {inReadersLanguage(axis.label, i18n.locale)}
              </li>
            ))}
          </ul>
        )}
        {entry.axes
          .filter(axis => axis.warning !== null)
          .map(axis => (
            <p key={axis.id} className="quiet small">
              {inReadersLanguage(axis.label, i18n.locale)} – {inReadersLanguage(axis.warning ?? {}, i18n.locale)}
            </p>
          ))}
        {entry.sources.length === 0 ? null : (
          <p className="quiet small">
            <Trans>Sources: {[...new Set(entry.sources.map(source => hostOf(source.url)))].join(' · ')}</Trans>
          </p>
        )}
        {entry.dossier === null ? null : (
          <p>
            <Link to={`/plans/${entry.dossier}`}>
              <Trans>This plan, as it is kept here</Trans>
            </Link>
          </p>
        )}
        {entry.agreement === null ? null : (
          <p>
            <Link to={`/agreements/${entry.agreement}`}>
              <Trans>Its text, clause by clause</Trans>
            </Link>
          </p>
        )}
      </div>
    </li>
  )
}

/** The host of a source: enough to tell who says so. No page links to another machine. */
function hostOf(url: string): string {
  try {
    return new URL(url).host.replace(/^www\.|\.$/g, '')
  } catch {
    return url
  }
}
