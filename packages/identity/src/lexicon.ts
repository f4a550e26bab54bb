import { lexiconRows } from './data/lexicon.ts'
import { partsOf, plainSense } from './parts.ts'
import type { Script } from './written.ts'

/** One name, whatever its spelling: `يوسف`, Youssef, Yusuf. `weight` is persons per 100,000 in a Moroccan population, a rough figure. */
export type NameIdentity = { readonly arabic: string; readonly kind: 'M' | 'F' | 'X' | 'family'; readonly weight: number; readonly latin: readonly string[] }

/** How a spelling was found: as written, by a light or a strong folding of its letters, or one typing slip away. */
export type Found = { readonly ids: readonly number[]; readonly by: 'spelling' | 'folding' | 'slip' | 'none' }

/** Particles in both scripts, in the same order. */
const latinParticles = ['ben', 'bel', 'ait', 'ould', 'oulad']
const arabicParticles = ['بن', 'بل', 'ايت', 'ولد', 'اولاد']
/** More than the lexicon will ever hold. */
export const composedRange = 1_000_000

const nothing: Found = { ids: [], by: 'none' }

/** The names this build knows and the spellings that lead to them. Made once; read only. */
export class Lexicon {
  readonly identities: readonly NameIdentity[]
  readonly #exact = new Map<string, number[]>()
  readonly #light = new Map<string, number[]>()
  readonly #strong = new Map<string, number[]>()
  #slips: Map<string, number[]> | undefined

  constructor(identities: readonly NameIdentity[]) {
    this.identities = identities
    for (let id = 0; id < identities.length; id++) {
      const identity = identities[id] as NameIdentity
      if (partsOf(identity.arabic.split('|')[0] as string, plainSense).parts.length > 1) continue
      for (const spelling of [...identity.arabic.split('|'), ...identity.latin]) {
        const { parts } = partsOf(spelling, plainSense)
        const part = parts[0]
        if (parts.length !== 1 || part === undefined || part.kind === 'initial') continue
        this.#add(this.#exact, keyed(part.text, part.hasArticle), id)
        if (part.other !== '' && part.hasArticle) this.#add(this.#exact, keyed(part.other, false), id)
        this.#add(this.#light, keyed(lightKey(part.text, part.script), part.hasArticle), id)
        this.#add(this.#strong, keyed(strongKey(part.text, part.script), part.hasArticle), id)
      }
    }
  }

  /** The identities of a plain spelling, article off. With an article the names written with it come first. */
  find(text: string, script: Script, hasArticle: boolean): Found {
    for (const [table, key, by] of [
      [this.#exact, text, 'spelling'],
      [this.#light, lightKey(text, script), 'folding'],
      [this.#strong, strongKey(text, script), 'folding'],
    ] as const) {
      const ids = table.get(keyed(key, hasArticle)) ?? table.get(keyed(key, !hasArticle))
      if (ids !== undefined) return { ids, by }
    }
    return nothing
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
      const ids = new Set([...this.find(core, script, false).ids, ...this.find(core, script, true).ids])
      if (ids.size === 0) return nothing
      return { ids: [...ids].sort((a, b) => a - b).map(id => (i + 1) * composedRange + id), by: 'folding' }
    }
    return nothing
  }

  /** Whether a spelling is known without any slip, article as given. */
  knows(text: string, script: Script, hasArticle: boolean): boolean {
    return this.#light.has(keyed(lightKey(text, script), hasArticle)) || this.#light.has(keyed(lightKey(text, script), !hasArticle))
  }

  /** The identities one letter away (missing, added, replaced, two swapped); for words of 4 letters and more. */
  near(text: string, script: Script): Found {
    if (text.length < 4 || text.length > 24) return nothing
    const slips = this.#slipTable()
    const own = lightKey(text, script)
    const ids = new Set<number>()
    for (const shape of shapesOf(own)) for (const id of slips.get(shape) ?? []) ids.add(id)
    if (own !== text) for (const shape of shapesOf(text)) for (const id of slips.get(shape) ?? []) ids.add(id)
    if (ids.size === 0 || ids.size > 12) return nothing
    return { ids: [...ids].sort((a, b) => a - b), by: 'slip' }
  }

  #slipTable(): Map<string, number[]> {
    if (this.#slips === undefined) {
      this.#slips = new Map()
      for (const [key, ids] of [...this.#light, ...this.#exact]) {
        const text = key.replace('+', '')
        if (text.length < 4) continue
        for (const shape of shapesOf(text)) for (const id of ids) this.#add(this.#slips, shape, id)
      }
    }
    return this.#slips
  }

  #add(table: Map<string, number[]>, key: string, id: number): void {
    const ids = table.get(key)
    if (ids === undefined) table.set(key, [id])
    else if (!ids.includes(id)) ids.push(id)
  }
}

const keyed = (text: string, hasArticle: boolean) => (hasArticle ? `+${text}` : text)

/** A word and every word one letter shorter: two words one slip apart share one of these. */
function shapesOf(text: string): string[] {
  const shapes = [text]
  for (let at = 0; at < text.length; at++) shapes.push(text.slice(0, at) + text.slice(at + 1))
  return shapes
}

/** Folds the spelling habits of the two administrations, so that every usual way to write one name meets. */
export function lightKey(text: string, script: Script): string {
  if (script === 'arabic')
    return text.replace(/ء/g, '').replace(/ى/g, 'ي').replace(/ة/g, 'ه').replace(/پ/g, 'ب').replace(/ڤ/g, 'ف').replace(/چ/g, 'ج').replace(/گ/g, 'ك')
  return text
    .replace(/(.)\1+/g, '$1')
    .replace(/tch|tsch/g, 'C')
    .replace(/sch|sh|ch|sj/g, 'S')
    .replace(/kh/g, 'X')
    .replace(/gh|^rh/g, 'G')
    .replace(/dj|dg/g, 'j')
    .replace(/ph/g, 'f')
    .replace(/ck|cq|qu(?=[eiy])|q/g, 'k')
    .replace(/ç/g, 's')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/c/g, 'k')
    .replace(/gu(?=[eiy])/g, 'g')
    .replace(/ou|oo|oe|w/g, 'u')
    .replace(/ei|ey|ay|ai/g, 'ai')
    .replace(/ie$|y|ij|ee/g, 'i')
    .replace(/ae$|ah$/g, 'a')
    .replace(/([^aeiou])e$/, '$1')
    .replace(/th/g, 't')
    .replace(/dh/g, 'd')
    .replace(/(.)\1+/g, '$1')
}

/** Also folds what papers of both countries mix up: e and a, o and u, h between vowels or at the end. */
export function strongKey(text: string, script: Script): string {
  if (script === 'arabic') return lightKey(text, script).replace(/[هاي]$/, '')
  return lightKey(text, script)
    .replace(/ai/g, 'i')
    .replace(/au/g, 'u')
    .replace(/e/g, 'a')
    .replace(/o/g, 'u')
    .replace(/([iu])a$/, '$1ya')
    .replace(/(.)\1+/g, '$1')
}

let shipped: Lexicon | undefined
/** The lexicon of this build, read from its data on first use. */
export function shippedLexicon(): Lexicon {
  shipped ??= new Lexicon(identitiesOf(lexiconRows))
  return shipped
}

/** Identities of rows `arabic<TAB>kind<TAB>weight<TAB>latin|latin`. */
export function identitiesOf(rows: string): NameIdentity[] {
  return rows
    .trim()
    .split('\n')
    .map(row => {
      const [arabic, kind, weight, latin] = row.split('\t') as [string, NameIdentity['kind'], string, string]
      return { arabic, kind, weight: Number(weight), latin: latin.split('|') }
    })
}
