import type { Instant } from '@entraide/ground'
import { type Classification, type HandlingCode, type InEveryLanguage, isCode, type Language, label } from '@entraide/vocabulary'
import { actName } from './act-names.ts'
import { dossierWords } from './dossier-words.ts'
import { matterFacts } from './matter-facts.ts'
import type { Block, Capital, Fact, Paper, Proof, Reader } from './paper.ts'
import { stateName } from './state-names.ts'
import { day, logName, moment, shortMoment } from './words.ts'

type Officer = { readonly office: string; readonly serviceNumber: string }
type Receipt = {
  readonly verdict: string
  readonly code: string | null
  readonly receiptAt: string | null
  readonly bodyDigest: string
  readonly log: string | null
  readonly position: number | null
}
type PaperPerson = {
  readonly names: readonly string[]
  readonly birthDate?: string | undefined
  readonly birthPlace?: string | undefined
  readonly nationalities?: readonly string[] | undefined
  readonly documents?: readonly { readonly kind: string; readonly country: string; readonly number: string }[] | undefined
}
/** A statement as it stands in a message. */
export type PaperItem = {
  readonly category: string
  readonly person?: PaperPerson | undefined
  readonly text?: string | undefined
  readonly nature: string
  readonly source: string
  readonly information: string
  readonly provenance: string
  readonly verifiedOn?: string | undefined
  readonly handling?: readonly string[] | undefined
  readonly holdUntil?: string | undefined
  readonly originCountry?: string | undefined
  readonly originator?: string | undefined
  readonly originConsent?: { readonly by: string; readonly reference: string; readonly on: string } | undefined
  readonly originEmergency?: { readonly threat: string; readonly authority: string } | undefined
}
export type PaperMessage = {
  /** Notices about it: what was corrected, erased, closed or is disputed in it. */
  readonly marks: readonly { readonly kind: string; readonly state: string; readonly effect: string | null; readonly at: string }[]
  readonly erased: { readonly at: string; readonly whole: boolean } | null
  /** What it says beside its items, by kind (`matter-facts.ts`). */
  readonly matter: { readonly matter: string; readonly [member: string]: unknown } | null
  readonly id: string
  readonly direction: 'in' | 'out'
  readonly messageType: string
  readonly at: string
  readonly drafter: Officer
  readonly releaser: Officer
  readonly title: string
  readonly reasons: string
  readonly note: string
  readonly caseReference: string
  readonly handling: readonly string[]
  /** The conditions of H3. */
  readonly restrictions: readonly string[]
  readonly event: string | null
  readonly assurances: readonly string[]
  readonly dataCategories: readonly string[]
  readonly transferBasis: string | null
  readonly holdUntil: string
  readonly ground: string | null
  readonly items: readonly PaperItem[]
  readonly attachments: readonly { readonly name: string; readonly bytes: number; readonly mediaType: string }[]
  readonly proof: Receipt
}

/** A dossier as plain values: its line, its basis, what was said in it, who did what. */
export type DossierPaper = {
  readonly node: string
  readonly ourReference: string
  readonly yourReference: string | null
  readonly partner: string | null
  readonly openingType: string
  readonly state: string
  readonly urgency: string
  readonly purpose: string | null
  readonly crimeArea: string | null
  readonly classification: Classification
  readonly handling: readonly HandlingCode[]
  readonly basis: {
    readonly agreement: InEveryLanguage
    readonly agreementId: string
    readonly version: number
    readonly clause: string
    readonly article: string | null
    readonly summary: InEveryLanguage
    readonly status: string
    readonly transferBasis: string | null
    readonly assurances: readonly string[]
    readonly holdUntil: string
  } | null
  readonly messages: readonly PaperMessage[]
  readonly timeline: readonly {
    readonly at: string
    readonly act: string
    readonly by: Officer | null
    readonly side: 'ours' | 'theirs'
    readonly outcome: string
    readonly position: number | null
  }[]
  readonly reader: Reader
  readonly at: Instant
  readonly capitals: readonly Capital[]
}

/** Statements that may be the fruit of ill-treatment are in no export (R33): what is left of them is that there are some. */
const neverOut: readonly string[] = ['STMX']

/**
 * The printable dossier: references, legal basis, every message with its statements and receipt, the record of what left the Union
 * (LED 37(3)), and the acts of both sides in their order.
 */
export function dossierPaper(dossier: DossierPaper, language: Language): Paper {
  const say = dossierWords[language]
  const { node, partner, basis, messages, capitals } = dossier
  const word = (scheme: string, code: string | null) => nameOf(scheme, code, language)
  const facts: readonly Fact[] = [
    [say.theirReference, dossier.yourReference ?? '—'],
    [say.partner, partner ?? '—'],
    [say.state, stateName(dossier.state, language)],
    [say.purpose, word('purpose', dossier.purpose)],
    [say.crimeArea, word('crimeArea', dossier.crimeArea)],
    [say.urgency, word('urgency', dossier.urgency)],
  ]
  return {
    language,
    title: `${word('messageType', dossier.openingType)} ${dossier.ourReference}`,
    subtitle: say.subtitle,
    node,
    reference: dossier.ourReference,
    classification: dossier.classification,
    handling: dossier.handling,
    proofs: proofsOf(messages),
    reader: dossier.reader,
    at: dossier.at,
    capitals,
    blocks: [
      { kind: 'facts', rows: facts },
      { kind: 'heading', level: 1, text: say.basis },
      ...basisBlocks(basis, language),
      { kind: 'heading', level: 1, text: say.messages },
      ...messages.flatMap(message => messageBlocks(message, dossier, language)),
      ...transferBlocks(dossier, language),
      { kind: 'heading', level: 1, text: say.timeline },
      {
        kind: 'table',
        columns: [
          { title: say.when, share: 18 },
          { title: say.act, share: 32 },
          { title: say.by, share: 30 },
          { title: say.outcome, share: 12 },
          { title: say.position, share: 8 },
        ],
        rows: dossier.timeline.map(entry => [
          shortMoment(entry.at, capitals[0]?.zone ?? 'UTC', language),
          actName(entry.act, language),
          entry.by === null ? node : officerText(entry.by),
          entry.outcome === 'done' ? say.done : entry.outcome === 'admitted' ? say.verdicts.admitted : `${say.verdicts.refused}\n${entry.outcome}`,
          entry.position === null ? '—' : String(entry.position),
        ]),
      },
    ],
  }
}

function basisBlocks(basis: DossierPaper['basis'], language: Language): readonly Block[] {
  const say = dossierWords[language]
  if (basis === null) return [{ kind: 'text', text: say.noBasis, quiet: true }]
  const codes = (scheme: string, list: readonly string[]) => list.map(code => nameOf(scheme, code, language)).join(' · ') || '—'
  return [
    { kind: 'text', text: `${basis.agreement[language]} (${basis.agreementId}, ${basis.version})`, strong: true },
    {
      kind: 'facts',
      rows: [
        [say.clause, basis.article === null ? basis.clause : `${basis.clause} (${say.article} ${basis.article})`],
        [say.evidence, say.status[basis.status as keyof typeof say.status] ?? basis.status],
        [say.transferBasis, nameOf('transferBasis', basis.transferBasis, language)],
        [say.assurances, codes('assurance', basis.assurances)],
        [say.holdUntil, basis.holdUntil === '' ? '—' : day(basis.holdUntil, language)],
      ],
    },
    { kind: 'text', text: basis.summary[language] },
  ]
}

function messageBlocks(message: PaperMessage, { capitals }: DossierPaper, language: Language): readonly Block[] {
  const say = dossierWords[language]
  const shown = message.items.filter(item => !neverOut.includes(item.provenance))
  const direction = message.direction === 'in' ? say.received : say.sent
  return [
    { kind: 'heading', level: 2, text: `${nameOf('messageType', message.messageType, language)} – ${direction} ${moment(message.at, capitals, language)}` },
    {
      kind: 'facts',
      rows: [
        [say.writtenBy, `${message.drafter.office} ${message.drafter.serviceNumber}`],
        [say.releasedBy, `${message.releaser.office} ${message.releaser.serviceNumber}`],
        ...(message.caseReference === '' ? [] : [[say.case, message.caseReference] as const]),
        [say.codes, message.handling.join(' ')],
        ...(message.event === null ? [] : [[say.event, message.event] as const]),
        ...(message.ground === null ? [] : [[say.ground, nameOf('refusalGround', message.ground, language)] as const]),
        [say.holdUntil, day(message.holdUntil, language)],
        [say.receipt, receiptText(message.proof, capitals, language)],
        ...matterFacts(message.matter, language),
      ],
    },
    ...marksOf(message, capitals, language),
    ...(message.restrictions.length === 0 ? [] : [{ kind: 'notice', text: [say.conditions, ...message.restrictions].join('\n') } as const]),
    ...[message.title, message.reasons, message.note]
      .filter(text => text.trim() !== '')
      .map((text, at): Block => ({ kind: 'text', text, strong: at === 0 && text === message.title })),
    ...(shown.length === 0
      ? []
      : [
          {
            kind: 'table',
            columns: [
              { title: say.category, share: 18 },
              { title: say.statement, share: 44 },
              { title: say.evaluation, share: 20 },
              { title: say.codes, share: 18 },
            ],
            rows: shown.map(item => [
              nameOf('dataCategory', item.category, language),
              [statementOf(item), ...originOf(item, language)].join('\n'),
              `${item.source}${item.information} · ${item.nature === 'fact' ? say.fact : say.assessment}`,
              [...(item.handling ?? []), item.holdUntil ?? '', item.verifiedOn ?? ''].filter(text => text !== '').join(' · '),
            ]),
          } as const satisfies Block,
        ]),
    ...(shown.length < message.items.length ? [{ kind: 'notice', text: say.leftOut(message.items.length - shown.length) } as const] : []),
    ...(message.attachments.length === 0
      ? []
      : [{ kind: 'facts', rows: message.attachments.map(file => [say.file, `${file.name}\n${file.mediaType}, ${file.bytes} B`] as const) } as const]),
  ]
}

/** What was done to a message since: a paper without it would show as whole what no longer is. */
function marksOf({ marks, erased }: PaperMessage, capitals: readonly Capital[], language: Language): readonly Block[] {
  const say = dossierWords[language]
  const since = marks.map(
    ({ kind, effect, at }) => `${say.effects[effect as keyof typeof say.effects] ?? nameOf('messageType', kind, language)}: ${moment(at, capitals, language)}`,
  )
  const gone = erased === null ? [] : [`${erased.whole ? say.erasedWhole : say.erasedPart}: ${moment(erased.at, capitals, language)}`]
  const disputed = marks.some(mark => mark.state === 'kept-disputed') ? [say.disputed] : []
  const all = [...new Set([...since, ...gone, ...disputed])]
  return all.length === 0 ? [] : [{ kind: 'notice', text: all.join('\n') }]
}

/** What left the Union with data of a person: when, to whom, on which basis, which kinds of data, released by whom (LED 37(3), R20). */
function transferBlocks({ messages, partner, capitals }: DossierPaper, language: Language): readonly Block[] {
  const say = dossierWords[language]
  const left = messages.filter(message => message.direction === 'out' && message.transferBasis !== null && message.proof.verdict === 'admitted')
  if (left.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: say.transfers },
    {
      kind: 'table',
      columns: [
        { title: say.when, share: 18 },
        { title: say.partner, share: 18 },
        { title: say.transferBasis, share: 24 },
        { title: say.category, share: 26 },
        { title: say.releasedBy, share: 14 },
      ],
      rows: left.map(message => [
        shortMoment(message.proof.receiptAt ?? message.at, capitals[0]?.zone ?? 'UTC', language),
        partner ?? '—',
        nameOf('transferBasis', message.transferBasis, language),
        message.dataCategories.map(code => nameOf('dataCategory', code, language)).join(' · '),
        message.releaser.serviceNumber,
      ]),
    },
  ]
}

function receiptText({ verdict, code, receiptAt, bodyDigest, log, position }: Receipt, capitals: readonly Capital[], language: Language): string {
  const say = dossierWords[language]
  const when = receiptAt === null ? '' : moment(receiptAt, capitals, language)
  const where = log === null || position === null ? '' : `${logName(log)} ${position}`
  const joined = (parts: readonly string[]) => parts.filter(text => text !== '').join(' · ')
  // Words and numbers of the log each on a line: in one, Arabic and Latin parts would change places.
  return `${joined([say.verdicts[verdict as keyof typeof say.verdicts] ?? verdict, code ?? '', when])}\n${joined([where, bodyDigest.slice(0, 16)])}`
}

/** The newest messages that the log holds: the footer of each page names the last of each direction. */
function proofsOf(messages: readonly PaperMessage[]): readonly Proof[] {
  const placed = messages.filter(message => message.proof.log !== null && message.proof.position !== null)
  const last = placed.at(-1)
  return last === undefined ? [] : [{ log: last.proof.log as string, position: last.proof.position, digest: last.proof.bodyDigest }]
}

/** An office and a number; a node that acts by itself has one name for both. */
const officerText = ({ office, serviceNumber }: Officer) => (office === serviceNumber ? office : `${office} ${serviceNumber}`.trim())

/** Each part on a line of its own: behind an Arabic name on the same line, the signs of a date would change places. */
/** Where a statement came from, and by whose leave it was sent on, or why without (R13, R21). */
function originOf({ originCountry, originator, originConsent: consent, originEmergency: emergency }: PaperItem, language: Language): readonly string[] {
  const say = dossierWords[language]
  const from = [originCountry, originator].filter(part => part !== undefined).join(' ')
  return [
    ...(from === '' ? [] : [`${say.origin}: ${from}`]),
    ...(consent === undefined ? [] : [`${say.consentOf}: ${consent.by}, ${consent.reference}, ${day(consent.on, language)}`]),
    ...(emergency === undefined ? [] : [`${say.unasked}: ${emergency.threat}`, `${say.toBeTold}: ${emergency.authority}`]),
  ]
}

function statementOf(item: PaperItem): string {
  const { person, text } = item
  const said =
    person === undefined
      ? []
      : [
          ...person.names,
          person.birthDate,
          person.birthPlace,
          person.nationalities?.join(' '),
          ...(person.documents ?? []).map(each => `${each.kind} ${each.country} ${each.number}`),
        ]
  return [...said, text].filter(part => part !== undefined && part !== '').join('\n')
}

/** The word of a code, or the code where this version has no word for it. */
function nameOf(scheme: string, code: string | null, language: Language): string {
  if (code === null || code === '') return '—'
  return isCode(scheme as never, code) ? label(scheme as never, code as never, language) : code
}
