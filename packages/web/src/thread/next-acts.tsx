import type { Dossier, DraftFields } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { acts } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { deskReads } from '../desk/answers.ts'
import { useUndoable } from '../desk/undo.tsx'
import { emptyFields, type Kind, replyFields } from '../draft/fields.ts'
import { useKeys } from '../frame/keys.tsx'
import { useSession } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { SelectField, TextArea } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { go } from '../route.ts'
import type { Language } from '../words/languages.ts'
import { actNames } from '../words/states.ts'

type ActName = Dossier['acts'][number]

/** Acts that write a message: each opens a draft with the terms of what it answers. */
const writes: { readonly [A in ActName]?: { readonly kind: Kind; readonly part?: Partial<DraftFields> } } = {
  answer: { kind: 'REP', part: { extent: 'whole' } },
  'answer-partly': { kind: 'REP', part: { extent: 'partial' } },
  refuse: { kind: 'RFS' },
  return: { kind: 'RTC' },
  clarify: { kind: 'CLR' },
  complete: { kind: 'CLR' },
  feedback: { kind: 'FBK' },
  withdraw: { kind: 'WDW' },
}
/** The act that matters most comes first and is the main one of the screen. */
const order: readonly ActName[] = [
  'accept',
  'assess',
  'complete',
  'answer',
  'feedback',
  'resume',
  'answer-partly',
  'return',
  'clarify',
  'refuse',
  'await-authorisation',
  'assign',
  'withdraw',
  'close',
]

/** Acts that are never what one came for, though they may be all that is left. */
const rare: readonly ActName[] = ['assign', 'withdraw']

/** What one may do next with a dossier; the node says which, here they are put in order. */
export function NextActs({ dossier }: { dossier: Dossier }) {
  const { t, i18n } = useLingui()
  const { node } = useSession()
  const id = dossier.row.dossier
  const [opened, setOpened] = useState<'assign' | 'assess' | null>(null)
  const said = useUndoable()
  const create = useAct(acts.createDraft, draft => go(`/drafts/${draft.id}`))
  const accept = useAct(acts.accept, after => said(t`Accepted as complete: the partner sees it`, after))
  const close = useAct(acts.close, after => said(t`Dossier closed`, after))
  const wait = useAct(acts.awaitAuthorisation, after => said(t`Waiting for a magistrate`, after))
  const resume = useAct(acts.resume, after => said(t`Taken up again`, after))
  const names = order.filter(name => dossier.acts.includes(name))
  const run = (name: ActName) => {
    const writing = writes[name]
    if (writing !== undefined) {
      const language = i18n.locale as Language
      const fields = dossier.messages.length === 0 ? emptyFields(writing.kind, language) : replyFields(writing.kind, dossier, node.id, language)
      void create.run({ fields: { ...fields, ...writing.part }, dossier: id })
    } else if (name === 'accept') void accept.run(id)
    else if (name === 'close') void close.run(id)
    else if (name === 'await-authorisation') void wait.run(id)
    else if (name === 'resume') void resume.run(id)
    else setOpened(opened === name ? null : (name as 'assign' | 'assess'))
  }
  useKeys([
    ...(names.includes('answer') ? [{ keys: 'e', says: <Trans>Answer</Trans>, run: () => run('answer') }] : []),
    ...(names.includes('accept') ? [{ keys: 'c', says: <Trans>Accept as complete</Trans>, run: () => run('accept') }] : []),
    ...(names.includes('assign') ? [{ keys: 'a', says: <Trans>Assign</Trans>, run: () => run('assign') }] : []),
  ])
  const busy = create.busy || accept.busy || close.busy || wait.busy || resume.busy
  const refused = create.refused ?? accept.refused ?? close.refused ?? wait.refused ?? resume.refused
  if (names.length === 0) return null
  return (
    <section className="sheet aside-acts pairs" aria-label={t`What to do next`}>
      <Refusal of={refused} />
      {names.map((name, at) => (
        <Button
          key={name}
          look={at === 0 && !rare.includes(name) ? 'main' : name === 'refuse' || name === 'withdraw' ? 'grave' : 'plain'}
          busy={busy}
          onClick={() => run(name)}
          {...(name === 'assign' || name === 'assess' ? { 'aria-expanded': opened === name } : {})}
        >
          {i18n._(actNames[name])}
        </Button>
      ))}
      {opened === 'assign' ? <Assign dossier={dossier} onDone={() => setOpened(null)} /> : null}
      {opened === 'assess' ? <Assess id={id} onDone={() => setOpened(null)} /> : null}
    </section>
  )
}

/** Gives the dossier to a colleague or takes it oneself; can be taken back. */
export function Assign({ dossier, onDone }: { dossier: Pick<Dossier, 'row'>; onDone: () => void }) {
  const { t } = useLingui()
  const { account } = useSession()
  const people = useGet(deskReads.colleagues())
  const before = dossier.row.assignedTo
  const [to, setTo] = useState<string>(before?.id ?? account.id)
  const said = useUndoable()
  const assign = useAct(acts.assign, after => {
    said(to === '' ? t`Given back: with nobody` : t`Assigned`, after)
    onDone()
  })
  const choices = [account, ...(before === null ? [] : [before]), ...(people.data?.rows ?? [])].filter(
    (one, at, all) => all.findIndex(other => other.id === one.id) === at,
  )
  return (
    <div className="stack inset">
      <SelectField
        label={<Trans>To whom</Trans>}
        value={to}
        onChange={setTo}
        empty={t`nobody`}
        choices={choices.map(one => ({ value: one.id, text: `${one.office} ${one.serviceNumber}${one.id === account.id ? ` (${t`me`})` : ''}` }))}
      />
      <Refusal of={assign.refused} />
      <Button look="main" busy={assign.busy} onClick={() => void assign.run(dossier.row.dossier, to === '' ? null : to)}>
        <Trans>Assign</Trans>
      </Button>
    </div>
  )
}

/** What becomes of spontaneous information: kept, deleted as not relevant, or set apart because of how it was come by. */
function Assess({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useLingui()
  const [assessment, setAssessment] = useState('')
  const [reason, setReason] = useState('')
  const said = useUndoable()
  const assess = useAct(acts.assess, after => {
    said(t`Assessed`, after)
    onDone()
  })
  const ready = assessment !== '' && reason.trim() !== ''
  return (
    <div className="stack inset">
      <SelectField
        label={<Trans>Assessment</Trans>}
        value={assessment}
        onChange={setAssessment}
        choices={[
          { value: 'accepted', text: t`Accepted: useful here` },
          { value: 'not-relevant', text: t`Not relevant: delete and confirm` },
          { value: 'quarantined', text: t`Quarantined: a real risk of ill-treatment is not excluded` },
        ]}
      />
      <TextArea label={<Trans>Reason</Trans>} value={reason} onChange={setReason} maxLength={2_000} rows={2} />
      <Refusal of={assess.refused} />
      <Button look="main" busy={assess.busy} disabled={!ready} onClick={() => void assess.run(id, { assessment: assessment as 'accepted', reason })}>
        <Trans>Keep this assessment</Trans>
      </Button>
    </div>
  )
}
