import type { Visit } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { guarantees } from '../draft/fields.ts'
import { useSession } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { DayField } from '../parts/day-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Loading } from '../parts/empty.tsx'
import { SelectField } from '../parts/field.tsx'
import { Link } from '../parts/link.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark } from '../parts/text.tsx'
import { type Terms, TermsFields } from '../plan/say.tsx'
import { go } from '../route.ts'
import { inReadersLanguage } from '../words/text.ts'
import { longDate } from '../words/time.ts'
import { type VisitRecord, visitActs } from './answers.ts'
import type { InLanguages } from './two-languages.tsx'
import { TwoTexts } from './two-texts.tsx'

type Decision = VisitRecord['decisions'][number]

/** The longest title of an action. Source: spec/workflows/plan.md */
const titleLength = 300
/** A first half of a pair of surrogates stands for nothing alone. */
const cut = (text: string) => (text.length <= titleLength ? text : `${text.slice(0, titleLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`)
const kept = (texts: InLanguages) =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([language, text]) => [language, cut((text ?? '').trim())])
      .filter(([, text]) => text !== ''),
  )

/** A decision of ours on its way into a plan that runs: which plan, under which objective, in which words. It becomes a draft, not a message. */
export function IntoPlan({ visit, record, decision, onClose }: { visit: Visit; record: VisitRecord; decision: Decision; onClose: () => void }) {
  const { t, i18n } = useLingui()
  const { node } = useSession()
  const { partner } = visit.row
  const plans = useGet(reads.plans())
  const running = (plans.data?.rows ?? []).filter(row => row.partner === partner && ['running', 'evaluation'].includes(row.state))
  const [chosen, setChosen] = useState('')
  const id = chosen || (running[0]?.dossier ?? '')
  const plan = useGet(id === '' ? null : reads.plan(id))
  const objectives = plan.data?.text.axes.flatMap(axis => axis.objectives) ?? []
  const [under, setUnder] = useState('')
  const objective = objectives.find(each => each.id === under)?.id ?? objectives[0]?.id ?? ''
  const [title, setTitle] = useState<InLanguages>(() => (visit.discreet ? {} : kept(decision.text)))
  const [dueOn, setDueOn] = useState<string>(decision.dueOn)
  const [terms, setTerms] = useState<Terms>(() => guarantees(node.id, partner))
  const take = useAct(visitActs.intoPlan, draft => go(`/drafts/${draft.id}`))
  const row = plan.data?.row
  const outside = row !== undefined && (dueOn < row.from || dueOn > row.until)
  const already = plan.data?.items.filter(item => item.decision?.visit === record.visit && item.decision.item === decision.id) ?? []
  const ready = objective !== '' && Object.keys(kept(title)).length > 0 && !outside
  const hand = () => {
    const own = plan.data?.terms === null ? terms : null
    if (ready) void take.run(visit.row.dossier, decision.id, { plan: id, objective, title: kept(title), dueOn, terms: own })
  }
  return (
    <Dialog open onClose={onClose} title={<Trans>Take {decision.id} into a plan</Trans>}>
      <Refusal of={take.refused ?? plans.refused ?? plan.refused} />
      {plans.waiting || plan.waiting ? <Loading rows={4} /> : null}
      {plans.data !== undefined && running.length === 0 ? (
        <p>
          <Trans>No plan with this partner runs.</Trans>{' '}
          <Link to="/plans">
            <Trans>See the plans</Trans>
          </Link>
        </p>
      ) : null}
      {plan.data === undefined ? null : (
        <>
          <SelectField
            label={<Trans>Plan</Trans>}
            value={id}
            onChange={setChosen}
            choices={running.map(each => ({ value: each.dossier, text: `${each.name} · ${inReadersLanguage(each.title, i18n.locale)}` }))}
          />
          {already.length === 0 ? null : (
            <p className="notice" role="status">
              <Trans>This plan has it already:</Trans>{' '}
              {already.map(item => (
                <Mark key={item.id}>{item.id}</Mark>
              ))}
            </p>
          )}
          <SelectField
            label={<Trans>Objective</Trans>}
            value={objective}
            onChange={setUnder}
            choices={objectives.map(each => ({ value: each.id, text: `${each.id} · ${inReadersLanguage(each.title, i18n.locale)}` }))}
          />
          {visit.discreet ? (
            <p className="notice soon">
              <Trans>
                A plan is read by people who know nothing of this visit. Neither the visit nor the decision is named there: say what is to be done in words that
                tell of neither.
              </Trans>
            </p>
          ) : null}
          <TwoTexts label={<Trans>Action</Trans>} languages={record.languages} value={title} onChange={setTitle} maxLength={titleLength} />
          <DayField
            label={<Trans>Until</Trans>}
            value={dueOn}
            onChange={setDueOn}
            error={outside ? t`The plan runs from ${longDate(row.from)} to ${longDate(row.until)}` : undefined}
          />
          {plan.data.terms === null ? <TermsFields value={terms} onChange={setTerms} /> : null}
        </>
      )}
      <div className="modal-acts">
        <Button onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button look="main" busy={take.busy} disabled={!ready} onClick={hand}>
          <Trans>Write the draft</Trans>
        </Button>
      </div>
    </Dialog>
  )
}
