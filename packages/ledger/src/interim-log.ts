import { bigEndian, Fault, isRefusal, refuse, sameBytes, utf8 } from '@entraide/ground'
import type { Checkpoint } from './checkpoint.ts'
import { domain, sha256 } from './digest.ts'
import { leafHash, readLeaf } from './leaf.ts'
import { canExtend, type Log } from './log.ts'

const startDomain = domain('entraide.interim-log.1.start')
const stepDomain = domain('entraide.interim-log.1.step')

/**
 * A log held together by a hash chain: each head covers its position, the head before and one leaf.
 * Its state is its last checkpoint. Its proof of growth is the leaves between, which is long for a long absence;
 * the transparency log replaces it behind the same type.
 *
 *     head(0) = SHA-256(`entraide.interim-log.1.start` ‖ 0 ‖ origin)
 *     head(n) = SHA-256(`entraide.interim-log.1.step` ‖ 0 ‖ n as 8 bytes ‖ head(n - 1) ‖ SHA-256(0x00 ‖ leaf n))
 *
 * Source: spec/interim-log.md#chain · vectors/ledger/chain.json
 */
export const interimLog: Log<Checkpoint, readonly Uint8Array[]> = {
  empty: origin => ({ origin, size: 0, head: sha256(startDomain, utf8(origin)) }),

  append: (state, leaves) => {
    if (leaves.some(isNoLeaf)) throw new Fault('leaf-shape', 'only leaves of a known version enter a log')
    return follow(state, leaves)
  },

  verifyExtension: (older, newer, between) => {
    const stopped = canExtend(older, newer)
    if (stopped !== undefined) return stopped
    if (between.length !== newer.size - older.size) return refuse('leaves-miscounted', { expected: newer.size - older.size, given: between.length })
    const odd = between.findIndex(isNoLeaf)
    if (odd !== -1) return refuse('leaf-shape', { position: older.size + odd })
    return sameBytes(follow(older, between).head, newer.head) ? undefined : refuse('head-differs', { size: newer.size })
  },
}

function follow(from: Checkpoint, leaves: readonly Uint8Array[]): Checkpoint {
  let { size, head } = from
  for (const leaf of leaves) head = sha256(stepDomain, bigEndian(++size, 8), head, leafHash(leaf))
  return { origin: from.origin, size, head }
}

function isNoLeaf(bytes: Uint8Array): boolean {
  return isRefusal(readLeaf(bytes))
}
