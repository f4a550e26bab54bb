import { day, type Instant, instant, isRefusal, later, type NodeId, nodeId, type Uuid, uuid7 } from '@entraide/ground'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  advance,
  isSettled,
  type Obligation,
  type ObligationEvent,
  type ObligationState,
  openOnward,
  order,
  takenFrom,
  untoldOnward,
} from '../src/obligation.ts'
import { custodyRefusals } from '../src/refusals.ts'

const start = instant('2026-11-23T10:00:00.000Z')
const item: Uuid = uuid7(start, new Uint8Array(10))
const owner = nodeId('BE-POL-SPOC')
const holder = nodeId('MA-DGSN-SPOC')
const third = nodeId('MA-INT-IDENT')
const made: Uuid = uuid7(start, new Uint8Array(10).fill(1))
const proof = 'ab'.repeat(32)
const after = (days: number) => later(start, days * day)

const ordered = (kind: Obligation['kind'] = 'DEL') => order(kind, item, owner, holder, owner, start) as Obligation
const run = (from: Obligation, ...events: ObligationEvent[]) =>
  events.reduce<Obligation>((obligation, event) => {
    const next = advance(obligation, event)
    if (isRefusal(next)) throw new Error(`${event.does}: ${next.refused}`)
    return next
  }, from)
const receive = (at = after(1)): ObligationEvent => ({ does: 'receive', by: holder, at })
const acknowledge = (ack: Obligation['ack'] & string, at = after(2), reasoned = false): ObligationEvent => ({
  does: 'acknowledge',
  by: holder,
  at,
  ack: ack as 'APP',
  reasoned,
})
const prove = (at = after(3)): ObligationEvent => ({ does: 'prove', by: holder, at, proof })

test('an erasure is ordered, received, done and proven', () => {
  const end = run(ordered(), receive(), acknowledge('APP'), prove())
  expect(end).toMatchObject({ state: 'proven', ack: 'APP', proof })
  expect(isSettled(end)).toBe(true)
})

test('only the owner of an item may order', () => {
  expect(order('DEL', item, owner, holder, holder, start)).toMatchObject({ refused: 'not-owner' })
  expect(order('DEL', item, owner, holder, third, start)).toMatchObject({ refused: 'not-owner' })
})

test('only the holder acknowledges and proves', () => {
  const received = run(ordered(), receive())
  for (const by of [owner, third]) {
    expect(advance(received, { does: 'acknowledge', by, at: after(2), ack: 'APP', reasoned: false })).toMatchObject({ refused: 'not-holder' })
    expect(advance(run(received, acknowledge('APP')), { does: 'prove', by, at: after(3), proof })).toMatchObject({ refused: 'not-holder' })
  }
})

test('an order is overdue after ten days, not at ten days, and both supervisors are told once', () => {
  expect(ordered().dueAt).toBe('2026-12-03T10:00:00.000Z')
  expect(advance(ordered(), { does: 'fall-due', at: after(10) })).toMatchObject({ refused: 'not-due' })
  const overdue = run(ordered(), { does: 'fall-due', at: later(after(10), 1) })
  expect(overdue.state).toBe('overdue')
  expect(advance(ordered(), { does: 'escalate', by: owner, at: after(11) })).toMatchObject({ refused: 'out-of-order' })
  const escalated = run(overdue, { does: 'escalate', by: owner, at: after(11) })
  expect(advance(escalated, { does: 'escalate', by: holder, at: after(12) })).toMatchObject({ refused: 'out-of-order' })
})

test('an overdue order, escalated or not, is still received, done and proven', () => {
  const overdue = run(ordered(), { does: 'fall-due', at: after(11) })
  expect(run(overdue, receive(after(12))).state).toBe('overdue')
  const escalated = run(overdue, { does: 'escalate', by: holder, at: after(12) })
  expect(run(escalated, receive(after(13)), acknowledge('APP', after(14)), prove(after(15))).state).toBe('proven')
})

test('an order follows the data to onward recipients, and nothing is proven before each of them has shown it', () => {
  const found = run(ordered(), receive(), { does: 'find-onward', by: holder, at: after(1), to: third, itemId: made })
  expect([openOnward(found), untoldOnward(found)]).toEqual([1, 1])
  expect(advance(found, acknowledge('APO'))).toMatchObject({ refused: 'onward-untold', facts: { untold: 1 } })
  expect(advance(found, acknowledge('RST', after(2), true))).toMatchObject({ refused: 'onward-untold' })
  const passed = run(found, { does: 'pass-on', by: holder, at: after(1), to: third, itemId: made })
  expect(untoldOnward(passed)).toBe(0)
  expect(advance(passed, acknowledge('APP'))).toMatchObject({ refused: 'onward-open', facts: { open: 1 } })
  expect(advance(passed, acknowledge('NFD'))).toMatchObject({ refused: 'onward-open' })
  const done = run(passed, acknowledge('APO'))
  expect(advance(done, prove())).toMatchObject({ refused: 'onward-open' })
  expect(advance(done, { does: 'close-onward', by: third, at: after(3), to: owner, itemId: made })).toMatchObject({ refused: 'not-holder' })
  expect(advance(done, { does: 'close-onward', by: holder, at: after(3), to: third, itemId: item })).toMatchObject({ refused: 'onward-unknown' })
  const closed = run(done, { does: 'close-onward', by: third, at: after(3), to: third, itemId: made })
  expect(openOnward(closed)).toBe(0)
  expect(run(closed, prove()).state).toBe('proven')
})

test('telling the same recipient twice is telling it once', () => {
  const passOn: ObligationEvent = { does: 'pass-on', by: holder, at: after(1), to: third, itemId: made }
  expect(run(ordered(), receive(), { ...passOn, does: 'find-onward' }, passOn, passOn).onward).toHaveLength(1)
})

test('only an erasure may become a restriction, and it takes a reason', () => {
  expect(advance(run(ordered('COR'), receive()), acknowledge('RST', after(2), true))).toMatchObject({ refused: 'ack-unfit' })
  expect(advance(run(ordered(), receive()), acknowledge('RST'))).toMatchObject({ refused: 'reason-missing' })
  expect(run(ordered(), receive(), acknowledge('RST', after(2), true), prove())).toMatchObject({ state: 'proven', ack: 'RST' })
})

test('a dispute takes a reason and goes to joint review, which the owner settles', () => {
  expect(advance(run(ordered(), receive()), acknowledge('DIS'))).toMatchObject({ refused: 'reason-missing' })
  const review = run(ordered(), receive(), acknowledge('DIS', after(2), true), { does: 'open-review', by: holder, at: after(3) })
  expect(advance(review, { does: 'settle', by: holder, at: after(4), outcome: 'keep' })).toMatchObject({ refused: 'not-owner' })
  expect(isSettled(run(review, { does: 'settle', by: owner, at: after(4), outcome: 'keep' }))).toBe(true)
  const applied = run(review, { does: 'settle', by: owner, at: after(4), outcome: 'apply' })
  expect(applied).toMatchObject({ state: 'received', dueAt: after(14), ack: null })
  expect(run(applied, acknowledge('APP', after(5)), prove(after(6))).state).toBe('proven')
})

test('where nothing was found nothing is left to prove', () => {
  const none = run(ordered(), receive(), acknowledge('NFD'))
  expect(isSettled(none)).toBe(true)
  expect(advance(none, prove())).toMatchObject({ refused: 'nothing-to-prove' })
})

test('a proof is a SHA-256', () => {
  const done = run(ordered(), receive(), acknowledge('APP'))
  expect(advance(done, { does: 'prove', by: holder, at: after(3), proof: 'yes' })).toMatchObject({ refused: 'proof-shape' })
})

// Laws

const nodes = fc.constantFrom<NodeId>(owner, holder, third)
const moments = fc.integer({ min: 0, max: 20 }).map(after)
const events: fc.Arbitrary<ObligationEvent> = fc.oneof(
  fc.record({ does: fc.constant('receive' as const), by: nodes, at: moments }),
  fc.record({
    does: fc.constantFrom('find-onward' as const, 'pass-on' as const, 'close-onward' as const),
    by: nodes,
    at: moments,
    to: nodes,
    itemId: fc.constantFrom(item, made),
  }),
  fc.record({
    does: fc.constant('acknowledge' as const),
    by: nodes,
    at: moments,
    ack: fc.constantFrom('APP' as const, 'APO' as const, 'RST' as const, 'DIS' as const, 'NFD' as const),
    reasoned: fc.boolean(),
  }),
  fc.record({ does: fc.constant('prove' as const), by: nodes, at: moments, proof: fc.constantFrom(proof, '') }),
  fc.record({ does: fc.constantFrom('open-review' as const, 'escalate' as const), by: nodes, at: moments }),
  fc.record({ does: fc.constant('settle' as const), by: nodes, at: moments, outcome: fc.constantFrom('apply' as const, 'keep' as const) }),
  fc.record({ does: fc.constant('fall-due' as const), at: moments }),
)

test('any walk keeps its promises: coded refusals, no going back in time, no proof with an open recipient, no way out of an end', () => {
  fc.assert(
    fc.property(fc.constantFrom('COR' as const, 'DEL' as const, 'RST' as const), fc.array(events, { maxLength: 30 }), (kind, all) => {
      let obligation = ordered(kind)
      for (const event of all) {
        const next = advance(obligation, event)
        if (isRefusal(next)) {
          expect(custodyRefusals).toContain(next.refused)
          continue
        }
        expect(isSettled(obligation) && next.state !== obligation.state).toBe(false)
        expect(next.changedAt >= obligation.changedAt).toBe(true)
        if (next.state === 'proven') expect([openOnward(next), next.proof]).toEqual([0, proof])
        if (next.state === 'overdue' && obligation.state !== 'overdue') expect(next.changedAt > next.dueAt).toBe(true)
        obligation = next
      }
    }),
    { numRuns: 500 },
  )
})

test('every state is reached by some walk', () => {
  const seen = new Set<ObligationState>()
  const queue: Obligation[] = [ordered()]
  const moves = (at: Instant): ObligationEvent[] => [
    { does: 'receive', by: holder, at },
    { does: 'acknowledge', by: holder, at, ack: 'APP', reasoned: false },
    { does: 'acknowledge', by: holder, at, ack: 'DIS', reasoned: true },
    { does: 'prove', by: holder, at, proof },
    { does: 'open-review', by: owner, at },
    { does: 'settle', by: owner, at, outcome: 'keep' },
    { does: 'fall-due', at },
    { does: 'escalate', by: owner, at },
  ]
  for (const each of queue) {
    if (seen.has(each.state)) continue
    seen.add(each.state)
    for (const event of moves(after(11))) {
      const next = advance(each, event)
      if (!isRefusal(next)) queue.push(next)
    }
  }
  expect([...seen].sort()).toEqual(['disputed', 'done', 'escalated', 'in-review', 'kept-disputed', 'ordered', 'overdue', 'proven', 'received'])
  expect(new Set(Object.values(takenFrom).flat()).isSubsetOf(seen)).toBe(true)
})
