import { spawn } from 'node:child_process'
import { Ending, exitCodes } from '../ending.ts'

/** Runs PostgreSQL's own program. The address goes through the environment: arguments can be read by every user of the machine. */
export async function runPostgresTool(program: 'pg_dump' | 'pg_restore', url: string, args: readonly string[]): Promise<void> {
  const at = new URL(url)
  const env = {
    ...process.env,
    PGHOST: at.searchParams.get('host') ?? at.hostname,
    PGPORT: at.port || '5432',
    PGUSER: decodeURIComponent(at.username),
    PGPASSWORD: decodeURIComponent(at.password),
    PGDATABASE: decodeURIComponent(at.pathname.slice(1)),
  }
  const said: Buffer[] = []
  const code = await new Promise<number | null>((done, failed) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.on('data', part => said.push(part))
    child.on('error', failed)
    child.on('close', done)
  }).catch(cause => {
    throw new Ending(exitCodes.badInput, 'program-missing', `${program} is not on this machine.`, {
      next: "Install PostgreSQL's client programs, of the server's version or newer.",
      cause,
    })
  })
  if (code !== 0) throw new Ending(exitCodes.fault, 'program-failed', `${program} ended with ${code}: ${Buffer.concat(said).toString().slice(0, 500)}`)
}
