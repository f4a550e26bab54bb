import type { Preview } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { CircleCheck, Scale, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { contextNames } from '../draft/review.tsx'
import { SentView } from '../draft/sent-view.tsx'
import { useKeys } from '../frame/keys.tsx'
import { useHands, useSession } from '../frame/session.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Loading } from '../parts/empty.tsx'
import { EvidenceBadge } from '../parts/evidence.tsx'
import { TextArea } from '../parts/field.tsx'
import { Link } from '../parts/link.tsx'
import { Page } from '../parts/page.tsx'
import { Refusal, UnmetList } from '../parts/refusal.tsx'
import { Coded, CodedList, Mark, OfficerMark } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { go } from '../route.ts'
import { inReadersLanguage } from '../words/text.ts'
import { longDate, size } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'

/** The second person reads exactly what would leave and why it may, then releases it or sends it back. */
export default function Release({ id = '' }: { id?: string }) {
  const { t } = useLingui()
  const preview = useGet(reads.preview(id))
  if (preview.data === undefined)
    return (
      <Page title={t`To release`}>
        <Refusal of={preview.refused} />
        {preview.waiting ? <Loading /> : null}
      </Page>
    )
  return <Reading preview={preview.data} />
}

function Reading({ preview }: { preview: Preview }) {
  const { t } = useLingui()
  const { account } = useSession()
  const hands = useHands()
  const { draft, decision, agreement } = preview
  const [note, setNote] = useState('')
  const [sending, setSending] = useState(false)
  const release = useAct(acts.releaseDraft, () => {
    toast(t`Released. It is in the outbox.`)
    go('/release')
  })
  const waiting = draft.state === 'waiting-release'
  const own = hands.includes(draft.author.id)
  const mayRelease = waiting && !own && account.roles.includes('REL')
  // Releasing itself has no key: it is done after reading, with the hand.
  useKeys(mayRelease ? [{ keys: 'b', says: <Trans>Send back</Trans>, run: () => setSending(true) }] : [])
  return (
    <Page
      title={t`Release to ${preview.partner}`}
      lead={
        <Trans>
          Written by <OfficerMark of={draft.author} />, <Moment at={draft.updatedAt} partner={preview.partner} />. On the left is what the partner will see, and
          nothing else leaves.
        </Trans>
      }
      aside={
        <div className="stack wide-aside">
          <WhyItMay preview={preview} />
          {mayRelease ? (
            <div className="aside-acts stick">
              <Refusal of={release.refused} />
              <details>
                <summary>
                  <Trans>Add a note for the log</Trans>
                </summary>
                <TextArea label={<Trans>Note for the log</Trans>} optional value={note} onChange={setNote} rows={2} maxLength={2_000} />
              </details>
              <p className="quiet small">
                <Trans>By releasing you answer for it: that it is needed, lawful, and right.</Trans>
              </p>
              <Button
                look="main"
                busy={release.busy}
                disabled={decision.decision !== 'permit'}
                onClick={() => void release.run(draft.id, { note, version: draft.version })}
              >
                <Trans>Release</Trans>
              </Button>
              <Button onClick={() => setSending(true)}>
                <Trans>Send back</Trans>
              </Button>
            </div>
          ) : (
            <div className="notice">
              <p>
                {!waiting ? (
                  <Trans>This draft is no longer waiting for release.</Trans>
                ) : own ? (
                  draft.author.id === account.id ? (
                    <Trans>You wrote this. Who writes never releases: another person with the release role must read it.</Trans>
                  ) : (
                    <Trans>You stand in for whoever wrote this. Another person with the release role must read it.</Trans>
                  )
                ) : (
                  <Trans>Only a person with the release role may release or send back.</Trans>
                )}{' '}
                <Link to={`/drafts/${draft.id}`}>
                  <Trans>See the draft</Trans>
                </Link>
              </p>
            </div>
          )}
        </div>
      }
    >
      <SentView fields={draft.fields} attachments={draft.attachments} />
      <p className="quiet small">
        <Trans>
          {size(preview.bytes)}, sealed in the size class {size(preview.sizeClass)}: an observer of the line learns no more than that.
        </Trans>
      </p>
      <SendBack id={draft.id} open={sending} onClose={() => setSending(false)} />
      <p>
        <ButtonLink look="quiet" to={`/agreements/${agreement.hash}`}>
          <Trans>Read the whole agreement</Trans>
        </ButtonLink>
      </p>
    </Page>
  )
}

/** The clause, the transfer, the assurances, what the author checked. */
function WhyItMay({ preview }: { preview: Preview }) {
  const { i18n } = useLingui()
  const { decision, agreement, draft } = preview
  const { fields } = draft
  const clause = decision.candidates.find(candidate => candidate.clause === decision.clause)
  const tainted = fields.items.filter(item => item.provenance === 'STMD' || item.provenance === 'STMX').length
  return (
    <section className={decision.decision === 'permit' ? 'basis permitted' : 'basis none'}>
      <h2>
        <Scale aria-hidden size={18} /> <Trans>Why it may leave</Trans>
      </h2>
      {decision.decision === 'permit' ? (
        <p className="verdict good">
          <CircleCheck aria-hidden size={18} />
          <span>
            <Trans>
              Permitted by clause <Mark>{decision.clause ?? fields.clause}</Mark>
            </Trans>
          </span>
        </p>
      ) : (
        <>
          <p className="verdict late">
            <TriangleAlert aria-hidden size={18} />
            <Trans>No longer permitted: send it back</Trans>
          </p>
          <UnmetList unmet={decision.unmet} />
        </>
      )}
      {clause === undefined ? null : (
        <>
          <p>
            <EvidenceBadge status={clause.status} illustrative={agreement.illustrative} />
          </p>
          <p className="small">{inReadersLanguage(clause.summary, i18n.locale)}</p>
        </>
      )}
      <p className="quiet small">{inReadersLanguage(agreement.title, i18n.locale)}</p>
      <dl className="facts-list">
        <dt>
          <Trans>Basis of the transfer</Trans>
        </dt>
        <dd>{fields.transferBasis === null ? <Trans>none: no third country</Trans> : <Coded scheme="transferBasis" code={fields.transferBasis} />}</dd>
        <dt>
          <Trans>Assurances</Trans>
        </dt>
        <dd>{fields.assurances.length === 0 ? <Trans>none</Trans> : <CodedList scheme="assurance" codes={fields.assurances} />}</dd>
        <dt>
          <Trans>Classification</Trans>
        </dt>
        <dd>
          <Coded scheme="classification" code={fields.classification} />
        </dd>
        <dt>
          <Trans>Data it contains</Trans>
        </dt>
        <dd>
          <span className="dimension">
            {fields.dataCategories.map(code => (
              <span key={code} className="chip">
                {word('dataCategory', code)}
              </span>
            ))}
          </span>
        </dd>
        <dt>
          <Trans>Kept until</Trans>
        </dt>
        <dd>{fields.holdUntil === null ? '–' : longDate(fields.holdUntil)}</dd>
        <dt>
          <Trans>Judicial file</Trans>
        </dt>
        <dd>{fields.judicialFile ? <bdi>{fields.judicialAuthorisation}</bdi> : <Trans>no, says the author</Trans>}</dd>
        {fields.review === undefined || fields.review.contexts.length === 0 ? null : (
          <>
            <dt>
              <Trans>Whom or what it touches</Trans>
            </dt>
            <dd>{fields.review.contexts.map(context => i18n._(contextNames[context])).join(', ')}</dd>
          </>
        )}
        {fields.review === undefined || fields.review.legalReview === '' ? null : (
          <>
            <dt>
              <Trans>The legal adviser’s opinion</Trans>
            </dt>
            <dd>
              <bdi>{fields.review.legalReview}</bdi>
            </dd>
          </>
        )}
        {fields.review === undefined || fields.review.rightsTest === '' ? null : (
          <>
            <dt>
              <Trans>Rights weighed against the interest</Trans>
            </dt>
            <dd dir="auto">{fields.review.rightsTest}</dd>
          </>
        )}
      </dl>
      {tainted === 0 ? null : (
        <p className="notice late small">
          <Trans>It holds statements of a detained person. Check that no real risk of ill-treatment remains.</Trans>
        </p>
      )}
    </section>
  )
}

function SendBack({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const sendBack = useAct(acts.sendBack, () => {
    toast(t`Sent back to its author`)
    go('/release')
  })
  return (
    <Dialog open={open} onClose={onClose} title={<Trans>Send back to the author</Trans>}>
      <Refusal of={sendBack.refused} />
      <TextArea
        label={<Trans>What should be mended</Trans>}
        value={reason}
        onChange={setReason}
        rows={4}
        maxLength={2_000}
        error={missing && reason.trim() === '' ? t`Say what should be mended` : undefined}
      />
      <div className="modal-acts">
        <Button onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button
          look="main"
          busy={sendBack.busy}
          onClick={() => {
            setMissing(true)
            if (reason.trim() !== '') void sendBack.run(id, reason)
          }}
        >
          <Trans>Send back</Trans>
        </Button>
      </div>
    </Dialog>
  )
}
