/**
 * Estimates every weight of the identity room from the data of this folder and writes them as TypeScript.
 * Run: `node tools/identity/estimate.ts`. About a minute. Deterministic: the same data give the same files.
 */
import { identitiesOf } from '../../packages/identity/src/lexicon.ts'
import { tokenPairs } from './data.ts'
import { lexiconRowsOf } from './lexicon-rows.ts'
import { trainingOf } from './sound-training.ts'
import { soundWeightsOf } from './sound-weights.ts'
import { isHeldOut, splitTokens } from './split.ts'
import { writeData, writeSounds } from './write.ts'

const names = 'tools/identity/data: moroccan-*.tsv and *-more.tsv (CC0, written for this project), '
const wikidata = 'wikidata-tokens-ar-latin.tsv (MIT, from Wikidata, CC0)'
const statbel = 'belgian-names-statbel2022.tsv (Statbel open data, CC BY 4.0)'

const stage = process.argv[2] ?? 'all'
if (stage === 'all') {
  const rows = lexiconRowsOf()
  writeData(
    'lexicon.ts',
    `${names}merged by lexicon-rows.ts.`,
    `/** One name a line: Arabic spellings, kind, persons per mille as a rough weight, Latin spellings. */\nexport const lexiconRows = \`\n${rows}\n\`\n`,
  )
  // Half of the names teach the sounds together with the mined tokens; no name of the held-out split teaches anything.
  const taught = identitiesOf(rows).filter(identity => !isHeldOut(identity))
  writeSounds(soundWeightsOf(trainingOf(taught, splitTokens(tokenPairs()).taught)), `${names}${wikidata}; expectation maximisation, sound-model.ts.`)
}
// A fresh process for what depends on the tables just written.
if (stage === 'all') {
  const { spawnSync } = await import('node:child_process')
  for (const next of ['european', 'parts']) process.exitCode ||= spawnSync(process.execPath, [import.meta.filename, next], { stdio: 'inherit' }).status ?? 1
}
if (stage === 'european') {
  const { europeanRowsOf } = await import('./european-names.ts')
  const { lexiconRows } = await import('../../packages/identity/src/data/lexicon.ts')
  writeData(
    'european-names.ts',
    `${statbel}; Arabic spellings: european-arabic.tsv (CC0, written for this project), ${wikidata}; european-names.ts.`,
    `/** One name a line: Arabic spellings, kind, persons per million of the reference population, Latin spellings. */\nexport const europeanRows = \`\n${europeanRowsOf(identitiesOf(lexiconRows), tokenPairs())}\n\`\n`,
  )
}
if (stage === 'parts') {
  const { partWeightsOf } = await import('./part-weights.ts')
  const { dateWeightsOf } = await import('./date-weights.ts')
  const { lexiconRows } = await import('../../packages/identity/src/data/lexicon.ts')
  const taught = identitiesOf(lexiconRows).filter(identity => !isHeldOut(identity))
  const { weights, counts } = partWeightsOf(taught, splitTokens(tokenPairs()).taught, 5)
  writeData(
    'part-weights.ts',
    `${names}${wikidata}; logistic regression on ${counts.reduce((sum, n) => sum + n, 0)} pairs of written names, part-weights.ts.`,
    `/** Coefficients in decibans for \`features\` of likeness.ts: two rows a relation, other script and same script. */\nexport const partWeights: readonly (readonly number[])[] = [\n${weights.map(row => `  [${row.join(', ')}],`).join('\n')}\n]\n`,
  )
  const dates = Object.entries(dateWeightsOf())
  writeData(
    'date-weights.ts',
    'tools/identity/data/date-mistakes.tsv (assumed shares of mistakes) against strangers of one population; simulation, date-weights.ts.',
    `/** Decibans of what two birth dates say of one another. */\nexport const dateWeights = {\n${dates.map(([says, w]) => `  ${/-/.test(says) ? `'${says}'` : says}: ${w},`).join('\n')}\n} as const\n`,
  )
}
