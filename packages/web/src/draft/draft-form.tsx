import type { Decision, Draft, DraftFields } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { useSession } from '../frame/session.tsx'
import { CodeCombo } from '../parts/code-combo.tsx'
import { Loading } from '../parts/empty.tsx'
import { EvidenceBadge } from '../parts/evidence.tsx'
import { CodeField, CodesField, DateParts, SelectField, TextArea, TextField, TickField } from '../parts/field.tsx'
import { Section } from '../parts/page.tsx'
import { Mark } from '../parts/text.tsx'
import { languageNames, languages } from '../words/languages.ts'
import { useNames } from '../words/states.ts'
import { inReadersLanguage } from '../words/text.ts'
import { Attachments } from './attachments.tsx'
import { ConditionFields, EventField } from './conditions.tsx'
import { bearsH3, guarantees, shownCategories, withItems } from './fields.ts'
import { Items } from './item-editor.tsx'
import { formOf } from './kinds.ts'
import { MatterView } from './matter-view.tsx'
import { type Part, partsOf } from './parts.ts'
import { ReviewFields } from './review.tsx'

const PlanTextFields = lazy(() => import('../plan/text-fields.tsx'))

/** The form of one message, reduced to the parts its kind needs. Field ids are those the legal panel links to. */
export function DraftForm({
  draft,
  fields,
  change,
  decision,
}: {
  draft: Draft
  fields: DraftFields
  change: (changed: (fields: DraftFields) => DraftFields) => void
  decision: Decision | undefined
}) {
  const { t, i18n } = useLingui()
  const { node } = useSession()
  const form = formOf(fields.messageType)
  const missing = (decision?.unmet ?? []).map(condition => condition.field)
  // A part once asked for stays: what is being typed must not vanish when it becomes enough.
  const [asked, setAsked] = useState<readonly Part[]>([])
  const parts = [...new Set([...partsOf(fields.messageType, missing), ...asked])]
  const fresh = parts.filter(part => !partsOf(fields.messageType, []).includes(part) && !asked.includes(part))
  if (fresh.length > 0) setAsked([...asked, ...fresh])
  const has = (part: Part) => parts.includes(part)
  const isNotice = ['COR', 'DEL', 'RST'].includes(fields.messageType)
  // Where a message is sent unasked, why the partner should know it is the first thing of the case.
  const noteInCase = fields.messageType === 'SPO' || fields.messageType === 'WAR'
  const namesEvent = has('event') || fields.purpose === 'EVNT' || (fields.event ?? '') !== ''
  const set = (part: Partial<DraftFields>) => change(before => ({ ...before, ...part }))
  return (
    <div className="stack">
      <Matter fields={fields} change={change} />
      {has('recipient') || has('basis') ? (
        <Section title={<Trans>To whom, on what basis</Trans>}>
          <div className="columns">
            {has('recipient') ? (
              <Recipient
                value={fields.to}
                onChange={to => set({ to, agreement: null, clause: '', ...(fields.transferBasis === null ? guarantees(node.id, to) : {}) })}
              />
            ) : null}
            <CodeCombo
              id="field-crimeArea"
              scheme="crimeArea"
              label={<Trans>Crime area</Trans>}
              value={fields.crimeArea}
              onChange={crimeArea => set({ crimeArea })}
              optional
            />
            <CodeField
              id="field-purpose"
              scheme="purpose"
              label={<Trans>Purpose</Trans>}
              value={fields.purpose ?? ''}
              onChange={code => set({ purpose: (code === '' ? null : code) as DraftFields['purpose'] })}
            />
            <CodeField
              id="field-urgency"
              scheme="urgency"
              only={['IMM', 'U8H', 'U3D', 'N7D']}
              label={<Trans>Urgency</Trans>}
              value={fields.urgency}
              onChange={code => set({ urgency: code as DraftFields['urgency'] })}
            />
          </div>
          <Clauses fields={fields} decision={decision} onChoose={(agreement, clause) => set({ agreement: agreement as DraftFields['agreement'], clause })} />
        </Section>
      ) : null}
      {has('ground') ? (
        <Section title={<Trans>Ground</Trans>}>
          <CodeField
            id="field-ground"
            scheme="refusalGround"
            label={<Trans>Ground of the refusal</Trans>}
            hint={
              <Trans>
                Grounds that protect someone (sovereignty, an inquiry, a third party, asylum, a minor, a victim) stay here: the partner reads “cannot be
                answered”.
              </Trans>
            }
            value={fields.ground ?? ''}
            onChange={code => set({ ground: (code === '' ? null : code) as DraftFields['ground'] })}
          />
        </Section>
      ) : null}
      {has('extent') ? (
        <Section title={<Trans>Extent</Trans>}>
          <SelectField
            id="field-extent"
            label={<Trans>This answers</Trans>}
            width="half"
            value={fields.extent ?? ''}
            onChange={value => set({ extent: value as DraftFields['extent'] })}
            choices={[
              { value: 'whole', text: t`the whole request` },
              { value: 'partial', text: t`a part; more will come` },
            ]}
          />
        </Section>
      ) : null}
      {has('use') ? (
        <Section title={<Trans>Use</Trans>}>
          <SelectField
            id="field-use"
            label={<Trans>What became of the information</Trans>}
            width="half"
            value={fields.use ?? ''}
            onChange={value => set({ use: (value === '' ? null : value) as DraftFields['use'] })}
            choices={Object.entries(useNames).map(([value, says]) => ({ value, text: i18n._(says) }))}
          />
        </Section>
      ) : null}
      {has('case') || has('reasons') || has('review') || has('event') ? (
        <Section title={<Trans>The case</Trans>}>
          <div className="stack">
            <TextField
              id="field-title"
              label={<Trans>Title</Trans>}
              hint={<Trans>The partner reads it first</Trans>}
              value={fields.title}
              onChange={title => set({ title })}
              maxLength={160}
            />
            <TextField
              id="field-caseReference"
              label={<Trans>Your case reference</Trans>}
              value={fields.caseReference}
              onChange={caseReference => set({ caseReference })}
              width="half"
              maxLength={80}
            />
            {namesEvent ? <EventField fields={fields} onChange={event => set({ event })} /> : null}
            {noteInCase ? <Note fields={fields} onChange={note => set({ note })} /> : null}
            <TextArea
              id="field-reasons"
              label={<Trans>Reasons</Trans>}
              hint={
                isNotice ? (
                  <Trans>Why it has to be done: the partner must be able to judge it.</Trans>
                ) : (
                  <Trans>The facts; how the person is linked to them; why the partner should know; why the haste; limits on use.</Trans>
                )
              }
              value={fields.reasons}
              onChange={reasons => set({ reasons })}
              rows={5}
              maxLength={8_000}
            />
            {isNotice ? null : (
              <TickField
                id="field-judicialFile"
                label={<Trans>This comes from a judicial file</Trans>}
                value={fields.judicialFile}
                onChange={judicialFile => set({ judicialFile })}
              />
            )}
            {fields.judicialFile ? (
              <TextField
                id="field-judicialAuthorisation"
                label={<Trans>The magistrate’s authorisation</Trans>}
                hint={<Trans>Its reference. It stays here; the partner does not see it.</Trans>}
                value={fields.judicialAuthorisation}
                onChange={judicialAuthorisation => set({ judicialAuthorisation })}
                width="half"
                maxLength={120}
              />
            ) : null}
            {has('review') ? <ReviewFields fields={fields} missing={missing} onChange={review => set({ review })} /> : null}
          </div>
        </Section>
      ) : null}
      {has('items') ? (
        <Section
          title={
            fields.messageType === 'REQ' ? (
              <Trans>Whom or what it concerns</Trans>
            ) : fields.messageType === 'COR' ? (
              <Trans>What is right instead</Trans>
            ) : (
              <Trans>What you send</Trans>
            )
          }
        >
          {has('case') ? (
            <div className="item-capacity">
              <CodeField
                id="field-subjectCategory"
                scheme="subjectCategory"
                label={<Trans>In what capacity the person appears</Trans>}
                value={fields.subjectCategory ?? ''}
                onChange={code => set({ subjectCategory: (code === '' ? null : code) as DraftFields['subjectCategory'] })}
                width="half"
              />
            </div>
          ) : null}
          <Items items={fields.items} fixed={fields.messageType === 'COR'} onChange={items => change(before => withItems(before, items))} />
        </Section>
      ) : null}
      {form.note !== undefined && !noteInCase ? (
        <Section title={i18n._(form.title)}>
          <Note fields={fields} onChange={note => set({ note })} />
        </Section>
      ) : null}
      {has('handling') || has('transfer') ? (
        <Section title={<Trans>What the partner may do with it</Trans>}>
          <div className="columns">
            {has('handling') ? (
              <CodesField
                id="field-handling"
                scheme="handlingCode"
                label={<Trans>Handling codes</Trans>}
                value={fields.handling}
                onChange={codes => set({ handling: codes as DraftFields['handling'] })}
              />
            ) : null}
            {has('transfer') ? (
              <CodesField
                id="field-assurances"
                scheme="assurance"
                label={<Trans>Assurances the partner gives by opening</Trans>}
                value={fields.assurances}
                onChange={codes => set({ assurances: codes as DraftFields['assurances'] })}
              />
            ) : null}
          </div>
          {has('handling') && (bearsH3(fields) || missing.includes('restrictions')) ? (
            <ConditionFields fields={fields} onChange={restrictions => set({ restrictions })} />
          ) : null}
        </Section>
      ) : null}
      {has('attachments') ? (
        <Section title={<Trans>Attachments</Trans>}>
          <Attachments draft={draft} readOnly={false} />
        </Section>
      ) : null}
      {has('more') ? <More fields={fields} set={set} /> : null}
    </div>
  )
}

/** What a message says besides its words: written here where it is a text, else shown as it will be sent. */
function Matter({ fields, change }: { fields: DraftFields; change: (changed: (fields: DraftFields) => DraftFields) => void }) {
  const { matter } = fields
  if (matter?.matter !== 'plan') return null
  if (!('text' in matter))
    return (
      <Section title={<Trans>What it says</Trans>}>
        <MatterView of={matter} />
      </Section>
    )
  return (
    <Suspense fallback={<Loading />}>
      <PlanTextFields
        text={matter.text}
        partner={fields.to}
        language={fields.language}
        onChange={changed =>
          change(before => {
            if (before.matter?.matter !== 'plan' || !('text' in before.matter)) return before
            const text = changed(before.matter.text)
            return { ...before, matter: { ...before.matter, text }, title: titleOf(text.title, before) }
          })
        }
      />
    </Suspense>
  )
}

/** The message is called as the text it carries. */
function titleOf(title: { readonly [language: string]: string | undefined }, fields: DraftFields): string {
  const found = title[fields.language] || Object.values(title).find(text => text) || fields.title
  return found.replaceAll(/\s+/g, ' ').slice(0, 160)
}

function Note({ fields, onChange }: { fields: DraftFields; onChange: (note: string) => void }) {
  const { i18n } = useLingui()
  const { note } = formOf(fields.messageType)
  if (note === undefined) return null
  return <TextArea id="field-note" label={i18n._(note.label)} hint={i18n._(note.hint)} value={fields.note} onChange={onChange} rows={4} maxLength={8_000} />
}

/** What is usually right as it is; a missing part of it is named in the legal panel and opened from there. */
function More({ fields, set }: { fields: DraftFields; set: (part: Partial<DraftFields>) => void }) {
  const { t } = useLingui()
  const shown = shownCategories(fields.items)
  return (
    <details className="sheet more">
      <summary>
        <Trans>More: basis of the transfer, how long it is kept, language, classification, data categories</Trans>
      </summary>
      <div className="stack details-body">
        <div className="columns">
          <CodeField
            id="field-transferBasis"
            scheme="transferBasis"
            label={<Trans>Basis of the transfer</Trans>}
            value={fields.transferBasis ?? ''}
            empty={t`none (no third country)`}
            onChange={code => set({ transferBasis: (code === '' ? null : code) as DraftFields['transferBasis'] })}
          />
          <DateParts
            id="field-holdUntil"
            label={<Trans>May be kept until</Trans>}
            hint={<Trans>The partner may shorten it, never lengthen it</Trans>}
            value={fields.holdUntil ?? ''}
            onChange={holdUntil => set({ holdUntil })}
          />
          <SelectField
            id="field-language"
            label={<Trans>Language you write in</Trans>}
            value={fields.language}
            onChange={language => set({ language: language as DraftFields['language'] })}
            choices={languages.map(language => ({ value: language, text: languageNames[language] }))}
          />
          <CodeField
            id="field-classification"
            scheme="classification"
            label={<Trans>Classification</Trans>}
            value={fields.classification}
            onChange={code => set({ classification: code as DraftFields['classification'] })}
          />
        </div>
        <CodesField
          id="field-dataCategories"
          scheme="dataCategory"
          label={<Trans>Data this message contains</Trans>}
          hint={<Trans>Ticked by themselves for what you enter above; tick more if a text or an attachment holds them.</Trans>}
          columns={2}
          value={fields.dataCategories}
          onChange={codes => set({ dataCategories: [...new Set([...(codes as DraftFields['dataCategories']), ...shown])] })}
        />
      </div>
    </details>
  )
}

/** The authorities an active agreement names; where two qualify the officer chooses, never the software. */
function Recipient({ value, onChange }: { value: DraftFields['to']; onChange: (to: DraftFields['to']) => void }) {
  const agreements = useGet(reads.agreements()).data ?? []
  const nodes = [...new Set(agreements.filter(one => one.standing === 'active').flatMap(one => one.partners))].sort()
  if (value !== null && !nodes.includes(value)) nodes.push(value)
  return (
    <SelectField
      id="field-to"
      label={<Trans>To</Trans>}
      value={value ?? ''}
      onChange={text => onChange((text === '' ? null : text) as DraftFields['to'])}
      choices={nodes.map(node => ({ value: node, text: node }))}
    />
  )
}

/** The clauses that would carry this kind and purpose, to pick one. */
function Clauses({
  fields,
  decision,
  onChoose,
}: {
  fields: DraftFields
  decision: Decision | undefined
  onChoose: (agreement: string, clause: string) => void
}) {
  const { i18n } = useLingui()
  const candidates = decision?.candidates ?? []
  const known = candidates.some(candidate => candidate.clause === fields.clause && candidate.agreement === fields.agreement)
  return (
    <fieldset className="field clauses" id="field-clause">
      <legend>
        <Trans>Clause</Trans>
      </legend>
      {candidates.length === 0 && fields.clause === '' ? (
        <p className="hint">
          <Trans>Choose a recipient and a purpose: the clauses that may carry them appear here.</Trans>
        </p>
      ) : null}
      {fields.clause !== '' && !known ? (
        <p className="clause-chosen">
          <Mark>{fields.clause}</Mark>
        </p>
      ) : null}
      {candidates.map(candidate => (
        <label key={`${candidate.agreement} ${candidate.clause}`} className="clause">
          <input
            type="radio"
            name="clause"
            checked={candidate.clause === fields.clause && candidate.agreement === fields.agreement}
            onChange={() => onChoose(candidate.agreement, candidate.clause)}
          />
          <span>
            <span className="clause-name">
              <Mark>{candidate.clause}</Mark> <EvidenceBadge status={candidate.status} />
            </span>
            <span className="clause-says">{inReadersLanguage(candidate.summary, i18n.locale)}</span>
            <span className="quiet small">
              <Mark>{candidate.agreementId}</Mark>
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
