import type { ClosedContent, Obligation } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { useAct } from '../api/hooks.ts'
import { Button } from '../parts/button.tsx'
import { TextArea } from '../parts/field.tsx'
import { RadioChoices } from '../parts/radio-choices.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Statement } from '../parts/statement.tsx'
import { Written } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { word } from '../words/vocabulary.ts'
import { type Acknowledging, obligationActs } from './answers.ts'
import { type Ack, ackHints } from './words.ts'

/** Answers fit for a kind of notice: only an erasure can be answered with a restriction. `OVD` is what the clock says. */
const answers = (kind: Obligation['kind']): readonly Ack[] => (kind === 'DEL' ? ['APP', 'APO', 'RST', 'DIS', 'NFD'] : ['APP', 'APO', 'DIS', 'NFD'])
const reasoned: readonly Ack[] = ['RST', 'DIS']

/** What must happen first with whoever got the data on; nothing where it has, or where nobody did. */
function unready({ onward }: Obligation, code: Ack): { unready?: ReactNode } {
  if ((code === 'APP' || code === 'NFD') && onward.some(each => each.doneAt === null))
    return { unready: <Trans>Not yet: not everyone they went on to has confirmed.</Trans> }
  if ((code === 'APO' || code === 'RST') && onward.some(each => each.toldAt === null))
    return { unready: <Trans>Not yet: not everyone they went on to has been told.</Trans> }
  return {}
}

/** How a notice is answered: what each answer does is said before it is chosen. It is carried out when a second person releases it. */
export function AnswerForm({ of, busy, onSay }: { of: Obligation; busy: boolean; onSay: (body: Acknowledging) => void }) {
  const { i18n } = useLingui()
  const [ack, setAck] = useState<Ack | null>(null)
  const [note, setNote] = useState('')
  const needs = ack !== null && reasoned.includes(ack)
  const ready = ack !== null && (!needs || note.trim().length >= 3)
  const fitting = answers(of.kind).filter(code => (of.onward.length === 0 ? code !== 'APO' : true))
  return (
    <form
      className="stack inset"
      onSubmit={event => {
        event.preventDefault()
        if (ready) onSay({ step: 'acknowledge', ack, note: note.trim() })
      }}
    >
      <RadioChoices
        label={<Trans>Our answer</Trans>}
        value={ack}
        onChange={setAck}
        choices={fitting.map(code => ({
          value: code,
          ...unready(of, code),
          says: (
            <>
              <strong>{word('noticeAck', code)}</strong> <bdi className="code-mark">{code}</bdi>
              <span className="choice-says quiet small">{i18n._(ackHints[code])}</span>
            </>
          ),
        }))}
      />
      <TextArea
        label={needs ? <Trans>Reasons</Trans> : <Trans>Note</Trans>}
        hint={<Trans>The partner reads it.</Trans>}
        optional={!needs}
        value={note}
        onChange={setNote}
        rows={3}
        maxLength={8_000}
      />
      <p className="quiet small">
        <Trans>A second person reads it and releases it; only then is it carried out.</Trans>
      </p>
      <div>
        <Button type="submit" look="main" busy={busy} disabled={!ready}>
          <Trans>Hand over for release</Trans>
        </Button>
      </div>
    </form>
  )
}

/** The end of a joint review, by whoever ordered: it is done after all, or the data stay and say that they are disputed. */
export function SettleForm({ busy, onSay }: { of: Obligation; busy: boolean; onSay: (body: Acknowledging) => void }) {
  const [outcome, setOutcome] = useState<'apply' | 'keep' | null>(null)
  const [note, setNote] = useState('')
  const ready = outcome !== null && note.trim().length >= 3
  return (
    <form
      className="stack inset"
      onSubmit={event => {
        event.preventDefault()
        if (ready) onSay({ step: 'settle', outcome, note: note.trim() })
      }}
    >
      <RadioChoices
        label={<Trans>What came of the review</Trans>}
        value={outcome}
        onChange={setOutcome}
        choices={[
          {
            value: 'apply',
            says: (
              <strong>
                <Trans>It stands: the partner carries it out</Trans>
              </strong>
            ),
          },
          {
            value: 'keep',
            says: (
              <>
                <strong>
                  <Trans>The data stay as they are, marked as disputed</Trans>
                </strong>
                <span className="choice-says quiet small">
                  <Trans>The mark is shown on both sides wherever the data are.</Trans>
                </span>
              </>
            ),
          },
        ]}
      />
      <TextArea label={<Trans>Why</Trans>} hint={<Trans>The partner reads it.</Trans>} value={note} onChange={setNote} rows={3} maxLength={8_000} />
      <div>
        <Button type="submit" look="main" busy={busy} disabled={!ready}>
          <Trans>Hand over for release</Trans>
        </Button>
      </div>
    </form>
  )
}

/** What is closed or struck, for a magistrate or the inspection: read for a reason, which is logged. */
export function ReadClosed({ of }: { of: Obligation }) {
  const [closed, setClosed] = useState<ClosedContent | null>(null)
  const read = useAct(obligationActs.read, answer => setClosed(answer))
  if (closed === null)
    return (
      <>
        <Refusal of={read.refused} />
        <ReasonForm
          label={<Trans>Why do you read it?</Trans>}
          hint={<Trans>Your office, number and this reason go into the acts log.</Trans>}
          button={<Trans>Read</Trans>}
          busy={read.busy}
          onSay={reason => void read.run(of.notice, reason)}
        />
      </>
    )
  return (
    <section className="stack inset closed-content">
      {closed.title === '' ? null : <p dir="auto">{closed.title}</p>}
      {closed.reasons === '' ? null : <Written>{closed.reasons}</Written>}
      {closed.note === '' ? null : <Written>{closed.note}</Written>}
      <ol className="statements">
        {closed.items.map(each =>
          each.corrected === null ? (
            <Statement key={each.place} item={each.item} value={each.place + 1} />
          ) : (
            <Statement
              key={each.place}
              item={each.item}
              value={each.place + 1}
              struck
              after={
                <>
                  <p className="minor-head">
                    <Trans>Corrected to</Trans>
                  </p>
                  <ol className="statements">
                    <Statement item={each.corrected} value={each.place + 1} />
                  </ol>
                </>
              }
            />
          ),
        )}
      </ol>
    </section>
  )
}

/** A magistrate says that what was kept as evidence is needed no longer: it is erased then and there. */
export function EndEvidence({ of, onDone }: { of: Obligation; onDone: () => void }) {
  const { t } = useLingui()
  const end = useAct(obligationActs.endEvidence, () => {
    toast(t`Erased: the evidence is needed no longer`)
    onDone()
  })
  return (
    <>
      <Refusal of={end.refused} />
      <ReasonForm
        label={<Trans>Why it is needed no longer</Trans>}
        hint={<Trans>The data are erased at once, and cannot be brought back.</Trans>}
        button={<Trans>Erase it</Trans>}
        look="grave"
        busy={end.busy}
        onSay={reason => void end.run(of.notice, reason)}
      />
    </>
  )
}
