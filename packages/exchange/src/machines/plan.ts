import type { Arrow, MachineData } from './arrow.ts'

export const planStates = ['draft', 'proposed', 'agreed', 'signed-once', 'running', 'evaluation', 'closing', 'closed', 'withdrawn'] as const
type State = (typeof planStates)[number]

/** What either side may send, and what it does on both sides alike. */
function either(on: string, from: readonly State[], to: Arrow<State>['to']): readonly Arrow<State>[] {
  return (['asker', 'holder'] as const).flatMap(side => (['out', 'in'] as const).map(direction => ({ side, on: `${direction}:PLN:${on}`, from, to })))
}

const arrows: readonly Arrow<State>[] = [
  { side: 'asker', on: 'out:PLN:propose', from: ['draft'], to: 'proposed' },
  { side: 'holder', on: 'in:PLN:propose', from: ['draft'], to: 'proposed' },
  ...either('change', ['proposed'], 'same'),
  ...either('agree', ['proposed', 'agreed'], 'agreed'),
  ...either('sign', ['agreed'], 'signed-once'),
  ...either('countersign', ['signed-once', 'running'], 'running'),
  ...either('item', ['running', 'evaluation'], 'same'),
  ...either('counts', ['running', 'evaluation', 'closing'], 'same'),
  ...either('review', ['running', 'evaluation'], 'same'),
  ...either('evaluate', ['running', 'evaluation'], 'evaluation'),
  ...either('close', ['evaluation', 'closing'], 'closing'),
  ...either('confirm', ['closing', 'closed'], 'closed'),
  ...either('withdraw', ['proposed', 'agreed', 'withdrawn'], 'withdrawn'),
]

/** Machine (i): an action plan, from its proposal to its balance sheet. Both sides stand in the same state. */
export const plan: MachineData<State> = { states: planStates, arrows, done: ['closed', 'withdrawn'] }
