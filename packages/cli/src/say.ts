import { type Language, sentence } from '@entraide/vocabulary'
import type { Ending, UnmetLine } from './ending.ts'
import { jsonText, plainText } from './plain-text.ts'
import { word } from './words.ts'

/** What every verb is told: which language a person reads, and whether a program reads instead. */
export type Manner = { readonly language: Language; readonly json: boolean }

/** One unmet condition in words: what is wrong, by which rule and clause, in which field, what mends it. */
export function unmetText(unmet: UnmetLine, language: Language): string {
  const said = sentence(unmet.code, language)
  const basis = [
    unmet.rule === null ? '' : word('rule', language, { rule: unmet.rule }),
    unmet.clause === null ? '' : word('clause', language, { clause: unmet.clause }),
    unmet.field ?? '',
  ].filter(part => part !== '')
  const next = said?.next
  return [`- ${said?.what ?? unmet.code} [${[unmet.code, ...basis].join(', ')}]`, ...(next === undefined ? [] : [`  ${word('next', language)} ${next}`])]
    .map(line => plainText(line))
    .join('\n')
}

/** A failed command for a person: what, why, what next. */
export function endingText(ending: Ending, language: Language): string {
  if (ending.places.length > 0)
    return ending.places.map(place => plainText(`${place.file}:${place.line}:${place.column} ${place.says} [${place.code}]`, true)).join('\n')
  const said = sentence(ending.code, language)
  const facts = Object.entries(ending.facts).map(([name, value]) => `${name} ${typeof value === 'string' ? value : jsonText(value)}`)
  const next = ending.next ?? said?.next ?? (ending.message === '' ? word('noSentence', language) : undefined)
  return [
    `${said?.what ?? (ending.message || ending.code)} [${ending.code}]`,
    ...(facts.length === 0 ? [] : [`${word('why', language)} ${facts.join(', ')}`]),
    ...ending.unmet.map(unmet => unmetText(unmet, language)),
    ...(next === undefined ? [] : [`${word('next', language)} ${next}`]),
  ]
    .map(line => plainText(line))
    .join('\n')
}

/** The same for a program: one JSON object. A refusal of the node brings no words of its own: they are the vocabulary's. */
export function endingJson(ending: Ending, language: Language): string {
  return jsonText({
    refused: ending.code,
    says: ending.message || (sentence(ending.code, language)?.what ?? ending.code),
    facts: ending.facts,
    ...(ending.unmet.length === 0 ? {} : { unmet: ending.unmet }),
    ...(ending.places.length === 0 ? {} : { places: ending.places }),
  })
}
