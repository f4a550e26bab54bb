import { type dateIn, isCalendarDate, later, laterDate, startOfDay } from '@entraide/ground'
import type { Node } from '../../capabilities.ts'
import { changeDossier, type DossierRow } from '../../store/dossiers.ts'
import type { Tx } from '../../store/store.ts'

/** Something of a plan or a visit that its owner owes: an action, a decision. */
export type Owed = { readonly owner: string; readonly dueOn: string; readonly isOpen: boolean }

/**
 * Keeps the first day on which this node owes something of its own beside the dossier, so that the due board shows it like any other
 * deadline: until the last moment of that day on this node's own walls (DECISION-DUE; plan actions alike). What the partner owes is the partner's.
 */
export async function keepOwnDay(node: Node, tx: Tx, dossier: DossierRow, owed: readonly Owed[]): Promise<void> {
  const [first] = owed
    .filter(({ owner, dueOn, isOpen }) => isOpen && owner === node.config.id && isCalendarDate(dueOn))
    .map(({ dueOn }) => dueOn)
    .sort()
  await changeDossier(tx, dossier.id, { due_at: first === undefined ? null : lastMomentOf(first, node.config.zone) })
}

function lastMomentOf(on: string, zone: string) {
  return later(startOfDay(laterDate(on as ReturnType<typeof dateIn>, 1), zone), -1)
}
