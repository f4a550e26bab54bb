import type { Identification, IdentificationFile } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Attachments } from '../draft/attachments.tsx'
import { CodeField, DateParts, SelectField, TextArea, TextField } from '../parts/field.tsx'
import { Section } from '../parts/page.tsx'
import { PersonFields } from '../parts/person-fields.tsx'
import { languageNames, languages } from '../words/languages.ts'
import { personOfFile, withPerson } from './file-fields.ts'
import { NameLines } from './name-lines.tsx'
import { Prints } from './prints.tsx'

/** The identification file as one fills it in, part by part, in the order in which a cell has it before it. */
export function FileForm({
  file,
  identification,
  change,
  onAttached,
}: {
  file: IdentificationFile
  identification: Identification & { readonly draft: NonNullable<Identification['draft']> }
  change: (changed: (file: IdentificationFile) => IdentificationFile) => void
  /** The files changed: what is said of them is made anew. */
  onAttached: () => void
}) {
  const { t } = useLingui()
  const set = (part: Partial<IdentificationFile>) => change(before => ({ ...before, ...part }))
  return (
    <div className="stack">
      <Section id="file-person" title={<Trans>1. The person</Trans>}>
        <div className="stack">
          <PersonFields id="file-names" person={personOfFile(file)} onChange={person => change(before => withPerson(before, person))} nationalities />
          <div className="columns" id="file-parents">
            <NameLines label={<Trans>Father’s name</Trans>} spoken={t`Father’s name`} value={file.father} onChange={father => set({ father })} />
            <NameLines label={<Trans>Mother’s name</Trans>} spoken={t`Mother’s name`} value={file.mother} onChange={mother => set({ mother })} />
          </div>
        </div>
      </Section>
      <Section id="file-prints" title={<Trans>2. Photo and fingerprints</Trans>}>
        <div className="stack">
          <p className="hint">
            <Trans>
              The photo as PNG or JPEG, the prints as an ANSI/NIST-ITL file. Their frame is checked; they are passed on as they are and never drawn here.
            </Trans>
          </p>
          <Attachments draft={identification.draft} readOnly={false} onChanged={onAttached} />
          <Prints of={identification.prints} />
          <TextArea
            id="file-why-prints"
            label={<Trans>Why the prints are strictly necessary</Trans>}
            hint={<Trans>Asked as soon as prints are attached.</Trans>}
            value={file.whyPrints}
            onChange={whyPrints => set({ whyPrints })}
            rows={2}
            maxLength={2_000}
          />
        </div>
      </Section>
      <Section id="file-decision" title={<Trans>3. The decision, and what the person was told</Trans>}>
        <div className="columns">
          <TextField
            label={<Trans>Reference of the return decision</Trans>}
            value={file.decisionReference}
            onChange={decisionReference => set({ decisionReference })}
            maxLength={80}
          />
          <DateParts
            label={<Trans>Decided on</Trans>}
            value={file.decisionOn}
            onChange={text => set({ decisionOn: text as IdentificationFile['decisionOn'] })}
          />
          <CodeField
            id="file-sheet"
            scheme="language"
            label={<Trans>Language of the information sheet</Trans>}
            value={file.sheetLanguage ?? ''}
            onChange={code => set({ sheetLanguage: code as IdentificationFile['sheetLanguage'] })}
          />
          <DateParts
            label={<Trans>Given to the person on</Trans>}
            value={file.sheetGivenOn}
            onChange={text => set({ sheetGivenOn: text as IdentificationFile['sheetGivenOn'] })}
          />
        </div>
      </Section>
      <Section title={<Trans>4. What you ask</Trans>}>
        <div className="stack">
          <div className="columns">
            <TextField
              id="file-case"
              label={<Trans>Your case reference</Trans>}
              value={file.caseReference}
              onChange={caseReference => set({ caseReference })}
              maxLength={80}
            />
            <SelectField
              label={<Trans>Language you write in</Trans>}
              value={file.language}
              onChange={language => set({ language: language as IdentificationFile['language'] })}
              choices={languages.map(language => ({ value: language, text: languageNames[language] }))}
            />
          </div>
          <TextArea
            id="file-reasons"
            label={<Trans>What you ask, and why</Trans>}
            hint={<Trans>Never a word on asylum, health, family or anything else that a guard is about: the partner reads this.</Trans>}
            value={file.reasons}
            onChange={reasons => set({ reasons })}
            rows={4}
            maxLength={8_000}
          />
        </div>
      </Section>
      <More file={file} set={set} />
    </div>
  )
}

/** What is usually right as it is. */
function More({ file, set }: { file: IdentificationFile; set: (part: Partial<IdentificationFile>) => void }) {
  const { t } = useLingui()
  return (
    <details className="sheet more" id="file-more" open={file.transferBasis === null}>
      <summary>
        <Trans>5. Evaluation, basis of the transfer, how long it is kept</Trans>
      </summary>
      <div className="stack details-body">
        <div className="columns">
          <CodeField
            id="file-transfer"
            scheme="transferBasis"
            label={<Trans>Basis of the transfer</Trans>}
            value={file.transferBasis ?? ''}
            empty={t`none (no third country)`}
            onChange={code => set({ transferBasis: (code === '' ? null : code) as IdentificationFile['transferBasis'] })}
          />
          <DateParts
            id="file-hold"
            label={<Trans>May be kept until</Trans>}
            hint={<Trans>The partner may shorten it, never lengthen it</Trans>}
            value={file.holdUntil}
            onChange={text => set({ holdUntil: text as IdentificationFile['holdUntil'] })}
          />
        </div>
        <div className="evaluation">
          <CodeField
            scheme="sourceEval"
            codeFirst
            label={<Trans>Source</Trans>}
            value={file.source}
            onChange={code => set({ source: code as IdentificationFile['source'] })}
          />
          <CodeField
            scheme="infoEval"
            codeFirst
            label={<Trans>Information</Trans>}
            value={file.information}
            onChange={code => set({ information: code as IdentificationFile['information'] })}
          />
          <CodeField
            scheme="provenance"
            label={<Trans>How it was come by</Trans>}
            value={file.provenance}
            onChange={code => set({ provenance: code as IdentificationFile['provenance'] })}
          />
        </div>
      </div>
    </details>
  )
}
