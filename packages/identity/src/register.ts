import { agreement, alignNames } from './alignment.ts'
import { type BirthDate, compareBirthDates } from './birth-date.ts'
import { kinShare, probabilityOf } from './compare.ts'
import { dateWeights } from './data/date-weights.ts'
import { otherWeights } from './data/person-weights.ts'
import { datesEqual, datesNear, packDate, postingOf, unpackDate } from './date-keys.ts'
import { Growing, Postings } from './growing.ts'
import { IdTable } from './id-table.ts'
import { type LikeTokens, NameTable } from './name-table.ts'
import type { ReadyPart } from './part.ts'
import { comparePlaces, type Place } from './place.ts'
import type { Prepared, ReadyDocument, ReadyName } from './prepare.ts'

/** One person found: the id it was added under, and how sure. */
export type Hit = { readonly id: string; readonly probability: number; readonly decibans: number }

/** `top`: how many hits, 10 if absent. `population`: persons it could be, the size of the index if absent. */
export type SearchOptions = { readonly top?: number; readonly population?: number }

/** An index of persons in memory. Not safe to change while a search runs, which cannot happen: both are synchronous. */
export type PersonIndex = {
  /** Adds a person, or replaces the one under the same id. */
  readonly add: (id: string, person: Prepared) => void
  /** Takes a person out; false if the id is unknown. */
  readonly remove: (id: string) => boolean
  readonly has: (id: string) => boolean
  readonly search: (person: Prepared, options?: SearchOptions) => Hit[]
  readonly size: () => number
  /** How many different name parts it holds. */
  readonly differentNames: () => number
}

/** The most a birth date can add, in tenths of a deciban. */
const mostOfDate = 10 * Math.max(...Object.values(dateWeights))

const firstOfName = 0x8000_0000
const noPlace = 0
/** Places in a card. */
const [dateAt, restAt, tokensAt] = [1, 2, 3]

/**
 * How many records one search may look at by name, and how many it compares in full. `found`: by its date someone was found already whom no
 * record with another date can outdo.
 */
const visitsPerSearch = { found: 1_000, dated: 3_000, undated: 12_000 }
/** What a record with another date, or none, lacks at least to one with the right one; tenths of a deciban. */
const ofTheRightDate = 100
const comparedInFull = 40
const likeFloor = 0
const likeToVisit = 3
const likeTokensPerPart = 600

/** Makes an empty index. Memory is about 110 bytes a person with three name parts, plus the different names. Source: spec/identity.md#index. */
export function createIndex(): PersonIndex {
  const register = new Register()
  return {
    add: (id, person) => register.add(id, person),
    remove: id => register.remove(id),
    has: id => register.has(id),
    search: (person, options) => register.search(person, options),
    size: () => register.size,
    differentNames: () => register.differentNames,
  }
}

class Register {
  readonly #ids = new IdTable()
  readonly #names = new NameTable()
  readonly #byName = new Postings()
  readonly #byDate = new Postings()
  readonly #byDocument = new Map<string, number[]>()
  /** Where the card of each slot begins, and one more. */
  readonly #starts = new Growing(size => new Uint32Array(size))
  /**
   * A card a record, all in one place, for a search looks at thousands that lie far apart: the search that last kept it, the date,
   * sex in the lowest two bits with the place above, then the tokens of its names.
   */
  readonly #cards = new Growing(size => new Uint32Array(size))
  readonly #places: (Place | undefined)[] = [undefined]
  readonly #placeNumbers = new Map<string, number>()
  readonly #documents = new Map<number, readonly ReadyDocument[]>()
  #round = 0
  #live = 0
  readonly #values: Int16Array[] = []

  get size(): number {
    return this.#live
  }

  get differentNames(): number {
    return this.#names.size
  }

  has(id: string): boolean {
    return this.#ids.find(id) >= 0
  }

  add(id: string, person: Prepared): void {
    this.remove(id)
    const slot = this.#ids.add(id)
    if (slot === 0) this.#starts.push(0)
    this.#cards.push(0)
    this.#cards.push(person.birth === undefined ? 0 : packDate(person.birth))
    this.#cards.push((person.sex === undefined ? 0 : person.sex === 'M' ? 1 : 2) | (this.#placeNumber(person.place) << 2))
    for (const name of person.names) {
      let isFirst = true
      for (const part of name.parts) {
        const token = this.#names.numberOf(part)
        this.#cards.push((isFirst ? token | firstOfName : token) >>> 0)
        this.#byName.add(token, slot)
        isFirst = false
      }
    }
    this.#starts.push(this.#cards.length)
    if (person.birth !== undefined) for (const key of postingOf(person.birth)) this.#byDate.add(key, slot)
    if (person.documents.length > 0) {
      this.#documents.set(slot, person.documents)
      for (const { number } of person.documents) {
        const slots = this.#byDocument.get(number)
        if (slots === undefined) this.#byDocument.set(number, [slot])
        else slots.push(slot)
      }
    }
    this.#live++
  }

  remove(id: string): boolean {
    const slot = this.#ids.remove(id)
    if (slot < 0) return false
    for (const { number } of this.#documents.get(slot) ?? []) {
      const slots = (this.#byDocument.get(number) ?? []).filter(other => other !== slot)
      if (slots.length === 0) this.#byDocument.delete(number)
      else this.#byDocument.set(number, slots)
    }
    this.#documents.delete(slot)
    this.#live--
    return true
  }

  search(person: Prepared, options: SearchOptions = {}): Hit[] {
    const top = options.top ?? 10
    const population = Math.max(2, options.population ?? this.#live)
    this.#round = this.#round === 0xffff_ffff ? 1 : this.#round + 1
    const best = new Best(Math.max(comparedInFull, top))
    const asked = person.names.slice(0, 3).map(name => this.#ask(name))
    const look = (slot: number): boolean => {
      const card = this.#starts.data[slot] as number
      if (this.#cards.data[card] === this.#round) return true
      const score = this.#roughly(card, this.#starts.data[slot + 1] as number, asked, person.birth, best.least)
      if (score <= best.least) return true
      this.#cards.data[card] = this.#round
      if (this.#ids.isLive(slot)) best.offer(slot, score)
      return true
    }
    for (const { number } of person.documents) for (const slot of this.#byDocument.get(number) ?? []) this.#offerByDocument(slot, best)
    if (person.birth !== undefined) for (const key of datesEqual(person.birth)) this.#byDate.each(key, look)
    const dated = person.birth !== undefined && person.birth.day > 0 && !person.birth.firstOfJanuary
    const found = dated && best.highest >= Math.max(...asked.map(question => question.most)) + ofTheRightDate
    if (person.birth !== undefined && !found) for (const key of datesNear(person.birth)) this.#byDate.each(key, look)
    this.#lookByName(asked, look, found ? visitsPerSearch.found : dated ? visitsPerSearch.dated : visitsPerSearch.undated)
    const kin = kinShare(population)
    const prior = -10 * Math.log10(population)
    const names = person.names.map((name, i) => this.#withOwnRarity(name, asked[i]))
    const hits: Hit[] = []
    for (const slot of best.slots()) {
      const decibans = this.#exactly(slot, names, person, kin)
      hits.push({ id: this.#ids.textOf(slot), probability: probabilityOf(decibans + prior), decibans })
    }
    for (const question of asked) this.#forget(question)
    hits.sort((x, y) => y.decibans - x.decibans || (x.id < y.id ? -1 : 1))
    const seen = new Set<string>()
    return hits.filter(hit => !seen.has(hit.id) && seen.add(hit.id)).slice(0, top)
  }

  /** Looks up which names of the index sound like each part, and notes their values for the rough score. */
  #ask(name: ReadyName): Asked {
    const parts: AskedPart[] = []
    for (const part of name.parts.slice(0, 6)) {
      if (part.kind === 'initial') continue
      const like = this.#names.like(part, likeFloor, likeTokensPerPart)
      const values = this.#borrow()
      let records = 0
      let close = 0
      for (let i = 0; i < like.tokens.length; i++) {
        const token = like.tokens[i] as number
        const count = this.#byName.count(token)
        records += count
        if ((like.likes[i] as number) > 10) close += count
      }
      const frequency = this.#live < 5000 ? part.frequency : Math.max(part.frequency, Math.min(0.3, close / this.#live))
      let most = 0
      for (let i = 0; i < like.tokens.length; i++) {
        const token = like.tokens[i] as number
        const value = Math.round(10 * agreement(like.likes[i] as number, Math.max(frequency, this.#names.frequencyOf(token)))) + 1
        values[token] = value
        if (value > most) most = value
      }
      parts.push({ part, like, values, most, records, frequency })
    }
    return { parts, values: parts.map(part => part.values), most: parts.reduce((sum, part) => sum + part.most, 0) }
  }

  #borrow(): Int16Array {
    const values = this.#values.pop()
    if (values !== undefined && values.length >= this.#names.size) return values
    return new Int16Array(this.#names.size + (this.#names.size >> 1) + 64)
  }

  #forget(asked: Asked): void {
    for (const { like, values } of asked.parts) {
      for (const token of like.tokens) values[token] = 0
      this.#values.push(values)
    }
  }

  /** A record with a document number of the question is always compared in full. */
  #offerByDocument(slot: number, best: Best): void {
    const card = this.#starts.data[slot] as number
    if (this.#cards.data[card] === this.#round || !this.#ids.isLive(slot)) return
    this.#cards.data[card] = this.#round
    best.offer(slot, 10_000)
  }

  /** Looks at the records under the names like the asked parts, rarest part first, as far as the number of visits allows. */
  #lookByName(asked: readonly Asked[], look: (slot: number) => boolean, visits: number): void {
    let left = visits
    const parts = asked.flatMap(question => question.parts).sort((x, y) => x.records - y.records)
    const visit = (slot: number): boolean => {
      left--
      look(slot)
      return left > 0
    }
    for (const { like } of parts)
      for (let i = 0; i < like.tokens.length && left > 0 && (like.likes[i] as number) > likeToVisit; i++) this.#byName.each(like.tokens[i] as number, visit)
  }

  /** A quick score in tenths of a deciban: each asked part at its best in the record's name, and the date. */
  #roughly(card: number, to: number, asked: readonly Asked[], birth: BirthDate | undefined, least: number): number {
    const cards = this.#cards.data
    const from = card + tokensAt
    let best = -1000
    for (let a = 0; a < asked.length; a++) {
      const { parts, values } = asked[a] as Asked
      const count = parts.length
      let at = from
      while (at < to) {
        let end = at + 1
        while (end < to && (cards[end] as number) < firstOfName) end++
        let sum = 0
        let matched = 0
        for (let p = 0; p < count; p++) {
          const valued = values[p] as Int16Array
          let highest = 0
          for (let t = at; t < end; t++) {
            const value = valued[(cards[t] as number) & 0x7fff_ffff] as number
            if (value > highest) highest = value
          }
          if (highest > 0) {
            sum += highest
            matched++
          }
        }
        const compared = count < end - at ? count : end - at
        if (compared > matched) sum -= 200 * (compared - matched)
        if (sum > best) best = sum
        at = end
      }
    }
    if (birth === undefined || best + mostOfDate <= least) return best
    const date = cards[card + dateAt] as number
    return date === 0 ? best : best + 10 * dateWeights[compareBirthDates(birth, unpackDate(date))]
  }

  #exactly(slot: number, names: readonly ReadyName[], person: Prepared, kin: number): number {
    let best = Number.NEGATIVE_INFINITY
    for (const theirs of this.#namesOf(slot)) for (const ours of names) best = Math.max(best, alignNames(ours, theirs, kin))
    let sum = best === Number.NEGATIVE_INFINITY ? 0 : best
    const card = this.#starts.data[slot] as number
    const date = this.#cards.data[card + dateAt] as number
    if (person.birth !== undefined && date !== 0) sum += dateWeights[compareBirthDates(person.birth, unpackDate(date))]
    const rest = this.#cards.data[card + restAt] as number
    if (person.sex !== undefined && (rest & 3) !== 0)
      sum += (rest & 3) === (person.sex === 'M' ? 1 : 2) ? otherWeights['same-sex'] : otherWeights['different-sex']
    const place = this.#places[rest >>> 2]
    if (person.place !== undefined && place !== undefined) sum += otherWeights[comparePlaces(person.place, place)]
    const documents = this.#documents.get(slot)
    if (documents !== undefined) for (const x of documents) if (person.documents.some(y => y.number === x.number)) return sum + otherWeights['same-document']
    return sum
  }

  #namesOf(slot: number): ReadyName[] {
    const from = (this.#starts.data[slot] as number) + tokensAt
    const to = this.#starts.data[slot + 1] as number
    const names: { written: []; parts: ReadyPart[]; joined: () => undefined }[] = []
    for (let at = from; at < to; at++) {
      const token = this.#cards.data[at] as number
      if (token >= firstOfName) names.push({ written: [], parts: [], joined: nothing })
      names.at(-1)?.parts.push(this.#names.partOf(token & 0x7fff_ffff))
    }
    return names
  }

  /** A name whose parts carry how common they are in this very index, where that is more than the reference says. */
  #withOwnRarity(name: ReadyName, asked: Asked | undefined): ReadyName {
    if (asked === undefined) return name
    return {
      ...name,
      parts: name.parts.map(part => ({ ...part, frequency: asked.parts.find(question => question.part === part)?.frequency ?? part.frequency })),
    }
  }

  #placeNumber(place: Place | undefined): number {
    if (place === undefined) return noPlace
    let number = this.#placeNumbers.get(place.text)
    if (number === undefined) {
      number = this.#places.push(place) - 1
      this.#placeNumbers.set(place.text, number)
    }
    return number
  }
}

/** A record's parts are not joined: only a question's are. */
const nothing = () => undefined

type AskedPart = {
  readonly part: ReadyPart
  readonly like: LikeTokens
  readonly values: Int16Array
  readonly most: number
  readonly records: number
  readonly frequency: number
}
/** `most`: what a name that agrees in all parts is worth. */
type Asked = { readonly parts: readonly AskedPart[]; readonly values: readonly Int16Array[]; readonly most: number }

/** Keeps the slots with the highest scores: a small heap, the lowest on top. */
class Best {
  readonly #scores: Float64Array
  readonly #slots: Int32Array
  #count = 0
  highest = Number.NEGATIVE_INFINITY
  constructor(most: number) {
    this.#scores = new Float64Array(most)
    this.#slots = new Int32Array(most)
  }

  /** What a score must exceed to be kept. */
  get least(): number {
    return this.#count < this.#scores.length ? Number.NEGATIVE_INFINITY : (this.#scores[0] as number)
  }

  offer(slot: number, score: number): void {
    if (score > this.highest) this.highest = score
    const scores = this.#scores
    const slots = this.#slots
    if (this.#count < scores.length) {
      let at = this.#count++
      while (at > 0) {
        const up = (at - 1) >> 1
        if ((scores[up] as number) <= score) break
        scores[at] = scores[up] as number
        slots[at] = slots[up] as number
        at = up
      }
      scores[at] = score
      slots[at] = slot
      return
    }
    if (score <= (scores[0] as number)) return
    let at = 0
    for (;;) {
      let down = 2 * at + 1
      if (down >= this.#count) break
      if (down + 1 < this.#count && (scores[down + 1] as number) < (scores[down] as number)) down++
      if ((scores[down] as number) >= score) break
      scores[at] = scores[down] as number
      slots[at] = slots[down] as number
      at = down
    }
    scores[at] = score
    slots[at] = slot
  }

  slots(): Int32Array {
    return this.#slots.slice(0, this.#count)
  }
}
