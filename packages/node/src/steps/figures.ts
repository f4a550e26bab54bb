import { type Cell, type Compared, type CountRow, countRows, type Difference, type Measured, measure, readCountKey, reconcile } from '@entraide/custody'
import type { Indicator } from '@entraide/exchange'
import type { CalendarDate, NodeId } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { CountPair, FollowUpLine } from '../http/api.ts'
import { type CountedPeriod, cellsOf, countAgain, countBatch, movedSince, uncounted, underWayTo } from '../store/follow-up.ts'
import type { SaidCounts } from '../store/plans.ts'
import type { Tx } from '../store/store.ts'

/** Batches that a reader counts itself before it answers; what is left is said, and counted by the job. */
const batchesAtReading = 5

/** Counts a batch of what has changed: a job. Whether more may wait. */
export async function countSome(node: Node): Promise<boolean> {
  if ((await node.store.read(tx => uncounted(tx))) === 0) return false
  return (await node.store.write(tx => countAgain(tx))) === countBatch
}

/** The same as far as a reader can wait. */
export async function catchUp(node: Node): Promise<void> {
  for (let batch = 0; batch < batchesAtReading; batch++) {
    if ((await node.store.read(tx => uncounted(tx))) === 0) return
    await node.store.write(tx => countAgain(tx))
  }
}

/** Both sides' counts of a period, lines and halves of indicators alike, and ours as they were when the partner counted. */
export type Figures = {
  readonly period: CountedPeriod
  readonly cells: readonly Cell[]
  readonly compared: readonly Compared[]
  readonly theirs: SaidCounts | null
  readonly measured: ReadonlyMap<string, Measured>
  readonly uncounted: number
}

/** Counts a period and puts the partner's counts of it beside ours. */
export async function figuresOf(node: Node, tx: Tx, period: CountedPeriod, theirs: SaidCounts | null, indicators: readonly Indicator[] = []): Promise<Figures> {
  const cells = await cellsOf(tx, node.config.id, period)
  const then = theirs === null ? [] : [...cells, ...(await movedSince(tx, node.config.id, period, theirs.at))]
  const measured = await measuredOf(node, tx, period, cells, indicators)
  const thenMeasured = theirs === null ? new Map() : await measuredOf(node, tx, period, cells, indicators, theirs)
  const ours = new Map([...mapOf(countRows(cells)), ...halvesOf(measured)])
  const oursThen = new Map([...mapOf(countRows(then)), ...halvesOf(thenMeasured)])
  return {
    period,
    cells,
    compared: reconcile(ours, oursThen, theirs?.counts ?? null, await underWayTo(tx, period.partner)),
    theirs,
    measured,
    uncounted: await uncounted(tx),
  }
}

/** Our counts of a period as they would travel. */
export function rowsOf(figures: Pick<Figures, 'cells' | 'measured'>): readonly CountRow[] {
  const halves = [...halvesOf(figures.measured)].map(([key, count]) => ({ key, count }))
  return [...countRows(figures.cells), ...halves]
}

/** Indicators measured, each over its own days. Those of the whole period share one count of the store. */
async function measuredOf(
  node: Node,
  tx: Tx,
  period: CountedPeriod,
  cells: readonly Cell[],
  indicators: readonly Indicator[],
  asOf?: SaidCounts,
): Promise<ReadonlyMap<string, Measured>> {
  const byDays = new Map<string, readonly Cell[]>()
  const found = new Map<string, Measured>()
  for (const indicator of indicators) {
    const own = { partner: period.partner, from: indicator.from, until: indicator.until }
    const days = `${own.from}/${own.until}`
    let of = byDays.get(days)
    if (of === undefined) {
      of = own.from === period.from && own.until === period.until ? cells : await cellsOf(tx, node.config.id, own)
      if (asOf !== undefined) of = [...of, ...(await movedSince(tx, node.config.id, own, asOf.at))]
      byDays.set(days, of)
    }
    found.set(indicator.id, measure(indicator, of))
  }
  return found
}

function halvesOf(measured: ReadonlyMap<string, Measured>): ReadonlyMap<string, number> {
  const halves = new Map<string, number>()
  for (const [id, { numerator, denominator }] of measured) {
    halves.set(`indicator/${id}/numerator`, numerator)
    if (denominator !== null) halves.set(`indicator/${id}/denominator`, denominator)
  }
  return halves
}
const mapOf = (rows: readonly CountRow[]) => new Map(rows.map(({ key, count }) => [key, count]))

/** One count of both sides, as a screen shows it. */
export function pairOf(figures: Pick<Figures, 'compared' | 'theirs'>, key: string): CountPair {
  const found = figures.compared.find(each => each.key === key)
  if (found !== undefined) return { ours: found.ours, theirs: found.theirs, differs: found.differs }
  return { ours: 0, theirs: figures.theirs === null ? null : 0, differs: figures.theirs === null ? null : 'none' }
}

type Named = { readonly asker: NodeId; readonly agreement: string; readonly type: string; readonly what: string; readonly pair: CountPair }

/** The lines of the follow-up, by agreement, direction and kind; `agreement` narrows to one. */
export function linesOf(node: Node, figures: Figures, agreement: string | null): readonly FollowUpLine[] {
  const named = namedOf(figures, agreement)
  const groups = Map.groupBy(named, each => `${each.agreement}/${each.asker}/${each.type}`)
  return [...groups.values()].map(of => {
    const [first] = of as [Named]
    return lineFrom(node, figures, first.asker, of, first.agreement, first.type)
  })
}

/** Both directions added up, ours first, whether anything was asked or not. Of what was told unasked nothing is in it. */
export function totalsOf(node: Node, figures: Figures, agreement: string | null): readonly FollowUpLine[] {
  const asked = namedOf(figures, agreement).filter(each => each.type === 'REQ' || each.type === 'IDR')
  return [node.config.id, figures.period.partner].map(asker =>
    lineFrom(
      node,
      figures,
      asker,
      asked.filter(each => each.asker === asker),
      agreement,
      null,
    ),
  )
}

function namedOf({ compared }: Figures, agreement: string | null): readonly Named[] {
  return compared.flatMap(({ key, ours, theirs, differs }) => {
    const name = readCountKey(key)
    if (name === null || name.of !== 'line' || (agreement !== null && name.agreement !== agreement)) return []
    return [{ asker: name.asker, agreement: name.agreement, type: name.type, what: name.line, pair: { ours, theirs, differs } }]
  })
}

function lineFrom(
  node: Node,
  { cells, period, theirs }: Figures,
  asker: NodeId,
  of: readonly Named[],
  agreement: string | null,
  type: string | null,
): FollowUpLine {
  const counts: Record<string, CountPair> = {}
  for (const { what, pair } of of) counts[what] = counts[what] === undefined ? pair : added(counts[what], pair)
  counts.asked ??= { ours: 0, theirs: theirs === null ? null : 0, differs: theirs === null ? null : 'none' }
  const answeredHere = asker !== node.config.id
  const late = cells.filter(
    cell =>
      cell.asker === asker &&
      cell.timing === 'late' &&
      cell.judicial &&
      (agreement === null || cell.agreement === agreement) &&
      (type === null || cell.type === type),
  )
  return {
    agreement,
    asker,
    holder: answeredHere ? node.config.id : period.partner,
    type,
    counts,
    lateForJudge: answeredHere ? late.reduce((sum, cell) => sum + cell.n, 0) : null,
  }
}

/** Two counts of both sides added up. A difference that is not explained stays so, unless the sums are the same. */
function added(one: CountPair, other: CountPair): CountPair {
  const ours = one.ours + other.ours
  if (one.theirs === null || other.theirs === null) return { ours, theirs: null, differs: null }
  const theirs = one.theirs + other.theirs
  const worst = order.find(each => each === one.differs || each === other.differs) ?? 'none'
  return { ours, theirs, differs: ours === theirs ? 'none' : worst }
}
const order: readonly Difference[] = ['unexplained', 'under-way', 'since', 'none']

/** The days of a period, both included. */
export const periodOf = (partner: NodeId, from: string, until: string): CountedPeriod => ({
  partner,
  from: from as CalendarDate,
  until: until as CalendarDate,
})
