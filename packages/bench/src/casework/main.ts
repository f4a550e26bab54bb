import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { agreementHash } from '@entraide/exchange'
import { type Instant, instantOf, isRefusal, nodeId } from '@entraide/ground'
import { addDemoAccounts, countSome, initNode, type RunningNode, silent, startNode } from '@entraide/node'
import { sql } from 'kysely'
import { freePort, postgresServer } from '../exchange/postgres.ts'
import { quantile, rounded } from '../exchange/statistics.ts'
import { readArgs, wholeNumbers } from '../read-args.ts'
import { fillStore } from './fill.ts'
import { type Desk, pages } from './pages.ts'

const help = `npm run bench -- casework [--json] [--dossiers N] [--rounds N] [--engine sqlite|postgres]
    How long the pages of daily work take with many dossiers in the store: p50 and p95 of the API's answers, in milliseconds.
    The goal is a p95 of 100 ms at 100,000 dossiers, on both engines.`

const goalMs = 100
const passphrase = 'invented words for a bench'
const repositoryFile = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')

type PageTime = { readonly page: string; readonly p50Ms: number; readonly p95Ms: number; readonly bytes: number; readonly reached: boolean }
type EngineResult =
  | { readonly engine: string; readonly dossiers: number; readonly fillSeconds: number; readonly pages: readonly PageTime[] }
  | { readonly engine: string; readonly missing: string }

/** Fills a store on each engine and asks for the pages, one after the other, as one officer's screen does. Gives the exit code: 0, or 1 for options that do not read. */
export async function runCaseworkBench(args: readonly string[]): Promise<number> {
  const values = readArgs(
    args,
    help,
    {
      json: { type: 'boolean', default: false },
      dossiers: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '60' },
      engine: { type: 'string', multiple: true, default: ['sqlite', 'postgres'] },
    },
    ({ dossiers, rounds, engine }) =>
      wholeNumbers(`${dossiers},${rounds}`, 1)?.length !== 2
        ? '--dossiers and --rounds each take one whole number from 1 up'
        : engine?.some(each => each !== 'sqlite' && each !== 'postgres')
          ? '--engine takes sqlite or postgres'
          : undefined,
  )
  if (typeof values === 'number') return values
  const [dossiers, rounds] = [Number(values.dossiers), Number(values.rounds)]
  const results: EngineResult[] = []
  for (const engine of values.engine) results.push(await measure(engine, dossiers, rounds))
  if (values.json) process.stdout.write(`${JSON.stringify({ bench: 'casework', goalMs, engines: results })}\n`)
  else for (const result of results) process.stdout.write(textOf(result))
  return 0
}

async function measure(engine: string, dossiers: number, rounds: number): Promise<EngineResult> {
  const server = engine === 'postgres' ? await postgresServer() : null
  if (server !== null && 'missing' in server) return { engine, missing: server.missing }
  const folder = mkdtempSync(join(tmpdir(), 'entraide-bench-casework-'))
  let running: RunningNode | null = null
  try {
    const id = nodeId('BE-POL-SPOC')
    await initNode({
      dataDir: folder,
      id,
      regime: 'LE',
      name: 'Bench',
      capital: 'Brussels',
      zone: 'Europe/Brussels',
      host: '127.0.0.1',
      port: await freePort(),
      passphrase,
      demo: true,
      ...(server === null ? {} : { postgres: { url: server.url, schema: `casework_${process.pid}` } }),
    })
    running = await startNode({
      dataDir: folder,
      passphrase,
      jobs: false,
      logger: silent(),
      unsafeNotSynced: true,
    })
    const begun = performance.now()
    const desk = await fillDesk(running, dossiers)
    const fillSeconds = rounded((performance.now() - begun) / 1000, 1)
    process.stderr.write(`${engine}: ${dossiers} dossiers in ${fillSeconds} s\n`)
    const times: PageTime[] = []
    for (const page of await pages(desk)) times.push(await timed(desk, page, rounds))
    return { engine, dossiers, fillSeconds, pages: times }
  } finally {
    await running?.stop()
    rmSync(folder, { recursive: true, force: true })
    server?.stop()
  }
}

async function fillDesk({ node, address }: RunningNode, dossiers: number): Promise<Desk> {
  const made = await addDemoAccounts(node, [
    { serviceNumber: 'BE-OPR', office: 'SPOC', language: 'en', roles: ['OPR'] },
    { serviceNumber: 'BE-COO', office: 'SPOC', language: 'en', roles: ['COO'] },
  ])
  if (isRefusal(made)) throw new Error(made.refused)
  const text = repositoryFile('agreements/be-ma-2014-police-convention.json')
  const hash = agreementHash(text)
  const now: Instant = instantOf(Date.now())
  await node.store.write(tx => tx.db.insertInto('agreement').values({ hash, agreement_id: 'BE-MA-2014-PCC', version: 1, text, received_at: now }).execute())
  let state = 20_260
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
  const filled = await fillStore(node, nodeId('MA-DGSN-SPOC'), hash, dossiers, now, chance)
  // The node's own job counts as things happen; here a year has happened at once.
  while (await countSome(node)) {}
  // What autovacuum and the node's weekly look do for a store that has grown over a year, at once.
  await node.store.write(tx => sql`analyze`.execute(tx.db))
  const signedIn = async (serviceNumber: string) => {
    const account = made.find(each => each.serviceNumber === serviceNumber)
    const answer = await fetch(`${address}/v1/demo/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accountId: account?.id }),
    })
    if (!answer.ok) throw new Error(`the sign-in was answered with ${answer.status}`)
    const { csrf } = (await answer.json()) as { csrf: string }
    return {
      cookie: answer.headers
        .getSetCookie()
        .map(line => line.split(';')[0])
        .join('; '),
      'x-entraide-csrf': csrf,
    }
  }
  return { address, agreement: hash, ...filled, operator: await signedIn('BE-OPR'), coordinator: await signedIn('BE-COO') }
}

async function timed(desk: Desk, page: Awaited<ReturnType<typeof pages>>[number], rounds: number): Promise<PageTime> {
  const times: number[] = []
  let bytes = 0
  // The first calls warm what the process keeps; they are a node's first seconds and not its day.
  for (let round = -5; round < rounds; round++) {
    const begun = performance.now()
    const answer = await fetch(desk.address + page.path(round), { headers: page.as === 'coordinator' ? desk.coordinator : desk.operator })
    const body = await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${page.name}: ${answer.status} ${new TextDecoder().decode(body).slice(0, 200)}`)
    if (round >= 0) times.push(performance.now() - begun)
    bytes = body.byteLength
  }
  const p95Ms = rounded(quantile(times, 0.95), 1)
  return { page: page.name, p50Ms: rounded(quantile(times, 0.5), 1), p95Ms, bytes, reached: p95Ms <= goalMs }
}

function textOf(result: EngineResult): string {
  if ('missing' in result) return `${result.engine}: left out, ${result.missing}\n`
  const lines = result.pages.map(
    ({ page, p50Ms, p95Ms, bytes, reached }) =>
      `  ${page.padEnd(34)} p50 ${String(p50Ms).padStart(7)} ms   p95 ${String(p95Ms).padStart(7)} ms   ${String(bytes).padStart(8)} bytes   ${reached ? 'reached' : 'not reached'}`,
  )
  return `${result.engine}, ${result.dossiers} dossiers (goal: p95 of ${goalMs} ms)\n${lines.join('\n')}\n`
}
