import { canonicalBytes, type Instant, type Json, type Uuid } from '@entraide/ground'
import { digestHex } from './agreement-text.ts'
import type { MessageBody } from './body.ts'
import type { Item } from './item.ts'
import type { NoticeMatter } from './matters/notice.ts'

/** What of a message a notice or an end of holding concerns: items by their place, attachments by their digest; null is all of it. */
export type Concerned = { readonly items: readonly number[]; readonly attachments: readonly string[] } | null

/** What a COR, DEL or RST concerns. */
export function concernedBy(matter: MessageBody['matter']): Concerned {
  if (matter?.matter !== 'notice') return null
  const { items, attachments } = matter as NoticeMatter
  return { items, attachments: attachments ?? [] }
}

/** Whether every place and digest that is named stands in the message. */
export function isIn(body: Pick<MessageBody, 'items' | 'attachments'>, concerned: Concerned): boolean {
  if (concerned === null) return true
  return concerned.items.every(at => at < body.items.length) && concerned.attachments.every(digest => body.attachments.some(each => each.digest === digest))
}

/**
 * What stays readable of a message without what is concerned: its legal frame, and of each statement that went what kind it was.
 * Without all of it, title, reasons, case, conditions, event, note and matter go too. Nobody's signature holds over it.
 */
export function withoutContent(body: MessageBody, concerned: Concerned): MessageBody {
  if (concerned !== null)
    return {
      ...body,
      items: body.items.map((item, at) => (concerned.items.includes(at) ? bare(item) : item)),
      attachments: body.attachments.filter(each => !concerned.attachments.includes(each.digest)),
    }
  const { matter, ...frame } = body
  const { restrictions: _, event: __, ...ask } = body.ask
  const kept = matter?.matter === 'notice' || matter?.matter === 'acknowledgement' ? { matter } : {}
  return { ...frame, ...kept, title: '', note: '', ask: { ...ask, caseReference: '', reasons: '' }, items: body.items.map(bare), attachments: [] }
}

/** The message as a COR corrects it: its statements stand in the places they concern. */
export function corrected(body: MessageBody, notice: Pick<MessageBody, 'items' | 'matter'>): MessageBody {
  const places = placesOf(notice)
  return { ...body, items: body.items.map((item, at) => notice.items[places.indexOf(at)] ?? item) }
}

/** What of a COR says the same as what is concerned of the message it corrects: null is all of it, and undefined nothing. */
export function concernedInCorrection(concerned: Concerned, cor: Pick<MessageBody, 'items' | 'matter'>): Concerned | undefined {
  if (concerned === null) return null
  const items = placesOf(cor).flatMap((place, at) => (concerned.items.includes(place) ? [at] : []))
  return items.length === 0 ? undefined : { items, attachments: [] }
}

/** The places that the items of a COR correct, in their order. */
export function placesOf({ items, matter }: Pick<MessageBody, 'items' | 'matter'>): readonly number[] {
  return concernedBy(matter)?.items ?? items.map((_, at) => at)
}

/**
 * What shows that a correction was applied: SHA-256 of what now stands in its places. Both sides work it out.
 * Source: spec/workflows/notice.md#proof · vectors/messages/proofs.json
 */
export function correctionProof(notice: Uuid, message: Uuid, cor: Pick<MessageBody, 'items' | 'matter'>): string {
  const places = placesOf(cor)
  return proofOf({ corrected: 'entraide.corrected/1', notice, message, items: cor.items.map((item, at) => [places[at] ?? 0, item as unknown as Json]) })
}

/** What an erasure leaves: that it was there, when it went, and a commitment over the content under a salt that went with it. */
export type Erased = { readonly message: Uuid; readonly at: Instant; readonly commitment: string }

/** What shows that an erasure was done: SHA-256 of its tombstone, which the holder keeps for whoever inspects it. */
export function erasureProof(notice: Uuid, { message, at, commitment }: Erased, concerned: Concerned): string {
  return proofOf({ erased: 'entraide.erased/1', notice, message, concerned: concernedJson(concerned), at, commitment })
}

/** What shows that data were restricted: SHA-256 of the record that closes them. */
export function restrictionProof(notice: Uuid, message: Uuid, at: Instant, concerned: Concerned): string {
  return proofOf({ restricted: 'entraide.restricted/1', notice, message, concerned: concernedJson(concerned), at })
}

function concernedJson(concerned: Concerned): Json {
  return concerned === null ? null : { items: concerned.items, attachments: concerned.attachments }
}

function proofOf(record: Json): string {
  return digestHex(canonicalBytes(record))
}

function bare({ category, nature, source, information, provenance }: Item): Item {
  return { category, nature, source, information, provenance }
}
