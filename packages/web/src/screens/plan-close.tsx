import type { Plan, PlanItemView } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Check } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { useSession } from '../frame/session.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Loading } from '../parts/empty.tsx'
import { Link } from '../parts/link.tsx'
import { Page } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark } from '../parts/text.tsx'
import { ItemBadge } from '../plan/axes.tsx'
import { IndicatorCard } from '../plan/indicator.tsx'
import { SayCounts, SayItem, SayReview, SayStep } from '../plan/say.tsx'
import { planState } from '../words/plan-words.ts'
import { inReadersLanguage } from '../words/text.ts'
import { count } from '../words/time.ts'
import '../style/plan.css'

/** Closing a plan, step by step: each action ends in one of three ways, both count, what was concluded is written down, then it is closed. */
export default function PlanClose({ id = '' }: { id?: string }) {
  const { t } = useLingui()
  const plan = useGet(reads.plan(id), { everySeconds: 15 })
  if (plan.data === undefined)
    return (
      <Page title={t`Close the plan`}>
        <Refusal of={plan.refused} />
        {plan.waiting ? <Loading rows={8} /> : null}
      </Page>
    )
  return <Closing plan={plan.data} />
}

function Closing({ plan }: { plan: Plan }) {
  const { t, i18n } = useLingui()
  const { node } = useSession()
  const [item, setItem] = useState<PlanItemView | null>(null)
  const [saying, setSaying] = useState<'counts' | 'review' | 'close' | null>(null)
  const { row, closing, items, indicators, reviews } = plan
  const title = inReadersLanguage(row.title, i18n.locale)
  const open = items.filter(each => closing.open.includes(each.id))
  const mine = open.filter(each => each.owner === node.id)
  const carried = items.filter(each => each.status === 'CAR')
  const counted = closing.ourCounts
  const differs = indicators.some(each => each.numerator.differs === 'unexplained' || each.denominator?.differs === 'unexplained')
  const closes = plan.acts.includes('close')
  const ready = closes && open.length === 0 && counted
  const over = row.state === 'closed' || row.state.startsWith('closing')
  return (
    <Page
      title={t`Close: ${title}`}
      lead={
        <span className="thread-lead">
          <StateBadge of={planState(row.state)} />
          <Link to={`/plans/${row.dossier}`}>
            <Mark>{row.name}</Mark>
          </Link>
          <span>
            <Trans>No action is forgotten: the plan cannot be closed before each has ended.</Trans>
          </span>
        </span>
      }
    >
      {closes || over ? null : (
        <p className="notice soon">
          <Trans>The plan can be closed once its evaluation has begun. What is below can be prepared before.</Trans>
        </p>
      )}
      <Task at={1} done={open.length === 0} title={<Trans>How each action ends</Trans>}>
        <p className="quiet">
          <Trans>Done, with the reference of an exchange or a visit; dropped, with a reason; or carried into the next plan, with a reason.</Trans>
        </p>
        <div>
          {items.map(each => (
            <div key={each.id} className="ending">
              <div>
                <bdi dir="auto">{inReadersLanguage(each.title, i18n.locale)}</bdi>
                <p className="quiet small">
                  <Mark>{each.id}</Mark> · <Mark>{each.owner}</Mark>
                  {each.reason === '' ? null : (
                    <>
                      {' · '}
                      <bdi dir="auto">{each.reason}</bdi>
                    </>
                  )}
                  {each.evidence.length === 0 ? null : ` · ${each.evidence.join(' ')}`}
                </p>
              </div>
              <div className="row-acts">
                <ItemBadge item={each} />
                {each.owner === node.id && plan.acts.includes('item') ? (
                  <Button onClick={() => setItem(each)}>{closing.open.includes(each.id) ? <Trans>End it</Trans> : <Trans>Change</Trans>}</Button>
                ) : null}
              </div>
            </div>
          ))}
        </div>
        {open.length === 0 ? null : (
          <p role="status">
            {mine.length === open.length ? (
              <Trans>Actions of ours that have not ended: {count(mine.length)}.</Trans>
            ) : (
              <Trans>
                Actions that have not ended: {count(mine.length)} of ours, {count(open.length - mine.length)} of the partner’s. Only its owner can end an
                action.
              </Trans>
            )}
          </p>
        )}
      </Task>
      <Task at={2} done={counted && closing.theirCounts} title={<Trans>What both sides count</Trans>}>
        <ul className="plain-list">
          <li>
            {counted ? <Trans>Our counts of the whole plan are with the partner.</Trans> : <Trans>Our counts of the whole plan have not been told yet.</Trans>}
          </li>
          <li>
            {closing.theirCounts ? (
              <Trans>The partner’s counts are here.</Trans>
            ) : (
              <Trans>The partner has not told its counts. It has to before it confirms.</Trans>
            )}
          </li>
        </ul>
        {differs ? (
          <p className="notice late">
            <Trans>Some counts differ and nothing explains it. Compare in the balance sheet before you close.</Trans>
          </p>
        ) : null}
        {indicators.length === 0 ? null : (
          <div className="cards">
            {indicators.map(each => (
              <IndicatorCard key={each.id} of={each} plan={row} />
            ))}
          </div>
        )}
        <div className="page-acts">
          {plan.acts.includes('counts') ? (
            <Button look={open.length === 0 && !counted ? 'main' : 'plain'} onClick={() => setSaying('counts')}>
              <Trans>Count and tell the partner</Trans>
            </Button>
          ) : null}
          <ButtonLink to={`/plans/${row.dossier}/balance`}>
            <Trans>Balance sheet</Trans>
          </ButtonLink>
        </div>
      </Task>
      <Task at={3} done={reviews.length > 0} title={<Trans>What was concluded</Trans>}>
        <p className="quiet">
          <Trans>The evaluation in a few sentences, as the joint committee will read it. Not required to close.</Trans>
        </p>
        {reviews.map(review => (
          <p key={`${review.by} ${review.on} ${JSON.stringify(review.conclusions)}`} className="statement">
            <bdi dir="auto">{inReadersLanguage(review.conclusions, i18n.locale)}</bdi>
          </p>
        ))}
        {plan.acts.includes('review') ? (
          <div>
            <Button onClick={() => setSaying('review')}>
              <Trans>Write conclusions</Trans>
            </Button>
          </div>
        ) : null}
      </Task>
      <Task at={4} done={carried.length === 0 || closing.next !== null} title={<Trans>What goes on in the next plan</Trans>}>
        {carried.length === 0 ? (
          <p className="quiet">
            <Trans>Nothing is carried over.</Trans>
          </p>
        ) : (
          <>
            <p>
              <Trans>Carried over: {count(carried.length)}. The next plan is held to them: without them its proposal does not leave.</Trans>
            </p>
            {closing.next === null ? (
              <div>
                <ButtonLink to={`/plans/new?follows=${row.dossier}`}>
                  <Trans>Write the plan that follows</Trans>
                </ButtonLink>
              </div>
            ) : (
              <p>
                <Link to={`/plans/${closing.next.dossier}`}>
                  <Mark>{closing.next.name}</Mark>
                </Link>{' '}
                {closing.next.missing.length === 0 ? (
                  <Trans>takes them all on.</Trans>
                ) : (
                  <span className="warn">
                    <Trans>lacks {closing.next.missing.join(', ')}.</Trans>
                  </span>
                )}
              </p>
            )}
          </>
        )}
      </Task>
      <Task at={5} done={over} title={<Trans>Close the plan</Trans>}>
        {over ? (
          <>
            <p>{row.state === 'closed' ? <Trans>Both sides have closed it.</Trans> : <Trans>Closed by one side; the other has to confirm.</Trans>}</p>
            {plan.acts.includes('confirm') || plan.acts.includes('reopen') ? (
              <div>
                <ButtonLink look="main" to={`/plans/${row.dossier}`}>
                  <Trans>Confirm or reopen it</Trans>
                </ButtonLink>
              </div>
            ) : null}
          </>
        ) : (
          <>
            <p className="quiet">
              <Trans>The partner receives a digest of how every action ended, and confirms it or reopens the plan with a reason.</Trans>
            </p>
            <div>
              <Button look={ready ? 'main' : 'plain'} disabled={!ready} onClick={() => setSaying('close')}>
                <Trans>Close the plan</Trans>
              </Button>
            </div>
          </>
        )}
      </Task>
      {item === null ? null : <SayItem plan={plan} item={item} onClose={() => setItem(null)} only={['DON', 'CAR', 'DRP']} />}
      {saying === 'counts' ? <SayCounts plan={plan} onClose={() => setSaying(null)} /> : null}
      {saying === 'review' ? <SayReview plan={plan} onClose={() => setSaying(null)} /> : null}
      {saying === 'close' ? (
        <SayStep plan={plan} matter={{ matter: 'plan', step: 'close', digest: closing.digest }} open onClose={() => setSaying(null)} />
      ) : null}
    </Page>
  )
}

/** One step of the task: its number until it is done. */
function Task({ at, done, title, children }: { at: number; done: boolean; title: ReactNode; children: ReactNode }) {
  const { t } = useLingui()
  return (
    <section className={done ? 'sheet task done' : 'sheet task'}>
      <span className="task-mark">{done ? <Check size={16} aria-label={t`done`} /> : count(at)}</span>
      <div className="task-body">
        <h2>{title}</h2>
        {children}
      </div>
    </section>
  )
}
