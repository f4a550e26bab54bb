import { createHash } from 'node:crypto'
import type { SigningKeys, VerifyingKeys } from '@entraide/envelope'
import { canonicalBytes, hex, type Instant, isInstant, isRefusal, type Json, type NodeId, type Refusal, readJson, refuse, utf8 } from '@entraide/ground'
import { z } from 'zod'
import { nodeIdText } from './item.ts'
import { isSignedBy, readFrame, readOctets, signDocument } from './signed-document.ts'

/** The hash that names one version of an agreement: SHA-256 over its canonical text (RFC 8785), so that white space changes nothing. */
export function agreementHash(text: string): string {
  return digestHex(canonicalBytes(readJson(text).value))
}

/** The same of a JSON value already read. */
export function agreementHashOf(value: Json): string {
  return digestHex(canonicalBytes(value))
}

/** SHA-256 in lower-case hexadecimal. */
export function digestHex(bytes: Uint8Array): string {
  return hex(new Uint8Array(createHash('sha256').update(bytes).digest()))
}

const SignatureSchema = z.strictObject({
  signature: z.literal('entraide.agreement-signature/1'),
  node: nodeIdText,
  partner: nodeIdText,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.custom<Instant>(isInstant),
})
export type AgreementSignature = z.infer<typeof SignatureSchema>

/**
 * Signs an agreement's hash for one node towards one partner, with the agreement key (role LEG), which is apart from the
 * message keys. In force between two nodes means: each holds both of these over the same hash (design section 4).
 */
export function signAgreement(fields: Omit<AgreementSignature, 'signature'>, agreementKeys: SigningKeys): string {
  return signDocument('entraide/1 agreement-signature', utf8(JSON.stringify({ signature: 'entraide.agreement-signature/1', ...fields })), agreementKeys)
}

/** Checks a signature of a node over a hash. Another hash, node or key is `agreement-signature-foreign`. */
export function readAgreementSignature(
  text: string,
  expected: { readonly node: NodeId; readonly partner: NodeId; readonly hash: string },
  keys: VerifyingKeys,
): AgreementSignature | Refusal<'document-shape' | 'agreement-signature-foreign'> {
  const frame = readFrame(text)
  if (isRefusal(frame)) return frame as Refusal<'document-shape'>
  const fields = readOctets(frame.octets, SignatureSchema)
  if (isRefusal(fields)) return fields as Refusal<'document-shape'>
  const fits = fields.node === expected.node && fields.partner === expected.partner && fields.hash === expected.hash
  return fits && isSignedBy(frame, 'entraide/1 agreement-signature', keys) ? fields : refuse('agreement-signature-foreign', { hash: expected.hash })
}
