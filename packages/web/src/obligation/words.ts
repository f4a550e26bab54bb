import type { Dossier, HoldRow, Obligation, ThreadMessage } from '@entraide/node/api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Said } from '../words/states.ts'

export type Mark = ThreadMessage['marks'][number]
export type ObligationAct = Obligation['acts'][number]
export type Ack = NonNullable<Obligation['ack']>

/** Where a notice stands. Source: spec/workflows/notice.md */
const obligationStates: { readonly [S in Obligation['state']]: Said } = {
  ordered: { says: msg({ message: 'Ordered', context: 'state of a notice' }), tone: 'wait' },
  received: { says: msg({ message: 'Not answered yet', context: 'state of a notice' }), tone: 'soon' },
  disputed: { says: msg({ message: 'Disputed', context: 'state of a notice' }), tone: 'soon' },
  'in-review': { says: msg({ message: 'In joint review', context: 'state of a notice' }), tone: 'wait' },
  'kept-disputed': { says: msg({ message: 'Kept, disputed', context: 'state of a notice' }), tone: 'plain' },
  done: { says: msg({ message: 'Carried out, proof to come', context: 'state of a notice' }), tone: 'wait' },
  proven: { says: msg({ message: 'Proven', context: 'state of a notice' }), tone: 'good' },
  overdue: { says: msg({ message: 'Overdue', context: 'state of a notice' }), tone: 'late' },
  escalated: { says: msg({ message: 'Told to the supervisors', context: 'state of a notice' }), tone: 'late' },
}

const notFound: Said = { says: msg({ message: 'Nothing found', context: 'state of a notice' }), tone: 'plain' }

/** Where a notice stands, in words. Nothing was done where nothing was found, and nothing is left to prove. */
export function obligationState({ state, ack }: Pick<Obligation, 'state' | 'ack'>): Said {
  return state === 'done' && ack === 'NFD' ? notFound : obligationStates[state]
}

/** What a notice orders, as its button says. */
export const orderNames: { readonly [K in Obligation['kind']]: MessageDescriptor } = {
  COR: msg({ message: 'Correct', context: 'order a notice' }),
  DEL: msg({ message: 'Erase', context: 'order a notice' }),
  RST: msg({ message: 'Restrict', context: 'order a notice' }),
}

export const obligationActNames: { readonly [A in ObligationAct]: MessageDescriptor } = {
  acknowledge: msg({ message: 'Answer the notice', context: 'act on a notice' }),
  prove: msg({ message: 'Send the proof', context: 'act on a notice' }),
  review: msg({ message: 'Ask for a joint review', context: 'act on a notice' }),
  settle: msg({ message: 'End the review', context: 'act on a notice' }),
  'tell-onward': msg({ message: 'Tell whom the data went on to', context: 'act on a notice' }),
  'read-restricted': msg({ message: 'Read what is closed', context: 'act on a notice' }),
  'end-evidence': msg({ message: 'Evidence needed no longer', context: 'act on a notice' }),
}

/** What each answer does, said before it is chosen. */
export const ackHints: { readonly [A in Ack]: MessageDescriptor } = {
  APP: msg`It is done here at once, everywhere. Everyone they went on to must have confirmed first.`,
  APO: msg`It is done here at once. Those they went on to have been told, and have not confirmed yet.`,
  RST: msg`The data are needed as evidence: they are closed to everyone but a magistrate and the inspection. Say for which procedure.`,
  DIS: msg`You do not agree that it should be done. Say why; a joint review follows. Until then the data are marked.`,
  NFD: msg`The data are not held here. The node checks that before it lets this leave.`,
}

/** What it did to the data, wherever they are shown. */
export const effectWords: { readonly [E in NonNullable<Mark['effect']>]: Said } = {
  corrected: { says: msg({ message: 'Corrected', context: 'mark on data' }), tone: 'good' },
  erased: { says: msg({ message: 'Erased', context: 'mark on data' }), tone: 'plain' },
  restricted: { says: msg({ message: 'Restricted', context: 'mark on data' }), tone: 'late' },
}

const pending: { readonly [K in Mark['kind']]: Said } = {
  COR: { says: msg({ message: 'Correction pending', context: 'mark on data' }), tone: 'soon' },
  DEL: { says: msg({ message: 'Erasure pending', context: 'mark on data' }), tone: 'soon' },
  RST: { says: msg({ message: 'Restriction pending', context: 'mark on data' }), tone: 'soon' },
}
const orderedWords: { readonly [K in Mark['kind']]: Said } = {
  COR: { says: msg({ message: 'Correction ordered', context: 'mark on data' }), tone: 'wait' },
  DEL: { says: msg({ message: 'Erasure ordered', context: 'mark on data' }), tone: 'wait' },
  RST: { says: msg({ message: 'Restriction ordered', context: 'mark on data' }), tone: 'wait' },
}
const disputed: Said = { says: msg({ message: 'Disputed, in review', context: 'mark on data' }), tone: 'soon' }
const keptDisputed: Said = { says: msg({ message: 'Kept, disputed', context: 'mark on data' }), tone: 'late' }

/** What a mark says on the data: what was done, else that it is disputed, else that it is to be done. */
export function markWord(mark: Pick<Mark, 'kind' | 'state' | 'effect' | 'side'>): Said {
  if (mark.effect !== null) return effectWords[mark.effect]
  if (mark.state === 'kept-disputed') return keptDisputed
  if (mark.state === 'disputed' || mark.state === 'in-review') return disputed
  return mark.side === 'owner' ? orderedWords[mark.kind] : pending[mark.kind]
}

/** Whether a mark lies on a statement, by its place in the message. */
export const concernsItem = (mark: Pick<Mark, 'concerned'>, place: number): boolean => mark.concerned === null || mark.concerned.items.includes(place)

export const holdStates: { readonly [S in HoldRow['due']]: Said } = {
  review: { says: msg({ message: 'Review due', context: 'state of a holding period' }), tone: 'soon' },
  ending: { says: msg({ message: 'Ends within a month', context: 'state of a holding period' }), tone: 'wait' },
  second: { says: msg({ message: 'Waits for a second person', context: 'state of a holding period' }), tone: 'soon' },
  later: { says: msg({ message: 'Held', context: 'state of a holding period' }), tone: 'plain' },
}

export const erasedCauses: { readonly [C in NonNullable<ThreadMessage['erased']>['cause']]: MessageDescriptor } = {
  ordered: msg({ message: 'its sender ordered it', context: 'why data were erased' }),
  'hold-ended': msg({ message: 'its holding period ended', context: 'why data were erased' }),
  reviewed: msg({ message: 'a review decided it', context: 'why data were erased' }),
  withdrawn: msg({ message: 'the request was withdrawn', context: 'why data were erased' }),
}

/** The obligations that nobody has settled yet, what is late first. */
export const openOf = (dossier: Pick<Dossier, 'obligations'>): readonly Obligation[] =>
  dossier.obligations.filter(each => !each.settled).toSorted((one, other) => Number(other.overdue) - Number(one.overdue))

/** How far whoever got the data on is. */
export const onwardDone: Said = { says: msg({ message: 'confirmed', context: 'who got data on' }), tone: 'good' }
export const onwardTold: Said = { says: msg({ message: 'told', context: 'who got data on' }), tone: 'wait' }
export const onwardUntold: Said = { says: msg({ message: 'not told yet', context: 'who got data on' }), tone: 'soon' }
