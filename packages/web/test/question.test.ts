import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readQuestion } from '../src/persons/question.ts'

const asked = (line: string) => {
  const { names, birthDate, numbers, unread } = readQuestion(line)
  return { names, ...(birthDate === undefined ? {} : { birthDate }), ...(numbers.length === 0 ? {} : { numbers }), ...(unread.length === 0 ? {} : { unread }) }
}

describe('one line that asks for a person', () => {
  test.each([
    ['Mohamed El Idrissi', { names: ['Mohamed El Idrissi'] }],
    ['  Mohamed   El Idrissi, 1966 ', { names: ['Mohamed El Idrissi'], birthDate: '1966' }],
    ['Mohamed El Idrissi 21/11/1966', { names: ['Mohamed El Idrissi'], birthDate: '1966-11-21' }],
    ['1966-11-21 Mohamed El Idrissi', { names: ['Mohamed El Idrissi'], birthDate: '1966-11-21' }],
    ['Idrissi 1.3.1966', { names: ['Idrissi'], birthDate: '1966-03-01' }],
    ['Idrissi 11/1966', { names: ['Idrissi'], birthDate: '1966-11' }],
    ['Idrissi 1966-11', { names: ['Idrissi'], birthDate: '1966-11' }],
    ['محمد الإدريسي ٢١/١١/١٩٦٦', { names: ['محمد الإدريسي'], birthDate: '1966-11-21' }],
    ['محمد الإدريسي، Mohamed El Idrissi', { names: ['محمد الإدريسي', 'Mohamed El Idrissi'] }],
    ['محمد الإدريسي / Mohamed El Idrissi / 1966', { names: ['محمد الإدريسي', 'Mohamed El Idrissi'], birthDate: '1966' }],
    ['Mohamed Idrissi; Mohammed El-Idrissi', { names: ['Mohamed Idrissi', 'Mohammed El-Idrissi'] }],
    ['Karim Bel Hadj QA1234567', { names: ['Karim Bel Hadj'], numbers: ['QA1234567'] }],
    ['bk123456', { names: [], numbers: ['BK123456'] }],
    ['J. Peeters 1959', { names: ['J. Peeters'], birthDate: '1959' }],
    ['محمد 1386-07-08', { names: ['محمد'], birthDate: '1386-07-08' }],
    ['Idrissi 1966 1971', { names: ['Idrissi'], birthDate: '1966', unread: ['1971'] }],
    ['Idrissi 31/13/1966', { names: ['Idrissi'], unread: ['31/13/1966'] }],
    ['Idrissi 31/02/1970', { names: ['Idrissi'], unread: ['31/02/1970'] }],
    ['Idrissi 29/02/1972', { names: ['Idrissi'], birthDate: '1972-02-29' }],
    ["Van den Broeck-D'Hondt", { names: ["Van den Broeck-D'Hondt"] }],
    ['', { names: [] }],
  ])('%s', (line, understood) => expect(asked(line)).toEqual(understood))

  test('no line is too odd to be read, and every letter of it ends in a name or a number', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), line => {
        const { names, numbers } = readQuestion(line)
        const letters = (text: string) => [...text.toLowerCase()].filter(mark => /\p{L}/u.test(mark)).sort()
        const kept = new Set(letters([...names, ...numbers].join('')))
        expect(letters(line).filter(letter => !kept.has(letter))).toEqual([])
        expect(names.every(name => name.trim() !== '')).toBe(true)
      }),
    ))

  test('a long line is read at once', () => {
    const line = 'a1-'.repeat(20_000)
    expect(readQuestion(line).names.length + readQuestion(line).numbers.length).toBeGreaterThan(0)
  })
})
