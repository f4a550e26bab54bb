/** What was understood of one line that asks for a person. */
export type Question = {
  /** Whole names: several are other spellings or scripts of the same person. */
  readonly names: readonly string[]
  /** `1966`, `1966-11` or `1966-11-21`; undefined when no date was found. */
  readonly birthDate: string | undefined
  /** Numbers of documents, as printed. */
  readonly numbers: readonly string[]
  /** What looks like a date or a number and was not taken: a second date, an impossible one. Said, so that nothing is dropped in silence. */
  readonly unread: readonly string[]
}

const separators = /[\n;|=/\u060C\u061B]+/
/** Day first, year first, month and year, year and month, year alone; the marks between are those people type. */
const datePatterns: readonly { readonly pattern: RegExp; readonly parts: readonly ('year' | 'month' | 'day')[] }[] = [
  { pattern: /(?<![\p{L}\d])(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?![\p{L}\d])/u, parts: ['day', 'month', 'year'] },
  { pattern: /(?<![\p{L}\d])(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?![\p{L}\d])/u, parts: ['year', 'month', 'day'] },
  { pattern: /(?<![\p{L}\d./-])(\d{1,2})[./-](\d{4})(?![\p{L}\d])/u, parts: ['month', 'year'] },
  { pattern: /(?<![\p{L}\d])(\d{4})[./-](\d{1,2})(?![\p{L}\d./-])/u, parts: ['year', 'month'] },
  { pattern: /(?<![\p{L}\d./-])(\d{4})(?![\p{L}\d./-])/u, parts: ['year'] },
]
/** A token that holds at least five digits, with letters before or after: a passport, an identity card, a residence permit. */
const numberPattern = /(?<![\p{L}\d])(?=(?:[A-Z.-]*\d){5})[A-Z\d][A-Z\d.-]{4,}(?![\p{L}\d])/giu

/**
 * Reads one line as an officer types it: names in either script, a date as far as it is known, a document number, in any order.
 * Other spellings stand after a slash, a semicolon, a comma of Arabic or an equals sign. Digits of Arabic are read as digits.
 * Only sorts what is there: a day that no month has is not used, whether a name can be read is the node's to say.
 */
export function readQuestion(line: string): Question {
  let text = latinDigits(line)
  const dates: string[] = []
  const unread: string[] = []
  for (const { pattern, parts } of datePatterns)
    for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
      const date = dateOf(parts, found.slice(1))
      if (date !== undefined && dates.length === 0) dates.push(date)
      else unread.push(found[0])
      text = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
    }
  const numbers: string[] = []
  text = text.replace(numberPattern, number => {
    numbers.push(number.toUpperCase())
    return ' '
  })
  const names = text
    .split(separators)
    .map(name => name.replace(/\s+/g, ' ').replace(/^[\s,.\-–—]+|[\s,\-–—]+$/g, ''))
    .filter(name => name !== '')
  return { names: [...new Set(names)], birthDate: dates[0], numbers, unread }
}

function dateOf(parts: readonly string[], values: readonly string[]): string | undefined {
  const of = (name: string) => values[parts.indexOf(name)]
  const [year, month, day] = [of('year'), of('month'), of('day')]
  const between = (value: string | undefined, most: number) => value === undefined || (Number(value) >= 1 && Number(value) <= most)
  // Hijri years are years too: the node converts them.
  if (!between(month, 12) || !between(day, daysIn(Number(year), Number(month))) || Number(year) < 1300 || Number(year) > 2100) return undefined
  return [year, month, day]
    .filter(part => part !== undefined)
    .map((part, at) => (at === 0 ? part : part.padStart(2, '0')))
    .join('-')
}

/** Days of a month; of a Hijri year, whose months this does not know, the most any has. */
function daysIn(year: number, month: number): number {
  return year < 1600 ? 30 : Number.isNaN(month) ? 31 : new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Digits of Arabic and Persian as the digits of every date and number here. */
function latinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String(digit.charCodeAt(0) & 0xf))
}
