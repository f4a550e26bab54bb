import { type Arrow, duties, type MachineData } from './arrow.ts'

export const spontaneousStates = ['draft', 'sent', 'received', 'accepted', 'not-relevant', 'quarantined', 'closed', 'withdrawn'] as const
type State = (typeof spontaneousStates)[number]

const assessed: readonly State[] = ['accepted', 'not-relevant', 'quarantined']
const arrows: readonly Arrow<State>[] = [
  ...(['SPO', 'WAR'] as const).flatMap(type => [
    { side: 'asker' as const, on: `out:${type}`, from: ['draft' as const], to: 'sent' as const },
    { side: 'holder' as const, on: `in:${type}`, from: ['draft' as const], to: 'received' as const },
  ]),
  { side: 'asker', on: 'receipt', from: ['sent'], to: 'received' },
  { side: 'asker', on: 'in:FBK', from: ['sent', 'received', 'closed'], to: 'closed' },
  { side: 'asker', on: 'in:CLR', from: ['sent', 'received'], to: 'same' },
  { side: 'asker', on: 'out:CLR', from: ['received'], to: 'same' },
  { side: 'asker', on: 'out:WDW', from: ['sent', 'received'], to: 'withdrawn' },
  { side: 'asker', on: 'close', from: ['received', 'withdrawn'], to: 'closed' },

  { side: 'holder', on: 'in:CLR', from: ['received', ...assessed], to: 'same' },
  { side: 'holder', on: 'out:CLR', from: ['received', 'accepted', 'quarantined'], to: 'same' },
  { side: 'holder', on: 'assess-accepted', from: ['received', 'quarantined'], to: 'accepted' },
  { side: 'holder', on: 'assess-not-relevant', from: ['received', 'quarantined'], to: 'not-relevant' },
  { side: 'holder', on: 'assess-quarantined', from: ['received'], to: 'quarantined' },
  { side: 'holder', on: 'out:FBK', from: ['accepted', 'not-relevant'], to: 'closed' },
  { side: 'holder', on: 'in:WDW', from: ['received', ...assessed, 'closed'], to: 'withdrawn' },
  { side: 'holder', on: 'close', from: ['accepted', 'not-relevant', 'withdrawn'], to: 'closed' },
  ...duties({ asker: ['sent', 'received', 'closed', 'withdrawn'], holder: ['received', ...assessed, 'closed', 'withdrawn'] }),
]

/** Machine (b): information nobody asked for. */
export const spontaneous: MachineData<State> = { states: spontaneousStates, arrows, done: ['closed', 'withdrawn', 'not-relevant'] }
