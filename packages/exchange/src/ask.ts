import type { Ask, AskItem, AskThread, Consent } from '@entraide/agreement'
import type { MessageBody } from './body.ts'
import type { Answered, LegalPart, Review } from './draft.ts'
import type { Item } from './item.ts'

/** What a question is made of: a draft, or a form half filled, whose open fields are null. */
export type Asking = {
  readonly legal: { readonly [K in keyof LegalPart]: LegalPart[K] | null }
  readonly answers: Answered | null
  readonly items: readonly Item[]
  readonly judicialFile: boolean
  readonly judicialAuthorisation: string
  readonly review?: Review | undefined
  readonly note: string
  readonly title: string
  readonly attachments: readonly { readonly name: string }[]
  readonly matter?: unknown
  readonly holdUntil: string | null
  readonly language: string
  readonly guards: Ask['guards']
}

/** The question a draft puts to its clause, with all its items and the home guards. */
export function askOfDraft(draft: Asking): Ask {
  const { restrictions, event, ...legal } = draft.legal
  return {
    ...legal,
    ...besides(restrictions, event),
    dataCategories: draft.legal.dataCategories ?? [],
    handling: draft.legal.handling ?? [],
    assurances: draft.legal.assurances ?? [],
    guards: draft.guards,
    ...(draft.items.length > 0 ? { items: draft.items.map(askItem) } : {}),
    ...(draft.answers === null ? {} : { thread: askThread(draft.answers) }),
    ...personsNamed(draft.items),
    judicialFile: draft.judicialFile,
    ...(draft.judicialAuthorisation === '' ? {} : { judicialAuthorisation: draft.judicialAuthorisation }),
    ...weighed(draft.review),
    ...noteOfNecessity(draft.legal.messageType, draft.note),
    ...(draft.holdUntil === null ? {} : { holdUntil: draft.holdUntil as NonNullable<Ask['holdUntil']> }),
    language: draft.language,
    texts: textsOf(draft),
  }
}

/**
 * The same question as the receiver puts it, of the message alone: no guards, no protections, no holdings, so that its
 * answer and its time reveal nothing of them (design section 5).
 */
export function askOfBody(body: MessageBody, answered: Answered | null): Ask {
  const { restrictions, event, ...legal } = body.ask
  return {
    ...legal,
    ...besides(restrictions, event),
    guards: {},
    ...(body.items.length > 0 ? { items: body.items.map(askItem) } : {}),
    ...(answered === null ? {} : { thread: askThread(answered) }),
    ...personsNamed(body.items),
    ...noteOfNecessity(body.messageType, body.note),
    holdUntil: body.holdUntil as NonNullable<Ask['holdUntil']>,
    language: body.language,
    texts: textsOf(body),
  }
}

function askThread(answered: Answered): AskThread {
  return { messageType: answered.messageType, purpose: answered.purpose, handling: answered.handling, classification: answered.classification }
}

function askItem(item: Item): AskItem {
  return {
    category: item.category,
    sourceEval: item.source,
    infoEval: item.information,
    nature: item.nature,
    provenance: item.provenance,
    ...(item.verifiedOn === undefined ? {} : { verifiedOn: item.verifiedOn as NonNullable<AskItem['verifiedOn']> }),
    ...(item.justification === undefined ? {} : { justification: item.justification }),
    ...(item.originCountry === undefined ? {} : { originCountry: item.originCountry }),
    ...(item.originator === undefined ? {} : { originator: item.originator }),
    ...(item.originConsent === undefined ? {} : { consent: item.originConsent as Consent }),
    ...(item.originEmergency === undefined ? {} : { emergency: true }),
  }
}

/** How many persons a message names: the linter of bulk requests counts them (R6). A message without a person item says nothing. */
function personsNamed(items: readonly Item[]): { subjects?: number } {
  const persons = items.filter(item => item.person !== undefined).length
  return persons === 0 ? {} : { subjects: persons }
}

/** The conditions of H3 and the event, where they are said. */
function besides(restrictions: readonly string[] | null | undefined, event: string | null | undefined): Pick<Ask, 'restrictions' | 'event'> {
  return { ...(restrictions ? { restrictions } : {}), ...(event ? { event } : {}) }
}

function weighed(review: Review | undefined): Pick<Ask, 'contextFlags' | 'legalReview' | 'rightsTest'> {
  if (review === undefined) return {}
  const { contexts, legalReview, rightsTest } = review
  return {
    ...(contexts.length === 0 ? {} : { contextFlags: contexts }),
    ...(legalReview === '' ? {} : { legalReview }),
    ...(rightsTest === '' ? {} : { rightsTest }),
  }
}

/** Spontaneous information says why the other side should know: its note (machine (b)). */
function noteOfNecessity(messageType: string | null, note: string): { necessityNote?: string } {
  return messageType !== null && ['SPO', 'WAR'].includes(messageType) && note.trim() !== '' ? { necessityNote: note } : {}
}

type Written = Pick<Asking, 'title' | 'note' | 'items' | 'attachments'> & { readonly matter?: unknown }

/**
 * Everything a person wrote that the partner will read, beside what the clause is asked about. A refusal's note, a title or the name
 * of a file tells of an application as well as the reasons do (R9, R28).
 */
function textsOf({ title, note, items, attachments, matter }: Written): { readonly [where: string]: string } {
  const texts: { [where: string]: string } = {}
  const put = (where: string, text: string | undefined) => {
    if (text !== undefined && text.trim() !== '') texts[where] = text
  }
  put('title', title)
  put('note', note)
  items.forEach(({ text, justification, originEmergency }, at) => {
    put(`items/${at}/text`, text)
    put(`items/${at}/justification`, justification)
    put(`items/${at}/originEmergency/threat`, originEmergency?.threat)
  })
  attachments.forEach(({ name }, at) => void put(`attachments/${at}/name`, name))
  const walk = (value: unknown, where: string) => {
    if (typeof value === 'string') put(where, value)
    else if (typeof value === 'object' && value !== null) for (const [name, each] of Object.entries(value)) walk(each, `${where}/${name}`)
  }
  walk(matter, 'matter')
  return texts
}
