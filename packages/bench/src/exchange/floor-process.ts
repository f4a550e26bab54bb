import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpuUsage } from 'node:process'
import type { StorePlace } from '@entraide/node'
import { Commits } from './commits.ts'
import { answer } from './helper-process.ts'
import { answered, sealed, taken } from './one-exchange.ts'

/*
 * The two floors, in processes of their own like the two nodes: cryptography alone (one-exchange.ts), durable commits alone
 * (commits.ts). And the bare path: both of them and one HTTP request, with nothing that judges, logs, or remembers.
 */

/** One end's part of the exchanges, for so long; how many it managed. */
async function crypto({ end, seconds }: { readonly end: 'sender' | 'receiver'; readonly seconds: number }): Promise<number> {
  const envelope = await sealed()
  const receipt = await answered(envelope)
  const from = performance.now()
  let done = 0
  for (; performance.now() - from < seconds * 1000; done++) {
    if (end === 'receiver') await answered(envelope)
    else {
      await sealed()
      taken(receipt)
    }
  }
  return (done * 1000) / (performance.now() - from)
}

let store: Commits

async function connect(place: StorePlace): Promise<void> {
  store = await Commits.at(place)
}

/**
 * So many at once, each making `own` durable commits an exchange, one after the other, and `shared` more that those who wait
 * at that moment share. Exchanges per second of this end.
 */
async function commits({ at: clients, own, shared, seconds }: Needed & { readonly at: number; readonly seconds: number }): Promise<number> {
  return await loops(clients, seconds, async () => {
    for (let n = 0; n < own; n++) await store.own()
    for (let n = 0; n < shared; n++) await store.shared()
  })
}
type Needed = { readonly own: number; readonly shared: number }

/** So many at once, each doing this one after the other, for so long; how many a second. */
async function loops(clients: number, seconds: number, once: () => Promise<void>): Promise<number> {
  const from = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (; performance.now() - from < seconds * 1000; done++) await once()
    }),
  )
  return (done * 1000) / (performance.now() - from)
}

/** The receiving end of the bare path: takes the envelope in, has its checkpoint, keeps the receipt it gives. Gives its port. */
async function serve(_: null): Promise<number> {
  const server = createServer((question, reply) => {
    const parts: Buffer[] = []
    question.on('data', (part: Buffer) => parts.push(part))
    question.on('end', async () => {
      const receipt = await answered(new Uint8Array(Buffer.concat(parts)))
      await store.own()
      await store.shared()
      await store.own()
      reply.end(receipt)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** The sending end of the bare path: so many at once, each with one exchange at a time. Exchanges per second. */
async function bare({ at: clients, port, seconds }: { readonly at: number; readonly port: number; readonly seconds: number }): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const rate = await loops(clients, seconds, async () => {
    const envelope = await sealed()
    await store.own()
    await store.shared()
    taken(await posted(agent, port, envelope))
    await store.own()
  })
  agent.destroy()
  return rate
}

function posted(agent: Agent, port: number, body: Uint8Array): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const question = request({ host: '127.0.0.1', port, method: 'POST', agent, headers: { 'content-length': body.length } }, reply => {
    const parts: Buffer[] = []
    reply.on('data', (part: Buffer) => parts.push(part))
    reply.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
  })
  question.on('error', reject)
  question.end(body)
  return promise
}

const usage = (_: null) => ({ cpuSeconds: (cpuUsage().user + cpuUsage().system) / 1_000_000 })
const acts = { crypto, connect, commits, serve, bare, usage }
export type FloorActs = typeof acts
answer(acts, async () => store?.close())
