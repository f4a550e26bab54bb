/** Writes each sample paper in each language to a folder, to be looked at: `node packages/paper/test/look.ts FOLDER`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from '@entraide/vocabulary'
import { balancePaper } from '../src/balance.ts'
import { dossierPaper } from '../src/dossier.ts'
import { minutesPaper } from '../src/minutes.ts'
import { renderPaper } from '../src/render.ts'
import { balance, dossier, identification, minutes } from './sample.ts'

const folder = process.argv[2] ?? '.'
mkdirSync(folder, { recursive: true })
for (const language of languages)
  for (const [name, paper] of [
    ['dossier', dossierPaper(dossier(60), language)],
    ['identification', dossierPaper(identification(), language)],
    ['minutes', minutesPaper(minutes(), language)],
    ['balance', balancePaper(balance(), language)],
  ] as const) {
    const began = performance.now()
    const bytes = await renderPaper(paper)
    writeFileSync(join(folder, `${name}-${language}.pdf`), bytes)
    console.log(name, language, bytes.length, 'bytes', Math.round(performance.now() - began), 'ms')
  }
