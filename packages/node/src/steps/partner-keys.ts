import type { Card } from '@entraide/exchange'
import { fromBase64url, isNodeId, type NodeId } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import { type TransportVerifier, transportVerifier } from '../http/partner-signature.ts'
import { cardOf, type PartnerRow, partnerRow } from '../store/partners.ts'
import type { Store } from '../store/store.ts'

/**
 * The transport keys under which a node that names itself so is believed: its card's, once the words were read aloud
 * and while the card is valid. A frozen partner keeps them: what it still owes (receipts, deletions) must reach us.
 * Empty for a stranger, and for anything that is no node id.
 */
export async function transportKeysOf(node: Node, claimed: unknown): Promise<readonly TransportVerifier[]> {
  if (!isNodeId(claimed)) return []
  return await node.store.read(async tx => {
    const row = await partnerRow(tx, claimed)
    if (row?.pairing !== 'confirmed') return []
    const seen = atTheDoor.get(node.store) ?? new Map<NodeId, PartnerRow>()
    atTheDoor.set(node.store, seen.set(claimed, row))
    const card = cardOf(row)
    return card.from <= tx.at && tx.at < card.until ? [verifierOf(card)] : []
  })
}

/** By card: a card that was read once is the same one each time. */
const verifiers = new WeakMap<Card, TransportVerifier>()
function verifierOf(card: Card): TransportVerifier {
  const known = verifiers.get(card) ?? transportVerifier(fromBase64url(card.transport.ed25519))
  verifiers.set(card, known)
  return known
}

const atTheDoor = new WeakMap<Store, Map<NodeId, PartnerRow>>()

/**
 * A partner's line as it was read when its latest request came in, a moment ago. Who believes it asks again before anything
 * has an effect: the card may have changed since.
 */
export function lineAtTheDoor(node: Node, partner: NodeId): PartnerRow | undefined {
  return atTheDoor.get(node.store)?.get(partner)
}
