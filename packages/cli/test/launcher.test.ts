import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const launcher = join(dirname(fileURLToPath(import.meta.url)), '../bin/entraide.js')

function launched(argv: readonly string[], stdin = ''): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  return new Promise(done => {
    const child = spawn(process.execPath, [...argv], { stdio: 'pipe' })
    let out = ''
    let err = ''
    child.stdout.on('data', chunk => (out += chunk))
    child.stderr.on('data', chunk => (err += chunk))
    child.on('close', code => done({ code, out, err }))
    child.stdin.end(stdin)
  })
}

/** Makes the launcher believe that it runs under an old Node, so that it looks for the one that was brought along. */
const asIfOld = [
  '--import',
  `data:text/javascript,${encodeURIComponent("if (process.env.SEEN === undefined) { process.env.SEEN = '1'; Object.defineProperty(process.versions, 'node', { value: '18.0.0' }) }")}`,
]

test('under a fitting Node the command runs in this process', async () => {
  const { code, out } = await launched([launcher, '--help'])
  expect(code).toBe(0)
  expect(out).toContain('Usage: entraide')
})

test('under an older Node it runs under the one that npm ci brought, with input, output and exit code', async () => {
  const { code, out } = await launched([...asIfOld, launcher, 'identity', 'compare'], 'nonsense\n')
  expect(code).toBe(1)
  expect(out).toContain('"refused":"json-syntax"')
})

test('a wrong command ends with 2 through the launcher too', async () => {
  expect((await launched([...asIfOld, launcher, 'no-such-verb'])).code).toBe(2)
})
