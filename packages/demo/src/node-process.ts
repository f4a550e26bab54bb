/**
 * One node of the demonstration as a process of its own. Reads one line of JSON on standard input: the passphrase, and
 * whether the demonstration's accounts are still to be made; says on standard output, in one line of JSON, where it listens.
 * Runs until it is told to stop, or until whoever started it is gone.
 *
 * `node node-process.ts FOLDER [PORT]`: the port, when it shall listen elsewhere than its card says.
 */
import { createInterface } from 'node:readline'
import { isRefusal } from '@entraide/ground'
import { addDemoAccounts, startNode } from '@entraide/node'
import { peopleOf } from './people.ts'

/** What the parent says first. */
export type Opening = { readonly passphrase: string; readonly addPeople: boolean }
/** What the child says first. */
export type Ready = { readonly node: string; readonly address: string }

const [dataDir = '', port] = process.argv.slice(2)
const lines = createInterface({ input: process.stdin })
const first = await new Promise<string>(resolve => lines.once('line', resolve))
const { passphrase, addPeople } = JSON.parse(first) as Opening

const running = await startNode({ dataDir, passphrase, ...(port === undefined ? {} : { listen: { host: '127.0.0.1', port: Number(port) } }) })
if (addPeople) {
  const { id, regime } = running.node.config
  const made = await addDemoAccounts(running.node, peopleOf(id, regime, 'fr'))
  if (isRefusal(made)) throw new Error(`the accounts were refused: ${made.refused}`)
}

let isStopping = false
const stop = async () => {
  if (isStopping) return
  isStopping = true
  await running.stop()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
// The end of the input is the end of the parent, however it ended: no node is left running alone.
lines.on('close', () => void stop())

const ready: Ready = { node: running.node.config.id, address: running.address }
process.stdout.write(`${JSON.stringify(ready)}\n`)
