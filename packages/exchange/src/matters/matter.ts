import { z } from 'zod'
import { IdentificationSchema } from './identification.ts'
import { AcknowledgementSchema, NoticeSchema } from './notice.ts'
import { PlanSchema } from './plan.ts'
import { VisitSchema } from './visit.ts'

/**
 * What a message says beside its statements, where its kind has a course of its own: an identification, a notice and its
 * acknowledgement, a plan, a visit. Source: spec/messages.md#matter
 */
export const MatterSchema = z.union([IdentificationSchema, NoticeSchema, AcknowledgementSchema, PlanSchema, VisitSchema]).meta({ id: 'matter' })
export type Matter = z.infer<typeof MatterSchema>

/** Which matter each kind carries, and whether it may be left out. A kind without a line carries none. */
export const matterOfKind: { readonly [kind: string]: { readonly matter: Matter['matter']; readonly steps?: readonly string[]; readonly optional?: true } } = {
  IDR: { matter: 'identification', steps: ['file'] },
  IDA: { matter: 'identification', steps: ['CNF', 'CNI', 'NOT', 'NOM', 'INC', 'INT', 'LPI', 'LPR', 'MIS'] },
  IDS: { matter: 'identification', steps: ['verifying', 'pause', 'resume', 'interviewed', 'request-document', 'used'] },
  COR: { matter: 'notice', optional: true },
  DEL: { matter: 'notice', optional: true },
  RST: { matter: 'notice', optional: true },
  ACK: { matter: 'acknowledgement' },
  PLN: { matter: 'plan' },
  VIS: { matter: 'visit' },
}

/** Whether a kind of message has the matter that belongs to it, and no other. */
export function fitsKind(kind: string, matter: Matter | undefined | null): boolean {
  const due = Object.hasOwn(matterOfKind, kind) ? matterOfKind[kind] : undefined
  if (matter === undefined || matter === null) return due === undefined || due.optional === true
  if (due === undefined || due.matter !== matter.matter) return false
  return due.steps === undefined || due.steps.includes((matter as { step?: string }).step ?? '')
}

/** The step that moves a machine: of a message whose thread follows a machine with steps. IDR opens; notices move nothing. */
export function stepOf(kind: string, matter: Matter | undefined | null): string | null {
  if (matter === undefined || matter === null || !['IDA', 'IDS', 'PLN', 'VIS'].includes(kind)) return null
  return (matter as { step?: string }).step ?? null
}
