import { day, type Uuid } from '@entraide/ground'
import type { Draft, DraftRow, Obligation } from '@entraide/node/api'
import { open, release } from '../mail.ts'
import type { Desk } from '../stage.ts'
import { until } from '../until.ts'
import type { Pace } from './pace.ts'

/** A message whose sender orders something of whoever got it. */
export type Ordered = { readonly owner: Desk; readonly holder: Desk; readonly message: Uuid; readonly dossier: Uuid; readonly pace: Pace }
export type NoticeCourse = (one: Ordered) => Promise<void>

type Kind = 'COR' | 'DEL' | 'RST'
const reasons = {
  COR: 'La date de naissance transmise est celle d’un homonyme.',
  DEL: 'La personne a été confondue avec une autre : rien ne permet de garder ces données.',
  RST: 'Les données sont contestées ; elles ne servent plus jusqu’à ce que ce soit tranché.',
} as const

/** Orders a correction, an erasure or a restriction of a message; gives the id of the notice. */
async function order(one: Ordered, kind: Kind): Promise<Uuid> {
  const { OPR, REL } = one.owner.officers
  await open(OPR, one.dossier, 'Avis sur un message transmis')
  let draft = await OPR.post<Draft>(`/v1/messages/${one.message}/notices`, {
    kind,
    items: kind === 'COR' ? [0] : null,
    attachments: null,
    reasons: reasons[kind],
  })
  if (kind === 'COR') {
    const items = draft.fields.items.map(item => (item.person === undefined ? item : { ...item, person: { ...item.person, birthDate: '1986-05-17' } }))
    draft = await OPR.put<Draft>(`/v1/drafts/${draft.id}`, { version: draft.version, fields: { ...draft.fields, items } })
  }
  const { message } = await release(REL, await OPR.post<Draft>(`/v1/drafts/${draft.id}/submit`))
  await one.pace.pass(day)
  return message
}

/** The next message about a notice, by either side. */
async function about(at: Desk, notice: Uuid, said: object): Promise<void> {
  const { OPR, REL } = at.officers
  const { dossier } = await OPR.get<Obligation>(`/v1/obligations/${notice}`)
  await open(OPR, dossier, 'Suite d’un avis')
  const draft = await OPR.post<Draft>(`/v1/obligations/${notice}/drafts`, said)
  await release(REL, draft.state === 'waiting-release' ? draft : await OPR.post<Draft>(`/v1/drafts/${draft.id}/submit`))
}

const acknowledge = (one: Ordered, notice: Uuid, ack: 'APP' | 'APO' | 'RST' | 'DIS' | 'NFD', note = '') =>
  about(one.holder, notice, { step: 'acknowledge', ack, note })

/** The node has written the proof by itself; a second person lets it go. */
async function prove(one: Ordered, notice: Uuid): Promise<void> {
  const { OPR, REL } = one.holder.officers
  const { dossier } = await OPR.get<Obligation>(`/v1/obligations/${notice}`)
  const row = await until('the proof waits for its release', async () =>
    (await OPR.get<{ rows: readonly DraftRow[] }>('/v1/drafts')).rows.find(
      each => each.dossier === dossier && each.messageType === 'ACK' && each.state === 'waiting-release',
    ),
  )
  await release(REL, await OPR.get<Draft>(`/v1/drafts/${row.id}`))
  await one.pace.pass(day)
}

const applied =
  (kind: Kind): NoticeCourse =>
  async one => {
    const notice = await order(one, kind)
    await one.pace.pass(2 * day)
    await acknowledge(one, notice, 'APP')
    await one.pace.pass(day)
    await prove(one, notice)
  }

const disputed =
  (outcome: 'apply' | 'keep'): NoticeCourse =>
  async one => {
    const notice = await order(one, 'DEL')
    await one.pace.pass(3 * day)
    await acknowledge(one, notice, 'DIS', 'Confirmé ici par une autre source, jointe au dossier.')
    await one.pace.pass(2 * day)
    await about(one.owner, notice, { step: 'review', note: 'Examen commun proposé.' })
    await one.pace.pass(3 * day)
    await about(one.owner, notice, {
      step: 'settle',
      outcome,
      note: outcome === 'keep' ? 'La source est probante ; gardé et marqué contesté.' : 'L’erreur est établie.',
    })
    await one.pace.pass(day)
    if (outcome === 'keep') return
    await acknowledge(one, notice, 'APP')
    await one.pace.pass(day)
    await prove(one, notice)
  }

/** What becomes of notices: applied and proven, restricted as evidence, not found, disputed and settled either way, and not answered at all. */
export const noticeCourses: readonly NoticeCourse[] = [
  applied('COR'),
  applied('DEL'),
  applied('RST'),
  disputed('keep'),
  disputed('apply'),
  async one => {
    const notice = await order(one, 'DEL')
    await one.pace.pass(day)
    await acknowledge(one, notice, 'RST', 'Gardé comme preuve dans une affaire en cours, fermé à tout autre usage.')
    await one.pace.pass(day)
    await prove(one, notice)
  },
  // Ordered twice: the second time nothing is found.
  async one => {
    await applied('DEL')(one)
    const again = await order(one, 'DEL')
    await acknowledge(one, again, 'NFD')
    await one.pace.pass(day)
  },
  // Silence: overdue at ten days, told to both supervisors.
  async one => {
    await order(one, 'DEL')
    await one.pace.pass(14 * day)
  },
]
