import type { Item } from '@entraide/exchange'
import { isRefusal, type Uuid } from '@entraide/ground'
import { readPerson } from '@entraide/identity'
import type { Node } from '../../capabilities.ts'
import { type ProtectionHit, protectionsOf } from '../../persons/protections.ts'
import type { Tx } from '../../store/store.ts'

/** That the person of a file is not the one protected: a legal adviser's word, with a reason. */
export type Judgement = { readonly by: Uuid; readonly at: string; readonly reason: string }
export type HitInFile = ProtectionHit & { readonly judgement: Judgement | null }

/** Whom of this node's protected persons the items of a file may name, and what a legal adviser has said of each. */
export async function protectedIn(node: Node, tx: Tx, dossier: string, items: readonly Item[]): Promise<readonly HitInFile[]> {
  const found = new Map<Uuid, HitInFile>()
  for (const { person: named } of items) {
    const { nationalities: _, ...known } = named ?? { names: [] }
    const person = readPerson(known)
    if (isRefusal(person)) continue
    for (const hit of await protectionsOf(node, tx, person))
      if (!found.has(hit.protection.id)) found.set(hit.protection.id, { ...hit, judgement: await judgementOf(tx, dossier, hit.protection.id) })
  }
  return [...found.values()]
}

async function judgementOf(tx: Tx, dossier: string, person: string): Promise<Judgement | null> {
  const row = await tx.db.selectFrom('protection_judgement').selectAll().where('dossier_id', '=', dossier).where('person_id', '=', person).executeTakeFirst()
  const reason = row === undefined ? null : await tx.unseal(dossier as Uuid, `protection-judgement/${person}`, row.sealed)
  return row === undefined || reason === null ? null : { by: row.by_account as Uuid, at: row.at, reason }
}
