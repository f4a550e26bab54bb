import type { CountPair, ThreadState } from '@entraide/node/api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { type Said, type Tone, threadStates } from './states.ts'

const withdrawn: Said = { says: msg({ message: 'Withdrawn', context: 'state of a plan' }), tone: 'plain' }
/** What the state of a plan is called: as of any thread, but what is withdrawn is a plan and no request. */
export const planState = (state: ThreadState): Said => (state === 'withdrawn' ? withdrawn : threadStates[state])

/** How a part of a chart is drawn: as it weighs, with patterns of its own where two weigh the same. */
export type ChartTone = Tone | 'good-part' | 'plain-part' | 'plain-dots'

/** How the status of an action weighs. Its word is the vocabulary's. */
export const itemTones: { readonly [status: string]: Tone } = { DRA: 'plain', AGR: 'plain', RUN: 'wait', BLK: 'late', DON: 'good', DRP: 'plain', CAR: 'soon' }
/** In the order of a life. */
export const itemOrder = ['DRA', 'AGR', 'RUN', 'BLK', 'DON', 'CAR', 'DRP'] as const

/** What became of things asked, in the order in which they are read; each with how it is drawn. Source: spec/follow-up.md */
export const outcomeWords = {
  answered: { says: msg({ message: 'answered', context: 'follow-up' }), tone: 'good' },
  partial: { says: msg({ message: 'answered in part, more to come', context: 'follow-up' }), tone: 'good-part' },
  refused: { says: msg({ message: 'refused', context: 'follow-up' }), tone: 'plain' },
  withdrawn: { says: msg({ message: 'withdrawn by who asked', context: 'follow-up' }), tone: 'plain-part' },
  vanished: { says: msg({ message: 'withdrawn, person not to be found', context: 'follow-up' }), tone: 'plain-dots' },
  returned: { says: msg({ message: 'sent back, not completed', context: 'follow-up' }), tone: 'soon' },
  open: { says: msg({ message: 'open, within its time', context: 'follow-up' }), tone: 'wait' },
  silent: { says: msg({ message: 'no answer, time over', context: 'follow-up' }), tone: 'late' },
} as const satisfies { readonly [outcome: string]: { readonly says: MessageDescriptor; readonly tone: ChartTone } }

/** What else is counted. */
export const countWords: { readonly [what: string]: MessageDescriptor } = {
  asked: msg({ message: 'asked', context: 'follow-up' }),
  'in-time': msg({ message: 'in time', context: 'follow-up' }),
  late: msg({ message: 'late', context: 'follow-up' }),
  answered: outcomeWords.answered.says,
  refused: outcomeWords.refused.says,
  withdrawn: outcomeWords.withdrawn.says,
  vanished: outcomeWords.vanished.says,
  returned: outcomeWords.returned.says,
  silent: outcomeWords.silent.says,
  open: outcomeWords.open.says,
}

/** Why two counts differ. */
export const differenceWords: { readonly [D in NonNullable<CountPair['differs']>]: { readonly says: MessageDescriptor; readonly tone: Tone } } = {
  none: { says: msg`the same`, tone: 'good' },
  since: { says: msg`changed since they counted`, tone: 'wait' },
  'under-way': { says: msg`on its way`, tone: 'wait' },
  unexplained: { says: msg`not explained`, tone: 'late' },
}

/** What a step of a plan is called, on its button and on its draft. */
export const stepWords: { readonly [step: string]: MessageDescriptor } = {
  propose: msg({ message: 'Proposal', context: 'step of a plan' }),
  change: msg({ message: 'Change the text', context: 'step of a plan' }),
  agree: msg({ message: 'Agree to the text', context: 'step of a plan' }),
  sign: msg({ message: 'Sign', context: 'step of a plan' }),
  countersign: msg({ message: 'Sign second', context: 'step of a plan' }),
  withdraw: msg({ message: 'Withdraw the proposal', context: 'step of a plan' }),
  decline: msg({ message: 'Decline', context: 'step of a plan' }),
  item: msg({ message: 'How an action stands', context: 'step of a plan' }),
  add: msg({ message: 'Take on an action', context: 'step of a plan' }),
  review: msg({ message: 'Conclusions of a review', context: 'step of a plan' }),
  counts: msg({ message: 'Our counts', context: 'step of a plan' }),
  close: msg({ message: 'Close the plan', context: 'step of a plan' }),
  confirm: msg({ message: 'Confirm the closing', context: 'step of a plan' }),
  reopen: msg({ message: 'Reopen', context: 'step of a plan' }),
}

/** How cases that tell little are treated by an indicator (R56). */
export const treatmentWords = {
  withdrawn: msg({ message: 'withdrawn', context: 'cases of an indicator' }),
  returned: msg({ message: 'sent back and not completed', context: 'cases of an indicator' }),
  vanished: msg({ message: 'person not to be found', context: 'cases of an indicator' }),
  open: msg({ message: 'not yet due', context: 'cases of an indicator' }),
} as const
