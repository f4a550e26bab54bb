import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StorePlace } from '@entraide/node'
import type { FloorActs } from './floor-process.ts'
import { type Helper, startHelper } from './helper-process.ts'
import type { NodeActs, NodeOptions } from './node-process.ts'
import { freePort } from './postgres.ts'
import { allowedBy, quantile, type Run, rounded, runOf } from './statistics.ts'

export type Floor = { readonly cryptoPerSecond: number; readonly commitsPerSecond: number; readonly allowedPerSecond: number }
/**
 * Processor time of one exchange, in milliseconds: in each node, in the database server (null where it cannot be known), and of
 * the floors, server included. It stays nearly the same however many others use the machine. `reached`: floors / all of it.
 */
export type Work = {
  readonly sender: number
  readonly receiver: number
  readonly server: number | null
  readonly floors: number
  readonly reached: number | null
}
/**
 * Both floors and one HTTP request between them, measured as a whole: exchanges a second, their share of what the floors allow, and the
 * measured rate beside them (`reached`).
 */
export type Bare = { readonly perSecond: number; readonly ofAllowed: number; readonly reached: number }
export type Level = Run & { readonly floor: Floor; readonly reached: number; readonly bare: Bare; readonly cpuMs: Work }
export type Steady = { readonly perSecond: number; readonly exchanges: number; readonly p50Ms: number; readonly p95Ms: number; readonly p99Ms: number }
export type Memory = { readonly sender: number; readonly receiver: number }
export type Measured = { readonly engine: 'sqlite' | 'postgres'; readonly levels: readonly Level[]; readonly steady: Steady; readonly rssMiB: Memory }
export type Plan = {
  readonly seconds: number
  readonly officers: readonly number[]
  readonly postgresUrl?: string
  readonly serverCpuSeconds?: () => number | null
  readonly say: (line: string) => void
  /** Where the profiles of both nodes go, one a level; they cost time of their own. */
  readonly profileIn: string | null
}

const asker = 'BE-POL-SPOC'
const holder = 'MA-DGSN-SPOC'
const steadyPerSecond = 20
/** Released before anything is measured, so that code is compiled and connections stand. */
const warmUp = 60
/** Durable commits that each end's path needs for one exchange. The shared one is a checkpoint: all who wait are covered by one. */
const needed = { sender: { own: 2, shared: 1 }, receiver: { own: 2, shared: 1 } } as const

/** Two nodes on one engine: closed loops of so many officers, then a steady pace; floors beside each level. */
export async function measure(engine: Measured['engine'], plan: Plan): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-bench-'))
  const nodes = { sender: startHelper<NodeActs>('./node-process.ts'), receiver: startHelper<NodeActs>('./node-process.ts') }
  const floors = { sender: startHelper<FloorActs>('./floor-process.ts'), receiver: startHelper<FloorActs>('./floor-process.ts') }
  try {
    const agreement = await introduce(nodes, engine, folder, plan)
    for (const end of ['sender', 'receiver'] as const) await floors[end].ask('connect', placeOf(engine, folder, `floor_${end}`, plan))
    const prepare = (count: number) => nodes.sender.ask('prepare', { count: Math.ceil(count), agreement, partner: holder })
    await prepare(warmUp)
    await nodes.sender.ask('run', { officers: 8, seconds: 60 })
    const levels: Level[] = []
    let guess = 60
    const port = await floors.receiver.ask('serve', null)
    for (const officers of plan.officers) {
      plan.say(`${engine}, ${officers} officers: floors`)
      const { floor, cpuMs: floorMs } = await floorsAt(floors, officers, plan.seconds / 2, plan)
      const bare = await floors.sender.ask('bare', { at: officers, port, seconds: plan.seconds / 2 })
      await prepare(Math.min(floor.allowedPerSecond, guess * 2) * plan.seconds + officers)
      await nodes.sender.ask('analyse', null)
      plan.say(`${engine}, ${officers} officers: nodes`)
      const recorded = async (name: string | null) => {
        if (plan.profileIn !== null) for (const node of Object.values(nodes)) await node.ask('profile', { folder: plan.profileIn, name })
      }
      await recorded(null)
      const before = { ...(await usage(nodes)), server: serverCpu(plan) }
      const { times, seconds } = await nodes.sender.ask('run', { officers, seconds: plan.seconds })
      const after = { ...(await usage(nodes)), server: serverCpu(plan) }
      await recorded(`${engine}-${officers}`)
      const run = runOf(officers, times, seconds)
      guess = run.perSecond
      const perExchange = (cpuSeconds: number) => rounded((cpuSeconds * 1000) / Math.max(1, times.length), 2)
      const sender = perExchange(after.sender.cpuSeconds - before.sender.cpuSeconds)
      const receiver = perExchange(after.receiver.cpuSeconds - before.receiver.cpuSeconds)
      const server = engine === 'sqlite' ? 0 : after.server === null || before.server === null ? null : perExchange(after.server - before.server)
      const reached = server === null ? null : rounded(floorMs / (sender + receiver + server), 3)
      levels.push({
        ...run,
        floor,
        reached: rounded(run.perSecond / floor.allowedPerSecond, 3),
        bare: { perSecond: rounded(bare, 1), ofAllowed: rounded(bare / floor.allowedPerSecond, 3), reached: rounded(run.perSecond / bare, 3) },
        cpuMs: { sender, receiver, server, floors: rounded(floorMs, 2), reached },
      })
      plan.say(`${engine}, ${officers} officers: ${run.perSecond}/s of ${floor.allowedPerSecond}/s, p95 ${run.p95Ms} ms`)
    }
    await prepare(steadyPerSecond * plan.seconds)
    plan.say(`${engine}: steady ${steadyPerSecond}/s`)
    const even = await nodes.sender.ask('steady', { perSecond: steadyPerSecond, seconds: plan.seconds })
    const { sender, receiver } = await usage(nodes)
    const at = (share: number) => rounded(quantile(even.times, share), 1)
    return {
      engine,
      levels,
      steady: { perSecond: steadyPerSecond, exchanges: even.times.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) },
      rssMiB: { sender: sender.rssMiB, receiver: receiver.rssMiB },
    }
  } finally {
    await Promise.all([...Object.values(nodes), ...Object.values(floors)].map(helper => helper.end()))
    rmSync(folder, { recursive: true, force: true })
  }
}

async function usage(nodes: Pair<NodeActs>) {
  return { sender: await nodes.sender.ask('usage', null), receiver: await nodes.receiver.ask('usage', null) }
}

type Pair<A extends NodeActs | FloorActs> = { readonly sender: Helper<A>; readonly receiver: Helper<A> }

/** Starts both nodes, pairs them, and brings one agreement into force between them. Gives its hash. */
async function introduce(nodes: Pair<NodeActs>, engine: Measured['engine'], folder: string, plan: Plan): Promise<string> {
  const options = async (id: string): Promise<NodeOptions> => {
    const place = placeOf(engine, folder, id.toLowerCase().replaceAll('-', '_'), plan)
    const store = place.kind === 'postgres' ? { postgres: { url: place.url, schema: place.schema as string } } : {}
    return { dataDir: join(folder, id), id, port: await freePort(), ...store }
  }
  const cards = { sender: await nodes.sender.ask('start', await options(asker)), receiver: await nodes.receiver.ask('start', await options(holder)) }
  await nodes.sender.ask('pair', { card: cards.receiver, partner: holder })
  await nodes.receiver.ask('pair', { card: cards.sender, partner: asker })
  const text = readFileSync(new URL('../../../../agreements/be-ma-2014-police-convention.json', import.meta.url), 'utf8')
  const [hash] = await Promise.all([nodes.sender.ask('agree', { text, partner: holder }), nodes.receiver.ask('agree', { text: null, partner: asker })])
  return hash
}

function placeOf(engine: Measured['engine'], folder: string, name: string, plan: Plan): StorePlace {
  return engine === 'sqlite'
    ? { kind: 'sqlite', file: join(folder, `${name}.db`) }
    : { kind: 'postgres', url: plan.postgresUrl as string, schema: `bench_${process.pid}_${name}` }
}

/**
 * What crypto alone and commits alone allow. With one officer everything happens one after the other: both ends' times add
 * up. With more, the two ends work at once, each in a process of its own, and the slower one sets the pace.
 */
async function floorsAt(floors: Pair<FloorActs>, officers: number, seconds: number, plan: Plan): Promise<{ readonly floor: Floor; readonly cpuMs: number }> {
  let cpuMs = 0
  const end = async (which: 'sender' | 'receiver', ask: () => Promise<number>) => {
    const before = await floors[which].ask('usage', null)
    const rate = await ask()
    const after = await floors[which].ask('usage', null)
    cpuMs += ((after.cpuSeconds - before.cpuSeconds) * 1000) / (rate * seconds)
    return rate
  }
  const both = async (ask: (which: 'sender' | 'receiver') => Promise<number>) => {
    if (officers > 1) return await Promise.all([end('sender', () => ask('sender')), end('receiver', () => ask('receiver'))])
    return [await end('sender', () => ask('sender')), await end('receiver', () => ask('receiver'))]
  }
  const together = (rates: readonly number[]) => (officers > 1 ? Math.min(...rates) : 1 / rates.reduce((sum, rate) => sum + 1 / rate, 0))
  const crypto = together(await both(which => floors[which].ask('crypto', { end: which, seconds })))
  const before = serverCpu(plan)
  const rates = await both(which => floors[which].ask('commits', { at: officers, ...needed[which], seconds }))
  const after = serverCpu(plan)
  const commits = together(rates)
  const eachEnd = rates.reduce((sum, rate) => sum + rate, 0) / rates.length
  if (before !== null && after !== null) cpuMs += ((after - before) * 1000) / (eachEnd * seconds)
  return {
    floor: { cryptoPerSecond: rounded(crypto, 1), commitsPerSecond: rounded(commits, 1), allowedPerSecond: rounded(allowedBy(crypto, commits), 1) },
    cpuMs,
  }
}

function serverCpu(plan: Plan): number | null {
  return plan.serverCpuSeconds?.() ?? null
}
