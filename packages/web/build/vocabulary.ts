import { isLanguage, type Language, languages, type SchemeId, schemes, sentence, sentenceRooms } from '@entraide/vocabulary'
import type { Plugin } from 'vite'

const prefix = 'virtual:vocabulary/'

/**
 * Hands the page the vocabulary in one language (`import('virtual:vocabulary/fr')`): four languages at once would be
 * a third of the first view's weight, and nobody reads more than one at a time.
 */
export function vocabularyByLanguage(): Plugin {
  return {
    name: 'entraide-vocabulary-by-language',
    resolveId: id => (id.startsWith(prefix) && isLanguage(id.slice(prefix.length)) ? `\0${id}` : undefined),
    load: id => {
      const language = id.slice(prefix.length + 1)
      if (!id.startsWith(`\0${prefix}`) || !isLanguage(language)) return undefined
      return `export const words = JSON.parse(${JSON.stringify(JSON.stringify(wordsIn(language)))})`
    },
  }
}

/** What `src/words/vocabulary.ts` reads: labels by scheme and code, and sentences by code. */
function wordsIn(language: Language) {
  const ids = Object.keys(schemes) as SchemeId[]
  return {
    schemes: Object.fromEntries(
      ids.map(id => [id, { label: schemes[id].label[language], terms: Object.fromEntries(schemes[id].terms.map(term => [term.code, term.label[language]])) }]),
    ),
    order: Object.fromEntries(ids.map(id => [id, schemes[id].terms.map(term => term.code)])),
    sentences: Object.fromEntries(Object.values(sentenceRooms).flatMap(room => Object.keys(room).map(code => [code, sentence(code, language)]))),
    languages,
  }
}
