import type { Draft as DraftAnswer, DraftFields } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { acts, reads } from '../api/answers.ts'
import { perform, useAct, useGet } from '../api/hooks.ts'
import { KeepTemplate } from '../desk/keep-template.tsx'
import { Attachments } from '../draft/attachments.tsx'
import { type Autosave, useAutosave } from '../draft/autosave.ts'
import { DraftForm } from '../draft/draft-form.tsx'
import { formOf } from '../draft/kinds.ts'
import { fieldId, LegalPanel } from '../draft/legal-panel.tsx'
import { useLiveCheck } from '../draft/live-check.ts'
import { SentView } from '../draft/sent-view.tsx'
import { useKeys } from '../frame/keys.tsx'
import { useHands } from '../frame/session.tsx'
import { IdentificationFacts } from '../identification/facts.tsx'
import { NoticeFacts } from '../obligation/facts.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { Loading } from '../parts/empty.tsx'
import { KeptLine } from '../parts/kept-line.tsx'
import { Page, Section } from '../parts/page.tsx'
import { focusField, Refusal, UnmetList } from '../parts/refusal.tsx'
import { useSaid } from '../parts/said.ts'
import { Mark, OfficerMark, Written } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { unwritten } from '../plan/whole.ts'
import { go } from '../route.ts'
import { VisitFacts } from '../visit/facts.tsx'
import { draftStates } from '../words/states.ts'

/** One message being written: kept as one types, checked against the law as one types, then handed to a second person. */
export default function Draft({ id = '' }: { id?: string }) {
  const { t } = useLingui()
  const hands = useHands()
  const draft = useGet(reads.draft(id))
  if (draft.data === undefined)
    return (
      <Page title={t`Draft`}>
        <Refusal of={draft.refused} />
        {draft.waiting ? <Loading /> : null}
      </Page>
    )
  const mine = hands.includes(draft.data.author.id)
  const open = draft.data.state === 'editing' || draft.data.state === 'returned'
  // The file of an identification is filled in where its guards are.
  if (mine && open && draft.data.fields.messageType === 'IDR') return <Elsewhere to={`/threads/${draft.data.dossier}`} />
  return mine && open ? <Writing key={draft.data.id} draft={draft.data} /> : <Standing draft={draft.data} mine={mine} />
}

/** Goes to where this draft is written, and leaves no trace of the detour. */
function Elsewhere({ to }: { to: string }) {
  useEffect(() => go(to, 'replace'), [to])
  return <Loading />
}

function Writing({ draft }: { draft: DraftAnswer }) {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  const kept = useAutosave(draft)
  const check = useLiveCheck(kept.value)
  const submit = useAct(acts.submitDraft, () => {
    toast(t`Handed over for release`, () => void perform(client, acts.recallDraft(draft.id)).then(() => go(`/drafts/${draft.id}`)))
    const { messageType } = draft.fields
    go(messageType === 'VIS' ? `/visits/${draft.dossier}` : messageType === 'PLN' ? '/drafts' : '/due')
  })
  const discard = useAct(acts.discardDraft, () => {
    toast(t`Draft discarded`, () => void perform(client, acts.restoreDraft(draft.id)).then(() => go(`/drafts/${draft.id}`)))
    go('/drafts')
  })
  const unmet = check.decision?.unmet ?? []
  const { matter } = kept.value
  const gaps = matter?.matter === 'plan' && 'text' in matter ? unwritten(matter.text) : []
  const hand = async () => {
    const [gap] = gaps
    if (gap !== undefined) return focusField(null, `field-${gap}`)
    const field = unmet.find(condition => condition.field !== null)?.field
    if (check.decision?.decision === 'refuse' && !check.stale && field !== null && field !== undefined) return focusField(null, fieldId(field))
    if (await kept.flush()) await submit.run(draft.id)
  }
  useKeys([{ keys: 's', says: <Trans>Hand over for release</Trans>, run: () => void hand() }])
  return (
    <Page
      title={i18n._(formOf(kept.value.messageType).title)}
      lead={<KeptLine keeping={kept.keeping} />}
      aside={
        <>
          <LegalPanel decision={check.decision} refused={check.refused} stale={check.stale} fields={kept.value} />
          <div className="aside-acts">
            <Refusal of={submit.refused ?? discard.refused} />
            {gaps.length === 0 ? null : <Gaps names={gaps} />}
            <p className="quiet small">
              <Trans>A second person reads it and releases it. Until then you can take it back.</Trans>
            </p>
            <Button look="main" busy={submit.busy} onClick={() => void hand()}>
              <Trans>Hand over for release</Trans>
            </Button>
            <KeepTemplate fields={kept.value} />
            <Button look="quiet" busy={discard.busy} onClick={() => void kept.flush().then(() => discard.run(draft.id))}>
              <Trans>Discard the draft</Trans>
            </Button>
          </div>
        </>
      }
    >
      {draft.returned === null ? null : <ReturnedNotice returned={draft.returned} />}
      {kept.theirs === null ? null : <Conflict kept={kept} theirs={kept.theirs} />}
      <Refusal of={kept.refused} focus={false} />
      {kept.value.matter?.matter === 'identification' ? (
        <Section title={<Trans>What it says</Trans>}>
          <IdentificationFacts matter={kept.value.matter} />
        </Section>
      ) : null}
      {kept.value.matter?.matter === 'visit' ? (
        <Section title={<Trans>What it says</Trans>}>
          <VisitFacts matter={kept.value.matter} />
          {kept.value.matter.step === 'paper' ? <Attachments draft={draft} readOnly={false} /> : null}
        </Section>
      ) : null}
      <NoticeFacts of={kept.value.matter} />
      {draft.sources.length === 0 ? null : (
        <p className="quiet small">
          <Plural
            value={draft.sources.length}
            one="Made of # message we hold: what is ordered about it follows it."
            other="Made of # messages we hold: what is ordered about them follows them."
          />
        </p>
      )}
      <DraftForm draft={draft} fields={kept.value} change={kept.change} decision={check.decision} />
    </Page>
  )
}

/** Parts of a plan that have no title yet, or no office: each leads to its field. */
function Gaps({ names }: { names: readonly string[] }) {
  return (
    <p className="notice soon small">
      <span>
        <Trans>Still without a title or an office:</Trans>{' '}
        {names.map(name => (
          <a key={name} href={`#field-${name}`} onClick={event => focusField(event, `field-${name}`)}>
            <Mark>{name}</Mark>{' '}
          </a>
        ))}
      </span>
    </p>
  )
}

function ReturnedNotice({ returned }: { returned: NonNullable<DraftAnswer['returned']> }) {
  const said = useSaid(returned.code)
  return (
    <div className="notice soon">
      <div>
        <p className="notice-what">{said.what}</p>
        {returned.reason === '' ? null : <Written as="blockquote">{returned.reason}</Written>}
        <UnmetList unmet={returned.unmet} fieldId={fieldId} />
        <p>{said.next}</p>
        <p className="quiet small">
          <Moment at={returned.at} />
        </p>
      </div>
    </div>
  )
}

/** Two versions of one draft: both are shown where they differ, and one is chosen. */
function Conflict({ kept, theirs }: { kept: Autosave; theirs: DraftFields }) {
  const names = Object.keys(kept.value) as (keyof DraftFields)[]
  const differing = names.filter(name => JSON.stringify(kept.value[name]) !== JSON.stringify(theirs[name]))
  return (
    <section className="notice soon" role="alert">
      <div className="stack">
        <p className="notice-what">
          <Trans>This draft was changed elsewhere while you typed. Both versions are here; nothing is lost.</Trans>
        </p>
        <table className="compare">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Field</Trans>
              </th>
              <th scope="col">
                <Trans>Here</Trans>
              </th>
              <th scope="col">
                <Trans>There</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {differing.map(name => (
              <tr key={name}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td dir="auto">{plainly(kept.value[name])}</td>
                <td dir="auto">{plainly(theirs[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
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
  )
}

function plainly(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'string' ? value : Array.isArray(value) && value.every(one => typeof one === 'string') ? value.join(' ') : JSON.stringify(value)
}

/** A draft that is not under one's hand: handed over, released, discarded, or somebody else's. */
function Standing({ draft, mine }: { draft: DraftAnswer; mine: boolean }) {
  const { t, i18n } = useLingui()
  const recall = useAct(acts.recallDraft)
  const restore = useAct(acts.restoreDraft)
  const { matter } = draft.fields
  return (
    <Page
      title={i18n._(formOf(draft.fields.messageType).title)}
      lead={
        <>
          <StateBadge of={draftStates[draft.state]} /> <OfficerMark of={draft.author} /> · <Moment at={draft.updatedAt} />
        </>
      }
      acts={
        <>
          {mine && draft.state === 'waiting-release' ? (
            <Button look="main" busy={recall.busy} onClick={() => void recall.run(draft.id)}>
              <Trans>Take it back</Trans>
            </Button>
          ) : null}
          {mine && draft.state === 'discarded' ? (
            <Button look="main" busy={restore.busy} onClick={() => void restore.run(draft.id)}>
              <Trans>Restore</Trans>
            </Button>
          ) : null}
          {matter?.matter === 'plan' && matter.step !== 'propose' ? (
            <ButtonLink to={`/plans/${draft.dossier}`}>{t`See the plan`}</ButtonLink>
          ) : (
            <ButtonLink to={`/threads/${draft.dossier}`}>{t`Open the dossier`}</ButtonLink>
          )}
        </>
      }
    >
      <Refusal of={recall.refused ?? restore.refused} />
      {draft.returned === null ? null : <ReturnedNotice returned={draft.returned} />}
      <SentView fields={draft.fields} attachments={draft.attachments} />
    </Page>
  )
}
