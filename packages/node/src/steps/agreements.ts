import { activatable, askFrom, diff, explain, type PastAsk, readAgreement, replay } from '@entraide/agreement'
import { agreementHash, askOfBody, signAgreement as signHash } from '@entraide/exchange'
import { type Instant, isRefusal, type Json, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Language } from '@entraide/vocabulary'
import type { Node } from '../capabilities.ts'
import type { AgreementDiffView, AgreementSummary, AgreementView, ExchangeRow, ExplanationView, ReplayView } from '../http/api.ts'
import { agreementOf, heldAgreement } from '../store/agreements.ts'
import { bodyOfMessage } from '../store/drafts.ts'
import { onPage, placeIn } from '../store/paging.ts'
import { partnerRow } from '../store/partners.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { agreementSummary, agreementView } from './agreement-view.ts'
import { keepSignature, keepText, sendControl } from './control.ts'
import { known } from './draft.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Every agreement text this node holds, and how each stands. */
export async function listAgreements(node: Node, _actor: Person): Promise<readonly AgreementSummary[]> {
  return await node.store.read(async tx => {
    const rows = await tx.db.selectFrom('agreement').select('hash').orderBy('agreement_id').orderBy('version', 'desc').execute()
    const summaries: AgreementSummary[] = []
    for (const { hash } of rows) summaries.push(await agreementSummary(node, tx, hash))
    return summaries
  })
}

/** One agreement, whole. */
export async function readAgreementView(node: Node, _actor: Person, hash: string): Promise<AgreementView | Refusal> {
  return await node.store.read(async tx => ((await textOf(tx, hash)) === null ? refuse('not-found', {}) : await agreementView(node, tx, hash)))
}

/** One agreement as text a person reads. */
export async function explainAgreement(node: Node, _actor: Person, hash: string, language: Language): Promise<ExplanationView | Refusal> {
  return await node.store.read(async tx => {
    const text = await textOf(tx, hash)
    return text === null ? refuse('not-found', {}) : (explain(agreementOf(hash, text), language) as unknown as ExplanationView)
  })
}

/** Takes a text in, for one partner, who is sent the same. A text with an error is refused with its line and column. */
export async function importAgreement(node: Node, actor: Person, input: { readonly text: string; readonly partner: NodeId }): Promise<AgreementView | Refusal> {
  return await act(node, actor, 'import-agreement', { subject: input.partner }, async tx => {
    if ((await partnerRow(tx, input.partner))?.pairing !== 'confirmed') return refuse('partner-not-paired', { partner: input.partner })
    const agreement = readAgreement(input.text)
    if (isRefusal(agreement)) return agreement
    const named = new Set<string>(agreement.competentAuthorities.map(authority => authority.node))
    if (!named.has(node.config.id) || !named.has(input.partner)) return refuse('agreement-names-others', { names: [...named] })
    const hash = agreementHash(input.text)
    await keepText(tx, hash, agreement.id, agreement.version, input.text)
    await sendControl(node, tx, input.partner, { control: 'agreement-text', hash, text: input.text })
    return await agreementView(node, tx, hash)
  })
}

/** Signs an agreement's hash for this node towards a partner, with the agreement key, and sends the signature. */
export async function signAgreement(node: Node, actor: Person, hash: string, partner: NodeId): Promise<AgreementView | Refusal> {
  return await act(node, actor, 'sign-agreement', { subject: hash }, async tx => {
    const held = await heldAgreement(tx, hash, node.config.id, partner, tx.at)
    if (held === null) return refuse('not-found', {})
    const named = new Set<string>(held.agreement.competentAuthorities.map(authority => authority.node))
    if (!named.has(node.config.id) || !named.has(partner)) return refuse('agreement-names-others', { names: [...named] })
    if ((await partnerRow(tx, partner))?.pairing !== 'confirmed') return refuse('partner-not-paired', { partner })
    if (held.standing.signedBy.includes(node.config.id)) return await agreementView(node, tx, hash)
    const keys = node.keys.agreement()
    const signature = signHash({ node: node.config.id, partner, hash, at: tx.at }, keys)
    await keepSignature(tx, { hash, node: node.config.id, partner, keyId: keys.keyId, signature, at: tx.at })
    await sendControl(node, tx, partner, { control: 'agreement-signature', hash, signature, at: tx.at })
    return await agreementView(node, tx, hash)
  })
}

/**
 * Switches an agreement on between this node and a partner: each node's own act, once both signatures are here. Needs an
 * impact assessment (R52); outside demo mode no placeholder or illustrative value may stand in it; not by its signer where
 * another could.
 */
export async function activateAgreement(node: Node, actor: Person, hash: string, partner: NodeId): Promise<AgreementView | Refusal> {
  return await act(node, actor, 'activate-agreement', { subject: hash }, async tx => {
    const held = await heldAgreement(tx, hash, node.config.id, partner, tx.at)
    if (held === null) return refuse('not-found', {})
    const signer = await tx.db
      .selectFrom('act')
      .select('actor')
      .where('name', '=', 'sign-agreement')
      .where('subject', '=', hash)
      .where('outcome', '=', 'done')
      .orderBy('at', 'desc')
      .executeTakeFirst()
    const others = await tx.db
      .selectFrom('account_role')
      .innerJoin('account', 'account.id', 'account_role.account_id')
      .select('account.id')
      .where('account.state', '=', 'active')
      .where('account_role.role', 'in', ['LEG', 'SEC'])
      .where('account.id', '!=', actor.account)
      .executeTakeFirst()
    if (!may(actor, 'agreements-activate', { signedBy: (signer?.actor ?? null) as Uuid | null, othersExist: others !== undefined }))
      return refuse('activator-is-signer', { agreement: hash })
    if (held.standing.signedBy.length < 2) return refuse('agreement-half-signed', { signedBy: held.standing.signedBy })
    const barred = activatable(held.agreement, node.config.demo ? 'demo' : 'production')
    if (barred !== null) return barred
    await tx.db
      .insertInto('agreement_event')
      .values({ id: tx.newId(), hash, partner, node: node.config.id, kind: 'activated', at: tx.at, by_account: actor.account })
      .execute()
    return await agreementView(node, tx, hash)
  })
}

/** Stops new traffic under an agreement at once, and tells the partner. Residual duties go on. */
export async function suspendAgreement(node: Node, actor: Person, hash: string, partner: NodeId, reason: string): Promise<AgreementView | Refusal> {
  return await setSuspended(node, actor, hash, partner, reason, true)
}

/** Takes this node's own suspension back. */
export async function resumeAgreement(node: Node, actor: Person, hash: string, partner: NodeId, reason: string): Promise<AgreementView | Refusal> {
  return await setSuspended(node, actor, hash, partner, reason, false)
}

/** What one version would newly permit or refuse against another. */
export async function diffAgreements(node: Node, _actor: Person, from: string, to: string): Promise<AgreementDiffView | Refusal> {
  return await node.store.read(async tx => {
    const [before, after] = [await textOf(tx, from), await textOf(tx, to)]
    if (before === null || after === null) return refuse('not-found', {})
    const changes = diff(agreementOf(from, before), agreementOf(to, after))
    return { from: await agreementSummary(node, tx, from), to: await agreementSummary(node, tx, to), ...changes } as unknown as AgreementDiffView
  })
}

/** How many past exchanges one replay judges, the newest: a replay is one transaction. */
const replayedAtOnce = 10_000

/** Which past exchanges of this node another version would have decided otherwise. Reads no content: the legal part alone is judged. */
export async function replayAgreement(node: Node, actor: Person, hash: string): Promise<ReplayView | Refusal> {
  return await act(node, actor, 'replay-agreement', { subject: hash }, async tx => {
    const text = await textOf(tx, hash)
    if (text === null) return refuse('not-found', {})
    const agreement = agreementOf(hash, text)
    const under = () =>
      tx.db
        .selectFrom('message')
        .innerJoin('agreement', 'agreement.hash', 'message.agreement_hash')
        .leftJoin('dossier', 'dossier.id', 'message.dossier_id')
        .where(known(actor))
        .where('agreement.agreement_id', '=', agreement.id)
        .where('message.kind', '=', 'message')
        .where('message.verdict', '=', 'admitted')
    const all = await under().select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const newest = await under().selectAll('message').orderBy('message.at', 'desc').orderBy('message.id', 'desc').limit(replayedAtOnce).execute()
    const rows = newest.reverse()
    const past: (PastAsk & { ourReference: string })[] = []
    for (const row of rows) {
      const body = await bodyOfMessage(tx, row)
      if (body === null) continue
      const { items: _items, ...legal } = askOfBody(body, null)
      const ask = askFrom(JSON.parse(JSON.stringify(legal)) as Json)
      if (!isRefusal(ask)) past.push({ id: row.id, ask, at: row.at as Instant, decision: 'permit', ourReference: body.ourReference })
    }
    const references = new Map(past.map(each => [each.id, each.ourReference]))
    const differ = replay(past, agreement, null).map(each => ({
      message: each.id as Uuid,
      ourReference: references.get(each.id) ?? '',
      was: each.was,
      would: each.would.decision,
      codes: each.would.decision === 'refuse' ? each.would.unmet.map(one => one.code) : [],
    }))
    return { decided: past.length, older: Number(all.n) - rows.length, differ }
  })
}

export type ExchangesPage = { readonly rows: readonly ExchangeRow[]; readonly total: number; readonly next: string | null }

/** A page of the exchanges that rest on an agreement, newest first: ids, codes and instants. Oversight sees all; anybody else those she may know of (R57). */
export async function exchangesUnder(
  node: Node,
  actor: Person,
  hash: string,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<ExchangesPage> {
  return await node.store.read(async tx => {
    const under = () => {
      const query = tx.db
        .selectFrom('message')
        .leftJoin('dossier', 'dossier.id', 'message.dossier_id')
        .where('message.agreement_hash', '=', hash)
        .where('message.kind', '=', 'message')
      return actor.roles.includes('INS') || actor.roles.includes('DPO') ? query : query.where(known(actor))
    }
    const total = await under().select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const [at, id] = placeIn(page.after)
    const from =
      at === undefined || id === undefined
        ? under()
        : under().where(where => where.or([where('message.at', '<', at), where.and([where('message.at', '=', at), where('message.id', '<', id)])]))
    const rows = await from
      .selectAll('message')
      .orderBy('message.at', 'desc')
      .orderBy('message.id', 'desc')
      .limit(page.limit + 1)
      .execute()
    const { shown, next } = onPage(rows, page.limit, row => [row.at, row.id])
    return {
      total: Number(total.n),
      next,
      rows: shown.map(row => ({
        message: row.id as Uuid,
        dossier: row.dossier_id as Uuid | null,
        direction: row.direction,
        messageType: row.message_type ?? '',
        clause: row.clause ?? '',
        at: row.at,
        outcome: row.code ?? row.verdict ?? 'waiting',
      })),
    }
  })
}

async function setSuspended(node: Node, actor: Person, hash: string, partner: NodeId, reason: string, suspended: boolean): Promise<AgreementView | Refusal> {
  return await act(node, actor, suspended ? 'suspend-agreement' : 'resume-agreement', { subject: hash, reason }, async tx => {
    const held = await heldAgreement(tx, hash, node.config.id, partner, tx.at)
    if (held === null) return refuse('not-found', {})
    if (held.standing.signedBy.length < 2) return refuse('agreement-half-signed', { signedBy: held.standing.signedBy })
    const kind = suspended ? ('suspended' as const) : ('resumed' as const)
    await tx.db
      .insertInto('agreement_event')
      .values({ id: tx.newId(), hash, partner, node: node.config.id, kind, at: tx.at, by_account: actor.account })
      .execute()
    await sendControl(node, tx, partner, { control: 'suspension', hash, suspended, reason: reason.slice(0, 300).replaceAll(/\s+/g, ' '), at: tx.at })
    return await agreementView(node, tx, hash)
  })
}

async function textOf(tx: Tx, hash: string): Promise<string | null> {
  const row = await tx.db.selectFrom('agreement').select('text').where('hash', '=', hash).executeTakeFirst()
  return row?.text ?? null
}
