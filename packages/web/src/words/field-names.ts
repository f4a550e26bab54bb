import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** What the fields of an ask are called in the form, so that a missing one is named and not only linked to. */
const names: { readonly [field: string]: MessageDescriptor } = {
  to: msg`To`,
  from: msg`Node`,
  regime: msg`Regime`,
  messageType: msg`Kind`,
  agreement: msg`Clause`,
  clause: msg`Clause`,
  purpose: msg`Purpose`,
  crimeArea: msg`Crime area`,
  urgency: msg`Urgency`,
  title: msg`Title`,
  caseReference: msg`Your case reference`,
  reasons: msg`Reasons`,
  statement: msg`Reasons`,
  judicialAuthorisation: msg`The magistrate’s authorisation`,
  legalReview: msg`The legal adviser’s opinion`,
  rightsTest: msg`Rights weighed against the interest`,
  contextFlags: msg`Whom or what it touches`,
  subjectCategory: msg`In what capacity the person appears`,
  items: msg`Whom or what it concerns`,
  subjects: msg`Whom or what it concerns`,
  dataCategories: msg`Data this message contains`,
  handling: msg`Handling codes`,
  restrictions: msg`Conditions of code H3`,
  event: msg`The event`,
  assurances: msg`Assurances`,
  transferBasis: msg`Basis of the transfer`,
  holdUntil: msg`May be kept until`,
  language: msg`Language you write in`,
  classification: msg`Classification`,
  note: msg`Note`,
  necessityNote: msg`Why the partner should know`,
  ground: msg`Ground of the refusal`,
  extent: msg`Extent`,
  use: msg`Use`,
}

/** What a field is called in the form; undefined for one the form does not show. `items/0/person` is a field of `items`. */
export function fieldName(field: string): MessageDescriptor | undefined {
  return names[field.split(/[/.[]/).find(step => step !== '') ?? field]
}
