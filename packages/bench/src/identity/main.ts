import { compare, type NameIdentity, prepare, shippedLexicon } from '@entraide/identity'
import { belgianNames } from './belgian.ts'
import { Chance } from './chance.ts'
import { figuresOf, labelledPairs } from './pairs.ts'
import { measurePeers } from './peers.ts'
import { Inventor, stockOf } from './population.ts'
import { measureSearch } from './search.ts'

/**
 * Figures of the identity room on generated people, printed as JSON: pairs a second on prepared names, recall and F1 on
 * labelled pairs, index build, queries a second, p50 and p95, memory.
 *
 * @param args - `--persons N,N` sizes of the register (100000,1000000 if absent), `--questions N`, `--large` adds 10 million, `--pairs-only`
 */
export async function runIdentityBench(args: readonly string[]): Promise<number> {
  const value = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const sizes = (value('--persons') ?? '100000,1000000').split(',').map(Number)
  if (args.includes('--large')) sizes.push(10_000_000)
  if (sizes.some(size => !Number.isSafeInteger(size) || size < 100)) {
    console.error('--persons takes whole numbers from 100 up, separated by commas')
    return 2
  }
  const identities = shippedLexicon().identities
  const stock = stockOf(identities, belgianNames)
  const pairs = measurePairs(identities)
  const questions = Number(value('--questions') ?? 1000)
  const search = args.includes('--pairs-only') ? [] : sizes.map(persons => measureSearch(persons, questions, stock))
  console.log(JSON.stringify({ pairs, search, peers: await measurePeers(stock) }, undefined, 2))
  return 0
}

/** Pairs a second on one core with both sides prepared, and how well generated pairs are told apart. */
function measurePairs(identities: readonly NameIdentity[]) {
  const chance = new Chance(7)
  const inventor = new Inventor(stockOf(identities, belgianNames), chance, 500)
  const labelled = labelledPairs(4000, inventor, () => [], chance)
  const ready = labelled.map(pair => ({ a: prepare({ names: [pair.a] }), b: prepare({ names: [pair.b] }), same: pair.same }))
  const scored = ready.map(({ a, b, same }) => ({ score: compare(a, b).decibans, same }))
  let compared = 0
  const start = performance.now()
  while (performance.now() - start < 2000) {
    for (const { a, b } of ready) compare(a, b)
    compared += ready.length
  }
  return { perSecond: Math.round((compared * 1000) / (performance.now() - start)), ...figuresOf(scored) }
}
