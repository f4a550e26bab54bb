import { hour, type Instant, later, millisecondsOf, second } from '@entraide/ground'
import type { Person } from '@entraide/identity'
import type { Node } from '../capabilities.ts'

/** Look-ups one person may make in an hour. A case has dozens of names, not hundreds; who needs more asks by the clause that provides for it. */
export const lookUpsPerHour = 200

/*
 * A walk: look-ups that do not come from a case but go through what is held. The figures are chosen so that typing in the list of a
 * case does not look like one: of 20 names in random order, 18 stand in rising order once in 10^14 times.
 */
const window = 20
const inOrder = 18
const stubWindow = 8
const stubs = 6

/** What a look-up asked for, as far as a walk shows in it. In memory for an hour, never written. */
type Asked = { readonly name: string; readonly birthDate: string; readonly at: number }
type Memory = { readonly asked: Map<string, Asked[]>; readonly heldUntil: Map<string, number> }

const memories = new WeakMap<Node, Memory>()

/**
 * Notes a look-up and says whether it goes on a walk: names rising or falling in the alphabet, names of one or two letters, one
 * name with date after date.
 * @returns seconds until this person's look-ups open again; 0 if this one may go on
 */
export function noteLookUp(node: Node, account: string, person: Person, now: Instant): number {
  const memory: Memory = memories.get(node) ?? { asked: new Map(), heldUntil: new Map() }
  memories.set(node, memory)
  const at = millisecondsOf(now)
  const since = millisecondsOf(later(now, -hour))
  const asked: Asked[] = (memory.asked.get(account) ?? []).filter(each => each.at > since)
  const name = (person.names[0] ?? '').normalize('NFKC').toLowerCase()
  const birthDate = person.birthDate ?? ''
  const last = asked.at(-1)
  if (last?.name !== name || last.birthDate !== birthDate) asked.push({ name, birthDate, at })
  memory.asked.set(account, asked.slice(-window))
  const isHeld = (memory.heldUntil.get(account) ?? 0) > at
  if (!isHeld && !isWalk(asked)) return 0
  memory.heldUntil.set(account, at + hour)
  return Math.ceil(hour / second)
}

/** Whether look-ups, oldest first, are a walk. Pure. */
export function isWalk(asked: readonly { readonly name: string; readonly birthDate: string }[]): boolean {
  const recent = asked.slice(-window)
  const short = asked.slice(-stubWindow).filter(each => [...each.name.replaceAll(/[^\p{L}]/gu, '')].length <= 2)
  if (new Set(short.map(each => each.name)).size >= stubs) return true
  if (recent.length < window) return false
  const sameName = recent.filter(each => each.name === recent.at(-1)?.name)
  if (new Set(sameName.map(each => each.birthDate)).size >= inOrder) return true
  const names = recent.map(each => each.name)
  return longestRise(names) >= inOrder || longestRise([...names].reverse()) >= inOrder
}

/** How long the longest strictly rising subsequence is. */
function longestRise(names: readonly string[]): number {
  const ends: string[] = []
  for (const name of names) {
    const at = ends.findIndex(end => end >= name)
    ends[at === -1 ? ends.length : at] = name
  }
  return ends.length
}
