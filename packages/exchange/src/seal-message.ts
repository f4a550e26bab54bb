import { bodyDigest, type RecipientKey, type SigningKeys, seal } from '@entraide/envelope'
import { day, Fault, type Instant, later, type NodeId, type Uuid, utf8 } from '@entraide/ground'
import { type MessageBody, misfit, type Officer } from './body.ts'
import { type ControlMessage, contextOfControl } from './control.ts'
import type { Draft, LegalPart } from './draft.ts'
import { travellingGround } from './protected-grounds.ts'
import type { Released } from './release.ts'

/** How long an envelope may take: after that it must be released anew. Recipient keys live 35 days at most (design section 5). */
export const envelopeLifeDays = 28

/** What sealing needs of the world. */
export type Sealing = { readonly messageId: Uuid; readonly at: Instant; readonly recipientKey: RecipientKey; readonly signingKeys: SigningKeys }

/** A message on its way: only a released one becomes this. */
export type Sealed = {
  readonly messageId: Uuid
  readonly from: NodeId
  readonly to: NodeId
  readonly body: MessageBody
  readonly octets: Uint8Array
  readonly digest: string
  readonly envelope: Uint8Array
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly recipientKeyId: string
}

/** The body a draft becomes when somebody releases it. Local ids stay home; a protected ground becomes the generic one. */
export function bodyOf(draft: Draft, releaser: Officer, releasedAt: Instant): MessageBody {
  const body: MessageBody = {
    body: 'entraide.message/1',
    thread: draft.answers?.thread ?? null,
    inReplyTo: draft.answers?.message ?? null,
    ourReference: draft.ourReference,
    yourReference: draft.yourReference,
    messageType: draft.legal.messageType,
    agreement: draft.agreement,
    ask: askOf(draft.legal),
    drafter: draft.author.officer,
    releaser,
    releasedAt,
    language: draft.language,
    title: draft.title,
    items: [...draft.items],
    attachments: [...draft.attachments],
    holdUntil: draft.holdUntil,
    ground: draft.ground === null ? null : travellingGround(draft.ground),
    extent: draft.extent,
    use: draft.use,
    note: draft.note,
    ...(draft.matter === undefined || draft.matter === null ? {} : { matter: draft.matter }),
  }
  const wrong = misfit(body)
  if (wrong !== null) throw new Fault('body-misfit', `a draft makes no body: ${wrong}`, { facts: { at: wrong } })
  return body
}

/** The legal part as it travels; what is not said of conditions and of an event is absent. */
function askOf({ restrictions, event, ...legal }: LegalPart): MessageBody['ask'] {
  return {
    ...legal,
    dataCategories: [...legal.dataCategories],
    handling: [...legal.handling],
    assurances: [...legal.assurances],
    ...(restrictions === undefined ? {} : { restrictions: [...restrictions] }),
    ...(event === undefined ? {} : { event }),
  }
}

/** Signs and seals a released message. The octets made here are the message; nobody writes them again. */
export async function sealMessage(released: Released, sealing: Sealing): Promise<Sealed> {
  const body = bodyOf(released.draft, released.releaser.officer, released.releasedAt)
  const octets = utf8(JSON.stringify(body))
  return { ...(await sealOctetsAs('entraide/1 message', body.ask.from, body.ask.to, octets, sealing)), body, octets }
}

/** Signs and seals a control message of the closed list. */
export async function sealControl(message: ControlMessage, from: NodeId, to: NodeId, sealing: Sealing): Promise<Omit<Sealed, 'body'>> {
  const octets = utf8(JSON.stringify(message))
  return { ...(await sealOctetsAs(contextOfControl(message.control), from, to, octets, sealing)), octets }
}

/** Seals the same octets again, to a newer recipient key: message id and body stay, so it is the same message. */
export async function resealOctets(
  context: Parameters<typeof sealOctetsAs>[0],
  from: NodeId,
  to: NodeId,
  octets: Uint8Array,
  expiresAt: Instant,
  sealing: Sealing,
): Promise<{ envelope: Uint8Array; recipientKeyId: string }> {
  const envelope = await seal(
    { messageId: sealing.messageId, sender: from, recipient: to, createdAt: sealing.at, expiresAt, context, body: octets },
    sealing.recipientKey,
    sealing.signingKeys,
  )
  return { envelope, recipientKeyId: sealing.recipientKey.keyId }
}

async function sealOctetsAs(context: Parameters<typeof seal>[0]['context'], from: NodeId, to: NodeId, octets: Uint8Array, sealing: Sealing) {
  const createdAt = sealing.at
  const expiresAt = later(createdAt, envelopeLifeDays * day)
  const { envelope, recipientKeyId } = await resealOctets(context, from, to, octets, expiresAt, sealing)
  return { messageId: sealing.messageId, from, to, octets, digest: bodyDigest(octets), envelope, createdAt, expiresAt, recipientKeyId }
}
