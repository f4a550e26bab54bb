import { caseRoles, draftingRoles, type RoleCode } from '../frame/roles.ts'

/** Who may write a step of a visit: who drafts, and who coordinates. */
export const visitWriters: readonly RoleCode[] = ['COO', ...draftingRoles]
/** Who may see the visits that are not discreet. */
export const visitReaders: readonly RoleCode[] = ['COO', ...caseRoles]
