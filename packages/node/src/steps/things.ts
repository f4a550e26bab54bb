import type { Uuid } from '@entraide/ground'
import type { DossierRow } from '../store/dossiers.ts'
import { needToKnowOf } from '../store/need-to-know.ts'
import type { DossierThing } from './access.ts'

/** What the access rules ask of a dossier. */
export function thingOf(row: Pick<DossierRow, 'office' | 'opening_type' | 'assigned_to' | 'need_to_know'>): DossierThing {
  return { office: row.office, openingType: row.opening_type, assignedTo: row.assigned_to as Uuid | null, needToKnow: needToKnowOf(row) }
}
