import { type CalendarDate, dateIn, instantOf, laterDate, type NodeId, type Uuid } from '@entraide/ground'
import type { Draft } from '@entraide/node/api'

export type Fields = Draft['fields']
type Item = Fields['items'][number]

/** Today and a later day, as the forms write them. */
export const today = (): CalendarDate => dateIn(instantOf(Date.now()), 'Europe/Brussels')
export const inDays = (days: number): CalendarDate => laterDate(today(), days)

/** What must stand beside data of a person that leave the Union for a third state (R19, R23); nothing of it the other way. */
const leavingTheUnion = { transferBasis: 'LED-37-1-b', assurances: ['NDP', 'NTT', 'SPE'] } as const

const empty: Fields = {
  to: null,
  messageType: 'REQ',
  inReplyTo: null,
  agreement: null,
  clause: '',
  purpose: null,
  crimeArea: null,
  dataCategories: [],
  subjectCategory: null,
  handling: ['H1', 'H2'],
  transferBasis: null,
  assurances: [],
  classification: 'U',
  caseReference: '',
  reasons: '',
  urgency: 'N7D',
  judicialFile: false,
  judicialAuthorisation: '',
  language: 'fr',
  title: '',
  items: [],
  holdUntil: null,
  ground: null,
  extent: null,
  use: null,
  note: '',
}

/** A filled form from one node to another: what is not said is as a careful officer would leave it. */
export function fieldsFor(from: NodeId, to: NodeId, said: Partial<Fields>): Fields {
  const leaves = from.startsWith('BE-') && !to.startsWith('BE-')
  const transfer = leaves ? { transferBasis: leavingTheUnion.transferBasis, assurances: [...leavingTheUnion.assurances] } : {}
  return { ...empty, ...transfer, to, holdUntil: inDays(300), ...said }
}

/** A form that answers a message of a thread: same agreement, clause, purpose, codes and case as the message that opened it. */
export function fieldsToAnswer(from: NodeId, to: NodeId, opening: Fields, inReplyTo: Uuid, said: Partial<Fields>): Fields {
  const { agreement, clause, purpose, crimeArea, dataCategories, subjectCategory, urgency, classification, handling, caseReference, language } = opening
  const kept = { agreement, clause, purpose, crimeArea, dataCategories, subjectCategory, urgency, classification, handling, caseReference, language }
  return fieldsFor(from, to, { ...kept, inReplyTo, ...said })
}

/** A statement about a person, checked today. */
export function item(
  said: Omit<Partial<Item>, 'person'> & Pick<Item, 'category'> & { readonly names?: string[]; readonly born?: string; readonly birthPlace?: string },
): Item {
  const { names, born, birthPlace, ...rest } = said
  const person =
    names === undefined ? {} : { person: { names, ...(born === undefined ? {} : { birthDate: born }), ...(birthPlace === undefined ? {} : { birthPlace }) } }
  return { nature: 'fact', source: 'A', information: '1', provenance: 'REGI', verifiedOn: today(), ...person, ...rest }
}
