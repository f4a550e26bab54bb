import type { Session } from '@entraide/node/api'

export type RoleCode = Session['account']['roles'][number]

/** Who works on cases and may see their lists. */
export const caseRoles: readonly RoleCode[] = ['OPR', 'LIA', 'INV', 'IDC', 'ANA', 'REL', 'MAG', 'LEG']
/** Who may write a message; a second person releases it. */
export const draftingRoles: readonly RoleCode[] = ['OPR', 'LIA', 'INV', 'IDC', 'ANA']

/** Who may read plans and their counts: they hold no personal data. */
export const planRoles: readonly RoleCode[] = [...caseRoles, 'COO', 'DPO', 'INS']

/** Who may begin a plan or a visit. */
export const planningRoles: readonly RoleCode[] = ['OPR', 'LIA', 'COO']

/** Who may read what was counted of exchanges, and who may take it out as a file. */
export const countingRoles: readonly RoleCode[] = ['OPR', 'LIA', 'COO', 'REL', 'LEG', 'DPO', 'INS']
export const exportingRoles: readonly RoleCode[] = ['COO', 'LEG', 'DPO', 'INS']

/** The first screen of a role: what is due for those with cases, plans and visits; for the others, what they keep. */
export function homeOf(roles: readonly RoleCode[]): string {
  if (roles.some(role => role === 'COO' || (caseRoles.includes(role) && role !== 'LEG'))) return '/due'
  if (roles.includes('LEG')) return '/agreements'
  if (roles.includes('INS') || roles.includes('DPO')) return '/oversight'
  if (roles.includes('ADM')) return '/people'
  if (roles.includes('SEC')) return '/partners'
  return '/agreements'
}
