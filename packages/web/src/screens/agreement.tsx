import type { AgreementView } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { BadgeCheck, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Clause } from '../agreement/clause.tsx'
import { ClauseIndex } from '../agreement/clause-index.tsx'
import { Difference } from '../agreement/difference.tsx'
import { ExchangesUnder } from '../agreement/exchanges-under.tsx'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { countingRoles } from '../frame/roles.ts'
import { useMay, useSession } from '../frame/session.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { Loading } from '../parts/empty.tsx'
import { SelectField, TextArea } from '../parts/field.tsx'
import { Page } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useSaid } from '../parts/said.ts'
import { Digest, Mark } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { standings } from '../words/states.ts'
import { inReadersLanguage } from '../words/text.ts'
import { longDate } from '../words/time.ts'

/** The instrument as readable text, clause by clause: what each permits, how far its wording is known, how it stands. */
export default function Agreement({ hash = '' }: { hash?: string }) {
  const { t } = useLingui()
  const agreement = useGet(reads.agreement(hash))
  if (agreement.data === undefined)
    return (
      <Page title={t`Agreement`}>
        <Refusal of={agreement.refused} />
        {agreement.waiting ? <Loading rows={10} /> : null}
      </Page>
    )
  return <Reader view={agreement.data} />
}

function Reader({ view }: { view: AgreementView }) {
  const { t, i18n } = useLingui()
  const { summary } = view
  const [part, setPart] = useState<'text' | 'difference' | 'exchanges'>('text')
  const groups = [
    { effect: 'permit', title: t`What it permits` },
    { effect: 'condition', title: t`On what conditions` },
    { effect: 'prohibit', title: t`What it forbids` },
    { effect: 'duty', title: t`What it obliges to` },
    { effect: 'scope', title: t`Scope` },
    { effect: 'info', title: t`For information` },
  ].map(group => ({ ...group, clauses: view.clauses.filter(clause => clause.effect === group.effect) }))
  const mayCount = useMay('OPR', 'REL', 'LEG', 'INS', 'DPO')
  const mayFollow = useMay(...countingRoles)
  const [partner] = summary.partners
  const parts = { text: t`Text`, difference: t`Compare with another version`, exchanges: t`Which of our exchanges rest on this?` }
  return (
    <Page
      title={inReadersLanguage(summary.title, i18n.locale)}
      lead={
        <span className="thread-lead">
          <StateBadge of={standings[summary.standing]} />
          <Mark>{summary.id}</Mark>
          <span>
            <Trans>version {summary.version}</Trans>
          </span>
          {summary.inForceFrom === null ? null : (
            <span>
              <Trans>from {longDate(summary.inForceFrom)}</Trans>
            </span>
          )}
          {summary.inForceUntil === null ? null : (
            <span>
              <Trans>to {longDate(summary.inForceUntil)}</Trans>
            </span>
          )}
        </span>
      }
      acts={
        partner === undefined || !mayFollow ? null : (
          <ButtonLink to={`/follow-up?partner=${partner}&agreement=${summary.id}.${summary.version}`}>
            <Trans>Follow-up</Trans>
          </ButtonLink>
        )
      }
      aside={
        <div className="stack wide-aside">
          <StandingOf view={view}>{part === 'text' ? <ClauseIndex groups={groups.filter(group => group.clauses.length > 0)} /> : null}</StandingOf>
        </div>
      }
    >
      <nav className="tabs" aria-label={t`Parts of this page`}>
        {(Object.keys(parts) as (keyof typeof parts)[])
          .filter(name => name !== 'exchanges' || mayCount)
          .map(name => (
            <button key={name} type="button" className="tab" aria-current={part === name ? 'true' : undefined} onClick={() => setPart(name)}>
              {parts[name]}
            </button>
          ))}
      </nav>
      {part === 'difference' ? <Difference of={summary} /> : null}
      {part === 'exchanges' ? <ExchangesUnder hash={summary.hash} /> : null}
      {part === 'text'
        ? groups.map(group =>
            group.clauses.length === 0 ? null : (
              <section key={group.effect} className="clause-group">
                <h2>{group.title}</h2>
                {group.clauses.map(clause => (
                  <Clause key={clause.id} clause={clause} />
                ))}
              </section>
            ),
          )
        : null}
    </Page>
  )
}

/** Signatures of both nodes, what stands in the way, and the acts of the legal adviser; between them, what one reads by. */
function StandingOf({ view, children }: { view: AgreementView; children: ReactNode }) {
  const { t } = useLingui()
  const { node } = useSession()
  const mayLaw = useMay('LEG')
  const maySuspend = useMay('LEG', 'SEC')
  const { summary } = view
  const [partner, setPartner] = useState<string>(summary.partners[0] ?? '')
  const [reason, setReason] = useState('')
  const sign = useAct(acts.signAgreement, () => toast(t`Signed. The signature travels to the partner.`))
  const activate = useAct(acts.activateAgreement, () => toast(t`In force at this node`))
  const suspend = useAct(acts.suspendAgreement, () => toast(t`Suspended. New messages under it stop at once.`))
  const resume = useAct(acts.resumeAgreement, () => toast(t`In force again`))
  const signedHere = view.signatures.some(signature => signature.node === node.id)
  const refused = sign.refused ?? activate.refused ?? suspend.refused ?? resume.refused
  return (
    <>
      <section className="basis">
        <h2>
          <Trans>Standing</Trans>
        </h2>
        <p>
          <StateBadge of={standings[summary.standing]} />
        </p>
        <dl className="facts-list">
          <dt>
            <Trans>Signatures</Trans>
          </dt>
          <dd>
            <ul className="plain-list">
              {view.signatures.map(signature => (
                <li key={`${signature.node} ${signature.keyId}`}>
                  {signature.verified ? <BadgeCheck aria-hidden size={14} className="ok-icon" /> : <TriangleAlert aria-hidden size={14} className="warn" />}{' '}
                  <Mark>{signature.node}</Mark>{' '}
                  <span className="quiet small">
                    <Moment at={signature.at} /> {signature.verified ? <Trans>verified</Trans> : <Trans>does not verify</Trans>}
                  </span>
                </li>
              ))}
              {view.signatures.length === 0 ? (
                <li className="quiet">
                  <Trans>none yet</Trans>
                </li>
              ) : null}
            </ul>
          </dd>
          <dt>
            <Trans>Impact assessment</Trans>
          </dt>
          <dd>{view.dpia === null ? <span className="warn">{t`no reference: it cannot be activated`}</span> : <bdi>{view.dpia}</bdi>}</dd>
          <dt>
            <Trans>Hash both nodes sign</Trans>
          </dt>
          <dd>
            <Digest of={summary.hash} />
          </dd>
        </dl>
        {view.obstacles.length === 0 ? null : (
          <div className="notice soon small">
            <div>
              <p className="notice-what">
                <Trans>In the way of activation</Trans>
              </p>
              <ul className="plain-list">
                {view.obstacles.map(obstacle => (
                  <Obstacle key={`${obstacle.code} ${obstacle.clause}`} code={obstacle.code} clause={obstacle.clause} />
                ))}
              </ul>
            </div>
          </div>
        )}
      </section>
      {children}
      {maySuspend ? (
        <section className="sheet aside-acts">
          <h2>
            <Trans>Acts</Trans>
          </h2>
          {summary.partners.length > 1 ? (
            <SelectField label={<Trans>With</Trans>} value={partner} onChange={setPartner} choices={summary.partners.map(one => ({ value: one, text: one }))} />
          ) : null}
          <Refusal of={refused} />
          {mayLaw && !signedHere ? (
            <Button look="main" busy={sign.busy} onClick={() => void sign.run(summary.hash, partner)}>
              <Trans>Sign for this node</Trans>
            </Button>
          ) : null}
          {mayLaw && summary.standing === 'signed-both' ? (
            <Button look="main" busy={activate.busy} onClick={() => void activate.run(summary.hash, partner)}>
              <Trans>Activate</Trans>
            </Button>
          ) : null}
          {mayLaw && summary.standing === 'suspended' ? (
            <Button look="main" busy={resume.busy} onClick={() => void resume.run(summary.hash, partner)}>
              <Trans>Resume</Trans>
            </Button>
          ) : null}
          {summary.standing === 'active' ? (
            <>
              <p className="quiet small">
                <Trans>Suspending stops new messages under it at once. Receipts, corrections and deletions still pass.</Trans>
              </p>
              <TextArea label={<Trans>Reason</Trans>} value={reason} onChange={setReason} rows={2} maxLength={2_000} />
              <Button look="grave" busy={suspend.busy} disabled={reason.trim() === ''} onClick={() => void suspend.run(summary.hash, partner, reason.trim())}>
                <Trans>Suspend</Trans>
              </Button>
            </>
          ) : null}
        </section>
      ) : null}
    </>
  )
}

function Obstacle({ code, clause }: { code: string; clause: string | null }) {
  const said = useSaid(code)
  return (
    <li>
      {clause === null ? null : (
        <a href={`#${clause}`}>
          <Mark>{clause}</Mark>
        </a>
      )}{' '}
      {said.what} <span className="quiet">{said.next}</span>
    </li>
  )
}
