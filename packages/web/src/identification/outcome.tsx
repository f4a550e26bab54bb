import type { HeldPerson, Identification, IdentificationOutcome } from '@entraide/node/api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { reads } from '../api/answers.ts'
import { perform, useAct, useGet } from '../api/hooks.ts'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { SelectField, TextArea } from '../parts/field.tsx'
import { Section } from '../parts/page.tsx'
import { PersonFields, type PersonParts } from '../parts/person-fields.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { OfficerMark, Written } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { word } from '../words/vocabulary.ts'
import { identificationActs } from './answers.ts'

type Outcome = IdentificationOutcome['outcome']

/** What each outcome means, so that one is never taken for another (R43). */
const outcomes: { readonly [O in Outcome]: MessageDescriptor } = {
  CNF: msg`A national, and the person is who the file says.`,
  CNI: msg`A national, but the identity is another one, which you tell.`,
  NOT: msg`You have established that the person is not a national.`,
  NOM: msg`Nothing found by these prints and names. It says nothing on nationality.`,
  INC: msg`The material is too poor, or more than one person may be meant.`,
}

/** What a person decides after looking at the candidates, with a reason; the answer is written from that. Nothing decides by itself (R25). */
export function DecideOutcome({ identification }: { identification: Identification }) {
  const { decisions, steps, row } = identification
  const mayDecide = steps.includes('decide')
  if (!mayDecide && decisions.length === 0) return null
  return (
    <Section id="decide" title={<Trans>What was found out</Trans>}>
      <div className="stack">
        {decisions.map(decision => (
          <div className="notice good" key={decision.at}>
            <div>
              <p className="notice-what">{word('identificationOutcome', decision.outcome)}</p>
              <Written>{decision.reason}</Written>
              <p className="quiet small">
                <OfficerMark of={decision.by} /> · <Moment at={decision.at} />
              </p>
            </div>
          </div>
        ))}
        {mayDecide ? <Decide id={row.dossier} /> : null}
      </div>
    </Section>
  )
}

function Decide({ id }: { id: string }) {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  const matches = useGet(reads.matches(id)).data?.rows ?? []
  const confirmed = matches.filter(match => match.decision?.decision === 'confirmed')
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [reason, setReason] = useState('')
  const [match, setMatch] = useState<string | null>(null)
  const [person, setPerson] = useState<PersonParts>({ names: [''] })
  const decide = useAct(identificationActs.decide, draft => {
    setOutcome('')
    setReason('')
    toast(t`Decided; the answer waits for a second person`, () => void perform(client, identificationActs.recall(draft.id)))
  })
  const restsOn = match ?? (confirmed.length === 1 ? (confirmed[0]?.match ?? '') : '')
  const tells = outcome === 'CNI' && restsOn === ''
  const ready = outcome !== '' && reason.trim().length >= 3 && (!tells || person.names.some(name => name.trim() !== ''))
  const submit = () => {
    if (outcome === '' || !ready) return
    const other = tells ? { person: heldPerson(person) } : {}
    void decide.run(id, { outcome, reason: reason.trim(), match: (restsOn === '' ? null : restsOn) as never, ...other })
  }
  return (
    <form
      className="stack"
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset className="field clauses">
        <legend>
          <Trans>Outcome</Trans>
        </legend>
        {(Object.keys(outcomes) as Outcome[]).map(code => (
          <label key={code} className="clause">
            <input type="radio" name="outcome" checked={outcome === code} onChange={() => setOutcome(code)} />
            <span>
              <span className="clause-name">
                {word('identificationOutcome', code)} <bdi className="code-mark">{code}</bdi>
              </span>
              <span className="clause-says">{i18n._(outcomes[code])}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {confirmed.length === 0 ? (
        <p className="hint">
          <Trans>No candidate is confirmed above. You may still decide, on what you found elsewhere; say so in the reason.</Trans>
        </p>
      ) : (
        <SelectField
          label={<Trans>The candidate it rests on</Trans>}
          value={restsOn}
          onChange={setMatch}
          empty={t`none of them`}
          choices={confirmed.map(one => ({ value: one.match, text: `${one.person.names[0] ?? ''} · ${one.reference}` }))}
        />
      )}
      {tells ? (
        <fieldset className="field">
          <legend>
            <Trans>The identity you confirm</Trans>
          </legend>
          <PersonFields person={person} onChange={setPerson} />
        </fieldset>
      ) : null}
      <TextArea
        label={<Trans>What makes you decide so</Trans>}
        hint={<Trans>Kept in this node and in its acts log; it is not sent.</Trans>}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={2_000}
      />
      <Refusal of={decide.refused} />
      <div>
        <Button type="submit" look="main" busy={decide.busy} disabled={!ready}>
          <Trans>Decide, and hand the answer over for release</Trans>
        </Button>
      </div>
    </form>
  )
}

/** What was typed of a person, without what was left empty. */
function heldPerson({ names, birthDate, birthPlace, sex, documents }: PersonParts): HeldPerson {
  const filled = names.map(name => name.trim()).filter(name => name !== '')
  const papers = (documents ?? []).filter(document => document.number.trim() !== '')
  return {
    names: filled,
    ...(birthDate ? { birthDate } : {}),
    ...(birthPlace?.trim() ? { birthPlace: birthPlace.trim() } : {}),
    ...(sex === undefined ? {} : { sex }),
    ...(papers.length === 0 ? {} : { documents: papers.map(document => ({ ...document })) }),
  }
}
