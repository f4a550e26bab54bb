import type { Language } from '@entraide/vocabulary'

export type { Language }

/** The languages of the screens, each by its own name, as a reader looks for it. */
export const languageNames: { readonly [L in Language]: string } = { en: 'English', fr: 'Français', nl: 'Nederlands', ar: 'العربية' }

export const languages = Object.keys(languageNames) as Language[]

/** How numbers, dates and sorting follow the language. Moroccan Arabic writes Latin digits. */
export const localeOf: { readonly [L in Language]: string } = { en: 'en-GB', fr: 'fr-BE', nl: 'nl-BE', ar: 'ar-MA' }

/** The direction of a language's writing. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}
