import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { base64url, Fault, fromBase64url, isRefusal } from '@entraide/ground'
import type { Register } from '@entraide/node'
import type { Cli } from './cli.ts'
import { badInput, Ending, exitCodes } from './ending.ts'
import { sessionPath } from './session-file.ts'

const keyBytes = 32
/** An index can be made again from its records, so a server that is not durable will do. */
const schema = 'entraide_identity'

/**
 * Opens the index at a place: a folder (one SQLite file in it) or a PostgreSQL server (a schema of its own).
 *
 * @param store - as typed: `DIR` or `postgres://…`
 * @param keyFile - as typed; absent: `index.key` in the folder, or for a server a file in the user's state folder
 * @param make - makes folder and key where they are missing; otherwise that is an ending
 */
export async function openIndex(cli: Cli, store: string, keyFile: string | undefined, make: boolean): Promise<Register> {
  const isServer = /^postgres(?:ql)?:\/\//.test(store)
  const folder = resolve(cli.terminal.cwd, store)
  if (!isServer) await folderAt(folder, store, make)
  const file = keyFile === undefined ? usualKeyFile(cli, isServer, isServer ? store : folder) : resolve(cli.terminal.cwd, keyFile)
  const held = !isServer && (await stat(join(folder, 'persons.db')).catch(() => null)) !== null
  const { key, isNew } = await keyIn(file, make && !held, held)
  const { openRegister } = await import('@entraide/node')
  const register = await openRegister(
    isServer ? { kind: 'postgres', url: store, schema, connections: 4, unsafeNotDurable: true } : { kind: 'sqlite', file: join(folder, 'persons.db') },
    key,
  ).catch((fault: unknown) => {
    const { code } = fault as { code?: string }
    if (code === 'store-locked')
      throw new Ending(exitCodes.locked, code, 'Another process is at work in this index.', {
        next: 'Run it again when that one has ended; an index on a PostgreSQL server serves several at once.',
        cause: fault,
      })
    if (!isServer && (code === 'ERR_SQLITE_ERROR' || code?.startsWith('SQLITE') === true))
      throw badInput('store-place', `${store} holds no index that can be read.`, 'Make the index anew from its records, in another folder.')
    if (isServer && !(fault instanceof Fault))
      throw new Ending(exitCodes.unreachable, 'store-unreachable', 'The database server cannot be used.', {
        facts: { code: code ?? '' },
        next: 'Check the address, the user and that the server runs.',
        cause: fault,
      })
    throw fault
  })
  if (!isRefusal(register)) return register
  // A server held an index already, of another key: the one just made opens nothing and would be taken for it.
  if (isNew) {
    await rm(file, { force: true })
    throw keyMissing(file, true)
  }
  throw new Ending(exitCodes.refused, register.refused, '', { facts: register.facts })
}

/** Sees to it that a folder is there. Step by step from the nearest one that exists: a recursive `mkdir` never ends where none may be made (/proc). */
async function folderAt(folder: string, typed: string, make: boolean): Promise<void> {
  const unusable = (code: string) =>
    badInput('store-place', `${typed} cannot hold an index (${code}).`, 'Name a folder that you may write to, or the address of a server: postgres://…')
  const found = await stat(folder).catch((fault: NodeJS.ErrnoException) => fault.code ?? '')
  if (typeof found === 'string') {
    if (found !== 'ENOENT') throw unusable(found)
    if (!make) return
    if (dirname(folder) !== folder) await folderAt(dirname(folder), typed, true)
    await mkdir(folder, { mode: 0o700 }).catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EEXIST') throw unusable(fault.code ?? '')
    })
  } else if (!found.isDirectory()) throw unusable('ENOTDIR')
}

function usualKeyFile(cli: Cli, isServer: boolean, place: string): string {
  if (!isServer) return join(place, 'index.key')
  // One key a database: passwords and options may change, the key stays.
  if (!URL.canParse(place)) throw badInput('store-place', 'That is not the address of a server.', 'Write postgres://user@host:port/database.')
  const { host, pathname } = new URL(place)
  const name = createHash('sha256').update(`${host}${pathname}`).digest('hex').slice(0, 16)
  return join(dirname(sessionPath(cli.terminal.env)), `index-${name}.key`)
}

/** @param held - an index stands there: its key was lost or lies elsewhere */
const keyMissing = (file: string, held: boolean) =>
  held
    ? badInput(
        'index-key-missing',
        `An index stands there, and its key is not at ${file}.`,
        'Put the key back, or name its file with --key. Without it the index cannot be read; it can be made anew elsewhere from its records.',
      )
    : badInput('index-key-missing', `There is no index key at ${file}.`, 'Index records first, or name the key file with --key.')

/** The key of a file: 32 bytes in base64url, made with mode 0600 where it is missing and may be made. */
async function keyIn(file: string, make: boolean, held: boolean): Promise<{ readonly key: Uint8Array; readonly isNew: boolean }> {
  try {
    const key = fromBase64url((await readFile(file, 'utf8')).trim())
    if (key.length === keyBytes) return { key, isNew: false }
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    if (code === 'ENOENT' && make) return { key: await madeKey(file), isNew: true }
    if (code === 'ENOENT') throw keyMissing(file, held)
    if (code === undefined && !(fault instanceof Fault)) throw fault
  }
  throw badInput('index-key-shape', `${file} is not an index key.`, 'An index key is 32 bytes in base64url, as `identity index` makes it.')
}

async function madeKey(file: string): Promise<Uint8Array> {
  const key = new Uint8Array(randomBytes(keyBytes))
  await folderAt(dirname(file), dirname(file), true)
  await writeFile(file, `${base64url(key)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  await chmod(file, 0o600)
  return key
}
