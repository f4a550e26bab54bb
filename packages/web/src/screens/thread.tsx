import type { Dossier } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { FileLock2 } from 'lucide-react'
import { lazy, Suspense, useEffect, useId, useState } from 'react'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { TakeBack, useUndo } from '../desk/undo.tsx'
import { useKeys } from '../frame/keys.tsx'
import { HoldPanel } from '../hold/hold-panel.tsx'
import { OriginsToTell } from '../obligation/origins.tsx'
import { ObligationSection, OwedHere } from '../obligation/section.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Clock, clockOf } from '../parts/clock.tsx'
import { Loading } from '../parts/empty.tsx'
import { LegalBasis } from '../parts/legal-basis.tsx'
import { Page, Section } from '../parts/page.tsx'
import { PrintMarks } from '../parts/print-marks.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { LastStage, Owed } from '../parts/stage.tsx'
import { Mark, OfficerMark } from '../parts/text.tsx'
import { standsToUndo } from '../parts/toast.tsx'
import { DossierDrafts } from '../thread/dossier-drafts.tsx'
import { CandidatesWaiting, HoldingsCheck } from '../thread/holdings-check.tsx'
import { Message } from '../thread/message.tsx'
import { NextActs } from '../thread/next-acts.tsx'
import { PrintDossier } from '../thread/print-dossier.tsx'
import { Timeline } from '../thread/timeline.tsx'
import { threadStates } from '../words/states.ts'
import { word } from '../words/vocabulary.ts'

const Identification = lazy(() => import('../identification/identification.tsx'))
const Visit = lazy(() => import('../visit/visit.tsx'))

/** Kinds of dossier that have a page of their own once they are opened. */
const ownScreens: { readonly [openingType: string]: typeof Identification | typeof Visit | undefined } = { IDR: Identification, VIS: Visit }

/** A dossier: closed until one says why one reads it today, then both sides' acts, messages, proofs and the next act. */
export default function Thread({ id = '' }: { id?: string }) {
  const { t } = useLingui()
  const dossier = useGet(reads.dossier(id), { everySeconds: 30 })
  if (dossier.data === undefined)
    return (
      <Page title={t`Dossier`}>
        <Refusal of={dossier.refused} />
        {dossier.waiting ? <Loading /> : null}
      </Page>
    )
  if (!dossier.data.opened) return <Closed dossier={dossier.data} />
  const Own = ownScreens[dossier.data.row.openingType]
  if (Own === undefined) return <Opened dossier={dossier.data} />
  return (
    <Suspense fallback={<Loading />}>
      <Own dossier={dossier.data} lead={<Lead dossier={dossier.data} />} />
    </Suspense>
  )
}

function Lead({ dossier }: { dossier: Dossier }) {
  const { row } = dossier
  return (
    <span className="thread-lead">
      <StateBadge of={threadStates[row.state]} />
      <span>
        {word('messageType', row.openingType)}
        {row.crimeArea === null ? null : <> · {word('crimeArea', row.crimeArea)}</>}
      </span>
      {row.partner === null ? null : <Mark>{row.partner}</Mark>}
      {row.yourReference === null ? null : <Mark>{row.yourReference}</Mark>}
      <Clock clock={clockOf(row)} partner={row.partner} />
      {row.last === null ? null : (
        <span>
          {word('messageType', row.last.messageType)} · <LastStage row={row} />
        </span>
      )}
      <Owed row={row} />
      {row.assignedTo === null ? null : (
        <span className="quiet">
          <Trans>
            with <OfficerMark of={row.assignedTo} />
          </Trans>
        </span>
      )}
    </span>
  )
}

/** Reading is an act: the reason is asked once per case and day, with the last one offered. */
function Closed({ dossier }: { dossier: Dossier }) {
  const { t } = useLingui()
  const field = useId()
  const [reason, setReason] = useState(dossier.lastReason ?? '')
  const open = useAct(acts.openDossier)
  return (
    <Page title={dossier.row.ourReference} lead={<Lead dossier={dossier} />}>
      <form
        className="sheet opening"
        onSubmit={event => {
          event.preventDefault()
          if (reason.trim().length >= 3) void open.run(dossier.row.dossier, reason.trim())
        }}
      >
        <FileLock2 aria-hidden size={22} />
        <div className="stack">
          <div className="field">
            <label htmlFor={field}>
              <Trans>Why do you open this dossier today?</Trans>
            </label>
            <p className="hint" id={`${field}-hint`}>
              <Trans>Asked once a day. Your office, number and this reason go into the acts log.</Trans>
            </p>
            <input
              id={field}
              className="control full"
              dir="auto"
              maxLength={300}
              value={reason}
              onChange={event => setReason(event.target.value)}
              aria-describedby={`${field}-hint`}
              autoComplete="off"
            />
          </div>
          <Refusal of={open.refused} />
          <div>
            <Button type="submit" look="main" busy={open.busy} aria-label={t`Open the dossier`}>
              <Trans>Open</Trans>
            </Button>
          </div>
        </div>
      </form>
    </Page>
  )
}

/** Goes from message to message: each is a place that the keyboard can stand on. */
function walkMessages(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('article.message')]
  const at = all.findIndex(message => message.contains(document.activeElement))
  const next = all[at === -1 ? (by === 1 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'start' })
}

function Opened({ dossier }: { dossier: Dossier }) {
  const back = useUndo(dossier)
  useEffect(() => {
    standsToUndo(back.run)
    return () => standsToUndo(undefined)
  })
  // A link from elsewhere leads to one message; it is here only now.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), [])
  useKeys([
    { keys: 'j', says: <Trans>Next message</Trans>, run: () => walkMessages(1) },
    { keys: 'k', says: <Trans>Previous message</Trans>, run: () => walkMessages(-1) },
    { keys: 'u', says: <Trans>Back to the list</Trans>, run: () => history.back() },
  ])
  return (
    <Page
      title={dossier.row.ourReference}
      lead={<Lead dossier={dossier} />}
      marks={<PrintMarks dossier={dossier} />}
      acts={<PrintDossier dossier={dossier} />}
      aside={
        <div className="stack wide-aside">
          <NextActs dossier={dossier} />
          <TakeBack dossier={dossier} run={back.run} busy={back.busy} refused={back.refused} />
          <OwedHere dossier={dossier} />
          <CandidatesWaiting dossier={dossier.row.dossier} />
          <LegalBasis of={dossier.legalBasis} />
          <HoldPanel dossier={dossier} />
          <Section title={<Trans>Timeline</Trans>}>
            <Timeline entries={dossier.timeline} partner={dossier.row.partner} />
          </Section>
        </div>
      }
    >
      <OriginsToTell dossier={dossier} />
      <DossierDrafts drafts={dossier.drafts} />
      {dossier.messages.map(message => (
        <Message key={message.id} message={message} partner={dossier.row.partner ?? ''} />
      ))}
      <ObligationSection dossier={dossier} />
      <HoldingsCheck dossier={dossier} />
    </Page>
  )
}
