import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { instantOf } from '@entraide/ground'
import { postsOf, whatFor } from './people.ts'
import { keepPrepared, takePrepared } from './prepared.ts'
import { closeStage, freshFolder, openStage, repositoryFile, type Side, type Stage, sidesOf } from './stage.ts'
import { playYear, wholeYear } from './year/year.ts'

export type DemoOptions = { readonly folder: string | null; readonly keep: boolean; readonly port: number | null; readonly seed: number }

const passphraseFile = 'passphrase'

/**
 * Brings four nodes up with an invented year in them, says where they are, and stays until it is stopped. The year is played once
 * and a copy kept, so that later starts of the same day and program take seconds.
 */
export async function runDemo({ folder: told, keep, port, seed }: DemoOptions): Promise<void> {
  const folder = resolve(told ?? repositoryFile('.entraide', 'demo'))
  const kept = keep ? keptPassphrase(folder) : null
  const passphrase = kept ?? randomBytes(24).toString('base64url')
  const begun = performance.now()
  let stage: Stage | null = null
  let isEnding = false
  const end = async (code: number) => {
    if (isEnding) return
    isEnding = true
    if (stage !== null) await closeStage(stage)
    process.exit(code)
  }
  process.on('SIGINT', () => void end(0))
  process.on('SIGTERM', () => void end(0))
  const options = {
    folder,
    port,
    say: progress,
    onUnexpectedEnd: (how: string) => {
      if (isEnding) return
      process.stderr.write(`${how}\nIts log is node.log in that folder. Nothing is started again by itself; the other nodes are stopped too.\n`)
      void end(1)
    },
  }
  let filled = kept
  if (filled === null && port === null) filled = await takePrepared(folder, seed, Date.now())
  if (filled === null) {
    freshFolder(folder)
    filled = passphrase
    await fill({ folder, passphrase, port, seed })
    if (port === null) keepPrepared(folder, seed, passphrase, Date.now())
  }
  // Only now: a demonstration that was not finished is not gone on with.
  if (keep && kept === null) writeFileSync(join(folder, passphraseFile), filled, { mode: 0o600 })
  progress('starting the four nodes')
  stage = await openStage({ ...options, passphrase: filled })
  process.stdout.write(guide(stage, folder, keep, Math.round((performance.now() - begun) / 1000)))
}

/** The passphrase of a kept demonstration; null where none was kept. */
function keptPassphrase(folder: string): string | null {
  const file = join(folder, passphraseFile)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/** Plays the year in this process, telling how far it has come. */
async function fill({ folder, passphrase, port, seed }: { folder: string; passphrase: string; port: number | null; seed: number }): Promise<void> {
  progress('making four nodes, pairing them, signing their agreements')
  let tenth = 0
  const counts = await playYear({
    folder,
    passphrase,
    port,
    end: instantOf(Date.now()),
    seed,
    size: wholeYear,
    told: (share, at) => {
      if (share * 10 < tenth) return
      tenth = Math.floor(share * 10) + 1
      progress(`playing the year: ${at.slice(0, 10)} (${Math.round(share * 100)} %)`)
    },
  })
  progress(
    `dossiers: ${Object.entries(counts)
      .map(([node, count]) => `${node} ${count}`)
      .join(', ')}`,
  )
}

const progress = (line: string) => void process.stderr.write(`… ${line}\n`)

function guide(stage: Stage, folder: string, keep: boolean, seconds: number): string {
  const one = (side: Side) => {
    const address = side.process.address()
    const numbers = postsOf(side.regime).map(post => side.officers[post].serviceNumber)
    const width = Math.max(...numbers.map(number => number.length))
    const lines = postsOf(side.regime).map(post => {
      const { serviceNumber, account } = side.officers[post]
      return `  ${serviceNumber.padEnd(width)}  ${address}/sign-in?demo=${account}\n  ${' '.repeat(width)}  ${whatFor(post)}`
    })
    return `${side.id}  ${side.name}\n  ${address}/sign-in  (lists its accounts; one press signs you in)\n\n${lines.join('\n')}`
  }
  return `
${sidesOf(stage).map(one).join('\n\n')}

Ready in ${seconds} s. Everything and everybody is invented. Data, keys and logs: ${folder}
${keep ? 'Kept for the next start with --keep.' : 'Thrown away at the next start; --keep keeps them.'} Stop the nodes with Ctrl+C.
`
}
