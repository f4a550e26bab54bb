import type { CodeOf, Language, SchemeId } from '@entraide/vocabulary'

/** The vocabulary in one language, as the build hands it over. */
export type Words = {
  readonly schemes: { readonly [scheme in SchemeId]: { readonly label: string; readonly terms: { readonly [code: string]: string } } }
  readonly order: { readonly [scheme in SchemeId]: readonly string[] }
}
/** What is said of each code of a refusal, an unmet condition, a mend or a notice. */
export type Sentences = { readonly [code: string]: { readonly what: string; readonly next: string } }

const words: { readonly [L in Language]: () => Promise<{ words: Words }> } = {
  en: () => import('virtual:vocabulary/en'),
  fr: () => import('virtual:vocabulary/fr'),
  nl: () => import('virtual:vocabulary/nl'),
  ar: () => import('virtual:vocabulary/ar'),
}

const sentences: { readonly [L in Language]: () => Promise<{ sentences: Sentences }> } = {
  en: () => import('virtual:sentences/en'),
  fr: () => import('virtual:sentences/fr'),
  nl: () => import('virtual:sentences/nl'),
  ar: () => import('virtual:sentences/ar'),
}

let spoken: { language: Language; words: Words; sentences: Sentences | 'not asked' | 'coming' } | undefined
const listeners = new Set<() => void>()

/** Loads the words of a language; every other function here speaks that language from then on. */
export async function loadWords(language: Language): Promise<void> {
  const loaded = await words[language]()
  spoken = { language, words: loaded.words, sentences: 'not asked' }
}

/** What a code is called in the reader's language. An unknown code is its own label: a newer partner's word is shown, never hidden. */
export function word<S extends SchemeId>(scheme: S, code: CodeOf<S> | (string & {})): string {
  const terms = spoken?.words.schemes[scheme].terms
  return terms !== undefined && Object.hasOwn(terms, code) ? (terms[code] as string) : code
}

/** What a scheme is called. */
export function schemeWord(scheme: SchemeId): string {
  return spoken?.words.schemes[scheme].label ?? scheme
}

/** A scheme's codes in their own order. */
export function codes<S extends SchemeId>(scheme: S): readonly CodeOf<S>[] {
  return (spoken?.words.order[scheme] ?? []) as readonly CodeOf<S>[]
}

/**
 * What happened and what to do next, for a code. The sentences come when the first one is needed: `coming` says that
 * they are on their way, and whoever subscribed is told when they are here.
 */
export function sentenceOf(code: string): { readonly what: string; readonly next: string } | 'coming' | undefined {
  const now = spoken
  if (now === undefined) return undefined
  if (now.sentences === 'not asked') {
    now.sentences = 'coming'
    void sentences[now.language]().then(loaded => {
      now.sentences = loaded.sentences
      for (const listener of listeners) listener()
    })
    return 'coming'
  }
  if (now.sentences === 'coming') return 'coming'
  return Object.hasOwn(now.sentences, code) ? now.sentences[code] : undefined
}

/** Subscribes to the sentences' arrival; returns how to stop. */
export function onSentences(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** Changes when sentences arrive or the language changes: what a subscriber compares. */
export function sentencesState(): unknown {
  return spoken?.sentences
}
