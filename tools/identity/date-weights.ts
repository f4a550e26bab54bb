import { Chance } from '../../packages/bench/src/identity/chance.ts'
import { type BirthDate, compareBirthDates, readBirthDate } from '../../packages/identity/src/birth-date.ts'
import { rowsOf } from './data.ts'

/** Share of records that hold 1 January for want of a day, and those that hold the year only, in the reference population. */
const vague = { firstOfJanuary: 0.05, yearOnly: 0.015, monthOnly: 0.004 }

/** No date counts against more than this: registers are wrong in ways no list of mistakes foresees. */
const least = -36

/**
 * Decibans of each thing two birth dates can say: how often it is said of one person's papers (the shares of
 * `date-mistakes.tsv`, which are assumptions, not measurements) against how often of two strangers'.
 */
export function dateWeightsOf(): Record<string, number> {
  const chance = new Chance(20)
  const mistakes = rowsOf('date-mistakes.tsv').map(([kind, share]) => [kind as string, Number(share)] as const)
  const same = new Map<string, number>()
  const other = new Map<string, number>()
  const rounds = 1_500_000
  for (let i = 0; i < rounds; i++) {
    const date = stranger(chance)
    let draw = chance.next()
    let kind = 'right'
    for (const [name, share] of mistakes) {
      if (draw < share) {
        kind = name
        break
      }
      draw -= share
    }
    count(same, compareBirthDates(date, mistaken(date, kind, chance)))
  }
  for (let i = 0; i < rounds * 3; i++) count(other, compareBirthDates(vaguely(stranger(chance), chance), vaguely(stranger(chance), chance)))
  const weights: Record<string, number> = {}
  for (const says of new Set([...same.keys(), ...other.keys()])) {
    const m = ((same.get(says) ?? 0) + 2) / rounds
    const u = ((other.get(says) ?? 0) + 2) / (rounds * 3)
    weights[says] = Math.max(least, Math.round(10 * Math.log10(m / u) * 2) / 2)
  }
  // Not met among strangers of one calendar: as sure as their Gregorian counterparts, less what the conversion leaves open.
  weights['same-day-hijri'] = (weights['same-day'] as number) - 4
  weights['same-hijri-year'] = (weights['same-year'] as number) - 3
  weights['year-slip-first-of-january'] = Math.min(weights['year-slip-first-of-january'] ?? -12, weights['year-slip'] ?? -8)
  return Object.fromEntries(Object.entries(weights).sort(([x], [y]) => (x < y ? -1 : 1)))
}

function stranger(chance: Chance): BirthDate {
  // Ages of a living adult population: flat from 18 to 60, thinning to 85.
  const age = chance.happens(0.75) ? 18 + chance.below(42) : 60 + Math.floor(25 * chance.next() ** 1.5)
  const on = new Date(Date.UTC(2026 - age, 0, 1 + chance.below(365)))
  return dateOf(on.getUTCFullYear(), on.getUTCMonth() + 1, on.getUTCDate())
}

function vaguely(date: BirthDate, chance: Chance): BirthDate {
  const r = chance.next()
  if (r < vague.firstOfJanuary) return dateOf(date.year, 1, 1)
  if (r < vague.firstOfJanuary + vague.yearOnly) return dateOf(date.year, 0, 0)
  return r < vague.firstOfJanuary + vague.yearOnly + vague.monthOnly ? dateOf(date.year, date.month, 0) : date
}

function mistaken(date: BirthDate, kind: string, chance: Chance): BirthDate {
  const { year, month, day } = date
  const near = (on: number) => {
    const moved = new Date(Date.UTC(year, month - 1, day + on))
    return dateOf(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate())
  }
  const digit = (): BirthDate =>
    chance.happens(0.6)
      ? dateOf(year, month, 1 + ((day + chance.oneOf([0, 2, 9, 19, 8])) % 28))
      : dateOf(year, 1 + ((month + chance.oneOf([0, 9, 10, 1])) % 12), day)
  switch (kind) {
    case 'first-of-january':
      return dateOf(year, 1, 1)
    case 'year-only':
      return dateOf(year, 0, 0)
    case 'month-only':
      return dateOf(year, month, 0)
    case 'swapped':
      return day <= 12 ? dateOf(year, day, month) : digit()
    case 'digit':
      return digit()
    case 'year-digit':
      return dateOf(year - (year % 10) + chance.below(10), month, day)
    case 'year-next':
      return dateOf(year + (chance.happens(0.5) ? 1 : -1), month, day)
    case 'near':
      return near(chance.oneOf([-2, -1, 1, 2]))
    case 'two-slips': {
      const once = digit()
      return dateOf(once.year + (chance.happens(0.5) ? 1 : -1), once.month, once.day)
    }
    case 'other-month':
      return dateOf(year, 1 + chance.below(12), day)
    case 'other-day':
      return dateOf(year, month, 1 + chance.below(28))
    case 'other-year':
      return dateOf(year + chance.below(30) - 15, month, day)
    case 'other-in-year':
      return dateOf(year, 1 + chance.below(12), 1 + chance.below(28))
    case 'unlike':
      return stranger(chance)
    default:
      return date
  }
}

function dateOf(year: number, month: number, day: number): BirthDate {
  const two = (n: number) => String(n).padStart(2, '0')
  const text = month === 0 ? `${year}` : day === 0 ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(Math.min(day, 28))}`
  return readBirthDate(text) as BirthDate
}

function count(table: Map<string, number>, says: string): void {
  table.set(says, (table.get(says) ?? 0) + 1)
}
