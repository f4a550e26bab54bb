import type { PostName } from '../../packages/demo/src/people.ts'
import type { Place, TwoNodes } from './two-nodes.ts'

/** Whose screens are looked at: one of every role, and who holds two. */
export const postsSeen = ['OPR', 'INV', 'LIA', 'REL', 'DUTY', 'LEG', 'COO', 'SEC', 'INS', 'DPO', 'ADM'] as const satisfies readonly PostName[]
/** And at the identification cells: who runs identifications, who weighs the law, who lets files go. */
export const cellPostsSeen = ['IDC', 'LEG', 'REL'] as const satisfies readonly PostName[]
type Seen = (typeof postsSeen)[number]
type CellSeen = (typeof cellPostsSeen)[number]

type Row = { readonly dossier: string; readonly state: string; readonly openingType: string }
type DraftLine = { readonly id: string; readonly state: string }
type ObligationLine = { readonly notice: string; readonly dossier: string; readonly state: string; readonly side: string }

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
        '/holds?box=all',
        '/holds?box=ending',
        '/holds?box=second',
        '/obligations?box=by-us&settled=true',
        '/keys',
        ...(await obligations(be)),
        ...(await dossiers(be)),
      ]
    case 'COO':
      return ['/visits/new', ...(await visits(be)), '/plans/new', '/follow-up', '/lineage', ...(await plans(be))]
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
    case 'SEC':
      return ['/partners/MA-DGSN-SPOC']
    default:
      return []
  }
}

/** The same at the cells: files at every point of their way, as the asking cell has them and as the cell that verifies has. */
export async function screensOfCell({ cells: { be } }: TwoNodes, post: CellSeen): Promise<readonly string[]> {
  switch (post) {
    case 'IDC':
      return await identifications(be)
    case 'REL': {
      const { rows } = await be.officers.REL.get<{ rows: readonly DraftLine[] }>('/v1/releases')
      return rows.slice(0, 2).map(row => `/release/${row.id}`)
    }
    case 'LEG':
      return []
  }
}

/** Identifications of each state, opened today but for the first. */
export async function identifications({ officers: { IDC } }: Place): Promise<readonly string[]> {
  const { rows } = await IDC.get<{ rows: readonly Row[] }>('/v1/threads?box=all&limit=200')
  const found = rows.filter((row, at) => row.openingType === 'IDR' && rows.findIndex(other => other.state === row.state) === at)
  for (const row of found.slice(1)) await IDC.post(`/v1/threads/${row.dossier}/openings`, { reason: 'Suivi de l’identification' })
  return found.map(row => `/threads/${row.dossier}`)
}

/** Visits of each state, the discreet ones among them, opened today but for the first. */
async function visits({ officers: { COO } }: Place): Promise<readonly string[]> {
  const { rows } = await COO.get<{ rows: readonly { dossier: string; discreet: boolean }[] }>('/v1/visits')
  for (const row of rows.slice(1)) await COO.post(`/v1/threads/${row.dossier}/openings`, { reason: 'Préparation de la visite' })
  return rows.map(row => `/visits/${row.dossier}`)
}

/** Notices of each state on either side, and a dossier about whose messages something is owed. */
async function obligations({ officers: { OPR } }: Place): Promise<readonly string[]> {
  const { rows } = await OPR.get<{ rows: readonly ObligationLine[] }>('/v1/obligations?limit=200')
  const each = rows.filter((row, at) => rows.findIndex(other => other.state === row.state && other.side === row.side) === at)
  const about = [...new Set(each.map(row => row.dossier))].slice(0, 2)
  for (const dossier of about) await OPR.post(`/v1/threads/${dossier}/openings`, { reason: 'Suite d’un avis' })
  return [...each.map(row => `/obligations/${row.notice}`), ...about.map(dossier => `/threads/${dossier}`)]
}

/** A plan that runs, what closes it, its balance sheet, the beginning of the one that follows; and what is being written. */
async function plans({ officers }: Place): Promise<readonly string[]> {
  const [plan] = (await officers.COO.get<{ rows: readonly { readonly dossier: string }[] }>('/v1/plans')).rows
  const drafts = (await officers.COO.get<{ rows: readonly DraftLine[] }>('/v1/drafts')).rows.filter(row => row.state === 'editing')
  const id = plan?.dossier
  return [`/plans/${id}`, `/plans/${id}/close`, `/plans/${id}/balance`, `/plans/new?follows=${id}`, ...drafts.map(row => `/drafts/${row.id}`)]
}

/** One dossier of each state and kind, opened today but for the first. */
async function dossiers({ officers }: Place): Promise<readonly string[]> {
  const { rows } = await officers.OPR.get<{ rows: readonly Row[] }>('/v1/threads?box=all&limit=200')
  const kinds = rows.filter((row, at) => rows.findIndex(other => other.state === row.state && other.openingType === row.openingType) === at)
  for (const row of kinds.slice(1)) await officers.OPR.post(`/v1/threads/${row.dossier}/openings`, { reason: 'Suivi du dossier' })
  return kinds.map(row => `/threads/${row.dossier}`)
}
