import type { Identification, ProtectionView } from '@entraide/node/api'
import { label } from '@entraide/vocabulary'
import type { Cli } from '../cli.ts'
import type { UnmetLine } from '../ending.ts'
import { plainText } from '../plain-text.ts'
import { unmetText } from '../say.ts'

/** An identification on one screen: where it stands, what is missing, its guards, its course, what may be done. */
export function identificationText(cli: Cli, of: Identification): string {
  const { row, file } = of
  const { clock } = row
  const head = [
    `${row.ourReference}${row.yourReference === null ? '' : `  (theirs ${row.yourReference})`}  ${row.partner ?? '-'}  ${row.state}`,
    `dossier   ${row.dossier}`,
    `clock     ${clockText(clock)}`,
  ]
  if (!of.opened) return lines([...head, '', 'Not opened today: entraide request open DOSSIER --reason "…"'])
  const person =
    file === null
      ? []
      : [
          `person    ${file.names.join(' / ') || '-'}  ${file.birthDate || '-'}  ${file.birthPlace || '-'}`,
          `parents   ${[...file.father, ...file.mother].join(' / ') || '-'}`,
          `decision  ${file.decisionReference || '-'}  ${file.decisionOn || '-'}`,
        ]
  const { prints, document } = of
  const printed =
    prints.state === 'none'
      ? 'none'
      : prints.state === 'broken'
        ? `broken: ${prints.problem}`
        : `${prints.records.filter(each => each.type !== 1).length} records`
  const guards = of.guards.map(
    guard =>
      `  ${guard.guard.padEnd(5)} ${guard.standing.padEnd(6)} ${(guard.freshUntil ?? '-').slice(0, 16)}  ${label('identificationGuard', guard.guard, cli.language)}${guard.maySign ? '  (waits for your signature)' : ''}`,
  )
  const course = of.course.map(each => {
    const facts = Object.entries(each.facts).map(([name, value]) => `${name} ${value ?? '-'}`)
    return `  ${each.direction === 'in' ? '<-' : '->'} ${each.at.slice(0, 16)}  ${each.messageType}${each.step === '' ? '' : ` ${each.step}`}  ${facts.join(', ')}${each.taken ? '' : '  (not taken yet)'}`
  })
  return lines([
    ...head,
    ...person,
    `prints    ${printed}`,
    ...(document === null ? [] : [`document  ${document.type} ${document.validFrom} to ${document.validUntil}`]),
    ...(of.draft === null ? [] : [`draft     ${of.draft.id}  ${of.draft.state}`]),
    ...(of.missing.length === 0 ? [] : [`missing   ${of.missing.join(', ')}`]),
    ...(of.deletion === 'none' ? [] : [`deletion  ${of.deletion}`]),
    ...(guards.length === 0 ? [] : ['guards', ...guards]),
    ...of.protections.map(
      each => `protected ${each.id}  ${each.ground}  ${each.person.names.join(' / ')}${each.judgement === null ? '' : '  (another person)'}`,
    ),
    ...(course.length === 0 ? [] : ['course', ...course]),
    ...of.decisions.map(each => `decided   ${each.outcome}  ${each.at.slice(0, 16)}  ${each.reason}`),
    ...of.unmet.map(each => unmetText(each as UnmetLine, cli.language)),
    `next      ${of.steps.join(', ') || '-'}`,
  ])
}

/** A protected person in one line. */
export function protectionText(cli: Cli, { id, ground, person, reason, at }: ProtectionView): string {
  return plainText(`${id}  ${label('refusalGround', ground, cli.language)}  ${person.names.join(' / ')}  ${at.slice(0, 10)}  ${reason}`)
}

function clockText(clock: Identification['row']['clock']): string {
  const name = clock.named ?? clock.urgency
  if (clock.paused) return `${name} paused, review ${clock.reviewAt ?? '-'}`
  if (clock.stopped) return `${name} stopped`
  return `${name} due ${clock.dueAt ?? '-'}${clock.overdue ? ' (overdue)' : ''}`
}

const lines = (all: readonly string[]) => all.map(line => plainText(line)).join('\n')
