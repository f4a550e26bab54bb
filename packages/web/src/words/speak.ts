import { i18n, type Messages } from '@lingui/core'
import { directionOf, type Language, languages, localeOf } from './languages.ts'
import { keepPreference } from './preferences.ts'
import { loadWords } from './vocabulary.ts'

const catalogues: { readonly [L in Language]: () => Promise<{ messages: Messages }> } = {
  en: () => import('../../locales/en.po'),
  fr: () => import('../../locales/fr.po'),
  nl: () => import('../../locales/nl.po'),
  ar: () => import('../../locales/ar.po'),
}

/** The language `public/boot.js` settled on before the first paint. */
export function firstLanguage(): Language {
  const lang = document.documentElement.lang
  return languages.find(language => language === lang) ?? 'en'
}

/** Makes the whole page speak a language: catalogue, vocabulary, `lang` and `dir`. */
export async function speak(language: Language): Promise<void> {
  const [{ messages }] = await Promise.all([catalogues[language](), loadWords(language)])
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  i18n.loadAndActivate({ locale: language, locales: localeOf[language], messages })
}

/** The reader chooses a language; it is kept on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language)
  keepPreference('language', language)
}
