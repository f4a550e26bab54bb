import type { InEveryLanguage } from './language.ts'

/** How far the codes of a scheme can be relied on. */
export type CodeStatus =
  /** Taken from a public standard or law and re-read for this package. */
  | 'standard'
  /** A public standard, but codes or numbers were written from memory: check before relying on them. */
  | 'standard-unverified'
  /** Defined by this project. */
  | 'local'

/** One code with its label. A term may carry more, such as the `rank` of a classification or the `law` of a regime. */
export type Term = { readonly code: string; readonly label: InEveryLanguage; readonly [field: string]: unknown }

/** A closed list of codes that answers one question ("on which purpose?"), and where the list comes from. */
export type Scheme = {
  readonly id: string
  readonly label: InEveryLanguage
  readonly standard: string
  readonly codeStatus: CodeStatus
  readonly note?: string
  readonly terms: readonly Term[]
}
