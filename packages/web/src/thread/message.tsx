import type { ThreadMessage } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Paperclip } from 'lucide-react'
import { useState } from 'react'
import { acts } from '../api/answers.ts'
import { useAct } from '../api/hooks.ts'
import { reuseFields } from '../draft/fields.ts'
import { MatterView } from '../draft/matter-view.tsx'
import { draftingRoles } from '../frame/roles.ts'
import { useMay, useSession } from '../frame/session.tsx'
import { IdentificationFacts } from '../identification/facts.tsx'
import { NoticeFacts } from '../obligation/facts.tsx'
import { MessageMarks, StatementMarks } from '../obligation/marks.tsx'
import { OrderForm } from '../obligation/order-form.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { Conditions } from '../parts/conditions.tsx'
import { Picture } from '../parts/picture.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Seal } from '../parts/seal.tsx'
import { StatementList } from '../parts/statement.tsx'
import { Coded, CodedList, OfficerMark, Written } from '../parts/text.tsx'
import { go } from '../route.ts'
import { VisitFacts } from '../visit/facts.tsx'
import type { Language } from '../words/languages.ts'
import { useNames } from '../words/states.ts'
import { longDate, size } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'

/** Kinds that the node titles itself, after their kind: said once. */
const named: readonly ThreadMessage['messageType'][] = ['COR', 'DEL', 'RST', 'ACK']

/** One message of a dossier, with its proof, its files and what it asks of who keeps it. */
export function Message({ message, partner }: { message: ThreadMessage; partner: string }) {
  const { t, i18n } = useLingui()
  const [ordering, setOrdering] = useState(false)
  const self = useSession().node.id
  const mayReuse = useMay(...draftingRoles) && message.direction === 'in' && message.items.length > 0 && message.erased === null
  const reuse = useAct(acts.createDraft, draft => go(`/drafts/${draft.id}`))
  return (
    <article
      className={`sheet message ${message.direction}`}
      id={`message-${message.id}`}
      tabIndex={-1}
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
      <MessageMarks message={message} partner={partner} />
      <Conditions of={message.restrictions} language={message.language} />
      <div className="stack" lang={message.language}>
        {message.title === '' || named.includes(message.messageType) ? null : (
          <p className="message-title" dir="auto">
            {message.title}
          </p>
        )}
        {message.ground === null ? null : (
          <p lang={i18n.locale}>
            <Trans>Ground:</Trans> <Coded scheme="refusalGround" code={message.ground} />
          </p>
        )}
        {message.event === null ? null : (
          <p lang={i18n.locale}>
            <Trans>The event:</Trans>{' '}
            <bdi dir="auto" lang={message.language}>
              {message.event}
            </bdi>
          </p>
        )}
        {message.use === null ? null : <p lang={i18n.locale}>{i18n._(useNames[message.use as keyof typeof useNames])}</p>}
        {message.reasons === '' ? null : <Written>{message.reasons}</Written>}
        {message.note === '' ? null : <Written>{message.note}</Written>}
      </div>
      <NoticeFacts of={message.matter} />
      {message.matter?.matter === 'identification' ? <IdentificationFacts matter={message.matter} /> : null}
      {message.matter?.matter === 'plan' ? <MatterView of={message.matter} /> : null}
      {message.matter?.matter === 'visit' ? <VisitFacts matter={message.matter} /> : null}
      <StatementList items={message.items} marks={place => <StatementMarks marks={message.marks} place={place} />} />
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
          <Trans>Kept until</Trans> {longDate(message.direction === 'in' ? message.hold.holdUntil : message.holdUntil)}
        </span>
        {!mayReuse && message.orders.length === 0 ? null : (
          <span className="page-acts">
            {mayReuse ? (
              <Button
                look="quiet"
                busy={reuse.busy}
                onClick={() => void reuse.run({ fields: reuseFields(message, self, partner, i18n.locale as Language), dossier: null, sources: [message.id] })}
              >
                <Trans>Use in a new request</Trans>
              </Button>
            ) : null}
            {message.orders.length === 0 ? null : (
              <Button look="quiet" aria-expanded={ordering} onClick={() => setOrdering(!ordering)}>
                <Trans>Correct, erase or restrict</Trans>
              </Button>
            )}
          </span>
        )}
      </footer>
      <Refusal of={reuse.refused} />
      {ordering ? <OrderForm message={message} onDone={() => setOrdering(false)} /> : null}
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
