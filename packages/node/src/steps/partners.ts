import { type Card, claimedNode, digestHex, readCard, readOctets, wordsOf } from '@entraide/exchange'
import { hex, type Instant, isRefusal, type NodeId, type Refusal, refuse, second } from '@entraide/ground'
import { exchangeOrigin } from '@entraide/ledger'
import { z } from 'zod'
import type { Node } from '../capabilities.ts'
import type { LineTest, Partner } from '../http/api.ts'
import { latestCheckpoint } from '../jobs/sequencer.ts'
import { agreementsWith } from '../store/agreements.ts'
import { cardOf, type PartnerRow, partnerRow, putCard } from '../store/partners.ts'
import { newRecipientKey } from '../store/recipient-keys.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { agreementSummary } from './agreement-view.ts'
import { countOwnCard, ownCard, ownCardFor } from './card.ts'
import { sendControl } from './control.ts'
import { known } from './draft.ts'
import { isSkewed, skewOf } from './partner-clock.ts'
import { contradictionOf, isStopped } from './witness.ts'

export { ownCard } from './card.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Takes a partner's card in. It is believed only after both security officers have read the words aloud. */
export async function importCard(node: Node, actor: Person, text: string): Promise<Partner | Refusal> {
  await ownCard(node)
  return await act(node, actor, 'import-card', {}, async tx => {
    const claimed = claimedNode(text)
    if (claimed === null) return refuse('card-shape', {})
    if (claimed === node.config.id) return refuse('card-is-own', {})
    const before = await partnerRow(tx, claimed)
    // A card that nobody ever confirmed binds nothing: whoever had a false one imported must not keep the true one out.
    const isNew = before === undefined || !(await wasConfirmed(tx, claimed))
    const card = readCard(text, tx.at, isNew || before.card === text ? null : cardOf(before))
    if (isRefusal(card)) return card
    if (isNew) await countOwnCard(tx, card.node)
    if (before === undefined) {
      const row: PartnerRow = {
        node: card.node,
        card: text,
        card_digest: digestHex(card.octets),
        pairing: 'card-received',
        confirmed_by: null,
        frozen_at: null,
        frozen_there_at: null,
        frozen_by: null,
        line: 'unknown',
        line_since: null,
        last_contact_at: null,
        clock_skew_ms: null,
        seen_size: null,
        seen_head: null,
        seen_at: null,
        our_size_there: null,
        our_head_there: null,
        our_seen_there_at: null,
        frozen_there_said_at: null,
        stopped_at: null,
      }
      await tx.db.insertInto('partner').values(row).execute()
    } else if (before.card !== text) await putCard(tx, text, card)
    return await partnerView(node, tx, (await partnerRow(tx, card.node)) as PartnerRow, actor, true)
  })
}

async function wasConfirmed(tx: Tx, partner: NodeId): Promise<boolean> {
  const line = await tx.db
    .selectFrom('act')
    .select('id')
    .where('name', '=', 'confirm-partner')
    .where('subject', '=', partner)
    .where('outcome', '=', 'done')
    .limit(1)
    .executeTakeFirst()
  return line !== undefined
}

/** Says that the words were read aloud and agree. Wrong words are refused and logged: somebody may stand in the middle. */
export async function confirmPartner(node: Node, actor: Person, partner: NodeId, words: readonly string[]): Promise<Partner | Refusal> {
  return await act(node, actor, 'confirm-partner', { subject: partner }, async tx => {
    const row = await partnerRow(tx, partner)
    if (row === undefined) return refuse('not-found', {})
    const expected = wordsOf(await ownCardFor(tx, partner), cardOf(row))
    if (expected.join(' ') !== words.map(word => word.trim().toLowerCase()).join(' ')) return refuse('words-differ', { partner })
    await tx.db.updateTable('partner').set({ pairing: 'confirmed', confirmed_by: actor.account }).where('node', '=', partner).execute()
    await sendKeyList(node, tx, partner)
    // What waited for these words goes now.
    await tx.db
      .updateTable('outbox')
      .set({ next_try_at: tx.at })
      .where('partner', '=', partner)
      .where('state', '=', 'waiting')
      .where('reason', '=', 'partner-not-paired')
      .execute()
    return await partnerView(node, tx, (await partnerRow(tx, partner)) as PartnerRow, actor, true)
  })
}

/** Every partner this node knows. */
export async function listPartners(node: Node, actor: Person): Promise<readonly Partner[]> {
  return await node.store.read(async tx => {
    const rows = await tx.db.selectFrom('partner').selectAll().orderBy('node').execute()
    const views: Partner[] = []
    for (const row of rows) views.push(await partnerView(node, tx, row, actor))
    return views
  })
}

/** One partner: is the line up, since when, what waits and why, and which checkpoints each side has seen. */
export async function readPartner(node: Node, actor: Person, partner: NodeId): Promise<Partner | Refusal> {
  return await node.store.read(async tx => {
    const row = await partnerRow(tx, partner)
    return row === undefined ? refuse('not-found', {}) : await partnerView(node, tx, row, actor)
  })
}

/** Stops all new traffic with a partner in one act, and tells it. Corrections, deletions and receipts still pass. */
export async function freezePartner(node: Node, actor: Person, partner: NodeId, reason: string): Promise<Partner | Refusal> {
  return await setFrozen(node, actor, partner, reason, true)
}

/** Lets traffic flow again. */
export async function thawPartner(node: Node, actor: Person, partner: NodeId, reason: string): Promise<Partner | Refusal> {
  return await setFrozen(node, actor, partner, reason, false)
}

/** Tries the line to a partner step by step and says which one fails. Nothing but a greeting is sent. */
export async function testLine(node: Node, actor: Person, partner: NodeId): Promise<LineTest | Refusal> {
  const row = await node.store.read(tx => partnerRow(tx, partner))
  if (row === undefined) return refuse('not-found', {})
  const card = cardOf(row)
  const answer = await node.partners.send({
    to: card.node,
    address: card.address,
    tlsPin: card.transport.tlsPin,
    method: 'GET',
    path: '/partner/v1/card',
    body: new Uint8Array(0),
    timeoutMs: 10 * second,
  })
  const skewMs = answer.reached ? skewOf(answer.date, node.clock.now()) : null
  const steps: LineTest['steps'] = [{ step: 'address', ok: true, code: null, facts: { address: card.address } }]
  const fail = (step: LineTest['steps'][number]['step'], code: string, facts: Record<string, string | number> = {}) =>
    steps.push({ step, ok: false, code, facts })
  if (!answer.reached) fail(answer.code === 'key-pin' ? 'key-pin' : 'connect', answer.code)
  else {
    steps.push(
      { step: 'connect', ok: true, code: null, facts: {} },
      { step: 'key-pin', ok: true, code: null, facts: { pinned: card.transport.tlsPin !== null } },
    )
    // A signature of another time is refused like a forged one: the clocks say which it was.
    if (answer.status === 401 && isSkewed(skewMs)) fail('clock', 'clock-skew', { skewMs })
    else if (answer.status !== 200) fail('signature', `answered-${answer.status}`)
    else {
      steps.push({ step: 'answer', ok: true, code: null, facts: {} }, { step: 'signature', ok: true, code: null, facts: {} })
      if (isSkewed(skewMs)) fail('clock', 'clock-skew', { skewMs })
      else steps.push({ step: 'clock', ok: true, code: null, facts: { skewMs: skewMs ?? 0 } })
      const theirs = greetedCard(answer.body)
      if (isRefusal(theirs) || theirs.node !== card.node) fail('protocol', 'card-shape')
      else steps.push({ step: 'protocol', ok: true, code: null, facts: { sequence: theirs.sequence } })
    }
  }
  const ok = steps.every(step => step.ok)
  const done = await act(node, actor, 'test-line', { subject: partner }, async tx => {
    const line = ok ? ('up' as const) : ('down' as const)
    await tx.db
      .updateTable('partner')
      .set({
        line,
        ...(row.line === line ? {} : { line_since: tx.at }),
        ...(ok ? { last_contact_at: tx.at } : {}),
        ...(skewMs === null ? {} : { clock_skew_ms: isSkewed(skewMs) ? skewMs : null }),
      })
      .where('node', '=', partner)
      .execute()
    return { ok, steps }
  })
  return done
}

/** Makes a new recipient key and sends every confirmed partner the list of those that serve. */
export async function rotateKeys(node: Node, actor: Actor): Promise<{ readonly keyId: string } | Refusal> {
  return await act(node, actor, 'rotate-recipient-key', {}, async tx => {
    const made = await newRecipientKey(tx)
    const partners = await tx.db.selectFrom('partner').select('node').where('pairing', '=', 'confirmed').execute()
    for (const partner of partners) await sendKeyList(node, tx, partner.node as NodeId)
    return { keyId: made.keyId }
  })
}

async function sendKeyList(node: Node, tx: Tx, partner: NodeId): Promise<void> {
  const rows = await tx.db
    .selectFrom('recipient_key')
    .selectAll()
    .where('erased_at', 'is', null)
    .where('until_at', '>', tx.at)
    .orderBy('from_at', 'desc')
    .limit(8)
    .execute()
  const keys = rows.map(row => ({ key: row.public, from: row.from_at as Instant, until: row.until_at as Instant }))
  if (keys.length > 0) await sendControl(node, tx, partner, { control: 'key-list', keys })
}

async function setFrozen(node: Node, actor: Person, partner: NodeId, reason: string, frozen: boolean): Promise<Partner | Refusal> {
  return await act(node, actor, frozen ? 'freeze-partner' : 'thaw-partner', { subject: partner, reason }, async tx => {
    const row = await partnerRow(tx, partner)
    if (row === undefined) return refuse('not-found', {})
    if ((row.frozen_at !== null) === frozen) return await partnerView(node, tx, row, actor)
    await tx.db
      .updateTable('partner')
      .set({ frozen_at: frozen ? tx.at : null, frozen_by: frozen ? actor.account : null })
      .where('node', '=', partner)
      .execute()
    await sendControl(node, tx, partner, { control: 'freeze', frozen, at: tx.at })
    tx.afterCommit(() => node.store.wake('outbox'))
    return await partnerView(node, tx, (await partnerRow(tx, partner)) as PartnerRow, actor)
  })
}

async function partnerView(node: Node, tx: Tx, row: PartnerRow, actor: Person, showWords = may(actor, 'partners-pair')): Promise<Partner> {
  const card = cardOf(row)
  const partner = card.node
  const waiting = await tx.db
    .selectFrom('outbox')
    .innerJoin('message', 'message.id', 'outbox.message_id')
    .leftJoin('dossier', 'dossier.id', 'message.dossier_id')
    .select(['outbox.reason', 'outbox.tries'])
    .where('outbox.partner', '=', partner)
    .where('outbox.state', 'in', ['waiting', 'held-by-partner'])
    .where(known(actor))
    .orderBy('tries', 'desc')
    .execute()
  const ours = await latestCheckpoint(tx, exchangeOrigin(node.config.id, partner))
  const keys = await tx.db.selectFrom('partner_key').selectAll().where('node', '=', partner).orderBy('from_at', 'desc').limit(12).execute()
  const held = await agreementsWith(tx, node.config.id, partner, tx.at)
  const agreements: Partner['agreements'] = []
  for (const { hash } of held) agreements.push(await agreementSummary(node, tx, hash, [partner]))
  const fixed = (id: string, kind: 'signing' | 'agreement' | 'log' | 'transport') => ({ id, kind, from: card.from, until: card.until })
  return {
    node: partner,
    name: card.name,
    state: card.state,
    regime: card.regime,
    address: card.address,
    pairing: row.pairing,
    frozen: row.frozen_at !== null,
    frozenFor: isStopped(row) ? 'log-forked' : null,
    contradiction: isStopped(row) ? [...(await contradictionOf(tx, row))] : [],
    frozenThere: row.frozen_there_at !== null,
    line: row.line,
    lineSince: row.line_since,
    lastContactAt: row.last_contact_at,
    waiting: waiting.length,
    waitingReason: waiting[0]?.reason ?? null,
    clockSkewMs: row.clock_skew_ms,
    ourLog: { size: ours.size, head: hex(ours.head), seenThere: seenThere(row) },
    theirLog: row.seen_size === null ? null : { size: row.seen_size, head: row.seen_head ?? '', seenHereAt: row.seen_at ?? '' },
    spokenWords: showWords ? [...wordsFor(await ownCardFor(tx, partner), card)] : [],
    keys: [
      fixed(card.signingKeys.keyId, 'signing'),
      fixed(card.agreementKeys.keyId, 'agreement'),
      fixed(card.log, 'log'),
      fixed(card.transport.ed25519, 'transport'),
      ...keys.map(each => ({ id: each.key_id, kind: 'recipient' as const, from: each.from_at, until: each.until_at })),
    ],
    agreements,
  }
}

/** Which of our checkpoints a partner holds, as its receipts have shown. */
function seenThere({ our_size_there: size, our_head_there: head, our_seen_there_at: at }: PartnerRow): Partner['ourLog']['seenThere'] {
  return size === null || head === null || at === null ? null : { size, head, seenThereAt: at }
}

/** The card in a partner's greeting, whatever came. */
function greetedCard(body: Uint8Array): Card | Refusal {
  const greeting = readOctets(body, z.strictObject({ card: z.string().max(40_000) }))
  return isRefusal(greeting) ? greeting : readCard((greeting as { card: string }).card, 'stored', null)
}

/** The words cost a tenth of a second on purpose: made once for a pair of cards. */
const words = new Map<string, readonly string[]>()
function wordsFor(own: Card, card: Card): readonly string[] {
  const id = `${digestHex(own.octets)} ${digestHex(card.octets)}`
  const made = words.get(id) ?? wordsOf(own, card)
  words.set(id, made)
  return made
}
