import type { Plan as PlanAnswer, PlanItemView } from '@entraide/node/api'
import { useLingui as useLanguage } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Scale } from 'lucide-react'
import { useState } from 'react'
import { acts, type PlanMatter, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { countingRoles } from '../frame/roles.ts'
import { useMay, useSession } from '../frame/session.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { Loading } from '../parts/empty.tsx'
import { Link } from '../parts/link.tsx'
import { Page, Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Digest, Mark, Written } from '../parts/text.tsx'
import { Axes } from '../plan/axes.tsx'
import { PartsBar, TableBehind } from '../plan/charts.tsx'
import { IndicatorCard } from '../plan/indicator.tsx'
import { SayAdd, SayCounts, SayItem, SayReview, SayStep } from '../plan/say.tsx'
import { go } from '../route.ts'
import { itemOrder, itemTones, planState, stepWords } from '../words/plan-words.ts'
import { draftStates } from '../words/states.ts'
import { inReadersLanguage } from '../words/text.ts'
import { count, longDate, shortDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'

/** A plan: how its actions stand in time, its indicators with both sides' counts, what may be done next. */
export default function Plan({ id = '' }: { id?: string }) {
  const { t } = useLingui()
  const plan = useGet(reads.plan(id), { everySeconds: 60 })
  if (plan.data === undefined)
    return (
      <Page title={t`Plan`}>
        <Refusal of={plan.refused} />
        {plan.waiting ? <Loading rows={10} /> : null}
      </Page>
    )
  return <Reading plan={plan.data} />
}

type Saying = { readonly step: string; readonly item?: PlanItemView } | null

function Reading({ plan }: { plan: PlanAnswer }) {
  const { t, i18n } = useLingui()
  const [saying, setSaying] = useState<Saying>(null)
  const { row, indicators, reviews } = plan
  const mayCount = useMay(...countingRoles)
  const stop = () => setSaying(null)
  const parts = itemOrder.map(code => ({
    id: code,
    name: word('planItemStatus', code),
    value: row.items.byStatus[code] ?? 0,
    tone: code === 'DRP' ? ('plain-part' as const) : (itemTones[code] ?? ('plain' as const)),
  }))
  return (
    <Page
      title={inReadersLanguage(row.title, i18n.locale)}
      lead={
        <span className="thread-lead">
          <StateBadge of={planState(row.state)} />
          <Mark>{row.name}</Mark>
          <Mark>{row.partner}</Mark>
          <span>
            {longDate(row.from)} – {longDate(row.until)}
          </span>
          {row.state === 'running' ? (
            <span>
              <Trans>evaluation from {longDate(row.evaluationFrom)}</Trans>
            </span>
          ) : null}
        </span>
      }
      acts={
        <>
          <ButtonLink to={`/plans/${row.dossier}/balance`}>
            <Trans>Balance sheet</Trans>
          </ButtonLink>
          {mayCount ? (
            <ButtonLink to={`/follow-up?partner=${row.partner}&from=${row.from}&until=${row.until}`}>
              <Trans>Follow-up</Trans>
            </ButtonLink>
          ) : null}
        </>
      }
      aside={
        <div className="stack wide-aside">
          <NextSteps plan={plan} onSay={setSaying} />
          <Standing plan={plan} />
        </div>
      }
    >
      {plan.uncounted === 0 ? null : (
        <p className="notice" role="status">
          <Trans>Exchanges that changed lately and are not counted yet: {count(plan.uncounted)}</Trans>
        </p>
      )}
      <Section title={<Trans>Progress</Trans>}>
        <PartsBar label={t`Actions by how they stand`} parts={parts} none={<Trans>No action yet.</Trans>} />
        <TableBehind>
          <table className="counts">
            <tbody>
              {parts.map(part => (
                <tr key={part.id}>
                  <th scope="row">{part.name}</th>
                  <td className="number">{count(part.value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBehind>
      </Section>
      <Section title={<Trans>Axes and actions</Trans>}>
        <Axes plan={plan} onSay={item => setSaying({ step: 'item', item })} />
      </Section>
      {indicators.length === 0 ? null : (
        <Section title={<Trans>Indicators</Trans>}>
          <div className="cards">
            {indicators.map(indicator => (
              <IndicatorCard key={indicator.id} of={indicator} plan={row} />
            ))}
          </div>
        </Section>
      )}
      {reviews.length === 0 ? null : (
        <Section title={<Trans>Reviews</Trans>}>
          <div className="stack">
            {reviews.map(review => (
              <article key={`${review.by} ${review.on} ${JSON.stringify(review.conclusions)}`} className="statement">
                <p className="quiet small">
                  {longDate(review.on)} · <Mark>{review.by}</Mark>
                  {review.visit === null ? null : (
                    <>
                      {' · '}
                      <Mark>{review.visit}</Mark>
                    </>
                  )}
                </p>
                <Written>{inReadersLanguage(review.conclusions, i18n.locale)}</Written>
              </article>
            ))}
          </div>
        </Section>
      )}
      {saying?.item === undefined ? null : <SayItem plan={plan} item={saying.item} onClose={stop} />}
      {saying?.step === 'review' ? <SayReview plan={plan} onClose={stop} /> : null}
      {saying?.step === 'add' ? <SayAdd plan={plan} onClose={stop} /> : null}
      {saying?.step === 'counts' ? <SayCounts plan={plan} onClose={stop} /> : null}
      {saying === null || !(saying.step in simple) ? null : (
        <SayStep plan={plan} matter={matterOf(saying.step, plan)} open onClose={stop} needsNote={simple[saying.step] === 'why'} />
      )}
    </Page>
  )
}

/** Steps that are said with a word or none. */
const simple: { readonly [step: string]: 'why' | 'word' } = {
  agree: 'word',
  sign: 'word',
  countersign: 'word',
  withdraw: 'why',
  decline: 'why',
  reopen: 'why',
  confirm: 'word',
}

function matterOf(step: string, plan: PlanAnswer): PlanMatter {
  if (step === 'confirm') return { matter: 'plan', step, digest: plan.closing.digest }
  if (step === 'agree' || step === 'sign' || step === 'countersign') return { matter: 'plan', step, digest: plan.digest }
  return { matter: 'plan', step: step as 'withdraw' }
}

/** What this side may say now: the one that matters most first, and what is already written. */
function NextSteps({ plan, onSay }: { plan: PlanAnswer; onSay: (saying: Saying) => void }) {
  const { _ } = useLanguage()
  const change = useAct(acts.planStep, draft => go(`/drafts/${draft.id}`))
  const order = ['confirm', 'countersign', 'sign', 'agree', 'change', 'close', 'counts', 'review', 'add', 'reopen', 'decline', 'withdraw']
  const can = order.filter(step => plan.acts.includes(step))
  const [first] = can
  const { dossier } = plan.row
  const label = (step: string) => {
    const name = stepWords[step]
    return name === undefined ? step : _(name)
  }
  return (
    <section className="sheet aside-acts">
      <h2>
        <Trans>Next</Trans>
      </h2>
      <Refusal of={change.refused} />
      {can.length === 0 ? (
        <p className="quiet">
          {plan.acts.length === 0 && ['closed', 'withdrawn', 'declined'].includes(plan.row.state) ? (
            <Trans>This plan is over.</Trans>
          ) : (
            <Trans>It is the partner’s turn.</Trans>
          )}
        </p>
      ) : null}
      {can.map(step =>
        step === 'close' ? (
          <ButtonLink key={step} look={step === first ? 'main' : 'plain'} to={`/plans/${dossier}/close`}>
            {label(step)}
          </ButtonLink>
        ) : (
          <Button
            key={step}
            look={step === first ? 'main' : ['decline', 'withdraw', 'reopen'].includes(step) ? 'quiet' : 'plain'}
            busy={change.busy && step === 'change'}
            onClick={() =>
              step === 'change'
                ? void change.run(dossier, { matter: { matter: 'plan', step, text: plan.text }, note: '', terms: null, submit: false })
                : onSay({ step })
            }
          >
            {label(step)}
          </Button>
        ),
      )}
      {plan.row.state === 'closed' && plan.closing.next === null ? (
        <ButtonLink to={`/plans/new?follows=${dossier}`}>
          <Trans>Write the plan that follows</Trans>
        </ButtonLink>
      ) : null}
      {plan.drafts.length === 0 ? null : (
        <ul className="plain-list small">
          {plan.drafts.map(draft => (
            <li key={draft.id}>
              <Link to={draft.state === 'waiting-release' ? `/release/${draft.id}` : `/drafts/${draft.id}`}>{label(draft.step ?? '')}</Link>{' '}
              <StateBadge of={draftStates[draft.state]} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Who signed, who told which counts, which text stands, where it comes from and where it goes. */
function Standing({ plan }: { plan: PlanAnswer }) {
  const { node } = useSession()
  const mayRead = useMay('OPR', 'LIA', 'COO', 'REL', 'LEG', 'INV', 'IDC', 'ANA', 'MAG')
  const { row, signatures, told, versions, closing } = plan
  return (
    <>
      <section className="basis">
        <h2>
          <Scale aria-hidden size={18} /> <Trans>No legal basis</Trans>
        </h2>
        <p className="small">
          <Trans>A plan says what is to be done. What is exchanged for it rests on a clause of an agreement, each time anew.</Trans>
        </p>
      </section>
      <Section title={<Trans>Text and signatures</Trans>}>
        <dl className="facts-list">
          <dt>
            <Trans>Text</Trans>
          </dt>
          <dd>
            <Digest of={plan.digest} />{' '}
            <span className="quiet small">
              <Trans>version {count(versions.length)}</Trans>
            </span>
          </dd>
          <dt>
            <Trans>Signed</Trans>
          </dt>
          <dd>
            {signatures.length === 0 ? (
              <Trans>by nobody yet</Trans>
            ) : (
              <ul className="plain-list">
                {signatures.map(signature => (
                  <li key={signature.by}>
                    <Mark>{signature.by}</Mark>{' '}
                    <span className="quiet small">
                      <Moment at={signature.at} partner={row.partner} />
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </dd>
          {row.follows === null ? null : (
            <>
              <dt>
                <Trans>Follows</Trans>
              </dt>
              <dd>
                <Mark>{row.follows}</Mark>
              </dd>
            </>
          )}
          {closing.next === null ? null : (
            <>
              <dt>
                <Trans>Followed by</Trans>
              </dt>
              <dd>
                <Link to={`/plans/${closing.next.dossier}`}>
                  <Mark>{closing.next.name}</Mark>
                </Link>
              </dd>
            </>
          )}
          <dt>
            <Trans>Reference</Trans>
          </dt>
          <dd>
            {mayRead ? (
              <Link to={`/threads/${row.dossier}`}>
                <Mark>{row.ourReference}</Mark>
              </Link>
            ) : (
              <Mark>{row.ourReference}</Mark>
            )}
          </dd>
        </dl>
      </Section>
      <Section title={<Trans>Counts told</Trans>}>
        {told.length === 0 ? (
          <p className="quiet small">
            <Trans>Neither side has told its counts.</Trans>
          </p>
        ) : (
          <ul className="plain-list small">
            {told.map(each => (
              <li key={`${each.by} ${each.from} ${each.until}`}>
                <Mark>{each.by}</Mark> {shortDate(each.from)} – {shortDate(each.until)}, <Moment at={each.at} partner={row.partner} />
                {each.by === node.id && !each.delivered ? (
                  <span className="quiet">
                    {' '}
                    <Trans>counted, not told yet</Trans>
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}
