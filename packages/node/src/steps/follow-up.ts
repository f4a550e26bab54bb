import { outcomes, readCountKey, smallestShown, withholdFew } from '@entraide/custody'
import { type NodeId, type Refusal, refuse, utf8 } from '@entraide/ground'
import { type Language, label } from '@entraide/vocabulary'
import type { Node } from '../capabilities.ts'
import type { CountPair, FollowUp, FollowUpExport, FollowUpLine, FollowUpQuery, Told } from '../http/api.ts'
import type { Download } from '../http/route.ts'
import type { SaidCounts } from '../store/plans.ts'
import type { Tx } from '../store/store.ts'
import type { Actor } from './access.ts'
import { act } from './act.ts'
import { catchUp, figuresOf, linesOf, periodOf, totalsOf } from './figures.ts'
import { followUpWord } from './follow-up-words.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** What became of what was asked in a period, between this node and a partner, with the partner's own counts where it told that period. */
export async function readFollowUp(node: Node, _actor: Person, asked: FollowUpQuery): Promise<FollowUp | Refusal> {
  await catchUp(node)
  return await node.store.read(tx => followUpOf(node, tx, asked))
}

/**
 * The same as a file: an act, logged with what was taken for whom. For the public, small counts are withheld (spec/follow-up.md); what is
 * protected is in every one as GENR.
 */
export async function exportFollowUp(node: Node, actor: Person, asked: FollowUpExport): Promise<Download | Refusal> {
  await catchUp(node)
  const subject = `${asked.partner}/${asked.from}/${asked.until}/${asked.agreement ?? 'all'}/${asked.audience}/${asked.format}`
  return await act(node, actor, 'export-follow-up', { subject }, async tx => {
    const { partner, from, until, agreement } = asked
    const found = await followUpOf(node, tx, { partner, from, until, ...(agreement === undefined ? {} : { agreement }) })
    if ('refused' in found) return found
    const rows = exportRows(found, asked.audience)
    const file = `follow-up-${asked.partner}-${asked.from}-${asked.until}.${asked.format}`
    if (asked.format === 'csv') return { content: utf8(csvOf(rows, asked.language)), mediaType: 'text/csv; charset=utf-8', fileName: file }
    const value = {
      followUp: 'entraide.follow-up/1',
      node: found.node,
      partner: found.partner,
      from: found.from,
      until: found.until,
      agreement: found.agreement,
      audience: asked.audience,
      countedAt: found.at,
      theirsAt: found.theirsAt,
      article18: article18(rows, found.node),
      rows,
    }
    return { content: utf8(`${JSON.stringify(value, null, 2)}\n`), mediaType: 'application/json', fileName: file }
  })
}

async function followUpOf(node: Node, tx: Tx, { partner, from, until, agreement }: FollowUpQuery): Promise<FollowUp | Refusal> {
  if (from > until) return refuse('plan-period', { from, until })
  const told = await toldBy(tx, partner)
  const theirs = await saidOfPeriod(tx, partner, from, until)
  const figures = await figuresOf(node, tx, periodOf(partner, from, until), theirs)
  const only = agreement ?? null
  return {
    node: node.config.id,
    partner,
    from,
    until,
    agreement: only,
    at: tx.at,
    uncounted: figures.uncounted,
    theirsAt: theirs?.at ?? null,
    told: [...told],
    lines: [...linesOf(node, figures, only)],
    totals: [...totalsOf(node, figures, only)],
  }
}

/** Periods that a partner has told its counts of, newest first. */
async function toldBy(tx: Tx, partner: NodeId): Promise<readonly Told[]> {
  const rows = await tx.db
    .selectFrom('plan_count')
    .select(['from_on', 'until_on', 'said_at'])
    .distinct()
    .where('by_node', '=', partner)
    .orderBy('said_at', 'desc')
    .limit(50)
    .execute()
  return rows.map(row => ({ by: partner, from: row.from_on, until: row.until_on, at: row.said_at, delivered: true }))
}

/** What a partner told last of exactly these days, in whichever plan. Indicators belong to their plan and are not among it. */
async function saidOfPeriod(tx: Tx, partner: NodeId, from: string, until: string): Promise<SaidCounts | null> {
  const rows = await tx.db
    .selectFrom('plan_count')
    .select(['dossier_id', 'name', 'counted', 'said_at', 'message_id'])
    .where('by_node', '=', partner)
    .where('from_on', '=', from)
    .where('until_on', '=', until)
    .orderBy('said_at', 'desc')
    .execute()
  const [first] = rows
  if (first === undefined) return null
  const of = rows.filter(row => row.dossier_id === first.dossier_id && readCountKey(row.name)?.of === 'line')
  return { at: first.said_at as SaidCounts['at'], message: null, counts: new Map(of.map(row => [row.name, Number(row.counted)])) }
}

/** One count of an export. `withheld`: too small to be given to this audience. */
export type ExportRow = {
  readonly agreement: string
  readonly asker: string
  readonly holder: string
  readonly type: string
  readonly what: string
  readonly ours: number | 'withheld'
  readonly theirs: number | 'withheld' | null
  readonly differs: string | null
}

/** The rows of an export: every line, and of each every count, in one order. */
export function exportRows({ lines }: Pick<FollowUp, 'lines'>, audience: 'parties' | 'public'): readonly ExportRow[] {
  return lines.flatMap(line => {
    const names = orderOf(line)
    const shown = audience === 'parties' ? null : { ours: shownOf(line, 'ours'), theirs: shownOf(line, 'theirs') }
    const rows = names.map(what => {
      const pair = line.counts[what] as CountPair
      return {
        agreement: line.agreement ?? '',
        asker: line.asker,
        holder: line.holder,
        type: line.type ?? '',
        what,
        ours: shown === null ? pair.ours : (shown.ours.get(what) ?? 'withheld'),
        theirs: pair.theirs === null ? null : shown === null ? pair.theirs : (shown.theirs.get(what) ?? 'withheld'),
        differs: shown === null ? pair.differs : null,
      }
    })
    if (line.lateForJudge === null) return rows
    const judge = shown !== null && line.lateForJudge > 0 && line.lateForJudge < smallestShown ? ('withheld' as const) : line.lateForJudge
    const { agreement, asker, holder, type } = rows[0] as ExportRow
    return [...rows, { agreement, asker, holder, type, what: 'late-for-judge', ours: judge, theirs: null, differs: null }]
  })
}

/** Names of a line's counts: what was asked, what became of it, in time or not, then grounds and urgencies. */
function orderOf({ counts }: FollowUpLine): readonly string[] {
  const first = ['asked', ...outcomes, 'in-time', 'late']
  const rest = Object.keys(counts)
    .filter(name => !first.includes(name))
    .sort()
  return [...first.filter(name => counts[name] !== undefined), ...rest]
}

/** One side's counts of a line for the public. Each set of parts is looked at with the total it sums up to; a small total shows nothing. */
function shownOf({ counts }: FollowUpLine, side: 'ours' | 'theirs'): ReadonlyMap<string, number | 'withheld'> {
  const shown = new Map<string, number | 'withheld'>()
  const of = (name: string) => counts[name]?.[side] ?? 0
  const parts = (total: number, names: readonly string[]) => {
    const values = total < smallestShown ? names.map(() => 'withheld' as const) : withholdFew(names.map(of))
    names.forEach((name, at) => {
      shown.set(name, of(name) === 0 && total === 0 ? 0 : (values[at] as number | 'withheld'))
    })
  }
  const asked = of('asked')
  shown.set('asked', asked > 0 && asked < smallestShown ? 'withheld' : asked)
  parts(asked, [...outcomes])
  const beginning = (prefix: string) => Object.keys(counts).filter(name => name.startsWith(prefix))
  parts(asked, beginning('urgency.'))
  parts(of('answered') + of('refused'), ['in-time', 'late'])
  parts(of('refused'), beginning('ground.'))
  // What a part withholds, its own parts must not give back.
  if (shown.get('refused') === 'withheld') for (const name of beginning('ground.')) shown.set(name, 'withheld')
  if (shown.get('refused') === 'withheld' || shown.get('answered') === 'withheld') for (const name of ['in-time', 'late']) shown.set(name, 'withheld')
  return shown
}

/** The same in the order of article 18 of Directive (EU) 2023/977: submitted; received and answered; refused by ground; late for a judge. */
function article18(rows: readonly ExportRow[], self: string) {
  const by = (fits: (row: ExportRow) => boolean) =>
    rows.filter(fits).map(({ agreement, type, asker, holder, what, ours }) => ({ agreement, type, asker, holder, what, count: ours }))
  const asked = (row: ExportRow) => row.type === 'REQ' || row.type === 'IDR'
  return {
    submitted: by(row => asked(row) && row.asker === self && (row.what === 'asked' || row.what.startsWith('urgency.'))),
    receivedAndAnswered: by(
      row =>
        asked(row) &&
        row.asker !== self &&
        (['asked', 'answered', 'partial', 'in-time', 'late', 'silent'].includes(row.what) || row.what.startsWith('urgency.')),
    ),
    refused: by(row => asked(row) && row.asker !== self && (row.what === 'refused' || row.what.startsWith('ground.'))),
    lateForJudicialAuthorisation: by(row => row.what === 'late-for-judge'),
  }
}

/** CSV of RFC 4180, every cell quoted; a cell that a spreadsheet would run is defused with an apostrophe. */
export function csvOf(rows: readonly ExportRow[], language: Language): string {
  const head = ['agreement', 'asker', 'holder', 'kind', 'code', 'what', 'ours', 'theirs', 'difference'] as const
  const cells = rows.map(({ agreement, asker, holder, type, what, ours, theirs, differs }) => [
    agreement,
    asker,
    holder,
    type === '' ? '' : label('messageType', type, language),
    what,
    said(what, language),
    shownCell(ours, language),
    theirs === null ? '' : shownCell(theirs, language),
    differs === null || differs === 'none' ? '' : followUpWord(`differs-${differs}`, language),
  ])
  return [head.map(name => followUpWord(`head-${name}`, language)), ...cells]
    .map(row => row.map(cell).join(','))
    .join('\r\n')
    .concat('\r\n')
}

const shownCell = (count: number | 'withheld', language: Language) => (count === 'withheld' ? followUpWord('withheld', language) : String(count))

/** What a count is called. */
function said(what: string, language: Language): string {
  const [of, code] = what.split('.')
  if (code === undefined) return followUpWord(what, language)
  return of === 'ground' ? label('refusalGround', code, language) : label('urgency', code, language)
}

/** One cell of a CSV file. A text that begins like a formula, whatever blanks stand before it, is a text. */
export function cell(text: string): string {
  const defused = /^[\s\u0000-\u001f\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) ? `'${text}` : text
  return `"${defused.replaceAll('"', '""')}"`
}
