import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readPolicy } from '@entraide/agreement'
import { Fault, instantOf, isNodeId, isRefusal, isTimeZone, type Refusal, readJson } from '@entraide/ground'
import { isCode } from '@entraide/vocabulary'
import type { FastifyInstance } from 'fastify'
import { type Logger, pino } from 'pino'
import { z } from 'zod'
import type { Clock, Node, NodeConfig } from './capabilities.ts'
import { makeLogger } from './http/logger.ts'
import { makeMetrics } from './http/metrics.ts'
import { openMetricsDoor } from './http/metrics-door.ts'
import { partnerLine } from './http/partner-line.ts'
import { routesOf } from './http/routes.ts'
import { type Limits, makeServer } from './http/server.ts'
import { paperThread } from './jobs/paper-thread.ts'
import { startJobs } from './jobs/runner.ts'
import { sequence } from './jobs/sequencer.ts'
import { areOfDemo, keysFrom } from './keys.ts'
import { closeHoldings } from './persons/holdings.ts'
import { eraseAgain } from './store/erasure.ts'
import { openStore } from './store/open.ts'

/** A node that runs. */
export type RunningNode = {
  readonly node: Node
  /** Where it listens; the port it was given when it asked for any. */
  readonly address: string
  readonly unlock: (passphrase: string) => Promise<Refusal | null>
  /** Finishes what is under way, then closes. */
  readonly stop: () => Promise<void>
}
export type StartOptions = {
  readonly dataDir: string
  /** Opens the node at once; without it the node starts locked and its security officer opens it. */
  readonly passphrase?: string
  readonly clock?: Clock
  readonly random?: (bytes: number) => Uint8Array
  readonly limits?: Partial<Limits>
  readonly logger?: Logger
  /** Listens elsewhere than the configuration says: for one-shot acts and tests. */
  readonly listen?: { readonly host: string; readonly port: number }
  /** Leaves the commits of a demonstration that is being filled to the system's own time (store/sqlite.ts); refused by any other node. */
  readonly unsafeNotSynced?: boolean
  /** Shows counts to a monitoring system of this machine, without a sign-in, at `/metrics`. */
  readonly metricsAt?: { readonly host: string; readonly port: number }
  /** Jobs run by themselves; a test may take the turns itself. */
  readonly jobs?: boolean
}

export const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
const systemClock: Clock = { now: () => instantOf(Date.now()) }

/** Starts the node of a data folder: store, keys, face, jobs. Locked until its passphrase is given. */
export async function startNode(options: StartOptions): Promise<RunningNode> {
  const config = readConfig(options.dataDir)
  const clock = options.clock ?? systemClock
  const random = options.random ?? (bytes => new Uint8Array(randomBytes(bytes)))
  const keys = keysFrom(keysFileOf(config))
  if (options.unsafeNotSynced === true && !config.demo) throw new Fault('demo-only', 'only a demonstration may leave its commits unsynced')
  const place = config.store.kind === 'sqlite' && options.unsafeNotSynced === true ? { ...config.store, unsafeNotSynced: true } : config.store
  const store = await openStore(place, clock, random)
  const node: Node = {
    config,
    policy: policyOf(options.dataDir),
    clock,
    random,
    keys,
    store,
    partners: partnerLine(config.id, keys, clock, random, config.demo),
    papers: paperThread(),
  }
  const log = options.logger ?? (makeLogger() as unknown as Logger)
  const unlock = async (passphrase: string): Promise<Refusal | null> => {
    if (keys.isOpen()) return null
    const wrong = await keys.open(passphrase)
    const foreign = wrong ?? (await store.unlock(keys.storeRoot()))
    if (foreign === null) await eraseAgain(node)
    return foreign
  }
  let face: FastifyInstance | null = null
  let counts: Server | null = null
  const metrics = makeMetrics()
  try {
    if (options.passphrase !== undefined) {
      const wrong = await unlock(options.passphrase)
      if (wrong !== null) throw new Fault(wrong.refused, 'the node does not open with this passphrase')
    }
    face = await makeServer(node, routesOf, {
      ...(config.tls === null ? {} : { tls: { key: readFileSync(config.tls.keyFile, 'utf8'), cert: readFileSync(config.tls.certificateFile, 'utf8') } }),
      logger: log,
      webFolder: fileURLToPath(new URL('../../web/dist/', import.meta.url)),
      unlock,
      version,
      metrics,
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    })
    const address = await face.listen(options.listen ?? config.listen)
    if (options.metricsAt !== undefined) counts = await openMetricsDoor(node, metrics, options.metricsAt)
    const jobs = options.jobs === false ? null : startJobs(node, log)
    const stop = async () => {
      counts?.close()
      await face?.close()
      await jobs?.stop()
      // What was committed last has its place in the log before the node rests; a store that does not write leaves it to the next start.
      if (keys.isOpen()) await sequence(node).catch(() => {})
      await node.partners.close()
      await node.papers.close()
      await closeHoldings(node)
      await store.close()
    }
    return { node, address, unlock, stop }
  } catch (fault) {
    counts?.close()
    await face?.close()
    await closeHoldings(node)
    await store.close()
    throw fault
  }
}

/** Reads a node's configuration. What is missing or does not fit is a fault that names it (`config-shape`). */
export function readConfig(dataDir: string): NodeConfig {
  const file = join(dataDir, 'config.json')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Fault('config-missing', `there is no node in this folder; make one with: entraide node init`, { cause, facts: { file } })
  }
  const read = ConfigShape.safeParse(jsonOf(text, file))
  const wrong = read.success ? wrongIn(read.data) : (read.error.issues[0]?.path.join('/') ?? '')
  if (!read.success || wrong !== null)
    throw new Fault('config-shape', `the configuration is wrong: ${wrong === '' ? 'it is no object of known members' : wrong}`, {
      facts: { file, member: wrong },
    })
  return { ...read.data, dataDir } as unknown as NodeConfig
}

function jsonOf(text: string, file: string): unknown {
  try {
    return readJson(text).value
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause
    throw new Fault('config-shape', `the configuration is wrong: ${cause.message}`, { cause, facts: { file, ...cause.facts, member: null } })
  }
}

const word = z.string().min(1).max(500)
const ConfigShape = z.strictObject({
  id: z.custom<string>(isNodeId),
  state: word,
  regime: z.custom<string>(code => typeof code === 'string' && isCode('legalRegime', code)),
  name: word,
  capital: word,
  zone: word.refine(isTimeZone),
  demo: z.boolean(),
  listen: z.strictObject({ host: word, port: z.int().min(0).max(65_535) }),
  address: word.refine(URL.canParse),
  dataDir: word.optional(),
  tls: z.strictObject({ keyFile: word, certificateFile: word, pin: word }).nullable(),
  store: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('sqlite'), file: word }),
    z.strictObject({ kind: z.literal('postgres'), url: word, schema: word }),
  ]),
})

function wrongIn(config: z.infer<typeof ConfigShape>): string | null {
  const onLoopback = ['127.0.0.1', '::1', 'localhost'].includes(config.listen.host)
  // Plain HTTP and one-click sign-ins exist for the demonstration only, and only on this machine.
  if (config.demo && !onLoopback) return 'demo (listens beyond loopback)'
  if (!config.demo && config.tls === null) return 'tls (needed outside demo mode)'
  return null
}

/**
 * The key file of a node, if it was made for the mode the node is to run in. A demonstration lets anybody in with one click: its keys
 * must never speak for an authority, and an authority's must never stand behind such a door.
 */
function keysFileOf({ dataDir, demo }: NodeConfig): string {
  const file = join(dataDir, 'keys.json')
  const ofDemo = areOfDemo(file)
  if (ofDemo && !demo)
    throw new Fault('keys-of-demo', 'these keys were made for a demonstration; make a real node with: entraide node init', { facts: { file } })
  if (!ofDemo && demo) throw new Fault('keys-not-of-demo', 'these keys are of a real node; a demonstration has its own', { facts: { file } })
  return file
}

function policyOf(dataDir: string) {
  const policy = readPolicy(readFileSync(join(dataDir, 'policy.json'), 'utf8'))
  if (isRefusal(policy)) throw new Fault('policy-shape', "the node's own law does not read", { facts: policy.facts })
  return policy
}

/** A logger that says nothing: for tests and one-shot acts. */
export const silent = (): Logger => pino({ level: 'silent' })
