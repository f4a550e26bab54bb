import { move, type ThreadState } from '@entraide/exchange'
import { isRefusal, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import { changeDossier, dossierToMove } from '../store/dossiers.ts'
import { writeAct } from './act.ts'

/** Plans whose evaluation begins today: the state moves by itself, on each side by its own clock, and the act is the node's own. */
export async function beginEvaluations(node: Node): Promise<void> {
  const due = await node.store.read(tx =>
    tx.db.selectFrom('due').select(['id', 'subject']).where('at', '<=', tx.at).where('kind', '=', 'plan-evaluation').limit(50).execute(),
  )
  for (const { id, subject } of due)
    await node.store.write(async tx => {
      const taken = await tx.db.deleteFrom('due').where('id', '=', id).executeTakeFirstOrThrow()
      // Another process of this node was first.
      if (taken.numDeletedRows === 0n) return
      const dossier = await dossierToMove(tx, subject)
      if (dossier === undefined) return
      const state = move('plan', dossier.side, dossier.state as ThreadState, { act: 'evaluate' })
      // It has been closed, or never ran.
      if (isRefusal(state)) return
      await changeDossier(tx, dossier.id, { state })
      await writeAct(node, tx, { kind: 'system' }, 'plan-evaluation', { dossier: dossier.id as Uuid }, null)
    })
}
