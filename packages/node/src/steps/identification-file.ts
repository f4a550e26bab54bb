import type { Draft as CompleteDraft, IdentificationMatter } from '@entraide/exchange'
import { type CalendarDate, isCalendarDate, type NodeId } from '@entraide/ground'
import { isCode } from '@entraide/vocabulary'
import type { DraftFields, FilePart, IdentificationFile } from '../http/api.ts'

/** A file that nothing is written in yet. */
export function emptyFile(language: IdentificationFile['language'], caseReference: string, holdUntil: string): IdentificationFile {
  return {
    language,
    caseReference,
    reasons: '',
    names: [],
    birthDate: '',
    sex: null,
    birthPlace: '',
    nationalities: [],
    documents: [],
    father: [],
    mother: [],
    decisionReference: '',
    decisionOn: '',
    sheetLanguage: null,
    sheetGivenOn: '',
    whyPrints: '',
    source: 'B',
    information: '2',
    provenance: 'OBSE',
    transferBasis: null,
    holdUntil: isCalendarDate(holdUntil) ? holdUntil : '',
  }
}

/** What stands beside the file in its message: whom it goes to, under what. */
export type FileTerms = { readonly to: NodeId; readonly agreement: string; readonly clause: string; readonly handling: DraftFields['handling'] }
/** The files attached, as far as a message speaks of them. */
type Attached = CompleteDraft['attachments']

/** The message that a file makes: its statements, the categories they are of, and its matter once that is whole. */
export function fieldsOfFile(file: IdentificationFile, terms: FileTerms, attached: Attached): DraftFields {
  const items = itemsOf(file, attached)
  const categories = new Set<DraftFields['dataCategories'][number]>(items.map(item => item.category))
  if (file.birthDate !== '' || file.birthPlace.trim() !== '') categories.add('BIRT')
  if (file.father.length + file.mother.length > 0) categories.add('PARE')
  if (file.nationalities.length > 0) categories.add('NATI')
  if (file.documents.length > 0) categories.add('DOCU')
  if (photoIn(attached) !== null) categories.add('PHOT')
  return {
    to: terms.to,
    messageType: 'IDR',
    inReplyTo: null,
    agreement: terms.agreement,
    clause: terms.clause,
    purpose: 'RETN',
    crimeArea: null,
    dataCategories: [...categories],
    subjectCategory: 'FOR',
    handling: [...terms.handling],
    transferBasis: file.transferBasis,
    assurances: ['NTT', 'SPE', 'DEL', 'NON'],
    classification: 'U',
    caseReference: file.caseReference,
    reasons: file.reasons,
    urgency: 'ID45',
    judicialFile: false,
    judicialAuthorisation: '',
    language: file.language,
    title: titles[file.language],
    items,
    holdUntil: file.holdUntil === '' ? null : file.holdUntil,
    ground: null,
    extent: null,
    use: null,
    note: '',
    matter: matterOf(file, attached),
  }
}

/** What is missing: first what no message can do without, then what a verification can hardly do without. */
export function missingIn(file: IdentificationFile, attached: Attached): readonly FilePart[] {
  const latin = file.names.some(name => /\p{Script=Latin}/u.test(name))
  const arabic = file.names.some(name => /\p{Script=Arabic}/u.test(name))
  const parts: readonly (readonly [FilePart, boolean])[] = [
    ['names', file.names.some(name => name.trim() !== '')],
    ['case-reference', file.caseReference.trim() !== ''],
    ['reasons', file.reasons.trim() !== ''],
    ['decision', file.decisionReference.trim() !== '' && file.decisionOn !== ''],
    ['information-sheet', file.sheetLanguage !== null && file.sheetGivenOn !== ''],
    ['hold-until', file.holdUntil !== ''],
    ['why-prints', printsIn(attached) === null || file.whyPrints.trim() !== ''],
    ['latin-name', latin],
    ['arabic-name', arabic],
    ['birth-date', file.birthDate !== ''],
    ['birth-place', file.birthPlace.trim() !== ''],
    ['parents', file.father.length + file.mother.length > 0],
    ['prints', printsIn(attached) !== null],
    ['photo', photoIn(attached) !== null],
  ]
  return parts.filter(([, isThere]) => !isThere).map(([part]) => part)
}

/** The file as it stands in a message that has left, for whoever reads the thread. */
export function fileOfMessage(body: {
  readonly items: DraftFields['items']
  readonly ask: { caseReference: string; reasons: string }
  readonly language: string
  readonly holdUntil: string
  readonly matter?: DraftFields['matter'] | undefined
}): IdentificationFile {
  const named = body.items.find(item => item.person !== undefined)
  const prints = body.items.find(item => item.category === 'FING')
  const matter = body.matter?.matter === 'identification' && body.matter.step === 'file' ? body.matter : null
  const parent = (relation: 'father' | 'mother') => matter?.parents.find(each => each.relation === relation)?.names ?? []
  const person = named?.person
  return {
    ...emptyFile(body.language as IdentificationFile['language'], body.ask.caseReference, body.holdUntil),
    reasons: body.ask.reasons,
    names: [...(person?.names ?? [])],
    birthDate: person?.birthDate ?? '',
    sex: person?.sex ?? null,
    birthPlace: person?.birthPlace ?? '',
    nationalities: [...(person?.nationalities ?? [])],
    documents: (person?.documents ?? []).map(each => ({ ...each })),
    father: [...parent('father')],
    mother: [...parent('mother')],
    decisionReference: matter?.decisionReference ?? '',
    decisionOn: matter?.decisionOn ?? '',
    sheetLanguage: (matter?.informationSheet.language as IdentificationFile['sheetLanguage']) ?? null,
    sheetGivenOn: matter?.informationSheet.givenOn ?? '',
    whyPrints: prints?.justification ?? '',
    source: named?.source ?? 'X',
    information: named?.information ?? '4',
    provenance: named?.provenance ?? 'OBSE',
  }
}

function itemsOf(file: IdentificationFile, attached: Attached): DraftFields['items'] {
  const said = { nature: 'fact', source: file.source, information: file.information, provenance: file.provenance } as const
  const names = file.names.map(name => name.trim()).filter(name => name !== '')
  const person = {
    names,
    ...(file.birthDate === '' ? {} : { birthDate: file.birthDate }),
    ...(file.sex === null ? {} : { sex: file.sex }),
    ...(file.birthPlace.trim() === '' ? {} : { birthPlace: file.birthPlace.trim() }),
    ...(file.nationalities.length === 0 ? {} : { nationalities: [...file.nationalities] }),
    ...(file.documents.length === 0 ? {} : { documents: file.documents.map(each => ({ ...each })) }),
  }
  const prints = printsIn(attached) === null ? [] : [{ category: 'FING' as const, ...said, provenance: 'BIOM' as const, justification: file.whyPrints }]
  return names.length === 0 ? prints : [{ category: 'NAME', person, ...said }, ...prints]
}

function matterOf(file: IdentificationFile, attached: Attached): IdentificationMatter | null {
  const { decisionOn, sheetGivenOn, sheetLanguage } = file
  if (!isCalendarDate(decisionOn) || !isCalendarDate(sheetGivenOn) || sheetLanguage === null || file.decisionReference.trim() === '') return null
  const parents = (['father', 'mother'] as const)
    .map(relation => ({ relation, names: file[relation].map(name => name.trim()).filter(name => name !== '') }))
    .filter(parent => parent.names.length > 0)
  return {
    matter: 'identification',
    step: 'file',
    decisionReference: file.decisionReference,
    decisionOn: decisionOn as CalendarDate,
    informationSheet: { language: sheetLanguage, givenOn: sheetGivenOn as CalendarDate },
    photo: photoIn(attached),
    fingerprints: printsIn(attached),
    parents,
  }
}

/** The first file of prints attached, by what its octets are; the first photo likewise. */
export const printsIn = (attached: Attached): string | null => attached.find(each => each.mediaType === 'nist')?.digest ?? null
export const photoIn = (attached: Attached): string | null => attached.find(each => each.mediaType === 'png' || each.mediaType === 'jpeg')?.digest ?? null

/** Whether a text is a code of the four by which files are written. */
export const isFileLanguage = (code: string): code is IdentificationFile['language'] => isCode('language', code) && ['en', 'fr', 'nl', 'ar'].includes(code)

const titles: { readonly [language in IdentificationFile['language']]: string } = {
  en: 'Identification of one person',
  fr: "Identification d'une personne",
  nl: 'Identificatie van één persoon',
  ar: 'تحديد هوية شخص واحد',
}
