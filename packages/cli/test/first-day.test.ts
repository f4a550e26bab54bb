import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../../test/free-port.ts'

/*
 * The first day of a real node (no demonstration: TLS, passphrase, enrolment), typed at a terminal. Every command is a
 * process of its own, as on an officer's machine.
 */

const launcher = join(dirname(fileURLToPath(import.meta.url)), '../bin/entraide.js')
const folder = mkdtempSync(join(tmpdir(), 'entraide-day-'))
const data = join(folder, 'node')
const secret = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, `${text}\n`, { mode: 0o600 })
  return path
}
const passphrase = secret('passphrase', 'eight invented words for a first test day')
let port = 0
let server: ChildProcess | undefined
let serverEnded: Promise<number | null> = Promise.resolve(null)

beforeAll(async () => {
  port = await freePort()
})
afterAll(() => {
  server?.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

type Ended = { readonly code: number | null; readonly out: string; readonly err: string }
const environment = (person: string) => ({
  ...process.env,
  ...(person === 'ops' ? {} : { ENTRAIDE_CERTIFICATE: join(data, 'tls-certificate.pem') }),
  ENTRAIDE_NODE: `https://127.0.0.1:${port}`,
  ENTRAIDE_STATE: join(folder, 'state', person),
})

function cli(person: string, ...argv: string[]): Promise<Ended> {
  return new Promise(done => {
    const child = spawn(process.execPath, [launcher, ...argv], { stdio: ['ignore', 'pipe', 'pipe'], env: environment(person) })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', chunk => out.push(chunk))
    child.stderr.on('data', chunk => err.push(chunk))
    child.on('close', code => done({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }))
  })
}

/** The code of an authenticator for a base32 secret (RFC 6238, SHA-1, 30 s, six digits), `steps` periods from now. */
function codeOf(base32: string, steps = 0): string {
  const bits = [...base32].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const mac = createHmac('sha1', key).update(counter).digest()
  const at = (mac.at(-1) as number) & 15
  return String((mac.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

/** Takes up an account: the code of the authenticator can only be known once its secret has been shown. */
async function enrol(person: string, enrolmentCode: string): Promise<string> {
  const code = secret(`${person}-code`, enrolmentCode)
  const begun = JSON.parse((await cli(person, 'account', 'enrol', '--begin', '--code-file', code, '--json')).out) as { totpSecret: string }
  const password = secret(`${person}-password`, `river copper ${person} lantern meadow`)
  const ended = await cli(person, 'account', 'enrol', '--code-file', code, '--password-file', password, '--totp-code', codeOf(begun.totpSecret), '--json')
  expect({ ...ended, out: '' }).toEqual({ code: 0, out: '', err: '' })
  return begun.totpSecret
}

let enrolmentCode: string
test('a node is made once, with sealed keys and one enrolment code', async () => {
  const make = (...more: string[]) =>
    cli(
      'ops',
      'node',
      'init',
      '--data',
      data,
      '--id',
      'BE-POL-SPOC',
      '--regime',
      'LE',
      '--name',
      'Invented desk',
      '--capital',
      'Brussels',
      '--zone',
      'Europe/Brussels',
      '--listen',
      `127.0.0.1:${port}`,
      '--json',
      ...more,
    )
  expect(await make('--passphrase-file', secret('short', 'too short'))).toMatchObject({ code: 1 })
  const made = await make('--passphrase-file', passphrase)
  expect(made).toMatchObject({ code: 0, err: '' })
  enrolmentCode = JSON.parse(made.out).enrolmentCode
  const again = await make('--passphrase-file', passphrase)
  expect(again.code).toBe(1)
  expect(again.err).toContain('[node-exists]')
})

test('it starts locked, refuses a second process, and opens with its passphrase only', async () => {
  server = spawn(process.execPath, [launcher, 'node', 'start', '--data', data, '--json'], { stdio: ['ignore', 'pipe', 'inherit'], env: environment('ops') })
  const started = server
  serverEnded = new Promise(done => started.once('exit', done))
  const first = await Promise.race([
    new Promise<string>(done => started.stdout?.once('data', chunk => done(String(chunk)))),
    serverEnded.then(code => `ended with ${code}`),
  ])
  expect(JSON.parse(first)).toMatchObject({ node: 'BE-POL-SPOC', status: 'locked' })
  expect(await cli('sec', 'status')).toMatchObject({ code: 5 })
  expect(await cli('sec', 'inbox')).toMatchObject({ code: 5 })
  expect(await cli('ops', 'node', 'start', '--data', data)).toMatchObject({ code: 5 })
  expect(await cli('sec', 'node', 'unlock', '--passphrase-file', secret('wrong', 'not these words at all'))).toMatchObject({ code: 3 })
  expect(await cli('sec', 'node', 'unlock', '--passphrase-file', passphrase)).toMatchObject({ code: 0 })
  expect(await cli('sec', 'status')).toMatchObject({ code: 0 })
})

test('its first administrator lets others in, and the first security officer holds her role by enrolling', async () => {
  await enrol('adm', enrolmentCode)
  expect(await cli('adm', 'account', 'list')).toMatchObject({ code: 0 })
  expect(await cli('adm', 'inbox')).toMatchObject({ code: 3 })
  const made = await cli('adm', 'account', 'new', '--office', 'Security', '--service-number', 'S-1', '--role', 'SEC', '--json')
  expect(made).toMatchObject({ code: 0 })
  const totp = await enrol('sec', JSON.parse(made.out).enrolmentCode)
  const who = await cli('sec', 'whoami', '--json')
  expect(JSON.parse(who.out).account.roles).toEqual(['SEC'])
  await cli('sec', 'sign-out')
  const password = join(folder, 'sec-password')
  const signedIn = await cli('sec', 'sign-in', '--service-number', 'S-1', '--password-file', password, '--code', codeOf(totp, 1))
  expect(signedIn).toMatchObject({ code: 0 })
  expect(await cli('sec', 'sign-in', '--service-number', 'S-1', '--password-file', password, '--code', '000000')).toMatchObject({ code: 3 })
})

test('a strong role takes two: who asks does not decide', async () => {
  const made = JSON.parse((await cli('adm', 'account', 'new', '--office', 'Desk', '--service-number', 'R-1', '--role', 'REL', '--json')).out)
  const [grant] = made.pendingGrants
  expect(await cli('adm', 'account', 'decide', grant.id, 'grant')).toMatchObject({ code: 3 })
  await enrol('rel', made.enrolmentCode)
  expect(await cli('sec', 'account', 'decide', grant.id, 'grant')).toMatchObject({ code: 0 })
  expect(JSON.parse((await cli('rel', 'whoami', '--json')).out).account.roles).toEqual(['REL'])
})

test('told to stop, it ends well, and afterwards nobody answers', async () => {
  server?.kill('SIGTERM')
  expect(await serverEnded).toBe(0)
  expect(await cli('sec', 'status')).toMatchObject({ code: 4 })
})
