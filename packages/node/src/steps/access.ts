import type { NodeId, Uuid } from '@entraide/ground'
import type { Language, Role } from '@entraide/vocabulary'

/** Who acts: an officer with the roles held now, a partner node behind its signature, or the node's own jobs. */
export type Actor =
  | {
      readonly kind: 'person'
      readonly account: Uuid
      readonly office: string
      readonly serviceNumber: string
      readonly roles: readonly Role[]
      readonly language: Language
      /** For whom this person stands in now: their reach and their roles are in hers, never their hand (steps/substitutions.ts). */
      readonly standsInFor?: readonly StandIn[]
    }
  | { readonly kind: 'partner'; readonly node: NodeId }
  | { readonly kind: 'system' }

/** Somebody stood in for: her account, and the office whose dossiers she works on. */
export type StandIn = { readonly account: Uuid; readonly office: string; readonly serviceNumber: string }

/** What is asked of a dossier: whose office it is, to whom it is given, and what began it. */
export type DossierThing = {
  readonly office: string
  readonly openingType: string
  readonly assignedTo: Uuid | null
  /** Of a discreet dossier: the accounts that need to know of it, and nobody else (R57); null for any other. */
  readonly needToKnow: readonly Uuid[] | null
}
/** What is asked of a draft: who wrote it, whether it waits for its release, and who needs to know of its dossier. */
export type DraftThing = {
  readonly author: Uuid
  readonly waiting: boolean
  readonly needToKnow: DossierThing['needToKnow']
  /** Who else wrote in it. */
  readonly hands?: readonly Uuid[]
}
/** What is asked before something is begun: by which kind of message. */
export type KindThing = { readonly messageType: string }
/** What is asked of a grant: for whom, asked by whom. */
export type GrantThing = { readonly account: Uuid; readonly askedBy: Uuid }
/** What is asked before an agreement is switched on: who signed it here, and whether anybody else could do it. */
export type ActivationThing = { readonly signedBy: Uuid | null; readonly othersExist: boolean }
/** What is asked of a thing in the outbox: the dossier it belongs to; null for a control message. */
export type OutboxThing = { readonly dossier: DossierThing | null }

/** What is asked before an erasure that a review decided is confirmed: whose dossier it is, and who decided. */
export type HoldThing = { readonly dossier: DossierThing; readonly by: Uuid }

/** Whose substitution is made; who stands in for whom; whose office's templates. */
export type AccountThing = { readonly account: Uuid }
export type SubstitutionThing = { readonly account: Uuid; readonly substitute: Uuid }
export type OfficeThing = { readonly office: string }

type Things = {
  none: undefined
  dossier: DossierThing
  draft: DraftThing
  kind: KindThing
  grant: GrantThing
  activation: ActivationThing
  outbox: OutboxThing
  hold: HoldThing
  account: AccountThing
  substitution: SubstitutionThing
  office: OfficeThing
}
type Person = Extract<Actor, { kind: 'person' }>
type Rule<K extends keyof Things = keyof Things> = {
  readonly roles: readonly Role[]
  readonly thing: K
  holds(person: Person, thing: Things[K]): boolean
}

/** Roles that take a second person before they hold (design section 2). */
export const strongRoles: readonly Role[] = ['REL', 'INS', 'SEC', 'ADM']
/** Every role of the vocabulary: for what anybody signed in may do. CON has no act of its own yet. */
export const everyRole: readonly Role[] = ['OPR', 'LIA', 'INV', 'IDC', 'ANA', 'REL', 'MAG', 'LEG', 'DPO', 'INS', 'SEC', 'ADM', 'CON', 'COO']

/** Who works on cases: persons, requests, answers. */
const caseworkers: readonly Role[] = ['OPR', 'LIA', 'INV', 'IDC', 'ANA']
/** Plans and visits, and who keeps them: they see every one of the node that is not discreet. */
const steered: readonly string[] = ['PLN', 'VIS']
const stewards: readonly Role[] = ['COO', 'LIA']
/** Identifications: a legal adviser signs beside the officer, and sees every one that is not discreet (R30). */
const reviewed: readonly string[] = ['IDR']
/** Who makes identification files, and who takes them. */
const identifiers: readonly Role[] = ['IDC', 'OPR']
/** Who may be stood in for, or stand in: not the administrator, who holds no other role, nor the inspector, who depends on nobody. */
const stoodIn: readonly Role[] = everyRole.filter(role => role !== 'ADM' && role !== 'INS')
const drafters: readonly Role[] = [...caseworkers, 'COO']
const readers: readonly Role[] = [...drafters, 'REL', 'MAG', 'LEG']

const rule = <K extends keyof Things>(roles: readonly Role[], thing: K, holds: (person: Person, thing: Things[K]) => boolean = () => true): Rule<K> => ({
  roles,
  thing,
  holds,
})

const has = (person: Person, ...roles: readonly Role[]) => roles.some(role => person.roles.includes(role))

/** The accounts whose work is hers now: her own, and those of whoever she stands in for. */
export function accountsOf(person: Person): readonly Uuid[] {
  return [person.account, ...(person.standsInFor ?? []).map(each => each.account)]
}

/** The offices whose dossiers she works on now. */
export function officesOf(person: Person): readonly string[] {
  return [...new Set([person.office, ...(person.standsInFor ?? []).map(each => each.office)])]
}

/** Of a discreet dossier only who needs to know knows (R57). */
const needsToKnow = (person: Person, { needToKnow }: Pick<DossierThing, 'needToKnow'>) => needToKnow === null || needToKnow.includes(person.account)

/**
 * Whether a draft is this person's own work: she wrote it or in it, or whoever wrote it is somebody she stands in for. She never
 * releases it, also not through a substitution.
 */
export function isHers(person: Person, { author, hands }: Pick<DraftThing, 'author' | 'hands'>): boolean {
  return accountsOf(person).includes(author) || (hands ?? []).includes(person.account)
}

/**
 * Of a discreet dossier only who needs to know. Otherwise OPR and REL see every one; caseworkers those of their office or given to them;
 * COO and LIA all plans and visits; LEG all identifications; MAG and LEG those given to them.
 */
const seesDossier = (person: Person, { office, openingType, assignedTo, needToKnow }: DossierThing) =>
  needToKnow !== null
    ? needToKnow.includes(person.account)
    : has(person, 'OPR', 'REL') ||
      (assignedTo !== null && accountsOf(person).includes(assignedTo)) ||
      (has(person, ...caseworkers) && officesOf(person).includes(office)) ||
      (has(person, ...stewards) && steered.includes(openingType)) ||
      (has(person, 'LEG') && reviewed.includes(openingType))

/**
 * The whole table of who may do what, by role and by thing. An act without a line here does not exist.
 * The thing is judged only after the role; a role that fits is not yet a yes.
 */
export const acts = {
  'own-session': rule(everyRole, 'none'),
  'substitution-make': rule(stoodIn, 'account', (person, { account }) => account === person.account || has(person, 'SEC')),
  'substitution-end': rule(stoodIn, 'substitution', (person, { account, substitute }) => [account, substitute].includes(person.account) || has(person, 'SEC')),
  'filters-keep': rule(
    everyRole.filter(role => role !== 'ADM'),
    'none',
  ),
  'templates-read': rule(drafters, 'none'),
  'templates-write': rule(drafters, 'office', (person, { office }) => officesOf(person).includes(office)),
  'lists-read': rule(readers, 'none'),
  'dossier-read': rule(readers, 'dossier', seesDossier),
  'dossier-open': rule(readers, 'dossier', seesDossier),
  'dossier-run': rule(['OPR'], 'dossier', seesDossier),
  'draft-start': rule(drafters, 'none'),
  'draft-begin': rule(drafters, 'kind', (person, { messageType }) =>
    steered.includes(messageType) ? has(person, 'OPR', ...stewards) : has(person, ...caseworkers),
  ),
  'draft-continue': rule(drafters, 'dossier', seesDossier),
  'draft-read': rule(
    [...drafters, 'REL'],
    'draft',
    (person, draft) => needsToKnow(person, draft) && (accountsOf(person).includes(draft.author) || has(person, 'OPR') || (draft.waiting && has(person, 'REL'))),
  ),
  'draft-write': rule(drafters, 'draft', (person, draft) => needsToKnow(person, draft) && accountsOf(person).includes(draft.author)),
  'obligations-read': rule([...readers, 'DPO', 'INS'], 'none'),
  'obligation-read': rule([...readers, 'DPO', 'INS'], 'dossier', (person, dossier) => has(person, 'DPO', 'INS') || seesDossier(person, dossier)),
  'restricted-read': rule(['MAG', 'INS'], 'dossier', (person, dossier) => has(person, 'INS') || seesDossier(person, dossier)),
  'evidence-end': rule(['MAG'], 'dossier', seesDossier),
  'holds-read': rule(['OPR', 'REL', 'DPO', 'INS'], 'none'),
  'hold-decide': rule(['OPR'], 'dossier', seesDossier),
  'hold-confirm': rule(['OPR', 'REL'], 'hold', (person, { dossier, by }) => by !== person.account && seesDossier(person, dossier)),
  'release-list': rule(['REL'], 'none'),
  'draft-release': rule(['REL'], 'draft', (person, draft) => needsToKnow(person, draft) && !isHers(person, draft)),
  'outbox-read': rule([...drafters, 'REL'], 'outbox', (person, { dossier }) => (dossier === null ? has(person, 'OPR') : seesDossier(person, dossier))),
  // No operator may know of a discreet one: those who do look after it themselves.
  'outbox-run': rule(['OPR', ...stewards], 'outbox', (person, { dossier }) =>
    dossier === null ? has(person, 'OPR') : seesDossier(person, dossier) && (has(person, 'OPR') || dossier.needToKnow !== null),
  ),
  // A plan holds no personal data: who watches over the node reads it too.
  'plans-read': rule([...readers, 'DPO', 'INS'], 'none'),
  'plan-read': rule([...readers, 'DPO', 'INS'], 'dossier', needsToKnow),
  'plan-count': rule(['OPR', ...stewards], 'dossier', needsToKnow),
  'follow-up-read': rule(['OPR', ...stewards, 'REL', 'LEG', 'DPO', 'INS'], 'none'),
  'follow-up-export': rule(['COO', 'LEG', 'DPO', 'INS'], 'none'),
  'visits-read': rule(readers, 'none'),
  'need-to-know-read': rule(readers, 'dossier', (person, dossier) => dossier.needToKnow?.includes(person.account) === true),
  'need-to-know-write': rule(drafters, 'dossier', (person, dossier) => dossier.needToKnow?.includes(person.account) === true),
  'persons-search': rule(caseworkers, 'dossier', seesDossier),
  'persons-compare': rule(caseworkers, 'none'),
  'match-decide': rule(caseworkers, 'dossier', seesDossier),
  'identification-start': rule(identifiers, 'none'),
  'identification-run': rule(identifiers, 'dossier', seesDossier),
  'guard-find': rule(['IDC', 'LEG'], 'dossier', seesDossier),
  'protections-write': rule(['IDC', 'LEG'], 'none'),
  'protections-lift': rule(['LEG'], 'none'),
  'protection-judge': rule(['LEG'], 'dossier', seesDossier),
  'holdings-read': rule([...caseworkers, 'DPO', 'INS'], 'none'),
  'holdings-write': rule(['OPR'], 'none'),
  'agreements-read': rule(everyRole, 'none'),
  'agreements-exchanges': rule(['OPR', 'REL', 'LEG', 'INS', 'DPO'], 'none'),
  'agreements-write': rule(['LEG'], 'none'),
  'agreements-activate': rule(['LEG', 'SEC'], 'activation', (person, { signedBy, othersExist }) => signedBy !== person.account || !othersExist),
  'agreements-suspend': rule(['LEG', 'SEC'], 'none'),
  'partners-read': rule(['OPR', 'LIA', 'REL', 'LEG', 'SEC', 'ADM', 'INS', 'DPO'], 'none'),
  'partners-pair': rule(['SEC'], 'none'),
  'partners-freeze': rule(['SEC', 'OPR'], 'none'),
  'partners-thaw': rule(['SEC'], 'none'),
  'partners-test': rule(['SEC', 'ADM', 'OPR'], 'none'),
  'keys-rotate': rule(['SEC'], 'none'),
  'card-renew': rule(['SEC'], 'none'),
  carry: rule(['OPR', 'SEC'], 'none'),
  'accounts-read': rule(['ADM', 'SEC', 'OPR', 'INS', 'DPO'], 'none'),
  'accounts-write': rule(['ADM'], 'none'),
  'grants-read': rule(['ADM', 'SEC', 'INS', 'DPO'], 'none'),
  'grants-decide': rule(['SEC'], 'grant', (person, grant) => grant.askedBy !== person.account && grant.account !== person.account),
  'logs-read': rule(['INS', 'DPO', 'SEC'], 'none'),
  'acts-read': rule(['INS', 'DPO'], 'none'),
  'transfers-read': rule(['INS', 'DPO'], 'none'),
  'metrics-read': rule(['ADM'], 'none'),
} as const satisfies { readonly [act: string]: Rule }

export type Act = keyof typeof acts
/** What must be known of its thing before an act is judged. */
export type ThingOf<A extends Act> = Things[(typeof acts)[A]['thing']]
/** Acts that are about no one thing: the role alone decides. */
export type PlainAct = { [A in Act]: ThingOf<A> extends undefined ? A : never }[Act]

/**
 * Whether an actor may do an act to a thing. The node's own jobs may; a partner node never may what a person does.
 * A "no" about a thing that exists is answered like a thing that does not (`not-found`), so that asking reveals nothing.
 */
export function may<A extends Act>(actor: Actor, act: A, ...thing: ThingOf<A> extends undefined ? [] : [ThingOf<A>]): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'partner' || !mayTry(actor, act)) return false
  const rule: Rule = acts[act]
  return rule.holds(actor, thing[0])
}

/** Whether the roles alone would let an actor do the act to some thing: what a route asks before it reads its input. */
export function mayTry(actor: Actor, act: Act): boolean {
  return actor.kind === 'system' || (actor.kind === 'person' && has(actor, ...acts[act].roles))
}

/** How far a person sees into the list of dossiers, for the query that makes the list: the same rule as `dossier-read`. */
export type DossierReach = {
  readonly all: boolean
  readonly offices: readonly string[]
  readonly assignedTo: readonly Uuid[]
  /** Kinds of which every dossier is seen. */
  readonly kinds: readonly string[]
}
export function dossierReach(person: Person): DossierReach {
  return {
    all: has(person, 'OPR', 'REL'),
    offices: has(person, ...caseworkers) ? officesOf(person) : [],
    assignedTo: accountsOf(person),
    kinds: [...(has(person, ...stewards) ? steered : []), ...(has(person, 'LEG') ? reviewed : [])],
  }
}
