/**
 * One node of the demonstration as a process of its own. Reads one line of JSON on standard input: the passphrase, and
 * whether the demonstration's accounts are still to be made; says on standard output, in one line of JSON, where it listens.
 * Runs until it is told to stop, or until whoever started it is gone. Every further line, `{"pass": milliseconds}`, lets time
 * pass for this node: a demonstration shows what a month does without waiting for it. A node of a real authority has no such line.
 *
 * `node node-process.ts FOLDER [PORT]`: the port, when it shall listen elsewhere than its card says.
 */
import { createInterface } from 'node:readline'
import { instantOf, isRefusal } from '@entraide/ground'
import { addDemoAccounts, lookAfter, startNode, watchClocks } from '@entraide/node'
import { peopleOf } from './people.ts'

/** What the parent says first. */
export type Opening = { readonly passphrase: string; readonly addPeople: boolean; readonly aheadMs: number }
/** What the parent may say later. */
export type TimePasses = { readonly pass: number }
/** What the child says first. */
export type Ready = { readonly node: string; readonly address: string }

const [dataDir = '', port] = process.argv.slice(2)
const lines = createInterface({ input: process.stdin })
const first = await new Promise<string>(resolve => lines.once('line', resolve))
const { passphrase, addPeople, aheadMs } = JSON.parse(first) as Opening
let ahead = aheadMs
const clock = { now: () => instantOf(Date.now() + ahead) }

const running = await startNode({ dataDir, passphrase, clock, ...(port === undefined ? {} : { listen: { host: '127.0.0.1', port: Number(port) } }) })
if (!running.node.config.demo) throw new Error('this process is for a demonstration only')
if (addPeople) {
  const { id, regime } = running.node.config
  const made = await addDemoAccounts(running.node, peopleOf(id, regime, 'fr'))
  if (isRefusal(made)) throw new Error(`the accounts were refused: ${made.refused}`)
}

lines.on('line', line => void pass((JSON.parse(line) as TimePasses).pass))

/** Time passes, and the node does at once what it would have done in that time by itself. */
async function pass(milliseconds: number): Promise<void> {
  ahead += milliseconds
  await lookAfter(running.node)
  await watchClocks(running.node)
  process.stdout.write(`${JSON.stringify({ ahead })}\n`)
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
