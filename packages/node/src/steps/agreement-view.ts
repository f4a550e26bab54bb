import { type Agreement, type Clause, unreadyValues } from '@entraide/agreement'
import type { NodeId } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { AgreementSummary, AgreementView, ClauseView } from '../http/api.ts'
import { agreementOf, standingOf } from '../store/agreements.ts'
import type { Tx } from '../store/store.ts'

const standings = {
  unsigned: 'draft',
  'half-signed': 'signed-here',
  signed: 'signed-both',
  active: 'active',
  suspended: 'suspended',
  frozen: 'suspended',
  'not-yet': 'not-yet',
  expired: 'expired',
} as const

/** An agreement in a line: which one, with whom, how it stands. With several partners the furthest standing is told. */
export async function agreementSummary(node: Node, tx: Tx, hash: string, among?: readonly NodeId[]): Promise<AgreementSummary> {
  const row = await tx.db.selectFrom('agreement').selectAll().where('hash', '=', hash).executeTakeFirstOrThrow()
  const agreement = agreementOf(hash, row.text)
  const partners = among ?? (await partnersOf(node, tx, agreement))
  const ranks = ['draft', 'signed-there', 'signed-here', 'signed-both', 'expired', 'not-yet', 'suspended', 'active'] as const
  let best: AgreementSummary['standing'] = 'draft'
  for (const partner of partners) {
    const standing = await standingOf(tx, agreement, hash, node.config.id, partner, tx.at)
    const word = standing.state === 'half-signed' && !standing.signedBy.includes(node.config.id) ? 'signed-there' : standings[standing.state]
    if (ranks.indexOf(word) > ranks.indexOf(best)) best = word
  }
  return {
    hash,
    id: agreement.id,
    version: agreement.version,
    title: agreement.title,
    parties: agreement.parties.map(party => party.state),
    regimes: [...new Set(agreement.competentAuthorities.map(authority => authority.regime))],
    partners: [...partners],
    standing: best,
    inForceFrom: agreement.inForce.from,
    inForceUntil: agreement.inForce.until,
    illustrative: unreadyValues(agreement).some(value => value.why !== 'impact-assessment-missing'),
  }
}

/** The paired nodes that an agreement names beside this one. */
export async function partnersOf(node: Node, tx: Tx, agreement: Agreement): Promise<readonly NodeId[]> {
  const paired = await tx.db.selectFrom('partner').select('node').orderBy('node').execute()
  const named = new Set(agreement.competentAuthorities.map(authority => authority.node))
  return paired.map(each => each.node as NodeId).filter(each => each !== node.config.id && named.has(each))
}

/** A clause for the reader: what it permits or asks, and how well it is evidenced. */
export function clauseView(agreement: Agreement, clause: Clause): ClauseView {
  const at = (field: string) => (clause as unknown as { readonly [name: string]: unknown })[field]
  const list = (field: string) => (Array.isArray(at(field)) ? (at(field) as readonly string[]) : [])
  const applies = (at('appliesTo') ?? {}) as { readonly [name: string]: readonly string[] | undefined }
  const dimensions: Record<string, string[]> = {}
  for (const name of [
    'regimes',
    'messageTypes',
    'purposes',
    'dataCategories',
    'crimeAreas',
    'subjectCategories',
    'authorities',
    'guards',
    'assurances',
    'handling',
    'languages',
    'outcomes',
    'grounds',
    'roles',
  ]) {
    const values = [...list(name), ...(Array.isArray(applies[name]) ? (applies[name] as readonly string[]) : [])]
    if (values.length > 0) dimensions[name] = [...new Set(values)]
  }
  return {
    id: clause.id,
    articleNumber: clause.articleNumber,
    topic: clause.topic,
    effect: clause.effect,
    status: clause.status,
    illustrative: clause.illustrative,
    summary: inEveryLanguage(clause.summary),
    note: clause.note?.en ?? null,
    sources: agreement.sources.filter(source => clause.sourceIds.includes(source.id)).map(({ id, url, what }) => ({ id, url, what })),
    dimensions,
    requires: [...list('requires')],
    when: [...list('when')],
  }
}

/** A text in all four languages; English stands in where one is missing, as the reader is told by the badge. */
export function inEveryLanguage(text: { readonly en: string; readonly fr?: string; readonly nl?: string; readonly ar?: string }): {
  en: string
  fr: string
  nl: string
  ar: string
} {
  return { en: text.en, fr: text.fr ?? text.en, nl: text.nl ?? text.en, ar: text.ar ?? text.en }
}

/** The whole agreement for the reader, its signatures, and what stands in the way of switching it on. */
export async function agreementView(node: Node, tx: Tx, hash: string): Promise<AgreementView> {
  const row = await tx.db.selectFrom('agreement').selectAll().where('hash', '=', hash).executeTakeFirstOrThrow()
  const agreement = agreementOf(hash, row.text)
  const signatures = await tx.db.selectFrom('agreement_signature').selectAll().where('hash', '=', hash).orderBy('signed_at').execute()
  const barred = unreadyValues(agreement).filter(value => !node.config.demo || value.why === 'impact-assessment-missing')
  return {
    summary: await agreementSummary(node, tx, hash),
    clauses: agreement.clauses.map(clause => clauseView(agreement, clause)),
    // Signatures are checked before they are kept.
    signatures: signatures.map(each => ({ node: each.node as NodeId, at: each.signed_at, keyId: each.key_id, verified: true })),
    obstacles: barred.map(value => ({ code: value.why, clause: clauseAt(agreement, value.pointer) })),
    dpia: agreement.dpia?.reference ?? null,
    text: row.text,
  }
}

function clauseAt(agreement: Agreement, pointer: string): string | null {
  const [, place, index] = pointer.split('/')
  return place === 'clauses' ? (agreement.clauses[Number(index)]?.id ?? null) : pointer.slice(1)
}
