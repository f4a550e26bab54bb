import type { CalendarDate, NodeId } from '@entraide/ground'
import { type Outcome, outcomes } from './outcome.ts'

/**
 * Exchanges of one kind and fate, counted: what both sides know of each, and how many. No person, no reference, no day.
 * `ground` is the one that travelled: what is protected is in it as GENR. Source: spec/follow-up.md
 */
export type Cell = {
  readonly asker: NodeId
  readonly holder: NodeId
  readonly type: string
  /** Of the agreement, its id and version: `BE-MA-2014-PCC.1`. */
  readonly agreement: string
  readonly clause: string
  readonly urgency: string
  readonly crimeArea: string | null
  readonly outcome: Outcome
  readonly ground: string | null
  readonly timing: 'in-time' | 'late' | null
  /** Whether a magistrate's consent was waited for: known at home only. */
  readonly judicial: boolean
  readonly n: number
}

/** One line of the follow-up: what one node asked another, and what became of it. The outcomes sum up to `asked`. */
export type Line = { readonly [O in Outcome]: number } & {
  readonly asked: number
  readonly inTime: number
  readonly late: number
  readonly grounds: Readonly<Record<string, number>>
  readonly urgencies: Readonly<Record<string, UrgencyLine>>
  /** Late, and a magistrate's consent was waited for. */
  readonly lateForJudge: number
}
/** The same by urgency, as far as article 18 of Directive (EU) 2023/977 asks. */
export type UrgencyLine = { readonly asked: number; readonly answered: number; readonly inTime: number; readonly late: number }

/** Adds cells up to one line. */
export function lineOf(cells: readonly Cell[]): Line {
  const sum = (fits: (cell: Cell) => boolean) => cells.reduce((total, cell) => (fits(cell) ? total + cell.n : total), 0)
  const by = (codes: readonly string[], fits: (cell: Cell, code: string) => boolean) =>
    Object.fromEntries(codes.map(code => [code, sum(cell => fits(cell, code))]))
  const outcomesOf = by(outcomes, (cell, outcome) => cell.outcome === outcome) as { [O in Outcome]: number }
  const grounds = [...new Set(cells.filter(cell => cell.outcome === 'refused').map(cell => cell.ground ?? 'GENR'))].sort()
  const urgencies = [...new Set(cells.map(cell => cell.urgency))].sort()
  return {
    ...outcomesOf,
    asked: sum(() => true),
    inTime: sum(cell => cell.timing === 'in-time'),
    late: sum(cell => cell.timing === 'late'),
    grounds: by(grounds, (cell, code) => cell.outcome === 'refused' && (cell.ground ?? 'GENR') === code),
    urgencies: Object.fromEntries(
      urgencies.map(code => {
        const of = (fits: (cell: Cell) => boolean) => sum(cell => cell.urgency === code && fits(cell))
        const answered = of(cell => cell.outcome === 'answered')
        return [code, { asked: of(() => true), answered, inTime: of(cell => cell.timing === 'in-time'), late: of(cell => cell.timing === 'late') }]
      }),
    ),
    lateForJudge: sum(cell => cell.timing === 'late' && cell.judicial),
  }
}

/** What an indicator counts. */
export type Counting = {
  readonly what: 'asked' | 'answered' | 'in-time' | 'late' | 'refused' | 'silent' | 'withdrawn' | 'vanished' | 'returned'
  readonly messageTypes: readonly string[]
  readonly crimeAreas: readonly string[]
  readonly askedBy: string | null
}
/** How cases that tell little are treated: counted, or left out above and below the line (R56). */
export type Treatment = { readonly [O in 'withdrawn' | 'returned' | 'vanished' | 'open']: 'counted' | 'left-out' }
/** An indicator as far as it is counted. Both days belong to the period. */
export type Measure = {
  readonly numerator: Counting
  readonly denominator: Counting | null
  readonly treatment: Treatment
  readonly from: CalendarDate
  readonly until: CalendarDate
}
/** What an indicator comes to: both numbers, and how many cases of each treatment were left out of them. */
export type Measured = {
  readonly numerator: number
  readonly denominator: number | null
  readonly leftOut: { readonly [O in keyof Treatment]: number }
}

/** Measures an indicator on the cells of its period. */
export function measure({ numerator, denominator, treatment }: Measure, cells: readonly Cell[]): Measured {
  const leftOut = (cell: Cell) => cell.outcome in treatment && treatment[cell.outcome as keyof Treatment] === 'left-out'
  const base = denominator ?? numerator
  const of = (counting: Counting, kept: boolean) =>
    cells.filter(cell => isOf(counting, cell) && (kept ? !leftOut(cell) || counting.what === cell.outcome : leftOut(cell)))
  const total = (found: readonly Cell[]) => found.reduce((sum, cell) => sum + cell.n, 0)
  const apart = of(base, false)
  return {
    numerator: total(of(numerator, true).filter(cell => does(numerator.what, cell))),
    denominator: denominator === null ? null : total(of(denominator, true).filter(cell => does(denominator.what, cell))),
    leftOut: {
      withdrawn: total(apart.filter(cell => cell.outcome === 'withdrawn')),
      returned: total(apart.filter(cell => cell.outcome === 'returned')),
      vanished: total(apart.filter(cell => cell.outcome === 'vanished')),
      open: total(apart.filter(cell => cell.outcome === 'open')),
    },
  }
}

function isOf({ messageTypes, crimeAreas, askedBy }: Counting, cell: Cell): boolean {
  if (!messageTypes.includes(cell.type) || (askedBy !== null && askedBy !== cell.asker)) return false
  return crimeAreas.length === 0 || (cell.crimeArea !== null && crimeAreas.includes(cell.crimeArea))
}

function does(what: Counting['what'], cell: Cell): boolean {
  if (what === 'asked') return true
  if (what === 'in-time' || what === 'late') return cell.timing === what
  return cell.outcome === what
}
