import { digestHex, readOctets, readReceipt } from '@entraide/exchange'
import { isRefusal, type NodeId, type Refusal, second, type Uuid } from '@entraide/ground'
import { z } from 'zod'
import type { Node, PartnerAnswer } from '../capabilities.ts'
import type { Waiting } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'
import { writeAct } from './act.ts'
import { claimDue, letGo, perPartner } from './claim.ts'
import { type Delivered, deliveryOf, type Fresh, mayLeave, type Ready } from './may-leave.ts'
import { isSkewed, skewOf } from './partner-clock.ts'
import { pushAttachments } from './push.ts'
import { pushAgain, tryLater } from './put-off.ts'
import { takeReceipt } from './take-receipt.ts'

/**
 * Tries every delivery that is due, several at once, each at most once. Messages of one thread leave in their order, each
 * when the one before has its receipt, and so do control messages about one thing: overtaken, a signature would be refused
 * for a text that is not there yet, an answer for a thread that stands elsewhere. Permission and guards are asked again before each
 * try: an agreement suspended or a partner frozen meanwhile stops a message that already waits. Returns how many left.
 */
export async function deliverDue(node: Node): Promise<number> {
  let left = 0
  const begun: Promise<void>[] = []
  await beginDue(node, one => {
    const counted = one.then(has => {
      if (has) left++
    })
    begun.push(counted)
  })
  await Promise.all(begun)
  return left
}

/**
 * The same as a job: begins what is due and does not wait for the answers, so that a slow partner holds up no other.
 * A lane that has room again, and a thread whose next message may go, ring for the next turn. From its first turn to
 * `deliveriesOver` what is released here may be handed over without a turn (`takesOver`).
 */
export async function keepDelivering(node: Node, onFault: (fault: unknown) => void): Promise<void> {
  const hears = (one: Promise<boolean>) => void one.catch(onFault)
  takers.set(node.store, hears)
  await beginDue(node, hears)
}

/** Resolves when no delivery of this process is under way: for a graceful stop. Nothing is handed over after it was asked. */
export async function deliveriesOver(node: Node): Promise<void> {
  takers.delete(node.store)
  await Promise.allSettled([...(lanes.get(node.store)?.values() ?? [])].flatMap(lane => [...lane]))
}

/** Deliveries under way, by partner. */
const lanes = new WeakMap<Store, Map<string, Set<Promise<boolean>>>>()

/** Where a job delivers: what hears of each delivery that begins. */
const takers = new WeakMap<Store, (one: Promise<boolean>) => void>()

function lanesOf(node: Node): Map<string, Set<Promise<boolean>>> {
  const mine = lanes.get(node.store) ?? new Map<string, Set<Promise<boolean>>>()
  lanes.set(node.store, mine)
  return mine
}

async function beginDue(node: Node, began: (one: Promise<boolean>) => void): Promise<void> {
  for (;;) {
    const under = new Map([...lanesOf(node)].map(([partner, lane]) => [partner, lane.size]))
    const { due, isMore } = await claimDue(node, under)
    for (const row of due) began(begin(node, row))
    if (!isMore) return
  }
}

function begin(node: Node, row: Waiting, fresh?: Fresh): Promise<boolean> {
  const mine = lanesOf(node)
  const lane = mine.get(row.partner) ?? new Set()
  mine.set(row.partner, lane)
  const one = attempt(node, row, fresh).catch(fault => letGo(node, row, fault))
  lane.add(one)
  const over = () => {
    const rings = lane.size >= perPartner
    lane.delete(one)
    if (lane.size === 0 && mine.get(row.partner) === lane) mine.delete(row.partner)
    if (rings) node.store.wake('outbox')
  }
  one.then(over, over)
  return one
}

/**
 * Whether this process delivers what it releases for a partner at once, without a turn of its job: the entry is written as
 * claimed (`claimedNow`) and handed over after the commit.
 */
export function takesOver(node: Node, partner: string): boolean {
  return takers.has(node.store) && (lanes.get(node.store)?.get(partner)?.size ?? 0) < perPartner
}

/** Begins the delivery of a message whose entry was written as claimed. If the job has stopped meanwhile, the claim runs out. */
export function handOver(node: Node, row: Waiting, fresh: Fresh): void {
  takers.get(node.store)?.(begin(node, row, fresh))
}

async function attempt(node: Node, row: Waiting, fresh?: Fresh): Promise<boolean> {
  const ready = await mayLeave(node, row, fresh)
  if (ready === null) return false
  const pushed = ready.hasAttachments ? await pushAttachments(node, ready.card, row.message_id as Uuid) : null
  if (pushed !== null) return await tryLater(node, row, pushed, null)
  const left = await deliveryOf(node, row, ready)
  const answer = await node.partners.send({
    to: ready.partner.node as NodeId,
    address: ready.card.address,
    tlsPin: ready.card.transport.tlsPin,
    method: 'POST',
    path: '/partner/v1/deliveries',
    body: left.bytes,
    timeoutMs: 30 * second,
  })
  return await settle(node, row, ready, left, answer)
}

async function settle(node: Node, row: Waiting, ready: Ready, { envelope, note }: Delivered, answer: PartnerAnswer): Promise<boolean> {
  if (!answer.reached) return await tryLater(node, row, answer.code, null)
  if (answer.status === 409 && codeIn(answer.body) === 'attachment-missing') await pushAgain(node, row.message_id)
  // A partner whose clock is far from ours takes our signature for an old one: said as what it is, and tried again.
  const skewMs = skewOf(answer.date, node.clock.now())
  if (answer.status === 401 && isSkewed(skewMs)) return await tryLater(node, row, 'clock-skew', answer, skewMs)
  if (answer.status !== 200 && answer.status !== 202)
    return await tryLater(node, row, (answer.status === 409 ? notNow[codeIn(answer.body)] : undefined) ?? `answered-${answer.status}`, answer)
  const receipt = readReceipt(
    answer.body,
    { message: row.message_id as Uuid, digests: [ready.message.body_digest, digestHex(envelope)], by: row.partner as NodeId, to: node.config.id },
    ready.card.signingKeys,
  )
  if (isRefusal(receipt)) return await alarm(node, row, receipt, answer)
  await takeReceipt(node, ready.message, receipt, new TextDecoder().decode(answer.body), 'line', note)
  return receipt.verdict !== 'held'
}

/** A receipt that is not for this message, or not by this partner, has no effect; that one came is logged once (attack list row 5). */
async function alarm(node: Node, row: Waiting, foreign: Refusal, answer: PartnerAnswer & { reached: true }): Promise<false> {
  if (row.reason !== foreign.refused)
    await node.store.write(tx =>
      writeAct(node, tx, { kind: 'partner', node: row.partner as NodeId }, 'receipt', { message: row.message_id as Uuid }, foreign.refused),
    )
  return await tryLater(node, row, foreign.refused, answer)
}

/** Why a partner takes nothing now, as our outbox says it. Any other word of a partner is none of ours. */
const notNow: { readonly [code: string]: string } = {
  'attachment-missing': 'attachment-missing',
  'restored-uncompared': 'partner-set-back',
  'log-rolled-back': 'partner-set-back',
  'log-forked': 'log-forked',
}

/** The code in a partner's answer; an empty text where there is none. */
function codeIn(body: Uint8Array): string {
  // Read into another shape than a refusal's, which would be taken for a refusal of this reading.
  const said = readOctets(
    body,
    z.looseObject({ refused: z.string().max(60) }).transform(answer => ({ code: answer.refused })),
  )
  return isRefusal(said) ? '' : said.code
}
