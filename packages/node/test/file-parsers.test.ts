import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault, isRefusal, nodeId } from '@entraide/ground'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkedManifest } from '../src/backup-manifest.ts'
import { readConfig } from '../src/boot.ts'
import { initNode } from '../src/init.ts'
import { areOfDemo, keysFrom } from '../src/keys.ts'
import { readTables } from '../src/store/table-file.ts'
import { readTombstones } from '../src/store/tombstone-file.ts'

/** What stands in a node's folder and in its backups is read by this node only, and still may be anything: a wrong disk, a wrong hand. */
let folder = ''
const good = new Map<string, object>()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'entraide-files-'))
  const dataDir = join(folder, 'node')
  const place = { dataDir, id: nodeId('BE-POL-SPOC'), regime: 'LE', name: 'Police', capital: 'Brussels', zone: 'Europe/Brussels' } as const
  await initNode({ ...place, host: '127.0.0.1', port: 8_443, passphrase: 'quatre mots bien choisis', demo: true })
  good.set('config.json', readConfig(dataDir))
})
afterAll(() => rmSync(folder, { recursive: true }))

const written = (name: string, text: string | Uint8Array) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
/** A value, or the code of a coded fault or refusal; anything else thrown fails the test. */
async function codeOf(read: () => unknown): Promise<string> {
  try {
    const result = await read()
    return isRefusal(result) ? result.refused : 'read'
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return fault.code
  }
}

const readers: { readonly [name: string]: (file: string) => unknown } = {
  'config.json': () => readConfig(folder),
  'keys.json': file => areOfDemo(file),
  'backup.json': () => checkedManifest(folder, null),
  'node.tables': file => readTables(file, { rows: async () => {} }),
  'tombstones.jsonl': readTombstones,
}

for (const [name, read] of Object.entries(readers))
  describe(name, () => {
    test('of any octets is read or refused with a code', () =>
      fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.uint8Array({ maxLength: 80 }),
            fc.jsonValue().map(value => Buffer.from(JSON.stringify(value))),
          ),
          async bytes => {
            expect(await codeOf(() => read(written(name, bytes)))).toMatch(/^[a-z0-9-]+$/)
          },
        ),
        { numRuns: 300 },
      ))
    test.each(['', 'null', '[]', '[null]', '{}', '{"a":1}', '"text"', '7', '{"files":[null]}', '{"__proto__":{}}', '{"constructor":{}}', '['.repeat(5_000)])(
      'of %j too',
      async text => expect(await codeOf(() => read(written(name, text)))).toMatch(/^[a-z0-9-]+$/),
    )
  })

describe('a configuration', () => {
  const parts = fc.constantFrom('id', 'state', 'regime', 'name', 'capital', 'zone', 'demo', 'listen', 'address', 'tls', 'store', 'more')
  test('with one member that is something else does not start a node, and is told by its name', () =>
    fc.assert(
      fc.asyncProperty(
        parts,
        fc.oneof(fc.constant(undefined), fc.constantFrom<unknown>(7, '', [], {}, 'constructor', { kind: 'oracle' }, { host: 'x' })),
        async (part, wrong) => {
          const changed = { ...good.get('config.json'), [part]: wrong } as Record<string, unknown>
          if (part === 'more' && wrong === undefined) return
          written('config.json', JSON.stringify(changed))
          expect(await codeOf(() => readConfig(folder)), `${part}: ${JSON.stringify(wrong)}`).toBe(
            ['name', 'capital', 'state'].includes(part) && wrong === 'constructor' ? 'read' : 'config-shape',
          )
        },
      ),
      { numRuns: 200 },
    ))
})

describe('a key file', () => {
  const sealed = {
    keys: 'entraide.keys/1',
    demo: true,
    argon2id: { salt: 'A'.repeat(22), memoryKib: 65_536, passes: 3, parallelism: 4 },
    nonce: 'A'.repeat(16),
    sealed: 'A'.repeat(200),
  }
  test('of the right shape and nobody’s making does not open', async () =>
    expect(await keysFrom(written('keys.json', JSON.stringify(sealed))).open('any')).toMatchObject({ refused: 'passphrase-wrong' }))
  test.each<[string, object]>([
    ['asks for more memory than a machine has', { argon2id: { ...sealed.argon2id, memoryKib: 2 ** 31 } }],
    ['asks for a year of work', { argon2id: { ...sealed.argon2id, passes: 1e9 } }],
    ['asks for next to none', { argon2id: { ...sealed.argon2id, memoryKib: 8 } }],
    ['has another salt', { argon2id: { ...sealed.argon2id, salt: 'AA' } }],
    ['is of another version', { keys: 'entraide.keys/2' }],
    ['says no to a demonstration', { demo: false }],
    ['holds nothing', { sealed: '' }],
  ])('that %s is none', async (_, change) =>
    expect(await codeOf(() => areOfDemo(written('keys.json', JSON.stringify({ ...sealed, ...change }))))).toBe('keys-shape'),
  )
})

test('a manifest whose paths climb is none', async () => {
  const file = { path: 'store/../../etc/passwd', bytes: 1, sha256: 'ab'.repeat(32) }
  const manifest = {
    backup: 'entraide.backup/1',
    node: 'BE-POL-SPOC',
    at: '2026-11-23T10:00:00.000Z',
    version: '1',
    engine: 'sqlite',
    files: [file],
    logs: [],
    counts: {},
    tombstones: 0,
  }
  written('backup.json', JSON.stringify(manifest))
  expect(await codeOf(() => checkedManifest(folder, null))).toBe('backup-missing')
  written('backup.json', JSON.stringify({ ...manifest, files: [] }))
  expect(await codeOf(() => checkedManifest(folder, null))).toBe('read')
})
