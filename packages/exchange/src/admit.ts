import type { Policy } from '@entraide/agreement'
import type { Opened } from '@entraide/envelope'
import { type Instant, isRefusal, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import { askOfBody } from './ask.ts'
import { type MessageBody, opensThread, readBody } from './body.ts'
import type { Answered } from './draft.ts'
import { stepOf } from './matters/matter.ts'
import { type HeldAgreement, type PermitRefusal, permittingClause } from './permit.ts'
import type { PublicCode } from './receipt.ts'
import { type Machine, machineOf, move, type Side, type ThreadState } from './thread-state.ts'

declare const proof: unique symbol

/** A message the receiving node takes in. Only `admit` makes one. */
export type Admitted = { readonly messageId: Uuid; readonly body: MessageBody; readonly state: ThreadState; readonly [proof]: 'admitted' }

/** The thread a message continues, as the receiver holds it. */
export type ThreadView = {
  readonly thread: Uuid
  readonly partner: NodeId
  readonly machine: Machine
  readonly side: Side
  readonly state: ThreadState
  /** Where it stood when it was suspended; null where it is not. */
  readonly before: ThreadState | null
  /** The last return for completion in the thread, if any: a clarification that names it completes the request. */
  readonly returned: Uuid | null
  /** What the message named in `inReplyTo` had settled; null when no such message is in the thread. */
  readonly answered: Answered | null
}

/** All that admission may read: the message, the agreement, published terms. Never holdings, protections or guards. */
export type AdmissionGround = {
  readonly self: NodeId
  readonly held: HeldAgreement | null
  readonly policy: Policy
  readonly thread: ThreadView | null
  readonly now: Instant
}

/** A refusal with the one code that travels, and the true cause for our own log. */
export type AdmissionRefusal = Refusal<PublicCode> & { readonly inside: Refusal }

/** Reads the body of an opened message and compares sender and addressee with its header: a body that says otherwise is forged. */
export function readMessage(opened: Opened): MessageBody | AdmissionRefusal {
  const body = readBody(opened.body)
  if (isRefusal(body)) return outside('body-shape', body)
  if (body.ask.from !== opened.header.sender || body.ask.to !== opened.header.recipient) return outside('body-shape', refuse('address-differs', {}))
  return body
}

/**
 * Whether a message is taken in. The same `check` as at the sender, on this node's own copy of the agreement and its own
 * law, then the thread's machine and what the thread had settled. The receiver judges at its own now.
 */
export function admit(opened: Opened, body: MessageBody, ground: AdmissionGround): Admitted | AdmissionRefusal {
  const opens = opensThread(body)
  if (!opens && (ground.thread === null || ground.thread.partner !== opened.header.sender)) return outside('thread-unknown', refuse('thread-unknown', {}))
  if (!opens && ground.thread?.answered === null) return outside('thread-unknown', refuse('answers-nothing', {}))
  const clause = permittingClause(askOfBody(body, ground.thread?.answered ?? null), body.agreement, ground.held, ground.policy, ground.now)
  if (isRefusal(clause)) return outside(loosens(clause) ? 'handling-loosened' : publicStop[clause.refused], clause)
  const machine = ground.thread?.machine ?? machineOf(body.messageType)
  const moved = move(
    machine,
    ground.thread?.side ?? 'holder',
    ground.thread?.state ?? 'draft',
    {
      message: body.messageType,
      direction: 'in',
      extent: body.extent,
      completes: body.inReplyTo !== null && body.inReplyTo === ground.thread?.returned,
      step: stepOf(body.messageType, body.matter),
    },
    ground.thread?.before ?? null,
  )
  if (isRefusal(moved)) return outside('not-expected', moved)
  return { messageId: opened.header.messageId, body, state: moved } as Admitted
}

/** A refusal for the receipt, its cause kept for our log. */
export function outside(code: PublicCode, inside: Refusal): AdmissionRefusal {
  return { ...refuse(code, {}), inside }
}

/** Codes dropped on the way are named to the sender: it can mend that, and it learns nothing (R10). */
function loosens({ facts }: Refusal): boolean {
  return Array.isArray(facts.unmet) && facts.unmet.some(each => (each as { code?: unknown }).code === 'handling-loosened')
}

const publicStop = {
  'agreement-unknown': 'agreement-differs',
  'agreement-suspended': 'agreement-suspended',
  'agreement-not-in-force': 'agreement-not-in-force',
  'partner-frozen': 'partner-frozen',
  'not-permitted': 'not-permitted',
} as const satisfies Record<PermitRefusal, PublicCode>
