import { type Agreement, type AgreementStanding, readAgreement, type StandingEvent, standing } from '@entraide/agreement'
import type { HeldAgreement } from '@entraide/exchange'
import { Fault, type Instant, isRefusal, type NodeId } from '@entraide/ground'
import { sql } from 'kysely'
import { prepared } from './prepared.ts'
import type { Tx } from './store.ts'

/** Texts already read, by hash: a text never changes under its hash. */
const known = new Map<string, Agreement>()

/** The agreement of a stored text. Texts are checked before they are stored, so one that does not read is a fault. */
export function agreementOf(hash: string, text: string): Agreement {
  const cached = known.get(hash)
  if (cached !== undefined) return cached
  const agreement = readAgreement(text)
  if (isRefusal(agreement))
    throw new Fault('stored-agreement-unreadable', 'a stored agreement does not read in this version', { facts: { hash, ...agreement.facts } })
  known.set(hash, agreement)
  return agreement
}

/** The agreement of a hash as it stands between this node and a partner now; null when its text is not here. */
export async function heldAgreement(tx: Tx, hash: string, self: NodeId, partner: NodeId, now: Instant): Promise<HeldAgreement | null> {
  const { events, isHere } = await eventsOf(tx, hash, self, partner)
  const agreement = isHere ? (known.get(hash) ?? (await textOf(tx, hash))) : null
  return agreement === null ? null : { hash, agreement, standing: standing(agreement, hash, self, partner, events, now) }
}

/** A text is read from the store once; whether it is there is asked each time. */
async function textOf(tx: Tx, hash: string): Promise<Agreement | null> {
  const row = await tx.db.selectFrom('agreement').select('text').where('hash', '=', hash).executeTakeFirst()
  return row === undefined ? null : agreementOf(hash, row.text)
}

/** How a text stands between this node and a partner. */
export async function standingOf(tx: Tx, agreement: Agreement, hash: string, self: NodeId, partner: NodeId, now: Instant): Promise<AgreementStanding> {
  return standing(agreement, hash, self, partner, (await eventsOf(tx, hash, self, partner)).events, now)
}

type Event = { readonly node: string; readonly at: string; readonly kind: string }
/** What a standing follows from: what was signed, switched on, suspended and frozen; and whether the text is here. One question. */
const events = prepared<{ hash: string; self: string; partner: string }, Event>((db, p) =>
  db
    .selectFrom('agreement_signature')
    .select(['node', 'signed_at as at', sql<string>`'signed'`.as('kind')])
    .where('hash', '=', p('hash'))
    .where(where =>
      where.or([
        where.and([where('node', '=', p('self')), where('partner', '=', p('partner'))]),
        where.and([where('node', '=', p('partner')), where('partner', '=', p('self'))]),
      ]),
    )
    .unionAll(
      db
        .selectFrom('agreement_event')
        .select(['node', 'at', sql<string>`kind`.as('kind')])
        .where('hash', '=', p('hash'))
        .where('partner', '=', p('partner')),
    )
    .unionAll(
      db
        .selectFrom('partner')
        .select([sql<string>`''`.as('node'), sql<string>`frozen_at`.as('at'), sql<string>`'frozen'`.as('kind')])
        .where('node', '=', p('partner'))
        .where('frozen_at', 'is not', null),
    )
    .unionAll(
      db
        .selectFrom('partner')
        .select(['node', sql<string>`frozen_there_at`.as('at'), sql<string>`'frozen'`.as('kind')])
        .where('node', '=', p('partner'))
        .where('frozen_there_at', 'is not', null),
    )
    .unionAll(
      db
        .selectFrom('agreement')
        .select([sql<string>`''`.as('node'), 'received_at as at', sql<string>`'text'`.as('kind')])
        .where('hash', '=', p('hash')),
    ),
)

async function eventsOf(tx: Tx, hash: string, self: NodeId, partner: NodeId): Promise<{ readonly events: readonly StandingEvent[]; readonly isHere: boolean }> {
  const rows = await events(tx, { hash, self, partner })
  const told = rows
    .filter(({ kind }) => kind !== 'text')
    .map(({ kind, node, at }) => {
      // A freeze of ours stands without a name in the table.
      const event = { node: (node === '' ? self : node) as NodeId, at: at as Instant }
      return (kind === 'signed' || kind === 'activated' ? { kind, ...event, hash } : { kind, ...event }) as StandingEvent
    })
  return { events: told, isHere: told.length < rows.length }
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
