import type { HeldPerson, MatchEvidence, PersonComparison } from '@entraide/node/api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Scale, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { inReadersLanguage } from '../words/text.ts'
import { partialDate } from '../words/time.ts'
import { DocumentLine } from './person-view.tsx'

/** The weight, in decibans, at which a bar is as long as it gets: 1,000 to 1. The same on every screen, so that bars can be compared. */
const longest = 30
/** From which weight on which words are used: 2 to 1, 10 to 1, 100 to 1. */
const steps = { little: 3, plain: 10, strong: 20 }

/** How one part weighs, in words. */
function weightWords(decibans: number): MessageDescriptor {
  const weight = Math.abs(decibans)
  if (weight < steps.little) return msg`says next to nothing`
  if (decibans > 0) return weight < steps.plain ? msg`speaks a little for it` : weight < steps.strong ? msg`speaks for it` : msg`speaks strongly for it`
  return weight < steps.plain ? msg`speaks a little against it` : weight < steps.strong ? msg`speaks against it` : msg`speaks strongly against it`
}

/**
 * One weight drawn from the middle: to the left against, to the right for, in every language, so that two officers on the telephone see
 * the same picture. Its words are read out; the figure is there for whoever points at it.
 */
function WeightBar({ decibans }: { decibans: number }) {
  const { i18n } = useLingui()
  const words = i18n._(weightWords(decibans))
  const length = Math.max(2, Math.min(1, Math.abs(decibans) / longest) * 100)
  return (
    <svg
      className={decibans < 0 ? 'weight against' : 'weight for'}
      viewBox="0 0 200 10"
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
      data-decibans={Math.round(decibans)}
    >
      <title>{words}</title>
      <rect className="weight-bar" x={decibans < 0 ? 100 - length : 100} y="1" width={length} height="8" />
      <rect className="weight-middle" x="99.5" y="0" width="1" height="10" />
    </svg>
  )
}

/** The words above a column of bars. */
export function WeighingHead() {
  return (
    <span className="weighing-head small" dir="ltr">
      <span dir="auto">
        <Trans context="weight of a part">against</Trans>
      </span>
      <span dir="auto">
        <Trans context="weight of a part">for</Trans>
      </span>
    </span>
  )
}

/** What speaks for and against two persons being the same: a bar and a sentence for each part. */
export function Weighing({ evidence }: { evidence: readonly MatchEvidence[] }) {
  const { i18n } = useLingui()
  return (
    <ul className="weighing">
      {evidence.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity and are replaced as a whole
        <li key={at}>
          <WeightBar decibans={part.decibans} /> <span className="weighing-says">{inReadersLanguage(part.sentence, i18n.locale)}</span>
        </li>
      ))}
    </ul>
  )
}

/** What it comes to, in a sentence. It ranks and explains; whether it is the person, a person says (R25). */
export function WeighingOutcome({ of }: { of: PersonComparison }) {
  return (
    <p className="weighing-outcome">
      <Scale aria-hidden size={16} />
      <span className="sentence">
        {of.same === null ? (
          isBeyondNames(of) ? (
            <Trans>Taken together: something speaks clearly against it, and what speaks for it does not outweigh that.</Trans>
          ) : (
            <Trans>Taken together: it may be this person as well as another.</Trans>
          )
        ) : of.same ? (
          <Trans>Taken together: it fits. You say whether it is the person.</Trans>
        ) : (
          <Trans>Taken together: it does not carry. You say whether it is the person.</Trans>
        )}
      </span>
    </p>
  )
}

/** Whether it stands before the others: it fits, or nothing but namesakes speaks against it. */
export const standsOut = (comparison: PersonComparison): boolean => comparison.same === true || (comparison.same === null && !isBeyondNames(comparison))

/** Whether something weighs clearly against it, so that namesakes are not what one must be warned of first. */
export function isBeyondNames(comparison: PersonComparison): boolean {
  return comparison.evidence.some(part => part.decibans <= -steps.plain && part.says !== 'relatives-share-names')
}

/** A warning of namesakes, above what it warns of. */
function Beware({ children }: { children: ReactNode }) {
  return (
    <div className="notice soon" role="note">
      <UsersRound aria-hidden size={20} />
      <div>
        <p className="notice-what">
          <Trans>Beware of namesakes</Trans>
        </p>
        <p className="sentence">{children}</p>
      </div>
    </div>
  )
}

/** Above candidates of whom several fit: each by itself reads as the person, and they cannot all be. */
export function SeveralFit({ of }: { of: readonly PersonComparison[] }) {
  if (of.filter(({ same }) => same === true).length < 2) return null
  return (
    <Beware>
      <Trans>Several persons held here fit what is asked. Lay them side by side before you decide: what differs is what to ask for.</Trans>
    </Beware>
  )
}

/** That namesakes agree as well, how many, and which datum would settle it. */
export function NamesakeWarning({ of }: { of: PersonComparison['warning'] }) {
  const { i18n } = useLingui()
  if (of === null) return null
  return <Beware>{inReadersLanguage(of.sentence, i18n.locale)}</Beware>
}

const fields: readonly (readonly [MatchEvidence['field'], MessageDescriptor])[] = [
  ['name', msg`Name`],
  ['birthDate', msg`Born on`],
  ['birthPlace', msg`Born at`],
  ['sex', msg`Sex`],
  ['document', msg`Documents`],
]

/** Two persons side by side, field by field, and under each field what speaks for and against. */
export function SideBySide({
  ours,
  theirs,
  heads,
  comparison,
}: {
  ours: HeldPerson
  theirs: HeldPerson
  heads: readonly [ours: string, theirs: string]
  comparison: PersonComparison
}) {
  const { i18n, t } = useLingui()
  return (
    <table className="side-by-side">
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden-text">
              <Trans>Field</Trans>
            </span>
          </th>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
          <th scope="col" aria-label={t`What speaks against and for`}>
            <WeighingHead />
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map(([field, name]) => {
          const left = factOf(ours, field)
          const right = factOf(theirs, field)
          if (left === null && right === null) return null
          const evidence = comparison.evidence.filter(part => part.field === field)
          return (
            <tr key={field}>
              <th scope="row">{i18n._(name)}</th>
              <td data-head={heads[0]}>{left ?? <Unknown />}</td>
              <td data-head={heads[1]}>{right ?? <Unknown />}</td>
              <td>
                {evidence.length > 0 ? (
                  <Weighing evidence={evidence} />
                ) : (
                  <span className="quiet small">
                    {left === null || right === null ? <Trans>Known on one side only: not weighed</Trans> : <Trans>Not weighed</Trans>}
                  </span>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const Unknown = () => (
  <span className="quiet">
    <Trans>not known</Trans>
  </span>
)

function factOf(person: HeldPerson, field: MatchEvidence['field']): ReactNode {
  switch (field) {
    case 'name':
      return lines(person.names.map(name => <bdi key={name}>{name}</bdi>))
    case 'birthDate':
      return person.birthDate === undefined ? null : <bdi>{partialDate(person.birthDate)}</bdi>
    case 'birthPlace':
      return person.birthPlace === undefined ? null : <bdi>{person.birthPlace}</bdi>
    case 'sex':
      return person.sex === undefined ? null : person.sex === 'F' ? <Trans>female</Trans> : <Trans>male</Trans>
    case 'document':
      return lines((person.documents ?? []).map(document => <DocumentLine key={`${document.country} ${document.number}`} document={document} />))
  }
}

function lines(all: readonly ReactNode[]): ReactNode {
  if (all.length === 0) return null
  return (
    <ul className="plain-list">
      {all.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are replaced as a whole
        <li key={at}>{line}</li>
      ))}
    </ul>
  )
}
