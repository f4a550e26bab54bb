import { type PlanText, planRecord } from '@entraide/exchange'
import { type CalendarDate, day, hour, type Instant, later, type NodeId, reference, type Uuid, uuid7 } from '@entraide/ground'
import type { Node } from '@entraide/node'

/** How the dossiers of a busy desk are spread over states: most are over, a few thousand are open. Shares of a thousand. */
const states = [
  ['REQ', 'closed', 480],
  ['REQ', 'answered', 210],
  ['REQ', 'refused', 70],
  ['REQ', 'withdrawn', 40],
  ['REQ', 'received', 12],
  ['REQ', 'in-work', 20],
  ['REQ', 'partial', 6],
  ['REQ', 'overdue', 6],
  ['REQ', 'returned-for-completion', 6],
  ['SPO', 'accepted', 30],
  ['SPO', 'closed', 110],
  ['SPO', 'received', 10],
] as const
const crimeAreas = ['DRUG', 'TERR', 'THB', 'MLAU', 'SMUG', 'FRAU'] as const
const urgencies = ['N7D', 'N7D', 'N7D', 'U3D', 'U3D', 'U8H'] as const
const grounds = ['NAVL', 'GENR', 'GENR', 'FORM', 'JUDI', 'DCAT'] as const
const running: readonly string[] = ['received', 'in-work', 'partial', 'overdue']
const rowsAtOnce = 400

/** A state by its share. */
function stateOf(chance: () => number): (typeof states)[number] {
  let left = chance() * 1000
  for (const each of states) {
    left -= each[2]
    if (left < 0) return each
  }
  return states[0]
}

export type Filled = { readonly dossiers: readonly Uuid[]; readonly references: readonly string[]; readonly plan: Uuid }

/**
 * Puts dossiers, their messages and acts in a node's store: a year of a busy desk. Rows are written straight into the tables, for
 * speed and for measuring only; their sealed parts are empty, because the pages measured show lines and counts.
 */
export async function fillStore(node: Node, partner: NodeId, agreement: string, count: number, now: Instant, chance: () => number): Promise<Filled> {
  const dossiers: Uuid[] = []
  const references: string[] = []
  const random = (length: number) => Uint8Array.from({ length }, () => Math.floor(chance() * 256))
  for (let from = 0; from < count; from += rowsAtOnce) {
    const rows = Array.from({ length: Math.min(rowsAtOnce, count - from) }, (_, place) => {
      const nth = from + place
      const [type, state] = stateOf(chance)
      // The open ones are young.
      const age = running.includes(state) ? chance() * 9 * day : chance() * 360 * day
      const at = later(now, -Math.floor(age))
      const side = nth % 2 === 0 ? ('holder' as const) : ('asker' as const)
      const id = uuid7(at, random(10))
      const thread = uuid7(at, random(10))
      const urgency = urgencies[nth % urgencies.length] as string
      const dueAt = later(at, { N7D: 7 * day, U3D: 3 * day, U8H: 8 * hour }[urgency as 'N7D'])
      const clock =
        type === 'REQ'
          ? JSON.stringify({
              urgency,
              receivedAt: at,
              runningFrom: at,
              usedMs: 0,
              returnedAt: null,
              acceptedAt: at,
              endedAt: running.includes(state) ? null : later(at, hour),
            })
          : null
      const ours = reference(node.config.id, Number(at.slice(0, 4)), random(5))
      return { nth, type, state, at, side, id, thread, urgency, dueAt, clock, ours }
    })
    await node.store.write(async tx => {
      const written = await tx.db
        .insertInto('dossier')
        .values(
          rows.map(({ nth, type, state, at, side, id, thread, urgency, dueAt, clock, ours }) => ({
            id,
            thread_id: thread,
            partner,
            side,
            opening_type: type,
            last_type: ['answered', 'closed'].includes(state) ? 'REP' : type,
            state,
            our_reference: ours,
            your_reference: reference(partner, Number(at.slice(0, 4)), random(5)),
            agreement_hash: agreement,
            clause: type === 'REQ' ? 'C04' : 'C06',
            purpose: 'INVE',
            crime_area: crimeAreas[nth % crimeAreas.length] as string,
            urgency,
            office: 'SPOC',
            assigned_to: null,
            unread: running.includes(state) && nth % 5 === 0 ? 1 : 0,
            clock,
            due_at: running.includes(state) && type === 'REQ' ? dueAt : null,
            accept_by: null,
            hold_until: later(at, 300 * day).slice(0, 10),
            created_at: at,
            updated_at: at,
            suspended_from: null,
            need_to_know: null,
          })),
        )
        .onConflict(conflict => conflict.column('our_reference').doNothing())
        .returning('id')
        .execute()
      const there = new Set(written.map(row => row.id))
      const kept = rows.filter(row => there.has(row.id))
      const message = (id: Uuid, dossier: Uuid, direction: 'in' | 'out', type: string, at: Instant, said: string | null = null) => ({
        id,
        dossier_id: dossier,
        direction,
        partner,
        kind: 'message',
        message_type: type,
        agreement_hash: agreement,
        clause: 'C04',
        in_reply_to: null,
        body_digest: 'ab'.repeat(32),
        body_sealed: null,
        at,
        created_at: at,
        expires_at: later(at, 28 * day),
        verdict: 'admitted' as const,
        code: null,
        inner_code: null,
        receipt: null,
        receipt_at: direction === 'out' ? at : null,
        hold_until: later(at, 300 * day).slice(0, 10),
        said,
        said_at: at,
      })
      const answerOf = { answered: 'REP', closed: 'REP', partial: 'REP', refused: 'RFS', withdrawn: 'WDW', 'returned-for-completion': 'RTC' } as const
      const saidIn = (state: string, nth: number) =>
        state === 'refused'
          ? (grounds[nth % grounds.length] as string)
          : state === 'partial'
            ? 'partial'
            : ['answered', 'closed'].includes(state)
              ? 'whole'
              : null
      await tx.db
        .insertInto('message')
        .values(
          kept.flatMap(({ id, thread, side, type, state, at, nth }) => {
            const answer = (answerOf as { [state: string]: string })[state]
            const late = nth % 9 === 0 ? 9 * day : hour
            return [
              message(thread, id, side === 'asker' ? 'out' : 'in', type, at),
              ...(answer === undefined || type !== 'REQ'
                ? []
                : [message(uuid7(later(at, late), random(10)), id, side === 'asker' ? 'in' : 'out', answer, later(at, late), saidIn(state, nth))]),
            ]
          }),
        )
        .execute()
      await tx.db
        .insertInto('act')
        .values(
          kept.flatMap(({ id, at }) =>
            ['receive', 'open-dossier', 'accept'].map(name => ({
              id: uuid7(at, random(10)),
              at,
              name,
              actor: null,
              dossier_id: id,
              subject: null,
              outcome: 'done' as const,
              code: null,
              reason_sealed: null,
              log: null,
              position: null,
            })),
          ),
        )
        .execute()
      for (const row of kept) {
        dossiers.push(row.id)
        references.push(row.ours)
      }
    })
  }
  return { dossiers, references, plan: await fillPlan(node, partner, agreement, now) }
}

/** A running plan over the whole year: thirty actions, each with an indicator of its own, and counts of the partner made an hour ago. */
async function fillPlan(node: Node, partner: NodeId, agreement: string, now: Instant): Promise<Uuid> {
  const [from, until] = [later(now, -370 * day).slice(0, 10), later(now, 300 * day).slice(0, 10)] as [CalendarDate, CalendarDate]
  const titled = (text: string) => ({ en: text, fr: text, nl: text, ar: text })
  const action = (axis: number, nth: number) => ({
    id: `AX${axis}-A${nth}`,
    title: titled(`Action ${nth} of axis ${axis}`),
    owner: nth % 2 === 0 ? node.config.id : partner,
    office: 'SPOC',
    dueOn: until,
    carries: null,
    indicators: [
      {
        id: `I${axis}.${nth}`,
        title: titled('Answered in time'),
        numerator: {
          what: 'in-time' as const,
          messageTypes: ['REQ' as const],
          crimeAreas: [crimeAreas[nth % crimeAreas.length] as (typeof crimeAreas)[number]],
          askedBy: null,
        },
        denominator: { what: 'asked' as const, messageTypes: ['REQ' as const], crimeAreas: [], askedBy: partner },
        from,
        until,
        treatment: { withdrawn: 'left-out' as const, returned: 'left-out' as const, vanished: 'counted' as const, open: 'left-out' as const },
        target: 90,
      },
    ],
  })
  const text: PlanText = {
    plan: 'PLAN-BENCH',
    chain: 'BE-MA-PLANS',
    follows: null,
    title: titled('A plan to be measured'),
    from,
    until,
    regime: 'LE',
    axes: [1, 2, 3, 4, 5, 6].map(axis => ({
      id: `AX${axis}`,
      title: titled(`Axis ${axis}`),
      objectives: [{ id: `AX${axis}-O1`, title: titled('Objective'), actions: [1, 2, 3, 4, 5].map(nth => action(axis, nth)) }],
    })),
  }
  return await node.store.write(async tx => {
    const [dossier, message] = [tx.newId(), tx.newId()]
    const record = planRecord([node.config.id, partner], [{ by: node.config.id, message, at: now, matter: { matter: 'plan', step: 'propose', text } }])
    await tx.db
      .insertInto('dossier')
      .values({
        ...{ id: dossier, thread_id: message, partner, side: 'asker', opening_type: 'PLN', last_type: 'PLN', state: 'running' },
        ...{ our_reference: reference(node.config.id, Number(now.slice(0, 4)), tx.random(5)), your_reference: null, agreement_hash: agreement },
        ...{ clause: 'C07', purpose: 'MGMT', crime_area: null, urgency: 'N7D', office: 'SPOC', assigned_to: null, unread: 0, clock: null, due_at: null },
        ...{ accept_by: null, hold_until: until, created_at: now, updated_at: now, suspended_from: null, need_to_know: null },
      })
      .execute()
    const plan = { partner, name: text.plan, chain: text.chain, follows: null, from_on: from, until_on: until, evaluation_on: until, digest: 'ab'.repeat(32) }
    await tx.db
      .insertInto('plan')
      .values({ dossier_id: dossier, ...plan, sealed: await tx.seal(dossier, 'plan/record', JSON.stringify(record)) })
      .execute()
    const counted = ['asked', 'answered', 'refused', 'silent', 'in-time', 'late'].flatMap(what =>
      [node.config.id, partner].map((asker, at) => ({ name: `BE-MA-2014-PCC.1/${asker}/REQ/${what}`, counted: 1_000 + at })),
    )
    const told = { dossier_id: dossier, by_node: partner, from_on: from, until_on: until, said_at: later(now, -hour), message_id: null }
    await tx.db
      .insertInto('plan_count')
      .values(counted.map(each => ({ ...told, ...each })))
      .execute()
    return dossier
  })
}
