import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { readPolicy } from '@entraide/agreement'
import { day, Fault, type Instant, instantOf, isRefusal, later, type NodeId } from '@entraide/ground'
import type { LegalRegime } from '@entraide/vocabulary'
import { silent, startNode } from './boot.ts'
import type { Clock, NodeConfig } from './capabilities.ts'
import { selfSignedCertificate } from './http/tls.ts'
import { makeKeys } from './keys.ts'
import { firstEnrolment } from './steps/people.ts'

export type InitOptions = {
  readonly dataDir: string
  readonly id: NodeId
  readonly regime: LegalRegime
  readonly name: string
  readonly capital: string
  readonly zone: string
  readonly host: string
  readonly port: number
  /** Names and addresses partners and browsers reach it by; the first is on the card. */
  readonly address?: string
  readonly passphrase: string
  readonly demo?: boolean
  readonly postgres?: { readonly url: string; readonly schema: string }
  /** The clock of a demonstration or a test; without it the system's. */
  readonly clock?: Clock
  /** The node's own law, as text; without it one that adds nothing. */
  readonly policy?: string
}
export type InitDone = { readonly dataDir: string; readonly serviceNumber: string; readonly enrolmentCode: string; readonly until: Instant }

const certificateDays = 730
const shortestPassphrase = 12

/**
 * Makes a node: configuration, sealed keys, store, and one single-use enrolment code for its first administrator.
 * Nothing that exists is overwritten (`node-exists`).
 */
export async function initNode(options: InitOptions): Promise<InitDone> {
  const dataDir = resolve(options.dataDir)
  if (existsSync(join(dataDir, 'config.json'))) throw new Fault('node-exists', 'there is a node in this folder already', { facts: { dataDir } })
  const demo = options.demo === true
  if (!demo && options.passphrase.length < shortestPassphrase)
    throw new Fault('passphrase-short', `a passphrase has at least ${shortestPassphrase} characters`, { facts: { least: shortestPassphrase } })
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const policy = options.policy ?? emptyPolicy(options.id)
  const read = readPolicy(policy)
  if (isRefusal(read)) throw new Fault('policy-shape', "the node's own law does not read", { facts: read.facts })
  if (read.node !== options.id) throw new Fault('policy-of-another-node', 'this law is of another node', { facts: { node: read.node } })
  const config: NodeConfig = {
    id: options.id,
    state: options.id.slice(0, 2),
    regime: options.regime,
    name: options.name,
    capital: options.capital,
    zone: options.zone,
    demo,
    listen: { host: options.host, port: options.port },
    address: options.address ?? `${demo ? 'http' : 'https'}://${options.host}:${options.port}`,
    dataDir,
    tls: demo ? null : await makeTls(dataDir, options),
    store: options.postgres === undefined ? { kind: 'sqlite', file: join(dataDir, 'node.db') } : { kind: 'postgres', ...options.postgres },
  }
  await makeKeys(join(dataDir, 'keys.json'), options.passphrase, demo)
  await writeFile(join(dataDir, 'policy.json'), policy, { mode: 0o600 })
  await writeFile(join(dataDir, 'config.json'), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600, flush: true })
  const code = await withoutFace(dataDir, options)
  return { dataDir, ...code }
}

/** Opens the new node once, without listening to the world, for its first enrolment code. */
async function withoutFace(dataDir: string, { passphrase, clock }: InitOptions) {
  const running = await startNode({
    dataDir,
    passphrase,
    ...(clock === undefined ? {} : { clock }),
    jobs: false,
    logger: silent(),
    listen: { host: '127.0.0.1', port: 0 },
  })
  try {
    const code = await firstEnrolment(running.node)
    if (isRefusal(code)) throw new Fault(code.refused, 'the node has people already')
    return code
  } finally {
    await running.stop()
  }
}

async function makeTls(dataDir: string, options: InitOptions) {
  const now = instantOf(Date.now())
  const host = options.address === undefined ? options.host : new URL(options.address).hostname
  const { keyPem, certificatePem, pin } = selfSignedCertificate(
    [...new Set([host, options.host])],
    now,
    later(now, certificateDays * day),
    new Uint8Array(randomBytes(16)),
  )
  const tls = { keyFile: join(dataDir, 'tls-key.pem'), certificateFile: join(dataDir, 'tls-certificate.pem'), pin }
  await writeFile(tls.keyFile, keyPem, { mode: 0o600 })
  await writeFile(tls.certificateFile, certificatePem, { mode: 0o644 })
  return tls
}

function emptyPolicy(node: NodeId): string {
  const title = { en: 'Own law of the node', fr: 'Droit propre du nœud', nl: 'Eigen recht van het knooppunt', ar: 'القانون الخاص بالعقدة' }
  return `${JSON.stringify({ schema: 'entraide.policy/1', node, version: 1, title, illustrative: false, rules: [] }, null, 2)}\n`
}
