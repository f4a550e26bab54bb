import type { Arrow, MachineData } from './arrow.ts'

export const visitStates = ['draft', 'proposed', 'accepted', 'agenda-agreed', 'held', 'minutes-cosigned', 'follow-up', 'closed', 'cancelled'] as const
type State = (typeof visitStates)[number]

/** What either side may send, and what it does on both sides alike. */
function either(on: string, from: readonly State[], to: Arrow<State>['to']): readonly Arrow<State>[] {
  return (['asker', 'holder'] as const).flatMap(side => (['out', 'in'] as const).map(direction => ({ side, on: `${direction}:VIS:${on}`, from, to })))
}

const arrows: readonly Arrow<State>[] = [
  { side: 'asker', on: 'out:VIS:propose', from: ['draft'], to: 'proposed' },
  { side: 'holder', on: 'in:VIS:propose', from: ['draft'], to: 'proposed' },
  { side: 'holder', on: 'out:VIS:accept', from: ['proposed'], to: 'accepted' },
  { side: 'asker', on: 'in:VIS:accept', from: ['proposed'], to: 'accepted' },
  ...either('agenda', ['accepted', 'agenda-agreed'], 'same'),
  ...either('agree-agenda', ['accepted', 'agenda-agreed'], 'agenda-agreed'),
  ...either('delegation', ['accepted', 'agenda-agreed'], 'same'),
  ...either('paper', ['accepted', 'agenda-agreed', 'held', 'minutes-cosigned', 'follow-up'], 'same'),
  ...either('held', ['agenda-agreed', 'held'], 'held'),
  ...either('minutes', ['held'], 'same'),
  ...either('cosign', ['held', 'minutes-cosigned'], 'minutes-cosigned'),
  ...either('follow', ['minutes-cosigned', 'follow-up'], 'follow-up'),
  ...either('close', ['minutes-cosigned', 'follow-up', 'closed'], 'closed'),
  ...either('cancel', ['proposed', 'accepted', 'agenda-agreed', 'cancelled'], 'cancelled'),
]

/** Machine (h): a working visit, from its proposal to what came of it. Both sides stand in the same state. */
export const visit: MachineData<State> = { states: visitStates, arrows, done: ['closed', 'cancelled'] }
