import { day, isRefusal, later, type Uuid } from '@entraide/ground'
import { readPerson } from '@entraide/identity'
import type { Node } from '../capabilities.ts'
import { holdingsOf } from '../persons/holdings.ts'
import { bodyOfMessage } from '../store/drafts.ts'
import type { Tx } from '../store/store.ts'
import { writeAct } from './act.ts'
import { checkedTypes, keepMatch } from './persons.ts'

/** Messages looked at in one turn, and how far back an unchecked one may lie: what was admitted while the node was away is checked too. */
const messagesPerTurn = 20
const lookBackDays = 30
/** Candidates kept of one item, and how likely the least of them is: below that, a common name would fill the screen with strangers. */
const candidatesPerItem = 10
const leastProbability = 0.001

/**
 * Checks the persons of admitted messages against the node's own holdings. A job, apart from `admit()`, which reads no holdings so that
 * its answer and its time tell nothing of them (design section 5). What is found stays under the dossier for its operator: nothing of
 * it is sent, nothing stands in the shared log. Protected entries are not met (R41).
 *
 * @returns whether there may be more to check
 */
export async function crossCheckDue(node: Node): Promise<boolean> {
  const due = await node.store.read(tx => unchecked(tx))
  // Nothing held yet: what comes in waits, and is checked once something is.
  if (due.length === 0 || !(await (await holdingsOf(node)).register.state()).ready) return false
  let checked = 0
  let failed: unknown
  for (const { id } of due)
    try {
      if (await crossCheck(node, id as Uuid)) checked++
    } catch (fault) {
      // One message that cannot be checked does not keep the others waiting.
      failed ??= fault
    }
  if (failed !== undefined) throw failed
  return checked === messagesPerTurn
}

async function unchecked(tx: Tx) {
  return await tx.db
    .selectFrom('message')
    .leftJoin('match_check', 'match_check.message_id', 'message.id')
    .select('message.id')
    .where('message.at', '>', later(tx.at, -lookBackDays * day))
    .where('message.direction', '=', 'in')
    .where('message.verdict', '=', 'admitted')
    .where('message.message_type', 'in', checkedTypes)
    .where('message.dossier_id', 'is not', null)
    .where('match_check.message_id', 'is', null)
    .orderBy('message.at')
    .orderBy('message.id')
    .limit(messagesPerTurn)
    .execute()
}

/** Checks one message; false while the holdings cannot be searched. */
async function crossCheck(node: Node, message: Uuid): Promise<boolean> {
  const holdings = await holdingsOf(node)
  return await node.store.write(async tx => {
    const row = await tx.db.selectFrom('message').selectAll().where('id', '=', message).executeTakeFirst()
    if (row?.dossier_id == null) return true
    const dossier = row.dossier_id as Uuid
    const body = await bodyOfMessage(tx, row)
    for (const [item, { person: named }] of (body?.items ?? []).entries()) {
      const { nationalities: _, ...known } = named ?? { names: [] }
      const person = readPerson(known)
      if (isRefusal(person)) continue
      const found = await holdings.register.search(person, { top: candidatesPerItem })
      // Records are being taken in: the next turn asks again.
      if (isRefusal(found)) return false
      for (const hit of found.hits)
        if (hit.comparison.same !== false && hit.comparison.probability >= leastProbability)
          await keepMatch(tx, holdings, dossier, hit, { source: 'check', message, item, asked: person })
    }
    await tx.db
      .insertInto('match_check')
      .values({ message_id: message, dossier_id: dossier, at: tx.at })
      .onConflict(conflict => conflict.column('message_id').doNothing())
      .execute()
    // An erased dossier gets no line: sealing one under it would give it a new key.
    if (body !== null) await writeAct(node, tx, { kind: 'system' }, 'cross-check', { dossier, message }, null)
    return true
  })
}
