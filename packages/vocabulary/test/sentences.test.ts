import { expect, test } from 'vitest'
import { codesWithoutSentence, languages, sentence, sentenceRooms } from '../src/index.ts'

const entries = Object.entries(sentenceRooms).flatMap(([room, sentences]) => Object.entries(sentences).map(([code, entry]) => ({ room, code, entry })))

test('every code says what happened and what to do next, in every language', () => {
  for (const { code, entry } of entries)
    for (const part of ['what', 'next'] as const)
      for (const language of languages) {
        const text = entry[part][language]
        expect(text, `${code} ${part} ${language}`).toMatch(/\S/)
        expect(text.trim()).toBe(text)
        expect(text, `${code} ${part} ${language} ends as a sentence`).toMatch(/[.؟?!]$/)
        expect(/\p{Script=Arabic}/u.test(text), `${code} ${part} ${language} is in its script`).toBe(language === 'ar')
      }
})

test('no two languages share a sentence: a copy is a translation forgotten', () => {
  for (const { code, entry } of entries)
    for (const part of ['what', 'next'] as const)
      expect(new Set(languages.map(language => entry[part][language])).size, `${code} ${part}`).toBe(languages.length)
})

test('a code is a plain word with hyphens and stands in one room only', () => {
  for (const { code } of entries) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  expect(new Set(entries.map(({ code }) => code)).size).toBe(entries.length)
})

test('codes without a sentence are listed once each', () => {
  expect(codesWithoutSentence(['json-syntax', 'nobody-said-this', 'nobody-said-this', 'a-new-code'])).toEqual(['a-new-code', 'nobody-said-this'])
  expect(sentence('nobody-said-this', 'en')).toBeUndefined()
  expect(sentence('json-syntax', 'fr')?.next).toContain('ligne')
})
