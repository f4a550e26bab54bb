import { move, type ThreadState } from '@entraide/exchange'
import { isRefusal } from '@entraide/ground'
import { changeDossier, type DossierRow } from '../../store/dossiers.ts'
import { isBlocked } from '../../store/guards.ts'
import type { Tx } from '../../store/store.ts'

/** Blocks a file that has not left while a guard is red, and frees it when none is any more. The reason stays home (R28). */
export async function blockOrFree(tx: Tx, dossier: DossierRow): Promise<ThreadState> {
  const event = { act: (await isBlocked(tx, dossier.id)) ? 'block' : 'unblock' }
  const state = move('identification', 'asker', dossier.state as ThreadState, event)
  if (isRefusal(state)) return dossier.state as ThreadState
  await changeDossier(tx, dossier.id, { state })
  return state
}
