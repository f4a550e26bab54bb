import { isLanguage, type Language, type SchemeId, schemes, sentence, sentenceRooms } from '@entraide/vocabulary'
import type { Plugin } from 'vite'

const slices: { readonly [name: string]: (language: Language) => unknown } = { words: wordsIn, sentences: sentencesIn }
const prefixes: { readonly [prefix: string]: string } = { 'virtual:vocabulary/': 'words', 'virtual:sentences/': 'sentences' }

/**
 * Hands the page the vocabulary in one language (`import('virtual:vocabulary/fr')`), and its sentences apart
 * (`import('virtual:sentences/fr')`), which only a refusal needs. Four languages at once would be a third of the first
 * view's weight, and nobody reads more than one at a time.
 */
export function vocabularyByLanguage(): Plugin {
  return {
    name: 'entraide-vocabulary-by-language',
    resolveId: id => (asked(id) === undefined ? undefined : `\0${id}`),
    load: id => {
      const found = id.startsWith('\0') ? asked(id.slice(1)) : undefined
      return found && `export const ${found.name} = JSON.parse(${JSON.stringify(JSON.stringify(slices[found.name]?.(found.language)))})`
    },
  }
}

function asked(id: string): { name: string; language: Language } | undefined {
  const prefix = Object.keys(prefixes).find(one => id.startsWith(one))
  const language = id.slice(prefix?.length)
  return prefix !== undefined && isLanguage(language) ? { name: prefixes[prefix] as string, language } : undefined
}

function wordsIn(language: Language) {
  const ids = Object.keys(schemes) as SchemeId[]
  return {
    schemes: Object.fromEntries(
      ids.map(id => [id, { label: schemes[id].label[language], terms: Object.fromEntries(schemes[id].terms.map(term => [term.code, term.label[language]])) }]),
    ),
    order: Object.fromEntries(ids.map(id => [id, schemes[id].terms.map(term => term.code)])),
  }
}

function sentencesIn(language: Language) {
  return Object.fromEntries(Object.values(sentenceRooms).flatMap(room => Object.keys(room).map(code => [code, sentence(code, language)])))
}
