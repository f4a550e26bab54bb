import type { Dossier, ThreadMessage } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { FileLock2, Paperclip } from 'lucide-react'
import { useId, useState } from 'react'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { StateBadge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Clock, clockOf, Moment } from '../parts/clock.tsx'
import { draftColumns } from '../parts/draft-columns.tsx'
import { Loading } from '../parts/empty.tsx'
import { LegalBasis } from '../parts/legal-basis.tsx'
import { Page, Section } from '../parts/page.tsx'
import { Picture } from '../parts/picture.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Seal } from '../parts/seal.tsx'
import { StatementList } from '../parts/statement.tsx'
import { Rows } from '../parts/table.tsx'
import { Coded, CodedList, Mark, OfficerMark, Written } from '../parts/text.tsx'
import { CandidatesWaiting, HoldingsCheck } from '../thread/holdings-check.tsx'
import { NextActs } from '../thread/next-acts.tsx'
import { Timeline } from '../thread/timeline.tsx'
import { threadStates, useNames } from '../words/states.ts'
import { longDate, size } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'

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
  return dossier.data.opened ? <Opened dossier={dossier.data} /> : <Closed dossier={dossier.data} />
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

function Opened({ dossier }: { dossier: Dossier }) {
  const { t } = useLingui()
  return (
    <Page
      title={dossier.row.ourReference}
      lead={<Lead dossier={dossier} />}
      aside={
        <div className="stack wide-aside">
          <NextActs dossier={dossier} />
          <CandidatesWaiting dossier={dossier.row.dossier} />
          <LegalBasis of={dossier.legalBasis} />
          <Section title={<Trans>Timeline</Trans>}>
            <Timeline entries={dossier.timeline} partner={dossier.row.partner} />
          </Section>
        </div>
      }
    >
      {dossier.drafts.length === 0 ? null : (
        <Rows
          label={t`Drafts of this dossier`}
          groups={[{ id: 'drafts', head: <Trans>Drafts</Trans>, rows: dossier.drafts }]}
          columns={draftColumns(row => (row.state === 'waiting-release' ? `/release/${row.id}` : `/drafts/${row.id}`))}
          keyOf={row => row.id}
        />
      )}
      {dossier.messages.map(message => (
        <Message key={message.id} message={message} partner={dossier.row.partner ?? ''} />
      ))}
      <HoldingsCheck dossier={dossier} />
    </Page>
  )
}

function Message({ message, partner }: { message: ThreadMessage; partner: string }) {
  const { t, i18n } = useLingui()
  return (
    <article
      className={`sheet message ${message.direction}`}
      id={`message-${message.id}`}
      aria-label={t`${word('messageType', message.messageType)}, ${message.direction === 'in' ? t`received` : t`sent`}`}
    >
      <header className="message-head">
        <div>
          <h2>
            {word('messageType', message.messageType)}
            {message.extent === 'partial' ? (
              <span className="quiet">
                {' '}
                <Trans>(a part)</Trans>
              </span>
            ) : null}
          </h2>
          <p className="quiet small">
            {message.direction === 'in' ? (
              <Trans>
                Received <Moment at={message.at} partner={partner} />. Written by <OfficerMark of={message.drafter} />, released by{' '}
                <OfficerMark of={message.releaser} />
              </Trans>
            ) : (
              <Trans>
                Sent <Moment at={message.at} partner={partner} />. Written by <OfficerMark of={message.drafter} />, released by{' '}
                <OfficerMark of={message.releaser} />
              </Trans>
            )}
          </p>
        </div>
        <Seal proof={message.proof} partner={partner} />
      </header>
      <div className="stack" lang={message.language}>
        {message.title === '' ? null : (
          <p className="message-title" dir="auto">
            {message.title}
          </p>
        )}
        {message.ground === null ? null : (
          <p lang={i18n.locale}>
            <Trans>Ground:</Trans> <Coded scheme="refusalGround" code={message.ground} />
          </p>
        )}
        {message.use === null ? null : <p lang={i18n.locale}>{i18n._(useNames[message.use as keyof typeof useNames])}</p>}
        {message.reasons === '' ? null : <Written>{message.reasons}</Written>}
        {message.note === '' ? null : <Written>{message.note}</Written>}
      </div>
      <StatementList items={message.items} />
      {message.attachments.length === 0 ? null : (
        <ul className="files">
          {message.attachments.map(file => (
            <AttachmentLine key={file.id} file={file} message={message.id} />
          ))}
        </ul>
      )}
      <footer className="message-foot small">
        <span>
          <Trans>Case</Trans> <bdi>{message.caseReference === '' ? '–' : message.caseReference}</bdi>
        </span>
        <span>
          <CodedList scheme="handlingCode" codes={message.handling} />
        </span>
        <span>
          <Trans>Kept until</Trans> {longDate(message.holdUntil)}
        </span>
      </footer>
    </article>
  )
}

/** A file is handed over as a download; only safe pictures can be looked at here, redrawn point by point. */
function AttachmentLine({ file, message }: { file: ThreadMessage['attachments'][number]; message: string }) {
  const [shown, setShown] = useState(false)
  const address = `/v1/messages/${message}/attachments/${file.id}`
  return (
    <li>
      <Paperclip aria-hidden size={16} />
      {file.present ? (
        <a href={address} download={file.name}>
          <bdi className="file-name">{file.name}</bdi>
        </a>
      ) : (
        <bdi className="file-name">{file.name}</bdi>
      )}
      <span className="quiet small">{size(file.bytes)}</span>
      {file.present ? null : (
        <span className="badge soon">
          <Trans>not here yet</Trans>
        </span>
      )}
      {file.renderable && file.present ? (
        <Button look="quiet" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? <Trans>Hide the picture</Trans> : <Trans>Look at the picture</Trans>}
        </Button>
      ) : null}
      {shown ? <Picture address={address} mediaType={file.mediaType} name={file.name} /> : null}
    </li>
  )
}
