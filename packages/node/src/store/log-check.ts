import { fromHex, hex, type Refusal, refuse, sameBytes } from '@entraide/ground'
import { type Checkpoint, interimLog, type Origin } from '@entraide/ledger'

/** What is checked: the chain over the leaves of every log ends in the head of its newest checkpoint. */
export type LogCheck = {
  /** A leaf that has a place; leaves of a log come in the order of their places. */
  readonly leaf: (log: string, position: number, leaf: Uint8Array) => void
  readonly checkpoint: (log: string, size: number, head: string) => void
  /** `log-broken` with the log and how far it holds; null when all hold. */
  readonly end: () => Refusal<'log-broken'> | null
  readonly heads: () => readonly { readonly log: string; readonly size: number; readonly head: string }[]
}

/** Follows the chains of a store or of its copy, leaf by leaf, in constant memory. */
export function logCheck(): LogCheck {
  const chains = new Map<string, Checkpoint>()
  const newest = new Map<string, { size: number; head: string }>()
  let gap: Refusal<'log-broken'> | null = null
  return {
    leaf: (log, position, leaf) => {
      const chain = chains.get(log) ?? interimLog.empty(log as Origin)
      if (position !== chain.size) gap ??= refuse('log-broken', { log, size: chain.size })
      else chains.set(log, interimLog.append(chain, [leaf]))
    },
    checkpoint: (log, size, head) => {
      const known = newest.get(log)
      if (known === undefined || known.size < size) newest.set(log, { size, head })
    },
    end: () => {
      if (gap !== null) return gap
      for (const log of new Set([...chains.keys(), ...newest.keys()])) {
        const chain = chains.get(log) ?? interimLog.empty(log as Origin)
        const said = newest.get(log)
        if (said === undefined || said.size !== chain.size || !sameBytes(fromHex(said.head), chain.head)) return refuse('log-broken', { log, size: chain.size })
      }
      return null
    },
    heads: () => [...chains].map(([log, { size, head }]) => ({ log, size, head: hex(head) })).sort((a, b) => (a.log < b.log ? -1 : 1)),
  }
}
