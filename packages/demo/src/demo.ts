import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fillLife } from './life.ts'
import { bringIntoForce, confirmWords, exchangeCards } from './pairing.ts'
import { postsOf, whatFor } from './people.ts'
import { closeStage, freshFolder, makeNodes, openStage, repositoryFile, type Side, type Stage, sidesOf } from './stage.ts'

export type DemoOptions = { readonly folder: string | null; readonly keep: boolean; readonly port: number | null }

const passphraseFile = 'passphrase'

/** Brings both nodes up with a little life in them, says where they are, and stays until it is stopped. */
export async function runDemo({ folder: told, keep, port }: DemoOptions): Promise<void> {
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
    passphrase,
    port,
    say: progress,
    onUnexpectedEnd: (how: string) => {
      if (isEnding) return
      process.stderr.write(`${how}\nIts log is node.log in that folder. Nothing is started again by itself; the other node is stopped too.\n`)
      void end(1)
    },
  }
  if (kept === null) {
    progress('making two nodes')
    freshFolder(folder)
    await makeNodes(options)
  }
  progress('starting them')
  stage = await openStage(options)
  try {
    if (kept === null) {
      progress('pairing them by cards and words')
      await confirmWords(stage, await exchangeCards(stage))
      progress('signing two agreements')
      const convention = await bringIntoForce(stage, 'be-ma-2014-police-convention.json')
      const demonstration = await bringIntoForce(stage, 'demo-pol-1.json')
      await fillLife(stage, { convention, demonstration }, progress)
      // Only now: a demonstration that was not finished is not gone on with.
      if (keep) writeFileSync(join(folder, passphraseFile), passphrase, { mode: 0o600 })
    }
  } catch (fault) {
    if (!isEnding) await closeStage(stage)
    throw fault
  }
  process.stdout.write(guide(stage, folder, keep, Math.round((performance.now() - begun) / 1000)))
}

/** The passphrase of a kept demonstration; null where none was kept. */
function keptPassphrase(folder: string): string | null {
  const file = join(folder, passphraseFile)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
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
${keep ? 'Kept for the next start with --keep.' : 'Thrown away at the next start; --keep keeps them.'} Stop both nodes with Ctrl+C.
`
}
