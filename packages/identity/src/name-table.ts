import { Growing } from './growing.ts'
import { likeness } from './likeness.ts'
import type { ReadyPart } from './part.ts'
import { Recent } from './recent.ts'
import { skeletonOf } from './skeleton.ts'

/** Names found like a part: token, and its likeness in decibans, best first. */
export type LikeTokens = { readonly tokens: Int32Array; readonly likes: Float32Array }

/**
 * Each different name part of an index, once, in long arrays, with the ways to find those that sound like another:
 * consonant skeletons with one class left out, and lexicon identities.
 */
export class NameTable {
  readonly #numbers = new Map<string, number>()
  /** By object: a reader gives the same part for the same word. */
  readonly #recent = new Recent<ReadyPart, number>(6_000)
  readonly #codes = new Growing(size => new Uint8Array(size))
  readonly #letters = new Growing(size => new Uint8Array(size))
  readonly #ids = new Growing(size => new Int32Array(size))
  readonly #idRoots = new Growing(size => new Float32Array(size))
  /** Five numbers a token; see `#view`. */
  readonly #meta = new Growing(size => new Int32Array(size))
  readonly #frequencies = new Growing(size => new Float32Array(size))
  readonly #oddness = new Growing(size => new Float32Array(size))
  readonly #chains = new Map<string, number>()
  readonly #chainNext = new Growing(size => new Int32Array(size))
  readonly #chainToken = new Growing(size => new Int32Array(size))
  #seen = new Uint32Array(1024)
  #round = 0
  readonly #found = new Map<string, LikeTokens>()
  readonly #view = new PooledPart()

  get size(): number {
    return this.#frequencies.length
  }

  /** The number of a part, added if new. */
  numberOf(part: ReadyPart): number {
    const recent = this.#recent.get(part)
    if (recent !== undefined) return recent
    const key = keyOf(part)
    let token = this.#numbers.get(key)
    if (token !== undefined) {
      this.#recent.set(part, token)
      return token
    }
    token = this.#frequencies.push(part.frequency)
    this.#oddness.push(part.oddness)
    this.#numbers.set(key, token)
    const codesFrom = this.#codes.length
    for (let i = 0; i < part.length + part.otherLength; i++) this.#codes.push(part.codes[part.from + i] as number)
    const lettersFrom = this.#letters.length
    for (let i = 0; i < part.lettersLength; i++) this.#letters.push(part.letters[part.lettersFrom + i] as number)
    const idsFrom = this.#ids.length
    for (let i = 0; i < part.idsLength; i++) {
      this.#ids.push(part.ids[part.idsFrom + i] as number)
      this.#idRoots.push(part.idRoots[part.idsFrom + i] as number)
    }
    const flags =
      (part.isArabic ? 1 : 0) |
      (part.hasArticle ? 2 : 0) |
      (part.isSlip ? 4 : 0) |
      (part.isNative ? 32 : 0) |
      (part.isEuropean ? 64 : 0) |
      (part.kind === 'initial' ? 8 : part.kind === 'title' ? 16 : 0) |
      (part.mask << 8)
    this.#meta.push(codesFrom)
    this.#meta.push(part.length | (part.otherLength << 8) | (part.lettersLength << 16) | (part.idsLength << 24))
    this.#meta.push(lettersFrom)
    this.#meta.push(idsFrom)
    this.#meta.push(flags)
    for (const chain of chainsOf(part)) {
      this.#chainToken.push(token)
      this.#chainNext.push(this.#chains.get(chain) ?? 0)
      this.#chains.set(chain, this.#chainToken.length)
    }
    this.#found.clear()
    return token
  }

  /** A part of its number, standing by itself. */
  partOf(token: number): ReadyPart {
    const part = new PooledPart()
    this.#load(part, token)
    return part
  }

  /** The tokens like a part, above a floor in decibans, best first, at most `most`. */
  like(part: ReadyPart, floor: number, most: number): LikeTokens {
    const key = keyOf(part)
    const known = this.#found.get(key)
    if (known !== undefined) return known
    if (this.#seen.length < this.size) this.#seen = new Uint32Array(this.size + (this.size >> 1))
    this.#round++
    const found: { token: number; like: number }[] = []
    for (const chain of chainsOf(part))
      for (let at = this.#chains.get(chain) ?? 0; at !== 0; at = this.#chainNext.data[at - 1] as number) {
        const token = this.#chainToken.data[at - 1] as number
        if (this.#seen[token] === this.#round) continue
        this.#seen[token] = this.#round
        this.#load(this.#view, token)
        const difference = this.#view.length - part.length
        if (difference > 4 || difference < -4) continue
        const like = likeness(part, this.#view)
        if (like > floor) found.push({ token, like })
      }
    found.sort((x, y) => y.like - x.like || x.token - y.token)
    const kept = found.slice(0, most)
    const result = { tokens: Int32Array.from(kept, f => f.token), likes: Float32Array.from(kept, f => f.like) }
    if (this.#found.size > 1024) this.#found.clear()
    this.#found.set(key, result)
    return result
  }

  frequencyOf(token: number): number {
    return this.#frequencies.data[token] as number
  }

  #load(part: PooledPart, token: number): void {
    const at = token * 5
    const meta = this.#meta.data
    const lengths = meta[at + 1] as number
    const flags = meta[at + 4] as number
    part.codes = this.#codes.data
    part.from = meta[at] as number
    part.length = lengths & 0xff
    part.otherFrom = part.from + part.length
    part.otherLength = (lengths >>> 8) & 0xff
    part.letters = this.#letters.data
    part.lettersFrom = meta[at + 2] as number
    part.lettersLength = (lengths >>> 16) & 0xff
    part.ids = this.#ids.data
    part.idRoots = this.#idRoots.data
    part.idsFrom = meta[at + 3] as number
    part.idsLength = lengths >>> 24
    part.mask = flags >>> 8
    part.isArabic = (flags & 1) !== 0
    part.hasArticle = (flags & 2) !== 0
    part.isSlip = (flags & 4) !== 0
    part.isNative = (flags & 32) !== 0
    part.isEuropean = (flags & 64) !== 0
    part.kind = (flags & 8) !== 0 ? 'initial' : (flags & 16) !== 0 ? 'title' : 'name'
    part.frequency = this.#frequencies.data[token] as number
    part.oddness = this.#oddness.data[token] as number
  }
}

/** A part whose arrays are the table's. */
class PooledPart implements ReadyPart {
  kind: ReadyPart['kind'] = 'name'
  isArabic = false
  isNative = false
  hasArticle = false
  codes: Uint8Array = new Uint8Array(0)
  from = 0
  length = 0
  otherFrom = 0
  otherLength = 0
  mask = 0
  letters: Uint8Array = new Uint8Array(0)
  lettersFrom = 0
  lettersLength = 0
  ids: Int32Array = new Int32Array(0)
  idRoots: Float32Array = new Float32Array(0)
  idsFrom = 0
  idsLength = 0
  isSlip = false
  isEuropean = false
  frequency = 0
  oddness = 0
}

function keyOf(part: ReadyPart): string {
  let key = `${part.isArabic ? 'a' : 'l'}${part.kind[0]}${part.hasArticle ? '+' : ''}`
  for (let i = 0; i < part.lettersLength; i++) key += String.fromCharCode(48 + (part.letters[part.lettersFrom + i] as number))
  for (let i = 0; i < part.otherLength; i++) key += String.fromCharCode(48 + (part.codes[part.otherFrom + i] as number))
  return key
}

/** The chains a token hangs in, which are also those to look through for a part. */
function chainsOf(part: ReadyPart): Set<string> {
  const chains = new Set<string>()
  const add = (skeleton: string) => {
    chains.add(skeleton)
    if (skeleton.length >= 4) for (let i = 0; i < skeleton.length; i++) chains.add(skeleton.slice(0, i) + skeleton.slice(i + 1))
  }
  if (part.kind === 'initial') return chains
  add(skeletonOf(part.codes, part.from, part.length))
  if (part.otherLength > 0) add(skeletonOf(part.codes, part.otherFrom, part.otherLength))
  for (let i = 0; i < part.idsLength; i++) chains.add(`#${part.ids[part.idsFrom + i]}`)
  return chains
}
