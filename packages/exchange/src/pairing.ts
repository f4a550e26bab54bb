import { createHash, scryptSync } from 'node:crypto'
import { concat, utf8 } from '@entraide/ground'
import type { Card } from './card.ts'
import { spokenWords } from './words.ts'

const wordCount = 12
/** Costly on purpose: whoever stands in the middle must pay it for each pair of cards it tries. About 0.1 s and 32 MiB. */
const stretch = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1_048_576 }

/**
 * The words that both security officers read to each other before two nodes trust their cards: 12 words, 96 bits, over
 * both cards in the order of their node ids, stretched by scrypt. A person in the middle would need about 2^48 stretched
 * tries on each side to make both readings agree. Source: spec/pairing.md#words · vectors/pairing/words.json
 */
export function wordsOf(a: Pick<Card, 'node' | 'octets'>, b: Pick<Card, 'node' | 'octets'>): readonly string[] {
  const [first, second] = a.node < b.node ? [a, b] : [b, a]
  const both = concat(digest(first.octets), digest(second.octets))
  const stretched = scryptSync(both, utf8('entraide/1 pairing words'), wordCount, stretch)
  return [...stretched].map(byte => spokenWords[byte] as string)
}

function digest(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}
