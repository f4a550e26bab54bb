import { identificationDue } from '@entraide/custody'
import { isDone, move, type ThreadState } from '@entraide/exchange'
import { type CalendarDate, type Instant, instant, isRefusal, laterDate, type Uuid } from '@entraide/ground'
import type { Node } from '../../capabilities.ts'
import { changeDossier, clockOf, type DossierRow, dossierToMove, isIdentificationClock } from '../../store/dossiers.ts'
import type { Tx } from '../../store/store.ts'
import { writeAct } from '../act.ts'
import { lastOf, matterOf, saidIn } from './identification-thread.ts'

/** What a clock of an identification does by itself. */
const kinds = ['ident-accept', 'ident-remind', 'ident-review', 'ident-lapse'] as const
type Kind = (typeof kinds)[number]

/** Sets anew when the clocks of an identification do something by themselves: silence accepts, both sides are reminded, a pause is reviewed, a document lapses. */
export async function setTimers(_node: Node, tx: Tx, dossier: DossierRow): Promise<void> {
  const before = await tx.db
    .selectFrom('due')
    .selectAll()
    .where('subject', '=', dossier.id)
    .where('kind', 'in', [...kinds])
    .execute()
  const clock = clockOf(dossier)
  const due = isIdentificationClock(clock) ? identificationDue(clock, tx.at) : null
  const wanted = new Map<Kind, Instant>()
  if (dossier.state === 'received' && due?.acceptBy != null) wanted.set('ident-accept', due.acceptBy)
  if (due?.remindAt != null && !isDone(dossier.state as ThreadState)) {
    // A reminder that fell due and was not yet given is not forgotten over a message that came just then.
    const owed = before.find(row => row.kind === 'ident-remind')
    if (due.remindAt > tx.at || owed !== undefined) wanted.set('ident-remind', due.remindAt > tx.at ? due.remindAt : tx.at)
  }
  if (dossier.state === 'suspended' && due?.reviewAt != null) wanted.set('ident-review', due.reviewAt)
  if (dossier.state === 'document-issued') {
    const until = matterOf(lastOf(await saidIn(tx, dossier.id), ['LPI'])?.body, 'LPI')?.validUntil
    if (until !== undefined) wanted.set('ident-lapse', endOf(until as CalendarDate))
  }
  if (before.length > 0)
    await tx.db
      .deleteFrom('due')
      .where('subject', '=', dossier.id)
      .where('kind', 'in', [...kinds])
      .execute()
  for (const [kind, at] of wanted) await tx.db.insertInto('due').values({ id: tx.newId(), kind, subject: dossier.id, at, claimed_until: null }).execute()
}

/** Does what fell due in identifications. Returns whether there may be more. */
export async function identificationsDue(node: Node): Promise<boolean> {
  const rows = await node.store.read(tx =>
    tx.db
      .selectFrom('due')
      .selectAll()
      .where('at', '<=', tx.at)
      .where('kind', 'in', [...kinds])
      .orderBy('at')
      .orderBy('id')
      .limit(50)
      .execute(),
  )
  for (const { id, kind, subject } of rows) await node.store.write(tx => fire(node, tx, id, kind as Kind, subject as Uuid))
  return rows.length === 50
}

async function fire(node: Node, tx: Tx, id: string, kind: Kind, subject: Uuid): Promise<void> {
  const gone = await tx.db.deleteFrom('due').where('id', '=', id).executeTakeFirst()
  const dossier = await dossierToMove(tx, subject)
  // Another process was here first.
  if (Number(gone.numDeletedRows) === 0 || dossier === undefined) return
  const moving = moves[kind]
  const state = moving === null ? null : move('identification', dossier.side, dossier.state as ThreadState, { act: moving })
  if (state === null) await changeDossier(tx, dossier.id, { unread: 1 })
  else if (!isRefusal(state)) await changeDossier(tx, dossier.id, { state })
  await writeAct(node, tx, { kind: 'system' }, names[kind], { dossier: subject }, isRefusal(state) ? state.refused : null)
}

/** The line of each in the acts log, and the event it is in the machine; a reminder moves nothing. */
const names = {
  'ident-accept': 'accepted-by-silence',
  'ident-remind': 'identification-reminder',
  'ident-review': 'pause-review',
  'ident-lapse': 'document-lapsed',
} as const satisfies Record<Kind, string>
const moves: { readonly [kind in Kind]: string | null } = {
  'ident-accept': 'accepted-by-silence',
  'ident-remind': null,
  'ident-review': null,
  'ident-lapse': 'document-lapsed',
}

/** The first instant after a day, in UTC, so that both sides reach the same. */
function endOf(on: CalendarDate): Instant {
  return instant(`${laterDate(on, 1)}T00:00:00.000Z`)
}
