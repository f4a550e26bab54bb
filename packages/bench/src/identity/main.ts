import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { postgresServer } from '../exchange/postgres.ts'

const holders = ['memory', 'sqlite', 'postgres', 'flexsearch', 'minisearch', 'pg_trgm', 'dmetaphone'] as const
type Holder = (typeof holders)[number]

/** Peers are slow where they are large: fewer questions, and none of them at ten million. */
const peersUpTo = 1_000_000
const peerQuestions = 200

/**
 * Figures of the identity room on invented people, printed as JSON: pairs a second on prepared names; index build, questions a second, p50, p95
 * and memory, in memory, SQLite and PostgreSQL with sealing on, beside npm peers and PostgreSQL's own ways on the same people. Each in
 * a process of its own, one after the other.
 *
 * @param args - `--persons N,N` sizes (100000,1000000 if absent), `--large` adds 10 million, `--questions N` (1000), `--only HOLDER,HOLDER`, `--pairs-only`
 */
export async function runIdentityBench(args: readonly string[]): Promise<number> {
  const value = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const sizes = (value('--persons') ?? '100000,1000000').split(',').map(Number)
  if (args.includes('--large')) sizes.push(10_000_000)
  const questions = Number(value('--questions') ?? 1000)
  const only = args.includes('--pairs-only') ? [] : (value('--only')?.split(',') ?? holders)
  const bad =
    sizes.some(size => !Number.isSafeInteger(size) || size < 100) || !Number.isSafeInteger(questions) || questions < 10
      ? '--persons takes whole numbers from 100 up, --questions one from 10 up'
      : only.some(holder => !holders.includes(holder as Holder))
        ? `--only takes names of ${holders.join(', ')}`
        : undefined
  if (bad !== undefined) {
    console.error(bad)
    return 2
  }
  const server = only.some(holder => ['postgres', 'pg_trgm', 'dmetaphone'].includes(holder)) ? await postgresServer() : { missing: 'not asked for' }
  const url = 'url' in server ? server.url : ''
  try {
    const pairs = measuredApart(['pairs'])
    const search = sizes.flatMap(persons =>
      only.map(holder => {
        const isPeer = !['memory', 'sqlite', 'postgres'].includes(holder)
        const needsServer = ['postgres', 'pg_trgm', 'dmetaphone'].includes(holder)
        if (needsServer && 'missing' in server) return { holder, persons, left: server.missing }
        if (isPeer && persons > peersUpTo) return { holder, persons, left: 'peers are not measured at this size' }
        console.error(`${holder}, ${persons} persons`)
        return measuredApart([holder, String(persons), String(isPeer ? Math.min(questions, peerQuestions) : questions), url])
      }),
    )
    console.log(JSON.stringify({ machine: { cores: cpus().length, model: cpus()[0]?.model, node: process.version }, pairs, search }, undefined, 2))
    return 0
  } finally {
    if ('stop' in server) server.stop()
  }
}

/** One measurement in a fresh process: nothing another one left behind is weighed or warmed. */
function measuredApart(args: readonly string[]): unknown {
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=8192', fileURLToPath(new URL('one.ts', import.meta.url)), ...args],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  )
  if (status !== 0) return { holder: args[0], persons: Number(args[1] ?? 0), failed: stderr.trim().split('\n').slice(-8).join('\n') }
  return JSON.parse(stdout)
}
