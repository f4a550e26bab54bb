import type { IndicatorView, Plan } from '@entraide/node/api'
import { useLingui as useLanguage } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useSession } from '../frame/session.tsx'
import { Mark } from '../parts/text.tsx'
import { countWords, treatmentWords } from '../words/plan-words.ts'
import { inReadersLanguage } from '../words/text.ts'
import { count, list, shortDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'
import { PairBars } from './charts.tsx'

type Counted = IndicatorView['counts']['numerator']

/** An indicator as a small chart: above and below the line spelled out, both sides' numbers, what is left out, the aim. */
export function IndicatorCard({ of, plan }: { of: IndicatorView; plan: Pick<Plan['row'], 'partner'> }) {
  const { i18n } = useLingui()
  const { node } = useSession()
  const most = Math.max(of.numerator.ours, of.numerator.theirs ?? 0, of.denominator?.ours ?? 0, of.denominator?.theirs ?? 0)
  const share = of.denominator === null || of.denominator.ours === 0 ? null : Math.round((100 * of.numerator.ours) / of.denominator.ours)
  return (
    <section className="card" aria-label={`${inReadersLanguage(of.title, i18n.locale)} ${of.id}`}>
      <h3>
        <bdi dir="auto">{inReadersLanguage(of.title, i18n.locale)}</bdi> <Mark className="code-mark">{of.id}</Mark>
      </h3>
      <div className="fraction">
        <div className={of.denominator === null ? undefined : 'over'}>
          <CountedIn of={of.counts.numerator} />
          <PairBars pair={of.numerator} most={most} ours={node.id} theirs={plan.partner} />
        </div>
        {of.denominator === null || of.counts.denominator === null ? null : (
          <div>
            <CountedIn of={of.counts.denominator} />
            <PairBars pair={of.denominator} most={most} ours={node.id} theirs={plan.partner} />
          </div>
        )}
      </div>
      <p>
        {share !== null ? (
          <strong>
            <Trans>{count(share)} of 100</Trans>
          </strong>
        ) : of.denominator === null ? null : (
          <span className="quiet">
            <Trans>Nothing to divide yet.</Trans>
          </span>
        )}{' '}
        {of.target === null ? null : (
          <span className="quiet">{of.denominator === null ? <Trans>aim: {count(of.target)}</Trans> : <Trans>aim: {count(of.target)} of 100</Trans>}</span>
        )}
      </p>
      <p className="quiet small">
        <Trans>
          {shortDate(of.from)} to {shortDate(of.until)}.
        </Trans>
      </p>
      <LeftOut of={of.treatment} counts={of.leftOut} />
    </section>
  )
}

type Treatment = IndicatorView['treatment']

/** Which cases an indicator leaves out above and below the line, and how many they were. */
export function LeftOut({ of, counts }: { of: Treatment; counts?: IndicatorView['leftOut'] }) {
  const { _ } = useLanguage()
  const names = (Object.keys(treatmentWords) as (keyof Treatment)[]).filter(name => of[name] === 'left-out')
  const named = names.map(name => (counts === undefined ? _(treatmentWords[name]) : `${_(treatmentWords[name])} (${count(counts[name])})`))
  return (
    <p className="quiet small">
      {names.length === 0 ? <Trans>Withdrawn, incomplete, vanished and open cases are counted.</Trans> : <Trans>Left out: {list(named)}.</Trans>}
    </p>
  )
}

/** What is counted, in a sentence. */
export function CountedIn({ of }: { of: Counted }) {
  const { _ } = useLanguage()
  const types = list(of.messageTypes.map(code => word('messageType', code)))
  const areas = of.crimeAreas.length === 0 ? null : list(of.crimeAreas.map(code => word('crimeArea', code)))
  return (
    <p className="small">
      <strong>{_(countWords[of.what] ?? countWords.asked!)}</strong> · {types}
      {areas === null ? null : <> · {areas}</>}
      {of.askedBy === null ? null : (
        <>
          {' · '}
          <Trans>
            asked by <Mark>{of.askedBy}</Mark>
          </Trans>
        </>
      )}
    </p>
  )
}
