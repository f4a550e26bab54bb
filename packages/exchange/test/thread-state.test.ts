import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterRefusal, isDone, type Machine, machines, move, possible, type Side, type ThreadState } from '../src/thread-state.ts'
import { act, agrees, apart, deliver, isQuiet, type Pair, send, settle, tries, type Walked } from './two-sides.ts'

const sides = ['asker', 'holder'] as const
const both = ['request', 'spontaneous', 'identification'] as const
const duties = ['COR', 'DEL', 'RST', 'ACK']

const triesOf = Object.fromEntries(both.map(machine => [machine, { asker: tries(machine, 'asker'), holder: tries(machine, 'holder') }])) as Record<
  Machine,
  Record<Side, ReturnType<typeof tries>>
>

/** Everything that can happen next. Each side has at most so many messages under way. */
function next(machine: Machine, pair: Pair, most: Readonly<Record<Side, number>>, walked: Walked, withStops: boolean, withDuties = false): readonly Pair[] {
  const found: (Pair | null)[] = []
  for (const side of sides) {
    const { acts, messages } = triesOf[machine][side]
    for (const each of acts) found.push(act(machine, pair, side, each, walked))
    if (pair[side].outbox.length < most[side])
      for (const each of messages) if (withDuties || !duties.includes(each.message)) found.push(send(machine, pair, side, each, walked))
    found.push(deliver(machine, pair, side, walked), settle(machine, pair, side, walked))
    if (withStops) found.push(deliver(machine, pair, side, walked, true))
  }
  return found.filter(each => each !== null)
}

/** A short spelling of a pair, for the set of those seen. */
function keyOf({ asker, holder }: Pair): string {
  return [asker, holder]
    .map(
      half =>
        `${half.state} ${half.under} ${half.newest} ${half.asked} ${half.outbox.map(each => `${each.event.message}${each.event.extent ?? ''}${each.event.completes ?? ''}${each.event.step ?? ''}${each.newest}${each.before}${each.under}${each.made}${each.verdict}`)}`,
    )
    .join('|')
}

function everyPair(machine: Machine, most: Readonly<Record<Side, number>>, withStops: boolean) {
  const walked: Walked = new Set()
  const seen = new Map([[keyOf(apart), apart]])
  for (const pair of seen.values())
    for (const each of next(machine, pair, most, walked, withStops)) {
      const key = keyOf(each)
      if (!seen.has(key)) seen.set(key, each)
    }
  return { pairs: [...seen.values()], walked }
}

describe('two nodes and one thread, in every order', () => {
  for (const machine of both) {
    const arrows = machines[machine].flatMap(arrow => arrow.from.map(from => `${arrow.side} ${arrow.on} ${from}`))
    const { pairs, walked } = everyPair(machine, { asker: 2, holder: 1 }, false)
    test(`${machine}: whenever nothing is under way, both sides agree`, () => {
      expect(pairs.length).toBeGreaterThan(400)
      expect(pairs.filter(pair => isQuiet(pair) && !agrees(machine, pair)).slice(0, 3)).toEqual([])
    })
    test(`${machine}: so they do where a message may be refused because the agreement stands still`, () => {
      const stopped = everyPair(machine, { asker: 1, holder: 1 }, true).pairs
      expect(stopped.filter(pair => isQuiet(pair) && !agrees(machine, pair)).slice(0, 3)).toEqual([])
    })
    test(`${machine}: every arrow is walked, and every state is reached on some side`, () => {
      const isDuty = (arrow: string) => duties.some(duty => arrow.includes(`:${duty} `))
      expect(arrows.filter(arrow => !walked.has(arrow) && !isDuty(arrow))).toEqual([])
      const reached = { asker: new Set(pairs.map(pair => pair.asker.state)), holder: new Set(pairs.map(pair => pair.holder.state)) }
      const named = machines[machine].flatMap(arrow =>
        [...arrow.from, ...(['same', 'before', 'beneath'].includes(arrow.to) ? [] : [arrow.to as ThreadState])].map(state => ({ side: arrow.side, state })),
      )
      expect(named.filter(({ side, state }) => !reached[side].has(state))).toEqual([])
    })
    test(`${machine}: a thread that is over moves no more but for its end and its residual duties`, () => {
      for (const side of sides) {
        const on = possible(machine, side, 'closed').filter(name => !duties.some(duty => name.endsWith(duty)))
        expect(
          on.every(name => name.startsWith('in:')),
          `${side} ${on}`,
        ).toBe(true)
      }
    })
  }
})

/** Steps of one run, each by number: chance chooses among what is possible then. */
class Step implements fc.Command<{ pair: Pair; machine: Machine }, { walked: Walked }> {
  readonly #choice: number
  constructor(choice: number) {
    this.#choice = choice
  }
  check = () => true
  run(model: { pair: Pair; machine: Machine }, real: { walked: Walked }) {
    const choices = next(model.machine, model.pair, { asker: 4, holder: 4 }, real.walked, true, true)
    model.pair = choices[this.#choice % choices.length] as Pair
    if (isQuiet(model.pair)) expect(agrees(model.machine, model.pair), JSON.stringify(model.pair)).toBe(true)
  }
  toString = () => `step ${this.#choice}`
}

describe('two nodes and one thread, in long runs', () => {
  for (const machine of both)
    test(`${machine}: lost, doubled, late and refused messages, four under way on each side: once all is settled, both sides agree`, () => {
      const commands = fc.commands([fc.nat(100_000).map(choice => new Step(choice))], { maxCommands: 60, size: 'max' })
      fc.assert(
        fc.property(commands, steps => {
          const model = { pair: apart, machine }
          const real = { walked: new Set<string>() }
          fc.modelRun(() => ({ model, real }), steps)
          for (let left = 40; left > 0 && !isQuiet(model.pair); left--)
            for (const side of sides)
              model.pair = settle(machine, deliver(machine, model.pair, side, real.walked) ?? model.pair, side, real.walked) ?? model.pair
          expect(isQuiet(model.pair)).toBe(true)
          expect(agrees(machine, model.pair), JSON.stringify(model.pair)).toBe(true)
        }),
        { numRuns: 400 },
      )
    })
})

describe('a message that was not taken in', () => {
  test('is undone where nothing has happened since', () => expect(afterRefusal('withdrawn', 'withdrawn', 'received')).toBe('received'))
  test('is undone where only a clock ran out since', () => expect(afterRefusal('overdue', 'partial', 'in-work')).toBe('in-work'))
  test('is left where the partner moved the thread since', () => expect(afterRefusal('answered', 'received', 'returned-for-completion')).toBe('answered'))
  test('undoes nothing where it had moved nothing', () => expect(afterRefusal('overdue', 'received', 'received')).toBe('overdue'))
})

test('an event that a state does not allow says which, in which state', () =>
  expect(move('request', 'asker', 'draft', { message: 'WDW', direction: 'out' })).toEqual({
    refused: 'not-expected',
    facts: { state: 'draft', event: 'out:WDW' },
  }))

test('a clarification completes only where it names the return that stands', () => {
  expect(move('request', 'holder', 'returned-for-completion', { message: 'CLR', direction: 'in' })).toBe('returned-for-completion')
  expect(move('request', 'holder', 'returned-for-completion', { message: 'CLR', direction: 'in', completes: true })).toBe('received')
})

test('a thread waits for nobody once it is answered, refused, withdrawn or closed', () => {
  expect((['sent', 'received', 'in-work', 'partial', 'overdue', 'quarantined'] as const).some(isDone)).toBe(false)
  expect((['answered', 'refused', 'closed', 'withdrawn', 'not-relevant'] as const).every(isDone)).toBe(true)
})
