import { concat, type Instant, type NodeId, type Uuid } from '@entraide/ground'
import { type Context, contexts } from './context.ts'
import { headerOctets, suite, version } from './header.ts'
import { sealOctets } from './hpke.ts'
import type { RecipientKey } from './recipient-keys.ts'
import { bodyDigest, signEnveloped } from './sign.ts'
import type { SigningKeys } from './signing-keys.ts'
import { frameBytes, type SizeClass, sizeClassFor } from './size-class.ts'

/** What is put in an envelope. */
export type Letter = {
  readonly messageId: Uuid
  readonly sender: NodeId
  readonly recipient: NodeId
  readonly createdAt: Instant
  /** After `createdAt`, at most 28 days. */
  readonly expiresAt: Instant
  readonly context: Context
  /** At most `maxBodyBytes`. The octets are signed and carried as they are. */
  readonly body: Uint8Array
  /** A class larger than the body needs, to look like something else. */
  readonly atLeast?: SizeClass
}

/**
 * Signs and seals a letter for one recipient key: `envelopeBytes(class)` octets, of which only the header can be read.
 * Sealed again to a newer key, the same letter keeps its message id and body octets; header and signatures are new.
 *
 * A body above `maxBodyBytes` is a fault (`body-too-large`), fields no reader would take are one too (`header-shape`).
 * Source: spec/envelope.md · vectors/envelope/
 */
export async function seal(letter: Letter, recipientKey: RecipientKey, signingKeys: SigningKeys): Promise<Uint8Array> {
  const { messageId, sender, recipient, createdAt, expiresAt, context, body } = letter
  const needed = sizeClassFor(body.length)
  const sizeClass = letter.atLeast !== undefined && letter.atLeast > needed ? letter.atLeast : needed
  const recipientKeyId = recipientKey.keyId
  const header = headerOctets({ version, suite, sizeClass, messageId, recipientKeyId, createdAt, expiresAt, sender, recipient })
  const signatures = signEnveloped(signingKeys, context, { headerOctets: header, recipientKeyId, bodyDigest: bodyDigest(body) })
  const inside = concat(framed(context, body, sizeClass), signatures.ed25519, signatures.mldsa65)
  return concat(header, await sealOctets(recipientKey, 'entraide/1 envelope', header, inside))
}

/** One octet of kind, four of length, the body, zeros to the end of the class. */
function framed(context: Context, body: Uint8Array, sizeClass: SizeClass): Uint8Array {
  const room = new Uint8Array(sizeClass)
  new DataView(room.buffer).setUint32(1, body.length)
  room[0] = contexts[context]
  room.set(body, frameBytes)
  return room
}
