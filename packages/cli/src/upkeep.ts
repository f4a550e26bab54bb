import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isRefusal, type Refusal } from '@entraide/ground'
import { backup, doctor as lookOver, type RestoreOptions as NodeRestore, restore as restoreNode, verifyBackup as verify } from '@entraide/node'
import { sentence } from '@entraide/vocabulary'
import type { Cli } from './cli.ts'
import { Ending, exitCodes } from './ending.ts'
import { ownFault } from './node-life.ts'
import { plainText } from './plain-text.ts'
import { type Progress, progress } from './progress.ts'

/*
 * The terminal's side of what keeps a node in health. The acts themselves are the node's (doctor, backup, restore): here
 * they are asked for, followed with a bar, and said in words.
 */

/** `node doctor`: looks at everything a node needs, running or not, and names each fault with what mends it. Changes nothing. */
export async function doctor(cli: Cli, options: { readonly data: string }) {
  const report = await lookOver({ dataDir: resolve(cli.terminal.cwd, options.data) })
  const findings = report.findings.map(finding => {
    const said = finding.code === null ? undefined : sentence(finding.code, cli.language)
    return { ...finding, says: said?.what ?? finding.code, next: said?.next ?? null }
  })
  const words = { ok: 'ok     ', warn: 'WARNING', fault: 'FAULT  ' } as const
  const lines = findings.map(({ check, state, says, next, facts }) => {
    const told = Object.entries(facts).map(([name, value]) => `${name} ${String(value)}`)
    return `${words[state]} ${check}: ${[says, ...told].filter(part => part !== null).join(' · ')}${next === null ? '' : `\n        ${next}`}`
  })
  await cli.print({ well: report.ok, findings }, plainText(lines.join('\n')))
  return report.ok ? exitCodes.ok : exitCodes.badInput
}

/** `node backup`: store and keys in folders of their own, of a node that may be running; then read back and checked. */
export async function backUp(cli: Cli, options: { readonly data: string; readonly out: string }) {
  const bar = bars(cli)
  const done = await ownFault(() => backup({ dataDir: resolve(cli.terminal.cwd, options.data), out: resolve(cli.terminal.cwd, options.out), progress: bar.at }))
  bar.end()
  if (isRefusal(done)) throw endingOf(cli, done)
  const { manifest } = done
  await cli.print(
    { out: done.out, ...manifest },
    `${manifest.node} of ${manifest.at} is in ${options.out}: ${manifest.files.length} files, ${manifest.logs.length} logs followed to their heads\nKeep the folder keys/ in another place than store/: whoever has only one of the two has nothing.`,
  )
  return exitCodes.ok
}

/** `node verify-backup`: is a backup whole, down to each log's head. Needs no passphrase; the keys may be elsewhere. */
export async function verifyBackup(cli: Cli, options: { readonly from: string }) {
  const from = resolve(cli.terminal.cwd, options.from)
  const bar = bars(cli)
  const withKeys = await stat(join(from, 'keys')).then(
    () => true,
    () => false,
  )
  const manifest = await verify({ from, ...(withKeys ? {} : { keys: null }), progress: bar.at })
  bar.end()
  if (isRefusal(manifest)) throw endingOf(cli, manifest)
  await cli.print(
    { ...manifest, keys: withKeys },
    `${manifest.node} of ${manifest.at}: whole${withKeys ? '' : '; its keys are elsewhere and were not looked at'}`,
  )
  return exitCodes.ok
}

export type RestoreOptions = {
  readonly from: string
  readonly data: string
  readonly keys?: string
  readonly erasures?: readonly string[]
  readonly store?: string
  readonly schema?: string
}

/** `node restore`: makes a node of a backup in a new folder; what was erased since is erased again before anything can be read. */
export async function restore(cli: Cli, options: RestoreOptions) {
  const at = (path: string) => resolve(cli.terminal.cwd, path)
  const bar = bars(cli)
  const asked: NodeRestore = {
    from: at(options.from),
    dataDir: at(options.data),
    ...(options.keys === undefined ? {} : { keys: at(options.keys) }),
    ...(options.erasures === undefined ? {} : { tombstones: options.erasures.map(at) }),
    ...(options.store === undefined ? {} : { postgres: { url: options.store, schema: options.schema ?? 'entraide' } }),
    progress: bar.at,
  }
  const done = await ownFault(() => restoreNode(asked))
  bar.end()
  if (isRefusal(done)) throw endingOf(cli, done)
  const { manifest, erasedAgain } = done
  await cli.print(
    { dataDir: done.dataDir, node: manifest.node, at: manifest.at, logs: manifest.logs, erasedAgain },
    `${manifest.node} of ${manifest.at} is in ${options.data}; ${erasedAgain} dossiers erased since were erased again\nNext: entraide node start --data ${options.data}\nIt exchanges with a partner once what that partner last saw of its log was compared: nothing is lost silently.`,
  )
  return exitCodes.ok
}

/** One bar for each step of a long work. */
function bars(cli: Cli): { readonly at: (step: string, done: number, total: number) => void; readonly end: () => void } {
  let bar: Progress | null = null
  let now = ''
  return {
    at: (step, done, total) => {
      if (step !== now) {
        bar?.end()
        bar = progress(cli.terminal, step, total)
        now = step
      }
      bar?.at(done, total)
    },
    end: () => bar?.end(),
  }
}

function endingOf(cli: Cli, refusal: Refusal): Ending {
  const said = sentence(refusal.refused, cli.language)
  return new Ending(exitCodes.badInput, refusal.refused, said?.what ?? refusal.refused, {
    facts: refusal.facts,
    ...(said === undefined ? {} : { next: said.next }),
  })
}
