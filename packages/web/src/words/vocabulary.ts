import type { CodeOf, Language, SchemeId } from '@entraide/vocabulary'

/** The vocabulary in one language, as the build hands it over. */
export type Words = {
  readonly schemes: { readonly [scheme in SchemeId]: { readonly label: string; readonly terms: { readonly [code: string]: string } } }
  readonly order: { readonly [scheme in SchemeId]: readonly string[] }
  readonly sentences: { readonly [code: string]: { readonly what: string; readonly next: string } }
}

const loaders: { readonly [L in Language]: () => Promise<{ words: Words }> } = {
  en: () => import('virtual:vocabulary/en'),
  fr: () => import('virtual:vocabulary/fr'),
  nl: () => import('virtual:vocabulary/nl'),
  ar: () => import('virtual:vocabulary/ar'),
}

let words: Words | undefined

/** Loads the words of a language; every other function here speaks that language from then on. */
export async function loadWords(language: Language): Promise<void> {
  words = (await loaders[language]()).words
}

/** What a code is called in the reader's language. An unknown code is its own label: a newer partner's word is shown, never hidden. */
export function word<S extends SchemeId>(scheme: S, code: CodeOf<S> | (string & {})): string {
  const terms = words?.schemes[scheme].terms
  return terms !== undefined && Object.hasOwn(terms, code) ? (terms[code] as string) : code
}

/** What a scheme is called. */
export function schemeWord(scheme: SchemeId): string {
  return words?.schemes[scheme].label ?? scheme
}

/** A scheme's codes in their own order. */
export function codes<S extends SchemeId>(scheme: S): readonly CodeOf<S>[] {
  return (words?.order[scheme] ?? []) as readonly CodeOf<S>[]
}

/** What happened and what to do next, for a code of a refusal, an unmet condition, a mend or a notice. */
export function sentenceOf(code: string): { readonly what: string; readonly next: string } | undefined {
  const sentences = words?.sentences
  return sentences !== undefined && Object.hasOwn(sentences, code) ? sentences[code] : undefined
}
