import { became, countRows, dailySlot, nextSlot, pauseReviewDays, type Urgency, waitsForSlot } from '@entraide/custody'
import { envelopeBytes, sizeClassFor } from '@entraide/envelope'
import { envelopeLifeDays, type MessageBody, travellingGround } from '@entraide/exchange'
import { day, hour, type Instant, instant, later, millisecondsOf, minute, nodeId, second, timeIn, type Uuid, utf8 } from '@entraide/ground'
import type { RefusalGround } from '@entraide/vocabulary'
import { fixedWords } from '../src/steps/matters/identification-words.ts'

/*
 * What a partner sees of a case, and how it comes about: built of the functions of the product, without its stores, so that tens of thousands
 * of cases cost seconds. firewall.test.ts plays some of them on two real nodes and holds the two to the same trace.
 */

/** One message as its receiver can see it: line, header, body, and how far the sender's shared log had grown. */
export type Seen = {
  readonly arrivedAt: Instant
  readonly createdAt: Instant
  readonly expiresAt: Instant
  /** Of its id: version 7 tells when it was made. */
  readonly mintedAt: Instant
  readonly releasedAt: Instant
  readonly envelopeBytes: number
  readonly bodyBytes: number
  readonly ground: string | null
  /** Leaves in the shared log since the receiver's own last message, as the message arrives; and when the log grew, for a receiver that asks for it every minute. */
  readonly leaves: number
  readonly grewAt: Instant
}
export type Trace = {
  readonly askedAt: Instant
  readonly type: 'REQ' | 'IDR'
  readonly urgency: Urgency
  readonly seen: readonly Seen[]
  readonly zone: string
}

/** A hole in the wall: what a node would show if it were built so. The product has none of them. */
export type Leak = 'no-slot' | 'dated-by-decision' | 'logged-at-decision' | 'true-ground' | 'words-of-its-own' | 'withdrawn-when-decided'

/** How a refusal came about at home. */
export type RefusalCase = {
  readonly askedAt: Instant
  readonly urgency: Urgency
  readonly ground: RefusalGround
  readonly releasedAt: Instant
  readonly zone: string
  readonly body: MessageBody
}

/** What the partner sees of it. */
export function refusalTrace({ askedAt, urgency, ground, releasedAt, zone, body }: RefusalCase, leak: Leak | null = null): Trace {
  const waits = waitsForSlot(ground) && leak !== 'no-slot'
  const leavesAt = waits ? nextSlot(urgency, releasedAt, zone) : releasedAt
  const told = leak === 'true-ground' ? (ground === 'NAVL' ? 'NAVL' : 'GENR') : travellingGround(ground)
  return { askedAt, type: 'REQ', urgency, zone, seen: [seenOf({ ...body, ground: told as RefusalGround }, leavesAt, releasedAt, leak)] }
}

/** How a pause and the withdrawal after it came about at home. */
export type WithdrawalCase = {
  readonly askedAt: Instant
  readonly pausedAt: Instant
  readonly withdrawnAt: Instant
  readonly language: 'fr' | 'nl' | 'ar' | 'en'
  readonly zone: string
  readonly pause: MessageBody
  readonly withdrawal: MessageBody
  /** What an officer would write of it, if she could. */
  readonly words: string
}

/** What the partner sees of it. */
export function withdrawalTrace({ askedAt, pausedAt, withdrawnAt, language, zone, pause, withdrawal, words }: WithdrawalCase, leak: Leak | null = null): Trace {
  const pauseLeaves = leak === 'no-slot' ? pausedAt : dailySlot(pausedAt, zone)
  const review = later(pauseLeaves, pauseReviewDays * day)
  const withdrawalLeaves = leak === 'withdrawn-when-decided' ? dailySlot(withdrawnAt, zone) : dailySlot(review > withdrawnAt ? review : withdrawnAt, zone)
  const said = (body: MessageBody, step: 'pause' | 'withdraw'): MessageBody => {
    const fixed = fixedWords(step, language)
    return { ...body, title: fixed.title, note: leak === 'words-of-its-own' ? words : fixed.note, language, ask: { ...body.ask, reasons: fixed.reasons } }
  }
  return {
    askedAt,
    type: 'IDR',
    urgency: 'ID45',
    zone,
    seen: [seenOf(said(pause, 'pause'), pauseLeaves, pausedAt, leak), seenOf(said(withdrawal, 'withdraw'), withdrawalLeaves, withdrawnAt, leak)],
  }
}

function seenOf(body: MessageBody, leavesAt: Instant, releasedAt: Instant, leak: Leak | null): Seen {
  const dated = leak === 'dated-by-decision' ? releasedAt : leavesAt
  const bodyBytes = utf8(JSON.stringify({ ...body, releasedAt: dated })).length
  return {
    arrivedAt: leavesAt,
    createdAt: dated,
    expiresAt: later(dated, envelopeLifeDays * day),
    mintedAt: dated,
    releasedAt: dated,
    envelopeBytes: envelopeBytes(sizeClassFor(bodyBytes)),
    bodyBytes,
    ground: body.ground,
    leaves: 1,
    grewAt: leak === 'logged-at-decision' ? releasedAt : leavesAt,
  }
}

/** A trace as numbers: times, sizes, the shared log, and what the counts that leave the node would show of this one case. */
export function featuresOf({ askedAt, type, urgency, seen, zone }: Trace): readonly number[] {
  const features: number[] = [['U8H', 'U3D', 'N7D', 'ID45'].indexOf(urgency)]
  let before = askedAt
  for (const each of seen) {
    const at = millisecondsOf(each.arrivedAt)
    const [hours = '0', minutes = '0'] = timeIn(each.arrivedAt, zone).split(':')
    features.push(
      (at - millisecondsOf(before)) / hour,
      Number(hours),
      Number(minutes),
      Math.floor((at % minute) / second),
      Math.floor(at / day) % 7,
      ...[each.createdAt, each.mintedAt, each.releasedAt, each.grewAt].flatMap(instant => [
        (at - millisecondsOf(instant)) / minute,
        Number(timeIn(instant, zone).slice(3, 5)),
      ]),
      (millisecondsOf(each.expiresAt) - at) / day,
      each.envelopeBytes,
      each.bodyBytes,
      Number(each.ground === 'GENR'),
      Number(each.ground === 'NAVL'),
      each.leaves,
    )
    before = each.arrivedAt
  }
  return [...features, ...countsOf(askedAt, type, urgency, seen)]
}

/** The case in the counts that both sides exchange: 1 in each line it stands in. */
function countsOf(askedAt: Instant, type: Trace['type'], urgency: Urgency, seen: readonly Seen[]): readonly number[] {
  const id = (at: number) => `${'0'.repeat(7)}${at}-0000-7000-8000-000000000000` as Uuid
  const kinds = type === 'REQ' ? (['RFS'] as const) : (['IDS', 'WDW'] as const)
  const turns = seen.map((each, at) => ({
    id: id(at + 1),
    type: kinds[at] as string,
    said: each.ground ?? (kinds[at] === 'IDS' ? 'pause' : null),
    answers: id(0),
    at: each.releasedAt,
  }))
  const clock =
    type === 'REQ'
      ? { urgency, receivedAt: askedAt, runningFrom: askedAt, usedMs: 0, returnedAt: null, acceptedAt: null, endedAt: null }
      : { named: 'IDENT-45' as const, facts: [{ does: 'receive' as const, at: askedAt, message: id(0) }] }
  const { outcome, ground, timing } = became({ id: id(0), type, said: null, answers: null, at: askedAt }, turns, clock, instant('2028-01-01T00:00:00.000Z'))
  const rows = countRows([
    {
      asker: nodeId('MA-DGSN-SPOC'),
      holder: nodeId('BE-POL-SPOC'),
      agreement: 'BE-MA-2014-PCC.1',
      clause: 'C04',
      crimeArea: null,
      judicial: false,
      n: 1,
      ...{ type, urgency, outcome, ground, timing },
    },
  ])
  const names = ['refused', 'withdrawn', 'vanished', 'in-time', 'late', 'ground.GENR', 'ground.NAVL', 'open', 'silent']
  return names.map(name => rows.find(row => row.key.endsWith(`/${name}`))?.count ?? 0)
}
