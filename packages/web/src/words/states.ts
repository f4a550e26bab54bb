import type { AgreementSummary, Dossier, Draft, OutboxRow, ThreadState } from '@entraide/node/api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** How a state weighs on the reader: one of the four state colours, or none. */
export type Tone = 'late' | 'soon' | 'good' | 'wait' | 'plain'
export type Said = { readonly says: MessageDescriptor; readonly tone: Tone }

/** What the state of a thread is called, and how it weighs. Source: spec/workflows/ */
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
  blocked: { says: msg({ message: 'Blocked here', context: 'state of a thread' }), tone: 'late' },
  verifying: { says: msg({ message: 'Being verified', context: 'state of a thread' }), tone: 'wait' },
  'interview-required': { says: msg({ message: 'Interview required', context: 'state of a thread' }), tone: 'soon' },
  interviewed: { says: msg({ message: 'Interview held', context: 'state of a thread' }), tone: 'wait' },
  confirmed: { says: msg({ message: 'Nationality confirmed', context: 'state of a thread' }), tone: 'good' },
  'confirmed-other': { says: msg({ message: 'Confirmed under another identity', context: 'state of a thread' }), tone: 'good' },
  'not-national': { says: msg({ message: 'Declared not a national', context: 'state of a thread' }), tone: 'plain' },
  'no-match': { says: msg({ message: 'No match in the file', context: 'state of a thread' }), tone: 'soon' },
  inconclusive: { says: msg({ message: 'Inconclusive', context: 'state of a thread' }), tone: 'soon' },
  'no-reply': { says: msg({ message: 'No reply in time', context: 'state of a thread' }), tone: 'late' },
  'document-requested': { says: msg({ message: 'Travel document requested', context: 'state of a thread' }), tone: 'wait' },
  'document-issued': { says: msg({ message: 'Travel document issued', context: 'state of a thread' }), tone: 'good' },
  'document-refused': { says: msg({ message: 'Travel document refused', context: 'state of a thread' }), tone: 'plain' },
  'document-lapsed': { says: msg({ message: 'Travel document lapsed', context: 'state of a thread' }), tone: 'late' },
  returned: { says: msg({ message: 'Person returned', context: 'state of a thread' }), tone: 'plain' },
  misidentified: { says: msg({ message: 'Wrongly identified', context: 'state of a thread' }), tone: 'late' },
  suspended: { says: msg({ message: 'Paused', context: 'state of a thread' }), tone: 'wait' },
  proposed: { says: msg({ message: 'Proposed', context: 'state of a thread' }), tone: 'soon' },
  agreed: { says: msg({ message: 'Agreed', context: 'state of a thread' }), tone: 'good' },
  'signed-once': { says: msg({ message: 'Signed by one side', context: 'state of a thread' }), tone: 'wait' },
  running: { says: msg({ message: 'In progress', context: 'state of a thread' }), tone: 'wait' },
  evaluation: { says: msg({ message: 'Being evaluated', context: 'state of a thread' }), tone: 'soon' },
  countered: { says: msg({ message: 'Changed by the other side', context: 'state of a thread' }), tone: 'soon' },
  'closing-by-asker': { says: msg({ message: 'Closed by its proposer, to be confirmed', context: 'state of a thread' }), tone: 'soon' },
  'closing-by-holder': { says: msg({ message: 'Closed by the other side, to be confirmed', context: 'state of a thread' }), tone: 'soon' },
  declined: { says: msg({ message: 'Declined', context: 'state of a thread' }), tone: 'plain' },
  'agenda-agreed': { says: msg({ message: 'Agenda agreed', context: 'state of a thread' }), tone: 'good' },
  held: { says: msg({ message: 'Held', context: 'state of a thread' }), tone: 'wait' },
  'signed-by-asker': { says: msg({ message: 'Minutes signed by one side', context: 'state of a thread' }), tone: 'soon' },
  'signed-by-holder': { says: msg({ message: 'Minutes signed by one side', context: 'state of a thread' }), tone: 'soon' },
  'minutes-cosigned': { says: msg({ message: 'Minutes co-signed', context: 'state of a thread' }), tone: 'good' },
  'follow-up': { says: msg({ message: 'Follow-up', context: 'state of a thread' }), tone: 'wait' },
  cancelled: { says: msg({ message: 'Cancelled', context: 'state of a thread' }), tone: 'plain' },
}

/** Whether there is nothing more to find out in a dossier: the node takes no look-up for it. */
export const isOver = (state: ThreadState): boolean => state === 'closed' || state === 'withdrawn' || state === 'not-relevant'

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
