import type { PostName } from '../../packages/demo/src/people.ts'
import type { Place, TwoNodes } from './two-nodes.ts'

/** Whose screens are looked at: one of every role, and who holds two. */
export const postsSeen = ['OPR', 'INV', 'LIA', 'REL', 'DUTY', 'LEG', 'COO', 'SEC', 'INS', 'DPO', 'ADM'] as const satisfies readonly PostName[]
type Seen = (typeof postsSeen)[number]

type Row = { readonly dossier: string; readonly state: string; readonly openingType: string }
type DraftLine = { readonly id: string; readonly state: string }

/**
 * The screens of a post beside those its rail leads to: dossiers and drafts in different states, a partner, an agreement.
 * Dossiers are opened before, each but one, so that both faces are seen.
 */
export async function screensOf(nodes: TwoNodes, post: Seen): Promise<readonly string[]> {
  const { be } = nodes
  const agreement = `/agreements/${nodes.convention}`
  switch (post) {
    case 'OPR':
      return [
        '/settings',
        '/nowhere',
        '/dossiers?reference=nothing',
        '/persons/compare',
        '/persons/holdings',
        '/partners/MA-DGSN-SPOC',
        ...(await dossiers(be)),
      ]
    case 'INV':
      return (await be.officers.INV.get<{ rows: readonly DraftLine[] }>('/v1/drafts')).rows
        .filter((row, at, all) => all.findIndex(other => other.state === row.state) === at)
        .map(row => `/drafts/${row.id}`)
    case 'REL':
    case 'DUTY': {
      // Two drafts wait: one of hers, which she may not release, and one of another.
      const { rows } = await be.officers[post].get<{ rows: readonly DraftLine[] }>('/v1/releases')
      return rows.slice(0, 2).map(row => `/release/${row.id}`)
    }
    case 'LEG':
      return [agreement]
    case 'COO':
      return ['/plans/new', '/follow-up', '/lineage', ...(await plans(be))]
    case 'SEC':
      return ['/partners/MA-DGSN-SPOC']
    default:
      return []
  }
}

/** A visit with a decision that may go on in a plan; a plan that runs, what closes it, its balance sheet, the beginning of the one that follows; and what is being written. */
async function plans({ officers }: Place): Promise<readonly string[]> {
  const [plan] = (await officers.COO.get<{ rows: readonly { readonly dossier: string }[] }>('/v1/plans')).rows
  const [visit] = (await officers.COO.get<{ rows: readonly { readonly dossier: string }[] }>('/v1/visits')).rows
  const drafts = (await officers.COO.get<{ rows: readonly DraftLine[] }>('/v1/drafts')).rows.filter(row => row.state === 'editing')
  const id = plan?.dossier
  const written = drafts.map(row => `/drafts/${row.id}`)
  return [`/visits/${visit?.dossier}`, `/plans/${id}`, `/plans/${id}/close`, `/plans/${id}/balance`, `/plans/new?follows=${id}`, ...written]
}

/** One dossier of each state and kind, opened today but for the first. */
async function dossiers({ officers }: Place): Promise<readonly string[]> {
  const { rows } = await officers.OPR.get<{ rows: readonly Row[] }>('/v1/threads?box=all&limit=200')
  const kinds = rows.filter((row, at) => rows.findIndex(other => other.state === row.state && other.openingType === row.openingType) === at)
  for (const row of kinds.slice(1)) await officers.OPR.post(`/v1/threads/${row.dossier}/openings`, { reason: 'Suivi du dossier' })
  return kinds.map(row => `/threads/${row.dossier}`)
}
