import type { IdentificationMatter, MessageBody } from '@entraide/exchange'
import type { Instant, Uuid } from '@entraide/ground'
import type { DossierRow } from '../../store/dossiers.ts'
import { bodyOfMessage } from '../../store/drafts.ts'
import type { Tx } from '../../store/store.ts'

/** One message of an identification that stands on both sides, or is on its way. */
export type Said = { readonly id: Uuid; readonly body: MessageBody; readonly at: Instant; readonly direction: 'in' | 'out'; readonly isTaken: boolean }

/** What was said in a thread and not refused, oldest first. */
export async function saidIn(tx: Tx, dossier: string): Promise<readonly Said[]> {
  const rows = await tx.db
    .selectFrom('message')
    .selectAll()
    .where('dossier_id', '=', dossier)
    .where('kind', '=', 'message')
    .where(where => where.or([where('verdict', 'is', null), where('verdict', '!=', 'refused')]))
    .orderBy('at')
    .orderBy('id')
    .execute()
  const said: Said[] = []
  for (const row of rows) {
    const body = await bodyOfMessage(tx, row)
    const isTaken = row.verdict === 'admitted'
    if (body !== null) said.push({ id: row.id as Uuid, body, at: row.at as Instant, direction: row.direction, isTaken })
  }
  return said
}

/** The step a message carries; an empty text where it carries none. */
export function stepIn(body: Pick<MessageBody, 'matter'>): string {
  return body.matter?.matter === 'identification' ? body.matter.step : ''
}

/** The matter of a message with this step. */
export function matterOf<S extends IdentificationMatter['step']>(
  body: Pick<MessageBody, 'matter'> | undefined,
  step: S,
): Extract<IdentificationMatter, { step: S }> | null {
  const matter = body?.matter
  return matter?.matter === 'identification' && matter.step === step ? (matter as Extract<IdentificationMatter, { step: S }>) : null
}

/** The last message with one of these steps; undefined where there is none. */
export function lastOf(said: readonly Said[], steps: readonly string[]): Said | undefined {
  return said.findLast(each => steps.includes(stepIn(each.body)))
}

/** What each step must answer by name, so that crossing steps are not taken for one another. Source: spec/workflows/identification.md#the-steps */
const answers: { readonly [step: string]: readonly string[] } = {
  interviewed: ['INT'],
  'request-document': ['CNF', 'CNI'],
  LPI: ['request-document'],
  LPR: ['request-document'],
  used: ['LPI'],
  MIS: ['LPI'],
  resume: ['pause'],
}

/** The message that a step must name; null where it may name any. `none`: it has nothing to answer. */
export function mustAnswer(said: readonly Said[], step: string): Uuid | null | 'none' {
  const wanted = Object.hasOwn(answers, step) ? answers[step] : undefined
  return wanted === undefined ? null : (lastOf(said, wanted)?.id ?? 'none')
}

/** The message that opened the thread: the file. */
export const openingOf = (said: readonly Said[], dossier: Pick<DossierRow, 'thread_id'>) => said.find(each => each.id === dossier.thread_id)
