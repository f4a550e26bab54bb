import { dailySlot, nextSlot, pauseReviewDays, type Urgency } from '@entraide/custody'
import type { MessageBody } from '@entraide/exchange'
import { day, hour, type Instant, instant, later, mintedAt, minute, second, type Uuid, utf8 } from '@entraide/ground'
import type { RefusalGround } from '@entraide/vocabulary'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { createDraft, submitDraft } from '../src/steps/draft.ts'
import { findGuard } from '../src/steps/identification.ts'
import { bodyOfMessage } from '../src/store/drafts.ts'
import { areaUnderCurve, bestGuess, chance, type Sample } from './firewall-guess.ts'
import { featuresOf, type Leak, refusalTrace, type Seen, type Trace, withdrawalTrace } from './firewall-traces.ts'
import { arrivedFile, type Cell, type Cells, exchange, opened, takes, twoCells } from './identification-nodes.ts'
import { done, drain, reply, request, type Side, send, type Two, twoNodes } from './path-nodes.ts'

/*
 * The asylum firewall (R28): what may not be disclosed is indistinguishable on the wire, in time, in the shared log and in statistics from an
 * ordinary negative. A node is given protected and ordinary cases whose work at home differs: they are found out at other minutes, signed
 * by others, ended on other days. A classifier that sees all a partner sees must not do better than guess; the same classifier finds
 * every hole that a node could have.
 *
 * What this does not show: that officers take as many hours over the one as over the other. Slots hide minutes, not days of work.
 */
const most = 0.55
const traces = 10_000

const zone = 'Europe/Brussels'
type Kind = 'protected' | 'ordinary'
const protectedGrounds: readonly RefusalGround[] = ['ASYL', 'MINR', 'VICT', 'SOVE', 'INVE', 'THIR']
const ordinaryGrounds: readonly RefusalGround[] = ['NAVL', 'NAVL', 'GENR']
const pick = <T>(from: readonly T[], draw: number): T => from[Math.floor(draw * from.length)] as T

// Real nodes: what they show is what the generator says.

/** What the partner has of a message that arrived, read from its store; and the sender's shared log around it. */
async function seenOf(
  from: Side | Cell,
  to: Side | Cell,
  id: Uuid,
  leavesAtStart: number,
  leavesBefore: number,
): Promise<Seen & { readonly body: MessageBody }> {
  const row = await to.node.store.read(tx => tx.db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
  const body = (await to.node.store.read(tx => bodyOfMessage(tx, row))) as MessageBody
  const out = await from.node.store.read(tx => tx.db.selectFrom('outbox').select('envelope').where('message_id', '=', id).executeTakeFirstOrThrow())
  const leaf = await from.node.store.read(tx =>
    tx.db
      .selectFrom('leaf')
      .select('position')
      .where('message_id', '=', id)
      .where('log', 'like', '%/exchange/%')
      .orderBy('position')
      .limit(1)
      .executeTakeFirstOrThrow(),
  )
  return {
    arrivedAt: row.at as Instant,
    createdAt: row.created_at as Instant,
    expiresAt: row.expires_at as Instant,
    mintedAt: mintedAt(id),
    releasedAt: body.releasedAt,
    envelopeBytes: new Uint8Array(out.envelope).length,
    bodyBytes: utf8(JSON.stringify(body)).length,
    ground: body.ground,
    leaves: (leaf.position ?? 0) + 1 - leavesAtStart,
    // Nothing had grown a millisecond before.
    grewAt: (leavesBefore > leavesAtStart ? later(row.at as Instant, -1) : row.at) as Instant,
    body,
  }
}
const leavesOf = async (side: Side | Cell) =>
  Number(
    (
      await side.node.store.read(tx =>
        tx.db.selectFrom('leaf').select(tx.db.fn.countAll<number>().as('n')).where('log', 'like', '%/exchange/%').executeTakeFirstOrThrow(),
      )
    ).n,
  )

let refusal: MessageBody
let pause: MessageBody
let withdrawal: MessageBody

describe('two police nodes', () => {
  let two: Two
  beforeAll(async () => {
    two = await twoNodes()
  })
  afterAll(() => two.close())

  test('show of a protected refusal, and of an ordinary one, exactly what the generator says', async () => {
    const { be, ma, clock } = two
    const cases: readonly (readonly [RefusalGround, Urgency, number])[] = [
      ['NAVL', 'U3D', 95],
      ['ASYL', 'U3D', 40],
      ['VICT', 'N7D', 1_300],
      ['GENR', 'N7D', 777],
      ['MINR', 'U8H', 52],
      ['NAVL', 'U8H', 131],
    ]
    for (const [ground, urgency, minutes] of cases) {
      const asked = await send(ma, request(two, { to: be.id, urgency, transferBasis: null, assurances: [] }))
      await drain(be, ma)
      const askedAt = clock.at
      const home = await be.node.store.read(tx => tx.db.selectFrom('dossier').select('id').where('thread_id', '=', asked.message).executeTakeFirstOrThrow())
      const start = await leavesOf(be)
      clock.pass(minutes * minute + 12_345)
      const releasedAt = clock.at
      const fields = {
        ...reply(two, asked.message, { messageType: 'RFS', clause: 'C30', ground, urgency, items: [] }),
        to: ma.id,
        transferBasis: 'LED-37-1-b' as const,
      }
      const draft = done(await createDraft(be.node, be.who.OPR, { fields: { ...fields, assurances: ['NDP', 'NTT', 'SPE'] }, dossier: home.id as Uuid }))
      const submitted = done(await submitDraft(be.node, be.who.OPR, draft.id))
      const { message } = done(await releaseDraft(be.node, be.who.REL, draft.id, { version: submitted.version, note: '' }))
      const slot = nextSlot(urgency, releasedAt, zone)
      clock.at = later(slot, -1)
      await drain(be, ma)
      const before = await leavesOf(be)
      clock.at = slot
      await drain(be, ma)
      const seen = await seenOf(be, ma, message, start, before)
      refusal ??= seen.body
      const real: Trace = { askedAt, type: 'REQ', urgency, zone, seen: [seen] }
      const body = { ...refusal, ask: { ...refusal.ask, urgency } }
      expect(featuresOf(real), `${ground} ${urgency}`).toEqual(featuresOf(refusalTrace({ askedAt, urgency, ground, releasedAt, zone, body })))
    }
  })
})

describe('two identification cells', () => {
  let cells: Cells
  beforeAll(async () => {
    cells = await twoCells()
  })
  afterAll(() => cells.close())

  test('show of a pause and its withdrawal exactly what the generator says, whatever the cause', async () => {
    const { be, ma, clock } = cells
    for (const kind of ['ordinary', 'protected'] as const) {
      clock.to(kind === 'ordinary' ? '2026-11-09T09:10:00.000Z' : '2027-02-08T09:10:00.000Z')
      const at = await arrivedFile(cells)
      const askedAt = clock.at
      clock.pass(2 * day + 3 * hour)
      const start = await leavesOf(be)
      await opened(be, be.who.IDC, at.be)
      const pausedAt = clock.at
      let first: Uuid
      if (kind === 'protected') {
        done(await findGuard(be.node, be.who.IDC, at.be, { guard: 'ASY', state: 'red', note: 'a claim was lodged', protect: true }))
        const draft = await be.node.store.read(tx =>
          tx.db.selectFrom('draft').selectAll().where('dossier_id', '=', at.be).where('message_type', '=', 'IDS').executeTakeFirstOrThrow(),
        )
        first = done(await releaseDraft(be.node, be.who.REL, draft.id as Uuid, { version: draft.version, note: 'urgent' })).message
      } else first = await takes(cells, 'be', at.be, { step: 'pause', reason: 'away from the centre since Sunday' })
      clock.at = later(dailySlot(pausedAt, zone), -1)
      await exchange(cells)
      const before = await leavesOf(be)
      clock.pass(1)
      await exchange(cells)
      const seenFirst = await seenOf(be, ma, first, start, before)
      const middle = await leavesOf(be)
      clock.pass(kind === 'protected' ? 27 * day : 3 * day)
      const withdrawnAt = clock.at
      const cause =
        kind === 'protected' ? ({ cause: 'protected', reason: 'protection was granted' } as const) : ({ cause: 'vanished', reason: 'gone' } as const)
      const last = await takes(cells, 'be', at.be, { step: 'withdraw', ...cause })
      clock.at = later(dailySlot(later(seenFirst.arrivedAt, pauseReviewDays * day), zone), -1)
      await exchange(cells)
      const beforeLast = await leavesOf(be)
      clock.pass(1)
      await exchange(cells)
      const seenLast = await seenOf(be, ma, last, middle, beforeLast)
      pause ??= seenFirst.body
      withdrawal ??= seenLast.body
      const made = withdrawalTrace({ askedAt, pausedAt, withdrawnAt, language: 'fr', zone, pause, withdrawal, words: '' })
      expect(featuresOf({ ...made, seen: [seenFirst, seenLast] }), kind).toEqual(featuresOf(made))
    }
  })
})

// Ten thousand traces in pairs: the same world, but for who is protected and how that is found out.

const monday = instant('2026-11-23T00:00:00.000Z')

/** Work at home on a refusal. Of the protected ones a second officer reads the file: minutes later, toward the end of an hour, now and then an hour later. */
function refusalAt(kind: Kind, draw: () => number) {
  const askedAt = later(monday, Math.floor(draw() * 120 * day))
  const urgency = pick(['U8H', 'U3D', 'U3D', 'N7D'] as const, draw())
  const hours = Math.floor((urgency === 'U8H' ? 5 : 30) * draw()) + 1
  const decided = later(askedAt, hours * hour)
  const inHour = kind === 'protected' ? 40 + 19 * draw() : 59 * draw()
  const secondLook = kind === 'protected' && draw() < 0.1 ? hour : 0
  const wholeHour = instant(`${decided.slice(0, 13)}:00:00.000Z`)
  const releasedAt = later(wholeHour, secondLook + Math.floor(inHour * minute) + Math.floor(draw() * second))
  return { askedAt, urgency, releasedAt, zone, ground: pick(kind === 'protected' ? protectedGrounds : ordinaryGrounds, draw()), body: refusal }
}

/** Work at home on a pause: claims are told to the cell in two rounds a day and last for weeks, absences whenever an officer learns of one, and end sooner. */
function withdrawalAt(kind: Kind, draw: () => number) {
  const on = later(monday, Math.floor(draw() * 20) * 7 * day + Math.floor(draw() * 5) * day)
  const askedAt = later(on, -Math.floor(2 + draw() * 30) * day)
  const round = draw() < 0.5 ? 10 : 14
  const pausedAt = later(on, kind === 'protected' ? round * hour + Math.floor(draw() * 8 * minute) : Math.floor((8.5 + 8 * draw()) * hour))
  const days = kind === 'protected' ? 20 + 9 * draw() : 1 + 28 * draw()
  return {
    askedAt,
    pausedAt,
    withdrawnAt: later(pausedAt, Math.floor(days * day)),
    language: pick(['fr', 'nl', 'ar', 'en'] as const, draw()),
    zone,
    pause,
    withdrawal,
    words:
      kind === 'protected'
        ? 'Procédure en cours auprès d’une autre instance, sans date connue.'
        : pick(['Absent.', 'Introuvable depuis lundi.', 'Dossier incomplet.'], draw()),
  }
}

function samples<Case>(
  count: number,
  at: (kind: Kind, draw: () => number) => Case,
  trace: (of: Case, leak: Leak | null) => Trace,
  leak: Leak | null,
): Sample[] {
  const draw = chance(20_261_123)
  return Array.from({ length: count }, () =>
    (['protected', 'ordinary'] as const).map(kind => ({ isProtected: kind === 'protected', features: featuresOf(trace(at(kind, draw), leak)) })),
  ).flat()
}

describe('a classifier that sees all that a partner sees', () => {
  test(`cannot tell protected from ordinary refusals, ${traces} paired traces`, () => {
    const { auc } = bestGuess(samples(traces / 2, refusalAt, refusalTrace, null))
    expect(auc).toBeLessThanOrEqual(most)
  })
  test(`cannot tell pauses and withdrawals for a protected cause from those for an ordinary one, ${traces} paired traces`, () => {
    const { auc } = bestGuess(samples(traces / 2, withdrawalAt, withdrawalTrace, null))
    expect(auc).toBeLessThanOrEqual(most)
  })
})

describe('the same classifier finds each hole that a node could have', () => {
  for (const [leak, least] of [
    ['no-slot', 0.7],
    ['dated-by-decision', 0.7],
    ['logged-at-decision', 0.7],
    ['true-ground', 0.7],
  ] as const)
    test(`of refusals: ${leak}`, () => expect(bestGuess(samples(1_000, refusalAt, refusalTrace, leak)).auc).toBeGreaterThan(least))
  for (const leak of ['no-slot', 'dated-by-decision', 'words-of-its-own', 'withdrawn-when-decided'] as const)
    test(`of pauses and withdrawals: ${leak}`, () => expect(bestGuess(samples(1_000, withdrawalAt, withdrawalTrace, leak)).auc).toBeGreaterThan(0.7))
})

test('the curve is measured right: knowing is 1, knowing the wrong way round 0, and what is the same for all is a half', () => {
  const held = [0, 1, 2, 3].map(at => ({ features: [at], isProtected: at >= 2 }))
  expect(areaUnderCurve(held, ([at]) => at as number)).toBe(1)
  expect(areaUnderCurve(held, ([at]) => -(at as number))).toBe(0)
  expect(areaUnderCurve(held, () => 7)).toBe(0.5)
})
