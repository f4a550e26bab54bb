import type { SigningKeys, VerifyingKeys } from '@entraide/envelope'
import { type Instant, isInstant, isRefusal, isUuid, type NodeId, type Refusal, refuse, stateOf, type Uuid, utf8 } from '@entraide/ground'
import { codesOf, type LegalRegime, type Supervisor, term } from '@entraide/vocabulary'
import { z } from 'zod'
import { codeOf, nodeIdText } from './item.ts'
import { isSignedBy, readFrame, readOctets, signDocument } from './signed-document.ts'

const uuid = z.custom<Uuid>(isUuid, { message: 'not a version 7 UUID' })
const instant = z.custom<Instant>(isInstant, { message: 'not an instant' })

/**
 * That a notice was not answered in time, stated by one side to both supervisors. Ids, codes, nodes and instants; no person
 * and no reason. Source: spec/workflows/notice.md#escalation · vectors/signed-document/escalations.json
 */
export const EscalationSchema = z.strictObject({
  escalation: z.literal('entraide.escalation/1'),
  by: nodeIdText,
  notice: uuid,
  kind: z.enum(['COR', 'DEL', 'RST']),
  message: uuid,
  thread: uuid,
  owner: nodeIdText,
  holder: nodeIdText,
  orderedAt: instant,
  dueAt: instant,
  stood: z.enum(['ordered', 'received']),
  at: instant,
  supervisors: z.array(z.strictObject({ node: nodeIdText, supervisor: codeOf('supervisor') })).max(8),
})
export type Escalation = z.infer<typeof EscalationSchema>

/** The oversight bodies of a node's state for a regime, as the vocabulary knows them. */
export function supervisorsOf(node: NodeId, regime: LegalRegime): readonly Supervisor[] {
  return codesOf('supervisor').filter(code => {
    const { country, regimes } = term('supervisor', code)
    return country === stateOf(node) && (regimes as readonly string[]).includes(regime)
  })
}

/** Signs the statement with the keys of the node that makes it. */
export function signEscalation(escalation: Escalation, keys: SigningKeys): string {
  return signDocument('entraide/1 escalation', utf8(JSON.stringify(escalation)), keys)
}

/** Reads a statement by the keys of the node it names; another's signature or another shape is refused. */
export function readEscalation(text: string | Uint8Array, by: NodeId, keys: VerifyingKeys): Escalation | Refusal<'document-shape' | 'document-unsigned'> {
  const frame = readFrame(text)
  if (isRefusal(frame)) return frame as Refusal<'document-shape'>
  const escalation = readOctets(frame.octets, EscalationSchema)
  if (isRefusal(escalation)) return escalation as Refusal<'document-shape'>
  const said = escalation as Escalation
  return said.by === by && isSignedBy(frame, 'entraide/1 escalation', keys) ? said : refuse('document-unsigned', { by })
}
