import { writtenText } from '@entraide/exchange'
import { z } from 'zod'
import { Account, Id, LanguageCode, When } from './people.ts'

/*
 * Persons: what one asks, what one holds, and how well the two agree. A score ranks and explains; a person decides (R25).
 * Nothing of this ever leaves the node.
 */

/** A sentence in the four languages, so that a screen may change its language without asking again. */
const Sentence = z.record(LanguageCode, z.string())

/**
 * A person as one asks for or holds it: each name one whole name, in either script; the birth date as far as it is known
 * (`1966`, `1966-11`, `1966-11-21`); places as printed. What the shape lets through and no person has (an impossible date, a
 * name without letters) is refused with a code of its own: `birth-date-shape`, `name-without-letters` …
 */
export const HeldPerson = z
  .strictObject({
    names: z.array(z.string().max(20_000)).max(64),
    birthDate: z.string().max(40).optional(),
    sex: z.enum(['M', 'F']).optional(),
    birthPlace: z.string().max(2_000).optional(),
    documents: z
      .array(z.strictObject({ kind: z.string().max(200).optional(), country: z.string().max(200).optional(), number: z.string().max(200) }))
      .max(64)
      .optional(),
  })
  .meta({ id: 'HeldPerson' })
export type HeldPerson = z.infer<typeof HeldPerson>

/**
 * One reason for or against: which field, what it says (a code), how much, in decibans (10·log10 of a likelihood ratio; above 0
 * for the same person): the length of its bar. `ours` and `theirs` are the name parts spoken of: asked, held.
 */
export const MatchEvidence = z.strictObject({
  field: z.enum(['name', 'birthDate', 'sex', 'birthPlace', 'document']),
  says: z.string(),
  decibans: z.number(),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
  sentence: Sentence,
})
export type MatchEvidence = z.infer<typeof MatchEvidence>

/** The datum that would tell namesakes apart. */
export const Settling = z.enum(['document-number', 'birth-date', 'full-birth-date', 'birth-place', 'full-name'])

/**
 * How two persons compare. `probability` lies between 0 and 1 and is never either. `same` is the shipped threshold's word and
 * decides nothing; null means that they cannot be told apart, and then `warning` says how many others would agree as well and
 * which datum would settle it.
 */
export const PersonComparison = z.strictObject({
  probability: z.number(),
  decibans: z.number(),
  same: z.boolean().nullable(),
  evidence: z.array(MatchEvidence),
  warning: z.strictObject({ namesakes: z.int().nullable(), wouldSettle: Settling.nullable(), sentence: Sentence }).nullable(),
})
export type PersonComparison = z.infer<typeof PersonComparison>

/** Where a person decided on a candidate, with the reason given. */
export const MatchDecision = z.strictObject({ decision: z.enum(['confirmed', 'dismissed']), reason: z.string(), by: Account, at: When })
export type MatchDecision = z.infer<typeof MatchDecision>

/**
 * A held person who may be the one asked for. `match` names the candidate within its dossier: a decision is taken on it.
 * `reference` is the holding's own; it never leaves the node. `protected`: left out of every search that could feed a disclosure
 * (R41), shown here because the searcher asked for it, and to be marked so that nobody takes it for the others.
 */
export const MatchCandidate = z.strictObject({
  match: Id,
  reference: z.string(),
  protected: z.boolean(),
  person: HeldPerson,
  comparison: PersonComparison,
  decision: MatchDecision.nullable(),
})
export type MatchCandidate = z.infer<typeof MatchCandidate>

/**
 * A look-up in one's own holdings. It belongs to a dossier and has a reason, and both are logged (R44): without a dossier it is
 * refused (`look-up-without-case`). `protected` shows protected entries too: for operators only.
 */
export const PersonSearch = z.strictObject({
  dossier: Id.nullable(),
  reason: writtenText(300),
  person: HeldPerson,
  protected: z.boolean().default(false),
  top: z.int().min(1).max(50).default(10),
})
export type PersonSearch = z.input<typeof PersonSearch>

/** What a look-up found, likeliest first. `population`: how many persons were searched; probabilities are given for that many. */
export const SearchResult = z.strictObject({
  population: z.int(),
  candidates: z.array(MatchCandidate),
  /** How the question was read where it was not plain: invisible or look-alike characters, marks, mixed scripts. Codes. */
  flags: z.array(z.string()),
  /** Look-ups this person still has in the hour. */
  left: z.int(),
})
export type SearchResult = z.infer<typeof SearchResult>

/** Two persons side by side. `population`: among how many the other was found; absent, the two were put forward as a pair. */
export const PersonPair = z.strictObject({ a: HeldPerson, b: HeldPerson, population: z.int().min(1).max(10_000_000_000).optional() })
export type PersonPair = z.infer<typeof PersonPair>

/** The candidates kept under a dossier: of the look-ups made for it, and of the check of an incoming request that the node made by itself. */
export const Matches = z.strictObject({
  /** `waiting`: the check of what came in is still to be made. `none`: nothing here asks for one, or nothing is held. */
  check: z.enum(['none', 'waiting', 'done']),
  checkedAt: When.nullable(),
  rows: z.array(
    MatchCandidate.extend({
      /** `check`: found by the node in what came in; `search`: found by an officer. */
      source: z.enum(['check', 'search']),
      foundAt: When,
      /** The message and the place, from 0, of its item that names the person asked for; null for a look-up. */
      message: Id.nullable(),
      item: z.int().nullable(),
      asked: HeldPerson,
    }),
  ),
})
export type Matches = z.infer<typeof Matches>

/**
 * A person's word on a candidate, with a reason; it can be changed, and each word is logged. `take-back` leaves the candidate
 * undecided again and needs no reason: what was said before stays in the acts log.
 */
export const MatchVerdict = z.strictObject({ decision: z.enum(['confirm', 'dismiss', 'take-back']), reason: writtenText(300) })
export type MatchVerdict = z.infer<typeof MatchVerdict>

/** One's own holdings, as far as anybody may know: how many, since when. `ready` false: none were ever taken in, or a taking-in was broken off. */
export const Holdings = z.strictObject({
  ready: z.boolean(),
  persons: z.int(),
  /** The version of the blocking keys they stand under; `outdated` when this program has newer ones: take the records in anew. */
  keysVersion: z.int().nullable(),
  outdated: z.boolean(),
  builtAt: When.nullable(),
  /**
   * A taking-in that is under way or was broken off. First rows are read (`read`: how many so far), then they are put in their places
   * (`placed` of `places`); only then nothing can be searched. Null when there is none.
   */
  takingIn: z.strictObject({ stage: z.enum(['reading', 'placing']), read: z.int(), placed: z.int(), places: z.int() }).nullable(),
})
export type Holdings = z.infer<typeof Holdings>

/** What taking in a file of records came to. A file with a bad row is refused whole (`records-bad`), and the report says which rows. */
export const HoldingsReport = z.strictObject({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  holdings: Holdings,
})
export type HoldingsReport = z.infer<typeof HoldingsReport>
/** One bad row, in the facts of `records-bad` (`rows`, at most 1,000 of them; `bad` counts them all). */
export const BadRow = z.strictObject({ line: z.int(), code: z.string(), facts: z.record(z.string(), z.unknown()) })
export type BadRow = z.infer<typeof BadRow>
