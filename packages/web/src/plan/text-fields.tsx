import '../style/plan.css'
import type { DraftFields } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { PlanText } from '../api/answers.ts'
import { useSession } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { DayField } from '../parts/day-field.tsx'
import { Section } from '../parts/page.tsx'
import { Mark } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { languages } from '../words/languages.ts'
import { ActionFields, TitleFields, WrittenIn } from './action-fields.tsx'
import { type Action, type Axis, freeName, languagesIn, namesIn, type Objective } from './whole.ts'

/** The text of a plan under the hand: axes, in them objectives, in them actions with what is counted of each. */
export default function PlanTextFields({
  text,
  partner,
  language,
  onChange,
}: {
  text: PlanText
  partner: string | null
  language: DraftFields['language']
  onChange: (changed: (text: PlanText) => PlanText) => void
}) {
  const { t } = useLingui()
  const { node } = useSession()
  const held = languagesIn(text)
  const [asked, setAsked] = useState<readonly string[]>(held.length === 0 ? [language] : held)
  const written = languages.filter(each => held.includes(each) || asked.includes(each))
  const names = namesIn(text)
  const set = (part: Partial<PlanText>) => onChange(before => ({ ...before, ...part }))
  const setAxis = (id: string, changed: (axis: Axis) => Axis | null) =>
    onChange(before => ({ ...before, axes: before.axes.flatMap(axis => (axis.id === id ? (changed(axis) ?? []) : axis)) }))
  const setObjective = (axis: string, id: string, changed: (objective: Objective) => Objective | null) =>
    setAxis(axis, one => ({ ...one, objectives: one.objectives.flatMap(objective => (objective.id === id ? (changed(objective) ?? []) : objective)) }))
  const undoTo = (before: PlanText) => () => onChange(() => before)
  const newAction = (objective: Objective): Action => ({
    id: freeName(`${objective.id}-A`, names),
    title: {},
    owner: node.id as Action['owner'],
    office: '',
    dueOn: text.until,
    carries: null,
    indicators: [],
  })
  return (
    <>
      <Section title={<Trans>The plan</Trans>}>
        <div className="stack">
          <WrittenIn held={held} value={written} onChange={setAsked} />
          <TitleFields id={`field-${text.plan}`} label={t`Title`} value={text.title} onChange={title => set({ title })} written={written} />
          <div className="field-row">
            <DayField label={<Trans>First day</Trans>} value={text.from} onChange={from => set({ from: from as PlanText['from'] })} />
            <DayField label={<Trans>Last day</Trans>} value={text.until} onChange={until => set({ until: until as PlanText['until'] })} />
          </div>
        </div>
      </Section>
      {text.axes.map(axis => (
        <Section
          key={axis.id}
          title={
            <>
              <Trans>Axis</Trans> <Mark className="code-mark">{axis.id}</Mark>
            </>
          }
          acts={
            <Button
              look="quiet"
              aria-label={t`Remove axis ${axis.id}`}
              onClick={() => {
                setAxis(axis.id, () => null)
                toast(t`Axis removed`, undoTo(text))
              }}
            >
              <Trash2 aria-hidden size={16} />
            </Button>
          }
        >
          <div className="stack">
            <TitleFields
              id={`field-${axis.id}`}
              label={t`Axis`}
              value={axis.title}
              onChange={title => setAxis(axis.id, one => ({ ...one, title }))}
              written={written}
            />
            {axis.objectives.map(objective => (
              <section key={objective.id} className="nest" aria-label={t`Objective ${objective.id}`}>
                <div className="nest-head">
                  <strong>
                    <Trans>Objective</Trans> <Mark className="code-mark">{objective.id}</Mark>
                  </strong>
                  <Button
                    look="quiet"
                    aria-label={t`Remove objective ${objective.id}`}
                    onClick={() => {
                      setObjective(axis.id, objective.id, () => null)
                      toast(t`Objective removed`, undoTo(text))
                    }}
                  >
                    <Trash2 aria-hidden size={16} />
                  </Button>
                </div>
                <TitleFields
                  id={`field-${objective.id}`}
                  label={t`Objective`}
                  value={objective.title}
                  onChange={title => setObjective(axis.id, objective.id, one => ({ ...one, title }))}
                  written={written}
                />
                {objective.actions.map(action => (
                  <section key={action.id} className="nest" aria-label={t`Action ${action.id}`}>
                    <div className="nest-head">
                      <strong>
                        <Trans>Action</Trans> <Mark className="code-mark">{action.id}</Mark>
                      </strong>
                      <Button
                        look="quiet"
                        aria-label={t`Remove action ${action.id}`}
                        onClick={() => {
                          setObjective(axis.id, objective.id, one => ({ ...one, actions: one.actions.filter(other => other.id !== action.id) }))
                          toast(t`Action removed`, undoTo(text))
                        }}
                      >
                        <Trash2 aria-hidden size={16} />
                      </Button>
                    </div>
                    <ActionFields
                      action={action}
                      text={text}
                      partner={partner}
                      written={written}
                      owners={[node.id, ...(partner === null ? [] : [partner])]}
                      names={names}
                      onChange={changed =>
                        setObjective(axis.id, objective.id, one => ({ ...one, actions: one.actions.map(other => (other.id === changed.id ? changed : other)) }))
                      }
                    />
                  </section>
                ))}
                <div>
                  <Button onClick={() => setObjective(axis.id, objective.id, one => ({ ...one, actions: [...one.actions, newAction(objective)] }))}>
                    <Plus aria-hidden size={16} />
                    <Trans>Add an action</Trans>
                  </Button>
                </div>
              </section>
            ))}
            <div>
              <Button
                onClick={() =>
                  setAxis(axis.id, one => ({ ...one, objectives: [...one.objectives, { id: freeName(`${axis.id}-O`, names), title: {}, actions: [] }] }))
                }
              >
                <Plus aria-hidden size={16} />
                <Trans>Add an objective</Trans>
              </Button>
            </div>
          </div>
        </Section>
      ))}
      <div className="page-acts">
        <Button onClick={() => set({ axes: [...text.axes, { id: freeName('AX', names), title: {}, objectives: [] }] })}>
          <Plus aria-hidden size={16} />
          <Trans>Add an axis</Trans>
        </Button>
      </div>
    </>
  )
}
