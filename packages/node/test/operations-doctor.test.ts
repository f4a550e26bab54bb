import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { day, instantOf, later, minute, utf8 } from '@entraide/ground'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningNode, silent, startNode } from '../src/boot.ts'
import { type DoctorReport, doctor, ending, nodeVersion } from '../src/doctor.ts'
import { initNode } from '../src/init.ts'
import { writeAct } from '../src/steps/act.ts'
import { ownCard } from '../src/steps/card.ts'
import { writeRestored } from '../src/steps/restored.ts'

const url = process.env.DATABASE_URL
const passphrase = 'a passphrase of this test'
const now = instantOf(Date.now())
const codes = (report: DoctorReport, state: 'warn' | 'fault') => report.findings.filter(finding => finding.state === state).map(finding => finding.code)

for (const kind of ['sqlite', 'postgres'] as const)
  describe.skipIf(kind === 'postgres' && url === undefined)(`a node on ${kind}, looked over`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'entraide-doctor-'))
    const dataDir = join(folder, 'node')
    const schema = `doctor_${randomBytes(6).toString('hex')}`
    beforeAll(async () => {
      const place = kind === 'sqlite' ? {} : { postgres: { url: url as string, schema } }
      await initNode({
        dataDir,
        id: 'BE-POL-SPOC' as never,
        regime: 'LE',
        name: 'Police',
        capital: 'Brussels',
        zone: 'Europe/Brussels' as never,
        host: '127.0.0.1',
        port: 0,
        passphrase,
        ...place,
      })
    })
    afterAll(async () => {
      rmSync(folder, { recursive: true, force: true })
      if (kind === 'sqlite') return
      const client = new Client(url)
      await client.connect()
      await client.query(`drop schema if exists ${schema} cascade`)
      await client.end()
    })

    const started = () => startNode({ dataDir, passphrase, logger: silent(), jobs: false, listen: { host: '127.0.0.1', port: 0 } })
    const inStore = async (change: (node: RunningNode['node']) => Promise<unknown>) => {
      const one = await started()
      await change(one.node)
      await one.stop()
    }
    /** With a file changed for the time of one look. */
    const withFile = async (name: string, change: (text: string) => string | null, options = {}) => {
      const path = join(dataDir, name)
      const was = readFileSync(path, 'utf8')
      const text = change(was)
      if (text === null) rmSync(path)
      else writeFileSync(path, text)
      const report = await doctor({ dataDir, ...options })
      writeFileSync(path, was, { mode: 0o600 })
      return report
    }

    test('is found well, its passphrase tried', async () => {
      const report = await doctor({ dataDir, passphrase })
      expect(codes(report, 'fault')).toEqual([])
      expect(report.ok).toBe(true)
    })

    test('is found well while it runs', async () => {
      const one = await started()
      const report = await doctor({ dataDir })
      await one.stop()
      expect(report.ok).toBe(true)
      if (kind === 'sqlite') expect(report.findings.find(finding => finding.check === 'store')?.facts).toEqual({ store: 'sqlite', inUse: true })
    })

    test.for<[name: string, file: string, change: (text: string) => string | null, code: string]>([
      ['a configuration that is gone', 'config.json', () => null, 'config-missing'],
      ['a configuration cut short', 'config.json', text => text.slice(0, 40), 'config-shape'],
      ['an unknown time zone', 'config.json', text => text.replace('Europe/Brussels', 'Europe/Bruxelles'), 'config-shape'],
      ['a node id of another shape', 'config.json', text => text.replace('"BE-POL-SPOC"', '"police"'), 'config-shape'],
      ['no TLS outside the demonstration', 'config.json', text => JSON.stringify({ ...JSON.parse(text), tls: null }), 'config-shape'],
      [
        'a demonstration that is reached from outside',
        'config.json',
        text => JSON.stringify({ ...JSON.parse(text), demo: true, address: 'https://node.example' }),
        'demo-beyond-loopback',
      ],
      ['a law that is gone', 'policy.json', () => null, 'policy-missing'],
      ['a law that does not read', 'policy.json', () => '{}', 'policy-shape'],
      ["another node's law", 'policy.json', text => text.replace('BE-POL-SPOC', 'MA-DGSN-SPOC'), 'policy-of-another-node'],
      ['keys that are gone', 'keys.json', () => null, 'keys-missing'],
      ['keys that are no keys', 'keys.json', () => '{"keys":"other"}', 'keys-shape'],
      ['a certificate that is none', 'tls-certificate.pem', () => 'no certificate', 'certificate-unreadable'],
    ])('names %s', async ([, file, change, code], { expect }) => {
      const report = await withFile(file, change)
      expect(report.ok).toBe(false)
      expect(codes(report, 'fault')).toContain(code)
    })

    test('names a wrong passphrase', async () => {
      expect(codes(await doctor({ dataDir, passphrase: 'another one altogether' }), 'fault')).toEqual(['passphrase-wrong'])
    })

    test('names keys that others may read', async () => {
      chmodSync(join(dataDir, 'keys.json'), 0o644)
      const report = await doctor({ dataDir })
      chmodSync(join(dataDir, 'keys.json'), 0o600)
      expect(report.findings).toContainEqual({ check: 'folder', state: 'fault', code: 'rights-too-wide', facts: { file: 'keys.json', mode: '644' } })
    })

    test('names a folder that is not there', async () => {
      expect(codes(await doctor({ dataDir: join(folder, 'none') }), 'fault')).toEqual(['folder-missing', 'config-missing'])
    })

    test('names a card of its own that no longer says where the node is, or ends', async () => {
      await inStore(node => ownCard(node))
      expect(codes(await doctor({ dataDir }), 'fault')).toEqual([])
      const moved = await withFile('config.json', text => text.replace(/"address": "https:\/\/[^"]*"/, '"address": "https://elsewhere.example:8443"'))
      expect(codes(moved, 'fault')).toContain('own-card-outdated')
      expect(codes(await doctor({ dataDir, now: later(now, 725 * day) }), 'warn')).toContain('own-card-ends')
      expect(codes(await doctor({ dataDir, now: later(now, 800 * day) }), 'fault')).toContain('own-card-expired')
    })

    if (kind === 'sqlite')
      test('says of a node that rests only that leaves wait for its next start', async () => {
        await inStore(node => node.store.write(tx => writeAct(node, tx, { kind: 'system' }, 'unlock', {}, null)))
        expect(codes(await doctor({ dataDir, now: later(now, day) }), 'fault')).not.toContain('log-stalled')
      })

    test('names a certificate that ends soon, and one that has ended', async () => {
      expect(codes(await doctor({ dataDir, now: later(now, 725 * day) }), 'warn')).toContain('certificate-ends')
      expect(codes(await doctor({ dataDir, now: later(now, 740 * day) }), 'fault')).toContain('certificate-expired')
    })

    test('names a store that a newer program has changed', async () => {
      await inStore(node =>
        node.store.write(tx =>
          (tx.db as never as { insertInto: (table: string) => { values: (row: object) => { execute: () => Promise<unknown> } } })
            .insertInto('migration')
            .values({ number: 99, name: 'later', sha256: 'x', applied_at: tx.at })
            .execute(),
        ),
      )
      const report = await doctor({ dataDir })
      expect(codes(report, 'fault')).toEqual(['migration-unknown'])
      await undone('delete from migration where number = 99')
    })

    test('names a log whose leaves wait, and messages that do not leave', async () => {
      const running = await started()
      await running.node.store.write(async tx => {
        await tx.db
          .insertInto('leaf')
          .values({
            id: 'waits',
            log: 'entraide.BE-POL-SPOC/acts',
            position: null,
            leaf: new Uint8Array(65),
            facts: '{}',
            salt_a: new Uint8Array(32),
            subject_sealed: null,
            salt_b_sealed: null,
            dossier_id: null,
            message_id: null,
            made_at: later(now, -5 * minute),
          })
          .execute()
        await tx.db
          .insertInto('message')
          .values({
            id: 'stuck',
            dossier_id: null,
            direction: 'out',
            partner: 'MA-DGSN-SPOC',
            kind: 'card',
            message_type: null,
            agreement_hash: null,
            clause: null,
            in_reply_to: null,
            body_digest: '',
            body_sealed: null,
            at: now,
            created_at: now,
            expires_at: now,
            verdict: null,
            code: null,
            inner_code: null,
            receipt: null,
            receipt_at: null,
            hold_until: null,
          })
          .execute()
        await tx.db
          .insertInto('outbox')
          .values({
            message_id: 'stuck',
            partner: 'MA-DGSN-SPOC',
            draft_id: null,
            state: 'waiting',
            not_before: now,
            next_try_at: now,
            tries: 9,
            reason: 'unreachable',
            envelope: utf8(''),
            recipient_key: '',
            released_at: later(now, -180 * minute),
            delivered_at: null,
            claimed_until: null,
            before: '{}',
          })
          .execute()
      })
      const report = await doctor({ dataDir, now })
      expect(codes(report, 'fault')).toEqual(['log-stalled'])
      expect(report.findings.find(finding => finding.code === 'outbox-stuck')?.facts).toMatchObject({
        partner: 'MA-DGSN-SPOC',
        reason: 'unreachable',
        messages: 1,
        tries: 9,
        hours: 3,
      })
      await undone("delete from leaf where id = 'waits'", "delete from outbox where message_id = 'stuck'", "delete from message where id = 'stuck'")
      await running.stop()
    })

    test('says that it was restored and waits for its partners', async () => {
      await inStore(node => node.store.write(tx => writeRestored(tx.db, now, now)))
      expect(codes(await doctor({ dataDir }), 'warn')).toContain('restored-uncompared')
      await undone("delete from node_fact where name = 'restored'")
    })

    async function undone(...statements: readonly string[]): Promise<void> {
      if (kind === 'sqlite') {
        const { DatabaseSync } = await import('node:sqlite')
        const db = new DatabaseSync(join(dataDir, 'node.db'))
        for (const statement of statements) db.exec(statement)
        db.close()
        return
      }
      const client = new Client({ connectionString: url, options: `-c search_path=${schema}` })
      await client.connect()
      for (const statement of statements) await client.query(statement)
      await client.end()
    }
  })

test('a Node too old is named, with what is needed', () => {
  expect(nodeVersion('22.4.0')).toMatchObject({ state: 'fault', code: 'node-too-old' })
  expect(nodeVersion('24.11.9')).toMatchObject({ state: 'fault' })
  expect(nodeVersion('24.12.0')).toMatchObject({ state: 'ok' })
  expect(nodeVersion('26.0.0')).toMatchObject({ state: 'ok' })
})

test('an end is said 60, 30, 7 and 1 days before, and then that it is past', () => {
  const inDays = (days: number) => ending('certificate', later(now, days * day), now).facts.withinDays
  expect([61, 59, 29, 6, 0.5].map(inDays)).toEqual([undefined, 60, 30, 7, 1])
  expect(ending('certificate', now, now)).toMatchObject({ state: 'fault', code: 'certificate-expired' })
})

test('a real node sealed with a passphrase everybody knows is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-known-'))
  const dataDir = join(folder, 'node')
  await initNode({
    dataDir,
    id: 'BE-POL-SPOC' as never,
    regime: 'LE',
    name: 'Police',
    capital: 'Brussels',
    zone: 'Europe/Brussels' as never,
    host: '127.0.0.1',
    port: 0,
    passphrase: 'correct horse battery staple',
  })
  const report = await doctor({ dataDir })
  rmSync(folder, { recursive: true, force: true })
  expect(codes(report, 'fault')).toEqual(['passphrase-known'])
})
