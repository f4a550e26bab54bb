import { isRefusal, type Refusal, refuse, type Uuid } from '@entraide/ground'
import { readPerson } from '@entraide/identity'
import type { Node } from '../capabilities.ts'
import type { HeldPerson, Identification, NewProtection, ProtectionView } from '../http/api.ts'
import { addProtection, liftProtection, protectionById, protectionsOf } from '../persons/protections.ts'
import { dossierToMove } from '../store/dossiers.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { thingOf } from './draft.ts'
import { protectionView, readIdentification } from './identification-view.ts'
import { comparisonView } from './persons.ts'

type Person = Extract<Actor, { kind: 'person' }>

/**
 * Puts a person under this node's protection. From then on no identification of her leaves here, under whatever spelling, until a legal
 * adviser says that it is another. No other node is asked or told.
 */
export async function protectPerson(node: Node, actor: Person, input: NewProtection): Promise<ProtectionView | Refusal> {
  return await act(node, actor, 'protect-person', { dossier: input.dossier, reason: input.reason }, async tx => {
    const person = readPerson(input.person)
    if (isRefusal(person)) return person
    const dossier = input.dossier === null ? undefined : await dossierToMove(tx, input.dossier)
    if (input.dossier !== null && (dossier === undefined || !may(actor, 'dossier-read', thingOf(dossier)))) return refuse('not-found', {})
    const protection = { id: tx.newId(), person, ground: input.ground, reason: input.reason, dossier: input.dossier, madeBy: actor.account, madeAt: tx.at }
    await addProtection(node, tx, protection)
    return await protectionView(tx, protection)
  })
}

/** Looks a person up among the protected, with a reason (R44). */
export async function searchProtections(node: Node, actor: Person, asked: HeldPerson, reason: string): Promise<{ rows: ProtectionView[] } | Refusal> {
  return await act(node, actor, 'protections-search', { reason }, async tx => {
    const person = readPerson(asked)
    if (isRefusal(person)) return person
    const rows: ProtectionView[] = []
    for (const { protection, comparison } of await protectionsOf(node, tx, person))
      rows.push({ ...(await protectionView(tx, protection)), comparison: comparisonView(comparison) })
    return { rows }
  })
}

/** Ends a protection, with a reason. */
export async function endProtection(node: Node, actor: Person, id: Uuid, reason: string): Promise<null | Refusal> {
  return await act(node, actor, 'lift-protection', { subject: id, reason }, async tx => ((await liftProtection(tx, id)) ? null : refuse('not-found', {})))
}

/** A legal adviser says that the person of a file is not the one protected, and why (R25: nothing decides by itself). */
export async function judgeProtection(node: Node, actor: Person, id: Uuid, person: Uuid, reason: string): Promise<Identification | Refusal> {
  const judged = await act(node, actor, 'judge-protection', { dossier: id, subject: person, reason }, async tx => {
    const dossier = await dossierToMove(tx, id)
    if (dossier === undefined || !may(actor, 'protection-judge', thingOf(dossier)) || (await protectionById(tx, person)) === null)
      return refuse('not-found', {})
    const sealed = await tx.seal(id, `protection-judgement/${person}`, reason)
    await tx.db
      .insertInto('protection_judgement')
      .values({ dossier_id: id, person_id: person, by_account: actor.account, at: tx.at, sealed })
      .onConflict(conflict => conflict.columns(['dossier_id', 'person_id']).doUpdateSet({ by_account: actor.account, at: tx.at, sealed }))
      .execute()
    return null
  })
  return isRefusal(judged) ? judged : await readIdentification(node, actor, id)
}
