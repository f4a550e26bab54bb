import type { Identification, IdentificationFile } from '@entraide/node/api'
import { Trans } from '@lingui/react/macro'
import { Section } from '../parts/page.tsx'
import { PersonView } from '../parts/person-view.tsx'
import { Coded, Mark, Written } from '../parts/text.tsx'
import { longDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'
import { Fact } from './facts.tsx'
import { personOfFile } from './file-fields.ts'
import { Prints } from './prints.tsx'

/** The file as it was sent, or as it came: who the person is said to be, the decision, what the person was told, the prints by their frame. */
export function FileView({ file, identification }: { file: IdentificationFile; identification: Identification }) {
  const { names, birthDate, birthPlace, sex, nationalities, documents } = personOfFile(file)
  const person = {
    names,
    ...(birthDate ? { birthDate } : {}),
    ...(birthPlace ? { birthPlace } : {}),
    ...(sex === undefined ? {} : { sex }),
    ...(nationalities?.length ? { nationalities } : {}),
    ...(documents?.length ? { documents } : {}),
  }
  return (
    <Section id="file" title={<Trans>Whom it is about</Trans>}>
      <div className="stack">
        <PersonView person={person} />
        <dl className="facts-list">
          {file.father.length === 0 ? null : (
            <Fact name={<Trans>Father</Trans>}>
              <Names of={file.father} />
            </Fact>
          )}
          {file.mother.length === 0 ? null : (
            <Fact name={<Trans>Mother</Trans>}>
              <Names of={file.mother} />
            </Fact>
          )}
          <Fact name={<Trans>Case</Trans>}>
            <bdi>{file.caseReference === '' ? '–' : file.caseReference}</bdi>
          </Fact>
          <Fact name={<Trans>Return decision</Trans>}>
            <Mark>{file.decisionReference === '' ? '–' : file.decisionReference}</Mark>
            {file.decisionOn === '' ? null : <> · {longDate(file.decisionOn)}</>}
          </Fact>
          {file.sheetLanguage === null ? null : (
            <Fact name={<Trans>Information sheet</Trans>}>
              {word('language', file.sheetLanguage)}
              {file.sheetGivenOn === '' ? null : <> · {longDate(file.sheetGivenOn)}</>}
            </Fact>
          )}
          <Fact name={<Trans>Source</Trans>}>
            <Coded scheme="sourceEval" code={file.source} /> · <Coded scheme="infoEval" code={file.information} />
          </Fact>
          {file.holdUntil === '' ? null : <Fact name={<Trans>Kept until</Trans>}>{longDate(file.holdUntil)}</Fact>}
        </dl>
        {file.reasons === '' ? null : <Written>{file.reasons}</Written>}
        <Prints of={identification.prints} />
        {file.whyPrints === '' ? null : (
          <p className="small">
            <Trans>Strictly necessary because:</Trans> <Written as="span">{file.whyPrints}</Written>
          </p>
        )}
      </div>
    </Section>
  )
}

function Names({ of }: { of: readonly string[] }) {
  return of.map((name, at) => (
    <span key={name}>
      {at === 0 ? null : ' · '}
      <bdi>{name}</bdi>
    </span>
  ))
}
