import type { Dossier, DraftFields, ThreadMessage } from '@entraide/node/api'
import { wholeMatter } from '../plan/whole.ts'

export type Item = DraftFields['items'][number]
export type Kind = DraftFields['messageType']

/** A form before typing: the codes usual for police data in this relation (R10), nothing else presumed. */
export function emptyFields(kind: Kind, language: DraftFields['language']): DraftFields {
  return {
    to: null,
    messageType: kind,
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
    language,
    title: '',
    items: [],
    holdUntil: inOneYear(),
    ground: null,
    extent: null,
    use: null,
    note: '',
  }
}

/** The usual first holding period: one year, which the sender may shorten (vocabulary, clock RETAIN-REVIEW). */
function inOneYear(): string {
  const day = new Date()
  day.setUTCFullYear(day.getUTCFullYear() + 1)
  return day.toISOString().slice(0, 10)
}

/** The states whose data leave the Union when they go to any other state (LED art. 3(16), chapter V). */
const unionStates = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')

/**
 * What must stand beside data of a person that leave the Union for a third state: the usual basis, the assurances
 * (R19, R23). Nothing of it the other way, nor at home.
 */
export function guarantees(from: string, to: string | null): Pick<DraftFields, 'transferBasis' | 'assurances'> {
  const leaves = unionStates.includes(from.slice(0, 2)) && to !== null && !unionStates.includes(to.slice(0, 2))
  return leaves ? { transferBasis: 'LED-37-1-b', assurances: ['NDP', 'NTT', 'SPE'] } : { transferBasis: null, assurances: [] }
}

/** The form of a message that continues a dossier: its terms are those of the message it answers (R3, R10). */
export function replyFields(kind: Kind, dossier: Dossier, from: string, language: DraftFields['language']): DraftFields {
  const { row, legalBasis } = dossier
  const answered = dossier.messages.findLast(message => message.direction === 'in') ?? dossier.messages.at(-1)
  return {
    ...emptyFields(kind, language),
    to: row.partner,
    inReplyTo: (answered?.id ?? null) as DraftFields['inReplyTo'],
    agreement: (legalBasis?.agreement.hash ?? null) as DraftFields['agreement'],
    clause: row.clause ?? '',
    purpose: row.purpose as DraftFields['purpose'],
    crimeArea: row.crimeArea as DraftFields['crimeArea'],
    urgency: row.clock.urgency,
    dataCategories: (answered?.dataCategories ?? []) as DraftFields['dataCategories'],
    subjectCategory: (answered?.subjectCategory ?? null) as DraftFields['subjectCategory'],
    handling: (answered?.handling ?? ['H1', 'H2']) as DraftFields['handling'],
    ...conditionsOf(answered),
    ...(answered?.event == null ? {} : { event: answered.event }),
    ...guarantees(from, row.partner),
    classification: (answered?.classification ?? 'U') as DraftFields['classification'],
    caseReference: caseReferenceOf(dossier.messages),
    // Both sides go on under the title that the thread has.
    title: answered?.title ?? '',
    holdUntil: legalBasis?.holdUntil ?? inOneYear(),
    extent: kind === 'REP' ? 'whole' : null,
  }
}

/**
 * A new request that begins with what a message said: to whom, why and on what basis is written anew. The node is told what it is
 * made of, so that a correction or an erasure can follow it. Each statement says from which service and state it came: but for going back
 * there it needs a consent of its own (R13, R21), whatever was consented to, or could not be asked, when it came.
 *
 * @param self, partner - the node that reuses it, and the one it came from
 */
export function reuseFields(
  message: Pick<ThreadMessage, 'items' | 'dataCategories' | 'handling' | 'restrictions'>,
  self: string,
  partner: string,
  language: DraftFields['language'],
): DraftFields {
  return {
    ...emptyFields('REQ', language),
    items: message.items.map(({ originator = partner, originCountry = partner.slice(0, 2), originConsent: _, originEmergency: __, ...item }) => ({
      ...item,
      originCountry,
      // What we had given ourselves is ours again.
      ...(originator === self ? {} : { originator }),
    })),
    dataCategories: message.dataCategories as DraftFields['dataCategories'],
    handling: message.handling as DraftFields['handling'],
    ...conditionsOf(message),
  }
}

/** The conditions of H3 go on with the data, as the code does. */
function conditionsOf(message: Pick<ThreadMessage, 'restrictions'> | undefined): Pick<DraftFields, 'restrictions'> {
  return message === undefined || message.restrictions.length === 0 ? {} : { restrictions: message.restrictions }
}

/** The conditions that leave with a draft: those that say something, where H3 stands. */
export function leavingConditions(fields: DraftFields): readonly string[] {
  return bearsH3(fields) ? (fields.restrictions ?? []).filter(text => text.trim() !== '') : []
}

/** Whether the message or one of its statements is under H3. */
export function bearsH3({ handling, items }: DraftFields): boolean {
  return [handling, ...items.map(item => item.handling ?? [])].some(codes => codes.includes('H3'))
}

/** The case that the thread is about: ours where a message of ours named one, else theirs. */
function caseReferenceOf(messages: readonly ThreadMessage[]): string {
  const named = messages.filter(message => message.caseReference !== '')
  return (named.findLast(message => message.direction === 'out') ?? named.at(-1))?.caseReference ?? ''
}

/**
 * The fields as they can be sent while half typed: names, documents and dates that are not yet whole are left out.
 * The form keeps what was typed; only the copy at the node waits for the missing letters.
 */
export function sendable(fields: DraftFields): DraftFields {
  return {
    ...fields,
    holdUntil: isDay(fields.holdUntil) ? fields.holdUntil : null,
    items: fields.items.flatMap(item => {
      const whole = sendableItem(item)
      return whole === null ? [] : [whole]
    }),
    ...(fields.matter === undefined ? {} : { matter: wholeMatter(fields.matter, fields.language) }),
  }
}

function sendableItem(item: Item): Item | null {
  const { person, verifiedOn, holdUntil, originCountry, originator, originConsent, originEmergency, justification, text, ...rest } = item
  const names = person?.names.map(name => name.trim()).filter(name => name !== '') ?? []
  if (person !== undefined && names.length === 0 && (text ?? '') === '') return null
  const birthDate = person?.birthDate
  const nationalities = person?.nationalities?.filter(code => /^[A-Z]{2,3}$/.test(code)) ?? []
  const documents = person?.documents?.filter(one => one.kind !== '' && /^[A-Z]{2,3}$/.test(one.country) && one.number.trim() !== '') ?? []
  return {
    ...rest,
    ...(person === undefined || names.length === 0
      ? {}
      : {
          person: {
            names,
            ...(birthDate !== undefined && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(birthDate) ? { birthDate } : {}),
            ...(person.sex === undefined ? {} : { sex: person.sex }),
            ...(person.birthPlace ? { birthPlace: person.birthPlace } : {}),
            ...(nationalities.length === 0 ? {} : { nationalities }),
            ...(documents.length === 0 ? {} : { documents }),
          },
        }),
    ...(text ? { text } : {}),
    ...(isDay(verifiedOn) ? { verifiedOn } : {}),
    ...(isDay(holdUntil) ? { holdUntil } : {}),
    ...(justification ? { justification } : {}),
    ...(originCountry ? { originCountry } : {}),
    ...(originator?.trim() ? { originator: originator.trim() } : {}),
    ...(originEmergency !== undefined && originEmergency.threat.trim() !== '' && originEmergency.authority.trim() !== '' ? { originEmergency } : {}),
    ...(originConsent !== undefined && originConsent.by !== '' && originConsent.reference !== '' && isDay(originConsent.on) ? { originConsent } : {}),
  } as Item
}

/** Whether a text is a day of the calendar, like 2026-11-23. */
export function isDay(text: string | null | undefined): text is string {
  if (text === null || text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const milliseconds = Date.parse(`${text}T00:00:00Z`)
  // 31 February reads as 3 March: only a day that comes back as it was written exists.
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text)
}

/** The data categories that the items themselves show: what the form can say without being asked (dimension `dataCategories`). */
export function shownCategories(items: readonly Item[]): readonly DraftFields['dataCategories'][number][] {
  const found = new Set<DraftFields['dataCategories'][number]>()
  for (const { category, person } of items) {
    found.add(category)
    if (person === undefined) continue
    found.add('NAME')
    if (person.birthDate || person.birthPlace) found.add('BIRT')
    if (person.nationalities?.length) found.add('NATI')
    if (person.documents?.length) found.add('DOCU')
  }
  return [...found]
}

/** The fields after their items changed: categories the old items showed go, those the new ones show come, those ticked by hand stay. */
export function withItems(fields: DraftFields, items: readonly Item[]): DraftFields {
  const before = shownCategories(fields.items)
  const byHand = fields.dataCategories.filter(code => !before.includes(code))
  return { ...fields, items: [...items], dataCategories: [...new Set([...byHand, ...shownCategories(items)])] }
}

/** A new statement. Nothing is claimed for it: a source that cannot be judged, information that cannot be judged. */
export function newItem(category: Item['category'], person: boolean): Item {
  return { category, nature: 'fact', source: 'X', information: '4', provenance: 'REGI', ...(person ? { person: { names: [''] } } : { text: '' }) }
}
