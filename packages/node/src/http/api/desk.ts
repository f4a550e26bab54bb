import { nodeIdText, writtenLine } from '@entraide/exchange'
import { type Instant, isInstant } from '@entraide/ground'
import { z } from 'zod'
import { Account, Id, When } from './people.ts'
import { DraftFields, MessageType } from './work.ts'

/** A moment that a person names. */
const Moment = z.custom<Instant>(isInstant, { message: 'not an instant' }).meta({ id: 'Moment', type: 'string', format: 'date-time' })

/** That one account stands in for another between two moments. */
export const Substitution = z.strictObject({
  id: Id,
  account: Account,
  substitute: Account,
  from: When,
  until: When,
  madeBy: Account,
  madeAt: When,
  endedAt: When.nullable(),
  state: z.enum(['to-come', 'now', 'over']),
  /** Whether this person may end it. */
  mayEnd: z.boolean(),
})
export type Substitution = z.infer<typeof Substitution>
/** `account`: who is stood in for; one's own unless a security officer makes it. */
export const NewSubstitution = z.strictObject({ account: Id.optional(), substitute: Id, from: Moment, until: Moment })
export type NewSubstitution = z.infer<typeof NewSubstitution>

/** A colleague as anybody signed in may know one: to stand in, to be given a dossier. */
export const Colleague = z.strictObject({ id: Id, office: z.string(), serviceNumber: z.string() })
export type Colleague = z.infer<typeof Colleague>

/** A form of an office, begun for its people: everything but persons and cases. */
export const Template = z.strictObject({
  id: Id,
  office: z.string(),
  name: z.string(),
  messageType: MessageType,
  to: nodeIdText.nullable(),
  fields: DraftFields,
  madeBy: Account,
  madeAt: When,
})
export type Template = z.infer<typeof Template>
export const NewTemplate = z.strictObject({ name: writtenLine(80).min(1), fields: DraftFields })

/** Where a filter belongs: the list it narrows. */
export const FilterPlace = z.enum(['due', 'inbox', 'dossiers', 'outbox', 'drafts', 'release', 'obligations', 'holds', 'persons', 'plans', 'visits'])
export type FilterPlace = z.infer<typeof FilterPlace>
/** A filter a person keeps under a name: what she chose, as the address of the list holds it. */
export const SavedFilter = z.strictObject({ id: Id, place: FilterPlace, name: z.string(), query: z.record(z.string(), z.string()), madeAt: When })
export type SavedFilter = z.infer<typeof SavedFilter>
const queryName = z.string().regex(/^[a-z][A-Za-z]{0,29}$/)
export const NewFilter = z.strictObject({
  place: FilterPlace,
  name: writtenLine(60).min(1),
  query: z.record(queryName, writtenLine(200)).refine(query => Object.keys(query).length <= 12, { message: 'too many conditions' }),
})
export const FilterQuery = z.strictObject({ place: FilterPlace.optional() })

/** An act of this person that can still be taken back: nothing has happened to the dossier since. */
export const Reversible = z.strictObject({ id: Id, act: z.string(), at: When })
export type Reversible = z.infer<typeof Reversible>
