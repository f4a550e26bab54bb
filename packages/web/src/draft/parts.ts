import type { Kind } from './fields.ts'

/** The parts of the form of a message. */
export type Part =
  | 'recipient'
  | 'basis'
  | 'case'
  | 'reasons'
  | 'review'
  | 'event'
  | 'items'
  | 'handling'
  | 'transfer'
  | 'ground'
  | 'extent'
  | 'use'
  | 'note'
  | 'more'
  | 'attachments'

const opening: readonly Part[] = ['recipient', 'basis', 'case', 'reasons', 'review', 'items', 'handling', 'transfer', 'attachments', 'more']
const answering: readonly Part[] = ['extent', 'items', 'note', 'case', 'reasons', 'review', 'handling', 'transfer', 'attachments', 'more']

/** The parts that each kind shows. A message that continues a dossier keeps the terms of what it answers and shows few. */
const partsByKind: { readonly [K in Kind]?: readonly Part[] } = {
  REQ: opening,
  SPO: [...opening, 'note'],
  WAR: [...opening, 'note'],
  REP: answering,
  RFS: ['ground', 'note'],
  RTC: ['note'],
  CLR: ['note'],
  FBK: ['use', 'note'],
  WDW: ['note'],
  PLN: ['note', 'transfer', 'more'],
  // What a notice is about is chosen on its message; here stand why, and for a correction what is right.
  COR: ['reasons', 'items'],
  DEL: ['reasons'],
  RST: ['reasons'],
  ACK: ['note'],
  // What a step of an identification says is in its matter, and written by its own act.
  IDR: [],
  IDS: [],
  IDA: [],
  // So is what a step of a visit says; each side states the assurances and the basis of its transfer.
  VIS: ['transfer'],
}

/** Where the form shows a field of the ask: the part that must be there when the law asks for it, whatever the kind. */
const partOf: { readonly [field: string]: Part } = {
  to: 'recipient',
  agreement: 'basis',
  clause: 'basis',
  purpose: 'basis',
  crimeArea: 'basis',
  urgency: 'basis',
  caseReference: 'case',
  title: 'case',
  judicialAuthorisation: 'case',
  legalReview: 'review',
  contextFlags: 'review',
  rightsTest: 'review',
  event: 'event',
  reasons: 'reasons',
  statement: 'reasons',
  items: 'items',
  subjectCategory: 'items',
  handling: 'handling',
  restrictions: 'handling',
  assurances: 'transfer',
  transferBasis: 'more',
  holdUntil: 'more',
  language: 'more',
  classification: 'more',
  dataCategories: 'more',
  note: 'note',
  ground: 'ground',
  extent: 'extent',
  use: 'use',
}

/** The parts that a kind shows, and those that what is still missing asks for besides. */
export function partsOf(kind: Kind, missing: readonly (string | null)[]): readonly Part[] {
  const asked = missing.flatMap(field => (field === null ? [] : (partOf[field.split(/[/.[]/).find(step => step !== '') ?? ''] ?? [])))
  return [...new Set([...(partsByKind[kind] ?? answering), ...asked])]
}
