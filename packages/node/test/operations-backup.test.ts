import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefusal, later, minute, type Uuid } from '@entraide/ground'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backup, verifyBackup } from '../src/backup.ts'
import { type RunningNode, silent, startNode } from '../src/boot.ts'
import { initNode } from '../src/init.ts'
import { watchClocks } from '../src/jobs/runner.ts'
import { sequence } from '../src/jobs/sequencer.ts'
import { restore } from '../src/restore.ts'
import { act } from '../src/steps/act.ts'
import { addDemoAccounts } from '../src/steps/people.ts'
import { heldBack } from '../src/steps/restored.ts'
import { newDossier } from '../src/store/dossiers.ts'
import { tombstoneFile } from '../src/store/tombstone-file.ts'

const url = process.env.DATABASE_URL
const passphrase = 'a passphrase of this test'
let folder: string
let schemas: string[]
let running: RunningNode[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'entraide-operations-'))
  schemas = []
  running = []
})
afterEach(async () => {
  for (const each of running) await each.stop()
  rmSync(folder, { recursive: true, force: true })
  if (url === undefined) return
  const client = new Client(url)
  await client.connect()
  for (const schema of schemas) await client.query(`drop schema if exists ${schema} cascade`)
  await client.end()
})

const newSchema = () => {
  const schema = `ops_${randomBytes(6).toString('hex')}`
  schemas.push(schema)
  return schema
}
const start = async (dataDir: string) => {
  const one = await startNode({ dataDir, passphrase, logger: silent(), jobs: false, listen: { host: '127.0.0.1', port: 0 } })
  running.push(one)
  return one
}
const stop = async (one: RunningNode) => {
  running = running.filter(each => each !== one)
  await one.stop()
}
const secretText = 'Karim Exemple travels under another name'

/** Makes a node with two dossiers, each holding one sealed text, and some lines in its acts log. */
async function madeNode(kind: 'sqlite' | 'postgres') {
  const dataDir = join(folder, 'node')
  const place = kind === 'sqlite' ? {} : { postgres: { url: url as string, schema: newSchema() } }
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
    demo: true,
    ...place,
  })
  const node = await start(dataDir)
  await addDemoAccounts(node.node, [{ serviceNumber: 'BE-OPR', office: 'Desk', language: 'fr', roles: ['OPR'] }])
  const dossiers = [await dossierOf(node), await dossierOf(node)] as const
  await sequence(node.node)
  return { dataDir, node, dossiers }
}

async function dossierOf({ node }: RunningNode): Promise<Uuid> {
  const made = await act<Uuid>(node, { kind: 'system' }, 'draft', {}, async tx => {
    const { id } = await newDossier(node, tx, { side: 'asker', openingType: 'REQ', urgency: 'U3D', office: 'Desk', partner: null })
    await tx.db
      .insertInto('opening')
      .values({ dossier_id: id, account_id: 'a', on_day: '2026-11-23', reason_sealed: await tx.seal(id as Uuid, 'test', secretText), at: tx.at })
      .execute()
    return id as Uuid
  })
  return made as Uuid
}

async function textOf({ node }: RunningNode, dossier: Uuid): Promise<string | null> {
  return await node.store.read(async tx => {
    const row = await tx.db.selectFrom('opening').select('reason_sealed').where('dossier_id', '=', dossier).executeTakeFirstOrThrow()
    return await tx.unseal(dossier, 'test', new Uint8Array(row.reason_sealed))
  })
}

async function erase({ node }: RunningNode, dossier: Uuid): Promise<void> {
  await node.store.write(
    async tx =>
      void (await tx.db
        .insertInto('due')
        .values({ id: tx.newId(), kind: 'erase-dossier', subject: dossier, at: later(tx.at, -minute), claimed_until: null })
        .execute()),
  )
  await watchClocks(node)
}

async function madeBackup(dataDir: string, name = 'backup') {
  const done = await backup({ dataDir, out: join(folder, name) })
  if (isRefusal(done)) throw new Error(JSON.stringify(done))
  return done
}

for (const kind of ['sqlite', 'postgres'] as const)
  describe.skipIf(kind === 'postgres' && url === undefined)(`a backup of a node on ${kind}`, () => {
    const elsewhere = () => (kind === 'sqlite' ? {} : { postgres: { url: url as string, schema: newSchema() } })

    test('is made while the node runs, apart from its keys, verifies, and comes back as it was', async () => {
      const { dataDir, node, dossiers } = await madeNode(kind)
      const steps: number[] = []
      const done = await backup({ dataDir, out: join(folder, 'backup'), progress: (_step, at, total) => steps.push(at / total) })
      if (isRefusal(done)) throw new Error(JSON.stringify(done))
      expect(done.manifest.logs.map(log => log.log)).toEqual(['entraide.BE-POL-SPOC/acts'])
      expect(steps.length).toBeGreaterThan(0)
      expect(Math.max(...steps)).toBe(1)
      expect(readdirSync(join(folder, 'backup')).sort()).toEqual(['backup.json', 'keys', 'store'])
      expect(readdirSync(join(folder, 'backup/keys'))).toEqual(['keys.json'])
      expect(await verifyBackup({ from: join(folder, 'backup') })).toEqual(done.manifest)
      await stop(node)
      const back = await restore({ from: join(folder, 'backup'), dataDir: join(folder, 'again'), ...elsewhere() })
      expect(back).toMatchObject({ erasedAgain: 0 })
      const again = await start(join(folder, 'again'))
      for (const dossier of dossiers) expect(await textOf(again, dossier)).toBe(secretText)
    })

    test('holds no word of what was written, in any of its files', async () => {
      const { dataDir } = await madeNode(kind)
      await madeBackup(dataDir)
      for (const file of [
        'store/config.json',
        'store/policy.json',
        'keys/keys.json',
        'backup.json',
        ...readdirSync(join(folder, 'backup/store')).map(name => `store/${name}`),
      ])
        expect(readFileSync(join(folder, 'backup', file), 'latin1')).not.toContain('Exemple')
    })

    test('brings back nothing of a dossier that was erased before or after it was made', async () => {
      const { dataDir, node, dossiers } = await madeNode(kind)
      const [before, after] = dossiers
      await erase(node, before)
      await sequence(node.node)
      await madeBackup(dataDir)
      await erase(node, after)
      await stop(node)
      const back = await restore({ from: join(folder, 'backup'), dataDir: join(folder, 'again'), tombstones: [tombstoneFile(dataDir)], ...elsewhere() })
      expect(back).toMatchObject({ erasedAgain: 1 })
      const again = await start(join(folder, 'again'))
      expect(await textOf(again, before)).toBeNull()
      expect(await textOf(again, after)).toBeNull()
    })

    test('is refused when one bit of any of its files is another', async () => {
      const { dataDir } = await madeNode(kind)
      const { out, manifest } = await madeBackup(dataDir)
      for (const { path } of manifest.files) {
        const was = readFileSync(join(out, path))
        const changed = was.length === 0 ? Buffer.from('x') : Buffer.from(was)
        const middle = Math.floor(changed.length / 2)
        changed[middle] = (changed[middle] as number) ^ 1
        writeFileSync(join(out, path), changed)
        expect(await verifyBackup({ from: out })).toEqual({ refused: 'backup-damaged', facts: { file: path, found: 'altered' } })
        expect(await restore({ from: out, dataDir: join(folder, 'again'), ...elsewhere() })).toMatchObject({ refused: 'backup-damaged' })
        expect(existsSync(join(folder, 'again'))).toBe(false)
        writeFileSync(join(out, path), was)
      }
      expect(await verifyBackup({ from: out })).toEqual(manifest)
    })

    test('is refused when a leaf of a log was taken out of the store before it was made', async () => {
      const { dataDir, node } = await madeNode(kind)
      await node.node.store.write(async tx => void (await tx.db.deleteFrom('leaf').where('position', '=', 0).execute()))
      expect(await backup({ dataDir, out: join(folder, 'backup') })).toMatchObject({ refused: 'log-broken' })
    })

    test('is not restored without the erasures that were named, whatever is wrong with their name', async () => {
      const { dataDir, node, dossiers } = await madeNode(kind)
      await madeBackup(dataDir)
      await erase(node, dossiers[1])
      await stop(node)
      const again = join(folder, 'again')
      const named = (path: string) => restore({ from: join(folder, 'backup'), dataDir: again, tombstones: [path], ...elsewhere() })
      const list = readFileSync(tombstoneFile(dataDir), 'utf8')
      const altered = join(folder, 'altered.jsonl')
      writeFileSync(altered, `${list}{"dossier":"nobody"}\n${list}`)
      for (const path of [join(folder, 'no-such-backup'), join(folder, 'backup', 'backup.json'), join(folder, 'backup', 'keys'), altered]) {
        expect(await named(path)).toEqual({ refused: 'erasures-unreadable', facts: { file: path } })
        expect(existsSync(again)).toBe(false)
      }
      expect(await named(dataDir)).toMatchObject({ erasedAgain: 1 })
    })

    test('overwrites nothing, and neither does its restoring', async () => {
      const { dataDir } = await madeNode(kind)
      await madeBackup(dataDir)
      expect(await backup({ dataDir, out: join(folder, 'backup') })).toMatchObject({ refused: 'folder-not-empty' })
      expect(await restore({ from: join(folder, 'backup'), dataDir })).toMatchObject({ refused: 'folder-not-empty' })
    })

    test('comes back marked: a partner is not spoken to before it said what it saw of our log', async () => {
      const { dataDir, node } = await madeNode(kind)
      await madeBackup(dataDir)
      expect(await heldBack(node.node, 'MA-DGSN-SPOC')).toBeNull()
      await stop(node)
      await restore({ from: join(folder, 'backup'), dataDir: join(folder, 'again'), ...elsewhere() })
      const again = await start(join(folder, 'again'))
      expect(await heldBack(again.node, 'MA-DGSN-SPOC')).toEqual({ refused: 'restored-uncompared', facts: { partner: 'MA-DGSN-SPOC' } })
    })
  })
