import { z } from 'zod'
import { LanguageCode } from './people.ts'

/** In which language a paper says what is ours; what persons wrote stands as they wrote it. */
export const PaperQuery = z.strictObject({ language: LanguageCode.default('en') })
export type PaperQuery = z.output<typeof PaperQuery>
