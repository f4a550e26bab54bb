import { type Arrow, duties, type MachineData } from './arrow.ts'

export const requestStates = [
  'draft',
  'sent',
  'received',
  'in-work',
  'returned-for-completion',
  'await-authorisation',
  'partial',
  'answered',
  'refused',
  'overdue',
  'closed',
  'withdrawn',
] as const
type State = (typeof requestStates)[number]

const openAtAsker: readonly State[] = ['sent', 'received', 'partial', 'overdue']
const working: readonly State[] = ['received', 'in-work', 'partial', 'overdue']

/*
 * Messages cross on the line. Where one side's message meets the other's, the two machines must still end in states that
 * agree: a withdrawal wins over an answer under way, a message refused by the other side is undone (`afterRefusal`), and
 * only a clarification that names the standing return completes a request. thread-state.test.ts walks every order.
 */
const arrows: readonly Arrow<State>[] = [
  { side: 'asker', on: 'out:REQ', from: ['draft'], to: 'sent' },
  { side: 'asker', on: 'receipt', from: ['sent'], to: 'received' },
  { side: 'asker', on: 'in:RTC', from: ['sent', 'received', 'overdue'], to: 'returned-for-completion' },
  { side: 'asker', on: 'out:CLR:complete', from: ['returned-for-completion'], to: 'received' },
  { side: 'asker', on: 'out:CLR', from: ['received', 'partial', 'overdue'], to: 'same' },
  { side: 'asker', on: 'in:CLR', from: openAtAsker, to: 'same' },
  { side: 'asker', on: 'in:REP:partial', from: openAtAsker, to: 'partial' },
  { side: 'asker', on: 'in:REP:whole', from: openAtAsker, to: 'answered' },
  { side: 'asker', on: 'in:RFS', from: [...openAtAsker, 'returned-for-completion'], to: 'refused' },
  { side: 'asker', on: 'clock-out', from: ['received', 'partial'], to: 'overdue' },
  { side: 'asker', on: 'out:WDW', from: [...openAtAsker, 'returned-for-completion'], to: 'withdrawn' },
  { side: 'asker', on: 'out:FBK', from: ['answered', 'partial'], to: 'closed' },
  { side: 'asker', on: 'close', from: ['answered', 'refused', 'withdrawn'], to: 'closed' },

  { side: 'holder', on: 'in:REQ', from: ['draft'], to: 'received' },
  { side: 'holder', on: 'accept', from: ['received'], to: 'in-work' },
  { side: 'holder', on: 'out:RTC', from: ['received'], to: 'returned-for-completion' },
  { side: 'holder', on: 'in:CLR:complete', from: ['returned-for-completion'], to: 'received' },
  { side: 'holder', on: 'in:CLR', from: [...working, 'await-authorisation', 'returned-for-completion'], to: 'same' },
  { side: 'holder', on: 'out:CLR', from: working, to: 'same' },
  { side: 'holder', on: 'await-authorisation', from: working, to: 'await-authorisation' },
  { side: 'holder', on: 'resume', from: ['await-authorisation'], to: 'in-work' },
  { side: 'holder', on: 'out:REP:partial', from: working, to: 'partial' },
  { side: 'holder', on: 'out:REP:whole', from: working, to: 'answered' },
  { side: 'holder', on: 'out:RFS', from: [...working, 'await-authorisation', 'returned-for-completion'], to: 'refused' },
  { side: 'holder', on: 'clock-out', from: ['received', 'in-work', 'await-authorisation', 'partial'], to: 'overdue' },
  { side: 'holder', on: 'in:WDW', from: [...working, 'await-authorisation', 'returned-for-completion', 'answered', 'refused'], to: 'withdrawn' },
  { side: 'holder', on: 'in:FBK', from: ['in-work', 'partial', 'overdue', 'await-authorisation', 'answered', 'refused', 'closed'], to: 'closed' },
  { side: 'holder', on: 'close', from: ['answered', 'refused', 'withdrawn'], to: 'closed' },
  ...duties({
    asker: [...openAtAsker, 'returned-for-completion', 'answered', 'refused', 'closed', 'withdrawn'],
    holder: [...working, 'await-authorisation', 'returned-for-completion', 'answered', 'refused', 'closed', 'withdrawn'],
  }),
]

/** Machine (a): a request and its reply. */
export const request: MachineData<State> = { states: requestStates, arrows, done: ['answered', 'refused', 'closed', 'withdrawn'] }
