import { createHash, hash } from 'node:crypto'
import { concat } from '@entraide/ground'

/*
 * A dossier's key is the root of a tree of keys, and each thing in the dossier (a message, a draft, an attachment) is sealed under
 * a leaf of it: one thing can be erased while the rest stays as it is (Goldreich, Goldwasser, Micali 1986: a function from a tree;
 * to puncture it is to keep the branches beside one path and forget the path).
 *
 *   path  := the first 7 octets of SHA-256(name of the part), read as 14 steps of 4 bits
 *   child := SHA-256("entraide.part.1" ‖ key ‖ step)
 *   tree  := root (32)                                      nothing is erased yet
 *          | ( depth (1) ‖ path so far (7) ‖ key (32) )*    the branches that are left
 *
 * 14 steps: two of a thousand parts meet with a chance below 10^-11, and one of them erased would take the other with it. 16 ways a
 * step: 14 hashes to a key, 15 keys kept beside each step of an erased path.
 */
const steps = 14
const ways = 16
const pathBytes = steps / 2
const keyBytes = 32
const branchBytes = 1 + pathBytes + keyBytes
const label = Buffer.from('entraide.part.1')

type Branch = { readonly depth: number; readonly path: Uint8Array; readonly key: Uint8Array }

/** The part that a piece of sealed content belongs to: the first two words of what it is bound to (`message/ID/body`). */
export function partOf(boundTo: string): string {
  const second = boundTo.indexOf('/', boundTo.indexOf('/') + 1)
  return second === -1 ? boundTo : boundTo.slice(0, second)
}

/**
 * The key of one part.
 *
 * @param tree - a root of 32 bytes, or what `withoutPart` made of it
 * @returns 32 bytes; null once the part is erased
 */
export function partKey(tree: Uint8Array, part: string): Uint8Array | null {
  const path = pathOf(part)
  const branch = branchesOf(tree).find(each => leads(each, path))
  if (branch === undefined) return null
  let key = branch.key
  for (let depth = branch.depth; depth < steps; depth++) key = child(key, stepAt(path, depth))
  return key
}

/** The tree without one part: every other part has the key it had. Twice is once. */
export function withoutPart(tree: Uint8Array, part: string): Uint8Array {
  const path = pathOf(part)
  const branches = branchesOf(tree)
  const branch = branches.find(each => leads(each, path))
  if (branch === undefined) return tree
  const left: Branch[] = branches.filter(each => each !== branch)
  let key = branch.key
  for (let depth = branch.depth; depth < steps; depth++) {
    const step = stepAt(path, depth)
    for (let other = 0; other < ways; other++) if (other !== step) left.push({ depth: depth + 1, path: withStep(path, depth, other), key: child(key, other) })
    key = child(key, step)
  }
  return concat(...left.map(each => concat(Uint8Array.of(each.depth), each.path, each.key)))
}

function pathOf(part: string): Uint8Array {
  return createHash('sha256').update(part).digest().subarray(0, pathBytes)
}

function branchesOf(tree: Uint8Array): readonly Branch[] {
  if (tree.length === keyBytes) return [{ depth: 0, path: new Uint8Array(pathBytes), key: tree }]
  return Array.from({ length: tree.length / branchBytes }, (_, at) => {
    const branch = tree.subarray(at * branchBytes, (at + 1) * branchBytes)
    return { depth: branch[0] as number, path: branch.subarray(1, 1 + pathBytes), key: branch.subarray(1 + pathBytes) }
  })
}

function leads({ depth, path: to }: Branch, path: Uint8Array): boolean {
  for (let at = 0; at < depth; at++) if (stepAt(to, at) !== stepAt(path, at)) return false
  return true
}

function stepAt(path: Uint8Array, depth: number): number {
  const byte = path[depth >> 1] as number
  return depth % 2 === 0 ? byte >> 4 : byte & 0x0f
}

/** The path up to a depth, then one step, then zeros. */
function withStep(path: Uint8Array, depth: number, step: number): Uint8Array {
  const to = new Uint8Array(pathBytes)
  to.set(path.subarray(0, depth >> 1))
  const byte = path[depth >> 1] as number
  to[depth >> 1] = depth % 2 === 0 ? step << 4 : (byte & 0xf0) | step
  return to
}

function child(key: Uint8Array, step: number): Uint8Array {
  return hash('sha256', concat(label, key, Uint8Array.of(step)), 'buffer')
}
