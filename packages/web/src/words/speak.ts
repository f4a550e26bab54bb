import { i18n, type Messages } from '@lingui/core'
import { directionOf, type Language, languages, localeOf } from './languages.ts'
import { keepPreference } from './preferences.ts'
import { loadWords } from './vocabulary.ts'

type Part = () => Promise<{ messages: Messages }>
/** The words of each language in two parts: those of the first view, and those of every other screen. */
const catalogues: { readonly [L in Language]: { readonly first: Part; readonly later: Part } } = {
  en: { first: () => import('../../locales/en.po?first?lingui'), later: () => import('../../locales/en.po?later?lingui') },
  fr: { first: () => import('../../locales/fr.po?first?lingui'), later: () => import('../../locales/fr.po?later?lingui') },
  nl: { first: () => import('../../locales/nl.po?first?lingui'), later: () => import('../../locales/nl.po?later?lingui') },
  ar: { first: () => import('../../locales/ar.po?first?lingui'), later: () => import('../../locales/ar.po?later?lingui') },
}
/** The rest of the words on its way, once a screen beyond the first view was asked for: from then on each language comes whole. */
let whole: Promise<void> | null = null

/** The language `public/boot.js` settled on before the first paint. */
export function firstLanguage(): Language {
  const lang = document.documentElement.lang
  return languages.find(language => language === lang) ?? 'en'
}

/** Makes the whole page speak a language: catalogue, vocabulary, `lang` and `dir`. */
export async function speak(language: Language): Promise<void> {
  const { first, later } = catalogues[language]
  const [{ messages }] = await Promise.all([first(), loadWords(language)])
  const rest = whole === null ? {} : (await later()).messages
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  i18n.load(language, { ...messages, ...rest })
  i18n.activate(language, localeOf[language])
}

/** Has every word of the page's language at hand: each screen beyond the first view waits for it. */
export function wholeLanguage(): Promise<void> {
  whole ??= restOfLanguage().catch((fault: unknown) => {
    // What did not come, as on a line that fell, is asked for again by the next screen.
    whole = null
    throw fault
  })
  return whole
}

async function restOfLanguage(): Promise<void> {
  // The language may be changed meanwhile by who does not know yet that all of it is wanted.
  for (let language = ''; language !== i18n.locale; ) {
    language = i18n.locale
    i18n.load(language, (await catalogues[language as Language].later()).messages)
  }
}

/** The reader chooses a language; it is kept on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language)
  keepPreference('language', language)
}
