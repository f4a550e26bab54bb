import type { NodeId } from '@entraide/ground'
import type { Language, LegalRegime, Role } from '@entraide/vocabulary'

/** An account of the demonstration: an office and a number, never a name, and what its holder does. */
export type Post = { readonly serviceNumber: string; readonly office: string; readonly language: Language; readonly roles: readonly Role[] }

/** Who sits where. The tail of the service number names the post; the same on nodes of one regime, so that a story reads the same from both sides. */
const posts = {
  OPR: { office: 'SPOC', roles: ['OPR'], what: 'the desk: due board, inbox, accept, assign, answer, carry by file' },
  INV: { office: 'Drugs investigation', roles: ['INV'], regime: 'LE', what: 'asks: drafts requests in her own cases' },
  IDC: { office: 'Identification', roles: ['IDC'], regime: 'AM', what: 'identification: files, guards, verification, travel documents' },
  LIA: { office: 'Liaison', roles: ['LIA'], what: 'liaison officer: spontaneous information, working visits' },
  ANA: { office: 'Analysis', roles: ['ANA'], regime: 'LE', what: 'analyst: drafts from what was received' },
  COO: { office: 'Coordination', roles: ['COO'], what: 'plan coordinator: plans, indicators, follow-up' },
  REL: { office: 'SPOC', roles: ['REL'], what: 'second person: reads what would leave, releases it or sends it back' },
  REL2: { office: 'Duty direction', roles: ['REL'], what: 'second person, duty direction' },
  // Holds both roles on purpose: what she drafts she still cannot release.
  DUTY: { office: 'Night desk', roles: ['OPR', 'REL'], what: 'drafts and releases, never her own' },
  MAG: { office: 'Magistrate', roles: ['MAG'], regime: 'LE', what: 'magistrate: reads what is given for review, and what is restricted' },
  LEG: { office: 'Legal service', roles: ['LEG'], what: 'reads, imports and signs agreements; second signature on an article 3 assessment' },
  LEG2: { office: 'Legal service', roles: ['LEG'], what: 'the other lawyer: switches on what the first one signed' },
  SEC: { office: 'Security', roles: ['SEC'], what: 'pairs with partners, freezes and thaws, sees the logs' },
  INS: { office: 'Inspection', roles: ['INS'], what: 'inspector: acts and logs, never content' },
  DPO: { office: 'Data protection', roles: ['DPO'], what: 'data protection: acts, logs, agreements' },
  ADM: { office: 'Systems', roles: ['ADM'], what: 'accounts and roles, never content' },
} as const satisfies {
  readonly [post: string]: { readonly office: string; readonly roles: readonly Role[]; readonly regime?: LegalRegime; readonly what: string }
}

export type PostName = keyof typeof posts
export const everyPost = Object.keys(posts) as readonly PostName[]

/** The posts of a node: those of its regime, and those that every node has. */
export function postsOf(regime: LegalRegime): readonly PostName[] {
  return everyPost.filter(name => {
    const { regime: only = regime } = posts[name] as { readonly regime?: LegalRegime }
    return only === regime
  })
}

/** What a post can show, for the list that the demonstration prints. */
export function whatFor(post: PostName): string {
  return posts[post].what
}

/** The accounts of one node. A service number starts with the state, and with the service where a state has several nodes: `BE-OPR`, `BE-OE-OPR`. */
export function peopleOf(node: NodeId, regime: LegalRegime, language: Language): readonly Post[] {
  const prefix = regime === 'LE' ? node.slice(0, 2) : node.split('-').slice(0, 2).join('-')
  return postsOf(regime).map(name => ({ serviceNumber: `${prefix}-${name}`, language, office: posts[name].office, roles: posts[name].roles }))
}
