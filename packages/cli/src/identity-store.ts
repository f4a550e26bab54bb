import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
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
  if (!isServer && make) await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = await keyIn(keyFile === undefined ? usualKeyFile(cli, isServer, isServer ? store : folder) : resolve(cli.terminal.cwd, keyFile), make)
  const { openRegister } = await import('@entraide/node')
  const register = await openRegister(
    isServer ? { kind: 'postgres', url: store, schema, connections: 4, unsafeNotDurable: true } : { kind: 'sqlite', file: join(folder, 'persons.db') },
    key,
  ).catch((fault: unknown) => {
    const { code } = fault as { code?: string }
    if (isServer && !(fault instanceof Fault))
      throw new Ending(exitCodes.unreachable, 'store-unreachable', 'The database server cannot be used.', {
        facts: { code: code ?? '' },
        next: 'Check the address, the user and that the server runs.',
        cause: fault,
      })
    throw fault
  })
  if (isRefusal(register)) throw new Ending(exitCodes.refused, register.refused, '', { facts: register.facts })
  return register
}

function usualKeyFile(cli: Cli, isServer: boolean, place: string): string {
  if (!isServer) return join(place, 'index.key')
  // One key a database: passwords and options may change, the key stays.
  const { host, pathname } = new URL(place)
  const name = createHash('sha256').update(`${host}${pathname}`).digest('hex').slice(0, 16)
  return join(dirname(sessionPath(cli.terminal.env)), `index-${name}.key`)
}

/** The key of a file: 32 bytes in base64url, made with mode 0600 where it is missing. */
async function keyIn(file: string, make: boolean): Promise<Uint8Array> {
  try {
    const key = fromBase64url((await readFile(file, 'utf8')).trim())
    if (key.length === keyBytes) return key
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    if (code === 'ENOENT' && make) return await madeKey(file)
    if (code === 'ENOENT') throw badInput('index-key-missing', `There is no index key at ${file}.`, 'Index records first, or name the key file with --key.')
    if (!(fault instanceof Fault)) throw fault
  }
  throw badInput('index-key-shape', `${file} is not an index key.`, 'An index key is 32 bytes in base64url, as `identity index` makes it.')
}

async function madeKey(file: string): Promise<Uint8Array> {
  const key = new Uint8Array(randomBytes(keyBytes))
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, `${base64url(key)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  await chmod(file, 0o600)
  return key
}
