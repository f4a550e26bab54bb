import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openItems, standingText } from '../src/plan-record.ts'
import { machines, possible, type Side } from '../src/thread-state.ts'
import { addition, arrive, heldBy, isPlanQuiet, type PlanPair, planApart, plansAgree, receive, say, sayings, tick } from './plan-two-sides.ts'

const sides = ['asker', 'holder'] as const

/** Everything that can happen next, with at most so many steps of each side under way. */
function next(pair: PlanPair, most: number, withStops: boolean, withMore: boolean): readonly PlanPair[] {
  const found: (PlanPair | null)[] = []
  for (const side of sides) {
    if (pair[side].outbox.length < most) {
      // What leaves everything where it is is left to the long runs.
      for (const matter of sayings(pair, side)) if (withMore || !['counts', 'review'].includes(matter.step)) found.push(say(pair, side, matter))
      if (withMore && possible('plan', side, pair[side].state).includes('out:PLN:add')) found.push(say(pair, side, addition(side)))
    }
    found.push(tick(pair, side), arrive(pair, side, false), receive(pair, side))
    if (withStops) found.push(arrive(pair, side, true))
  }
  return found.filter(each => each !== null)
}

function keyOf(pair: PlanPair): string {
  return sides
    .map(side => {
      const half = pair[side]
      const { items } = heldBy(half)
      const letters = half.outbox.map(({ step: { matter }, before, made, verdict }) => {
        const what = 'digest' in matter ? matter.digest.slice(0, 8) : 'text' in matter ? matter.text.title.en : 'status' in matter ? matter.status : ''
        return `${matter.step}${what}${before}${made}${verdict}`
      })
      return `${half.state} ${standingText(heldBy(half))?.text.title.en} ${items.map(item => item.status)} ${letters}`
    })
    .join('|')
}

function everyPair(most: number, withStops: boolean): readonly PlanPair[] {
  const seen = new Map([[keyOf(planApart), planApart]])
  for (const pair of seen.values())
    for (const each of next(pair, most, withStops, false)) {
      const key = keyOf(each)
      if (!seen.has(key)) seen.set(key, each)
    }
  return [...seen.values()]
}

describe('two nodes and one plan, in every order', () => {
  const pairs = everyPair(1, false)
  test('whenever nothing is under way, both sides hold the same plan in the same state', () => {
    expect(pairs.length).toBeGreaterThan(1_000)
    expect(
      pairs
        .filter(pair => isPlanQuiet(pair) && !plansAgree(pair))
        .map(keyOf)
        .slice(0, 3),
    ).toEqual([])
  })
  test('so they do where a step may be refused because the agreement stands still', () => {
    const stopped = everyPair(1, true)
    expect(
      stopped
        .filter(pair => isPlanQuiet(pair) && !plansAgree(pair))
        .map(keyOf)
        .slice(0, 3),
    ).toEqual([])
  })
  test('every state is reached on both sides', () => {
    for (const side of sides) {
      const named = new Set(machines.plan.filter(arrow => arrow.side === side).flatMap(arrow => [...arrow.from, arrow.to]))
      named.delete('same')
      expect([...named].filter(state => !pairs.some(pair => pair[side].state === state))).toEqual([])
    }
  })
  test('no plan is closed while an item of it has not ended, on either side', () => {
    for (const pair of pairs) for (const side of sides) if (pair[side].state === 'closed') expect(openItems(heldBy(pair[side])), keyOf(pair)).toEqual([])
  })
})

class Step implements fc.Command<{ pair: PlanPair }, object> {
  readonly #choice: number
  constructor(choice: number) {
    this.#choice = choice
  }
  check = () => true
  run(model: { pair: PlanPair }) {
    const choices = next(model.pair, 4, true, true)
    if (choices.length > 0) model.pair = choices[this.#choice % choices.length] as PlanPair
    if (isPlanQuiet(model.pair)) expect(plansAgree(model.pair), keyOf(model.pair)).toBe(true)
  }
  toString = () => `step ${this.#choice}`
}

test('in long runs with steps lost, doubled, late and refused, four under way on each side: once all is settled, both hold the same plan', () => {
  const commands = fc.commands([fc.nat(100_000).map(choice => new Step(choice))], { maxCommands: 80, size: 'max' })
  fc.assert(
    fc.property(commands, steps => {
      const model = { pair: planApart }
      fc.modelRun(() => ({ model, real: {} }), steps)
      for (let left = 40; left > 0 && !isPlanQuiet(model.pair); left--)
        for (const side of sides as readonly Side[]) model.pair = receive(arrive(model.pair, side, false) ?? model.pair, side) ?? model.pair
      expect(isPlanQuiet(model.pair)).toBe(true)
      expect(plansAgree(model.pair), keyOf(model.pair)).toBe(true)
    }),
    { numRuns: 400 },
  )
})
