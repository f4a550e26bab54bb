import { Fault } from '@entraide/ground'
import { Client } from 'pg'
import { clientConfig, type PostgresPlace } from './postgres.ts'

/** Called with what was said, or `null` when something may have been missed: look for yourself. */
export type Hearer = (payload: string | null) => void

/** PostgreSQL takes 8,000 bytes, the topic and the quoting included. Payloads are ids. */
const maxPayloadCharacters = 1_000
const shortestWaitMs = 100
const longestWaitMs = 10_000

/** Who listens in this process, by topic. A hearer is called apart from whoever tells, and must not throw: that would end the process. */
export class Hearers {
  readonly #byTopic = new Map<string, Set<Hearer>>()

  /** Adds a hearer; gives the act that takes it away. */
  add(topic: string, hearer: Hearer): () => void {
    const hearers = this.#byTopic.get(topic) ?? new Set()
    this.#byTopic.set(topic, hearers.add(hearer))
    return () => hearers.delete(hearer)
  }

  tell(topic: string, payload: string | null): void {
    for (const hearer of this.#byTopic.get(topic) ?? []) queueMicrotask(() => hearer(payload))
  }

  tellAllToLook(): void {
    for (const topic of this.#byTopic.keys()) this.tell(topic, null)
  }
}

/** A topic and a payload as one text. Too long a payload is a fault (`notice-too-long`): a notice wakes, it carries nothing. */
export function writeNotice(topic: string, payload: string): string {
  if (payload.length > maxPayloadCharacters) throw new Fault('notice-too-long', 'a notice carries an id, not content', { facts: { topic } })
  return JSON.stringify([topic, payload])
}

/** The channel of a schema: nodes that share a server do not wake each other. */
export function channelOf({ schema = 'public' }: PostgresPlace): string {
  return `entraide_${schema}`
}

/**
 * Hears what other processes of this node say through PostgreSQL. A connection that breaks is made again, with growing pauses, and then
 * every hearer is told to look, for what was said meanwhile is gone.
 */
export class Listener {
  readonly #place: PostgresPlace
  readonly #hearers: Hearers
  #client: Client | null = null
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(place: PostgresPlace, hearers: Hearers) {
    this.#place = place
    this.#hearers = hearers
  }

  /** Connects and listens; throws if the first attempt fails. */
  async start(): Promise<void> {
    const client = new Client(clientConfig(this.#place))
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''))
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query(`listen ${channelOf(this.#place)}`)
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
    client.once('end', () => this.#again(shortestWaitMs))
    this.#client = client
    if (this.#closed) await client.end()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#client?.end()
  }

  #again(waitMs: number): void {
    this.#client = null
    if (this.#closed) return
    this.#timer = setTimeout(() => {
      this.start().then(
        () => this.#hearers.tellAllToLook(),
        () => this.#again(Math.min(2 * waitMs, longestWaitMs)),
      )
    }, waitMs)
    this.#timer.unref()
  }

  #hear(text: string): void {
    const [topic, payload] = JSON.parse(text) as [string, string]
    this.#hearers.tell(topic, payload)
  }
}
