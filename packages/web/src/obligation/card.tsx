import type { Obligation } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { FileOutput } from 'lucide-react'
import { useState } from 'react'
import { acts } from '../api/answers.ts'
import { CallRefused, type Refused } from '../api/client.ts'
import { perform, useAct } from '../api/hooks.ts'
import { StateBadge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { Link } from '../parts/link.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Coded, Digest, Mark } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { go } from '../route.ts'
import { word } from '../words/vocabulary.ts'
import { type Acknowledging, obligationActs } from './answers.ts'
import { AnswerForm, EndEvidence, ReadClosed, SettleForm } from './card-forms.tsx'
import { ConcernedLine } from './concerned.tsx'
import { NoticeClock } from './due.tsx'
import { effectWords, type ObligationAct, obligationActNames, obligationState, onwardDone, onwardTold, onwardUntold } from './words.ts'

/** One notice: what it orders, where it stands, what it did here, to whom the data went on, and what may be done about it. */
export function ObligationCard({ of, place }: { of: Obligation; place: 'page' | 'dossier' }) {
  const { t, i18n } = useLingui()
  return (
    <article className="obligation" id={`notice-${of.notice}`} aria-label={t`${word('messageType', of.kind)}, ${i18n._(obligationState(of).says)}`}>
      <header className="obligation-head">
        {place === 'page' ? (
          <h2>{word('messageType', of.kind)}</h2>
        ) : (
          <h3>
            <Link to={`/obligations/${of.notice}`}>{word('messageType', of.kind)}</Link>
          </h3>
        )}
        <StateBadge of={obligationState(of)} />
        <span className="quiet small">{of.side === 'holder' ? <Trans>owed by us</Trans> : <Trans>owed to us</Trans>}</span>
      </header>
      <NoticeClock of={of} />
      <dl className="facts-list">
        <dt>
          <Trans>About</Trans>
        </dt>
        <dd>
          {place === 'dossier' ? (
            <a href={`#message-${of.message}`}>{of.messageType === null ? <Trans>a message</Trans> : word('messageType', of.messageType)}</a>
          ) : (
            <Link to={`/threads/${of.dossier}#message-${of.message}`}>
              {of.messageType === null ? <Trans>a message</Trans> : word('messageType', of.messageType)}
            </Link>
          )}
          {' · '}
          <ConcernedLine of={of.concerned} />
        </dd>
        <dt>
          <Trans>Ordered</Trans>
        </dt>
        <dd>
          <Moment at={of.orderedAt} partner={of.partner} />
        </dd>
        {of.ack === null ? null : (
          <>
            <dt>
              <Trans>Answer</Trans>
            </dt>
            <dd>
              <Coded scheme="noticeAck" code={of.ack} />
            </dd>
          </>
        )}
        {of.effect === null ? null : (
          <>
            <dt>
              <Trans>Done here</Trans>
            </dt>
            <dd>
              {i18n._(effectWords[of.effect].says)}
              {of.effectAt === null ? null : (
                <>
                  {' · '}
                  <Moment at={of.effectAt} partner={of.partner} />
                </>
              )}
            </dd>
          </>
        )}
        {of.proof === null ? null : (
          <>
            <dt>
              <Trans>Proof</Trans>
            </dt>
            <dd>
              <Digest of={of.proof} />
            </dd>
          </>
        )}
        {of.evidenceEndedAt === null ? null : (
          <>
            <dt>
              <Trans>Erased since</Trans>
            </dt>
            <dd>
              <Moment at={of.evidenceEndedAt} partner={of.partner} />
            </dd>
          </>
        )}
      </dl>
      <Onward of={of} />
      {of.escalated ? <Escalation of={of} /> : null}
      <NextSteps of={of} place={place} />
    </article>
  )
}

/** To whom the data went on, and how far each is. Only this node knows it: the partner is told nothing of it. */
function Onward({ of }: { of: Obligation }) {
  if (of.onward.length === 0) return null
  return (
    <div>
      <p className="minor-head">
        <Trans>Whom the data went on to</Trans>
      </p>
      <ul className="plain-list">
        {of.onward.map(each => (
          <li key={each.message}>
            <Mark>{each.node}</Mark>{' '}
            <Link to={`/threads/${each.dossier}`}>
              <Mark>{each.ourReference}</Mark>
            </Link>{' '}
            <StateBadge of={each.doneAt !== null ? onwardDone : each.toldAt !== null ? onwardTold : onwardUntold} />
          </li>
        ))}
      </ul>
      <p className="quiet small">
        <Trans>Who they are stays here. “Applied everywhere” can leave only once all of them have confirmed.</Trans>
      </p>
    </div>
  )
}

/** The statement that both supervisors are told, signed by this node: a file to hand over. */
function Escalation({ of }: { of: Obligation }) {
  return (
    <p className="notice late small">
      <FileOutput aria-hidden size={18} />
      <span>
        <Trans>It was not answered in ten days. This node signed a statement for the supervisors of both sides; it holds no personal data.</Trans>{' '}
        <a href={`/v1/obligations/${of.notice}/escalation`} download={`escalation-${of.ourReference.replaceAll('/', '-')}.json`}>
          <Trans>Save the statement</Trans>
        </a>
      </span>
    </p>
  )
}

/** What comes first: whoever got the data on is told before anything can be answered as done. */
const order: readonly ObligationAct[] = ['tell-onward', 'acknowledge', 'prove', 'settle', 'review', 'read-restricted', 'end-evidence']

function NextSteps({ of, place }: { of: Obligation; place: 'page' | 'dossier' }) {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  const [opened, setOpened] = useState<ObligationAct | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const begin = useAct(obligationActs.begin)
  const tell = useAct(obligationActs.tellOnward, drafts => {
    toast(t`A draft was begun for each of them`)
    if (drafts.length === 1 && drafts[0] !== undefined) go(`/drafts/${drafts[0].id}`)
  })
  const steps = order.filter(step => of.acts.includes(step))
  if (steps.length === 0) return null
  const say = async (body: Acknowledging) => {
    setRefused(null)
    const draft = await begin.run(of.notice, body)
    if (draft === undefined) return
    try {
      await perform(client, acts.submitDraft(draft.id))
      setOpened(null)
      toast(t`Handed to a second person for release`, () => void perform(client, acts.recallDraft(draft.id)).then(() => go(`/drafts/${draft.id}`)))
    } catch (fault) {
      if (!(fault instanceof CallRefused)) throw fault
      // What a form can mend is said beside the draft; what it cannot is said here, where what was written still stands.
      const { unmet = [], status } = fault.refused
      if (unmet.length > 0 || status === 0) return go(`/drafts/${draft.id}`)
      await perform(client, acts.discardDraft(draft.id))
      setRefused(fault.refused)
    }
  }
  const press = (step: ObligationAct) => {
    begin.forget()
    tell.forget()
    setRefused(null)
    if (step === 'prove') void say({ step: 'prove' })
    else if (step === 'tell-onward') void tell.run(of.notice)
    else setOpened(opened === step ? null : step)
  }
  return (
    <div className="obligation-acts">
      <Refusal of={refused ?? begin.refused ?? tell.refused} />
      <div className="page-acts">
        {steps.map((step, at) => (
          <Button
            key={step}
            look={step === 'end-evidence' ? 'grave' : at === 0 && step !== 'read-restricted' ? 'main' : 'plain'}
            busy={begin.busy || tell.busy}
            onClick={() => press(step)}
            {...(step === 'prove' || step === 'tell-onward' ? {} : { 'aria-expanded': opened === step })}
          >
            {i18n._(obligationActNames[step])}
          </Button>
        ))}
      </div>
      {place === 'page' && (opened === 'review' || opened === 'settle') ? (
        <p className="quiet small">
          <Trans>What both sides wrote about it stands in the dossier.</Trans>{' '}
          <Link to={`/threads/${of.dossier}`}>
            <Trans>Read it there</Trans>
          </Link>
        </p>
      ) : null}
      {opened === 'acknowledge' ? <AnswerForm of={of} busy={begin.busy} onSay={body => void say(body)} /> : null}
      {opened === 'review' ? (
        <ReasonForm
          label={<Trans>What should be looked at together</Trans>}
          hint={<Trans>The partner reads it.</Trans>}
          busy={begin.busy}
          button={<Trans>Hand over for release</Trans>}
          onSay={note => void say({ step: 'review', note })}
        />
      ) : null}
      {opened === 'settle' ? <SettleForm of={of} busy={begin.busy} onSay={body => void say(body)} /> : null}
      {opened === 'read-restricted' ? <ReadClosed of={of} /> : null}
      {opened === 'end-evidence' ? <EndEvidence of={of} onDone={() => setOpened(null)} /> : null}
    </div>
  )
}
