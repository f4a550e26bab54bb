import { Worker } from 'node:worker_threads'
import { type Refusal, refuse } from '@entraide/ground'
import type { PaperOrder, Papers } from '../capabilities.ts'

/**
 * `waiting`: papers that may wait for their turn. `letters`: of one paper, counted as JSON. `longestMs`: for one paper. `idleMs`: without
 * work, before the thread ends.
 */
export type PaperLimits = { readonly waiting: number; readonly letters: number; readonly longestMs: number; readonly idleMs: number }
/** 450,000 letters of prose are 100 pages, 22 s and nearly all of the thread's heap (docs/decisions/0015). */
const usual: PaperLimits = { waiting: 8, letters: 450_000, longestMs: 120_000, idleMs: 60_000 }

/**
 * Sets papers in a thread of its own, one at a time: a paper takes the processor for 0.2 to 0.5 s, a long dossier for ten, and the node
 * answers others meanwhile. The thread begins with the first paper and ends after a while without one.
 *
 * Refused: `paper-too-large`; `papers-busy` when too many wait or the node goes to rest, `paper-too-long` after `longestMs` (the thread is ended with it), `paper-not-set` when the
 * letters of a paper defeat it.
 */
export function paperThread(limits: PaperLimits = usual): Papers {
  let worker: Worker | null = null
  let before: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let closed = false
  let idle: NodeJS.Timeout | undefined

  const end = async () => {
    clearTimeout(idle)
    const ending = worker
    worker = null
    await ending?.terminate()
  }

  const one = async (order: PaperOrder): Promise<Uint8Array | Refusal> => {
    if (closed) return refuse('papers-busy', {})
    clearTimeout(idle)
    worker ??= begin(ended => {
      if (worker === ended) worker = null
    })
    const octets = await answerOf(worker, order, limits.longestMs)
    if (octets === 'late' || octets === null) await end()
    if (octets === 'late') return refuse('paper-too-long', { seconds: Math.round(limits.longestMs / 1_000) })
    if (octets === null) return refuse('paper-not-set', {})
    idle = setTimeout(() => void end(), limits.idleMs)
    idle.unref()
    return octets
  }

  return {
    set: async order => {
      const letters = JSON.stringify(order).length
      if (letters > limits.letters) return refuse('paper-too-large', { letters, most: limits.letters })
      if (waiting > limits.waiting) return refuse('papers-busy', {})
      waiting++
      const mine = before.then(() => one(order)).finally(() => waiting--)
      before = mine.catch(() => {})
      return await mine
    },
    close: async () => {
      closed = true
      await end()
    },
  }
}

/** No environment of the node's, and no flags: only what the setting of a paper needs. */
function begin(ended: (worker: Worker) => void): Worker {
  const worker = new Worker(new URL('./paper-worker.ts', import.meta.url), {
    env: { NODE_ENV: 'production' },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 384 },
  })
  // Told to whoever waits (`answerOf`); with nobody waiting, it is only not there any more.
  worker.on('error', () => {})
  worker.on('exit', () => ended(worker))
  return worker
}

/** What the thread makes of an order: octets; null when it could not, or ended; `late` when it took too long. */
function answerOf(worker: Worker, order: PaperOrder, longestMs: number): Promise<Uint8Array | null | 'late'> {
  return new Promise(resolve => {
    const gone = () => over(null)
    const over = (answer: Uint8Array | null | 'late') => {
      clearTimeout(late)
      worker.off('message', over).off('exit', gone)
      worker.unref()
      resolve(answer)
    }
    const late = setTimeout(() => over('late'), longestMs)
    worker.ref()
    worker.once('message', over).once('exit', gone)
    worker.postMessage(order)
  })
}
