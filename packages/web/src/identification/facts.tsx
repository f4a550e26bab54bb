import type { ThreadMessage } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Coded, Mark, Written } from '../parts/text.tsx'
import { longDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'
import { courseWords } from './words.ts'

type Matter = Extract<NonNullable<ThreadMessage['matter']>, { matter: 'identification' }>

/** What an identification message says beside its statements, in words. */
export function IdentificationFacts({ matter }: { matter: Matter }) {
  const { i18n } = useLingui()
  return (
    <div className="stack">
      <p>{i18n._(courseWords[matter.step])}</p>
      <Details matter={matter} />
    </div>
  )
}

function Details({ matter }: { matter: Matter }) {
  switch (matter.step) {
    case 'file':
      return (
        <dl className="facts-list">
          {matter.parents.map(parent => (
            <Fact key={parent.relation} name={parent.relation === 'father' ? <Trans>Father</Trans> : <Trans>Mother</Trans>}>
              {parent.names.map((name, at) => (
                <span key={name}>
                  {at === 0 ? null : ' · '}
                  <bdi>{name}</bdi>
                </span>
              ))}
            </Fact>
          ))}
          <Fact name={<Trans>Return decision</Trans>}>
            <Mark>{matter.decisionReference}</Mark> · {longDate(matter.decisionOn)}
          </Fact>
          <Fact name={<Trans>Information sheet</Trans>}>
            {word('language', matter.informationSheet.language)} · {longDate(matter.informationSheet.givenOn)}
          </Fact>
        </dl>
      )
    case 'INT':
      return (
        <dl className="facts-list">
          <Fact name={<Trans>Interview on</Trans>}>{matter.interviewOn === null ? <Trans>a day to be agreed</Trans> : longDate(matter.interviewOn)}</Fact>
          <Fact name={<Trans>Interpreter for</Trans>}>{word('language', matter.interpreter)}</Fact>
        </dl>
      )
    case 'interviewed':
      return (
        <dl className="facts-list">
          <Fact name={<Trans>Held on</Trans>}>{longDate(matter.heldOn)}</Fact>
          <Fact name={<Trans>Interpreter for</Trans>}>{word('language', matter.interpreter)}</Fact>
          <Fact name={<Trans>Safeguards</Trans>}>
            <Trans>The person was told beforehand that nothing about asylum need be said; the lawyer was told.</Trans>
          </Fact>
        </dl>
      )
    case 'LPI':
      return (
        <dl className="facts-list">
          <Fact name={<Trans>Document</Trans>}>
            <Coded scheme="travelDocument" code={matter.documentType} />
          </Fact>
          <Fact name={<Trans>Valid</Trans>}>
            <Trans>
              {longDate(matter.validFrom)} to {longDate(matter.validUntil)}
            </Trans>
          </Fact>
          <Fact name={<Trans>Journeys</Trans>}>{matter.journeys}</Fact>
        </dl>
      )
    case 'request-document':
      return (
        <>
          {matter.travelOn === null ? null : (
            <dl className="facts-list">
              <Fact name={<Trans>Journey on</Trans>}>{longDate(matter.travelOn)}</Fact>
            </dl>
          )}
          {matter.note === '' ? null : <Written>{matter.note}</Written>}
        </>
      )
    case 'used':
      return (
        <dl className="facts-list">
          <Fact name={<Trans>Returned on</Trans>}>{longDate(matter.usedOn)}</Fact>
        </dl>
      )
    default:
      return null
  }
}

/** One line of a list of facts. */
export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
