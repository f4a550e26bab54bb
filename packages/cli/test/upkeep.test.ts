import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { nodeId } from '@entraide/ground'
import { initNode, openDatabase, type RunningNode, silent, startNode } from '@entraide/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../../test/free-port.ts'
import { type Ran, runCli } from './fake-terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'entraide-upkeep-'))
const data = join(folder, 'node')
const passphrase = 'invented words for the upkeep test'
let running: RunningNode

async function make(dataDir: string, postgres?: { readonly url: string; readonly schema: string }): Promise<RunningNode> {
  const base = {
    dataDir,
    id: nodeId('BE-POL-SPOC'),
    regime: 'LE',
    name: 'Invented desk',
    capital: 'Brussels',
    zone: 'Europe/Brussels',
    host: '127.0.0.1',
    passphrase,
  } as const
  await initNode({ ...base, port: await freePort(), ...(postgres === undefined ? {} : { postgres }) })
  return startNode({ dataDir, passphrase, logger: silent(), jobs: false })
}

const cli = (...argv: string[]): Promise<Ran> => runCli(argv, { cwd: folder, fetch: globalThis.fetch })
const findings = (ran: Ran) => Object.fromEntries((JSON.parse(ran.out).findings as { check: string; state: string }[]).map(each => [each.check, each.state]))

beforeAll(async () => {
  running = await make(data)
})
afterAll(async () => {
  await running.stop()
  rmSync(folder, { recursive: true })
})

describe('doctor', () => {
  test('finds a running node well', async () => {
    const ran = await cli('node', 'doctor', '--data', 'node', '--json')
    expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: '' })
    expect(findings(ran)).toMatchObject({
      configuration: 'ok',
      folder: 'ok',
      policy: 'ok',
      keys: 'ok',
      certificate: 'ok',
      store: 'ok',
      outbox: 'ok',
      log: 'ok',
    })
  })

  test('names each planted fault and what mends it, and ends with 1', async () => {
    const at = (name: string) => join(data, name)
    const planted: readonly (readonly [string, string, () => () => void])[] = [
      [
        'folder',
        'keys.json',
        () => {
          chmodSync(at('keys.json'), 0o644)
          return () => chmodSync(at('keys.json'), 0o600)
        },
      ],
      [
        'keys',
        'keys.json',
        () => {
          renameSync(at('keys.json'), at('away'))
          return () => renameSync(at('away'), at('keys.json'))
        },
      ],
      [
        'policy',
        'policy.json',
        () => {
          const was = readFileSync(at('policy.json'))
          writeFileSync(at('policy.json'), '{')
          return () => writeFileSync(at('policy.json'), was)
        },
      ],
      [
        'certificate',
        'tls-certificate.pem',
        () => {
          const was = readFileSync(at('tls-certificate.pem'))
          writeFileSync(at('tls-certificate.pem'), 'x')
          return () => writeFileSync(at('tls-certificate.pem'), was)
        },
      ],
      [
        'configuration',
        'config.json',
        () => {
          const was = readFileSync(at('config.json'))
          writeFileSync(at('config.json'), was.toString().replace('BE-POL-SPOC', 'nobody'))
          return () => writeFileSync(at('config.json'), was)
        },
      ],
    ]
    for (const [check, name, plant] of planted) {
      const mend = plant()
      const ran = await cli('node', 'doctor', '--data', 'node', '--json')
      mend()
      expect(`${name} ${ran.code} ${findings(ran)[check]}`).toBe(`${name} 1 fault`)
      expect((JSON.parse(ran.out).findings as { state: string; next: string | null }[]).filter(each => each.state === 'fault' && each.next === null)).toEqual(
        [],
      )
    }
  })

  test('a folder with no node in it is a fault, told plainly', async () => {
    const ran = await cli('node', 'doctor', '--data', 'nowhere')
    expect(ran.code).toBe(1)
    expect(ran.out).toContain('FAULT  ')
  })
})

describe('backup and restore', () => {
  test('a running node is backed up, store and keys apart, for its owner alone', async () => {
    expect(await cli('node', 'backup', '--data', 'node', '--out', 'backup-1', '--json')).toMatchObject({ code: 0, err: '' })
    expect(statSync(join(folder, 'backup-1')).mode & 0o777).toBe(0o700)
    const manifest = JSON.parse(readFileSync(join(folder, 'backup-1/backup.json'), 'utf8'))
    expect(manifest.files.map((file: { path: string }) => file.path).filter((path: string) => path.startsWith('keys/'))).toEqual([
      'keys/keys.json',
      'keys/tls-key.pem',
    ])
    expect(await cli('node', 'verify-backup', '--from', 'backup-1')).toMatchObject({ code: 0 })
    expect(await cli('node', 'backup', '--data', 'node', '--out', 'backup-1')).toMatchObject({ code: 1 })
  })

  test('a folder that is none, and an erasure list that is none, are the caller’s to mend', async () => {
    writeFileSync(join(folder, 'a-file'), '')
    for (const argv of [
      ['backup', '--data', 'nowhere', '--out', 'never'],
      ['backup', '--data', 'node', '--out', 'a-file'],
      ['restore', '--from', 'backup-1', '--data', 'a-file'],
      ['restore', '--from', 'backup-1', '--data', 'never', '--erasures', 'nowhere'],
      ['restore', '--from', 'backup-1', '--data', 'never', '--erasures', 'backup-1/backup.json'],
    ]) {
      const ran = await cli('node', ...argv, '--json')
      expect({ argv, code: ran.code, says: JSON.parse(ran.out).says }).toEqual({ argv, code: 1, says: expect.stringMatching(/\w/) })
    }
  })

  test('one changed byte is found', async () => {
    await cli('node', 'backup', '--data', 'node', '--out', 'backup-bad')
    const file = join(folder, 'backup-bad/store/node.db')
    const bytes = readFileSync(file)
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] as number) ^ 1
    writeFileSync(file, bytes)
    for (const argv of [['verify-backup'], ['restore', '--data', 'never']]) {
      const ran = await cli('node', ...argv, '--from', 'backup-bad')
      expect(ran.code).toBe(1)
      expect(ran.err).toContain('[backup-damaged]')
    }
  })

  test('a restored node opens with its passphrase and stands where it stood', async () => {
    renameSync(join(folder, 'backup-1/keys'), join(folder, 'keys-elsewhere'))
    expect(await cli('node', 'restore', '--from', 'backup-1', '--data', 'again')).toMatchObject({ code: 1 })
    const ran = await cli('node', 'restore', '--from', 'backup-1', '--keys', 'keys-elsewhere', '--data', 'again', '--json')
    expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: '' })
    const again = await startNode({ dataDir: join(folder, 'again'), passphrase, logger: silent(), jobs: false, listen: { host: '127.0.0.1', port: 0 } })
    const count = (node: RunningNode) => node.node.store.read(tx => tx.db.selectFrom('act').select('id').execute())
    expect((await count(again)).length).toBeGreaterThan(0)
    await again.stop()
    expect(await cli('node', 'restore', '--from', 'backup-1', '--keys', 'keys-elsewhere', '--data', 'again')).toMatchObject({ code: 1 })
  })

  test('what was erased after a backup is erased again before the restored node can be started', async () => {
    const dossier = '0198f000-0000-7000-8000-0000000000aa'
    const live = new DatabaseSync(join(data, 'node.db'))
    live.prepare('insert into dossier_key (dossier_id, kek_id, wrapped) select ?, id, ? from kek limit 1').run(dossier, new Uint8Array(60))
    await cli('node', 'backup', '--data', 'node', '--out', 'older')
    live.prepare('delete from dossier_key where dossier_id = ?').run(dossier)
    live.prepare('insert into tombstone (dossier_id, at, commitment) values (?, ?, ?)').run(dossier, '2026-11-23T14:00:00.000Z', 'c')
    live.close()
    await cli('node', 'backup', '--data', 'node', '--out', 'newer')
    const ran = await cli('node', 'restore', '--from', 'older', '--erasures', 'newer', '--data', 'after-erasure', '--json')
    expect(JSON.parse(ran.out)).toMatchObject({ erasedAgain: 1 })
    const restored = new DatabaseSync(join(folder, 'after-erasure/node.db'), { readOnly: true })
    expect(restored.prepare('select count(*) as n from dossier_key where dossier_id = ?').get(dossier)).toEqual({ n: 0 })
    expect(restored.prepare('select count(*) as n from tombstone where dossier_id = ?').get(dossier)).toEqual({ n: 1 })
    restored.close()
  })

  test.skipIf(process.env.DATABASE_URL === undefined)('a node on PostgreSQL is backed up and restored likewise', async () => {
    const url = process.env.DATABASE_URL as string
    const schema = `upkeep_${Date.now()}`
    const server = await openDatabase({ kind: 'postgres', url })
    const drop = () => server.transaction(tx => server.runScript(tx, `drop schema if exists ${schema} cascade`))
    const onServer = await make(join(folder, 'on-server'), { url, schema })
    try {
      expect(await cli('node', 'doctor', '--data', 'on-server')).toMatchObject({ code: 0 })
      expect(await cli('node', 'backup', '--data', 'on-server', '--out', 'server-backup')).toMatchObject({ code: 0, err: '' })
      expect(await cli('node', 'verify-backup', '--from', 'server-backup')).toMatchObject({ code: 0 })
      await onServer.stop()
      await drop()
      expect(await cli('node', 'restore', '--from', 'server-backup', '--data', 'server-again')).toMatchObject({ code: 0, err: '' })
      const again = await startNode({
        dataDir: join(folder, 'server-again'),
        passphrase,
        logger: silent(),
        jobs: false,
        listen: { host: '127.0.0.1', port: 0 },
      })
      await again.stop()
    } finally {
      await drop()
      await server.close()
    }
  })
})
