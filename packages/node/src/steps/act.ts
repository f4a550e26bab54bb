import { isRefusal, type Refusal, type Uuid } from '@entraide/ground'
import { actsOrigin } from '@entraide/ledger'
import type { Node } from '../capabilities.ts'
import { addLeaf } from '../store/leaves.ts'
import type { Tx } from '../store/store.ts'
import { addTogether } from '../store/together.ts'
import type { Act as AccessAct, Actor } from './access.ts'
import type { ActName } from './act-names.ts'

/** What an act is about, for its line in the acts log. The reason is what the person gave; it is sealed. */
export type About = { readonly dossier?: Uuid | null; readonly subject?: string | null; readonly message?: Uuid | null; readonly reason?: string }

/**
 * One act, one transaction, one log line. Opens the transaction, runs the step and writes the outcome, done or refused;
 * nothing else writes the acts log, so no step can forget it. If the line cannot be written, nothing is. What is refused for want of
 * a role is logged under the name of its rule (access.ts), and belongs to no dossier.
 * INVARIANT: a step refuses before it writes.
 */
export async function act<T>(node: Node, actor: Actor, name: ActName | AccessAct, about: About, step: (tx: Tx) => Promise<T | Refusal>): Promise<T | Refusal> {
  return await node.store.write(tx => acted(node, tx, actor, name, about, step))
}

/** The same in a transaction that is there: of a round (jobs/sequencer.ts). */
export async function acted<T>(
  node: Node,
  tx: Tx,
  actor: Actor,
  name: ActName | AccessAct,
  about: About,
  step: (tx: Tx) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const result = await step(tx)
  await writeAct(node, tx, actor, name, about, isRefusal(result) ? result.refused : null)
  return result
}

/** Writes the line of an act inside its transaction. Only `acted` and the delivery steps call it, once each. */
export async function writeAct(node: Node, tx: Tx, actor: Actor, name: ActName | AccessAct, about: About, code: string | null): Promise<void> {
  const id = tx.newId()
  const log = actsOrigin(node.config.id)
  addTogether(tx, 'act', {
    id,
    at: tx.at,
    name,
    actor: actor.kind === 'person' ? actor.account : actor.kind === 'partner' ? actor.node : null,
    dossier_id: about.dossier ?? null,
    subject: about.subject ?? about.message ?? null,
    outcome: code === null ? 'done' : 'refused',
    code,
    reason_sealed: about.reason === undefined ? null : await tx.seal('node', `act/${id}/reason`, about.reason),
    log,
    position: null,
  })
  await addLeaf(node, tx, {
    log,
    id,
    dossier: about.dossier ?? null,
    message: about.message ?? null,
    legal: {
      event: name,
      outcome: code ?? 'done',
      messageId: about.message ?? null,
      threadId: null,
      messageType: null,
      agreementHash: null,
      clause: null,
      purpose: null,
      services: actor.kind === 'person' ? servicesOf(actor) : actor.kind === 'partner' ? { actor: actor.node } : {},
      instants: { actedAt: tx.at },
      holdUntil: null,
      endOfLife: null,
    },
    subject: { subject: about.subject ?? null, caseReference: about.dossier ?? null, contentDigest: null },
  })
}

/** Who acted, and for whom she stood in then: a substitution is seen in each line, whatever came of it. At most eight of them. */
function servicesOf(actor: Extract<Actor, { kind: 'person' }>): Record<string, string> {
  const instead = (actor.standsInFor ?? []).slice(0, 8).map((each, at) => [`insteadOf${at + 1}`, each.serviceNumber])
  return { actor: actor.serviceNumber, ...Object.fromEntries(instead) }
}
