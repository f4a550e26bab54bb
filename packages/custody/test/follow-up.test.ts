import { readFileSync } from 'node:fs'
import { calendarDate, hour, type Instant, instant, later, type NodeId, nodeId } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countRows, readCountKey } from '../src/count-key.ts'
import { type IdentificationEvent, noIdentification, noteIdentification } from '../src/identification-clock.ts'
import { became, outcomes, type Turn } from '../src/outcome.ts'
import { reconcile } from '../src/reconcile.ts'
import { type RequestClock, returnRequest, startClock, type Urgency } from '../src/request-clock.ts'
import { smallestShown, withholdFew } from '../src/small-counts.ts'
import { type Cell, type Counting, lineOf, type Measure, measure } from '../src/tally.ts'

const at = instant('2026-03-02T10:00:00.000Z')
const after = (milliseconds: number): Instant => later(at, milliseconds)

type OutcomeCase = {
  readonly why: string
  readonly type: string
  readonly urgency: Urgency | 'IDENT-45' | null
  readonly turns: readonly { readonly type: string; readonly said?: string; readonly answers?: number; readonly hours: number }[]
  readonly returnedAfterHours?: number
  readonly clock?: readonly { readonly does: IdentificationEvent; readonly hours: number }[]
  readonly seenAfterHours: number
  readonly became: { readonly outcome: string; readonly ground: string | null; readonly timing: string | null; readonly settledAfterHours: number }
}
const vectors = (name: string) => JSON.parse(readFileSync(new URL(`../../../vectors/follow-up/${name}.json`, import.meta.url), 'utf8')) as unknown

const idOf = (place: number) => `id-${String(place).padStart(3, '0')}`
const turnOf = (each: OutcomeCase['turns'][number], place: number): Turn => ({
  id: idOf(place + 1),
  type: each.type,
  said: each.said ?? null,
  answers: each.answers === undefined ? null : idOf(each.answers),
  at: after(each.hours * hour),
})
const clockOf = (each: OutcomeCase) => {
  if (each.urgency === null) return null
  if (each.urgency === 'IDENT-45')
    return (each.clock ?? []).reduce(
      (clock, { does, hours }, place) => noteIdentification(clock, { does, at: after(hours * hour), message: idOf(place) as never }),
      noIdentification,
    )
  const clock = startClock(each.urgency, at)
  return each.returnedAfterHours === undefined ? clock : (returnRequest(clock, after(each.returnedAfterHours * hour)) as RequestClock)
}

describe('what became of a thing asked', () => {
  for (const each of vectors('outcomes') as OutcomeCase[])
    test(each.why, () => {
      const asked: Turn = { id: idOf(0), type: each.type, said: null, answers: null, at }
      const { outcome, ground, timing, settledAt } = became(asked, each.turns.map(turnOf), clockOf(each), after(each.seenAfterHours * hour))
      expect({ outcome, ground, timing, settledAt }).toEqual({
        outcome: each.became.outcome,
        ground: each.became.ground,
        timing: each.became.timing,
        settledAt: after(each.became.settledAfterHours * hour),
      })
    })
  test('the order in which messages arrived changes nothing: both sides find the same', () => {
    const turn = fc.record({
      type: fc.constantFrom('REP', 'RFS', 'RTC', 'CLR', 'WDW', 'FBK', 'IDA', 'IDS'),
      said: fc.constantFrom(null, 'whole', 'partial', 'GENR', 'NAVL', 'CNF', 'INT', 'ABS'),
      answers: fc.constantFrom(null, idOf(1), idOf(2)),
      hours: fc.integer({ min: 0, max: 200 }),
    })
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 6 }), fc.nat(), (all, turnBy) => {
        const turns = all.map((each, place) => ({ ...each, id: idOf(place + 1), at: after(each.hours * hour) }))
        const asked: Turn = { id: idOf(0), type: 'REQ', said: null, answers: null, at }
        const clock = startClock('N7D', at)
        const there = [...turns.slice(turnBy % (turns.length + 1)), ...turns.slice(0, turnBy % (turns.length + 1))].reverse()
        expect(became(asked, there, clock, after(300 * hour))).toEqual(became(asked, turns, clock, after(300 * hour)))
      }),
    )
  })
})

// Counting

const be = nodeId('BE-POL-SPOC')
const ma = nodeId('MA-DGSN-SPOC')
const nodes = fc.constantFrom<(readonly [NodeId, NodeId])[]>([be, ma], [ma, be])
const cells = fc.array(
  fc
    .record({
      between: nodes,
      type: fc.constantFrom('REQ', 'IDR', 'SPO'),
      agreement: fc.constantFrom('BE-MA-2014-PCC.1', 'BE-MA-2016-MOU.1'),
      urgency: fc.constantFrom('U8H', 'U3D', 'N7D'),
      crimeArea: fc.constantFrom(null, 'DRUG', 'TERR'),
      outcome: fc.constantFrom(...outcomes),
      ground: fc.constantFrom('GENR', 'NAVL', 'FORM'),
      timing: fc.constantFrom<('in-time' | 'late')[]>('in-time', 'late'),
      judicial: fc.boolean(),
      n: fc.integer({ min: 1, max: 40 }),
    })
    .map(
      ({ between: [asker, holder], outcome, ground, timing, ...rest }): Cell => ({
        ...rest,
        asker,
        holder,
        clause: 'C04',
        outcome,
        ground: outcome === 'refused' ? ground : null,
        timing: outcome === 'answered' || outcome === 'refused' ? timing : null,
      }),
    ),
  { maxLength: 12 },
)

describe('counting', () => {
  test('the fates of what was asked sum up to what was asked; the grounds to what was refused', () => {
    fc.assert(
      fc.property(cells, all => {
        const line = lineOf(all)
        expect(outcomes.reduce((sum, outcome) => sum + line[outcome], 0)).toBe(line.asked)
        expect(Object.values(line.grounds).reduce((sum, n) => sum + n, 0)).toBe(line.refused)
        expect(line.inTime + line.late).toBe(line.answered + line.refused)
        expect(line.lateForJudge).toBeLessThanOrEqual(line.late)
        expect(Object.values(line.urgencies).reduce((sum, { asked }) => sum + asked, 0)).toBe(line.asked)
      }),
    )
  })
  test('how exchanges are heaped up into cells changes no line and no indicator', () => {
    fc.assert(
      fc.property(cells, measures(), (all, indicator) => {
        const single = all.flatMap(cell => Array.from({ length: cell.n }, () => ({ ...cell, n: 1 })))
        expect(lineOf(single)).toEqual(lineOf(all))
        expect(measure(indicator, single)).toEqual(measure(indicator, all))
      }),
    )
  })
  test('an indicator counts what its words say, case by case', () => {
    fc.assert(
      fc.property(cells, measures(), (all, indicator) => {
        const found = measure(indicator, all)
        // The shortest readable version: walk every exchange by itself.
        const oracle = (counting: Counting) => {
          let n = 0
          for (const cell of all)
            for (let each = 0; each < cell.n; each++) {
              if (!counting.messageTypes.includes(cell.type)) continue
              if (counting.askedBy !== null && counting.askedBy !== cell.asker) continue
              if (counting.crimeAreas.length > 0 && !counting.crimeAreas.includes(cell.crimeArea ?? '')) continue
              const way = (indicator.treatment as Record<string, string>)[cell.outcome]
              if (way === 'left-out' && counting.what !== cell.outcome) continue
              if (counting.what === 'asked' || counting.what === cell.outcome || counting.what === cell.timing) n++
            }
          return n
        }
        expect(found.numerator).toBe(oracle(indicator.numerator))
        expect(found.denominator).toBe(indicator.denominator === null ? null : oracle(indicator.denominator))
      }),
    )
  })
  test('what is left out is left out above and below the line, and said', () => {
    const of = (outcome: Cell['outcome'], n: number): Cell => ({
      asker: be,
      holder: ma,
      type: 'REQ',
      agreement: 'BE-MA-2014-PCC.1',
      clause: 'C04',
      urgency: 'U3D',
      crimeArea: 'DRUG',
      outcome,
      ground: null,
      timing: outcome === 'answered' ? 'in-time' : null,
      judicial: false,
      n,
    })
    const all = [of('answered', 10), of('withdrawn', 12), of('returned', 15), of('vanished', 1)]
    const share = (treatment: Measure['treatment']) => measure({ ...inTimeOfAsked, treatment }, all)
    const counted = { withdrawn: 'counted', returned: 'counted', vanished: 'counted', open: 'counted' } as const
    const leftOut = { withdrawn: 'left-out', returned: 'left-out', vanished: 'left-out', open: 'left-out' } as const
    // Same files, two figures: the published series of this relation differ by no more than this.
    expect(share(counted)).toMatchObject({ numerator: 10, denominator: 38 })
    expect(share(leftOut)).toEqual({ numerator: 10, denominator: 10, leftOut: { withdrawn: 12, returned: 15, vanished: 1, open: 0 } })
  })
})

const inTimeOfAsked: Omit<Measure, 'treatment'> = {
  numerator: { what: 'in-time', messageTypes: ['REQ'], crimeAreas: [], askedBy: null },
  denominator: { what: 'asked', messageTypes: ['REQ'], crimeAreas: [], askedBy: null },
  from: calendarDate('2026-01-01'),
  until: calendarDate('2026-12-31'),
}
function measures(): fc.Arbitrary<Measure> {
  const counting = fc.record({
    what: fc.constantFrom<Counting['what'][]>('asked', 'answered', 'in-time', 'late', 'refused', 'silent', 'withdrawn', 'vanished', 'returned'),
    messageTypes: fc.subarray(['REQ', 'IDR', 'SPO'], { minLength: 1 }),
    crimeAreas: fc.subarray(['DRUG', 'TERR']),
    askedBy: fc.constantFrom(null, be, ma),
  })
  const way = fc.constantFrom<('counted' | 'left-out')[]>('counted', 'left-out')
  return fc.record({
    numerator: counting,
    denominator: fc.option(counting),
    treatment: fc.record({ withdrawn: way, returned: way, vanished: way, open: way }),
    from: fc.constant(inTimeOfAsked.from),
    until: fc.constant(inTimeOfAsked.until),
  })
}

describe('counts as they travel', () => {
  test('every count has a name that reads back, each once, and the counts of a group say what its line says', () => {
    fc.assert(
      fc.property(cells, all => {
        const rows = countRows(all)
        expect(new Set(rows.map(row => row.key)).size).toBe(rows.length)
        for (const { key } of rows) expect(readCountKey(key), key).not.toBeNull()
        const asked = rows.filter(row => row.key.endsWith('/asked')).reduce((sum, row) => sum + row.count, 0)
        expect(asked).toBe(lineOf(all).asked)
      }),
    )
  })
  test('that a magistrate was waited for stays home', () => {
    fc.assert(
      fc.property(cells, all => {
        expect(countRows(all.map(cell => ({ ...cell, judicial: true })))).toEqual(countRows(all.map(cell => ({ ...cell, judicial: false }))))
      }),
    )
  })
  const { good, bad } = vectors('names') as { good: { key: string; name: object }[]; bad: { why: string; key: string }[] }
  for (const { key, name } of good) test(`${key} is read`, () => expect(readCountKey(key)).toEqual(name))
  for (const { why, key } of bad) test(`${why} is no name of a count`, () => expect(readCountKey(key)).toBeNull())
})

describe('two counts beside each other', () => {
  const one = (ours: number, then: number, theirs: number | null, underWay = 0) =>
    reconcile(new Map([['k', ours]]), new Map([['k', then]]), theirs === null ? null : new Map([['k', theirs]]), underWay)[0]
  test('equal: nothing to explain', () => expect(one(5, 4, 5)?.differs).toBe('none'))
  test('they counted before: ours was the same then', () => expect(one(7, 5, 5)?.differs).toBe('since'))
  test('no more apart than what is on its way', () => expect(one(7, 7, 5, 2)?.differs).toBe('under-way'))
  test('else somebody lacks something', () => expect(one(7, 7, 4, 2)?.differs).toBe('unexplained'))
  test('not told is not none', () => expect(one(7, 7, null)).toEqual({ key: 'k', ours: 7, theirs: null, differs: null }))
  test('a count that one side does not name is none', () =>
    expect(reconcile(new Map(), new Map(), new Map([['k', 3]]), 0)).toEqual([{ key: 'k', ours: 0, theirs: 3, differs: 'unexplained' }]))
})

describe('small counts for the public', () => {
  test('none below five but none is shown, and none can be told from the total', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { maxLength: 8 }), counts => {
        const shown = withholdFew(counts)
        for (const each of shown) expect(each === 'withheld' || each === 0 || each >= smallestShown).toBe(true)
        const withheld = counts.filter((_, place) => shown[place] === 'withheld')
        if (withheld.length === 0 || withheld.length === counts.length) return
        expect(withheld.length).toBeGreaterThan(1)
        // Not each of them can only be 1: what is left of the total could be shared out otherwise.
        expect(withheld.reduce((sum, n) => sum + n, 0) !== withheld.length).toBe(true)
      }),
    )
  })
  test('where nothing is small, nothing is withheld', () => expect(withholdFew([0, 5, 40])).toEqual([0, 5, 40]))
  test('a lone small count takes the next smallest with it', () => expect(withholdFew([3, 40, 9, 0])).toEqual(['withheld', 40, 'withheld', 0]))
  test('two ones would tell themselves', () => expect(withholdFew([1, 1, 30])).toEqual(['withheld', 'withheld', 'withheld']))
})
