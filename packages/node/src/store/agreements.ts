import { type Agreement, type AgreementStanding, readAgreement, type StandingEvent, standing } from '@entraide/agreement'
import type { HeldAgreement } from '@entraide/exchange'
import { Fault, type Instant, isRefusal, type NodeId } from '@entraide/ground'
import type { Tx } from './store.ts'

/** Texts already read, by hash: a text never changes under its hash. */
const known = new Map<string, Agreement>()

/** The agreement of a stored text. Texts are checked before they are stored, so one that does not read is a fault. */
export function agreementOf(hash: string, text: string): Agreement {
  const cached = known.get(hash)
  if (cached !== undefined) return cached
  const agreement = readAgreement(text)
  if (isRefusal(agreement)) throw new Fault('stored-agreement-unreadable', 'a stored agreement does not read in this version', { facts: { hash, ...agreement.facts } })
  known.set(hash, agreement)
  return agreement
}

/** The agreement of a hash as it stands between this node and a partner now; null when its text is not here. */
export async function heldAgreement(tx: Tx, hash: string, self: NodeId, partner: NodeId, now: Instant): Promise<HeldAgreement | null> {
  const row = await tx.db.selectFrom('agreement').select(['hash', 'text']).where('hash', '=', hash).executeTakeFirst()
  if (row === undefined) return null
  const agreement = agreementOf(row.hash, row.text)
  return { hash, agreement, standing: await standingOf(tx, agreement, hash, self, partner, now) }
}

/** How a text stands between this node and a partner, from what was signed, switched on, suspended and frozen. */
export async function standingOf(tx: Tx, agreement: Agreement, hash: string, self: NodeId, partner: NodeId, now: Instant): Promise<AgreementStanding> {
  const signatures = await tx.db
    .selectFrom('agreement_signature')
    .select(['node', 'partner', 'signed_at'])
    .where('hash', '=', hash)
    .where(where => where.or([where.and([where('node', '=', self), where('partner', '=', partner)]), where.and([where('node', '=', partner), where('partner', '=', self)])]))
    .execute()
  const events = await tx.db.selectFrom('agreement_event').selectAll().where('hash', '=', hash).where('partner', '=', partner).execute()
  const line = await tx.db.selectFrom('partner').select(['frozen_at', 'frozen_there_at']).where('node', '=', partner).executeTakeFirst()
  const all: StandingEvent[] = [
    ...signatures.map(each => ({ kind: 'signed' as const, node: each.node as NodeId, hash, at: each.signed_at as Instant })),
    ...events.map(each =>
      each.kind === 'activated'
        ? { kind: each.kind, node: each.node as NodeId, hash, at: each.at as Instant }
        : { kind: each.kind, node: each.node as NodeId, at: each.at as Instant },
    ),
  ]
  if (line?.frozen_at) all.push({ kind: 'frozen', node: self, at: line.frozen_at as Instant })
  if (line?.frozen_there_at) all.push({ kind: 'frozen', node: partner, at: line.frozen_there_at as Instant })
  return standing(agreement, hash, self, partner, all, now)
}

/** Every agreement that stands between this node and a partner, newest version first. */
export async function agreementsWith(tx: Tx, self: NodeId, partner: NodeId, now: Instant): Promise<readonly HeldAgreement[]> {
  const hashes = await tx.db
    .selectFrom('agreement_signature')
    .select('hash')
    .distinct()
    .where(where => where.or([where('partner', '=', partner), where('node', '=', partner)]))
    .execute()
  const held = await Promise.all(hashes.map(({ hash }) => heldAgreement(tx, hash, self, partner, now)))
  return held.filter(each => each !== null).sort((a, b) => b.agreement.version - a.agreement.version)
}
