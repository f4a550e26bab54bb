import '../style/plan.css'
import type { Plan } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { acts, type PlanText, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { guarantees } from '../draft/fields.ts'
import { useSession } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { DayField } from '../parts/day-field.tsx'
import { Loading } from '../parts/empty.tsx'
import { SelectField, TextField } from '../parts/field.tsx'
import { Page, Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark } from '../parts/text.tsx'
import { type Terms, TermsFields } from '../plan/say.tsx'
import { actionsIn } from '../plan/whole.ts'
import { go, useFilter } from '../route.ts'
import { inReadersLanguage } from '../words/text.ts'
import { count, longDate } from '../words/time.ts'

/** The start of a plan: with whom, under which name, for how long. One that follows another begins with all that the other carries over. */
export default function NewPlan() {
  const { t } = useLingui()
  const [follows] = useFilter('follows')
  const earlier = useGet(follows === '' ? null : reads.plan(follows))
  if (follows === '') return <Starting />
  if (earlier.data === undefined)
    return (
      <Page title={t`New plan`}>
        <Refusal of={earlier.refused} />
        {earlier.waiting ? <Loading /> : null}
      </Page>
    )
  return <Following earlier={earlier.data} />
}

const fitsName = (name: string) => /^[A-Z0-9][A-Z0-9.-]{0,39}$/.test(name)

/** The same day some years on; the last of February where there is no such day. */
function yearsOn(day: string, years: number): string {
  const [year = '', rest = ''] = [day.slice(0, 4), day.slice(4)]
  return `${Number(year) + years}${rest === '-02-29' ? '-02-28' : rest}`
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

function Starting() {
  const { t, i18n } = useLingui()
  const { node } = useSession()
  const agreements = useGet(reads.agreements())
  const lineage = useGet(reads.lineage()).data
  const partners = [...new Set((agreements.data ?? []).filter(one => one.standing === 'active').flatMap(one => one.partners))].sort()
  const [chosen, setChosen] = useState('')
  const partner = chosen || (partners.length === 1 ? (partners[0] ?? '') : '')
  const year = new Date().getUTCFullYear() + 1
  const [name, setName] = useState('')
  const [chain, setChain] = useState('')
  const [title, setTitle] = useState('')
  const [from, setFrom] = useState(`${year}-01-01`)
  const [until, setUntil] = useState(`${year + 1}-12-31`)
  const line = chain || (lineage?.chains[0]?.id ?? '')
  const [asked, setAsked] = useState(false)
  const begin = useBegin()
  const missing = partner === '' || !fitsName(name) || !fitsName(line) || title.trim() === ''
  const hand = () => {
    setAsked(true)
    if (missing) return
    const text = { plan: name, chain: line, follows: null, title: { [i18n.locale]: title }, from, until, regime: node.regime, axes: [] }
    begin.run(partner, text as unknown as PlanText)
  }
  return (
    <Page title={t`New plan`} lead={<Trans>A draft first: you write its axes and actions next. A second person releases the proposal; both sides sign.</Trans>}>
      <Refusal of={begin.refused ?? agreements.refused} />
      <Section title={<Trans>The plan</Trans>}>
        <div className="stack">
          <div className="field-row">
            <SelectField
              label={<Trans>Partner</Trans>}
              value={partner}
              onChange={setChosen}
              choices={partners.map(each => ({ value: each, text: each }))}
              error={asked && partner === '' ? t`Choose a partner` : undefined}
            />
            <ShortName value={name} onChange={setName} isChecked={asked} />
            <TextField
              label={<Trans>Line of plans it belongs to</Trans>}
              hint={<Trans>Plans of one line follow one another</Trans>}
              dir="ltr"
              value={line}
              onChange={typed => setChain(typed.toUpperCase().replaceAll(' ', '-'))}
              maxLength={40}
              error={asked && !fitsName(line) ? t`Name the line` : undefined}
            />
          </div>
          <TextField
            label={<Trans>Title</Trans>}
            value={title}
            onChange={setTitle}
            maxLength={300}
            error={asked && title.trim() === '' ? t`Give it a title` : undefined}
          />
          <div className="field-row">
            <DayField label={<Trans>First day</Trans>} value={from} onChange={setFrom} />
            <DayField label={<Trans>Last day</Trans>} value={until} onChange={setUntil} />
          </div>
        </div>
      </Section>
      <TermsSection partner={partner} terms={begin.terms(partner)} onChange={begin.setTerms} />
      <div className="page-acts">
        <Button look="main" busy={begin.busy} onClick={hand}>
          <Trans>Write its text</Trans>
        </Button>
      </div>
    </Page>
  )
}

function Following({ earlier }: { earlier: Plan }) {
  const { t, i18n } = useLingui()
  const { row } = earlier
  const [from, setFrom] = useState(dayAfter(row.until))
  const [until, setUntil] = useState(yearsOn(row.until, Math.max(1, Number(row.until.slice(0, 4)) - Number(row.from.slice(0, 4)) + 1)))
  const [name, setName] = useState(`${row.chain}-${from.slice(0, 4)}`.slice(0, 40))
  const next = useGet(fitsName(name) && from <= until ? reads.nextPlan(row.dossier, { name, from, until }) : null)
  const begin = useBegin()
  const carried = next.data === undefined ? [] : actionsIn(next.data.text)
  return (
    <Page
      title={t`New plan`}
      lead={
        <Trans>
          It follows <Mark>{row.name}</Mark>, which ends on {longDate(row.until)}, and takes on what that plan carries over.
        </Trans>
      }
    >
      <Refusal of={begin.refused ?? next.refused} focus={false} />
      <Section title={<Trans>The plan</Trans>}>
        <div className="field-row">
          <ShortName value={name} onChange={setName} isChecked />
          <DayField label={<Trans>First day</Trans>} value={from} onChange={setFrom} />
          <DayField label={<Trans>Last day</Trans>} value={until} onChange={setUntil} />
        </div>
      </Section>
      <Section
        title={
          <>
            <Trans>Carried over</Trans> <span className="quiet">{count(carried.length)}</span>
          </>
        }
      >
        {carried.length === 0 ? (
          <p className="quiet">
            <Trans>Nothing is carried over: this plan begins empty, with the axes of the last one.</Trans>
          </p>
        ) : (
          <ul className="plain-list">
            {carried.map(action => (
              <li key={action.id}>
                <Mark className="code-mark">{action.id}</Mark> <bdi dir="auto">{inReadersLanguage(action.title, i18n.locale)}</bdi>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <TermsSection partner={row.partner} terms={begin.terms(row.partner)} onChange={begin.setTerms} />
      <div className="page-acts">
        <Button
          look="main"
          busy={begin.busy}
          disabled={next.data === undefined}
          onClick={() => {
            if (next.data !== undefined) begin.run(row.partner, next.data.text)
          }}
        >
          <Trans>Write its text</Trans>
        </Button>
      </div>
    </Page>
  )
}

/** The draft of a proposal, and the terms of this side's first message in it. */
function useBegin() {
  const { node } = useSession()
  const [own, setTerms] = useState<Terms | null>(null)
  const act = useAct(acts.proposePlan, draft => go(`/drafts/${draft.id}`, 'replace'))
  const terms = (partner: string): Terms => own ?? guarantees(node.id, partner === '' ? null : partner)
  return {
    terms,
    setTerms,
    refused: act.refused,
    busy: act.busy,
    run: (partner: string, text: PlanText) => void act.run({ partner, text, terms: terms(partner), submit: false }),
  }
}

/** The terms are asked where data of officers leave the Union; shown always, so that nobody is surprised. */
function TermsSection({ partner, terms, onChange }: { partner: string; terms: Terms; onChange: (terms: Terms) => void }) {
  return partner === '' ? null : (
    <Section title={<Trans>Terms of our messages</Trans>}>
      <div className="stack">
        <TermsFields value={terms} onChange={onChange} />
      </div>
    </Section>
  )
}

/** The name of a plan, by which other plans and papers cite it. */
function ShortName({ value, onChange, isChecked }: { value: string; onChange: (name: string) => void; isChecked: boolean }) {
  const { t } = useLingui()
  return (
    <TextField
      label={<Trans>Short name</Trans>}
      hint={<Trans>Capital letters, digits, dots and hyphens: BE-MA-2027-2028</Trans>}
      dir="ltr"
      value={value}
      onChange={typed => onChange(typed.toUpperCase().replaceAll(' ', '-'))}
      maxLength={40}
      error={isChecked && !fitsName(value) ? t`Give it a short name` : undefined}
    />
  )
}
