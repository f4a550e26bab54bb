import { type Opened, timeliness } from '@entraide/envelope'
import { controlOfContext, digestHex, type MessageBody, outside, type PublicCode, readControl } from '@entraide/exchange'
import { Fault, type Instant, isRefusal, millisecondsOf, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import { once } from '../store/once.ts'
import { type PartnerRow, partnerRow } from '../store/partners.ts'
import { prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { oneAtATime } from '../store/turn.ts'
import { writeAct } from './act.ts'
import { contacted } from './contact.ts'
import { applyControl } from './control.ts'
import { crossing, keepMessage, kindOf, type Outcome, refused } from './kept-envelope.ts'
import { noteSkew } from './partner-clock.ts'
import type { besideOf } from './receive.ts'
import { groundOf, takeMessage } from './take-message.ts'
import { noteTheirCheckpoint } from './witness.ts'

/**
 * Judges one envelope that was opened or not, and writes what it comes to: given before, in conflict, expired, held, refused or admitted.
 * A refusal writes nothing: the sender delivers again.
 */
export async function takeIn(
  node: Node,
  tx: Tx,
  { sender, byLine, card }: { readonly sender: NodeId; readonly byLine: boolean; readonly card: string | null },
  messageId: Uuid,
  envelope: Uint8Array,
  opened: Opened | (Refusal & { readonly inside: string }),
  body: MessageBody | Refusal | null,
  beside: Awaited<ReturnType<typeof besideOf>>,
): Promise<Outcome | Refusal> {
  // Whatever it comes to is asked at once, before anything is judged.
  const [, [before], line, ground] = await Promise.all([
    oneAtATime(tx, `message/${messageId}`),
    messageBefore(tx, { id: messageId }),
    once(tx, `partner/${sender}`, () => partnerRow(tx, sender)),
    body === null ? null : groundOf(node, tx, sender, body),
    tx.takeKeys('node'),
  ])
  // It was opened under a card that is not believed any more: nothing has an effect, and the next try is judged under the new one.
  if (card !== null && (line?.pairing !== 'confirmed' || line.card_digest !== card)) return refuse('partner-not-paired', { partner: sender })
  if (byLine) await contacted(tx, sender, 'up', line)
  const seen = { message: messageId, at: tx.at }
  if (isRefusal(opened)) {
    // Nothing in it can be believed, its sender's name included: no message is kept, only the line that something came.
    const leaf = await crossing(node, tx, sender, messageId, 'envelope-unopenable', null, digestHex(envelope), null)
    await writeAct(
      node,
      tx,
      { kind: 'partner', node: sender },
      'receive',
      { message: messageId, subject: (opened as { inside: string }).inside },
      'envelope-unopenable',
    )
    return { ...seen, digest: digestHex(envelope), verdict: 'refused', code: 'envelope-unopenable', leaf }
  }
  const when = timeliness(opened.header, tx.at)
  // Each delivery hands over a checkpoint, whatever becomes of its message; said by a clock that is off, it would be judged wrongly.
  const forked =
    beside === null || beside.checkpoint === null || when === 'held-clock-skew'
      ? null
      : await noteTheirCheckpoint(node, tx, sender, { note: beside.checkpoint, acts: beside.acts, from: beside.at, by: beside.at }, line)
  if (forked?.refused === 'checkpoint-unverified') return forked
  const same = before?.direction === 'in' && before.partner === sender && before.body_digest === opened.bodyDigest && before.kind === kindOf(opened)
  if (before !== undefined && (before.verdict !== 'held' || !same)) {
    if (!same) {
      await writeAct(node, tx, { kind: 'partner', node: sender }, 'receive', { message: messageId }, 'conflict')
      return {
        ...seen,
        digest: opened.bodyDigest,
        verdict: 'refused',
        code: 'conflict',
        leaf: await crossing(node, tx, sender, messageId, 'conflict', null, opened.bodyDigest, null),
      }
    }
    const again: Outcome = {
      ...seen,
      digest: before.body_digest,
      verdict: before.verdict as 'admitted' | 'refused',
      code: before.code as PublicCode | null,
      leaf: before.receipt === null ? await unplacedLeafOf(tx, messageId) : null,
      at: before.at as Instant,
    }
    return before.receipt === null ? again : { ...again, given: before.receipt }
  }
  // What was held is judged anew, as if it had not been here.
  if (before !== undefined && when !== 'held-clock-skew') await tx.db.deleteFrom('message').where('id', '=', messageId).where('verdict', '=', 'held').execute()
  if (when === 'held-clock-skew') return await hold(node, tx, sender, opened)
  if (when === 'expired') return await refused(node, tx, sender, opened, outside('envelope-expired', refuse('envelope-expired', {})), null)
  if (ground === null) return await takeControl(node, tx, sender, opened, line)
  return await takeMessage(node, tx, sender, opened, ground, forked)
}

/** What is known of a message id; never its content. */
const messageBefore = prepared<
  { id: string },
  Pick<Tables['message'], 'direction' | 'partner' | 'body_digest' | 'kind' | 'verdict' | 'code' | 'receipt' | 'at'>
>((db, p) => db.selectFrom('message').select(['direction', 'partner', 'body_digest', 'kind', 'verdict', 'code', 'receipt', 'at']).where('id', '=', p('id')))

async function takeControl(node: Node, tx: Tx, sender: NodeId, opened: Opened, line: PartnerRow | undefined): Promise<Outcome> {
  const kind = controlOfContext(opened.context)
  // A frozen partner keeps its residual control: keys, suspension, thaw. New texts and signatures wait for the end of the freeze.
  if (line?.frozen_at != null && (kind === 'agreement-text' || kind === 'agreement-signature'))
    return await refused(node, tx, sender, opened, outside('partner-frozen', refuse('partner-frozen', {})), null)
  const control = kind === null ? refuse('document-shape', {}) : readControl(kind, opened.body)
  const applied = isRefusal(control) ? control : await applyControl(node, tx, sender, control)
  if (isRefusal(applied)) return await refused(node, tx, sender, opened, outside('body-shape', applied), null)
  await keepMessage(tx, sender, opened, null, null, 'admitted', null, null)
  const leaf = await crossing(node, tx, sender, opened.header.messageId, 'admitted', null, opened.bodyDigest, null)
  await writeAct(node, tx, { kind: 'partner', node: sender }, `control-${kind ?? 'unknown'}`, { message: opened.header.messageId }, null)
  return { message: opened.header.messageId, digest: opened.bodyDigest, verdict: 'admitted', code: null, leaf, at: tx.at }
}

/** One of the two clocks is wrong: nothing is admitted and nothing lost; it is shown, and judged again at the next delivery. */
async function hold(node: Node, tx: Tx, sender: NodeId, opened: Opened): Promise<Outcome> {
  const before = await tx.db.selectFrom('message').select('id').where('id', '=', opened.header.messageId).executeTakeFirst()
  if (before === undefined) {
    await keepMessage(tx, sender, opened, null, null, 'held', 'clock-skew', null)
    await writeAct(node, tx, { kind: 'partner', node: sender }, 'receive', { message: opened.header.messageId }, 'clock-skew')
    await noteSkew(tx, sender, millisecondsOf(opened.header.createdAt) - millisecondsOf(tx.at))
  }
  return { message: opened.header.messageId, digest: opened.bodyDigest, verdict: 'held', code: 'clock-skew', leaf: null, at: tx.at }
}

/** The line of a message that was taken in before, if it waits for its place still. */
async function unplacedLeafOf(tx: Tx, message: Uuid): Promise<Uuid | null> {
  const rows = await tx.db
    .selectFrom('leaf')
    .select(['id', 'facts', 'position'])
    .where('message_id', '=', message)
    .where('log', 'like', '%/exchange/%')
    .orderBy('id')
    .execute()
  const line = rows.find(row => (JSON.parse(row.facts) as { event: string }).event === 'envelope-in')
  if (line === undefined) throw new Fault('leaf-missing', 'what was taken in has no line in the log')
  return line.position === null ? (line.id as Uuid) : null
}
