import type { PairSpeed } from './pair-speed.ts'

/** One holder at one size as `one.ts` printed it; or why there is no figure. */
export type HolderFigures = Readonly<Record<string, unknown>> & { readonly holder?: string; readonly persons?: number }

/** What `identity` prints with `--json`, on one line. */
export type IdentityFigures = {
  readonly bench: 'identity'
  readonly node: string
  readonly cores: number
  readonly cpu: string
  readonly pairs: readonly PairSpeed[]
  readonly search: readonly HolderFigures[]
}

const columns = [
  ['build s', 'buildSeconds'],
  ['memory MB', 'residentMegabytes'],
  ['index MB', 'indexMegabytes'],
  ['q/s', 'queriesPerSecond'],
  ['p50 ms', 'p50'],
  ['p95 ms', 'p95'],
  ['first', 'first'],
  ['top ten', 'topTen'],
  ['across, first', 'crossFirst'],
  ['across, top ten', 'crossTopTen'],
  ['first, 1 % absent hit', 'firstAtOnePercentAbsent'],
] as const

/** The figures as two tables for people. */
export function asText({ node, cores, cpu, pairs, search }: IdentityFigures): string {
  const lines = [`Node ${node} on ${cores} cores (${cpu})`, '', 'pairs of names: pairs a second; recall at 1 % false hits, all and Arabic-Latin; best F1']
  for (const { scorer, perSecond, all, arabicLatin } of pairs)
    lines.push(`${scorer}: ${perSecond}/s; ${all.recallAtOnePercent}, ${arabicLatin.recallAtOnePercent}; ${all.bestF1}`)
  lines.push('', ['persons', 'holder', ...columns.map(([title]) => title)].join(' | '))
  for (const row of search) {
    const why = row.left ?? row.failed
    const cells = why === undefined ? columns.map(([, name]) => String(row[name] ?? '-')) : [String(why)]
    lines.push([String(row.persons), String(row.holder), ...cells].join(' | '))
  }
  return lines.join('\n')
}
