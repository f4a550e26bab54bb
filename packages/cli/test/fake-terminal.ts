import { type Instant, instant } from '@entraide/ground'
import { run } from '../src/run.ts'
import type { Terminal } from '../src/terminal.ts'

/** What a command printed and how it ended. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string }

/** Runs a command line in a terminal of the test's own making. */
export async function runCli(
  argv: readonly string[],
  world: Partial<Omit<Terminal, 'stdin'>> & { readonly stdin?: string | readonly Uint8Array[] } = {},
): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const { stdin = '', ...rest } = world
  const chunks = typeof stdin === 'string' ? [Buffer.from(stdin)] : stdin
  const code = await run(argv, {
    stdin: (async function* () {
      yield* chunks
    })(),
    out: async text => {
      out.push(text)
    },
    err: text => {
      err.push(text)
    },
    errIsTty: false,
    env: { ENTRAIDE_STATE: '/nonexistent/entraide-test' },
    cwd: process.cwd(),
    now: (): Instant => instant('2026-11-23T14:00:00.000Z'),
    fetch: async () => {
      throw new Error('this test speaks to no node')
    },
    ask: undefined,
    ...rest,
  })
  return { code, out: out.join(''), err: err.join('') }
}
