import { Fault, fromUtf8, type Refusal, refuse, utf8 } from '@entraide/ground'
import { keysVersion } from '@entraide/identity'
import { fewestBits } from './bucket.ts'
import { asState, type Seals } from './record.ts'

/**
 * What a register knows of itself, sealed in one row: how many it holds, by how many bits its buckets go, and how far a
 * taking-in of records has come.
 */
export type State = {
  readonly register: 'entraide.register/1'
  /** The version of the blocking keys its records stand under. */
  readonly keysVersion: number
  readonly persons: number
  readonly postings: number
  readonly bits: number
  /** The next row: none is ever given twice. */
  readonly nextRow: number
  readonly builtAt: string | null
  readonly building: Building | null
}

/**
 * A taking-in of records that is under way. First they are staged: read, sealed and written under rows that nothing points to;
 * what came before is searched as ever. Then they are folded in, part by part; meanwhile nothing can be searched.
 */
export type Building = {
  readonly stage: 'staging' | 'folding'
  /** `file`: records come in. `rekey`: those held are put under the blocking keys of this program. */
  readonly of: 'file' | 'rekey'
  /** SHA-256 of the bytes read so far, how many they are, and the lines in them. */
  readonly digest: string
  readonly bytes: number
  readonly lines: number
  readonly rows: number
  readonly bad: number
  readonly batch: number
  /** Rows from here on are this taking-in's. */
  readonly firstRow: number
  readonly added: number
  readonly changed: number
  readonly removed: number
  /** Postings staged. */
  readonly postings: number
  /** Parts folded in already, and by how many bits. */
  readonly part: number
  readonly bits: number
}

export const emptyState: State = {
  register: 'entraide.register/1',
  keysVersion,
  persons: 0,
  postings: 0,
  bits: fewestBits,
  nextRow: 1,
  builtAt: null,
  building: null,
}

/** Opens the state of a register; `register-key-wrong` if it was sealed under another key. A register of a later program is a fault (`register-newer`). */
export function openState(seals: Seals, sealed: Uint8Array | null): State | Refusal<'register-key-wrong'> {
  if (sealed === null) return emptyState
  const bytes = seals.open(sealed, asState)
  if (bytes === null) return refuse('register-key-wrong')
  const state = JSON.parse(fromUtf8(bytes)) as State
  if (state.register !== 'entraide.register/1')
    throw new Fault('register-newer', 'the register was made by a later program', { facts: { register: String(state.register) } })
  return state
}

export function sealState(seals: Seals, state: State): Uint8Array {
  return seals.seal(utf8(JSON.stringify(state)), asState)
}

/** Whether a register can be searched now; why not. */
export function readiness(state: State): Refusal<'register-unfinished' | 'register-outdated'> | null {
  const { building } = state
  if (building !== null && (building.stage === 'folding' || state.builtAt === null))
    return refuse('register-unfinished', { lines: building.lines, stage: building.stage })
  if (state.keysVersion !== keysVersion && state.persons > 0) return refuse('register-outdated', { keysVersion: state.keysVersion, program: keysVersion })
  return null
}
