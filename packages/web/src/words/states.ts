import type { AgreementSummary, Dossier, Draft, OutboxRow, ThreadState } from '@entraide/node/api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** How a state weighs on the reader: one of the four state colours, or none. */
export type Tone = 'late' | 'soon' | 'good' | 'wait' | 'plain'
export type Said = { readonly says: MessageDescriptor; readonly tone: Tone }

/** What the state of a thread is called, and how it weighs. Source: state machines (a) and (b). */
export const threadStates: { readonly [S in ThreadState]: Said } = {
  draft: { says: msg`Draft`, tone: 'plain' },
  sent: { says: msg`Sent`, tone: 'wait' },
  received: { says: msg`Received`, tone: 'soon' },
  'in-work': { says: msg`In work`, tone: 'wait' },
  'returned-for-completion': { says: msg`Returned for completion`, tone: 'soon' },
  'await-authorisation': { says: msg`Awaiting a magistrate`, tone: 'wait' },
  partial: { says: msg`Answered in part`, tone: 'wait' },
  answered: { says: msg`Answered`, tone: 'good' },
  refused: { says: msg`Refused`, tone: 'plain' },
  overdue: { says: msg`Overdue`, tone: 'late' },
  accepted: { says: msg`Accepted`, tone: 'good' },
  'not-relevant': { says: msg`Not relevant, deleted`, tone: 'plain' },
  quarantined: { says: msg`Quarantined`, tone: 'late' },
  closed: { says: msg`Closed`, tone: 'plain' },
  withdrawn: { says: msg`Withdrawn`, tone: 'plain' },
}

export const draftStates: { readonly [S in Draft['state']]: Said } = {
  editing: { says: msg`Being written`, tone: 'plain' },
  'waiting-release': { says: msg`Waiting for release`, tone: 'wait' },
  returned: { says: msg`Returned to its author`, tone: 'soon' },
  released: { says: msg`Released`, tone: 'good' },
  discarded: { says: msg`Discarded`, tone: 'plain' },
}

export const outboxStates: { readonly [S in OutboxRow['state']]: Said } = {
  'waiting-slot': { says: msg`Waiting for its fixed hour`, tone: 'wait' },
  waiting: { says: msg`Waiting to leave`, tone: 'wait' },
  trying: { says: msg`Leaving`, tone: 'wait' },
  stuck: { says: msg`Stuck`, tone: 'late' },
  'held-by-partner': { says: msg`Held by the partner`, tone: 'soon' },
  delivered: { says: msg`Delivered`, tone: 'good' },
  refused: { says: msg`Refused by the partner`, tone: 'late' },
  stopped: { says: msg`Stopped`, tone: 'soon' },
  expired: { says: msg`Expired`, tone: 'late' },
}

export const standings: { readonly [S in AgreementSummary['standing']]: Said } = {
  draft: { says: msg`Not signed`, tone: 'plain' },
  'signed-here': { says: msg`Signed here, not there`, tone: 'soon' },
  'signed-there': { says: msg`Signed there, not here`, tone: 'soon' },
  'signed-both': { says: msg`Signed by both`, tone: 'wait' },
  active: { says: msg`In force`, tone: 'good' },
  suspended: { says: msg`Suspended`, tone: 'late' },
  expired: { says: msg`Ended`, tone: 'plain' },
  'not-yet': { says: msg`Not yet in force`, tone: 'wait' },
}

/** What an act on a dossier is called on its button. */
export const actNames: { readonly [A in Dossier['acts'][number]]: MessageDescriptor } = {
  accept: msg`Accept as complete`,
  assign: msg`Assign`,
  answer: msg({ message: 'Answer', context: 'act on a dossier' }),
  'answer-partly': msg`Answer in part`,
  refuse: msg({ message: 'Refuse', context: 'act on a dossier' }),
  return: msg`Return for completion`,
  clarify: msg`Ask for clarification`,
  complete: msg`Complete the request`,
  feedback: msg`Tell what use was made`,
  withdraw: msg({ message: 'Withdraw', context: 'act on a dossier' }),
  assess: msg`Assess`,
  close: msg({ message: 'Close', context: 'act on a dossier' }),
  'await-authorisation': msg`Wait for a magistrate`,
  resume: msg({ message: 'Resume', context: 'act on a dossier' }),
}

export const useNames: { readonly [U in 'used' | 'used-in-part' | 'not-used' | 'false-lead']: MessageDescriptor } = {
  used: msg`Used`,
  'used-in-part': msg`Used in part`,
  'not-used': msg`Not used`,
  'false-lead': msg`A false lead`,
}
