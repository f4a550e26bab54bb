import { Fault, fromUtf8, type Refusal, refuse, sameBytes, utf8 } from '@entraide/ground'
import { domain, sha256 } from './digest.ts'
import { isOrigin, type Origin } from './origin.ts'

/** How far a log has come: its name, its count of leaves, and the 32-byte hash of them all in order. */
export type Checkpoint = { readonly origin: Origin; readonly size: number; readonly head: Uint8Array }
/** A signature under a checkpoint: who says so, and the text that the signer's key made of the body. */
export type NoteSignature = { readonly name: string; readonly signature: string }
/** A checkpoint as it was read, with the exact bytes that were signed. */
export type SignedCheckpoint = { readonly checkpoint: Checkpoint; readonly body: Uint8Array; readonly signatures: readonly NoteSignature[] }

const maxNoteCharacters = 65_536
const bodyShape = /^([^\n]{1,200})\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n$/
const lineShape = /^\u2014 ([A-Za-z0-9.\-/]{1,200}) ([A-Za-z0-9_\-+/=.:]{1,16384})$/
const hiddenDomain = domain('entraide.acts-checkpoint.1')

/**
 * The bytes a checkpoint is signed over: origin, size and head (base64), a line each.
 * Source: C2SP tlog-checkpoint · spec/interim-log.md#checkpoint
 */
export function checkpointBody({ origin, size, head }: Checkpoint): Uint8Array {
  return utf8(`${origin}\n${size}\n${base64(head)}\n`)
}

/**
 * Signs a checkpoint into a note: body, empty line, one signature line. The key stays with the caller: `sign` gets the
 * body and gives the signature as one word of base64 (either alphabet), dots and colons; another answer is a fault
 * (`signature-shape`).
 */
export async function signCheckpoint(checkpoint: Checkpoint, name: string, sign: (body: Uint8Array) => string | Promise<string>): Promise<string> {
  const body = checkpointBody(checkpoint)
  return noteOf(body, [{ name, signature: await sign(body) }])
}

/** Adds a witness's signature to a note, after those it holds; the body stays the same bytes. Refuses `checkpoint-shape`. */
export function cosign(note: string, added: NoteSignature): string | Refusal<'checkpoint-shape'> {
  const read = readCheckpoint(note)
  return 'refused' in read ? read : noteOf(read.body, [...read.signatures, added])
}

/**
 * Reads a note without believing it: one body, an empty line, 1 to 16 signature lines. Anything else, another spelling
 * of the same values too, is `checkpoint-shape`.
 */
export function readCheckpoint(note: string): SignedCheckpoint | Refusal<'checkpoint-shape'> {
  const cut = note.length <= maxNoteCharacters ? note.indexOf('\n\n') : -1
  if (cut === -1 || !note.endsWith('\n')) return refuse('checkpoint-shape')
  const bodyText = note.slice(0, cut + 1)
  const found = bodyShape.exec(bodyText)
  const lines = note.slice(cut + 2, -1).split('\n')
  if (found === null || !isOrigin(found[1]) || lines.length > 16) return refuse('checkpoint-shape')
  const size = Number(found[2])
  const head = fromBase64(found[3] as string)
  if (!Number.isSafeInteger(size) || base64(head) !== found[3]) return refuse('checkpoint-shape')
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const parts = lineShape.exec(line)
    if (parts === null) return refuse('checkpoint-shape')
    signatures.push({ name: parts[1] as string, signature: parts[2] as string })
  }
  return { checkpoint: { origin: found[1], size, head }, body: utf8(bodyText), signatures }
}

/**
 * Reads a note and believes it only if `name` signed it: every line under that name must verify, and there is one.
 * `verify` gets the body and the signature's text and answers by the key it holds for that name.
 * Refuses `checkpoint-shape`, `signature-missing`, `signature-wrong`.
 */
export function verifyCheckpoint(
  note: string,
  name: string,
  verify: (body: Uint8Array, signature: string) => boolean,
): Checkpoint | Refusal<'checkpoint-shape' | 'signature-missing' | 'signature-wrong'> {
  const read = readCheckpoint(note)
  if ('refused' in read) return read
  const own = read.signatures.filter(each => each.name === name)
  if (own.length === 0) return refuse('signature-missing', { name })
  return own.every(each => verify(read.body, each.signature)) ? read.checkpoint : refuse('signature-wrong', { name })
}

/**
 * The 32 bytes that a delivery carries of the acts log: they pin its checkpoint without telling its size.
 * SHA-256(`entraide.acts-checkpoint.1` ‖ 0 ‖ salt ‖ body). A salt that is not 32 bytes is `salt-shape`.
 * Source: spec/interim-log.md#hidden-checkpoint
 */
export function hideCheckpoint(checkpoint: Checkpoint, salt: Uint8Array): Uint8Array | Refusal<'salt-shape'> {
  if (salt.length !== 32) return refuse('salt-shape', { bytes: salt.length })
  return sha256(hiddenDomain, salt, checkpointBody(checkpoint))
}

/** Whether 32 bytes handed over at a delivery hid this checkpoint under this salt. */
export function isHiddenCheckpoint(hidden: Uint8Array, checkpoint: Checkpoint, salt: Uint8Array): boolean {
  const made = hideCheckpoint(checkpoint, salt)
  return !('refused' in made) && sameBytes(made, hidden)
}

function noteOf(body: Uint8Array, signatures: readonly NoteSignature[]): string {
  const lines = signatures.map(({ name, signature }) => `\u2014 ${name} ${signature}`)
  if (!lines.every(line => lineShape.test(line))) throw new Fault('signature-shape', 'a signature or its name is not one word')
  return `${fromUtf8(body)}\n${lines.join('\n')}\n`
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), c => c.charCodeAt(0))
}
