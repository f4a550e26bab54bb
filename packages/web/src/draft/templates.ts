import type { DraftFields } from '@entraide/node/api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** A start for the requests an office writes most: what is usual is filled in, all of it can be changed. */
export type Template = { readonly id: string; readonly name: MessageDescriptor; readonly says: MessageDescriptor; readonly fields: Partial<DraftFields> }

export const templates: readonly Template[] = [
  {
    id: 'drugs',
    name: msg`Drug trafficking`,
    says: msg`A seizure, a route, a person or a vehicle behind it`,
    fields: { crimeArea: 'DRUG', purpose: 'INVE', subjectCategory: 'SUS', urgency: 'U3D' },
  },
  {
    id: 'terrorism',
    name: msg`Terrorism`,
    says: msg`A person, a network or financing in a current investigation`,
    fields: { crimeArea: 'TERR', purpose: 'INVE', subjectCategory: 'SUS', urgency: 'U8H' },
  },
  {
    id: 'trafficking',
    name: msg`Trafficking in human beings`,
    says: msg`Offenders, routes and means; never a victim without consent`,
    fields: { crimeArea: 'THB', purpose: 'INVE', subjectCategory: 'SUS', urgency: 'U3D' },
  },
  {
    id: 'smuggling',
    name: msg`Smuggling of migrants`,
    says: msg`Organisers, boats, money`,
    fields: { crimeArea: 'SMUG', purpose: 'INVE', subjectCategory: 'SUS', urgency: 'U3D' },
  },
  {
    id: 'laundering',
    name: msg`Money laundering`,
    says: msg`Owners, companies and flows`,
    fields: { crimeArea: 'MLAU', purpose: 'INVE', subjectCategory: 'SUS', urgency: 'N7D' },
  },
  {
    id: 'vehicle',
    name: msg`Stolen vehicle`,
    says: msg`A vehicle or its papers`,
    fields: { crimeArea: 'MVEH', purpose: 'OBJT', subjectCategory: 'OFF', urgency: 'N7D' },
  },
  { id: 'missing', name: msg`Missing person`, says: msg`Or an unidentified body`, fields: { purpose: 'MISS', subjectCategory: 'MIS', urgency: 'U8H' } },
  { id: 'blank', name: msg`Any other matter`, says: msg`An empty form`, fields: {} },
]
