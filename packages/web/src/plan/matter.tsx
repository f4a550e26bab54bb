import '../style/plan.css'
import { useLingui as useLanguage } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Fragment } from 'react'
import type { PlanMatter, PlanText } from '../api/answers.ts'
import { Digest, Mark, Written } from '../parts/text.tsx'
import { stepWords } from '../words/plan-words.ts'
import { inReadersLanguage } from '../words/text.ts'
import { count, longDate, shortDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'
import { CountedIn, LeftOut } from './indicator.tsx'
import { useCountName } from './line-counts.tsx'

/** What a message of a plan says, whole: for the releasing officer, and in the dossier. */
export default function PlanMatterView({ of }: { of: PlanMatter }) {
  const { _ } = useLanguage()
  const name = stepWords[of.step]
  return (
    <div className="stack">
      <h3>{name === undefined ? of.step : _(name)}</h3>
      {'text' in of ? <PlanTextView text={of.text} /> : null}
      {'digest' in of ? (
        <p>
          <Trans>
            The text or the end of the plan that both hold: <Digest of={of.digest} />
          </Trans>
        </p>
      ) : null}
      {of.step === 'item' ? (
        <dl className="facts-list">
          <dt>
            <Trans>Action</Trans>
          </dt>
          <dd>
            <Mark>{of.item}</Mark>
          </dd>
          <dt>
            <Trans>How it stands</Trans>
          </dt>
          <dd>{word('planItemStatus', of.status)}</dd>
          {of.evidence.length === 0 ? null : (
            <>
              <dt>
                <Trans>Evidence</Trans>
              </dt>
              <dd>
                {of.evidence.map(each => (
                  <Mark key={each}>{each}</Mark>
                ))}
              </dd>
            </>
          )}
          {of.reason === '' ? null : (
            <>
              <dt>
                <Trans>Reason</Trans>
              </dt>
              <dd>
                <Written>{of.reason}</Written>
              </dd>
            </>
          )}
        </dl>
      ) : null}
      {of.step === 'add' ? (
        <>
          <p className="quiet">
            <Trans>
              Under the objective <Mark>{of.objective}</Mark>
            </Trans>
            {of.decision === null ? null : (
              <>
                {' · '}
                <Trans>
                  decided at <Mark>{`${of.decision.visit} ${of.decision.item}`}</Mark>
                </Trans>
              </>
            )}
          </p>
          <Actions actions={[of.action]} />
        </>
      ) : null}
      {of.step === 'review' ? (
        <>
          <p>
            {longDate(of.on)}
            {of.visit === null ? null : (
              <>
                {' · '}
                <Mark>{of.visit}</Mark>
              </>
            )}
          </p>
          {Object.entries(of.conclusions).map(([language, text]) => (
            <Written key={language}>{text ?? ''}</Written>
          ))}
        </>
      ) : null}
      {of.step === 'counts' ? <Counts of={of} /> : null}
    </div>
  )
}

function Counts({ of }: { of: Extract<PlanMatter, { step: 'counts' }> }) {
  const says = useCountName()
  return (
    <>
      <p>
        <Trans>
          From {longDate(of.from)} to {longDate(of.until)}. Only counts leave.
        </Trans>
      </p>
      <table className="counts">
        <tbody>
          {of.rows.map(({ key, count: n }) => {
            const parts = key.split('/')
            const what = parts.at(-1) ?? ''
            return (
              <tr key={key}>
                <th scope="row">
                  <Mark>{parts.slice(0, -1).join(' · ')}</Mark> {key.startsWith('indicator/') ? what : says(what)}
                </th>
                <td className="number">{count(n)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

/** A plan as readable text, in every language it is written in. */
export function PlanTextView({ text }: { text: PlanText }) {
  const { i18n } = useLingui()
  return (
    <div className="stack">
      <p>
        <strong>
          <InAll of={text.title} />
        </strong>{' '}
        <Mark>{text.plan}</Mark>
      </p>
      <p className="quiet">
        {longDate(text.from)} – {longDate(text.until)}
        {text.follows === null ? null : (
          <>
            {' · '}
            <Trans>
              follows <Mark>{text.follows}</Mark>
            </Trans>
          </>
        )}
      </p>
      {text.axes.map(axis => (
        <section key={axis.id} className="nest">
          <h4>
            <Mark className="code-mark">{axis.id}</Mark> <bdi dir="auto">{inReadersLanguage(axis.title, i18n.locale)}</bdi>
          </h4>
          {axis.objectives.map(objective => (
            <div key={objective.id} className="stack">
              <p>
                <InAll of={objective.title} />
              </p>
              <Actions actions={objective.actions} />
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}

function Actions({ actions }: { actions: PlanText['axes'][number]['objectives'][number]['actions'] }) {
  return (
    <ul className="plain-list">
      {actions.map(action => (
        <li key={action.id} className="statement">
          <p>
            <Mark className="code-mark">{action.id}</Mark> <InAll of={action.title} />
          </p>
          <p className="quiet small">
            <Mark>{action.owner}</Mark> · <bdi>{action.office}</bdi> · <Trans>by {shortDate(action.dueOn)}</Trans>
            {action.carries === null ? null : (
              <>
                {' · '}
                <Trans>
                  carries on <Mark>{`${action.carries.plan} ${action.carries.item}`}</Mark>
                </Trans>
              </>
            )}
          </p>
          {action.indicators.map(indicator => (
            <div key={indicator.id} className="nest small">
              <p>
                <Mark className="code-mark">{indicator.id}</Mark> <InAll of={indicator.title} />
              </p>
              <Defined of={indicator} />
            </div>
          ))}
        </li>
      ))}
    </ul>
  )
}

/** What an indicator divides by what, over which days, and its aim: part of what is agreed (R56). */
function Defined({ of }: { of: PlanText['axes'][number]['objectives'][number]['actions'][number]['indicators'][number] }) {
  return (
    <>
      <CountedIn of={of.numerator} />
      {of.denominator === null ? null : (
        <>
          <p className="quiet">
            <Trans>divided by</Trans>
          </p>
          <CountedIn of={of.denominator} />
        </>
      )}
      <p className="quiet">
        <Trans>
          {shortDate(of.from)} to {shortDate(of.until)}.
        </Trans>{' '}
        {of.target === null ? null : of.denominator === null ? <Trans>aim: {count(of.target)}</Trans> : <Trans>aim: {count(of.target)} of 100</Trans>}
      </p>
      <LeftOut of={of.treatment} />
    </>
  )
}

/** A text in all languages it has, one after the other. */
function InAll({ of }: { of: { readonly [language: string]: string | undefined } }) {
  const texts = [...new Set(Object.values(of).filter(text => text !== undefined))]
  return (
    <>
      {texts.map((text, at) => (
        <Fragment key={text}>
          {at === 0 ? '' : ' · '}
          <bdi dir="auto">{text}</bdi>
        </Fragment>
      ))}
    </>
  )
}
