/** The languages every label, sentence and screen exists in. English first: it is the language of the source. */
export const languages = ['en', 'fr', 'nl', 'ar'] as const

/** One of the four languages (BCP 47 primary subtags). Arabic is written right to left. */
export type Language = (typeof languages)[number]

/** One text in every language: a missing one does not compile. */
export type InEveryLanguage = { readonly [L in Language]: string }

/** Whether a text names one of the four languages, exactly (`fr`, not `fr-BE`). */
export function isLanguage(text: unknown): text is Language {
  return (languages as readonly unknown[]).includes(text)
}

/** The direction in which a language is written. */
export function directionOf(of: Language): 'ltr' | 'rtl' {
  return of === 'ar' ? 'rtl' : 'ltr'
}
