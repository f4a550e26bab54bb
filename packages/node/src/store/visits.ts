import type { Side, VisitMatter, VisitStep } from '@entraide/exchange'
import { visitTextDigest } from '@entraide/exchange'
import type { NodeId, Uuid } from '@entraide/ground'
import type { DossierRow } from './dossiers.ts'
import type { Tx } from './store.ts'

/*
 * A visit is what its steps come to (exchange, visit-record.ts). They are kept in the order in which this node released them or took
 * them in, in `shared_text`: the kind is `step`, the version their place, the content sealed with the message that brought it, so that it
 * is erased with that.
 */
const kind = 'step'

/** The steps of a visit, in their order here. A step whose message was erased is left out. */
export async function visitStepsOf(tx: Tx, own: NodeId, dossier: DossierRow): Promise<readonly VisitStep[]> {
  const rows = await tx.db
    .selectFrom('shared_text')
    .innerJoin('message', 'message.id', 'shared_text.message_id')
    .select(['shared_text.message_id', 'shared_text.by_node', 'shared_text.sealed', 'message.verdict'])
    .where('shared_text.dossier_id', '=', dossier.id)
    .where('shared_text.kind', '=', kind)
    .orderBy('shared_text.version')
    .execute()
  const steps: VisitStep[] = []
  for (const row of rows) {
    const text = await tx.unseal(dossier.id as Uuid, boundTo(row.message_id as string), row.sealed)
    if (text === null) continue
    const by = row.by_node === own ? dossier.side : otherSide(dossier.side)
    steps.push({ by, message: row.message_id as Uuid, matter: JSON.parse(text) as VisitMatter, settled: row.by_node !== own || row.verdict === 'admitted' })
  }
  return steps
}

/** Keeps a step behind those that are there. */
export async function addVisitStep(tx: Tx, dossier: DossierRow, message: Uuid, by: NodeId, matter: VisitMatter): Promise<void> {
  const last = await tx.db
    .selectFrom('shared_text')
    .select(tx.db.fn.max('version').as('version'))
    .where('dossier_id', '=', dossier.id)
    .where('kind', '=', kind)
    .executeTakeFirst()
  await tx.db
    .insertInto('shared_text')
    .values({
      dossier_id: dossier.id,
      kind,
      version: Number(last?.version ?? 0) + 1,
      digest: digestOf((dossier.thread_id ?? message) as Uuid, matter),
      message_id: message,
      by_node: by,
      sealed: await tx.seal(dossier.id as Uuid, boundTo(message), JSON.stringify(matter)),
      at: tx.at,
    })
    .execute()
}

/** Takes a step out again: its message was not taken in over there. */
export async function dropVisitStep(tx: Tx, dossier: DossierRow, message: Uuid): Promise<void> {
  await tx.db.deleteFrom('shared_text').where('dossier_id', '=', dossier.id).where('kind', '=', kind).where('message_id', '=', message).execute()
}

/** The digest of the text that a step brings; none for any other. */
function digestOf(thread: Uuid, matter: VisitMatter): string {
  if (matter.step === 'agenda') return visitTextDigest('agenda', thread, matter.agenda)
  return matter.step === 'minutes' ? visitTextDigest('minutes', thread, matter.minutes) : ''
}

const boundTo = (message: string) => `message/${message}/step`

/** The side opposite. */
export function otherSide(side: Side): Side {
  return side === 'asker' ? 'holder' : 'asker'
}
