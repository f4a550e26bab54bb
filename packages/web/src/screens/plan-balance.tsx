import type { BalanceSheet } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { at, reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { StateBadge } from '../parts/badge.tsx'
import { Moment } from '../parts/clock.tsx'
import { Loading } from '../parts/empty.tsx'
import { Link } from '../parts/link.tsx'
import { Page, Section } from '../parts/page.tsx'
import { PrintHead } from '../parts/print-marks.tsx'
import { PrintPaper } from '../parts/print-paper.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark, Written } from '../parts/text.tsx'
import { ItemBadge } from '../plan/axes.tsx'
import { BarList, PartsBar } from '../plan/charts.tsx'
import { IndicatorCard } from '../plan/indicator.tsx'
import { LineCounts } from '../plan/line-counts.tsx'
import { itemOrder, itemTones, planState } from '../words/plan-words.ts'
import { inReadersLanguage } from '../words/text.ts'
import { count, longDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'

/** What the joint committee reads: who asked what and what became of it, both ways and by both counts; every action and its end; nobody's name. */
export default function PlanBalance({ id = '' }: { id?: string }) {
  const { t } = useLingui()
  const balance = useGet(reads.balance(id))
  if (balance.data === undefined)
    return (
      <Page title={t`Balance sheet`}>
        <Refusal of={balance.refused} />
        {balance.waiting ? <Loading rows={10} /> : null}
      </Page>
    )
  return <Sheet of={balance.data} />
}

function Sheet({ of }: { of: BalanceSheet }) {
  const { t, i18n } = useLingui()
  const { plan } = of
  const shares = [
    { id: 'answered', name: t`Answered, of 100 asked`, tone: 'good' },
    { id: 'inTime', name: t`In time, of 100 answered or refused`, tone: 'wait' },
    { id: 'silent', name: t`Met with silence, of 100 asked`, tone: 'late' },
  ] as const
  return (
    <Page
      title={t`Balance sheet: ${inReadersLanguage(plan.title, i18n.locale)}`}
      lead={
        <span className="thread-lead">
          <StateBadge of={planState(plan.state)} />
          <Link to={`/plans/${plan.dossier}`}>
            <Mark>{plan.name}</Mark>
          </Link>
          <Mark>{of.partner}</Mark>
          <span>
            {longDate(plan.from)} – {longDate(plan.until)}
          </span>
        </span>
      }
      marks={<PrintHead reference={plan.reference} />}
      acts={<PrintPaper path={at`/v1/plans/${plan.dossier}/paper`} changes={[]} />}
    >
      <p className="quiet small">
        <Trans>
          Counted by this node <Moment at={of.at} partner={of.partner} />.
        </Trans>{' '}
        {of.theirsAt === null ? (
          <Trans>The partner has not told its counts of the whole plan.</Trans>
        ) : (
          <Trans>
            The partner’s counts were made <Moment at={of.theirsAt} partner={of.partner} />.
          </Trans>
        )}{' '}
        <Trans>Only counts stand here; grounds that protect somebody are counted as “cannot be answered”.</Trans>
      </p>
      {of.uncounted === 0 ? null : (
        <p className="notice" role="status">
          <Trans>Exchanges that changed lately and are not counted yet: {count(of.uncounted)}</Trans>
        </p>
      )}
      <Section title={<Trans>Asked and answered, both ways</Trans>}>
        <div className="columns wide">
          {of.exchanges.map(line => (
            <LineCounts key={line.asker} line={line} open />
          ))}
        </div>
      </Section>
      <Section title={<Trans>Reciprocity</Trans>}>
        <div className="columns wide">
          {shares.map(({ id, name, tone }) => {
            const bars = of.reciprocity.flatMap(each => (each[id] === null ? [] : [{ id: each.asker, name: each.asker, value: each[id], tone }]))
            return (
              <div key={id}>
                <p>{name}</p>
                {bars.length === 0 ? (
                  <p className="quiet">
                    <Trans>Nothing to divide yet.</Trans>
                  </p>
                ) : (
                  <BarList label={name} most={100} ofHundred bars={bars} />
                )}
              </div>
            )
          })}
        </div>
        <table className="counts">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Asked by</Trans>
              </th>
              {of.reciprocity.map(each => (
                <th key={each.asker} scope="col" className="number">
                  <Mark>{each.asker}</Mark>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">
                <Trans>Asked</Trans>
              </th>
              {of.reciprocity.map(each => (
                <td key={each.asker} className="number">
                  {count(each.asked)}
                </td>
              ))}
            </tr>
            {shares.map(({ id, name }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                {of.reciprocity.map(each => (
                  <Share key={each.asker} of={each[id]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section title={<Trans>Actions</Trans>}>
        <PartsBar
          label={t`Actions by how they stand`}
          none={<Trans>No action yet.</Trans>}
          parts={itemOrder.map(code => ({
            id: code,
            name: word('planItemStatus', code),
            value: of.itemsByStatus[code] ?? 0,
            tone: code === 'DRP' ? 'plain-part' : (itemTones[code] ?? 'plain'),
          }))}
        />
        {of.axes.map(axis => {
          const items = of.items.filter(item => item.axis === axis.id)
          return items.length === 0 ? null : (
            <div key={axis.id} className="axis">
              <h3>
                <Mark className="code-mark">{axis.id}</Mark> <bdi dir="auto">{inReadersLanguage(axis.title, i18n.locale)}</bdi>
              </h3>
              {items.map(item => (
                <div key={item.id} className="ending">
                  <div>
                    <bdi dir="auto">{inReadersLanguage(item.title, i18n.locale)}</bdi>
                    <p className="quiet small">
                      <Mark>{item.id}</Mark> · <Mark>{item.owner}</Mark> · <bdi>{item.office}</bdi>
                      {item.evidence.length === 0 ? null : ` · ${item.evidence.join(' ')}`}
                      {item.reason === '' ? null : (
                        <>
                          {' · '}
                          <bdi dir="auto">{item.reason}</bdi>
                        </>
                      )}
                    </p>
                  </div>
                  <ItemBadge item={item} />
                </div>
              ))}
            </div>
          )
        })}
      </Section>
      {of.indicators.length === 0 ? null : (
        <Section title={<Trans>Indicators</Trans>}>
          <div className="cards">
            {of.indicators.map(indicator => (
              <IndicatorCard key={indicator.id} of={indicator} plan={of} />
            ))}
          </div>
        </Section>
      )}
      {of.lines.length === 0 ? null : (
        <Section title={<Trans>By agreement and kind</Trans>}>
          <div className="columns wide">
            {of.lines.map(line => (
              <div key={`${line.agreement} ${line.asker} ${line.type}`}>
                <h3>
                  {line.type === null ? null : word('messageType', line.type)} {line.agreement === null ? null : <Mark>{line.agreement}</Mark>}
                </h3>
                <LineCounts line={line} />
              </div>
            ))}
          </div>
        </Section>
      )}
      {of.reviews.length === 0 ? null : (
        <Section title={<Trans>Conclusions</Trans>}>
          {of.reviews.map(review => (
            <div key={`${review.by} ${review.on} ${JSON.stringify(review.conclusions)}`} className="statement">
              <p className="quiet small">
                {longDate(review.on)} · <Mark>{review.by}</Mark>
              </p>
              <Written>{inReadersLanguage(review.conclusions, i18n.locale)}</Written>
            </div>
          ))}
        </Section>
      )}
    </Page>
  )
}

function Share({ of }: { of: number | null }) {
  return <td className="number">{of === null ? '–' : count(of)}</td>
}
