import type { CalendarDate, Instant, NodeId, Reference, Uuid } from '@entraide/ground'
import type {
  Assurance,
  Classification,
  CrimeArea,
  DataCategory,
  HandlingCode,
  LegalRegime,
  Purpose,
  RefusalGround,
  SubjectCategory,
  TransferBasis,
  Urgency,
} from '@entraide/vocabulary'
import type { Officer, TravellingType } from './body.ts'
import type { AttachmentRef, Item } from './item.ts'
import type { Matter } from './matters/matter.ts'

/** What the clause is asked about: the ask of design section 4 without the guards, which stay at home. */
export type LegalPart = {
  readonly from: NodeId
  readonly to: NodeId
  readonly regime: LegalRegime
  readonly messageType: TravellingType
  readonly clause: string
  readonly purpose: Purpose
  readonly crimeArea: CrimeArea | null
  readonly dataCategories: readonly DataCategory[]
  readonly subjectCategory: SubjectCategory | null
  readonly handling: readonly HandlingCode[]
  readonly transferBasis: TransferBasis | null
  readonly assurances: readonly Assurance[]
  readonly classification: Classification
  readonly caseReference: string
  readonly reasons: string
  readonly urgency: Urgency
  /** The conditions of H3 (R10); absent without that code. */
  readonly restrictions?: readonly string[] | undefined
  /** The event that data about an event serve. */
  readonly event?: string | undefined
}

/** What was weighed at home before a message leaves (R7, R19, R33). It is asked of, and never sent. */
export type Review = {
  /** Of what kind the matter or the person is, as far as that refuses or wants a legal adviser: codes of the ask's `contextFlags`. */
  readonly contexts: readonly string[]
  /** The legal adviser's opinion, by its reference; empty where none was asked. */
  readonly legalReview: string
  /** Rights weighed against the interest, for LED 38(1)(d) and (e); empty where the basis wants none. */
  readonly rightsTest: string
}

/** What a message that continues a thread must respect: the purpose and the codes of the message it answers (R3, R10). */
export type Answered = {
  readonly thread: Uuid
  readonly message: Uuid
  readonly messageType: TravellingType
  readonly purpose: Purpose
  readonly handling: readonly HandlingCode[]
  readonly classification: Classification
}

/** Who drafts or releases: the account stays home, the officer travels. */
export type Hand = { readonly account: Uuid; readonly officer: Officer; readonly mayRelease: boolean }

/**
 * A message as its author left it, complete in shape and not yet permitted. The store keeps this and never a `Permitted`:
 * a proof lives for one step.
 */
export type Draft = {
  readonly id: Uuid
  readonly author: Hand
  readonly agreement: string
  readonly legal: LegalPart
  readonly answers: Answered | null
  readonly ourReference: Reference
  readonly yourReference: Reference | null
  readonly language: 'en' | 'fr' | 'nl' | 'ar'
  readonly title: string
  readonly items: readonly Item[]
  readonly attachments: readonly AttachmentRef[]
  readonly holdUntil: CalendarDate
  readonly ground: RefusalGround | null
  readonly extent: 'whole' | 'partial' | null
  readonly use: 'used' | 'used-in-part' | 'not-used' | 'false-lead' | null
  readonly note: string
  /** What a kind with a course of its own says beside its items. */
  readonly matter?: Matter | null
  /** Facts for the own node's guards. They are asked of, and never sent. */
  readonly judicialFile: boolean
  readonly review?: Review | undefined
  readonly judicialAuthorisation: string
  readonly guards: { readonly [guard: string]: { readonly state: 'green' | 'red' | 'open'; readonly at: Instant } }
}
