import { europeanRows } from './data/european-names.ts'
import { lexiconRows } from './data/lexicon.ts'
import { LetterModel } from './letter-model.ts'
import { isOneSlip, isOtherEnding, isOtherPattern, lightKey, looseKeys, readNorthern, shapesOf } from './lexicon-keys.ts'
import { partsOf, plainSense } from './parts.ts'
import type { Script } from './written.ts'

/** One name, whatever its spelling: `يوسف`, Youssef, Yusuf. `weight` is persons per 100,000 in a Moroccan population, a rough figure. */
export type NameIdentity = { readonly arabic: string; readonly kind: 'M' | 'F' | 'X' | 'family'; readonly weight: number; readonly latin: readonly string[] }

/**
 * How a spelling was found: as written, by a folding of its letters, or one typing slip away. `shares`: how likely each
 * identity is meant by it, the likeliest spellings of the commonest names first; they sum to 1, but for a slip are all 1.
 */
export type Found = { readonly ids: readonly number[]; readonly shares: readonly number[]; readonly by: 'spelling' | 'folding' | 'slip' | 'none' }

/** Particles in both scripts, in the same order. */
const latinParticles = ['ben', 'bel', 'ait', 'oulad', 'ould', 'abou', 'bou', 'ou', 'id']
const arabicParticles = ['بن', 'بل', 'ايت', 'اولاد', 'ولد', 'ابو', 'بو', 'او', 'اد']
/** More than the lexicon will ever hold. */
export const composedRange = 1_000_000
/** Names one slip away from a word; more of them say nothing. */
const mostNear = 40

const nothing: Found = { ids: [], shares: [], by: 'none' }

/** Keys, and by the hash of each of their shapes the place of the key, or of the keys. A hash that two shapes share costs a comparison, no more. */
type SlipTable = { readonly keys: readonly string[]; readonly byShape: ReadonlyMap<number, number | number[]> }

/** Under one key: identities, ascending, and how usual the spelling is for each. */
type Entry = { readonly ids: number[]; readonly usual: number[] }

/** The names this build knows and the spellings that lead to them. Made once; read only. */
export class Lexicon {
  readonly identities: readonly NameIdentity[]
  /** `identities`, then the European ones: what an id is an index of. */
  readonly all: readonly NameIdentity[]
  readonly #exact = new Map<string, Entry>()
  readonly #light = new Map<string, Entry>()
  /** Only what is not its own light key: looked for in both. */
  readonly #loose = new Map<string, Entry>()
  readonly #letters = { latin: new LetterModel(), arabic: new LetterModel() }
  #slips: SlipTable | undefined

  /** @param european - names that are listed to be told apart, their list being short: a name it lacks is no less likely for that */
  constructor(identities: readonly NameIdentity[], european: readonly NameIdentity[] = []) {
    this.identities = identities
    this.all = [...identities, ...european]
    for (let id = 0; id < this.all.length; id++) {
      const identity = this.all[id] as NameIdentity
      const arabic = identity.arabic === '' ? [] : identity.arabic.split('|')
      if (arabic.length > 0 && partsOf(arabic[0] as string, plainSense).parts.length > 1) continue
      for (const spellings of [arabic, identity.latin])
        for (let rank = 0; rank < spellings.length; rank++) {
          const { parts } = partsOf(spellings[rank] as string, plainSense)
          const part = parts[0]
          if (parts.length !== 1 || part === undefined || part.kind === 'initial') continue
          const usual = identity.weight / (1 + rank)
          this.#letters[part.script].add(part.text)
          add(this.#exact, keyed(part.text, part.hasArticle), id, usual)
          if (part.other !== '' && part.hasArticle) add(this.#exact, keyed(part.other, false), id, usual)
          const light = lightKey(part.text, part.script)
          add(this.#light, keyed(light, part.hasArticle), id, usual)
          for (const loose of looseKeys(light, part.script)) if (loose !== light) add(this.#loose, keyed(loose, part.hasArticle), id, usual)
        }
    }
  }

  /** How unusual the letters of a word are for a name, see `LetterModel`. */
  oddness(text: string, script: Script): number {
    return this.#letters[script].oddness(text)
  }

  /** Whether an id is of a European name. */
  isEuropean(id: number): boolean {
    return id >= this.identities.length && id < this.all.length
  }

  /** The identities of a plain spelling, article off. With an article the names written with it come first. `byEar`: also what only the ear leads to. */
  find(text: string, script: Script, hasArticle: boolean, byEar = true): Found {
    const under = (table: Map<string, Entry>, key: string) => table.get(keyed(key, hasArticle)) ?? table.get(keyed(key, !hasArticle))
    const spelled = under(this.#exact, text)
    if (spelled !== undefined) return { ids: spelled.ids, shares: sharesOf(spelled.usual), by: 'spelling' }
    const light = lightKey(text, script)
    let folded = under(this.#light, light)
    // What no French spelling leads to may be a Dutch or German one (Chalid, Jahja), or written by ear.
    if (script === 'latin' && byEar) for (const read of readNorthern(text)) folded ??= under(this.#light, lightKey(read, script))
    if (byEar) for (const loose of looseKeys(light, script)) folded ??= under(this.#light, loose) ?? under(this.#loose, loose)
    return folded === undefined ? nothing : { ids: folded.ids, shares: sharesOf(folded.usual), by: 'folding' }
  }

  /**
   * The identities of a name made of a particle and a known name, which no list can hold in full: Benhammou, Ait Lahcen.
   * They are numbers of their own, above those of `identities`, one range a particle.
   */
  composed(text: string, script: Script): Found {
    const particles = script === 'latin' ? latinParticles : arabicParticles
    for (let i = 0; i < particles.length; i++) {
      const particle = particles[i] as string
      if (!text.startsWith(particle) || text.length < particle.length + 3) continue
      const core = text.slice(particle.length)
      // Behind a particle the article is not told: Ait Lahcen is ايت الحسن.
      const usual = new Map<number, number>()
      for (const found of [this.find(core, script, false, false), this.find(core, script, true, false)])
        for (let k = 0; k < found.ids.length; k++)
          if (!this.isEuropean(found.ids[k] as number))
            usual.set(found.ids[k] as number, Math.max(usual.get(found.ids[k] as number) ?? 0, found.shares[k] as number))
      if (usual.size === 0) return nothing
      const ids = [...usual.keys()].sort((a, b) => a - b)
      return { ids: ids.map(id => (i + 1) * composedRange + id), shares: sharesOf(ids.map(id => usual.get(id) as number)), by: 'folding' }
    }
    return nothing
  }

  /** Whether a spelling is known without any slip, article as given. */
  knows(text: string, script: Script, hasArticle: boolean): boolean {
    return this.#light.has(keyed(lightKey(text, script), hasArticle)) || this.#light.has(keyed(lightKey(text, script), !hasArticle))
  }

  /**
   * The identities one letter away (missing, added, replaced, two swapped); for words of 4 letters and more. A last letter
   * that makes another name of it (Rachid, Rachida, Rachidi) is no slip, nor is one long vowel for another in Arabic.
   */
  near(text: string, script: Script): Found {
    if (text.length < 4 || text.length > 24) return nothing
    const { keys, byShape } = this.#slipTable()
    const own = lightKey(text, script)
    const ids = new Set<number>()
    const seen = new Set<string>()
    for (const word of own === text ? [own] : [own, text])
      for (const shape of shapesOf(word)) {
        const under = byShape.get(hashOf(shape))
        if (under === undefined) continue
        for (const at of typeof under === 'number' ? [under] : under) {
          const key = keys[at] as string
          if (seen.has(key)) continue
          seen.add(key)
          if (isOneSlip(word, key) && !isOtherEnding(word, key) && !(script === 'arabic' && isOtherPattern(word, key)))
            for (const table of [this.#light, this.#exact]) for (const id of [...(table.get(key)?.ids ?? []), ...(table.get(`+${key}`)?.ids ?? [])]) ids.add(id)
        }
      }
    if (ids.size === 0 || ids.size > mostNear) return nothing
    return { ids: [...ids].sort((a, b) => a - b), shares: [...ids].map(() => 1), by: 'slip' }
  }

  /** The known keys by the shapes they share with what is one slip away. */
  #slipTable(): SlipTable {
    if (this.#slips === undefined) {
      const byShape = new Map<number, number | number[]>()
      const all = new Set([...this.#light.keys(), ...this.#exact.keys()].map(key => key.replace('+', '')))
      const keys = [...all].filter(key => key.length >= 4)
      for (let at = 0; at < keys.length; at++)
        for (const shape of shapesOf(keys[at] as string)) {
          const hash = hashOf(shape)
          const under = byShape.get(hash)
          if (under === undefined) byShape.set(hash, at)
          else if (typeof under === 'number') byShape.set(hash, [under, at])
          else under.push(at)
        }
      this.#slips = { keys, byShape }
    }
    return this.#slips
  }
}

/** A text as a small whole number (FNV-1a): a hundred thousand shapes as texts would take more room than all names. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >> 2
}

const keyed = (text: string, hasArticle: boolean) => (hasArticle ? `+${text}` : text)

function add(table: Map<string, Entry>, key: string, id: number, usual: number): void {
  const entry = table.get(key)
  if (entry === undefined) table.set(key, { ids: [id], usual: [usual] })
  else if (entry.ids.at(-1) !== id) {
    entry.ids.push(id)
    entry.usual.push(usual)
  } else entry.usual[entry.usual.length - 1] = Math.max(usual, entry.usual.at(-1) as number)
}

function sharesOf(usual: readonly number[]): number[] {
  const total = usual.reduce((sum, each) => sum + each, 0)
  return usual.map(each => each / total)
}

let shipped: Lexicon | undefined
/** The lexicon of this build, read from its data on first use. */
export function shippedLexicon(): Lexicon {
  shipped ??= new Lexicon(identitiesOf(lexiconRows), europeanNames())
  return shipped
}

/** Identities of rows `arabic<TAB>kind<TAB>weight<TAB>latin|latin`. */
export function identitiesOf(rows: string): NameIdentity[] {
  return rows
    .replace(/^\n|\n$/g, '')
    .split('\n')
    .map(row => {
      const [arabic, kind, weight, latin] = row.split('\t') as [string, NameIdentity['kind'], string, string]
      return { arabic, kind, weight: Number(weight), latin: latin.split('|') }
    })
}

/** The European names of this build. */
export function europeanNames(): NameIdentity[] {
  return identitiesOf(europeanRows)
}
