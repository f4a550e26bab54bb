/** `npm run demo`: two states on one machine, with invented people. */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { playStory } from './check.ts'
import { runDemo } from './demo.ts'

const help = `npm run demo [-- OPTIONS]   four nodes, two of each state, with invented people and an invented year in them

  --check       plays the story against new nodes instead, prints one line of JSON; exit code 0 only if all is true
  --only TEXT   of the story, only the first two scenes and those whose sentence fits this pattern
  --keep        keeps the data of this run and goes on with those of the last kept one
                (its passphrase is then written in the folder: the data are invented)
  --dir FOLDER  where the nodes live; .entraide/demo unless told
  --port N      listen at N to N+3; free ports unless told
  --seed N      another invented year than the usual one
  --help        this
`

/** A line of progress, with the seconds since the start; never on standard output. */
const say = (line: string) => void process.stderr.write(`${(performance.now() / 1000).toFixed(1).padStart(6)} s  ${line}\n`)

try {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      keep: { type: 'boolean', default: false },
      dir: { type: 'string' },
      port: { type: 'string' },
      seed: { type: 'string', default: '2026' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) process.stdout.write(help)
  else if (values.check) await check(values.only)
  else await runDemo({ folder: values.dir ?? null, keep: values.keep, port: portOf(values.port), seed: Number.parseInt(values.seed, 10) || 0 })
} catch (fault) {
  say(fault instanceof Error ? fault.message : String(fault))
  if ((fault as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) process.stderr.write(help)
  process.exitCode = 1
}

async function check(only: string): Promise<void> {
  let end: (() => Promise<void>) | null = null
  const interrupted = async () => {
    await end?.()
    process.exit(1)
  }
  process.once('SIGINT', () => void interrupted())
  process.once('SIGTERM', () => void interrupted())
  const report = await playStory(
    randomBytes(24).toString('base64url'),
    say,
    cleanUp => {
      end = cleanUp
    },
    only,
  )
  process.stdout.write(`${JSON.stringify(report)}\n`)
  process.exitCode = report.ok ? 0 : 1
}

function portOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1024 || port > 65_532) throw new Error('--port is a number from 1024 to 65532')
  return port
}
