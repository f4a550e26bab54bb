import type { Draft as CompleteDraft, MessageBody, TravellingType } from '@entraide/exchange'
import type { Instant, NodeId, Refusal, Uuid } from '@entraide/ground'
import type { Node } from '../../capabilities.ts'
import type { DraftFields } from '../../http/api.ts'
import type { DossierRow } from '../../store/dossiers.ts'
import type { Tx } from '../../store/store.ts'
import { identificationSteps } from './identification.ts'
import { noticeSteps } from './notice.ts'
import { planSteps } from './plan.ts'
import { visitSteps } from './visit.ts'

/** A message of a thread that has been released here, or taken in. */
export type Carried = { readonly messageId: Uuid; readonly body: MessageBody }

/**
 * What a kind with a course of its own does on the path, beside what every message does. Each runs in the transaction of its
 * step; the dossier is as it stands before the message moves it, unless told otherwise.
 */
export type MatterSteps = {
  /** What writing it changes at home beside the draft, at each saving: the dossier is that of the draft. */
  readonly drafted?: (tx: Tx, dossier: DossierRow, fields: DraftFields, author: Uuid) => Promise<void>
  /**
   * Whether a message may leave, by facts of home and by what both sides hold: asked at submission, at release and again
   * before each delivery, before anything is written. Null: it may.
   */
  readonly mayLeave?: (node: Node, tx: Tx, dossier: DossierRow, draft: CompleteDraft) => Promise<Refusal | null>
  /** When a message leaves that waits, so that its hour tells nothing (R28); null: as any other of its kind. */
  readonly leavesAt?: (node: Node, tx: Tx, dossier: DossierRow, draft: CompleteDraft) => Promise<Instant | null>
  /** What releasing it changes beside the thread; the dossier's line has moved. */
  readonly left?: (node: Node, tx: Tx, dossier: DossierRow, carried: Carried) => Promise<void>
  /** Undoes `left`: the message never left, or was refused there. */
  readonly cameBack?: (node: Node, tx: Tx, dossier: DossierRow, messageId: Uuid) => Promise<void>
  /** The partner took it in, at its instant. */
  readonly arrived?: (node: Node, tx: Tx, dossier: DossierRow, carried: Carried, at: Instant) => Promise<void>
  /**
   * Whether a message may enter, by itself and by what both sides hold; never by holdings, protections or guards, so that
   * answer and time reveal nothing of them. Asked before anything is written; a refusal travels as `not-expected`.
   */
  readonly mayEnter?: (node: Node, tx: Tx, dossier: DossierRow | null, body: MessageBody, sender: NodeId) => Promise<Refusal | null>
  /** Whether a thread that is over may be closed: something may still be owed. Null: it may. */
  readonly mayClose?: (tx: Tx, dossier: DossierRow) => Promise<Refusal | null>
  /** What taking it in changes beside the thread; the dossier's line has moved. */
  readonly entered?: (node: Node, tx: Tx, dossier: DossierRow, carried: Carried, sender: NodeId) => Promise<void>
}

const byType: { readonly [type in TravellingType]?: MatterSteps } = {
  IDR: identificationSteps,
  IDA: identificationSteps,
  IDS: identificationSteps,
  COR: noticeSteps,
  DEL: noticeSteps,
  RST: noticeSteps,
  ACK: noticeSteps,
  PLN: planSteps,
  VIS: visitSteps,
}
const none: MatterSteps = {}

/**
 * The steps of a message: those of its own type; else those of the thread it stands in, so that a withdrawal of an
 * identification is one too.
 */
export function matterSteps(type: string, openingType: string | null): MatterSteps {
  return byType[type as TravellingType] ?? byType[(openingType ?? '') as TravellingType] ?? none
}
