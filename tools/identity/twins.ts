import type { NameIdentity } from '../../packages/identity/src/lexicon.ts'
import { lightKey, shapesOf } from '../../packages/identity/src/lexicon-keys.ts'
import { partsOf, plainSense } from '../../packages/identity/src/parts.ts'

/** The bare letters of each spelling: articles off, particles joined, habits of spelling folded. */
function keysOf(identity: NameIdentity): readonly string[] {
  const key = (text: string, script: 'latin' | 'arabic') => {
    const { parts } = partsOf(text, plainSense)
    return lightKey(parts.map(part => part.text).join(''), script)
  }
  return [...new Set([...identity.arabic.split('|').map(text => key(text, 'arabic')), ...identity.latin.map(text => key(text, 'latin'))])]
}

/**
 * For a name, the others of a pool that a careless reader takes for it: one letter apart in one of the scripts, no spelling in common,
 * of the same sort (given or family). Chosen by letters alone, not by what is to be measured.
 */
export function twinsIn(pool: readonly NameIdentity[]): (identity: NameIdentity) => readonly NameIdentity[] {
  const keys = pool.map(keysOf)
  const byShape = new Map<string, number[]>()
  for (const [i, own] of keys.entries())
    for (const key of own)
      for (const shape of shapesOf(key)) {
        const under = byShape.get(shape)
        if (under === undefined) byShape.set(shape, [i])
        else under.push(i)
      }
  const known = new Map<NameIdentity, readonly NameIdentity[]>()
  return identity => {
    let twins = known.get(identity)
    if (twins === undefined) {
      const own = keysOf(identity)
      const near = new Set(own.flatMap(key => (key.length < 3 ? [] : shapesOf(key).flatMap(shape => byShape.get(shape) ?? []))))
      twins = [...near]
        .filter(i => pool[i] !== identity && (pool[i]?.kind === 'family') === (identity.kind === 'family') && !own.some(key => keys[i]?.includes(key)))
        .map(i => pool[i] as NameIdentity)
      known.set(identity, twins)
    }
    return twins
  }
}
