import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { postgresServer } from '../exchange/postgres.ts'
import { readArgs, wholeNumbers } from '../read-args.ts'
import { asText, type HolderFigures, type IdentityFigures } from './text.ts'

const holders = ['memory', 'unlisted', 'sqlite', 'postgres', 'flexsearch', 'minisearch', 'pg_trgm', 'dmetaphone'] as const
type Holder = (typeof holders)[number]
/** Those of this project; the others are peers. */
const ours: ReadonlySet<Holder> = new Set(['memory', 'unlisted', 'sqlite', 'postgres'])
const needsServer = (holder: Holder) => holder === 'postgres' || holder === 'pg_trgm' || holder === 'dmetaphone'

/** Peers are slow where they are large: fewer questions, and none of them at ten million. */
const peersUpTo = 1_000_000
const peerQuestions = 200

const help = `npm run bench -- identity [--json] [--persons N,N] [--large] [--questions N] [--only HOLDER,HOLDER] [--pairs-only]
    Name pairs a second and how well they are told apart; then index build, questions a second, p50, p95, memory and how many persons are
    found, on invented people: 100,000 and 1,000,000 of them, with --large 10,000,000 as well (an hour).
    Holders: ${holders.join(', ')}; unlisted is memory without a list of names, so that each is
    one never seen. Each holder is measured in a process of its own, one after the other.
    PostgreSQL: the server of DATABASE_URL, else one started for the run.`

/**
 * Figures of the identity room on invented people: pairs a second on prepared names; index build, questions a second, p50, p95 and memory, in
 * memory, SQLite and PostgreSQL with sealing on, beside npm peers and PostgreSQL's own ways on the same people.
 * Gives the exit code: 0, or 1 for options that do not read.
 */
export async function runIdentityBench(args: readonly string[]): Promise<number> {
  const values = readArgs(
    args,
    help,
    {
      json: { type: 'boolean', default: false },
      persons: { type: 'string', default: '100000,1000000' },
      large: { type: 'boolean', default: false },
      questions: { type: 'string', default: '1000' },
      only: { type: 'string', default: holders.join(',') },
      'pairs-only': { type: 'boolean', default: false },
    },
    ({ persons, questions, only }) =>
      wholeNumbers(persons as string, 100) === undefined
        ? '--persons takes whole numbers from 100 up, such as 100000,1000000'
        : wholeNumbers(questions as string, 10)?.length !== 1
          ? '--questions takes one whole number from 10 up'
          : only?.split(',').some(holder => !holders.includes(holder as Holder))
            ? `--only takes names of ${holders.join(', ')}`
            : undefined,
  )
  if (typeof values === 'number') return values
  const sizes = [...(wholeNumbers(values.persons, 1) as number[]), ...(values.large ? [10_000_000] : [])]
  const questions = Number(values.questions)
  const only = values['pairs-only'] ? [] : (values.only.split(',') as Holder[])
  const server = only.some(needsServer) ? await postgresServer() : { missing: 'not asked for' }
  const url = 'url' in server ? server.url : ''
  try {
    const pairs = measuredApart(['pairs']) as IdentityFigures['pairs']
    const search = sizes.flatMap(persons =>
      only.map(holder => {
        const isPeer = !ours.has(holder)
        if (needsServer(holder) && 'missing' in server) return { holder, persons, left: server.missing } as const
        if (isPeer && persons > peersUpTo) return { holder, persons, left: 'peers are not measured at this size' }
        console.error(`${holder}, ${persons} persons`)
        return measuredApart([holder, String(persons), String(isPeer ? Math.min(questions, peerQuestions) : questions), url]) as HolderFigures
      }),
    )
    const figures: IdentityFigures = { bench: 'identity', node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown', pairs, search }
    console.log(values.json ? JSON.stringify(figures) : asText(figures))
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
