import type { Instant, NodeId, Uuid } from '@entraide/ground'

/** That an item, or something made of it, was given to another node. */
export type Disclosure = { readonly itemId: Uuid; readonly to: NodeId; readonly at: Instant }
/** That one item was made of another: an answer that quotes, a summary, a record. */
export type Derivation = { readonly itemId: Uuid; readonly from: Uuid }

/** The item and everything made of it, however many steps away, in the order found. Circles end. */
export function descendants(itemId: Uuid, derivations: readonly Derivation[]): readonly Uuid[] {
  const children = Map.groupBy(derivations, each => each.from)
  const found = new Set<Uuid>([itemId])
  for (const each of found) for (const child of children.get(each) ?? []) found.add(child.itemId)
  return [...found]
}

/**
 * Everybody the data went to: each node that was given the item or anything made of it, with the items it was given.
 * A correction, erasure or restriction of the item follows to each of them (rule R47). `except` is the node that ordered.
 */
export function onwardRecipients(
  itemId: Uuid,
  derivations: readonly Derivation[],
  disclosures: readonly Disclosure[],
  except: NodeId,
): ReadonlyMap<NodeId, readonly Uuid[]> {
  const concerned = new Set(descendants(itemId, derivations))
  const recipients = new Map<NodeId, Uuid[]>()
  for (const { itemId: given, to } of disclosures) {
    if (to === except || !concerned.has(given)) continue
    const items = recipients.get(to) ?? []
    if (!items.includes(given)) items.push(given)
    recipients.set(to, items)
  }
  return recipients
}
