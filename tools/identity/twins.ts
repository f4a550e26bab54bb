import { lightKey, type NameIdentity } from '../../packages/identity/src/lexicon.ts'
import { partsOf, plainSense } from '../../packages/identity/src/parts.ts'
import { soundScore } from '../../packages/identity/src/sounds.ts'
import { symbolsOf } from '../../packages/identity/src/symbols.ts'

const codesOf = (identity: NameIdentity) => {
  const part = partsOf(identity.arabic.split('|')[0] as string, plainSense).parts[0]
  return symbolsOf(part?.text ?? '', 'arabic')
}
const keysOf = (identity: NameIdentity) =>
  new Set(
    identity.latin.map(text =>
      lightKey(
        partsOf(text, plainSense)
          .parts.map(part => part.text)
          .join(''),
        'latin',
      ),
    ),
  )

/** For a name, up to five others of a pool that sound most like it, share no spelling with it, and are another name: the hardest of the hard. */
export function twinsIn(pool: readonly NameIdentity[]): (identity: NameIdentity) => readonly NameIdentity[] {
  const codes = pool.map(codesOf)
  const keys = pool.map(keysOf)
  const known = new Map<NameIdentity, readonly NameIdentity[]>()
  return identity => {
    let twins = known.get(identity)
    if (twins === undefined) {
      const a = codesOf(identity)
      const own = keysOf(identity)
      twins = pool
        .map((other, i) => ({
          other,
          i,
          score:
            soundScore(a, 0, a.length, codes[i] as Uint8Array, 0, (codes[i] as Uint8Array).length) / Math.max(1, a.length, (codes[i] as Uint8Array).length),
        }))
        .filter(
          ({ other, i, score }) =>
            other !== identity && score > 18 && (other.kind === 'family') === (identity.kind === 'family') && ![...own].some(key => keys[i]?.has(key)),
        )
        .filter(({ other }) => !other.arabic.split('|').some(text => identity.arabic.split('|').includes(text)))
        .sort((x, y) => y.score - x.score)
        .slice(0, 5)
        .map(({ other }) => other)
      known.set(identity, twins)
    }
    return twins
  }
}
