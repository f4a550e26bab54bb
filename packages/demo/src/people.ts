import type { NodeId } from '@entraide/ground'
import type { Language, Role } from '@entraide/vocabulary'

/** An account of the demonstration: an office and a number, never a name, and what its holder does. */
export type Post = { readonly serviceNumber: string; readonly office: string; readonly language: Language; readonly roles: readonly Role[] }

/** Who sits where. The tail of the service number names the post; the same on both nodes, so that a story reads the same from both sides. */
const posts = {
  OPR: { office: 'SPOC', roles: ['OPR'] },
  INV: { office: 'Drugs investigation', roles: ['INV'] },
  LIA: { office: 'Liaison', roles: ['LIA'] },
  REL: { office: 'SPOC', roles: ['REL'] },
  REL2: { office: 'Duty direction', roles: ['REL'] },
  // Holds both roles on purpose: what she drafts she still cannot release.
  DUTY: { office: 'Night desk', roles: ['OPR', 'REL'] },
  LEG: { office: 'Legal service', roles: ['LEG'] },
  LEG2: { office: 'Legal service', roles: ['LEG'] },
  SEC: { office: 'Security', roles: ['SEC'] },
  INS: { office: 'Inspection', roles: ['INS'] },
  DPO: { office: 'Data protection', roles: ['DPO'] },
  ADM: { office: 'Systems', roles: ['ADM'] },
} as const satisfies { readonly [post: string]: { readonly office: string; readonly roles: readonly Role[] } }

export type PostName = keyof typeof posts
export const postNames = Object.keys(posts) as readonly PostName[]

/** What each post can show, for the list that the demonstration prints. */
export const whatFor: { readonly [post in PostName]: string } = {
  OPR: 'the desk: due board, inbox, accept, assign, answer, carry by file',
  INV: 'asks: drafts requests in her own cases',
  LIA: 'liaison officer: drafts spontaneous information',
  REL: 'second person: reads what would leave, releases it or sends it back',
  REL2: 'second person, duty direction',
  DUTY: 'drafts and releases, never her own',
  LEG: 'reads, imports and signs agreements',
  LEG2: 'the other lawyer: switches on what the first one signed',
  SEC: 'pairs with partners, freezes and thaws, sees the logs',
  INS: 'inspector: acts and logs, never content',
  DPO: 'data protection: acts, logs, agreements',
  ADM: 'accounts and roles, never content',
}

/** The accounts of one node. A service number starts with the state: `BE-OPR`. */
export function peopleOf(node: NodeId, language: Language): readonly Post[] {
  return postNames.map(post => ({ serviceNumber: `${node.slice(0, 2)}-${post}`, language, ...posts[post] }))
}
