import type { Instant } from '@entraide/ground'
import { type Classification, type HandlingCode, type Language, label } from '@entraide/vocabulary'
import { minutesWords } from './minutes-words.ts'
import type { Block, Capital, Paper, Reader } from './paper.ts'
import { day, logName, moment } from './words.ts'

type Text = { readonly [language in Language]?: string | undefined }
type Days = { readonly from: string; readonly until: string }

/** The signature of one node under the minutes: the message that carried it, when it was made, and where both logs hold it. */
export type PaperSignature = {
  readonly node: string
  readonly message: string
  readonly at: string
  readonly by: { readonly office: string; readonly serviceNumber: string }
  readonly log: string | null
  readonly position: number | null
}

/** The minutes of a visit as plain values, as they stand. */
export type MinutesPaper = {
  readonly node: string
  readonly reference: string
  readonly partner: string
  readonly visit: string
  readonly title: Text
  readonly host: string
  readonly place: string
  readonly days: Days
  readonly held: Days | null
  /** Cited for each message of the visit; a visit is never a basis itself (R1). */
  readonly clause: string
  readonly classification: Classification
  readonly handling: readonly HandlingCode[]
  readonly languages: readonly [Language, Language]
  readonly digest: string
  readonly agenda: readonly {
    readonly id: string
    readonly title: Text
    readonly regime: string
    readonly action: { readonly plan: string; readonly item: string } | null
  }[]
  readonly delegations: readonly {
    readonly node: string
    readonly offices: readonly { readonly office: string; readonly persons: number; readonly clearance: string }[]
  }[]
  readonly papers: readonly {
    readonly title: string
    readonly handedOn: string
    readonly by: string
    readonly digest: string
    readonly agenda: string | null
  }[]
  readonly paragraphs: readonly { readonly agenda: string | null; readonly text: Text }[]
  readonly decisions: readonly {
    readonly id: string
    readonly text: Text
    readonly owner: string
    readonly office: string
    readonly dueOn: string
    readonly shows: Text
    readonly clause: string | null
    readonly status: string
    readonly reason: string
  }[]
  readonly signatures: readonly PaperSignature[]
  readonly reader: Reader
  readonly at: Instant
  readonly capitals: readonly Capital[]
}

/** Minutes in the two languages of the visit side by side, the reader's first, with the signatures of both nodes under one digest. */
export function minutesPaper(minutes: MinutesPaper, language: Language): Paper {
  const say = minutesWords[language]
  // In the reader's language first, where the visit has it.
  const [one, other] = minutes.languages
  const languages: readonly [Language, Language] = other === language ? [other, one] : [one, other]
  const both = (text: Text): readonly [string, string] => [text[languages[0]] ?? '', text[languages[1]] ?? '']
  const inOne = (text: Text) => text[language] ?? both(text).find(each => each !== '') ?? ''
  const itemOf = (id: string | null) => minutes.agenda.find(item => item.id === id)
  const signed = minutes.signatures.length === 2
  return {
    language,
    title: say.title(minutes.visit),
    subtitle: inOne(minutes.title),
    node: minutes.node,
    reference: minutes.reference,
    classification: minutes.classification,
    handling: minutes.handling,
    proofs:
      minutes.signatures.length === 0
        ? [{ log: say.minutes, position: null, digest: minutes.digest }]
        : minutes.signatures.map(({ node, log, position }) => ({ log: log ?? node, position, digest: minutes.digest })),
    reader: minutes.reader,
    at: minutes.at,
    capitals: minutes.capitals,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [say.sides, `${minutes.node} – ${minutes.partner}`],
          [say.host, minutes.host],
          [say.place, minutes.place],
          [minutes.held === null ? say.planned : say.held, daysText(minutes.held ?? minutes.days, language)],
          [say.clause, minutes.clause],
          [say.state, signed ? say.cosigned : say.unsigned(minutes.signatures.length)],
        ],
      },
      { kind: 'heading', level: 1, text: say.agenda },
      {
        kind: 'table',
        columns: [
          { title: say.item, share: 10 },
          { title: say.subject, share: 46 },
          { title: say.regime, share: 22 },
          { title: say.action, share: 22 },
        ],
        rows: minutes.agenda.map(({ id, title, regime, action }) => [
          id,
          inOne(title),
          label('legalRegime', regime as never, language),
          action === null ? '—' : `${action.plan} ${action.item}`,
        ]),
      },
      ...delegationBlocks(minutes, language),
      { kind: 'heading', level: 1, text: say.minutes },
      {
        kind: 'languages',
        languages,
        rows: minutes.paragraphs.map(({ agenda, text }) => {
          const item = itemOf(agenda)
          return { label: agenda === null ? '' : `${agenda}${item === undefined ? '' : ` – ${inOne(item.title)}`}`, texts: both(text) }
        }),
      },
      ...decisionBlocks(minutes, languages, language),
      ...paperBlocks(minutes, language),
      { kind: 'heading', level: 1, text: say.signatures },
      { kind: 'text', text: say.digest(minutes.digest) },
      ...(minutes.signatures.length === 0 ? [{ kind: 'text', text: say.nobody, quiet: true } as const] : [signatureTable(minutes, language)]),
    ],
  }
}

function daysText({ from, until }: Days, language: Language): string {
  return from === until ? day(from, language) : `${day(from, language)} – ${day(until, language)}`
}

function delegationBlocks({ delegations }: MinutesPaper, language: Language): readonly Block[] {
  const say = minutesWords[language]
  if (delegations.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: say.delegations },
    {
      kind: 'table',
      columns: [
        { title: say.side, share: 26 },
        { title: say.office, share: 40 },
        { title: say.persons, share: 12 },
        { title: say.clearance, share: 22 },
      ],
      rows: delegations.flatMap(({ node, offices }) =>
        offices.map(({ office, persons, clearance }) => [node, office, String(persons), label('classification', clearance as never, language)]),
      ),
    },
  ]
}

function decisionBlocks({ decisions }: MinutesPaper, languages: readonly [Language, Language], language: Language): readonly Block[] {
  const say = minutesWords[language]
  if (decisions.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: say.decisions },
    {
      kind: 'languages',
      languages,
      rows: decisions.map(({ id, text }) => ({ label: id, texts: [text[languages[0]] ?? '', text[languages[1]] ?? ''] })),
    },
    {
      kind: 'table',
      columns: [
        { title: say.item, share: 8 },
        { title: say.owner, share: 28 },
        { title: say.due, share: 17 },
        { title: say.shows, share: 25 },
        { title: say.flow, share: 9 },
        { title: say.state, share: 13 },
      ],
      rows: decisions.map(({ id, owner, office, dueOn, shows, clause, status, reason }) => [
        id,
        `${owner}\n${office}`,
        day(dueOn, language),
        shows[language] ?? shows[languages[0]] ?? shows[languages[1]] ?? '—',
        clause ?? '—',
        [label('planItemStatus', status as never, language), reason].filter(part => part !== '').join('\n'),
      ]),
    },
  ]
}

function paperBlocks({ papers }: MinutesPaper, language: Language): readonly Block[] {
  const say = minutesWords[language]
  if (papers.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: say.papers },
    {
      kind: 'table',
      columns: [
        { title: say.handedOn, share: 17 },
        { title: say.side, share: 18 },
        { title: say.paper, share: 35 },
        { title: say.item, share: 8 },
        { title: 'SHA-256', share: 22 },
      ],
      rows: papers.map(({ title, handedOn, by, digest, agenda }) => [day(handedOn, language), by, title, agenda ?? '—', `${digest.slice(0, 16)}…`]),
    },
  ]
}

function signatureTable({ signatures, capitals }: MinutesPaper, language: Language): Block {
  const say = minutesWords[language]
  return {
    kind: 'table',
    columns: [
      { title: say.side, share: 20 },
      { title: say.signedBy, share: 22 },
      { title: say.when, share: 30 },
      { title: say.where, share: 28 },
    ],
    rows: signatures.map(({ node, by, at, log, position }) => [
      node,
      `${by.office} ${by.serviceNumber}`,
      moment(at, capitals, language),
      log === null || position === null ? '—' : `${logName(log)} ${position}`,
    ]),
  }
}
