import type { NodeId } from '@entraide/ground'
import { outcomes } from './outcome.ts'
import { type Cell, type Line, lineOf } from './tally.ts'

/** One count as it travels: its name and how many. */
export type CountRow = { readonly key: string; readonly count: number }
/** A name taken apart: a line of the follow-up, or half an indicator. */
export type CountName =
  | { readonly of: 'line'; readonly agreement: string; readonly asker: NodeId; readonly type: string; readonly line: string }
  | { readonly of: 'indicator'; readonly id: string; readonly half: 'numerator' | 'denominator' }

const lineShape = new RegExp(`^(?:asked|in-time|late|${outcomes.join('|')}|ground\\.[A-Z]{4}|urgency\\.[A-Z0-9]{3,4})$`)
const keyShape = /^([A-Z][A-Z0-9-]{1,59}\.\d{1,6})\/([A-Z]{2}(?:-[A-Z0-9]{2,12}){1,5})\/([A-Z]{3})\/([a-z-]+(?:\.[A-Z0-9]{3,4})?)$/
const indicatorShape = /^indicator\/([A-Z0-9][A-Z0-9.-]{0,39})\/(numerator|denominator)$/

/**
 * Reads the name of a count: `BE-MA-2014-PCC.1/BE-POL-SPOC/REQ/refused` (what that node asked under that agreement, by kind, and
 * what became of it) or `indicator/I1/numerator`. Null for anything else. Source: spec/follow-up.md#names
 */
export function readCountKey(key: string): CountName | null {
  const half = indicatorShape.exec(key)
  if (half !== null) return { of: 'indicator', id: half[1] as string, half: half[2] as 'numerator' | 'denominator' }
  const parts = keyShape.exec(key)
  if (parts === null || !lineShape.test(parts[4] as string)) return null
  return { of: 'line', agreement: parts[1] as string, asker: parts[2] as NodeId, type: parts[3] as string, line: parts[4] as string }
}

/** The counts of exchanges as they travel: by agreement, asking node and kind. A count of none is left out, but for `asked`. What is known at home only is not among them. */
export function countRows(cells: readonly Cell[]): readonly CountRow[] {
  const groups = Map.groupBy(cells, cell => `${cell.agreement}/${cell.asker}/${cell.type}`)
  return [...groups].flatMap(([name, of]) => rowsOf(name, lineOf(of))).sort((a, b) => (a.key < b.key ? -1 : 1))
}

function rowsOf(name: string, line: Line): readonly CountRow[] {
  const plain = [
    ['asked', line.asked],
    ['in-time', line.inTime],
    ['late', line.late],
    ...outcomes.map(outcome => [outcome, line[outcome]] as const),
    ...Object.entries(line.grounds).map(([code, n]) => [`ground.${code}`, n] as const),
    ...Object.entries(line.urgencies).map(([code, { asked }]) => [`urgency.${code}`, asked] as const),
  ] as const
  return plain.filter(([what, n]) => n > 0 || what === 'asked').map(([what, count]) => ({ key: `${name}/${what}`, count }))
}
