import { useLingui as useLanguage } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Plus, Trash2 } from 'lucide-react'
import type { PlanText } from '../api/answers.ts'
import { useSession } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { DayField } from '../parts/day-field.tsx'
import { CodesField, SelectField, TextField, TickField } from '../parts/field.tsx'
import { Mark } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { type Language, languageNames, languages } from '../words/languages.ts'
import { countWords, treatmentWords } from '../words/plan-words.ts'
import { word } from '../words/vocabulary.ts'
import { type Action, type Counted, countedKinds, countedWhat, freeName, type Indicator, newIndicator, type Titles } from './whole.ts'

/** A title in each language the plan is written in. `id`: the field of the first one. */
export function TitleFields({
  id,
  label,
  value,
  onChange,
  written,
}: {
  id: string
  label: string
  value: Titles
  onChange: (title: Titles) => void
  written: readonly Language[]
}) {
  return (
    <div className="title-row">
      {written.map((language, at) => (
        <TextField
          key={language}
          id={at === 0 ? id : `${id}-${language}`}
          label={
            written.length === 1 ? (
              label
            ) : (
              <>
                {label} <span className="quiet">({languageNames[language]})</span>
              </>
            )
          }
          value={value[language] ?? ''}
          onChange={text => onChange({ ...value, [language]: text })}
          maxLength={300}
        />
      ))}
    </div>
  )
}

/** One action: its title, who answers for it, until when, what is counted of it. */
export function ActionFields({
  action,
  text,
  partner,
  written,
  owners,
  names,
  onChange,
}: {
  action: Action
  text: Pick<PlanText, 'from' | 'until'>
  partner: string | null
  written: readonly Language[]
  /** Who may answer for it: both sides, or this node alone where it takes it on. */
  owners: readonly string[]
  /** Every name the plan has already. */
  names: readonly string[]
  onChange: (action: Action) => void
}) {
  const { t } = useLingui()
  const set = (part: Partial<Action>) => onChange({ ...action, ...part })
  const setIndicator = (at: number, indicator: Indicator | null) =>
    set({ indicators: action.indicators.flatMap((other, nth) => (nth === at ? (indicator ?? []) : other)) })
  return (
    <>
      <TitleFields id={`field-${action.id}`} label={t`Action`} value={action.title} onChange={title => set({ title })} written={written} />
      <div className="field-row">
        <SelectField
          label={<Trans>Who answers for it</Trans>}
          value={action.owner}
          onChange={owner => set({ owner: owner as Action['owner'] })}
          choices={owners.map(id => ({ value: id, text: id }))}
        />
        <TextField
          label={<Trans>Office</Trans>}
          hint={<Trans>An office, never a person</Trans>}
          value={action.office}
          onChange={office => set({ office })}
          maxLength={120}
        />
        <DayField label={<Trans>Until</Trans>} value={action.dueOn} onChange={dueOn => set({ dueOn: dueOn as Action['dueOn'] })} />
      </div>
      {action.carries === null ? null : (
        <p className="quiet small">
          <Trans>
            Carries on <Mark>{`${action.carries.plan} ${action.carries.item}`}</Mark>
          </Trans>
        </p>
      )}
      {action.indicators.map((indicator, at) => (
        <IndicatorFields
          key={indicator.id}
          indicator={indicator}
          partner={partner}
          written={written}
          onChange={changed => setIndicator(at, changed)}
          onRemove={() => {
            setIndicator(at, null)
            toast(t`Indicator removed`, () => onChange(action))
          }}
        />
      ))}
      <div>
        <Button
          look="quiet"
          disabled={action.indicators.length >= 10}
          onClick={() =>
            set({ indicators: [...action.indicators, newIndicator(freeName(`${action.id}-I`, [...names, ...action.indicators.map(each => each.id)]), text)] })
          }
        >
          <Plus aria-hidden size={16} />
          <Trans>Add an indicator</Trans>
        </Button>
      </div>
    </>
  )
}

/** An indicator whole: without a definition of what is divided by what, over which days, a figure says nothing (R56). */
function IndicatorFields({
  indicator,
  partner,
  written,
  onChange,
  onRemove,
}: {
  indicator: Indicator
  partner: string | null
  written: readonly Language[]
  onChange: (indicator: Indicator) => void
  onRemove: () => void
}) {
  const { t } = useLingui()
  const { _ } = useLanguage()
  const set = (part: Partial<Indicator>) => onChange({ ...indicator, ...part })
  return (
    <section className="nest" aria-label={t`Indicator ${indicator.id}`}>
      <div className="nest-head">
        <strong>
          <Trans>Indicator</Trans> <Mark className="code-mark">{indicator.id}</Mark>
        </strong>
        <Button look="quiet" aria-label={t`Remove indicator ${indicator.id}`} onClick={onRemove}>
          <Trash2 aria-hidden size={16} />
        </Button>
      </div>
      <TitleFields id={`field-${indicator.id}`} label={t`What it shows`} value={indicator.title} onChange={title => set({ title })} written={written} />
      <CountedFields label={t`Counted`} counted={indicator.numerator} partner={partner} onChange={numerator => set({ numerator })} />
      <TickField
        label={<Trans>Divided by another count</Trans>}
        value={indicator.denominator !== null}
        onChange={on => set({ denominator: on ? { ...indicator.numerator, what: 'asked' } : null })}
      />
      {indicator.denominator === null ? null : (
        <CountedFields label={t`Divided by`} counted={indicator.denominator} partner={partner} onChange={denominator => set({ denominator })} />
      )}
      <div className="field-row">
        <DayField label={<Trans>First day</Trans>} value={indicator.from} onChange={from => set({ from: from as Indicator['from'] })} />
        <DayField label={<Trans>Last day</Trans>} value={indicator.until} onChange={until => set({ until: until as Indicator['until'] })} />
        <TextField
          label={indicator.denominator === null ? <Trans>Aim</Trans> : <Trans>Aim, of 100</Trans>}
          optional
          dir="ltr"
          width="short"
          inputMode="numeric"
          value={indicator.target === null ? '' : String(indicator.target)}
          onChange={typed => {
            const digits = typed.replace(/[٠-٩]/g, digit => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit))).replace(/\D/g, '')
            set({ target: digits === '' ? null : Math.min(Number(digits), 1_000_000) })
          }}
        />
      </div>
      <fieldset className="field">
        <legend>
          <Trans>Counted as well</Trans>
        </legend>
        <p className="hint">
          <Trans>What is not ticked is left out above and below the line, and its number is shown beside.</Trans>
        </p>
        <div className="ticks two">
          {(Object.keys(treatmentWords) as (keyof typeof treatmentWords)[]).map(name => (
            <label key={name} className="tick">
              <input
                type="checkbox"
                checked={indicator.treatment[name] === 'counted'}
                onChange={event => set({ treatment: { ...indicator.treatment, [name]: event.target.checked ? 'counted' : 'left-out' } })}
              />
              <span>{_(treatmentWords[name])}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </section>
  )
}

function CountedFields({
  label,
  counted,
  partner,
  onChange,
}: {
  label: string
  counted: Counted
  partner: string | null
  onChange: (counted: Counted) => void
}) {
  const { t } = useLingui()
  const { _ } = useLanguage()
  const { node } = useSession()
  const set = (part: Partial<Counted>) => onChange({ ...counted, ...part })
  return (
    <fieldset className="counted">
      <legend>{label}</legend>
      <div className="field-row">
        <SelectField
          label={<Trans>What</Trans>}
          value={counted.what}
          onChange={what => set({ what: what as Counted['what'] })}
          choices={countedWhat.map(what => ({ value: what, text: _(countWords[what] ?? { id: what }) }))}
        />
        <SelectField
          label={<Trans>Asked by</Trans>}
          value={counted.askedBy ?? ''}
          empty={t`either side`}
          onChange={id => set({ askedBy: id === '' ? null : (id as NonNullable<Counted['askedBy']>) })}
          choices={[node.id, ...(partner === null ? [] : [partner])].map(id => ({ value: id, text: id }))}
        />
      </div>
      <fieldset className="counted">
        <legend className="small">
          <Trans>Of these kinds</Trans>
        </legend>
        <div className="ticks two">
          {countedKinds.map(kind => (
            <label key={kind} className="tick">
              <input
                type="checkbox"
                checked={counted.messageTypes.includes(kind)}
                onChange={event =>
                  set({ messageTypes: countedKinds.filter(other => (other === kind ? event.target.checked : counted.messageTypes.includes(other))) })
                }
              />
              <span>{word('messageType', kind)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <details>
        <summary className="small">
          {counted.crimeAreas.length === 0 ? <Trans>On any crime area</Trans> : <Trans>On the crime areas that are ticked</Trans>}
        </summary>
        <CodesField
          scheme="crimeArea"
          label={<Trans>Crime areas</Trans>}
          hint={<Trans>None ticked: all of them.</Trans>}
          columns={2}
          value={counted.crimeAreas}
          onChange={areas => set({ crimeAreas: areas as Counted['crimeAreas'] })}
        />
      </details>
    </fieldset>
  )
}

/** Which languages a text is written in: those that already hold words stay. */
export function WrittenIn({
  held,
  value,
  onChange,
}: {
  held: readonly string[]
  value: readonly Language[]
  onChange: (languages: readonly Language[]) => void
}) {
  return (
    <fieldset className="field">
      <legend>
        <Trans>Written in</Trans>
      </legend>
      <div className="ticks two">
        {languages.map(language => (
          <label key={language} className="tick">
            <input
              type="checkbox"
              checked={value.includes(language)}
              disabled={held.includes(language) || (value.length === 1 && value[0] === language)}
              onChange={event => onChange(languages.filter(other => (other === language ? event.target.checked : value.includes(other))))}
            />
            <span lang={language}>{languageNames[language]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
