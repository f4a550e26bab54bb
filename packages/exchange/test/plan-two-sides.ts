import { calendarDate, isRefusal, type NodeId } from '@entraide/ground'
import type { PlanMatter, PlanText } from '../src/matters/plan.ts'
import { endOf, openItems, type PlanRecord, type PlanStep, planRecord, standingText, unfitStep } from '../src/plan-record.ts'
import { afterRefusal, move, possible, type Side, type ThreadEvent, type ThreadState } from '../src/thread-state.ts'
import { brussels, idOf, now, rabat } from './sample.ts'

/*
 * Two nodes, one plan and the line between them, as a pure model: the machine as in two-sides.ts, and beside it what each holds of
 * the plan. A step whose digest or item does not fit what the other side holds is refused there, and undone here.
 */
export type PlanLetter = { readonly step: PlanStep; readonly before: ThreadState; readonly made: ThreadState; readonly verdict: 'admitted' | 'refused' | null }
export type PlanHalf = { readonly state: ThreadState; readonly steps: readonly PlanStep[]; readonly outbox: readonly PlanLetter[] }
export type PlanPair = { readonly asker: PlanHalf; readonly holder: PlanHalf; readonly minted: number }

const between = [brussels, rabat] as const
const other = { asker: 'holder', holder: 'asker' } as const
const nodeOf = { asker: brussels, holder: rabat } as const
const empty: PlanHalf = { state: 'draft', steps: [], outbox: [] }
export const planApart: PlanPair = { asker: empty, holder: empty, minted: 1 }
export const heldBy = (half: PlanHalf): PlanRecord => planRecord(between, half.steps)

const [firstDay, midYear, lastDay] = [calendarDate('2026-01-01'), calendarDate('2026-06-30'), calendarDate('2026-12-31')]
/** A plan of two actions, one of each side. Two texts tell apart all that can be on the table. */
export const textOf = (wording: string): PlanText => {
  const action = (id: string, owner: NodeId) => ({ id, title: { en: id }, owner, office: 'SPOC', dueOn: midYear, carries: null, indicators: [] })
  return {
    plan: 'PLAN-1',
    chain: 'CHAIN',
    follows: null,
    title: { en: wording },
    from: firstDay,
    until: lastDay,
    regime: 'LE',
    axes: [
      { id: 'AX1', title: { en: 'axis' }, objectives: [{ id: 'O1', title: { en: 'objective' }, actions: [action('A1', brussels), action('A2', rabat)] }] },
    ],
  } as PlanText
}

const evidence = ['BE-POL-SPOC/2026/7K3QF']
/** Everything a side may try to say in its state. */
export function sayings(pair: PlanPair, side: Side): readonly PlanMatter[] {
  const half = pair[side]
  const record = heldBy(half)
  const digest = standingText(record)?.digest ?? '0'.repeat(64)
  const mine = side === 'asker' ? 'A1' : 'A2'
  const said: PlanMatter[] = [
    { matter: 'plan', step: 'propose', text: textOf('one') },
    { matter: 'plan', step: 'change', text: textOf(standingText(record)?.text.title.en === 'one' ? 'two' : 'one') },
    ...(['agree', 'sign', 'countersign'] as const).map(step => ({ matter: 'plan' as const, step, digest })),
    ...(['withdraw', 'decline', 'reopen'] as const).map(step => ({ matter: 'plan' as const, step })),
    { matter: 'plan', step: 'item', item: mine, status: 'DON', reason: '', evidence },
    { matter: 'plan', step: 'item', item: mine, status: 'CAR', reason: 'not finished', evidence: [] },
    { matter: 'plan', step: 'counts', from: firstDay, until: lastDay, at: now, rows: [] },
    { matter: 'plan', step: 'review', on: midYear, visit: null, conclusions: { en: 'goes well' } },
    ...(['close', 'confirm'] as const).map(step => ({ matter: 'plan' as const, step, digest: endOf(record) })),
  ]
  const can = new Set(possible('plan', side, half.state))
  return said.filter(({ step }) => can.has(`out:PLN:${step}`))
}
/** An addition of a side: a third and a fourth action, each with one writer. */
export const addition = (side: Side): PlanMatter => ({
  matter: 'plan',
  step: 'add',
  objective: 'O1',
  action: { ...textOf('').axes[0]!.objectives[0]!.actions[0]!, id: side === 'asker' ? 'A3' : 'A4', owner: nodeOf[side] },
  decision: null,
})

const eventOf = ({ step }: PlanMatter, direction: 'out' | 'in'): ThreadEvent => ({ message: 'PLN', direction, step })

/** A step released: the side's own record and state move at once. Null where it may not leave. */
export function say(pair: PlanPair, side: Side, matter: PlanMatter): PlanPair | null {
  const half = pair[side]
  const made = move('plan', side, half.state, eventOf(matter, 'out'))
  if (isRefusal(made) || unfitStep(heldBy(half), matter, nodeOf[side], 'LE') !== null) return null
  const step: PlanStep = { by: nodeOf[side], message: idOf(pair.minted % 200), at: now, matter }
  const outbox = [...half.outbox, { step, before: half.state, made: made as ThreadState, verdict: null }]
  return { ...pair, [side]: { state: made, steps: [...half.steps, step], outbox }, minted: pair.minted + 1 }
}

/** The evaluation begins, by the clock. */
export function tick(pair: PlanPair, side: Side): PlanPair | null {
  const moved = move('plan', side, pair[side].state, { act: 'evaluate' })
  return isRefusal(moved) ? null : { ...pair, [side]: { ...pair[side], state: moved } }
}

/** The first waiting step arrives; judged once. `stopped`: refused for a reason that has nothing to do with the plan. */
export function arrive(pair: PlanPair, side: Side, stopped: boolean): PlanPair | null {
  const letter = pair[side].outbox[0]
  if (letter === undefined) return null
  if (letter.verdict !== null) return pair
  const there = other[side]
  const half = pair[there]
  const { matter } = letter.step
  const moved = stopped ? null : move('plan', there, half.state, eventOf(matter, 'in'))
  const fits = typeof moved === 'string' && unfitStep(heldBy(half), matter, nodeOf[side], 'LE') === null
  return {
    ...pair,
    [side]: { ...pair[side], outbox: [{ ...letter, verdict: fits ? 'admitted' : 'refused' }, ...pair[side].outbox.slice(1)] },
    [there]: fits ? { ...half, state: moved, steps: [...half.steps, letter.step] } : half,
  }
}

/** The receipt comes back; what was refused is undone, and with it what was said behind it. */
export function receive(pair: PlanPair, side: Side): PlanPair | null {
  const half = pair[side]
  const [letter, ...rest] = half.outbox
  if (letter === undefined || letter.verdict === null) return null
  if (letter.verdict === 'admitted') return { ...pair, [side]: { ...half, outbox: rest } }
  const state = half.outbox.reduceRight((at, each) => afterRefusal(at, each.made, each.before), half.state)
  const gone = new Set(half.outbox.map(each => each.step))
  return { ...pair, [side]: { state, steps: half.steps.filter(step => !gone.has(step)), outbox: [] } }
}

export const isPlanQuiet = (pair: PlanPair) => pair.asker.outbox.length === 0 && pair.holder.outbox.length === 0

/** Whether both sides hold one plan, in one state; only the beginning of the evaluation is each side's own clock. */
export function plansAgree({ asker, holder }: PlanPair): boolean {
  const alike = (state: ThreadState) => (state === 'evaluation' ? 'running' : state)
  if (alike(asker.state) !== alike(holder.state)) return false
  const [ours, theirs] = [heldBy(asker), heldBy(holder)]
  if (asker.state === 'closed' && (openItems(ours).length > 0 || openItems(theirs).length > 0)) return false
  return standingText(ours)?.digest === standingText(theirs)?.digest && endOf(ours) === endOf(theirs)
}
