/**
 * What `npm test` runs, and all it runs: types, style, the web build when it is stale, every test.
 * Ends with the test runner's own closing lines, then one plain line `N passed, N failed, N skipped`.
 * Exit code 0 only if everything is well.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromiumProgram } from '../test/browser/chromium.ts'

type Report = { readonly testResults: readonly { readonly name: string; readonly status: string; readonly assertionResults: readonly Result[] }[] }
type Result = { readonly status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo' | 'disabled'; readonly fullName: string }

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const node = process.execPath

/** Runs one program with the terminal it shares, and says whether it ended well. */
function run(name: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  console.log(`\n=== ${name}`)
  return new Promise(done => {
    const child = spawn(args[0] as string, args.slice(1), { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env })
    child.on('error', error => {
      console.error(error.message)
      done(false)
    })
    child.on('exit', code => done(code === 0))
  })
}

/** A program of node_modules/.bin, run by this same Node. */
const tool = (name: string, ...args: string[]) => [node, join(root, 'node_modules', ...name.split('/')), ...args]

/** The newest moment (ms) at which a file under the folder was written. */
function newest(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => !['node_modules', 'dist', 'test'].includes(entry.name))
    .map(entry => (entry.isDirectory() ? newest(join(folder, entry.name)) : statSync(join(folder, entry.name)).mtimeMs))
    .reduce((a, b) => Math.max(a, b), 0)
}

function webIsStale(): boolean {
  const built = join(root, 'packages/web/dist/index.html')
  if (!existsSync(join(root, 'packages/web/index.html'))) return false
  return !existsSync(built) || statSync(built).mtimeMs < Math.max(...['src', 'locales'].map(folder => newest(join(root, 'packages/web', folder))))
}

const started = Date.now()
const env = process.env
const wanting = [
  env.DATABASE_URL ? '' : 'DATABASE_URL is not set: the PostgreSQL parts are skipped',
  chromiumProgram === undefined ? 'no Chromium was found (CHROMIUM, or on the PATH): the browser parts are skipped' : '',
  existsSync(join(root, '../shared/vectors')) ? '' : 'the folder of published vectors is not beside this checkout: what reads it is skipped',
].filter(line => line !== '')

const broken: string[] = []
const step = async (name: string, args: readonly string[]) => {
  if (!(await run(name, args, env))) broken.push(name)
}

await step('types', tool('typescript/lib/tsc.js', '-p', 'tsconfig.json'))
if (existsSync(join(root, 'packages/web/tsconfig.json'))) await step('types of the screens', tool('typescript/lib/tsc.js', '-p', 'packages/web/tsconfig.json'))
await step('style', tool('@biomejs/biome/bin/biome', 'check', '.'))
if (webIsStale()) await step('web build', [process.platform === 'win32' ? 'npm.cmd' : 'npm', 'run', '--silent', 'build', '--workspace', '@entraide/web'])

const folder = mkdtempSync(join(tmpdir(), 'entraide-test-'))
const reportFile = join(folder, 'report.json')
const chosen = process.argv.slice(2)
await step('tests', tool('vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...chosen))

const report: Report = existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, 'utf8')) as Report) : { testResults: [] }
rmSync(folder, { recursive: true })
const results = report.testResults.flatMap(file => file.assertionResults.map(result => ({ ...result, file: file.name.slice(root.length + 1) })))
const skipped = results.filter(result => !['passed', 'failed'].includes(result.status))
const count = {
  passed: results.filter(result => result.status === 'passed').length,
  // A file that could not even be read holds no result, and is one failure.
  failed:
    results.filter(result => result.status === 'failed').length +
    report.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0).length,
  skipped: skipped.length,
}
if (results.length === 0) broken.push('no test was run')

console.log(`\n${skipped.length} skipped${skipped.length === 0 && wanting.length === 0 ? '' : ':'}`)
for (const why of wanting) console.log(`  because ${why}`)
for (const [file, tests] of Map.groupBy(skipped, result => result.file))
  console.log(`  ${file} (${tests.length}): ${tests[0]?.fullName}${tests.length > 1 ? ' …' : ''}`)
console.log(broken.length === 0 ? 'types, style and tests are well' : `not well: ${broken.join(', ')}`)
console.log(`in ${Math.round((Date.now() - started) / 1000)} s\n`)
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exitCode = broken.length === 0 && count.failed === 0 ? 0 : 1
