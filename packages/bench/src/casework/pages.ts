import type { Uuid } from '@entraide/ground'

/** A signed-in desk with a full store. */
export type Desk = {
  readonly address: string
  readonly agreement: string
  readonly dossiers: readonly Uuid[]
  readonly references: readonly string[]
  readonly plan: Uuid
  readonly operator: Readonly<Record<string, string>>
  readonly coordinator: Readonly<Record<string, string>>
}
export type Page = { readonly name: string; readonly as: 'operator' | 'coordinator'; readonly path: (round: number) => string }

/** The pages of daily work, each as the screens ask for it. */
export async function pages(desk: Desk): Promise<readonly Page[]> {
  const some = <T>(of: readonly T[], round: number): T => of[(Math.abs(round) * 7919) % of.length] as T
  const operator = 'operator' as const
  return [
    { name: 'due board', as: operator, path: () => '/v1/due' },
    { name: 'inbox', as: operator, path: () => '/v1/threads?box=inbox&limit=50' },
    { name: 'due list', as: operator, path: () => '/v1/threads?box=due&limit=50' },
    { name: 'waiting for the partner', as: operator, path: () => '/v1/threads?box=waiting&limit=50' },
    { name: 'all dossiers, newest first', as: operator, path: () => '/v1/threads?box=all&limit=50' },
    { name: 'dossiers of one state', as: operator, path: () => '/v1/threads?box=all&state=in-work&limit=50' },
    {
      name: 'search by a whole reference',
      as: operator,
      path: round => `/v1/threads?box=all&limit=50&reference=${encodeURIComponent(some(desk.references, round))}`,
    },
    { name: 'search by its last five signs', as: operator, path: round => `/v1/threads?box=all&limit=50&reference=${some(desk.references, round).slice(-5)}` },
    { name: 'one dossier', as: operator, path: round => `/v1/threads/${some(desk.dossiers, round)}` },
    { name: 'outbox', as: operator, path: () => '/v1/outbox?limit=50' },
    { name: 'plans', as: 'coordinator', path: () => '/v1/plans' },
    { name: 'one plan, its indicators counted', as: 'coordinator', path: () => `/v1/plans/${desk.plan}` },
    { name: 'balance sheet of a plan', as: 'coordinator', path: () => `/v1/plans/${desk.plan}/balance` },
    {
      name: 'follow-up of a year',
      as: 'coordinator',
      path: () => `/v1/follow-up?partner=MA-DGSN-SPOC&from=${yearAgo()}&until=${new Date().toISOString().slice(0, 10)}`,
    },
  ]
}

/** The first day of a year that ends today. */
const yearAgo = () => new Date(Date.now() - 364 * 86_400_000).toISOString().slice(0, 10)
