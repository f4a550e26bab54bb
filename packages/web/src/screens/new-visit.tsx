import type { Draft } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { useMay, useSession } from '../frame/session.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { SelectField, TextField, TickField } from '../parts/field.tsx'
import { Forbidden, Page } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { go } from '../route.ts'
import { type VisitStep, visitActs } from '../visit/answers.ts'
import { areDays, DaysFields } from '../visit/form-parts.tsx'
import { NeedToKnow } from '../visit/need-to-know.tsx'
import { visitWriters } from '../visit/roles.ts'
import { inEach, TwoTexts } from '../visit/two-texts.tsx'
import { type Language, languageNames, languages } from '../words/languages.ts'
import '../style/visit.css'

type Proposal = Omit<VisitStep<'propose'>, 'matter' | 'step' | 'host'>

/** The proposal of a visit. Of a discreet one the list of those who know comes before anything is handed on. */
export default function NewVisit() {
  const { t } = useLingui()
  const mayWrite = useMay(...visitWriters)
  const [made, setMade] = useState<Draft | null>(null)
  if (!mayWrite) return <Forbidden title={t`Propose a visit`} />
  return made === null ? <Proposing onMade={setMade} /> : <Telling draft={made} />
}

function Proposing({ onMade }: { onMade: (draft: Draft) => void }) {
  const { t } = useLingui()
  const { node } = useSession()
  const agreements = useGet(reads.agreements())
  const partners = [...new Set((agreements.data ?? []).filter(one => one.standing === 'active').flatMap(one => one.partners))].sort()
  const [chosen, setChosen] = useState('')
  const [hosting, setHosting] = useState<'ours' | 'theirs'>('theirs')
  const [said, setSaid] = useState<Proposal>({ visit: '', title: {}, place: '', from: '', until: '', languages: ['fr', 'ar'], discreet: false })
  const [tries, setTries] = useState(0)
  const tried = tries > 0
  const set = (part: Partial<Proposal>) => setSaid({ ...said, ...part })
  const start = useAct(visitActs.start, draft => (said.discreet ? onMade(draft) : go(`/drafts/${draft.id}`, 'replace')))
  const to = chosen !== '' ? chosen : partners.length === 1 ? (partners[0] as string) : ''
  const [one, other] = said.languages
  const errors = [
    ...(to === '' ? [{ field: 'visit-to', says: t`Choose whom you propose it to` }] : []),
    ...(/^[A-Z0-9][A-Z0-9.-]{0,39}$/.test(said.visit) ? [] : [{ field: 'visit-name', says: t`Give it a short name in capitals, figures, points and dashes` }]),
    ...(inEach(said.title, said.languages) ? [] : [{ field: 'visit-title', says: t`Say in both languages what it is about` }]),
    ...(said.place.trim() === '' ? [{ field: 'visit-place', says: t`Name the place` }] : []),
    ...(areDays(said.from, said.until) ? [] : [{ field: 'visit-days', says: t`Give the first and the last day, in order` }]),
    ...(one === other ? [{ field: 'visit-language', says: t`Choose two different languages` }] : []),
  ]
  const errorOf = (field: string) => (tried ? errors.find(error => error.field === field)?.says : undefined)
  const languageChoices = languages.map(code => ({ value: code, text: languageNames[code] }))
  const propose = () => {
    const host = hosting === 'ours' ? node.id : to
    void start.run({ to, matter: { matter: 'visit', step: 'propose', host, ...said } })
  }
  return (
    <Page
      title={t`Propose a visit`}
      lead={<Trans>The proposal is a draft first: you read it once more, and a second person releases it.</Trans>}
      erring={tried && errors.length > 0}
    >
      <form
        className="sheet stack new-visit"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setTries(tries + 1)
          if (errors.length === 0) propose()
        }}
      >
        <ErrorSummary errors={tried ? errors : []} tries={tries} />
        <div className="pair">
          <SelectField
            id="visit-to"
            label={<Trans>Proposed to</Trans>}
            value={to}
            onChange={setChosen}
            choices={partners.map(partner => ({ value: partner, text: partner }))}
            error={errorOf('visit-to')}
          />
          <SelectField
            label={<Trans>Host</Trans>}
            value={hosting}
            onChange={side => setHosting(side as typeof hosting)}
            choices={[
              { value: 'theirs', text: to === '' ? t`the partner` : to },
              { value: 'ours', text: node.id },
            ]}
          />
        </div>
        <div className="pair">
          <SelectField
            id="visit-language"
            label={<Trans>First language</Trans>}
            value={one}
            onChange={code => set({ languages: [code as Language, other] })}
            choices={languageChoices}
            error={errorOf('visit-language')}
          />
          <SelectField
            label={<Trans>Second language</Trans>}
            value={other}
            onChange={code => set({ languages: [one, code as Language] })}
            choices={languageChoices}
          />
        </div>
        <TextField
          id="visit-name"
          label={<Trans>Short name</Trans>}
          hint={<Trans>As both sides will call it, for example VIS-2026-11.</Trans>}
          value={said.visit}
          onChange={visit => set({ visit: visit.toUpperCase() })}
          dir="ltr"
          maxLength={40}
          width="half"
          error={errorOf('visit-name')}
        />
        <div id="visit-title">
          <TwoTexts
            label={<Trans>What it is about</Trans>}
            languages={one === other ? [one] : said.languages}
            value={said.title}
            onChange={title => set({ title })}
            maxLength={300}
          />
          {errorOf('visit-title') === undefined ? null : <p className="error">{errorOf('visit-title')}</p>}
        </div>
        <TextField
          id="visit-place"
          label={<Trans>Place</Trans>}
          value={said.place}
          onChange={place => set({ place })}
          maxLength={120}
          error={errorOf('visit-place')}
        />
        <div id="visit-days">
          <DaysFields from={said.from} until={said.until} onChange={set} />
          {errorOf('visit-days') === undefined ? null : <p className="error">{errorOf('visit-days')}</p>}
        </div>
        <TickField
          label={<Trans>Discreet: known on both sides only to those who need to know of it</Trans>}
          hint={<Trans>You choose who they are before the proposal is handed on.</Trans>}
          value={said.discreet}
          onChange={discreet => set({ discreet })}
        />
        <Refusal of={start.refused} />
        <div>
          <Button type="submit" look="main" busy={start.busy}>
            {said.discreet ? <Trans>Choose who needs to know</Trans> : <Trans>Write the draft</Trans>}
          </Button>
        </div>
      </form>
    </Page>
  )
}

function Telling({ draft }: { draft: Draft }) {
  const { t } = useLingui()
  return (
    <Page
      title={t`Who needs to know`}
      lead={<Trans>The proposal is kept as a draft. Add at least one person who releases, then go on.</Trans>}
      acts={
        <ButtonLink look="main" to={`/drafts/${draft.id}`}>
          <Trans>Go on to the draft</Trans>
        </ButtonLink>
      }
    >
      <NeedToKnow dossier={draft.dossier} />
    </Page>
  )
}
