import { type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { OriginNotice } from '../http/api.ts'
import { dossierRow } from '../store/dossiers.ts'
import { lastOpening } from '../store/openings.ts'
import { type OriginRow, originsOwed, originViews } from '../store/origin-notices.ts'
import { onPage, placeIn } from '../store/paging.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { thingOf } from './draft.ts'
import { eraseEmpty } from './holds.ts'
import { visible } from './visible.ts'

type Person = Extract<Actor, { kind: 'person' }>

export type OriginFilter = { readonly after?: string | undefined; readonly limit: number; readonly open?: 'true' | 'false' | undefined }
export type OriginPage = { readonly rows: readonly OriginNotice[]; readonly total: number; readonly next: string | null }

/** States that are to be told, or were: the oldest first. Of the dossiers a person sees; overseers see every line, for none holds content. */
export async function listOrigins(node: Node, actor: Person, { after, limit, open }: OriginFilter): Promise<OriginPage> {
  return await node.store.read(async tx => {
    const oversees = actor.roles.includes('INS') || actor.roles.includes('DPO')
    const base = () => {
      let query = originsOwed(tx)
      if (!oversees) query = query.where('origin_notice.dossier_id', 'in', visible(tx, actor).select('dossier.id'))
      if (open !== undefined) query = query.where('told_at', open === 'true' ? 'is' : 'is not', null)
      return query
    }
    const total = await base().select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const [since, id] = placeIn(after)
    let page = base().selectAll('origin_notice')
    if (since !== undefined && id !== undefined)
      page = page.where(where => where.or([where('since', '>', since), where.and([where('since', '=', since), where('origin_notice.id', '>', id)])]))
    const rows = await page
      .orderBy('since')
      .orderBy('origin_notice.id')
      .limit(limit + 1)
      .execute()
    const { shown, next } = onPage(rows, limit, row => [row.since, row.id])
    return { rows: await originViews(tx, shown, false), total: Number(total.n), next }
  })
}

/** An officer says that the state of origin was told, and how: an act in the log (R21, R44). Said once. */
export async function tellOrigin(node: Node, actor: Person, id: Uuid, note: string): Promise<OriginNotice | Refusal> {
  const known = await node.store.read(tx => tx.db.selectFrom('origin_notice').select('dossier_id').where('id', '=', id).executeTakeFirst())
  const about = { dossier: (known?.dossier_id ?? null) as Uuid | null, subject: id, reason: note }
  return await act<OriginNotice>(node, actor, 'tell-origin', about, async tx => {
    const row = await originsOwed(tx).selectAll('origin_notice').where('origin_notice.id', '=', id).executeTakeFirst()
    const dossier = row === undefined ? undefined : await dossierRow(tx, row.dossier_id)
    if (row === undefined || dossier === undefined || !may(actor, 'draft-continue', thingOf(dossier))) return refuse('not-found', {})
    if (row.told_at !== null) return refuse('origin-told', { at: row.told_at })
    // Of an erased dossier nothing more is sealed: that would give it a new key. How it was told stands in the act.
    const isErased = (await tx.unseal(dossier.id as Uuid, `origin/${id}/authority`, row.authority_sealed)) === null
    const note_sealed = isErased ? null : await tx.seal(dossier.id as Uuid, `origin/${id}/note`, note)
    const told = { told_at: tx.at, told_by: actor.account, note_sealed }
    const { numUpdatedRows } = await tx.db.updateTable('origin_notice').set(told).where('id', '=', id).where('told_at', 'is', null).executeTakeFirstOrThrow()
    if (Number(numUpdatedRows) === 0) return refuse('origin-told', {})
    await eraseEmpty(node, tx, dossier)
    const { isToday } = await lastOpening(tx, actor, dossier.id as Uuid)
    const [view] = await originViews(tx, [{ ...row, ...told } satisfies OriginRow], isToday)
    return view as OriginNotice
  })
}
