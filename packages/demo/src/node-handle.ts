import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Opening, Ready, TimePasses } from './node-process.ts'

/** A node that runs, or ran, as a child process. */
export type NodeHandle = {
  readonly dataDir: string
  /** Where it listens now; another one after it was started elsewhere. */
  readonly address: () => string
  readonly isRunning: () => boolean
  /** Starts it on its own store; on another port when one is given. */
  readonly start: (port?: number) => Promise<void>
  /** Asks it to finish and waits; after ten seconds it is killed, and that is said. */
  readonly stop: () => Promise<void>
  /** Lets time pass for this node, also after it is started again. */
  readonly pass: (milliseconds: number) => Promise<void>
  /** SIGKILL: nothing is finished, nothing is written any more. */
  readonly kill: () => Promise<void>
}

export type HandleOptions = {
  readonly dataDir: string
  readonly passphrase: string
  readonly addPeople: boolean
  /** Told when the process ends without having been asked to. */
  readonly onUnexpectedEnd: (how: string) => void
  readonly say: (line: string) => void
}

/** Far beyond what a start takes: it bounds a hang, not a slow machine. A child that ends is noticed at once. */
const readyWithinMs = 60_000
const stopWithinMs = 10_000

/** A node of a data folder, not started yet. What it writes to its log goes to `node.log` in that folder. */
export function nodeHandle(options: HandleOptions): NodeHandle {
  const { dataDir, passphrase } = options
  let child: ChildProcess | null = null
  let address = ''
  let addPeople = options.addPeople
  let isAsked = false
  let aheadMs = 0
  const told = new Set<() => void>()

  const start = async (port?: number): Promise<void> => {
    if (child !== null) throw new Error(`${dataDir} runs already`)
    isAsked = false
    const script = fileURLToPath(new URL('./node-process.ts', import.meta.url))
    const made = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dataDir, ...(port === undefined ? [] : [String(port)])], {
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child = made
    const log = createWriteStream(join(dataDir, 'node.log'), { flags: 'a', mode: 0o600 })
    const complaints: string[] = []
    createInterface({ input: made.stderr }).on('line', line => {
      complaints.push(line)
      log.write(`${line}\n`)
    })
    made.once('exit', (code, signal) => {
      child = null
      log.end()
      if (!isAsked) options.onUnexpectedEnd(`${dataDir} ended by itself (${signal ?? `exit code ${code}`}): ${complaints.slice(-8).join(' ')}`)
    })
    // The passphrase is said on the pipe: not in the arguments, not in a file, not in the environment that others may read.
    made.stdin.on('error', () => {})
    made.stdin.write(`${JSON.stringify({ passphrase, addPeople, aheadMs } satisfies Opening)}\n`)
    address = await new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${dataDir} is not ready after ${readyWithinMs / 1000} s`)), readyWithinMs)
      const lines = createInterface({ input: made.stdout })
      let isReady = false
      lines.on('line', line => {
        if (isReady && line.startsWith('{"ahead"')) for (const tell of told) tell()
        else if (isReady) log.write(`${line}\n`)
        else if (line.includes('"address"')) {
          isReady = true
          clearTimeout(late)
          resolve((JSON.parse(line) as Ready).address)
        }
      })
      made.once('exit', () => {
        clearTimeout(late)
        reject(new Error(`${dataDir} did not start: ${complaints.slice(-8).join(' ')}`))
      })
    })
    addPeople = false
  }

  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const one = child
    if (one === null) return
    isAsked = true
    const gone = new Promise<void>(resolve => one.once('exit', () => resolve()))
    one.kill(signal)
    const late = setTimeout(() => {
      options.say(`${dataDir} does not stop; it is killed`)
      one.kill('SIGKILL')
    }, stopWithinMs)
    await gone
    clearTimeout(late)
  }

  const pass = async (milliseconds: number): Promise<void> => {
    aheadMs += milliseconds
    if (child === null) return
    const heard = Promise.withResolvers<void>()
    told.add(heard.resolve)
    child.stdin?.write(`${JSON.stringify({ pass: milliseconds } satisfies TimePasses)}\n`)
    await heard.promise
    told.delete(heard.resolve)
  }

  return { dataDir, pass, address: () => address, isRunning: () => child !== null, start, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
