import { cpus, loadavg } from 'node:os'
import { readArgs, wholeNumbers } from '../read-args.ts'
import { type Measured, measure } from './measure.ts'
import { postgresServer } from './postgres.ts'
import { rounded } from './statistics.ts'

/** What `exchange` prints with `--json`, on one line. */
export type ExchangeFigures = {
  readonly bench: 'exchange'
  readonly node: string
  readonly cores: number
  readonly cpu: string
  /** Work waiting for these cores before and after, per minute: above the count of cores, others were measured too. */
  readonly load: { readonly before: number; readonly after: number }
  readonly engines: readonly Measured[]
  readonly skipped: readonly { readonly engine: 'postgres'; readonly why: string }[]
  readonly method: string
}

const help = `npm run bench -- exchange [--json] [--seconds N] [--engine sqlite|postgres] [--officers 1,8,64] [--cpu-profile FOLDER]
    Exchanges a second between two whole nodes, N seconds a level (8), beside what cryptography and durable commits alone allow.
    PostgreSQL: the server of DATABASE_URL, else one started for the run.`

const method = [
  'Two nodes, each a process with its own store, keys, HTTP face and jobs, in demo mode on loopback.',
  'An exchange runs from the call of the release step by the second officer to the moment its node has durably taken the receipt; drafting and submitting are outside.',
  'Officers sit in the sending process, each with one exchange at a time, and look for the receipt when the node says that one was taken.',
  'What the server knows of its tables is brought up to date before each level, as it does by itself a minute after many rows came.',
  'Floor, crypto: sign, seal, open, verify one envelope and sign, verify its receipt, both signatures each; one officer: both ends one after the other; more: both ends at once in two processes, the slower counts.',
  'Floor, commits: per exchange two durable commits of one small row at each end, and one at each end shared by all who wait (the checkpoint), on the same engine and pool, by as many at once.',
  'CPU: processor time of one exchange in both nodes and the database server, and of both floors; on a machine shared with others only this ratio means something.',
  'allowed = 1 / (1 / crypto + 1 / commits): both are needed and share the cores. reached = measured rate / allowed.',
  'Bare: a path that seals, commits, carries by one HTTP request, opens, commits, answers and commits, by the same two processes as the floors and as many at once; it judges, logs and remembers nothing. of allowed = its rate / allowed; reached = measured rate / its rate.',
].join(' ')

/**
 * Measures exchanges between two whole nodes on SQLite and on PostgreSQL, beside the floors of the same run.
 * Gives the exit code: 0, or 1 for options that do not read.
 */
export async function runExchangeBench(args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'number') return options
  const say = (line: string) => console.error(line)
  const before = loadavg()[0] as number
  const server = options.engines.includes('postgres') ? await postgresServer() : { missing: 'not asked for' }
  const stopAtOnce = () => {
    if (!('missing' in server)) server.stop()
    process.exit(130)
  }
  process.once('SIGINT', stopAtOnce)
  process.once('SIGTERM', stopAtOnce)
  const engines: Measured[] = []
  try {
    const plan = {
      seconds: options.seconds,
      officers: options.officers,
      say,
      profileIn: options.profileIn,
    }
    if (options.engines.includes('sqlite')) engines.push(await measure('sqlite', plan))
    if (!('missing' in server)) engines.push(await measure('postgres', { ...plan, postgresUrl: server.url, serverCpuSeconds: server.cpuSeconds }))
  } finally {
    process.off('SIGINT', stopAtOnce)
    process.off('SIGTERM', stopAtOnce)
    if (!('missing' in server)) server.stop()
  }
  const figures: ExchangeFigures = {
    bench: 'exchange',
    node: process.version,
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    load: { before: rounded(before, 2), after: rounded(loadavg()[0] as number, 2) },
    engines,
    skipped: 'missing' in server && options.engines.includes('postgres') ? [{ engine: 'postgres', why: server.missing }] : [],
    method,
  }
  console.log(options.json ? JSON.stringify(figures) : asText(figures))
  return 0
}

type Options = { json: boolean; seconds: number; engines: readonly string[]; officers: readonly number[]; profileIn: string | null }

function readOptions(args: readonly string[]): Options | 0 | 1 {
  const values = readArgs(
    args,
    help,
    {
      json: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '8' },
      engine: { type: 'string', multiple: true, default: ['sqlite', 'postgres'] },
      officers: { type: 'string', default: '1,8,64' },
      'cpu-profile': { type: 'string' },
    },
    ({ seconds, engine, officers }) =>
      wholeNumbers(seconds as string, 1, 3_600)?.length !== 1
        ? '--seconds takes one whole number, 1 to 3600'
        : wholeNumbers(officers as string, 1, 512) === undefined
          ? '--officers takes whole numbers, 1 to 512, such as 1,8,64'
          : engine?.some(each => each !== 'sqlite' && each !== 'postgres')
            ? '--engine takes sqlite or postgres'
            : undefined,
  )
  if (typeof values === 'number') return values
  return {
    json: values.json,
    seconds: Number(values.seconds),
    engines: values.engine,
    officers: wholeNumbers(values.officers, 1) as number[],
    profileIn: values['cpu-profile'] ?? null,
  }
}

function asText({ node, cores, cpu, load, engines, skipped, method }: ExchangeFigures): string {
  const lines = [`Node ${node} on ${cores} cores (${cpu}); load ${load.before} before, ${load.after} after`, '']
  for (const { engine, levels, steady, rssMiB } of engines) {
    lines.push(
      `${engine}   officers   exchanges/s   crypto/s   commits/s   allowed/s   reached    bare/s   reached   p50 ms   p95 ms   p99 ms   CPU ms (nodes+server / floors = reached)`,
    )
    for (const each of levels) {
      const { cryptoPerSecond, commitsPerSecond, allowedPerSecond } = each.floor
      const { sender, receiver, server, floors, reached } = each.cpuMs
      const work = `${sender}+${receiver}+${server ?? '?'} / ${floors} = ${reached === null ? '?' : `${Math.round(100 * reached)} %`}`
      const cells = [
        each.officers,
        each.perSecond,
        cryptoPerSecond,
        commitsPerSecond,
        allowedPerSecond,
        `${Math.round(100 * each.reached)} %`,
        each.bare.perSecond,
        `${Math.round(100 * each.bare.reached)} %`,
        each.p50Ms,
        each.p95Ms,
        each.p99Ms,
        work,
      ]
      lines.push(
        `${' '.repeat(engine.length)}   ${cells.map((cell, at) => String(cell).padStart([8, 11, 8, 9, 9, 7, 7, 7, 6, 6, 6, 11][at] as number)).join('   ')}`,
      )
    }
    lines.push(
      `steady ${steady.perSecond}/s: p50 ${steady.p50Ms}, p95 ${steady.p95Ms}, p99 ${steady.p99Ms} ms · memory ${rssMiB.sender} and ${rssMiB.receiver} MiB`,
      '',
    )
  }
  for (const { engine, why } of skipped) lines.push(`${engine} is not measured: ${why}`, '')
  return [...lines, method.replaceAll('. ', '.\n')].join('\n')
}
