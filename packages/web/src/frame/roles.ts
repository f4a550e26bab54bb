import type { Session } from '@entraide/node/api'

export type RoleCode = Session['account']['roles'][number]

/** Who works on cases and may see their lists. */
export const caseRoles: readonly RoleCode[] = ['OPR', 'LIA', 'INV', 'IDC', 'ANA', 'REL', 'MAG', 'LEG']
/** Who may write a message; a second person releases it. */
export const draftingRoles: readonly RoleCode[] = ['OPR', 'LIA', 'INV', 'IDC', 'ANA']

/** The first screen of a role: what is due for those with cases; for the others, what they keep. */
export function homeOf(roles: readonly RoleCode[]): string {
  if (roles.some(role => caseRoles.includes(role) && role !== 'LEG')) return '/due'
  if (roles.includes('LEG')) return '/agreements'
  if (roles.includes('COO')) return '/visits'
  if (roles.includes('INS') || roles.includes('DPO')) return '/oversight'
  if (roles.includes('ADM')) return '/people'
  if (roles.includes('SEC')) return '/partners'
  return '/agreements'
}
