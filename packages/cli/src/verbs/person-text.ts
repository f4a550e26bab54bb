import type { Holdings, MatchCandidate, Matches, PersonComparison } from '@entraide/node/api'
import type { Cli } from '../cli.ts'
import { plainText } from '../plain-text.ts'

/** Candidates in their order, each with the reasons for and against. The order ranks; no figure stands for a person (R25). */
export function candidatesText(cli: Cli, { rows, check }: Matches): string {
  const of = rows.flatMap(row => candidateLines(cli, row))
  return lines(of.length === 0 ? [check === 'waiting' ? 'The check of what came in is still to be made.' : 'No candidate.'] : of)
}

/** What a look-up found. */
export function foundText(cli: Cli, candidates: readonly MatchCandidate[], flags: readonly string[]): string {
  const of = candidates.flatMap(candidate => candidateLines(cli, candidate))
  return lines([...flags.map(flag => `! ${flag}`), ...(of.length === 0 ? ['No candidate. That does not mean that the person is unknown.'] : of)])
}

/** What speaks for and against two persons being the same, a line for each part. */
export function comparisonText(cli: Cli, comparison: PersonComparison): string {
  return lines(reasonLines(cli, comparison))
}

export function holdingsText({ persons, ready, builtAt, outdated, takingIn }: Holdings): string {
  const state = takingIn !== null ? `being taken in: ${takingIn.stage} ${takingIn.read}` : ready ? 'can be searched' : 'cannot be searched'
  return lines([`${persons} persons, ${outdated ? 'under keys of an earlier version' : state}`, `last loaded ${builtAt ?? '-'}`])
}

function candidateLines(cli: Cli, { match, reference, protected: isProtected, person, comparison, decision }: MatchCandidate): readonly string[] {
  const known = [reference, person.names.join(' / '), person.birthDate ?? '-', person.birthPlace ?? '', isProtected ? 'PROTECTED' : '']
  const word = decision === null ? [] : [`  = ${decision.decision}: ${decision.reason}`]
  return [[match, ...known.filter(part => part !== '')].join('  '), ...reasonLines(cli, comparison), ...word]
}

function reasonLines(cli: Cli, { evidence, warning }: PersonComparison): readonly string[] {
  return [
    ...evidence.map(each => `  ${each.decibans >= 0 ? '+' : '-'} ${each.sentence[cli.language] ?? each.says}`),
    ...(warning === null ? [] : [`  ! ${warning.sentence[cli.language] ?? ''}`]),
  ]
}

const lines = (all: readonly string[]) => all.map(line => plainText(line, true)).join('\n')
