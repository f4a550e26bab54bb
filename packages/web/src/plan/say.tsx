import type { Plan, PlanItemView } from '@entraide/node/api'
import { useLingui as useLanguage } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { acts, type PlanMatter } from '../api/answers.ts'
import { useAct } from '../api/hooks.ts'
import { guarantees } from '../draft/fields.ts'
import { useSession } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { DayField } from '../parts/day-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { CodeField, CodesField, SelectField, TextArea, TextField } from '../parts/field.tsx'
import { focusField, Refusal } from '../parts/refusal.tsx'
import { toast } from '../parts/toast.tsx'
import { type Language, languages } from '../words/languages.ts'
import { stepWords } from '../words/plan-words.ts'
import { inReadersLanguage } from '../words/text.ts'
import { word } from '../words/vocabulary.ts'
import { ActionFields } from './action-fields.tsx'
import { type Action, freeName, languagesIn, namesIn, wholeAction } from './whole.ts'

export type Terms = NonNullable<Plan['terms']>

/** The terms of this side's first message in a plan: the usual ones where data leave the Union, for its author to change. */
export function useOwnTerms(plan: Plan) {
  const { node } = useSession()
  return useState<Terms>(() => guarantees(node.id, plan.row.partner))
}

/** Drafts a step of a plan and hands it to the releasing officer; says so, or why not. */
export function useSay(plan: Plan, done?: () => void) {
  const { t } = useLingui()
  const act = useAct(acts.planStep, () => {
    toast(t`Handed to the releasing officer`)
    done?.()
  })
  const say = (matter: PlanMatter, note: string, terms: Terms | null) => act.run(plan.row.dossier, { matter, note, terms, submit: true })
  return { say, refused: act.refused, busy: act.busy, forget: act.forget }
}

/** On which basis a message leaves the Union, and under which assurances: asked once, of this side's first message in the plan. */
export function TermsFields({ value, onChange }: { value: Terms; onChange: (terms: Terms) => void }) {
  return (
    <>
      <p className="quiet small">
        <Trans>This is this node’s first message of the plan. If its law asks for a basis of the transfer and for assurances, choose them here once.</Trans>
      </p>
      <CodeField
        scheme="transferBasis"
        label={<Trans>Basis of the transfer</Trans>}
        optional
        empty="–"
        value={value.transferBasis ?? ''}
        onChange={basis => onChange({ ...value, transferBasis: basis === '' ? null : (basis as Terms['transferBasis']) })}
      />
      <CodesField
        scheme="assurance"
        label={<Trans>Assurances</Trans>}
        columns={2}
        value={value.assurances}
        onChange={assurances => onChange({ ...value, assurances: assurances as Terms['assurances'] })}
      />
    </>
  )
}

/** One step with its few words, above its button. `needsNote`: nothing is said without a reason. */
export function SayStep({
  plan,
  matter,
  open,
  onClose,
  needsNote = false,
  children,
}: {
  plan: Plan
  matter: PlanMatter
  open: boolean
  onClose: () => void
  needsNote?: boolean
  children?: ReactNode
}) {
  const { _ } = useLanguage()
  const { t } = useLingui()
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const [terms, setTerms] = useOwnTerms(plan)
  const { say, refused, busy } = useSay(plan, onClose)
  const name = stepWords[matter.step]
  const lacks = needsNote && note.trim() === ''
  const hand = () => {
    setAsked(true)
    if (!lacks) void say(matter, note, plan.terms === null ? terms : null)
  }
  return (
    <Dialog open={open} onClose={onClose} title={name === undefined ? matter.step : _(name)}>
      <Refusal of={refused} />
      {children}
      <TextArea
        label={needsNote ? <Trans>Why</Trans> : <Trans>A word to the partner</Trans>}
        optional={!needsNote}
        value={note}
        onChange={setNote}
        rows={3}
        maxLength={4_000}
        error={asked && lacks ? t`Say why` : undefined}
      />
      {plan.terms === null ? <TermsFields value={terms} onChange={setTerms} /> : null}
      <DialogActs onClose={onClose} busy={busy} onSay={hand} />
    </Dialog>
  )
}

export function DialogActs({ onClose, busy, onSay }: { onClose: () => void; busy: boolean; onSay: () => void }) {
  return (
    <>
      <p className="quiet small">
        <Trans>A second person reads it and releases it.</Trans>
      </p>
      <div className="modal-acts">
        <Button onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button look="main" busy={busy} onClick={onSay}>
          <Trans>Hand over for release</Trans>
        </Button>
      </div>
    </>
  )
}

const statuses = ['RUN', 'BLK', 'DON', 'CAR', 'DRP'] as const

/** How an action stands: done with evidence, blocked, dropped or carried over for a reason. */
export function SayItem({ plan, item, onClose, only }: { plan: Plan; item: PlanItemView; onClose: () => void; only?: readonly (typeof statuses)[number][] }) {
  const { t, i18n } = useLingui()
  const allowed = only ?? statuses
  const [status, setStatus] = useState<string>(allowed.find(each => each === item.status) ?? '')
  const [reason, setReason] = useState(item.reason)
  const [evidence, setEvidence] = useState(item.evidence.join('\n'))
  const [terms, setTerms] = useOwnTerms(plan)
  const [asked, setAsked] = useState(false)
  const { say, refused, busy } = useSay(plan, onClose)
  const references = evidence
    .split(/[\s,;]+/)
    .map(each => each.trim().toUpperCase())
    .filter(each => each !== '')
  const needsReason = status === 'BLK' || status === 'DRP' || status === 'CAR'
  const hand = () => {
    setAsked(true)
    if (status === '' || (needsReason && reason.trim() === '') || (status === 'DON' && references.length === 0)) return
    const matter = { matter: 'plan', step: 'item', item: item.id, status: status as (typeof statuses)[number], reason, evidence: references } as const
    void say(matter, '', plan.terms === null ? terms : null)
  }
  return (
    <Dialog open onClose={onClose} title={<bdi dir="auto">{inReadersLanguage(item.title, i18n.locale)}</bdi>}>
      <Refusal of={refused} />
      <SelectField
        label={<Trans>How it stands</Trans>}
        value={status}
        onChange={setStatus}
        error={asked && status === '' ? t`Choose how it stands` : undefined}
        choices={allowed.map(code => ({ value: code, text: word('planItemStatus', code) }))}
      />
      {status === 'DON' ? (
        <TextArea
          label={<Trans>Evidence</Trans>}
          hint={<Trans>References of exchanges or visits with this partner, ours or theirs, one a line.</Trans>}
          value={evidence}
          onChange={setEvidence}
          rows={3}
          error={asked && references.length === 0 ? t`Done needs at least one reference` : undefined}
        />
      ) : null}
      <TextArea
        label={<Trans>Reason</Trans>}
        optional={!needsReason}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={1_000}
        error={asked && needsReason && reason.trim() === '' ? t`Say why` : undefined}
      />
      {plan.terms === null ? <TermsFields value={terms} onChange={setTerms} /> : null}
      <DialogActs onClose={onClose} busy={busy} onSay={hand} />
    </Dialog>
  )
}

/** The conclusions of a review at a meeting, in the reader's language. */
export function SayReview({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t, i18n } = useLingui()
  const [on, setOn] = useState(new Date().toISOString().slice(0, 10))
  const [visit, setVisit] = useState('')
  const [text, setText] = useState('')
  const [terms, setTerms] = useOwnTerms(plan)
  const [asked, setAsked] = useState(false)
  const { say, refused, busy } = useSay(plan, onClose)
  const hand = () => {
    setAsked(true)
    if (text.trim() === '') return
    const matter = { matter: 'plan', step: 'review', on, visit: visit === '' ? null : visit.toUpperCase(), conclusions: { [i18n.locale]: text } }
    void say(matter as PlanMatter, '', plan.terms === null ? terms : null)
  }
  return (
    <Dialog open onClose={onClose} title={<Trans>Conclusions of a review</Trans>}>
      <Refusal of={refused} />
      <DayField label={<Trans>Day of the meeting</Trans>} value={on} onChange={setOn} />
      <TextField
        label={<Trans>Visit</Trans>}
        hint={<Trans>Its name, if it was held at a visit.</Trans>}
        optional
        dir="ltr"
        width="half"
        value={visit}
        onChange={setVisit}
      />
      <TextArea
        label={<Trans>Conclusions</Trans>}
        value={text}
        onChange={setText}
        rows={6}
        maxLength={4_000}
        error={asked && text.trim() === '' ? t`Say what was concluded` : undefined}
      />
      {plan.terms === null ? <TermsFields value={terms} onChange={setTerms} /> : null}
      <DialogActs onClose={onClose} busy={busy} onSay={hand} />
    </Dialog>
  )
}

/** Counts the whole plan and tells it; what was counted is shown before it is handed over. */
export function SayCounts({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const [terms, setTerms] = useOwnTerms(plan)
  const counted = useAct(acts.countPlan)
  const { say, refused, busy } = useSay(plan, onClose)
  const hand = async () => {
    const found = await counted.run(plan.row.dossier, { from: plan.row.from, until: plan.row.until })
    if (found !== undefined) await say(found.matter as PlanMatter, '', plan.terms === null ? terms : null)
  }
  return (
    <Dialog open onClose={onClose} title={<Trans>Count and tell the partner</Trans>}>
      <Refusal of={counted.refused ?? refused} />
      <p>
        <Trans>The node counts its own exchanges of the whole plan now. Only counts leave: no person, no reference, no day of any case.</Trans>
      </p>
      <p className="quiet small">
        <Trans>Grounds that protect somebody are counted as “cannot be answered”. What waits for its fixed hour is not counted yet.</Trans>
      </p>
      {plan.terms === null ? <TermsFields value={terms} onChange={setTerms} /> : null}
      <DialogActs onClose={onClose} busy={busy || counted.busy} onSay={() => void hand()} />
    </Dialog>
  )
}

/** An action taken on while the plan runs: as a rule a decision of a visit (R55). Its owner is this node. */
export function SayAdd({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t, i18n } = useLingui()
  const { node } = useSession()
  const objectives = plan.text.axes.flatMap(axis => axis.objectives)
  const names = [...namesIn(plan.text), ...plan.items.map(item => item.id)]
  const written = languages.filter(language => languagesIn(plan.text).includes(language))
  const [objective, setObjective] = useState(objectives[0]?.id ?? '')
  const [action, setAction] = useState<Action>(() => ({
    id: freeName(`${objectives[0]?.id ?? 'AX1-O1'}-A`, names),
    title: {},
    owner: node.id as Action['owner'],
    office: '',
    dueOn: plan.text.until,
    carries: null,
    indicators: [],
  }))
  const [visit, setVisit] = useState('')
  const [decided, setDecided] = useState('')
  const [terms, setTerms] = useOwnTerms(plan)
  const [asked, setAsked] = useState(false)
  const { say, refused, busy } = useSay(plan, onClose)
  const titled = Object.values(action.title).some(text => text !== undefined && text.trim() !== '')
  const hand = () => {
    setAsked(true)
    if (!titled) return focusField(null, `field-${action.id}`)
    const decision = visit.trim() === '' || decided.trim() === '' ? null : { visit: visit.trim().toUpperCase(), item: decided.trim().toUpperCase() }
    const matter = { matter: 'plan', step: 'add', objective, action: wholeAction(action, i18n.locale), decision }
    void say(matter as PlanMatter, '', plan.terms === null ? terms : null)
  }
  return (
    <Dialog open onClose={onClose} title={<Trans>Take on an action</Trans>}>
      <Refusal of={refused} />
      <SelectField
        label={<Trans>Objective</Trans>}
        value={objective}
        onChange={id => {
          setObjective(id)
          setAction({ ...action, id: freeName(`${id}-A`, names) })
        }}
        choices={objectives.map(each => ({ value: each.id, text: `${each.id} · ${inReadersLanguage(each.title, i18n.locale)}` }))}
      />
      {asked && !titled ? <p className="error">{t`Say what the action is`}</p> : null}
      <ActionFields
        action={action}
        text={plan.text}
        partner={plan.row.partner}
        owners={[node.id]}
        written={written.length === 0 ? [i18n.locale as Language] : written}
        names={names}
        onChange={setAction}
      />
      <div className="field-row">
        <TextField label={<Trans>Visit at which it was decided</Trans>} optional dir="ltr" value={visit} onChange={setVisit} maxLength={40} />
        <TextField label={<Trans>Its decision</Trans>} optional dir="ltr" value={decided} onChange={setDecided} maxLength={40} />
      </div>
      {plan.terms === null ? <TermsFields value={terms} onChange={setTerms} /> : null}
      <DialogActs onClose={onClose} busy={busy} onSay={hand} />
    </Dialog>
  )
}
