import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('the error rates in docs are those of the matcher as it is', () => {
  const run = spawnSync(process.execPath, [new URL('error-rates.ts', import.meta.url).pathname, '--check'], { encoding: 'utf8' })
  expect(run.stderr).toBe('')
  expect(run.status).toBe(0)
})
