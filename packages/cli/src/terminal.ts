import type { Instant } from '@entraide/ground'
import { instantOf } from '@entraide/ground'

/** The world as a command sees it. `run` is handed one; tests hand in their own. */
export type Terminal = {
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined }
  readonly out: (text: string) => Promise<void>
  readonly err: (text: string) => void
  /** Whether stderr is a person's terminal: progress is drawn only there. */
  readonly errIsTty: boolean
  readonly env: { readonly [name: string]: string | undefined }
  readonly cwd: string
  readonly now: () => Instant
  readonly fetch: typeof globalThis.fetch
  /** Asks the person at the terminal; `hidden` shows nothing of what is typed. Undefined when nobody is there. */
  readonly ask: ((question: string, hidden: boolean) => Promise<string>) | undefined
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    stdin: process.stdin,
    out: text => new Promise((done, failed) => process.stdout.write(text, error => (error ? failed(error) : done()))),
    err: text => void process.stderr.write(text),
    errIsTty: process.stderr.isTTY === true,
    env: process.env,
    cwd: process.cwd(),
    now: () => instantOf(Date.now()),
    fetch: globalThis.fetch,
    ask: process.stdin.isTTY === true && process.stderr.isTTY === true ? askPerson : undefined,
  }
}

async function askPerson(question: string, hidden: boolean): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const { Writable } = await import('node:stream')
  const echo = new Writable({
    write(chunk, _encoding, done) {
      if (!hidden) process.stderr.write(chunk)
      done()
    },
  })
  if (hidden) process.stderr.write(question)
  const lines = createInterface({ input: process.stdin, output: echo, terminal: true })
  try {
    return await lines.question(hidden ? '' : question)
  } finally {
    lines.close()
    if (hidden) process.stderr.write('\n')
  }
}
