import type { NameIdentity, Person } from '@entraide/identity'
import { type Chance, Weighted } from './chance.ts'
import { arabicByEar, type Style, slipped, writeName } from './writing.ts'

/** The names a population is made of. */
export type NameStock = {
  readonly given: readonly NameIdentity[]
  readonly family: readonly NameIdentity[]
  readonly belgianGiven: readonly string[]
  readonly belgianFamily: readonly string[]
}

/** One invented person: who they are, before any office writes them down. */
export type Invented = {
  readonly given: readonly NameIdentity[]
  readonly family: readonly NameIdentity[]
  readonly isBelgian: boolean
  readonly sex: 'M' | 'F'
  readonly year: number
  readonly month: number
  readonly day: number
}

/** A Latin name as an identity, its Arabic spelling made by ear. */
function byEar(latin: string, kind: NameIdentity['kind'], chance: Chance): NameIdentity {
  return { arabic: arabicByEar(latin, chance) || 'ا', kind, weight: 1, latin: [latin] }
}

/** Makes invented persons of a stock of names: 78 % Moroccan names, 22 % Belgian, as `matching.md`'s measurements had. */
export class Inventor {
  readonly #men: Weighted<NameIdentity>
  readonly #women: Weighted<NameIdentity>
  readonly #families: Weighted<NameIdentity>
  readonly #stock: NameStock
  readonly #chance: Chance
  /** Rare families, so that a large population does not consist of the listed names alone. */
  readonly #rare: readonly NameIdentity[]

  constructor(stock: NameStock, chance: Chance, rareFamilies = 5000) {
    this.#stock = stock
    this.#chance = chance
    this.#men = new Weighted(
      stock.given.filter(name => name.kind !== 'F'),
      name => name.weight,
    )
    this.#women = new Weighted(
      stock.given.filter(name => name.kind === 'F' || name.kind === 'X'),
      name => name.weight,
    )
    this.#families = new Weighted(stock.family, name => name.weight)
    this.#rare = Array.from({ length: rareFamilies }, () => rareFamily(chance))
  }

  invent(): Invented {
    const chance = this.#chance
    const sex = chance.happens(0.5) ? 'M' : 'F'
    const year = 1940 + Math.floor(chance.next() * 66)
    const month = 1 + chance.below(12)
    const day = 1 + chance.below(new Date(Date.UTC(year, month, 0)).getUTCDate())
    if (chance.happens(0.22) && this.#stock.belgianGiven.length > 0) {
      const skewed = <T>(list: readonly T[]) => list[Math.floor(chance.next() ** 2 * list.length)] as T
      return {
        given: [byEar(skewed(this.#stock.belgianGiven), sex, chance)],
        family: [byEar(skewed(this.#stock.belgianFamily), 'family', chance)],
        isBelgian: true,
        sex,
        year,
        month,
        day,
      }
    }
    const names = sex === 'M' ? this.#men : this.#women
    const given = [names.draw(chance)]
    if (chance.happens(0.14)) given.push(names.draw(chance))
    const family = [chance.happens(0.3) && this.#rare.length > 0 ? chance.oneOf(this.#rare) : this.#families.draw(chance)]
    return { given, family, isBelgian: false, sex, year, month, day }
  }

  /** A brother or sister: same family, another first name, born within twelve years. */
  sibling(of: Invented): Invented {
    for (;;) {
      const other = this.invent()
      if (other.isBelgian !== of.isBelgian || other.given[0]?.arabic === of.given[0]?.arabic) continue
      return { ...other, family: of.family, year: of.year + this.#chance.below(24) - 12 }
    }
  }
}

const syllables = [
  'ba',
  'bou',
  'cha',
  'da',
  'fa',
  'gha',
  'ha',
  'ja',
  'ka',
  'kha',
  'la',
  'ma',
  'na',
  'ra',
  'sa',
  'ta',
  'wa',
  'za',
  'zou',
  'mi',
  'ri',
  'si',
  'di',
  'li',
  'mou',
  'sou',
  'kou',
  'tou',
  'hi',
  'ki',
]
const endings = ['ni', 'ri', 'li', 'oui', 'mi', 'di', 'bi', 'chi', 'ti', 'ssi', 'ji', 'ki', 'n', 'r', 'l', 'd', 'b', 'ch']
const letters: readonly (readonly [RegExp, string])[] = [
  [/kh/g, 'خ'],
  [/gh/g, 'غ'],
  [/ch/g, 'ش'],
  [/oui$/g, 'اوي'],
  [/ou/g, 'و'],
  [/ss|s/g, 'س'],
  [/b/g, 'ب'],
  [/d/g, 'د'],
  [/f/g, 'ف'],
  [/h/g, 'ح'],
  [/j/g, 'ج'],
  [/k/g, 'ك'],
  [/l/g, 'ل'],
  [/m/g, 'م'],
  [/n/g, 'ن'],
  [/r/g, 'ر'],
  [/t/g, 'ت'],
  [/w/g, 'و'],
  [/z/g, 'ز'],
  [/i/g, 'ي'],
  [/a/g, ''],
]

/** An invented family name with its two scripts: `Zoubachi`, زوبشي. */
function rareFamily(chance: Chance): NameIdentity {
  const stem = (chance.happens(0.15) ? 'ben' : '') + chance.oneOf(syllables) + chance.oneOf(syllables) + chance.oneOf(endings)
  let arabic = stem
  for (const [pattern, by] of letters) arabic = arabic.replace(pattern, by)
  arabic = arabic.replace(/e/g, '')
  const article = !stem.startsWith('ben') && chance.happens(0.4)
  const latin = stem[0]?.toUpperCase() + stem.slice(1)
  return { arabic: article ? `ال${arabic}` : arabic, kind: 'family', weight: 1, latin: article ? [`El ${latin}`, latin, `El${stem}`] : [latin] }
}

/** What an office does to a name beside its style. */
export type Accident = 'none' | 'slip' | 'swapped' | 'missing' | 'added' | 'initial' | 'joined'
/** How an office writes a person down. */
export type Paper = { readonly style: Style; readonly accident: Accident }

/** One whole name of a person on one paper. */
export function nameOnPaper(person: Invented, paper: Paper, inventor: Inventor, chance: Chance): string {
  let given = person.given.map(name => writeName(name, paper.style, chance))
  let family = person.family.map(name => writeName(name, paper.style, chance))
  const { accident } = paper
  if (accident === 'missing' && given.length > 1) given = given.slice(0, 1)
  else if (accident === 'missing' && chance.happens(0.5)) family = family.slice(0, family.length - 1)
  if (accident === 'added') {
    const other = inventor.invent()
    if (chance.happens(0.5)) given.push(writeName(other.given[0] as NameIdentity, paper.style, chance))
    else family.push(writeName(other.family[0] as NameIdentity, paper.style, chance))
  }
  if (accident === 'initial' && given.length > 0) given[0] = `${[...(given[0] as string)][0]}.`
  if (accident === 'slip') {
    const inFamily = chance.happens(0.5)
    if (inFamily) family[0] = slipped(family[0] as string, chance)
    else given[0] = slipped(given[0] as string, chance)
  }
  if (accident === 'joined' && given.length > 1) given = [given.join(paper.style === 'arabic' ? ' ' : '-')]
  const parts = accident === 'swapped' ? [...family, ...given] : [...given, ...family]
  const whole = parts.join(' ').trim()
  return paper.style !== 'arabic' && chance.happens(0.25) ? whole.toUpperCase() : whole
}

const two = (n: number) => String(n).padStart(2, '0')
/** The birth date on a paper; `mistakes`: the share of papers with a wrong or vague date. */
export function dateOnPaper(person: Invented, chance: Chance, mistakes: number): string | undefined {
  let { year, month, day } = person
  const r = chance.next() / Math.max(mistakes, 1e-9)
  if (r < 0.15) return undefined
  if (r < 0.4) return chance.happens(0.5) ? `${year}` : `${year}-01-01`
  if (r < 0.55 && day <= 12) [month, day] = [day, month]
  else if (r < 0.8) {
    const slip = chance.below(3)
    if (slip === 0) day = Math.max(1, Math.min(28, day + (chance.happens(0.5) ? 1 : 10) * (chance.happens(0.5) ? 1 : -1)))
    else if (slip === 1) month = 1 + ((month + (chance.happens(0.5) ? 0 : 10)) % 12)
    else year += chance.happens(0.5) ? 1 : -1
    day = Math.min(day, 28)
  } else if (r < 1) year += chance.oneOf([10, -10, 1, -1])
  return `${year}-${two(month)}-${two(day)}`
}

/** The stock of names that the bench invents people with: a lexicon, and the Belgian lists. */
export function stockOf(identities: readonly NameIdentity[], belgian: { readonly given: readonly string[]; readonly family: readonly string[] }): NameStock {
  return {
    given: identities.filter(name => name.kind !== 'family'),
    family: identities.filter(name => name.kind === 'family'),
    belgianGiven: belgian.given,
    belgianFamily: belgian.family,
  }
}

/** A record of a person: Arabic only 30 %, both scripts 35 %, Latin only 35 % for Moroccan names; Latin for Belgian ones. */
export function recordOf(person: Invented, inventor: Inventor, chance: Chance): Person {
  const r = chance.next()
  const write = (style: Style) => nameOnPaper(person, { style, accident: 'none' }, inventor, chance)
  const names = person.isBelgian || r < 0.35 ? [write('moroccan')] : r < 0.65 ? [write('arabic')] : [write('arabic'), write('moroccan')]
  const birthDate = dateOnPaper(person, chance, 0.04)
  return { names, sex: person.sex, ...(birthDate === undefined ? {} : { birthDate }) }
}

const accidents: readonly (readonly [Accident, number])[] = [
  ['none', 0.55],
  ['slip', 0.18],
  ['swapped', 0.1],
  ['missing', 0.06],
  ['added', 0.06],
  ['initial', 0.02],
  ['joined', 0.03],
]
/** A question about a person, as another office would write it. */
export function questionOf(person: Invented, inventor: Inventor, chance: Chance, withDate: boolean): { readonly person: Person; readonly style: Style } {
  const r = chance.next()
  const style: Style = r < 0.3 ? 'arabic' : r < 0.6 ? 'moroccan' : r < 0.75 ? 'dutch' : r < 0.9 ? 'english' : 'scholarly'
  let accident: Accident = 'none'
  let draw = chance.next()
  for (const [kind, probability] of accidents) {
    if (draw < probability) {
      accident = kind
      break
    }
    draw -= probability
  }
  const birthDate = withDate ? dateOnPaper(person, chance, 0.15) : undefined
  return { person: { names: [nameOnPaper(person, { style, accident }, inventor, chance) || 'X'], ...(birthDate === undefined ? {} : { birthDate }) }, style }
}
