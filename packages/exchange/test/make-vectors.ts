/** Writes the vectors of this package anew: `node packages/exchange/test/make-vectors.ts`. Same octets every time: seeds are fixed and nothing is left to chance. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { allVectors } from './cases.ts'

for (const [path, value] of Object.entries(await allVectors())) {
  const file = fileURLToPath(new URL(`../../../vectors/${path}`, import.meta.url))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(value, null, 1)}\n`)
}
