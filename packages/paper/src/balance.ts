import type { Instant } from '@entraide/ground'
import { type Classification, type HandlingCode, isCode, type Language, label } from '@entraide/vocabulary'
import { balanceWords } from './balance-words.ts'
import type { Block, Capital, Paper, Proof, Reader } from './paper.ts'
import { stateName } from './state-names.ts'
import { day, moment, percent } from './words.ts'

type Text = { readonly [language in Language]?: string | undefined }
type Pair = { readonly ours: number; readonly theirs: number | null; readonly differs: string | null }
type Line = {
  readonly agreement: string | null
  readonly asker: string
  readonly holder: string
  readonly type: string | null
  readonly counts: { readonly [name: string]: Pair }
}

/** The balance sheet of a plan as plain values: counts only, whoever they are of (R56). */
export type BalancePaper = {
  readonly node: string
  readonly partner: string
  readonly plan: {
    readonly name: string
    readonly chain: string
    readonly follows: string | null
    readonly title: Text
    readonly from: string
    readonly until: string
    readonly state: string
    readonly reference: string
    readonly signedAt: string | null
  }
  readonly theirsAt: string | null
  readonly exchanges: readonly Line[]
  readonly lines: readonly Line[]
  readonly reciprocity: readonly {
    readonly asker: string
    readonly asked: number
    readonly answered: number | null
    readonly inTime: number | null
    readonly silent: number | null
  }[]
  readonly items: readonly {
    readonly id: string
    readonly axis: string
    readonly title: Text
    readonly owner: string
    readonly office: string
    readonly dueOn: string
    readonly status: string
    readonly reason: string
    readonly evidence: readonly string[]
    readonly late: boolean
  }[]
  readonly itemsByStatus: { readonly [status: string]: number }
  readonly axes: readonly { readonly id: string; readonly title: Text }[]
  readonly indicators: readonly {
    readonly id: string
    readonly item: string
    readonly title: Text
    readonly target: number | null
    readonly numerator: Pair
    readonly denominator: Pair | null
    readonly treatment: { readonly [what in 'withdrawn' | 'returned' | 'vanished' | 'open']: 'counted' | 'left-out' }
    readonly leftOut: { readonly [what in 'withdrawn' | 'returned' | 'vanished' | 'open']: number }
  }[]
  readonly reviews: readonly { readonly by: string; readonly on: string; readonly visit: string | null; readonly conclusions: Text }[]
  readonly classification: Classification
  readonly handling: readonly HandlingCode[]
  /** Where a log holds what the plan stands on. */
  readonly proofs: readonly Proof[]
  readonly reader: Reader
  readonly at: Instant
  readonly capitals: readonly Capital[]
}

/** What became of what was asked, each drawn as long as it is many. */
const outcomes = [
  ['answered', 'good'],
  ['partial', 'wait'],
  ['refused', 'plain'],
  ['returned', 'plain'],
  ['withdrawn', 'plain'],
  ['vanished', 'plain'],
  ['open', 'wait'],
  ['silent', 'late'],
] as const

/** The balance sheet that the joint committee reads: asked, answered, refused by ground, late, silent, in both directions, with both sides' counts. */
export function balancePaper(balance: BalancePaper, language: Language): Paper {
  const say = balanceWords[language]
  const { plan, capitals } = balance
  const inOne = (text: Text) => text[language] ?? text.fr ?? text.en ?? Object.values(text)[0] ?? ''
  return {
    language,
    title: say.title(plan.name),
    subtitle: inOne(plan.title),
    node: balance.node,
    reference: plan.reference,
    classification: balance.classification,
    handling: balance.handling,
    proofs: balance.proofs,
    reader: balance.reader,
    at: balance.at,
    capitals,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [say.sides, `${balance.node} – ${balance.partner}`],
          [say.period, `${day(plan.from, language)} – ${day(plan.until, language)}`],
          [say.state, stateName(plan.state, language)],
          [say.follows, plan.follows ?? '—'],
          [say.signed, plan.signedAt === null ? '—' : moment(plan.signedAt, capitals, language)],
          [say.counted, moment(balance.at, capitals, language)],
          [say.theirs, balance.theirsAt === null ? say.notTold : moment(balance.theirsAt, capitals, language)],
        ],
      },
      ...(balance.theirsAt === null ? [{ kind: 'notice', text: say.oneSide } as const] : []),
      { kind: 'heading', level: 1, text: say.exchanges },
      // Before the first pair of numbers, not after the last.
      ...(balance.theirsAt === null ? [] : [{ kind: 'text', text: say.twoCounts, quiet: true } as const]),
      ...balance.exchanges.flatMap(line => directionBlocks(line, language)),
      ...reciprocityBlocks(balance, language),
      ...groundBlocks(balance, language),
      ...lineBlocks(balance, language),
      { kind: 'heading', level: 1, text: say.actions },
      statusBars(balance, language),
      ...balance.axes.flatMap(axis => axisBlocks(axis, balance, inOne, language)),
      ...indicatorBlocks(balance, inOne, language),
      ...reviewBlocks(balance, inOne, language),
    ],
  }
}

const ours = (line: Line, name: string) => line.counts[name]?.ours ?? 0
/** Both sides' counts in one cell; one alone where the other told none. */
function both(pair: Pair | undefined): string {
  if (pair === undefined) return '0'
  return pair.theirs === null || pair.theirs === pair.ours ? String(pair.ours) : `${pair.ours} / ${pair.theirs}`
}

function directionBlocks(line: Line, language: Language): readonly Block[] {
  const say = balanceWords[language]
  const asked = ours(line, 'asked')
  const late = ours(line, 'late')
  return [
    { kind: 'heading', level: 2, text: say.direction(line.asker, line.holder, both(line.counts.asked)) },
    {
      kind: 'bars',
      rows: [
        ...outcomes.map(([name, tone]) => ({ label: say.outcomes[name], value: ours(line, name), of: asked, says: says(line, name, asked, language), tone })),
        { label: say.late, value: late, of: asked, says: says(line, 'late', asked, language), tone: 'wait' as const },
      ],
    },
  ]
}

function says(line: Line, name: string, of: number, language: Language): string {
  const count = both(line.counts[name])
  return of === 0 ? count : `${count} (${percent(Math.round((100 * ours(line, name)) / of), language)})`
}

function reciprocityBlocks({ reciprocity }: BalancePaper, language: Language): readonly Block[] {
  const say = balanceWords[language]
  if (reciprocity.length === 0) return []
  const share = (value: number | null) => (value === null ? '—' : percent(value, language))
  return [
    { kind: 'heading', level: 1, text: say.reciprocity },
    {
      kind: 'bars',
      rows: reciprocity.flatMap(({ asker, answered, inTime, silent }) => [
        { label: say.answeredOf(asker), value: answered ?? 0, of: 100, says: share(answered), tone: 'good' as const },
        { label: say.inTimeOf(asker), value: inTime ?? 0, of: 100, says: share(inTime), tone: 'good' as const },
        { label: say.silentOf(asker), value: silent ?? 0, of: 100, says: share(silent), tone: 'late' as const },
      ]),
    },
  ]
}

/** Refusals by ground, both directions side by side. Protected grounds are counted as the generic one by both sides (R28). */
function groundBlocks({ exchanges }: BalancePaper, language: Language): readonly Block[] {
  const say = balanceWords[language]
  const grounds = [...new Set(exchanges.flatMap(line => Object.keys(line.counts).filter(name => name.startsWith('ground.'))))].sort()
  if (grounds.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: say.grounds },
    {
      kind: 'table',
      columns: [{ title: say.ground, share: 52 }, ...exchanges.map(line => ({ title: say.by(line.holder), share: 24 }))],
      rows: grounds.map(name => {
        const code = name.slice('ground.'.length)
        return [isCode('refusalGround', code) ? `${code} – ${label('refusalGround', code, language)}` : code, ...exchanges.map(line => both(line.counts[name]))]
      }),
    },
  ]
}

function lineBlocks({ lines }: BalancePaper, language: Language): readonly Block[] {
  const say = balanceWords[language]
  if (lines.length === 0) return []
  const names = ['asked', 'answered', 'refused', 'late', 'silent'] as const
  return [
    { kind: 'heading', level: 1, text: say.byAgreement },
    {
      kind: 'table',
      columns: [
        { title: say.agreement, share: 24 },
        { title: say.asker, share: 18 },
        { title: say.type, share: 18 },
        ...names.map(name => ({ title: say.columns[name], share: 8 })),
      ],
      rows: lines.map(line => [
        line.agreement ?? '—',
        line.asker,
        line.type !== null && isCode('messageType', line.type) ? label('messageType', line.type, language) : (line.type ?? '—'),
        ...names.map(name => both(line.counts[name])),
      ]),
    },
  ]
}

function statusBars({ itemsByStatus, items }: BalancePaper, language: Language): Block {
  const tone = (status: string) =>
    status === 'DON' ? ('good' as const) : status === 'BLK' ? ('late' as const) : status === 'DRP' ? ('plain' as const) : ('wait' as const)
  return {
    kind: 'bars',
    rows: Object.entries(itemsByStatus).map(([status, count]) => ({
      label: isCode('planItemStatus', status) ? label('planItemStatus', status, language) : status,
      value: count,
      of: items.length,
      says: String(count),
      tone: tone(status),
    })),
  }
}

function axisBlocks(axis: BalancePaper['axes'][number], { items }: BalancePaper, inOne: (text: Text) => string, language: Language): readonly Block[] {
  const say = balanceWords[language]
  const own = items.filter(item => item.axis === axis.id)
  if (own.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: `${axis.id} – ${inOne(axis.title)}` },
    {
      kind: 'table',
      columns: [
        { title: say.action, share: 12 },
        { title: say.what, share: 34 },
        { title: say.owner, share: 22 },
        { title: say.due, share: 14 },
        { title: say.state, share: 18 },
      ],
      rows: own.map(({ id, title, owner, office, dueOn, status, reason, evidence, late }) => [
        id,
        inOne(title),
        `${owner}\n${office}`,
        `${day(dueOn, language)}${late ? ` (${say.overdue})` : ''}`,
        [label('planItemStatus', status as never, language), reason, evidence.length === 0 ? '' : say.evidence(evidence.length)]
          .filter(part => part !== '')
          .join('\n'),
      ]),
    },
  ]
}

function indicatorBlocks({ indicators }: BalancePaper, inOne: (text: Text) => string, language: Language): readonly Block[] {
  const say = balanceWords[language]
  if (indicators.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: say.indicators },
    {
      kind: 'table',
      columns: [
        { title: say.action, share: 12 },
        { title: say.indicator, share: 36 },
        { title: say.numerator, share: 12 },
        { title: say.denominator, share: 14 },
        { title: say.target, share: 10 },
        { title: say.leftOut, share: 18 },
      ],
      rows: indicators.map(({ item, title, numerator, denominator, target, treatment, leftOut }) => [
        item,
        inOne(title),
        both(numerator),
        denominator === null ? '—' : both(denominator),
        target === null ? '—' : denominator === null ? String(target) : `${target} %`,
        (['withdrawn', 'returned', 'vanished', 'open'] as const)
          .filter(what => treatment[what] === 'left-out')
          .map(what => `${say.treated[what]} ${leftOut[what]}`)
          .join(' · ') || '—',
      ]),
    },
  ]
}

function reviewBlocks({ reviews }: BalancePaper, inOne: (text: Text) => string, language: Language): readonly Block[] {
  const say = balanceWords[language]
  if (reviews.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: say.reviews },
    ...reviews.flatMap(({ by, on, visit, conclusions }): Block[] => [
      { kind: 'text', text: [day(on, language), by, visit ?? ''].filter(part => part !== '').join(' · '), strong: true },
      { kind: 'text', text: inOne(conclusions) },
    ]),
  ]
}
