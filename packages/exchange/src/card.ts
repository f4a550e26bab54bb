import { type RecipientKey, readRecipientKey, readVerifyingKeys, type SigningKeys, type VerifyingKeys } from '@entraide/envelope'
import { type Instant, isInstant, isRefusal, isTimeZone, type NodeId, type Refusal, refuse, sameBytes, utf8 } from '@entraide/ground'
import { z } from 'zod'
import { codeOf, nodeIdText, writtenLine } from './item.ts'
import { type FramedDocument, isSignedBy, readFrame, readOctets, signDocument } from './signed-document.ts'

const VerifyingJson = z.strictObject({ ed25519: z.string().length(43), mldsa65: z.string().length(2603) })

/**
 * What a node shows of itself to be paired: who it is, where it is reached, its keys. Signed by its own signing keys; a
 * card that follows another is signed by the older card's keys too, and read aloud again (attack list row 36).
 * Source: spec/pairing.md#card · vectors/pairing/
 */
const CardSchema = z.strictObject({
  card: z.literal('entraide.card/1'),
  sequence: z.int().min(1),
  node: nodeIdText,
  state: z.string().regex(/^[A-Z]{2}$/),
  regime: codeOf('legalRegime'),
  name: writtenLine(120).min(1),
  zone: z.string().refine(isTimeZone),
  address: z
    .string()
    .max(200)
    .regex(/^https?:\/\/[A-Za-z0-9.\-[\]:]+$/)
    .refine(URL.canParse),
  signing: VerifyingJson,
  agreement: VerifyingJson,
  recipient: z.string().length(1622),
  log: z.string().length(43),
  transport: z.strictObject({
    ed25519: z.string().length(43),
    tlsPin: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
  }),
  from: z.custom<Instant>(isInstant),
  until: z.custom<Instant>(isInstant),
})
export type CardFields = z.infer<typeof CardSchema>
export type Card = CardFields & {
  readonly octets: Uint8Array
  readonly signingKeys: VerifyingKeys
  readonly agreementKeys: VerifyingKeys
  readonly recipientKey: RecipientKey
}

/** Signs a card; with the keys of the card before it when keys change. */
export function signCard(fields: CardFields, keys: SigningKeys, before?: SigningKeys): string {
  const octets = utf8(JSON.stringify(fields))
  return JSON.stringify({
    card: JSON.parse(signDocument('entraide/1 card', octets, keys)),
    before: before === undefined ? null : JSON.parse(signDocument('entraide/1 card', octets, before)),
  })
}

const CardFrame = z.strictObject({ card: z.record(z.string(), z.string()), before: z.record(z.string(), z.string()).nullable() })

/**
 * Reads a card that a partner sends or hands over. Without `known` it is a first card: its own signature must hold and a
 * person confirms the words; `stored` reads one again that was taken before. With `known` it must be the same node, a higher sequence, and be signed by the known keys.
 */
export function readCard(
  text: string,
  now: Instant | 'stored',
  known: Card | null,
): Card | Refusal<'card-shape' | 'card-signature' | 'card-expired' | 'card-follows-nothing'> {
  const outer = readOctets(text, CardFrame)
  if (isRefusal(outer)) return refuse('card-shape', outer.facts)
  const { card: inner, before } = outer as z.infer<typeof CardFrame>
  const frame = readFrame(JSON.stringify(inner))
  if (isRefusal(frame)) return refuse('card-shape', {})
  const fields = readOctets(frame.octets, CardSchema)
  if (isRefusal(fields)) return refuse('card-shape', fields.facts)
  const signingKeys = readVerifyingKeys(fields.signing)
  const agreementKeys = readVerifyingKeys(fields.agreement)
  const recipientKey = readRecipientKey(fields.recipient)
  if (isRefusal(signingKeys) || isRefusal(agreementKeys) || isRefusal(recipientKey)) return refuse('card-shape', { at: 'keys' })
  if (!fields.node.startsWith(`${fields.state}-`)) return refuse('card-shape', { at: 'state' })
  if (!isSignedBy(frame, 'entraide/1 card', signingKeys)) return refuse('card-signature', {})
  if (now !== 'stored' && !(fields.from <= now && now < fields.until)) return refuse('card-expired', { from: fields.from, until: fields.until })
  if (known !== null && !follows(frame, before, fields, known)) return refuse('card-follows-nothing', { node: known.node, sequence: known.sequence })
  return { ...fields, octets: frame.octets, signingKeys, agreementKeys, recipientKey }
}

function follows(frame: FramedDocument, before: Record<string, string> | null, fields: CardFields, known: Card): boolean {
  if (fields.node !== known.node || fields.sequence <= known.sequence || before === null) return false
  const older = readFrame(JSON.stringify(before))
  return !isRefusal(older) && sameBytes(older.octets, frame.octets) && isSignedBy(older, 'entraide/1 card', known.signingKeys)
}

/** The node a card text claims to be of, before anything is believed; for looking the known card up. */
export function claimedNode(text: string): NodeId | null {
  const outer = readOctets(text, CardFrame)
  if (isRefusal(outer)) return null
  const frame = readFrame(JSON.stringify((outer as z.infer<typeof CardFrame>).card))
  if (isRefusal(frame)) return null
  const fields = readOctets(frame.octets, CardSchema)
  return isRefusal(fields) ? null : fields.node
}
