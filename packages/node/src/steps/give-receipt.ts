import { type Receipt, signReceipt } from '@entraide/exchange'
import type { NodeId } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { Stand } from '../jobs/riders.ts'
import { addCrossing } from '../store/exchange-leaf.ts'
import { change, insertion, prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import type { Outcome } from './kept-envelope.ts'

/** Two deliveries at once: the first receipt written is the receipt, and stays the row's own until it is. */
export async function givenBefore(tx: Tx, outcome: Outcome): Promise<string | null> {
  tx.moves(`message/${outcome.message}`)
  return isKept(outcome) ? ((await receiptToGive(tx, { id: outcome.message }))[0]?.receipt ?? null) : null
}

const receiptToGive = prepared<{ id: string }, { receipt: string | null }>((db, p, engine) => {
  const query = db.selectFrom('message').select('receipt').where('id', '=', p('id'))
  return engine === 'postgres' ? query.forUpdate() : query
})

/** Signs the receipt of what was taken in, whose line the stand covers, and keeps it with the message: checkpoint and receipt are one commit. */
export function give(node: Node, tx: Tx, sender: NodeId, outcome: Outcome, { note, acts }: Stand): string {
  const text = receiptText(node, sender, outcome, note, acts)
  const kept = { receipt: text, receipt_at: outcome.at }
  if (outcome.unwritten !== undefined) tx.put(insertion(tx, 'message', [{ ...outcome.unwritten, ...kept }]))
  else if (isKept(outcome)) tx.put(change(tx, 'message', 'id', outcome.message, kept))
  return text
}

/** These two are given anew each time: nothing stands in the store under the id that could hold them. */
function isKept({ code }: Outcome): boolean {
  return code !== 'conflict' && code !== 'envelope-unopenable'
}

/** The signed text of a receipt. */
export function receiptText(node: Node, sender: NodeId, outcome: Outcome, checkpoint: string | null, acts: string): string {
  const { message, digest, verdict, code, at } = outcome
  const receipt: Receipt = { receipt: 'entraide.receipt/1', message, digest, from: node.config.id, to: sender, verdict, code, at, checkpoint, acts }
  return signReceipt(receipt, node.keys.signing())
}

/** The line of a receipt that goes out, in the shared log. */
export async function receiptCrossing(node: Node, tx: Tx, sender: NodeId, { message, digest, code, at }: Outcome): Promise<void> {
  await addCrossing(node, tx, {
    event: 'receipt-out',
    outcome: code ?? 'admitted',
    partner: sender,
    message,
    kind: 'receipt',
    dossier: null,
    body: null,
    digest,
    instants: { receiptAt: at },
  })
}
