import { day, hour, type Instant, later, minute } from '@entraide/ground'
import type { HoldRow } from '@entraide/node/api'
import { fieldsFor, inDays, item } from '../../packages/demo/src/fields.ts'
import { arrived, open, send } from '../../packages/demo/src/mail.ts'
import type { Two } from '../../packages/demo/src/pairing.ts'
import type { Desk } from '../../packages/demo/src/stage.ts'
import { noticeCourses } from '../../packages/demo/src/year/notices.ts'
import type { Episode } from '../../packages/demo/src/year/pace.ts'
import { proposeVisit, type Visitors, visitTo } from '../../packages/demo/src/year/visits.ts'

/** What the two police nodes did in the weeks before `end`: visits, open and discreet; orders about what was sent, settled and not. */
export function weeksBefore({ be, ma }: Two, agreement: string, end: Instant): readonly Episode[] {
  const begun = later(end, -28 * day)
  const there: Visitors = { ours: be, theirs: ma, agreement }
  const here: Visitors = { ours: ma, theirs: be, agreement }
  const visit = (at: Instant, who: Visitors, name: string, discreet: boolean, goesTo?: Parameters<typeof visitTo>[1]): Episode => ({
    at,
    play: async pace => {
      const one = await proposeVisit(who, pace, name, discreet, 12)
      if (goesTo !== undefined) await visitTo(one, goesTo)
    },
  })
  /** Courses of notices in the order of the demonstration; those that would take too long stay where the week finds them. */
  const notice = (course: (typeof noticeCourses)[number], nth: number, owner: Desk, holder: Desk, at = later(begun, nth * minute)): Episode => ({
    at,
    play: async pace => {
      const fields = fieldsFor(owner.id, holder.id, {
        messageType: 'SPO',
        agreement,
        clause: 'C06',
        purpose: 'PREV',
        crimeArea: 'FRAU',
        dataCategories: ['NAME'],
        subjectCategory: 'SUS',
        caseReference: `AV-2026-${nth + 1}`,
        title: 'Titulaire d’un compte',
        reasons: 'Deux victimes nomment la personne ci-dessous comme le titulaire du compte sur lequel elles ont versé.',
        note: 'La personne dit habiter chez vous : d’autres victimes y sont probables.',
        // One of them ends within the month.
        holdUntil: inDays(nth === 3 ? 45 : 300),
        items: [item({ category: 'NAME', names: ['Karim Exemple', 'كريم مثال'], born: '1985-03-02', source: 'B', information: '2', provenance: 'OBSE' })],
      })
      const sent = await send(owner.officers.INV, owner.officers.REL, fields)
      await pace.pass(hour)
      await arrived(holder, sent.message)
      await course({ owner, holder, message: sent.message, dossier: sent.dossier, pace })
    },
  })
  const last = noticeCourses.length - 1
  const silent = noticeCourses[last] as (typeof noticeCourses)[number]
  return [
    visit(begun, there, 'VIS-1', false, 'follow-up'),
    visit(begun, there, 'VIS-2', true, 'signed'),
    visit(later(end, -9 * day), here, 'VIS-3', true, 'agenda'),
    visit(later(end, -3 * day), here, 'VIS-4', false),
    ...noticeCourses.map((course, nth) => notice(course, nth, ma, be)),
    ...[...noticeCourses.entries()].filter(([nth]) => [0, 3, 5, last].includes(nth)).map(([nth, course]) => notice(course, 20 + nth, be, ma)),
    // Two that wait for us, and one that waits for them.
    notice(silent, 40, ma, be, later(end, -6 * day)),
    notice(silent, 41, ma, be, later(end, -2 * day)),
    notice(silent, 42, be, ma, later(end, -4 * day)),
  ]
}

/** A review that decided to erase what a dossier holds: it waits for a second person. */
export async function decideToErase({ officers: { OPR } }: Desk): Promise<void> {
  const { rows } = await OPR.get<{ rows: readonly HoldRow[] }>('/v1/holds?box=all&limit=50')
  const row = rows.find(each => each.due === 'later')
  if (row === undefined) throw new Error('nothing is held')
  await open(OPR, row.dossier, 'Réexamen de la conservation')
  await OPR.post(`/v1/threads/${row.dossier}/hold`, { decides: 'erase', reason: 'Affaire classée sans suite.' })
}
