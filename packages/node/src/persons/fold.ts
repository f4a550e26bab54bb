import { keysVersion } from '@entraide/identity'
import { bitsFor, bucketOf, Postings, pack, partBits, unpack } from './bucket.ts'
import type { Ground } from './ground.ts'
import type { ShelfChange } from './shelf.ts'
import type { Building, State } from './state.ts'

/** Buckets read and written in one go. */
const bucketsAtOnce = 512

/** A taking-in whose records are all staged: from here on it is folded in, and by how many bits. Buckets are split when twice too full, never joined. */
export function beginFold(state: State, building: Building): State {
  const wanted = bitsFor((building.of === 'rekey' ? 0 : state.postings) + building.postings)
  return { ...state, building: { ...building, stage: 'folding', part: 0, bits: Math.max(state.bits, wanted) } }
}

/** Folds the staged postings of one part into its buckets. `staged` is sorted here. */
export async function foldPart(tx: ShelfChange, state: State, building: Building, part: number, staged: Postings): Promise<State> {
  const { bits } = building
  const anew = building.of === 'rekey'
  let change = 0
  if (bits !== state.bits || anew) {
    const [from, below] = rangeOf(part, state.bits)
    const all = new Postings()
    if (!anew) for (const [number, packed] of await tx.bucketsBetween(from, below)) unpack(number, packed, all)
    change -= all.length
    await tx.dropBucketsBetween(from, below)
    all.append(staged)
    all.sort()
    const packed: [number, Uint8Array | null][] = []
    for (const { number, from, to } of groupsOf(all, bits)) {
      const bucket = pack(all, from, to, bits)
      change += bucket.count
      if (bucket.packed !== null) packed.push([number, bucket.packed])
    }
    await tx.putBuckets(packed)
  } else {
    staged.sort()
    const groups = [...groupsOf(staged, bits)]
    for (let at = 0; at < groups.length; at += bucketsAtOnce) {
      const some = groups.slice(at, at + bucketsAtOnce)
      const { buckets } = await tx.show(some.map(group => group.number))
      const packed: [number, Uint8Array | null][] = []
      for (const { number, from, to } of some) {
        const old = buckets.get(number)
        const both = new Postings(old === undefined ? 16 : old.length)
        if (old !== undefined) unpack(number, old, both)
        change -= both.length
        both.append(staged, from, to)
        both.sort()
        const bucket = pack(both, 0, both.length, bits)
        change += bucket.count
        packed.push([number, bucket.packed])
      }
      await tx.putBuckets(packed)
    }
  }
  return { ...state, postings: (anew && part === 0 ? 0 : state.postings) + change, building: { ...building, part: part + 1 } }
}

/** The end of a taking-in: rows that nothing points to any more are dropped, and what was staged of it. */
export async function finishFold(ground: Ground, tx: ShelfChange, state: State, building: Building, dropped: readonly number[]): Promise<State> {
  await tx.dropRecords(dropped)
  await tx.dropSpool()
  return {
    ...state,
    keysVersion,
    persons: state.persons + building.added - building.removed,
    bits: building.bits,
    builtAt: ground.now(),
    building: null,
  }
}

/** The numbers of a part's buckets: from, and below. */
function rangeOf(part: number, bits: number): [number, number] {
  const width = 2 ** (bits - partBits)
  return [2 ** bits + part * width, 2 ** bits + (part + 1) * width]
}

function* groupsOf(sorted: Postings, bits: number): Generator<{ readonly number: number; readonly from: number; readonly to: number }> {
  for (let from = 0; from < sorted.length; ) {
    const number = bucketOf(sorted.high[from] as number, bits)
    let to = from + 1
    while (to < sorted.length && bucketOf(sorted.high[to] as number, bits) === number) to++
    yield { number, from, to }
    from = to
  }
}
