import type { Ask } from '@entraide/agreement'
import { guardFreshHours } from '@entraide/agreement'
import { hour, type Instant, later } from '@entraide/ground'
import type { CodeOf, Role } from '@entraide/vocabulary'
import type { Selectable } from 'kysely'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

export type Guard = CodeOf<'identificationGuard'>
/** The ten guards, in the order in which a file shows them: the decision first, what the person was told last. */
export const guards: readonly Guard[] = ['RET', 'ASY', 'ART3', 'MIN', 'FAM', 'MED', 'THB', 'STA', 'CIT', 'INF']

export type Finding = Selectable<Tables['guard_finding']>
/** How a guard stands at a moment: `open` is found but not yet signed by two, `stale` was found too long ago, `none` never. */
export type GuardStanding = 'green' | 'red' | 'open' | 'stale' | 'none'

/**
 * What the guards of a dossier say now, for the question its clause is asked: the newest finding of each. A finding of ART3
 * counts as open until a second person has signed it (R30). Findings stay at home: the ask takes them, no message does.
 */
export async function guardsOf(tx: Tx, dossier: string): Promise<Ask['guards']> {
  const newest = await newestFindings(tx, dossier)
  return Object.fromEntries([...newest].map(([guard, row]) => [guard, { state: stateOf(row), at: row.found_at as Instant }]))
}

/** The newest finding of each guard. */
export async function newestFindings(tx: Tx, dossier: string): Promise<ReadonlyMap<Guard, Finding>> {
  const rows = await tx.db.selectFrom('guard_finding').selectAll().where('dossier_id', '=', dossier).orderBy('found_at').orderBy('id').execute()
  return new Map(rows.map(row => [row.guard as Guard, row]))
}

/** How a guard stands at `now`, of its newest finding. Red never grows stale. */
export function standingOf(finding: Finding | undefined, now: Instant): GuardStanding {
  if (finding === undefined) return 'none'
  const state = stateOf(finding)
  if (state === 'red') return 'red'
  return freshUntil(finding) < now ? 'stale' : state
}

/** The last instant at which a finding counts (R29). */
export function freshUntil(finding: Pick<Finding, 'found_at'>): Instant {
  return later(finding.found_at as Instant, guardFreshHours * hour)
}

/** The guards that are not green now; none when all ten are. */
export async function guardsWanting(tx: Tx, dossier: string): Promise<readonly Guard[]> {
  const newest = await newestFindings(tx, dossier)
  return guards.filter(guard => standingOf(newest.get(guard), tx.at) !== 'green')
}

/** Whether any guard is red. */
export async function isBlocked(tx: Tx, dossier: string): Promise<boolean> {
  const newest = await newestFindings(tx, dossier)
  return guards.some(guard => standingOf(newest.get(guard), tx.at) === 'red')
}

/** Two sign an assessment under article 3: an identification officer and a legal adviser (R30). */
function stateOf(row: Pick<Finding, 'guard' | 'state' | 'second_account'>): Finding['state'] {
  return row.guard === 'ART3' && row.state === 'green' && row.second_account === null ? 'open' : row.state
}

/** Who signs an assessment: an account and the roles it holds. */
export type Signer = { readonly account: string; readonly roles: readonly Role[] }

/** Whether two sign an assessment under article 3 together: two persons, an identification officer and a legal adviser (R30). */
export function signTogether(first: Signer, second: Signer): boolean {
  const are = (a: Signer, b: Signer) => a.roles.includes('IDC') && b.roles.includes('LEG')
  return first.account !== second.account && (are(first, second) || are(second, first))
}
