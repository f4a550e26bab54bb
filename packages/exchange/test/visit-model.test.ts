import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { visitStates } from '../src/machines/visit.ts'
import type { VisitMatter } from '../src/matters/visit.ts'
import { possible } from '../src/thread-state.ts'
import { deliver, isQuiet, nothingYet, type Pair, release, settle, settled, sharedView, thoughts } from './visit-two-sides.ts'

const sides = ['asker', 'holder'] as const
type Name = VisitMatter['step']

/** Everything that can happen next, of steps named so, with at most so many under way on each side. */
function next(pair: Pair, names: readonly Name[], most: number, texts = Number.POSITIVE_INFINITY): readonly Pair[] {
  const found: (Pair | null)[] = []
  for (const side of sides) {
    const { steps, outbox } = pair[side]
    if (outbox.length < most)
      for (const matter of thoughts(pair, side))
        if (names.includes(matter.step) && steps.filter(each => each.by === side && each.matter.step === matter.step).length < texts)
          found.push(release(pair, side, matter))
    found.push(deliver(pair, side), deliver(pair, side, true), settle(pair, side))
  }
  return found.filter(each => each !== null)
}

const keyOf = (pair: Pair) =>
  sides
    .map(side => {
      const { steps, outbox } = pair[side]
      const told = steps.map(
        ({ by, message, matter, settled }) => `${by}${message.slice(-3)}${matter.step}${'status' in matter ? matter.status : ''}${settled}`,
      )
      return `${told} ${outbox.map(each => `${each.message.slice(-3)}${each.verdict}`)}`
    })
    .join('|')

/** Every pair that can be reached from one, each once. */
function everyPair(from: Pair, names: readonly Name[], most: number, texts: number): readonly Pair[] {
  const seen = new Map([[keyOf(from), from]])
  for (const pair of seen.values())
    for (const each of next(pair, names, most, texts)) {
      const key = keyOf(each)
      if (!seen.has(key)) seen.set(key, each)
    }
  return [...seen.values()]
}

const disagreeing = (pairs: readonly Pair[]) =>
  pairs
    .filter(isQuiet)
    .map(pair => [sharedView(pair.asker.record), sharedView(pair.holder.record)] as const)
    .filter(([asker, holder]) => JSON.stringify(asker) !== JSON.stringify(holder))

/** A pair in which one after the other did this, each delivered and answered. */
function after(...steps: readonly (readonly [(typeof sides)[number], Name, string?])[]): Pair {
  return steps.reduce((pair, [side, name, status]) => {
    const matter = thoughts(pair, side).find(each => each.step === name && (status === undefined || ('status' in each && each.status === status)))
    const released = release(pair, side, matter as VisitMatter)
    if (released === null) throw new Error(`${side} may not ${name}`)
    return settled(released)
  }, nothingYet)
}
const accepted = [
  ['asker', 'propose'],
  ['holder', 'accept'],
] as const
const agreed = [...accepted, ['asker', 'agenda'], ['holder', 'agree-agenda']] as const
const held = [...agreed, ['holder', 'held']] as const
const cosigned = [...held, ['holder', 'minutes'], ['asker', 'cosign'], ['holder', 'cosign']] as const

const met = new Set<string>()
describe('two nodes and one visit, in every order, refused or not at each delivery', () => {
  const stages = [
    ['from the proposal to an agreed agenda, two agendas of each side crossing', nothingYet, ['propose', 'accept', 'agenda', 'agree-agenda', 'cancel'], 1, 2],
    ['one side has two under way', after(...accepted), ['agenda', 'agree-agenda', 'cancel'], 2, 1],
    ['an agreed agenda that is changed, cancelled or held', after(...agreed), ['agenda', 'agree-agenda', 'held', 'cancel'], 1, 2],
    ['minutes and signatures crossing, and what follows', after(...held), ['minutes', 'cosign', 'follow', 'close'], 1, 1],
    ['two more versions of each side', after(...held, ['holder', 'minutes']), ['minutes', 'cosign'], 1, 2],
    ['signatures and minutes, two under way', after(...held, ['holder', 'minutes']), ['minutes', 'cosign'], 2, 1],
    ['what becomes of decisions, and the end', after(...cosigned), ['follow', 'close', 'minutes', 'cosign'], 2, 2],
  ] as const
  for (const [why, from, names, most, texts] of stages)
    test(`${why}: whenever nothing is under way, both sides hold the same`, () => {
      const pairs = everyPair(from, names, most, texts)
      for (const pair of pairs) for (const side of sides) met.add(`${side} ${pair[side].record.state}`)
      expect(pairs.length).toBeGreaterThan(100)
      expect(pairs.filter(isQuiet).length).toBeGreaterThan(3)
      expect(disagreeing(pairs).slice(0, 2)).toEqual([])
    })
})

test('every state was met on both sides', () => {
  expect(visitStates.flatMap(state => sides.map(side => `${side} ${state}`)).filter(each => !met.has(each))).toEqual([])
})

describe('two nodes and one visit, in long runs', () => {
  const all = thoughts(after(...held, ['holder', 'minutes']), 'asker').map(matter => matter.step)
  test('lost, doubled, late, refused and crossing messages, three under way on each side: once all is settled, both sides hold the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(100_000), { minLength: 40, maxLength: 120, size: 'max' }),
        fc.constantFrom(...[nothingYet, after(...agreed), after(...cosigned)]),
        (choices, from) => {
          let pair: Pair = from
          for (const choice of choices) {
            // Ends are rare, or every run would be short.
            const can = next(pair, choice % 23 === 0 ? all : all.filter(name => name !== 'cancel' && name !== 'close'), 3)
            pair = can[choice % can.length] ?? pair
            if (isQuiet(pair)) expect(disagreeing([pair])).toEqual([])
          }
          expect(disagreeing([settled(pair)])).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
  })
})

test('a visit that is over moves no more, but for its end and its residual duties', () => {
  for (const side of sides)
    for (const state of ['closed', 'cancelled'] as const)
      expect(possible('visit', side, state).filter(name => !/:(?:COR|DEL|RST|ACK)$/.test(name) && !name.startsWith('in:'))).toEqual([])
})

describe('what crossed', () => {
  test('agendas: that of the side that proposed stays, the other author is told and may go on from it', () => {
    const start = after(...accepted)
    const ours = release(start, 'asker', thoughts(start, 'asker').find(each => each.step === 'agenda') as VisitMatter) as Pair
    const crossed = release(ours, 'holder', thoughts(ours, 'holder').find(each => each.step === 'agenda') as VisitMatter) as Pair
    const there = settled(crossed)
    expect(there.holder.record.agenda.map(version => version.by)).toEqual(['asker'])
    expect(there.holder.record.state).toBe('accepted')
    const again = release(there, 'holder', thoughts(there, 'holder').find(each => each.step === 'agenda') as VisitMatter)
    expect(again).not.toBeNull()
  })
  test('signatures: both stand, and the minutes are co-signed on both sides', () => {
    const start = after(...held, ['holder', 'minutes'])
    const one = release(start, 'asker', thoughts(start, 'asker').find(each => each.step === 'cosign') as VisitMatter) as Pair
    const two = release(one, 'holder', thoughts(one, 'holder').find(each => each.step === 'cosign') as VisitMatter) as Pair
    expect([two.asker.record.state, two.holder.record.state]).toEqual(['signed-by-asker', 'signed-by-holder'])
    const end = settled(two)
    expect([end.asker.record.state, end.holder.record.state]).toEqual(['minutes-cosigned', 'minutes-cosigned'])
    expect(end.asker.record.minutes.at(-1)?.digest).toBe(end.holder.record.minutes.at(-1)?.digest)
  })
  test('a signature under a text that was overtaken is none', () => {
    const start = after(...held, ['holder', 'minutes'])
    const signed = release(start, 'asker', thoughts(start, 'asker').find(each => each.step === 'cosign') as VisitMatter) as Pair
    const rewritten = release(signed, 'holder', thoughts(signed, 'holder').find(each => each.step === 'minutes') as VisitMatter) as Pair
    const end = settled(rewritten)
    expect(end.asker.record.state).toBe('held')
    expect(end.asker.record.minutes.at(-1)?.signedBy).toEqual([])
  })
})
