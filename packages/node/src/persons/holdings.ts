import { hkdfSync } from 'node:crypto'
import { dirname, join } from 'node:path'
import { bigEndian, concat, Fault, hex, isRefusal, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { StorePlace } from '../store/database.ts'
import { keyedHash } from './keyed-hash.ts'
import { openRegister, type Register } from './register.ts'

/** A node's own holdings: the register beside its store. */
export type Holdings = {
  readonly register: Register
  /** What a record is known by within a dossier, in a clear column: 8 bytes in hexadecimal, different in every dossier. */
  readonly tagIn: (dossier: Uuid, id: string) => string
}

const opened = new WeakMap<Node, Promise<Holdings>>()

/** The holdings of a node, opened at their first use; the node must be open, for their key is made of its own. */
export async function holdingsOf(node: Node): Promise<Holdings> {
  const known = opened.get(node)
  if (known !== undefined) return await known
  const opening = open(node)
  opened.set(node, opening)
  // What did not open may open later: PostgreSQL was away.
  opening.catch(() => opened.delete(node))
  return await opening
}

/** Closes them, if they were opened: before the node's store, when it stops. */
export async function closeHoldings(node: Node): Promise<void> {
  const known = opened.get(node)
  opened.delete(node)
  await (await known?.catch(() => null))?.register.close()
}

async function open(node: Node): Promise<Holdings> {
  const root = node.keys.storeRoot()
  const key = (use: string) => new Uint8Array(hkdfSync('sha256', root, new Uint8Array(0), `entraide.holdings.1.${use}`, 32))
  const register = await openRegister(placeOf(node), key('register'), { random: node.random, now: node.clock.now })
  if (isRefusal(register)) throw new Fault('register-key-wrong', "the register beside the store belongs to another node's keys")
  const tag = keyedHash(key('match'))
  return {
    register,
    tagIn: (dossier, id) => {
      const { high, low } = tag(`${dossier}/${id}`)
      return hex(concat(bigEndian(high, 4), bigEndian(low, 4)))
    },
  }
}

/** Beside the store: a file of its own on SQLite, which has one writer at a time; a schema of its own on the same PostgreSQL, so that copies of the store stay whole without it. */
function placeOf({ config: { store } }: Node): StorePlace {
  if (store.kind === 'postgres') return { kind: 'postgres', url: store.url, schema: `${store.schema.slice(0, 40)}_persons`, connections: 4 }
  return { kind: 'sqlite', file: store.file === ':memory:' ? ':memory:' : join(dirname(store.file), 'persons.db') }
}
