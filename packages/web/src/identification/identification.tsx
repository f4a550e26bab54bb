import type { Dossier, Identification as IdentificationAnswer, IdentificationFile } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { acts } from '../api/answers.ts'
import { call, callMending } from '../api/client.ts'
import { perform, useAct, useGet } from '../api/hooks.ts'
import { Button } from '../parts/button.tsx'
import { Loading } from '../parts/empty.tsx'
import { useKeeping } from '../parts/keeping.ts'
import { KeptLine } from '../parts/kept-line.tsx'
import { LegalBasis } from '../parts/legal-basis.tsx'
import { Page, Section } from '../parts/page.tsx'
import { PrintMarks } from '../parts/print-marks.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useSaid } from '../parts/said.ts'
import { Written } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { ActsOfBoth } from '../thread/acts-of-both.tsx'
import { DossierDrafts } from '../thread/dossier-drafts.tsx'
import { CandidatesWaiting, HoldingsCheck } from '../thread/holdings-check.tsx'
import { Message } from '../thread/message.tsx'
import { PrintDossier } from '../thread/print-dossier.tsx'
import { identificationActs, identificationReads } from './answers.ts'
import { ClockCard } from './clock-card.tsx'
import { Course } from './course.tsx'
import { personOfFile, sendableFile } from './file-fields.ts'
import { FileForm } from './file-form.tsx'
import { FileView } from './file-view.tsx'
import { Guards, GuardsGlance } from './guards.tsx'
import { Missing } from './missing.tsx'
import { DecideOutcome } from './outcome.tsx'
import { Protections } from './protections.tsx'
import { NextSteps } from './steps.tsx'
import '../style/identification.css'

/** The dossier of an identification: the file while it is filled in, then its course; its guards where it is asked, the verification where it is answered. */
export default function Identification({ dossier, lead }: { dossier: Dossier; lead: ReactNode }) {
  const { row } = dossier
  const read = useGet(identificationReads.one(row.dossier), { everySeconds: 30 })
  if (read.data === undefined)
    return (
      <Page title={row.ourReference} lead={lead}>
        <Refusal of={read.refused} />
        {read.waiting ? <Loading /> : null}
      </Page>
    )
  const { draft, file } = read.data
  const writing = draft?.mine && (draft.state === 'editing' || draft.state === 'returned') && file !== null
  const seen = { dossier, lead, identification: read.data }
  return writing ? <Writing key={draft.id} {...seen} draft={draft} file={file} /> : <Standing {...seen} />
}

type Seen = { readonly dossier: Dossier; readonly lead: ReactNode; readonly identification: IdentificationAnswer }
type OpenDraft = NonNullable<IdentificationAnswer['draft']>

/** The file under its officer's hand, with the clock, what is missing and the ten guards in sight. */
function Writing({ dossier, lead, identification, draft, file }: Seen & { draft: OpenDraft; file: IdentificationFile }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const id = dossier.row.dossier
  const path = identificationReads.one(id).path
  const kept = useKeeping<IdentificationFile>({
    id: draft.id,
    value: file,
    version: draft.version,
    put: async (version, value, leaving) => {
      const body = { version, file: sendableFile(value) }
      const saved = leaving
        ? await call<IdentificationAnswer>('PUT', `${path}/file`, body, { keepalive: true })
        : await callMending<IdentificationAnswer>('PUT', `${path}/file`, body)
      if (!leaving) client.setQueryData([path], saved)
      return saved.draft?.version ?? version
    },
    read: async () => {
      const there = await call<IdentificationAnswer>('GET', path)
      return there.draft === null || there.file === null ? null : { version: there.draft.version, value: there.file }
    },
  })
  const submit = useAct(identificationActs.submit, () => toast(t`Handed over for release`, () => void perform(client, identificationActs.recall(draft.id))))
  const discard = useAct(acts.discardDraft, () => toast(t`Draft discarded`, () => void perform(client, acts.restoreDraft(draft.id))))
  const hand = async () => {
    if (await kept.flush()) await submit.run(draft.id)
  }
  return (
    <Page
      title={dossier.row.ourReference}
      lead={
        <>
          {lead} <KeptLine keeping={kept.keeping} />
        </>
      }
      aside={
        <div className="stack wide-aside">
          <Missing identification={identification} />
          <GuardsGlance guards={identification.guards} />
          <ClockCard row={dossier.row} />
          <div className="aside-acts stick">
            <Refusal of={submit.refused ?? discard.refused} />
            <p className="quiet small">
              <Trans>A second person reads it and releases it. Until then you can take it back.</Trans>
            </p>
            <Button look="main" busy={submit.busy} onClick={() => void hand()}>
              <Trans>Hand over for release</Trans>
            </Button>
            <Button look="quiet" busy={discard.busy} onClick={() => void kept.flush().then(() => discard.run(draft.id))}>
              <Trans>Discard the draft</Trans>
            </Button>
          </div>
          <LegalBasis of={dossier.legalBasis} />
        </div>
      }
    >
      {draft.returned === null ? null : <Returned returned={draft.returned} />}
      {kept.theirs === null ? null : (
        <section className="notice soon" role="alert">
          <div className="stack">
            <p className="notice-what">
              <Trans>This draft was changed elsewhere while you typed. Both versions are here; nothing is lost.</Trans>
            </p>
            <div className="page-acts">
              <Button look="main" onClick={() => kept.settle('mine')}>
                <Trans>Keep what is here</Trans>
              </Button>
              <Button onClick={() => kept.settle('theirs')}>
                <Trans>Take what is there</Trans>
              </Button>
            </div>
          </div>
        </section>
      )}
      <Refusal of={kept.refused} focus={false} />
      <Protections identification={identification} asked={askedIn(kept.value)} />
      <FileForm file={kept.value} identification={{ ...identification, draft }} change={kept.change} onAttached={() => kept.change(value => ({ ...value }))} />
      <Guards identification={identification} />
    </Page>
  )
}

function Returned({ returned }: { returned: NonNullable<OpenDraft['returned']> }) {
  const said = useSaid(returned.code)
  return (
    <div className="notice soon">
      <div>
        <p className="notice-what">{said.what}</p>
        {returned.reason === '' ? null : <Written as="blockquote">{returned.reason}</Written>}
        <p>{said.next}</p>
      </div>
    </div>
  )
}

/** The dossier when its file is not under one's own hand: sent, received, or a colleague's. */
function Standing({ dossier, lead, identification }: Seen) {
  const { row } = dossier
  const { file, course } = identification
  const atHome = row.side === 'asker'
  // With the document issued nothing more leaves that asks for them: guards that grew old are no warning then.
  const asksGuards = identification.steps.includes('find-guard') && !identification.steps.includes('used')
  return (
    <Page
      title={row.ourReference}
      lead={lead}
      marks={<PrintMarks dossier={dossier} />}
      acts={<PrintDossier dossier={dossier} />}
      aside={
        <div className="stack wide-aside">
          <NextSteps dossier={dossier} identification={identification} />
          <ClockCard row={row} />
          {asksGuards ? <GuardsGlance guards={identification.guards} /> : null}
          {atHome ? null : <CandidatesWaiting dossier={row.dossier} />}
          {identification.draft === null ? null : <Missing identification={identification} />}
          <Section title={<Trans>Course</Trans>}>
            <Course identification={identification} partner={row.partner} />
          </Section>
          <LegalBasis of={dossier.legalBasis} />
          <ActsOfBoth dossier={dossier} />
        </div>
      }
    >
      <DossierDrafts drafts={dossier.drafts} />
      {file === null ? null : <Protections identification={identification} asked={askedIn(file)} />}
      {file === null ? null : <FileView file={file} identification={identification} />}
      {atHome ? <Guards identification={identification} /> : null}
      {atHome ? null : <HoldingsCheck dossier={dossier} />}
      {atHome ? null : <DecideOutcome identification={identification} />}
      {course.length === 0 ? null : dossier.messages.map(message => <Message key={message.id} message={message} partner={row.partner ?? ''} />)}
    </Page>
  )
}

/** The person of a file, to be put beside another. */
function askedIn(file: IdentificationFile) {
  const { names, birthDate, birthPlace, sex, documents } = personOfFile(file)
  return {
    names: names.filter(name => name !== ''),
    ...(birthDate ? { birthDate } : {}),
    ...(birthPlace ? { birthPlace } : {}),
    ...(sex === undefined ? {} : { sex }),
    ...(documents?.length ? { documents: documents.map(document => ({ ...document })) } : {}),
  }
}
