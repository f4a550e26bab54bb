import type * as api from '@entraide/node/api'
import { type Act, at, type Out, work } from '../api/answers.ts'

/** Identifications of the protected are blocked, or no longer: whatever lists them is asked again. */
const changes = [...work, '/v1/identifications']

export const protectionActs = {
  protect: (body: Out<typeof api.NewProtection>): Act<api.ProtectionView> => ({ method: 'POST', path: '/v1/protections', body, changes }),
  search: (person: api.HeldPerson, reason: string): Act<{ readonly rows: readonly api.ProtectionView[] }> => ({
    method: 'POST',
    path: '/v1/protections/search',
    body: { person, reason },
    changes: [],
  }),
  lift: (id: string, reason: string): Act<void> => ({ method: 'POST', path: at`/v1/protections/${id}/lifting`, body: { reason }, changes }),
}
