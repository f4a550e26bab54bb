import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefusal, type NodeId } from '@entraide/ground'
import { exchangeOrigin } from '@entraide/ledger'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort } from '../../../test/free-port.ts'
import { backup } from '../src/backup.ts'
import { type RunningNode, silent, startNode } from '../src/boot.ts'
import { initNode } from '../src/init.ts'
import { latestCheckpoint, sequence } from '../src/jobs/sequencer.ts'
import { restore } from '../src/restore.ts'
import type { Actor } from '../src/steps/access.ts'
import { deliverDue } from '../src/steps/deliver.ts'
import { confirmPartner, freezePartner, importCard, ownCard, rotateKeys } from '../src/steps/partners.ts'
import { addDemoAccounts } from '../src/steps/people.ts'
import { compareAfterRestore, heldBack } from '../src/steps/restored.ts'

const [be, ma] = ['BE-POL-SPOC', 'MA-DGSN-SPOC'] as unknown as [NodeId, NodeId]
const passphrase = 'a passphrase of this test'
type Made = RunningNode & { readonly dataDir: string; readonly sec: Extract<Actor, { kind: 'person' }> }

let folder: string
let running: RunningNode[]
let ours: Made
let theirs: Made

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'entraide-restored-'))
  running = []
  ours = await made(be)
  theirs = await made(ma)
  const words = taken(await importCard(ours.node, ours.sec, await ownCard(theirs.node))).spokenWords
  taken(await importCard(theirs.node, theirs.sec, await ownCard(ours.node)))
  taken(await confirmPartner(ours.node, ours.sec, ma, words))
  taken(await confirmPartner(theirs.node, theirs.sec, be, words))
  await exchange()
})
afterEach(async () => {
  for (const each of running) await each.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function made(id: NodeId): Promise<Made> {
  const dataDir = join(folder, id)
  await initNode({
    dataDir,
    id,
    regime: 'LE',
    name: id,
    capital: 'Brussels',
    zone: 'Europe/Brussels' as never,
    host: '127.0.0.1',
    port: await freePort(),
    passphrase,
    demo: true,
  })
  return await started(dataDir)
}

async function started(dataDir: string): Promise<Made> {
  const one = await startNode({ dataDir, passphrase, logger: silent(), jobs: false })
  running.push(one)
  const [sec] = taken(await addDemoAccounts(one.node, [{ serviceNumber: 'SEC-1', office: 'Security', language: 'fr', roles: ['SEC'] }]))
  if (sec === undefined) throw new Error('no account was made')
  return {
    ...one,
    dataDir,
    sec: { kind: 'person', account: sec.id, office: sec.office, serviceNumber: sec.serviceNumber, roles: sec.roles, language: sec.language },
  }
}

/** A control message from here to the partner, delivered and receipted: the shared log grows on both sides. */
async function exchange(): Promise<void> {
  taken(await rotateKeys(ours.node, ours.sec))
  await sequence(ours.node)
  expect(await deliverDue(ours.node)).toBeGreaterThan(0)
  await sequence(ours.node)
}

/** A backup of our node is brought back after `then` has happened; the lost node is gone. */
async function broughtBack(then: () => Promise<void>): Promise<Made> {
  taken(await backup({ dataDir: ours.dataDir, out: join(folder, 'backup') }))
  await then()
  running = running.filter(each => each !== ours && each.address !== ours.address)
  await ours.stop()
  taken(await restore({ from: join(folder, 'backup'), dataDir: join(folder, 'again') }))
  return await started(join(folder, 'again'))
}

function taken<T>(result: T): Exclude<T, { readonly refused: string }> {
  if (isRefusal(result)) throw new Error(JSON.stringify(result))
  return result as Exclude<T, { readonly refused: string }>
}

test('a node restored to where its partner saw it exchanges again, once the partner has said so', async () => {
  const again = await broughtBack(async () => {})
  expect(await heldBack(again.node, ma)).toMatchObject({ refused: 'restored-uncompared' })
  await compareAfterRestore(again.node)
  expect(await heldBack(again.node, ma)).toBeNull()
  // The partner has said itself what it holds of ours.
  const seen = await theirs.node.store.read(tx => tx.db.selectFrom('partner').selectAll().where('node', '=', be).executeTakeFirstOrThrow())
  const there = await again.node.store.read(tx => tx.db.selectFrom('partner').selectAll().where('node', '=', ma).executeTakeFirstOrThrow())
  expect([there.our_size_there, there.our_head_there]).toEqual([seen.seen_size, seen.seen_head])
  ours = again
  await exchange()
})

test('a node restored behind what its partner saw is refused, with exactly the leaves that are missing', async () => {
  const again = await broughtBack(async () => {
    await exchange()
    await exchange()
  })
  const here = await again.node.store.read(tx => latestCheckpoint(tx, exchangeOrigin(be, ma)))
  const seen = await theirs.node.store.read(tx => tx.db.selectFrom('partner').select(['seen_size']).where('node', '=', be).executeTakeFirstOrThrow())
  expect(seen.seen_size).toBeGreaterThan(here.size)
  await compareAfterRestore(again.node)
  expect(await heldBack(again.node, ma)).toMatchObject({
    refused: 'log-rolled-back',
    facts: { partner: ma, missingFrom: here.size, missingTo: (seen.seen_size as number) - 1 },
  })
})

test('what waits in a node that was set back stays there, and says why', async () => {
  const again = await broughtBack(exchange)
  await compareAfterRestore(again.node)
  taken(await freezePartner(again.node, again.sec, ma, 'set back'))
  expect(await deliverDue(again.node)).toBe(0)
  const rows = await again.node.store.read(tx =>
    tx.db
      .selectFrom('outbox')
      .innerJoin('message', 'message.id', 'outbox.message_id')
      .select(['message.kind', 'outbox.state', 'outbox.reason', 'outbox.claimed_until'])
      .where('outbox.state', '=', 'waiting')
      .execute(),
  )
  // Not only the first in the row: what stands behind it is never tried by itself, and must say why all the same.
  expect(rows.map(row => row.kind)).toContain('freeze')
  for (const row of rows) expect(row).toMatchObject({ state: 'waiting', reason: 'log-rolled-back', claimed_until: null })
})

test('a node set back takes nothing in from that partner', async () => {
  const again = await broughtBack(exchange)
  await compareAfterRestore(again.node)
  taken(await rotateKeys(theirs.node, theirs.sec))
  expect(await deliverDue(theirs.node)).toBe(0)
  const [row] = await theirs.node.store.read(tx =>
    tx.db.selectFrom('outbox').select(['state', 'reason']).where('state', '=', 'waiting').orderBy('tries', 'desc').execute(),
  )
  expect(row).toEqual({ state: 'waiting', reason: 'partner-set-back' })
})

test('a partner that does not answer is asked again, and nothing passes meanwhile', async () => {
  const again = await broughtBack(async () => {})
  await theirs.stop()
  running = running.filter(each => each.address !== theirs.address)
  await compareAfterRestore(again.node)
  expect(await heldBack(again.node, ma)).toMatchObject({ refused: 'restored-uncompared' })
})
