import { compare, type NameIdentity, prepare } from '@entraide/identity'
import { token_sort_ratio } from 'fuzzball'
import { round } from './answers.ts'
import { belgianNames } from './belgian.ts'
import { Chance } from './chance.ts'
import { figuresOf, labelledPairs, type NamePair, type PairFigures } from './pairs.ts'
import { inLatin } from './peers.ts'
import { Inventor, stockOf } from './population.ts'

/** Pairs a second on one core, both sides prepared; the same of processor time; and how well generated pairs are told apart, look-alikes among them left out. */
export type PairSpeed = { readonly scorer: string; readonly perSecond: number; readonly perCpuSecond: number } & {
  readonly all: PairFigures
  readonly arabicLatin: PairFigures
}

const seconds = 3

/** Measures the comparison and, beside it on the same pairs, npm fuzzball's token-sort ratio of names in plain Latin letters. */
export function measurePairs(identities: readonly NameIdentity[]): PairSpeed[] {
  const chance = new Chance(7)
  const inventor = new Inventor(stockOf(identities, belgianNames), chance, 500)
  const pairs = labelledPairs(4000, inventor, () => [], chance)
  const ready = pairs.map(({ a, b }) => [prepare({ names: [a] }), prepare({ names: [b] })] as const)
  const latin = pairs.map(({ a, b }) => [inLatin(a), inLatin(b)] as const)
  return [
    measured('entraide', pairs, at => compare(...(ready[at] as (typeof ready)[number])).decibans),
    measured('any-ascii + token-sort ratio', pairs, at => token_sort_ratio(...(latin[at] as (typeof latin)[number]))),
  ]
}

function measured(scorer: string, pairs: readonly NamePair[], score: (at: number) => number): PairSpeed {
  const scored = pairs.map((pair, at) => ({ ...pair, score: score(at) }))
  let compared = 0
  const cpu = process.cpuUsage()
  const start = performance.now()
  while (performance.now() - start < seconds * 1000) {
    for (let at = 0; at < pairs.length; at++) score(at)
    compared += pairs.length
  }
  const { user, system } = process.cpuUsage(cpu)
  return {
    scorer,
    perSecond: Math.round((compared * 1000) / (performance.now() - start)),
    perCpuSecond: Math.round((compared * 1e6) / (user + system)),
    all: rounded(figuresOf(scored)),
    arabicLatin: rounded(figuresOf(scored.filter(pair => pair.scripts === 'arabic-latin'))),
  }
}

const rounded = (figures: PairFigures) => ({ ...figures, recallAtOnePercent: round(figures.recallAtOnePercent), bestF1: round(figures.bestF1) })
