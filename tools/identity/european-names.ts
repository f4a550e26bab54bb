import { Lexicon, type NameIdentity } from '../../packages/identity/src/lexicon.ts'
import { partsOf, plainSense } from '../../packages/identity/src/parts.ts'
import { against, foreign, soundScore, traceSound } from '../../packages/identity/src/sounds.ts'
import { symbolsOf } from '../../packages/identity/src/symbols.ts'
import { rowsOf, type TokenPair } from './data.ts'

/** Of the commonest 500 names of a list: the share of all persons they cover. Given names about three quarters, family names a quarter. */
const covered = { given: 0.75, family: 0.25 }
/** The share of Belgian names in the reference population. */
const belgianShare = 0.3

type Name = { readonly spelling: string; readonly text: string; readonly kind: 'M' | 'F' | 'family'; persons: number }

/**
 * The rows of the European names: those of the Statbel lists that the lexicon lacks, spellings of one name together, with the
 * Arabic spellings of `european-arabic.tsv` (written from knowledge) and those that mined names have for them. Weights are persons per
 * million of the reference population.
 */
export function europeanRowsOf(identities: readonly NameIdentity[], tokens: readonly TokenPair[]): string {
  const known = new Lexicon(identities)
  const totals = { given: 0, family: 0 }
  const names = new Map<string, Name>()
  for (const [, sort, spelling, persons] of rowsOf('belgian-names-statbel2022.tsv')) {
    const kind = sort === 'M' || sort === 'F' ? sort : 'family'
    totals[kind === 'family' ? 'family' : 'given'] += Number(persons)
    const { parts } = partsOf(spelling as string, plainSense)
    const [part] = parts
    if (
      parts.length !== 1 ||
      part === undefined ||
      part.kind !== 'name' ||
      part.text.length < 2 ||
      known.find(part.text, 'latin', part.hasArticle, false).by !== 'none'
    )
      continue
    const group = kind === 'family' ? 'family' : 'given'
    const name = names.get(`${group} ${part.text}`)
    if (name === undefined) names.set(`${group} ${part.text}`, { spelling: spelling as string, text: part.text, kind, persons: Number(persons) })
    else name.persons += Number(persons)
  }
  const arabic = Map.groupBy(
    tokens.filter(token => !token.isArabic),
    token => token.latin,
  )
  const written = new Map(
    (rowsOf('european-arabic.tsv') as [string, string][]).map(([latin, spellings]) => [partsOf(latin, plainSense).parts[0]?.text, spellings.split('|')]),
  )
  const rows: string[] = []
  for (const group of ['given', 'family'] as const) {
    const list = [...names.values()].filter(name => (name.kind === 'family') === (group === 'family')).sort((x, y) => y.persons - x.persons)
    for (const same of gathered(list)) {
      const persons = same.reduce((sum, name) => sum + name.persons, 0)
      const weight = Math.max(1, Math.round((belgianShare * covered[group] * persons * 1e6) / totals[group]))
      const mined = same.flatMap(name => (arabic.get(name.text) ?? []).filter(token => fits(name.text, token.arabic))).sort((x, y) => y.persons - x.persons)
      const kind = (same[0] as Name).kind
      rows.push(
        [
          [...new Set([...same.flatMap(name => written.get(name.text) ?? []), ...mined.map(token => token.arabic)])].slice(0, 6).join('|'),
          kind,
          weight,
          same.map(name => name.spelling).join('|'),
        ].join('\t'),
      )
    }
  }
  return rows.join('\n')
}

/** Names in groups that are one name but for its spelling: Peeters, Peters; not Martin, Martine. */
function gathered(names: readonly Name[]): Name[][] {
  return [...Map.groupBy(names, name => spellingKey(name.text)).values()]
}

function spellingKey(text: string): string {
  return text
    .replace(/(.)\1+/g, '$1')
    .replace(/eij|ij|y/g, 'i')
    .replace(/ae/g, 'a')
    .replace(/ck|c(?![eiyh])|q(?=u)/g, 'k')
    .replace(/ph/g, 'f')
    .replace(/([tgd])h/g, '$1')
    .replace(/x/g, 'ks')
}

/** Whether a mined Arabic spelling is one of this name, and not of a neighbour. */
function fits(latin: string, arabic: string): boolean {
  const [a, b] = [symbolsOf(latin, 'latin'), symbolsOf(arabic, 'arabic')]
  const score = soundScore(a, 0, a.length, b, 0, b.length, foreign)
  traceSound(a, 0, a.length, b, 0, b.length, foreign)
  return score > 30 * Math.max(a.length, b.length) && against.misfits <= 2
}
