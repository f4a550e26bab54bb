import { Fault, type Json, readJson } from '@entraide/ground'
import type { Dossier, DraftFields } from '@entraide/node/api'
import { type Command, Option } from 'commander'
import type { Cli } from './cli.ts'
import { badInput, Ending, exitCodes } from './ending.ts'

/** The fields of a request as options; each is also a field of the form, and of a file of fields. */
export type FieldOptions = {
  readonly from?: string
  readonly to?: string
  readonly type?: string
  readonly agreement?: string
  readonly clause?: string
  readonly purpose?: string
  readonly crimeArea?: string
  readonly data?: string[]
  readonly subject?: string
  readonly handling?: string[]
  readonly restriction?: string[]
  readonly event?: string
  readonly basis?: string
  readonly assurance?: string[]
  readonly classification?: string
  readonly case?: string
  readonly reasons?: string
  readonly urgency?: string
  readonly title?: string
  readonly items?: string
  readonly holdUntil?: string
  readonly writtenIn?: string
  readonly judicialAuthorisation?: string
  readonly context?: string[]
  readonly legalReview?: string
  readonly rightsTest?: string
  readonly note?: string
}

/** Gives a command the options that fill a form. */
export function withFieldOptions(command: Command): Command {
  return command
    .option('--from <file>', 'start from a JSON file of fields (- for standard input); options below change single fields')
    .option('--to <node>', 'the partner node')
    .addOption(new Option('--type <code>', 'REQ request, SPO spontaneous information, WAR imminent danger').choices(['REQ', 'SPO', 'WAR']))
    .option('--agreement <hash>', 'hash of the agreement version, or its id when one version is active')
    .option('--clause <id>', 'the clause that permits it; leave it out and "request check" offers those that fit')
    .option('--purpose <code>', 'purpose (PREV, DETE, INVE …)')
    .option('--crime-area <code>', 'crime area (TERR, DRUG, THB …)')
    .option('--data <codes...>', 'data categories that leave (NAME BIRT DOCU …)')
    .option('--subject <code>', 'who it is about (SUS, WIT, VIC …)')
    .option('--handling <codes...>', 'handling codes (H0 H1 H2 H3)')
    .option('--restriction <text>', 'a condition that goes with H3 and binds whoever reads; give it once for each', (text: string, before?: string[]) => [
      ...(before ?? []),
      text,
    ])
    .option('--event <text>', 'the event that data about an event serve (purpose EVNT)')
    .option('--basis <code>', 'transfer basis (LED-37-1-a …)')
    .option('--assurance <codes...>', 'assurances asked for (NDP NTT SPE …)')
    .option('--classification <code>', 'U, DR …')
    .option('--case <reference>', 'your own case reference')
    .option('--reasons <text>', 'detailed reasons; @FILE reads them from a file')
    .option('--urgency <code>', 'IMM, U8H, U3D, N7D')
    .option('--title <text>', 'a short title')
    .option('--items <file>', 'JSON array of items: persons, objects, statements')
    .option('--hold-until <date>', 'the last day the partner may keep it (YYYY-MM-DD)')
    .option('--written-in <code>', 'language the texts are written in (en, fr, nl, ar)')
    .option('--judicial-authorisation <reference>', "the magistrate's consent, for data of a judicial file")
    .option(
      '--context <words...>',
      'whom or what it touches: journalist activist diaspora-association lawyer political military religious racial; it stays here',
    )
    .option('--legal-review <reference>', 'the opinion of your legal adviser, where the context or a detained person’s statement wants one; it stays here')
    .option('--rights-test <text>', 'the rights weighed against the interest, for LED-38-1-d and LED-38-1-e; it stays here')
    .option('--note <text>', 'a note to the partner')
}

/** An empty form: what a person finds before typing. */
export const emptyFields: DraftFields = {
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
  language: 'en',
  title: '',
  items: [],
  holdUntil: null,
  ground: null,
  extent: null,
  use: null,
  note: '',
}

/**
 * A form of a base, the file of `--from` and the single options, in this order. Codes are not judged here: the node
 * does, and names the field.
 */
export async function fieldsOf(cli: Cli, options: FieldOptions, base: DraftFields = emptyFields): Promise<DraftFields> {
  const file = options.from === undefined ? {} : await jsonObject(cli, options.from)
  const items = options.items === undefined ? undefined : await jsonFile(cli, options.items)
  const given = {
    to: options.to,
    messageType: options.type,
    agreement: options.agreement === undefined ? undefined : await agreementHash(cli, options.agreement),
    clause: options.clause,
    purpose: options.purpose,
    crimeArea: options.crimeArea,
    dataCategories: codes(options.data),
    subjectCategory: options.subject,
    handling: codes(options.handling),
    restrictions: options.restriction,
    event: options.event,
    transferBasis: options.basis,
    assurances: codes(options.assurance),
    classification: options.classification,
    caseReference: options.case,
    reasons: options.reasons?.startsWith('@') ? new TextDecoder().decode(await cli.file(options.reasons.slice(1), 65_536)) : options.reasons,
    urgency: options.urgency,
    title: options.title,
    items,
    holdUntil: options.holdUntil,
    language: options.writtenIn,
    judicialFile: options.judicialAuthorisation === undefined ? undefined : true,
    judicialAuthorisation: options.judicialAuthorisation,
    note: options.note,
    review: reviewOf(options, (file as Partial<DraftFields>).review ?? base.review),
  }
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { ...base, ...file, ...said } as DraftFields
}

/** What was weighed at home, as far as options say it; the rest as it was. */
function reviewOf({ context, legalReview, rightsTest }: FieldOptions, before: DraftFields['review']): DraftFields['review'] {
  if (context === undefined && legalReview === undefined && rightsTest === undefined) return undefined
  const { contexts, ...was } = before ?? { contexts: [], legalReview: '', rightsTest: '' }
  // Words are not judged here: the node does, and names the field.
  return { contexts: (codes(context) ?? contexts) as typeof contexts, legalReview: legalReview ?? was.legalReview, rightsTest: rightsTest ?? was.rightsTest }
}

/** The form of a message that answers in a thread: the legal part repeats what the thread settled. */
export function replyFields(dossier: Dossier, messageType: DraftFields['messageType']): DraftFields {
  const answered = dossier.messages.findLast(message => message.direction === 'in') ?? dossier.messages.at(-1)
  const basis = dossier.legalBasis
  if (answered === undefined || basis === null)
    throw badInput(
      'dossier-not-open',
      'This dossier has not been opened today, so its legal basis is not at hand.',
      'Open it with a reason: entraide request open DOSSIER --reason "…"',
    )
  return {
    ...emptyFields,
    to: dossier.row.partner as DraftFields['to'],
    messageType,
    inReplyTo: answered.id,
    agreement: basis.agreement.hash,
    clause: basis.clause,
    purpose: basis.purpose as DraftFields['purpose'],
    crimeArea: dossier.row.crimeArea as DraftFields['crimeArea'],
    dataCategories: answered.dataCategories as DraftFields['dataCategories'],
    title: answered.title,
    subjectCategory: answered.subjectCategory as DraftFields['subjectCategory'],
    handling: basis.handling as DraftFields['handling'],
    ...(answered.restrictions.length === 0 ? {} : { restrictions: answered.restrictions }),
    ...(answered.event === null ? {} : { event: answered.event }),
    transferBasis: basis.transferBasis as DraftFields['transferBasis'],
    assurances: basis.assurances as DraftFields['assurances'],
    classification: answered.classification as DraftFields['classification'],
    caseReference: answered.caseReference,
    urgency: dossier.row.clock.urgency,
    holdUntil: basis.holdUntil,
  }
}

/** `A B`, `A,B` and `A, B` are the same list. */
function codes(given: readonly string[] | undefined): string[] | undefined {
  return given?.flatMap(each => each.split(/[\s,]+/)).filter(each => each !== '')
}

async function agreementHash(cli: Cli, named: string): Promise<string> {
  if (/^[0-9a-f]{64}$/.test(named)) return named
  const active = (await cli.node.get<readonly { hash: string; id: string; standing: string }[]>('/v1/agreements')).filter(
    each => each.id === named && each.standing === 'active',
  )
  if (active.length === 1 && active[0] !== undefined) return active[0].hash
  throw badInput('agreement-ambiguous', `${active.length} versions of ${named} are active on this node.`, 'Name one by its hash: entraide agreement list')
}

async function jsonObject(cli: Cli, path: string): Promise<{ readonly [name: string]: Json }> {
  const value = await jsonFile(cli, path)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badInput('json-not-object', `${path} does not hold a JSON object.`, 'Write fields as {"to":"MA-DGSN-SPOC", …}.')
  return value as { readonly [name: string]: Json }
}

/** Strict JSON of a file; an error names file, line and column. */
export async function jsonFile(cli: Cli, path: string): Promise<Json> {
  try {
    return readJson(await cli.file(path)).value
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    const { line, column } = fault.facts as { line?: number; column?: number }
    throw new Ending(exitCodes.badInput, fault.code, fault.message, {
      places: [{ file: path, line: line ?? 1, column: column ?? 1, code: fault.code, says: fault.message }],
    })
  }
}
