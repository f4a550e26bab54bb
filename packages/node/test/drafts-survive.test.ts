import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '../../../test/free-port.ts'
import { addDemoAccounts, initNode, silent, startNode } from '../src/index.ts'
import { emptyFields } from './face.ts'
import { done, dropSchemas, engines, passphrase, url } from './path-nodes.ts'

/**
 * What an officer types is kept at the node as it is typed: signed out, closed, killed in mid-word, it is there when she comes
 * back. Each node here is a process of its own, killed as the machine would be.
 */
const script = `
import { startNode } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)}
const running = await startNode({ dataDir: process.argv[1], passphrase: process.argv[2], jobs: false, listen: { host: '127.0.0.1', port: Number(process.argv[3]) } })
console.log(running.address)
setInterval(() => {}, 1000)
`

let folder = ''
let child: ChildProcess | null = null
const schemas: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'entraide-drafts-'))
})
afterEach(async () => {
  await kill()
  rmSync(folder, { recursive: true, force: true })
  await dropSchemas(schemas.splice(0))
})

const kill = async () => {
  const dying = child
  child = null
  if (dying === null || dying.exitCode !== null) return
  const gone = once(dying, 'exit')
  dying.kill('SIGKILL')
  await gone
}

/** The node as a process, until it says where it listens. */
async function started(dataDir: string, port: number): Promise<string> {
  const one = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script, dataDir, passphrase, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child = one
  const [line] = (await once(createInterface({ input: one.stdout }), 'line')) as [string]
  return line
}

/** An officer at her browser: a cookie, and the token beside each act. */
async function signedIn(address: string, account: string) {
  const entered = await fetch(`${address}/v1/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId: account }),
  })
  const cookie = (entered.headers.getSetCookie()[0] as string).split(';')[0] as string
  const { csrf } = (await entered.json()) as { csrf: string }
  return async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: { cookie, 'x-entraide-csrf': csrf, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return {
      status: answer.status,
      body: (answer.status === 204 ? {} : await answer.json()) as { id: string; version: number; state: string; fields: { title: string; reasons: string } },
    }
  }
}

for (const engine of engines)
  describe(`what was typed, on ${engine}`, () => {
    const made = async () => {
      const dataDir = join(folder, 'node')
      const schema = `drafts_${randomBytes(6).toString('hex')}`
      if (engine === 'postgres') schemas.push(schema)
      const port = await freePort()
      await initNode({
        dataDir,
        id: 'BE-POL-SPOC' as never,
        regime: 'LE',
        name: 'Police',
        capital: 'Brussels',
        zone: 'Europe/Brussels' as never,
        host: '127.0.0.1',
        port,
        passphrase,
        demo: true,
        ...(engine === 'postgres' ? { postgres: { url: url as string, schema } } : {}),
      })
      const running = await startNode({ dataDir, passphrase, jobs: false, logger: silent() })
      const [account] = done(await addDemoAccounts(running.node, [{ serviceNumber: 'BE-INV', office: 'Drugs', language: 'en', roles: ['INV'] }]))
      await running.stop()
      return { dataDir, port, account: account?.id as string }
    }

    test('is there after the node was killed in mid-saving, four times: whatever was acknowledged, and no half of what was not', async () => {
      const { dataDir, port, account } = await made()
      let address = await started(dataDir, port)
      let ask = await signedIn(address, account)
      const draft = (await ask('POST', '/v1/drafts', { fields: emptyFields, dossier: null })).body
      let acknowledged = draft.version
      let word = 0
      for (let round = 0; round < 4; round++) {
        const dies = 1 + (round % 4)
        let sent = 0
        for (;;) {
          const next = { ...emptyFields, title: `word ${word + 1}`, reasons: `${'x'.repeat(2_000)} ${word + 1}` }
          const saving = ask('PUT', `/v1/drafts/${draft.id}`, { version: acknowledged, fields: next }).catch(() => null)
          if (++sent > dies) {
            await kill()
            await saving
            break
          }
          const saved = await saving
          expect(saved?.status).toBe(200)
          acknowledged = saved?.body.version as number
          word++
        }
        address = await started(dataDir, port)
        ask = await signedIn(address, account)
        const { version, state, fields } = (await ask('GET', `/v1/drafts/${draft.id}`)).body
        expect(state).toBe('editing')
        // The last word may have been in before the end came, or not at all.
        expect([acknowledged, acknowledged + 1]).toContain(version)
        const said = word + (version - acknowledged)
        expect(fields).toMatchObject(said === 0 ? { title: '' } : { title: `word ${said}`, reasons: `${'x'.repeat(2_000)} ${said}` })
        acknowledged = version
        word = said
      }
    }, 240_000)

    test('is there after signing out and in again, from another browser too; two windows do not overwrite each other', async () => {
      const { dataDir, port, account } = await made()
      const address = await started(dataDir, port)
      const ask = await signedIn(address, account)
      const draft = (await ask('POST', '/v1/drafts', { fields: { ...emptyFields, title: 'before' }, dossier: null })).body
      const saved = (await ask('PUT', `/v1/drafts/${draft.id}`, { version: draft.version, fields: { ...emptyFields, title: 'kept' } })).body
      expect((await ask('DELETE', '/v1/session')).status).toBe(204)
      expect((await ask('GET', `/v1/drafts/${draft.id}`)).status).toBe(401)
      const again = await signedIn(address, account)
      expect((await again('GET', `/v1/drafts/${draft.id}`)).body).toMatchObject({ version: saved.version, fields: { title: 'kept' } })
      const stale = await again('PUT', `/v1/drafts/${draft.id}`, { version: draft.version, fields: { ...emptyFields, title: 'from an old window' } })
      expect(stale.status).toBe(409)
      expect((await again('GET', `/v1/drafts/${draft.id}`)).body.fields.title).toBe('kept')
    })
  })
