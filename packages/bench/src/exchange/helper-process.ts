import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a helper process can be asked: names of acts, each with one argument and one answer that survive being sent. */
export type Acts = { readonly [name: string]: (argument: never) => unknown }
type Ask = { readonly id: number; readonly act: string; readonly argument: unknown }
type Answer = { readonly id: number; readonly result?: unknown; readonly fault?: string }

/** A process of this bench, asked by name. */
export type Helper<A extends Acts> = {
  readonly pid: number
  readonly ask: <N extends keyof A & string>(act: N, argument: Parameters<A[N]>[0]) => Promise<Awaited<ReturnType<A[N]>>>
  readonly end: () => Promise<void>
}

/** Starts a file of this folder as a process of its own; it must call `answer`. */
export function startHelper<A extends Acts>(file: string): Helper<A> {
  const child: ChildProcess = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  child.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.fault === undefined) asked?.resolve(answer.result as never)
    else asked?.reject(new Error(answer.fault))
  })
  child.once('exit', code => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code}`))
  })
  let asks = 0
  return {
    pid: child.pid as number,
    ask: (act, argument) =>
      new Promise((resolve, reject) => {
        const id = ++asks
        waiting.set(id, { resolve, reject })
        child.send({ id, act, argument } satisfies Ask)
      }),
    end: async () => {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

/** Answers what the parent asks, until it lets go; then does what is left to do and ends. */
export function answer(acts: Acts, atEnd: () => Promise<void> = async () => {}): void {
  process.on('message', async (ask: Ask) => {
    let given: Answer
    try {
      given = { id: ask.id, result: await (acts[ask.act] as (argument: unknown) => unknown)(ask.argument) }
    } catch (error) {
      given = { id: ask.id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
    process.send?.(given)
  })
  process.once('disconnect', () => void atEnd().finally(() => process.exit(0)))
}
