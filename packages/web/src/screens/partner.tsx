import type { LineTest, Partner as PartnerAnswer } from '@entraide/node/api'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CircleCheck, CircleX, OctagonX, Snowflake } from 'lucide-react'
import { useState } from 'react'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { saveFile } from '../api/save-file.ts'
import { useMay } from '../frame/session.tsx'
import { PartnerKeys } from '../partner/keys.tsx'
import { LineBadge } from '../partner/line-badge.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { Loading } from '../parts/empty.tsx'
import { TextArea, TickField } from '../parts/field.tsx'
import { Link } from '../parts/link.tsx'
import { Page, Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useSaid } from '../parts/said.ts'
import { Digest, Mark } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { standings } from '../words/states.ts'
import { inReadersLanguage } from '../words/text.ts'
import { word } from '../words/vocabulary.ts'

/** One partner: the line, what waits and why, both logs as each side has seen them, freezing, keys, the words. */
export default function Partner({ node = '' }: { node?: string }) {
  const { t } = useLingui()
  const partner = useGet(reads.partner(node), { everySeconds: 15 })
  if (partner.data === undefined)
    return (
      <Page title={node === '' ? t`Partner` : node}>
        <Refusal of={partner.refused} />
        {partner.waiting ? <Loading /> : null}
      </Page>
    )
  return <Shown partner={partner.data} />
}

function Shown({ partner }: { partner: PartnerAnswer }) {
  const { i18n } = useLingui()
  const maySecure = useMay('SEC')
  const said = useSaid(partner.waitingReason)
  const skewMinutes = partner.clockSkewMs === null ? 0 : Math.round(Math.abs(partner.clockSkewMs) / 60_000)
  return (
    <Page
      title={partner.node}
      lead={
        <span className="thread-lead">
          <LineBadge partner={partner} />
          <bdi>{partner.name}</bdi>
          <span>{word('legalRegime', partner.regime)}</span>
          <Mark>{partner.address}</Mark>
        </span>
      }
    >
      {partner.pairing === 'confirmed' ? null : <Words partner={partner} />}
      <div className="masonry">
        <Section title={<Trans>The line</Trans>}>
          <div className="stack">
            <dl className="facts-list">
              <dt>
                <Trans>State</Trans>
              </dt>
              <dd>
                <LineBadge partner={partner} />{' '}
                {partner.lineSince === null ? null : (
                  <Trans>
                    since <Moment at={partner.lineSince} partner={partner.node} />
                  </Trans>
                )}
              </dd>
              <dt>
                <Trans>Last contact</Trans>
              </dt>
              <dd>{partner.lastContactAt === null ? <Trans>never</Trans> : <Moment at={partner.lastContactAt} partner={partner.node} />}</dd>
              <dt>
                <Trans>Waiting</Trans>
              </dt>
              <dd>
                <Link to="/outbox">
                  <Plural value={partner.waiting} _0="nothing" one="# message" other="# messages" />
                </Link>
                {partner.waitingReason === null ? null : (
                  <p className="small">
                    {said.what} {said.next}
                  </p>
                )}
              </dd>
              <dt>
                <Trans>Their clock</Trans>
              </dt>
              <dd>
                {partner.clockSkewMs === null ? (
                  <Trans>not compared yet</Trans>
                ) : skewMinutes < 1 ? (
                  <Trans>agrees with ours</Trans>
                ) : (
                  <span className={skewMinutes > 5 ? 'warn' : undefined}>
                    <Plural
                      value={skewMinutes}
                      one="# minute off; more than 5 minutes and messages are held"
                      other="# minutes off; more than 5 minutes and messages are held"
                    />
                  </span>
                )}
              </dd>
            </dl>
            <TestLine node={partner.node} />
          </div>
        </Section>
        <Section title={<Trans>Both logs</Trans>}>
          <dl className="facts-list">
            <dt>
              <Trans>Ours</Trans>
            </dt>
            <dd>
              <Mark>{String(partner.ourLog.size)}</Mark> <Digest of={partner.ourLog.head} />
            </dd>
            <dt>
              <Trans>Of ours, they hold</Trans>
            </dt>
            <dd>
              {partner.ourLog.seenThere === null ? (
                <Trans>not yet seen there</Trans>
              ) : (
                <>
                  <Mark>{String(partner.ourLog.seenThere.size)}</Mark> <Digest of={partner.ourLog.seenThere.head} />
                  <p className="quiet small">
                    <Trans>
                      shown by their receipt, <Moment at={partner.ourLog.seenThere.seenThereAt} partner={partner.node} />
                    </Trans>
                  </p>
                </>
              )}
            </dd>
            <dt>
              <Trans>Theirs</Trans>
            </dt>
            <dd>
              {partner.theirLog === null ? (
                <Trans>not yet seen here</Trans>
              ) : (
                <>
                  <Mark>{String(partner.theirLog.size)}</Mark> <Digest of={partner.theirLog.head} />
                  <p className="quiet small">
                    <Trans>
                      seen here <Moment at={partner.theirLog.seenHereAt} partner={partner.node} />
                    </Trans>
                  </p>
                </>
              )}
            </dd>
          </dl>
        </Section>
        <Section title={<Trans>Agreements with them</Trans>}>
          <ul className="plain-list">
            {partner.agreements.map(agreement => (
              <li key={agreement.hash}>
                <Link to={`/agreements/${agreement.hash}`}>{inReadersLanguage(agreement.title, i18n.locale)}</Link>{' '}
                <StateBadge of={standings[agreement.standing]} />
              </li>
            ))}
            {partner.agreements.length === 0 ? (
              <li className="quiet">
                <Trans>None: nothing can be exchanged yet.</Trans>
              </li>
            ) : null}
          </ul>
        </Section>
        <Freeze partner={partner} />
        <Section title={<Trans>Keys</Trans>}>
          <PartnerKeys keys={partner.keys} partner={partner.node} />
        </Section>
        {partner.pairing === 'confirmed' && maySecure && partner.spokenWords.length > 0 ? (
          <Section title={<Trans>The words that were read aloud</Trans>}>
            <SpokenWords words={partner.spokenWords} />
          </Section>
        ) : null}
      </div>
    </Page>
  )
}

function SpokenWords({ words }: { words: readonly string[] }) {
  return (
    <ol className="spoken" dir="ltr" lang="fr">
      {words.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place of a word is part of what is read aloud
        <li key={at}>{one}</li>
      ))}
    </ol>
  )
}

/** Before confirmation: both security officers read the words to each other, by a line neither node controls. */
function Words({ partner }: { partner: PartnerAnswer }) {
  const { t } = useLingui()
  const maySecure = useMay('SEC')
  const [heard, setHeard] = useState(false)
  const confirm = useAct(acts.confirmPartner, () => toast(t`Partner confirmed`))
  return (
    <Section title={<Trans>Read these words aloud to each other</Trans>}>
      <div className="stack">
        <p>
          <Trans>
            Call the other security officer on a number you already know. Both of you must see the same words in the same order. If one differs, somebody
            changed a card on its way: do not confirm.
          </Trans>
        </p>
        {maySecure ? (
          <>
            <SpokenWords words={partner.spokenWords} />
            <TickField label={<Trans>I heard the same words from a person I recognise</Trans>} value={heard} onChange={setHeard} />
            <Refusal of={confirm.refused} />
            <div>
              <Button look="main" disabled={!heard} busy={confirm.busy} onClick={() => void confirm.run(partner.node, partner.spokenWords)}>
                <Trans>Confirm this partner</Trans>
              </Button>
            </div>
          </>
        ) : (
          <p className="quiet">
            <Trans>Only the security officer sees and confirms them. Until then nothing is exchanged.</Trans>
          </p>
        )}
      </div>
    </Section>
  )
}

const stepNames = {
  address: msg`The address is known`,
  connect: msg`The machine answers`,
  'key-pin': msg`Its line key is the one on the card`,
  answer: msg`The node answers`,
  signature: msg`Its answer is signed by the partner`,
  clock: msg`Both clocks agree within five minutes`,
  protocol: msg`Both speak the same version`,
}

/** Tries the line step by step and explains the first step that fails. */
function TestLine({ node }: { node: string }) {
  const may = useMay('SEC', 'ADM', 'OPR')
  const [result, setResult] = useState<LineTest | null>(null)
  const test = useAct(acts.testLine, setResult)
  if (!may) return null
  return (
    <div className="stack">
      <div>
        <Button busy={test.busy} onClick={() => void test.run(node)}>
          <Trans>Try the line</Trans>
        </Button>
      </div>
      <Refusal of={test.refused} />
      {result === null ? null : (
        <ol className="steps" aria-live="polite">
          {result.steps.map(step => (
            <TestStep key={step.step} step={step} />
          ))}
        </ol>
      )}
    </div>
  )
}

function TestStep({ step }: { step: LineTest['steps'][number] }) {
  const { i18n } = useLingui()
  const said = useSaid(step.code)
  return (
    <li className={step.ok ? 'step good' : 'step late'}>
      {step.ok ? <CircleCheck aria-hidden size={18} /> : <CircleX aria-hidden size={18} />}
      <span>
        {i18n._(stepNames[step.step])} <span className="hidden-text">{step.ok ? <Trans>yes</Trans> : <Trans>no</Trans>}</span>
        {step.code === null ? null : (
          <span className="small">
            {said.what} {said.next}
          </span>
        )}
      </span>
    </li>
  )
}

/** Why the node itself stopped traffic, and the proof to keep: a person looks, and talks to the other side, before it is opened again. */
function Contradiction({ of: { node, contradiction }, code }: { of: PartnerAnswer; code: string }) {
  const said = useSaid(code)
  const save = () =>
    saveFile(`${code}-${node}.json`, new Blob([`${JSON.stringify({ partner: node, contradiction }, null, 2)}\n`], { type: 'application/json' }))
  return (
    <div className="notice late small">
      <OctagonX aria-hidden size={18} />
      <div className="stack">
        <p>
          <strong>{said.what}</strong> {said.next}
        </p>
        {contradiction.length === 0 ? null : (
          <>
            <ul className="plain-list">
              {contradiction.map(each => (
                <li key={`${each.size} ${each.head}`}>
                  <Mark>{String(each.size)}</Mark> <Digest of={each.head} />{' '}
                  <Trans>
                    seen here <Moment at={each.seenHereAt} partner={node} />
                  </Trans>
                </li>
              ))}
            </ul>
            <div>
              <Button onClick={save}>
                <Trans>Save both signed notes</Trans>
              </Button>
            </div>
          </>
        )}
      </div>
    </div>
  )
}

/** One act stops all new traffic with a partner. Residual duties go on: receipts, corrections, deletions. */
function Freeze({ partner }: { partner: PartnerAnswer }) {
  const { t } = useLingui()
  const mayFreeze = useMay('SEC', 'OPR')
  const mayThaw = useMay('SEC')
  const [reason, setReason] = useState('')
  const freeze = useAct(acts.freeze, () => toast(t`Frozen. New messages stop at once.`))
  const thaw = useAct(acts.thaw, () => toast(t`Traffic is open again`))
  const act = partner.frozen ? thaw : freeze
  const may = partner.frozen ? mayThaw : mayFreeze
  return (
    <Section title={partner.frozen ? <Trans>Frozen</Trans> : <Trans>Freeze</Trans>}>
      <div className="stack">
        <p className="small">
          {partner.frozen ? (
            <Trans>New messages to and from this partner are stopped. Receipts, corrections, deletions and their confirmations still pass.</Trans>
          ) : (
            <Trans>
              Stops all new messages to and from this partner at once. Receipts, corrections, deletions and their confirmations still pass. Only the security
              officer opens it again.
            </Trans>
          )}
        </p>
        {partner.frozenFor === null ? null : <Contradiction of={partner} code={partner.frozenFor} />}
        {partner.frozenThere ? (
          <p className="notice soon small">
            <Trans>The partner has frozen us too: both must open again.</Trans>
          </p>
        ) : null}
        {may ? (
          <>
            <TextArea label={<Trans>Reason</Trans>} value={reason} onChange={setReason} rows={2} maxLength={2_000} />
            <Refusal of={act.refused} />
            <div>
              <Button
                look={partner.frozen ? 'main' : 'grave'}
                busy={act.busy}
                disabled={reason.trim() === ''}
                onClick={() => void act.run(partner.node, reason.trim()).then(done => done !== undefined && setReason(''))}
              >
                <Snowflake aria-hidden size={16} />
                {partner.frozen ? <Trans>Open traffic again</Trans> : <Trans>Freeze this partner</Trans>}
              </Button>
            </div>
          </>
        ) : null}
      </div>
    </Section>
  )
}
