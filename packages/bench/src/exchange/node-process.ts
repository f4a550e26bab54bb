import { mkdirSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { cpuUsage, memoryUsage } from 'node:process'
import { setTimeout as pause, setImmediate as turnOfLoop } from 'node:timers/promises'
import { isRefusal, type NodeId, type Uuid } from '@entraide/ground'
import {
  type Actor,
  activateAgreement,
  addDemoAccounts,
  confirmPartner,
  createDraft,
  importAgreement,
  importCard,
  initNode,
  listAgreements,
  ownCard,
  type RunningNode,
  releaseDraft,
  signAgreement,
  silent,
  startNode,
  submitDraft,
} from '@entraide/node'
import { sql } from 'kysely'
import { answer } from './helper-process.ts'
import { requestFields } from './request.ts'

/*
 * One node of the bench, whole: store, keys, HTTP face, jobs, as `entraide node start` runs it, in a process of its own.
 * The officers sit in it: they call the step that the release route calls. Their own browser's call is not measured, so
 * that the client's work does not eat the cores that the two nodes are measured on. Everything between the nodes is real.
 */

type Person = Extract<Actor, { kind: 'person' }>
export type NodeOptions = {
  readonly dataDir: string
  readonly id: string
  readonly port: number
  readonly postgres?: { readonly url: string; readonly schema: string }
}

const passphrase = 'bench of invented data'
const patienceMs = 60_000
let running: RunningNode
const people = new Map<string, Person>()

async function start({ dataDir, id, port, postgres }: NodeOptions): Promise<string> {
  const place = id.startsWith('BE') ? { capital: 'Brussels', zone: 'Europe/Brussels' } : { capital: 'Rabat', zone: 'Africa/Casablanca' }
  const store = postgres === undefined ? {} : { postgres }
  await initNode({ dataDir, id: id as NodeId, regime: 'LE', name: id, ...place, host: '127.0.0.1', port, passphrase, demo: true, ...store })
  running = await startNode({ dataDir, passphrase, ...(process.env.BENCH_LOG ? {} : { logger: silent() }) })
  running.node.store.onWake('receipt', () => void look())
  const made = taken(
    await addDemoAccounts(
      running.node,
      (['INV', 'REL', 'LEG', 'SEC'] as const).map(role => ({ serviceNumber: `${id.slice(0, 2)}-${role}`, office: 'SPOC desk', language: 'fr', roles: [role] })),
    ),
  )
  for (const { id: account, office, serviceNumber, roles, language } of made)
    people.set(roles[0] as string, { kind: 'person', account, office, serviceNumber, roles, language })
  return await ownCard(running.node)
}

async function pair({ card, partner }: { readonly card: string; readonly partner: string }): Promise<void> {
  const view = taken(await importCard(running.node, who('SEC'), card))
  taken(await confirmPartner(running.node, who('SEC'), partner as NodeId, view.spokenWords))
}

/** Holds the text, from here or from the partner, and signs it; switches it on once both have signed. */
async function agree({ text, partner }: { readonly text: string | null; readonly partner: string }): Promise<string> {
  const to = partner as NodeId
  if (text !== null) taken(await importAgreement(running.node, who('LEG'), { text, partner: to }))
  const [held] = await until(
    async () => (await listAgreements(running.node, who('LEG'))) as readonly { hash: string }[],
    list => list.length > 0,
  )
  const hash = (held as { hash: string }).hash
  taken(await signAgreement(running.node, who('LEG'), hash, to))
  await until(
    async () => (await listAgreements(running.node, who('LEG'))) as readonly { standing: string }[],
    ([first]) => first?.standing === 'signed-both',
  )
  taken(await activateAgreement(running.node, who('SEC'), hash, to))
  return hash
}

const waiting: { draft: Uuid; version: number }[] = []

/** Drafts and submits requests, ready to be released: outside the measured span. */
async function prepare({ count, agreement, partner }: { readonly count: number; readonly agreement: string; readonly partner: string }): Promise<void> {
  const fields = requestFields(agreement, partner, running.node.clock.now().slice(0, 10))
  for (let made = 0; made < count; made += 8)
    await Promise.all(
      Array.from({ length: Math.min(8, count - made) }, async () => {
        const draft = taken(await createDraft(running.node, who('INV'), { fields, dossier: null }))
        const submitted = taken(await submitDraft(running.node, who('INV'), draft.id))
        waiting.push({ draft: draft.id, version: submitted.version })
      }),
    )
}

/** Brings what the server knows of its tables up to date, as it does by itself about a minute after many rows came. */
async function analyse(_: null): Promise<void> {
  if (running.node.store.engine === 'postgres') await running.node.store.write(tx => sql`analyze`.execute(tx.db))
}

/** Each officer releases one request, waits for its receipt, and takes the next. Gives the time of each exchange in milliseconds. */
async function run({
  officers,
  seconds,
}: {
  readonly officers: number
  readonly seconds: number
}): Promise<{ readonly times: number[]; readonly seconds: number }> {
  const times: number[] = []
  const from = performance.now()
  const till = from + seconds * 1000
  await Promise.all(
    Array.from({ length: officers }, async () => {
      while (performance.now() < till) {
        const next = waiting.shift()
        if (next === undefined) return
        times.push(await exchange(next, performance.now()))
      }
    }),
  )
  return { times, seconds: (performance.now() - from) / 1000 }
}

/** Releases at a steady pace, whatever the answers do; a time counts from the moment the release was due. */
async function steady({
  perSecond,
  seconds,
}: {
  readonly perSecond: number
  readonly seconds: number
}): Promise<{ readonly times: number[]; readonly seconds: number }> {
  const from = performance.now()
  const all: Promise<number>[] = []
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = from + (n * 1000) / perSecond
    const early = due - performance.now()
    if (early > 0) await pause(early)
    const next = waiting.shift()
    if (next !== undefined) all.push(exchange(next, due))
  }
  return { times: await Promise.all(all), seconds: (performance.now() - from) / 1000 }
}

async function exchange({ draft, version }: { draft: Uuid; version: number }, from: number): Promise<number> {
  const { message } = taken(await releaseDraft(running.node, who('REL'), draft, { version, note: '' }))
  await receiptOf(message)
  return performance.now() - from
}

const looking = new Map<string, PromiseWithResolvers<void>>()
let isLooking = false
let lookAgain = false

/** Resolves once this node has durably taken the receipt that admits a message. */
async function receiptOf(message: string): Promise<void> {
  const waiter = Promise.withResolvers<void>()
  looking.set(message, waiter)
  const patience = setTimeout(() => waiter.reject(new Error('no receipt came')), patienceMs)
  await waiter.promise
  clearTimeout(patience)
}

/** Called when the node has committed a receipt, as a screen that waits would be: one question for all officers. */
async function look(): Promise<void> {
  lookAgain = true
  if (isLooking) return
  isLooking = true
  while (lookAgain && looking.size > 0) {
    // All receipts of one commit ring one after the other.
    await turnOfLoop()
    lookAgain = false
    const rows = await running.node.store.read(tx =>
      tx.db
        .selectFrom('outbox')
        .select(['message_id', 'state', 'reason'])
        .where('message_id', 'in', [...looking.keys()])
        .where('state', 'not in', ['waiting', 'held-by-partner'])
        .execute(),
    )
    for (const row of rows) {
      const waiter = looking.get(row.message_id)
      looking.delete(row.message_id)
      if (row.state === 'delivered') waiter?.resolve()
      else waiter?.reject(new Error(`an exchange ended ${row.state}: ${row.reason}`))
    }
  }
  isLooking = false
}

function who(role: string): Person {
  return people.get(role) as Person
}

function taken<T>(result: T): Exclude<T, { readonly refused: string }> {
  if (isRefusal(result)) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result as Exclude<T, { readonly refused: string }>
}

async function until<T>(look: () => Promise<T>, isIt: (value: T) => boolean): Promise<T> {
  for (const till = performance.now() + patienceMs; ; await pause(50)) {
    const value = await look()
    if (isIt(value)) return value
    if (performance.now() > till) throw new Error('what was waited for did not come')
  }
}

let profiler: Session | null = null

/** Begins to record where processor time goes; with a name, writes down what was recorded since (a `.cpuprofile` that Chromium's tools open). */
async function profile({ folder, name }: { readonly folder: string; readonly name: string | null }): Promise<void> {
  if (name === null) {
    profiler = new Session()
    profiler.connect()
    await profiler.post('Profiler.enable')
    await profiler.post('Profiler.start')
    return
  }
  const recorded = await profiler?.post('Profiler.stop')
  profiler?.disconnect()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${running.node.config.id}-${name}.cpuprofile`), JSON.stringify(recorded?.profile))
}

const acts = {
  start,
  pair,
  agree,
  prepare,
  analyse,
  run,
  steady,
  profile,
  usage: (_: null) => ({ rssMiB: Math.round(memoryUsage.rss() / 1_048_576), cpuSeconds: (cpuUsage().user + cpuUsage().system) / 1_000_000 }),
}
export type NodeActs = typeof acts
answer(acts, async () => running?.stop())
