import type { Plan, PlanItemView } from '@entraide/node/api'
import { useLingui as useLanguage } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { ToneIcon } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { useNow } from '../parts/now.ts'
import { Mark, Written } from '../parts/text.tsx'
import { itemTones } from '../words/plan-words.ts'
import { inReadersLanguage } from '../words/text.ts'
import { shortDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'
import { placeOf } from './charts.tsx'

/** Axes as rows, actions as bars in time up to their day, today as a line through all. */
export function Axes({ plan, onSay }: { plan: Plan; onSay: (item: PlanItemView) => void }) {
  const { i18n } = useLingui()
  const { row, text, items } = plan
  return (
    <div>
      <div className="action-row" aria-hidden>
        <div className="time-scale">
          <span>{shortDate(row.from)}</span>
          <span className="last">{shortDate(row.until)}</span>
        </div>
      </div>
      {text.axes.map(axis => (
        <section key={axis.id} className="axis">
          <h3>
            <Mark className="code-mark">{axis.id}</Mark> <bdi dir="auto">{inReadersLanguage(axis.title, i18n.locale)}</bdi>
          </h3>
          {axis.objectives.map(objective => {
            const own = items.filter(item => item.objective === objective.id)
            if (own.length === 0) return null
            return (
              <div key={objective.id}>
                <p className="objective">
                  <bdi dir="auto">{inReadersLanguage(objective.title, i18n.locale)}</bdi>
                </p>
                {own.map(item => (
                  <ActionRow key={item.id} item={item} plan={plan} onSay={onSay} />
                ))}
              </div>
            )
          })}
        </section>
      ))}
    </div>
  )
}

function ActionRow({ item, plan, onSay }: { item: PlanItemView; plan: Plan; onSay: (item: PlanItemView) => void }) {
  const { t, i18n } = useLingui()
  const now = useNow()
  const [open, setOpen] = useState(false)
  const { from, until } = plan.row
  const tone = item.late ? 'late' : (itemTones[item.status] ?? 'plain')
  const today = new Date(now).toISOString().slice(0, 10)
  const mine = plan.row.partner !== item.owner
  const title = inReadersLanguage(item.title, i18n.locale)
  return (
    <div className="action-row">
      <div className="action-head">
        <button type="button" className="action-title" aria-expanded={open} onClick={() => setOpen(!open)}>
          <bdi dir="auto">{title}</bdi>
        </button>
        <p className="quiet small">
          <Mark>{item.owner}</Mark> · <bdi>{item.office}</bdi>
        </p>
      </div>
      <div className="row-end">
        <span className={item.late ? 'warn small' : 'quiet small'}>
          {item.late ? <Trans>was due {shortDate(item.dueOn)}</Trans> : <Trans>by {shortDate(item.dueOn)}</Trans>}
        </span>
        <ItemBadge item={item} />
      </div>
      <div className="time-line" role="img" aria-label={t`${title}: until ${shortDate(item.dueOn)}`}>
        <span className={`time-bar ${tone}`} style={{ inlineSize: `${Math.max(1, placeOf(item.dueOn, from, until))}%` }} />
        {today < from || today > until ? null : <span className="time-now" style={{ insetInlineStart: `${placeOf(today, from, until)}%` }} />}
      </div>
      {open ? (
        <div className="action-about stack">
          <dl className="facts-list">
            <dt>
              <Trans>Name</Trans>
            </dt>
            <dd>
              <Mark>{item.id}</Mark>
              {item.added ? (
                <span className="quiet">
                  {' '}
                  <Trans>taken on while the plan ran</Trans>
                </span>
              ) : null}
            </dd>
            {item.decision === null ? null : (
              <>
                <dt>
                  <Trans>Decided at</Trans>
                </dt>
                <dd>
                  <Mark>{`${item.decision.visit} ${item.decision.item}`}</Mark>
                </dd>
              </>
            )}
            {item.carries === null ? null : (
              <>
                <dt>
                  <Trans>Carries on</Trans>
                </dt>
                <dd>
                  <Mark>{`${item.carries.plan} ${item.carries.item}`}</Mark>
                </dd>
              </>
            )}
            {item.evidence.length === 0 ? null : (
              <>
                <dt>
                  <Trans>Evidence</Trans>
                </dt>
                <dd>
                  <ul className="plain-list">
                    {item.evidence.map(each => (
                      <li key={each}>
                        <Mark>{each}</Mark>
                      </li>
                    ))}
                  </ul>
                </dd>
              </>
            )}
            {item.reason === '' ? null : (
              <>
                <dt>
                  <Trans>Reason</Trans>
                </dt>
                <dd>
                  <Written>{item.reason}</Written>
                </dd>
              </>
            )}
          </dl>
          {mine && plan.acts.includes('item') ? (
            <div>
              <Button onClick={() => onSay(item)}>
                <Trans>Say how it stands</Trans>
              </Button>
            </div>
          ) : (
            <p className="quiet">{mine ? <Trans>Nothing can be said of it now.</Trans> : <Trans>Its owner says how it stands: only that node can.</Trans>}</p>
          )}
        </div>
      ) : null}
    </div>
  )
}

/** The status of an action: icon, word, colour. */
export function ItemBadge({ item }: { item: Pick<PlanItemView, 'status'> }) {
  useLanguage()
  const tone = itemTones[item.status] ?? 'plain'
  return (
    <span className={`badge ${tone}`}>
      <ToneIcon tone={tone} />
      <span>{word('planItemStatus', item.status)}</span>
    </span>
  )
}
