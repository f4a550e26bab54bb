import { type Instant, isCalendarDate, isInstant, isUuid, type Uuid } from '@entraide/ground'
import { z } from 'zod'
import { writtenLine, writtenText } from '../item.ts'

/** A day that exists. */
export const daySchema = z.string().refine(isCalendarDate, { message: 'not a date like 2026-11-23' }).meta({ id: 'day', type: 'string' })
/** A moment in UTC. */
export const momentSchema = z.custom<Instant>(isInstant, { message: 'not an instant' }).meta({ id: 'moment', type: 'string' })
/** A version 7 UUID. */
export const uuidSchema = z.custom<Uuid>(isUuid, { message: 'not a version 7 UUID' }).meta({ id: 'uuid-of-matter', type: 'string' })
/** SHA-256 in lower-case hexadecimal. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/)
/** The name of a thing within one plan or visit: `AX1-O1-A2`. */
export const itemIdSchema = z.string().regex(/^[A-Z0-9][A-Z0-9.-]{0,39}$/)
/** A text in the languages that the two sides write in: at least one of them. */
export const inLanguagesSchema = (maxCharacters: number) =>
  z
    .strictObject({
      en: writtenText(maxCharacters).min(1).optional(),
      fr: writtenText(maxCharacters).min(1).optional(),
      nl: writtenText(maxCharacters).min(1).optional(),
      ar: writtenText(maxCharacters).min(1).optional(),
    })
    .refine(texts => Object.keys(texts).length > 0, { message: 'in no language' })
/** An office that takes part or answers for something, never a person. */
export const officeSchema = writtenLine(120).min(1)
