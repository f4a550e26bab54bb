import { z } from 'zod'

/** The body of an act that needs no more words: absent, or an empty object. */
export const Nothing = z.strictObject({}).nullish()
