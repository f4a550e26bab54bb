import { plainLatin } from '../../packages/identity/src/written.ts'
import { rowsOf } from './data.ts'

/** Persons per million who bear each name of the Statbel lists, in a reference population that is 30 % Belgian by name. */
export function belgianRows(): string {
  const totals = new Map<string, number>()
  const counts = new Map<string, number>()
  for (const [, kind, name, persons] of rowsOf('belgian-names-statbel2022.tsv')) {
    const group = kind === 'M' || kind === 'F' ? 'given' : 'family'
    totals.set(group, (totals.get(group) ?? 0) + Number(persons))
    const key = plainLatin(name as string).replace(/[^a-zç]/g, '')
    counts.set(`${group} ${key}`, (counts.get(`${group} ${key}`) ?? 0) + Number(persons))
  }
  const rows = new Map<string, number>()
  for (const [key, persons] of counts) {
    const [group, name] = key.split(' ') as [string, string]
    // The lists hold the 500 commonest names: about three quarters of given names and a quarter of family names.
    const covered = group === 'given' ? 0.75 : 0.25
    const share = (0.3 * covered * persons * 1e6) / (totals.get(group) as number)
    rows.set(name, Math.max(rows.get(name) ?? 0, Math.round(share)))
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, share]) => `${name} ${share}`)
    .join('\n')
}
