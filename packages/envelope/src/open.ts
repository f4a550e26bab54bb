import { fromBigEndian, isRefusal, type NodeId, sameBytes } from '@entraide/ground'
import { type Context, contextOf } from './context.ts'
import { type Header, readHeader } from './header.ts'
import { openOctets } from './hpke.ts'
import type { KeyId } from './key-id.ts'
import { type RecipientSecret, recipientSecretOf } from './recipient-keys.ts'
import { bodyDigest, ed25519Bytes, type Signatures, verifyEnveloped } from './sign.ts'
import { signingKeysOf, type VerifyingKeys } from './signing-keys.ts'
import { frameBytes, headerBytes } from './size-class.ts'
import { type OpeningCause, type Unopenable, unopenable } from './unopenable.ts'

declare const opened: unique symbol

/** An envelope whose seal and both signatures held. Only `open` makes one. What its body says is still to be judged. */
export type Opened = {
  readonly [opened]: true
  readonly header: Header
  readonly context: Context
  /** The body octets exactly as signed. */
  readonly body: Uint8Array
  /** SHA-256 of the body octets, lower-case hexadecimal. */
  readonly bodyDigest: string
  /** With `headerOctets` and the body digest these prove, without any secret, who sent it (`verifyEnveloped`). */
  readonly signatures: Signatures
  readonly headerOctets: Uint8Array
  /** Which of the sender's keys signed. */
  readonly signedBy: KeyId
}

/** Whom an envelope is opened for, and what that node knows. */
export type Reader = {
  readonly node: NodeId
  /** The secret of a recipient key of this node, or undefined when it has none or has erased it. */
  readonly secretOf: (keyId: KeyId) => RecipientSecret | undefined | Promise<RecipientSecret | undefined>
  /** The keys under which a sender may sign today: usually one; two while it changes them; none for a stranger. */
  readonly senderKeysOf: (node: NodeId) => readonly VerifyingKeys[] | Promise<readonly VerifyingKeys[]>
}

/**
 * Opens an envelope, or answers `envelope-unopenable`, whatever the cause (kept in `inside` for our own log).
 *
 * A missing key is replaced by a decoy and both signatures are always tried, so that a stranger cannot tell by the clock
 * which keys or partners this node has. Expiry and clocks are not judged here: see `timeliness`.
 * Source: spec/envelope.md#opening · vectors/envelope/
 */
export async function open(bytes: Uint8Array, reader: Reader): Promise<Opened | Unopenable> {
  const header = readHeader(bytes)
  if (isRefusal(header)) return header
  const headerOctets = bytes.slice(0, headerBytes)
  const secret = await reader.secretOf(header.recipientKeyId)
  const inside = await unsealed(secret ?? decoySecret(), headerOctets, bytes.subarray(headerBytes))
  if (secret === undefined) return unopenable('recipient-key-unknown')
  if (inside === undefined) return unopenable('seal-broken')
  // The signature binds the header too; this is for a sender who names one node and seals for another.
  if (header.recipient !== reader.node) return unopenable('other-recipient')

  const letter = unframed(inside, header)
  if (typeof letter === 'string') return unopenable(letter)
  const { context, body, signatures } = letter
  const digest = bodyDigest(body)
  const known = await reader.senderKeysOf(header.sender)
  const what = { headerOctets, recipientKeyId: header.recipientKeyId, bodyDigest: digest }
  const signer = (known.length > 0 ? known : [decoyKeys()]).filter(keys => verifyEnveloped(keys, context, what, signatures))[0]
  if (known.length === 0) return unopenable('sender-unknown')
  if (signer === undefined) return unopenable('signature')
  return { header, context, body, bodyDigest: digest, signatures, headerOctets, signedBy: signer.keyId } as Opened
}

/**
 * Whether a second arrival is the first one again. The same id with another body, kind, sender or recipient is a `conflict`:
 * never admitted, always shown. A letter sealed again to a newer key is the `same`.
 */
export function sameMessage(
  a: Pick<Opened, 'header' | 'context' | 'bodyDigest'>,
  b: Pick<Opened, 'header' | 'context' | 'bodyDigest'>,
): 'same' | 'conflict' | 'other' {
  if (a.header.messageId !== b.header.messageId) return 'other'
  const agrees = a.header.sender === b.header.sender && a.header.recipient === b.header.recipient && a.context === b.context
  return agrees && a.bodyDigest === b.bodyDigest ? 'same' : 'conflict'
}

async function unsealed(secret: RecipientSecret, header: Uint8Array, sealed: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return await openOctets(secret, 'entraide/1 envelope', header, sealed)
  } catch {
    return undefined
  }
}

function unframed(inside: Uint8Array, { sizeClass }: Header): { context: Context; body: Uint8Array; signatures: Signatures } | OpeningCause {
  const context = contextOf(inside[0] as number)
  if (context === undefined) return 'kind-unknown'
  const length = fromBigEndian(inside.subarray(1, frameBytes))
  const end = frameBytes + length
  if (end > sizeClass) return 'body-length'
  const padding = inside.subarray(end, sizeClass)
  if (!sameBytes(padding, new Uint8Array(padding.length))) return 'padding-not-zero'
  const mldsaFrom = sizeClass + ed25519Bytes
  const signatures = { ed25519: inside.slice(sizeClass, mldsaFrom), mldsa65: inside.slice(mldsaFrom) }
  return { context, body: inside.slice(frameBytes, end), signatures }
}

/** Keys that stand in for missing ones. Nobody can use them: what they open or verify is refused all the same. */
let decoyOf: { readonly secret: RecipientSecret; readonly keys: VerifyingKeys } | undefined
function decoys() {
  decoyOf ??= { secret: recipientSecretOf(new Uint8Array(32)), keys: signingKeysOf(new Uint8Array(64)).verifying }
  return decoyOf
}
const decoySecret = () => decoys().secret
const decoyKeys = () => decoys().keys
