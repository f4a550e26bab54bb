import type { Arrow, MachineData, Side } from './arrow.ts'

export const planStates = [
  'draft',
  'proposed',
  'countered',
  'agreed',
  'signed-once',
  'running',
  'evaluation',
  'closing-by-asker',
  'closing-by-holder',
  'closed',
  'withdrawn',
  'declined',
] as const
type State = (typeof planStates)[number]

const other = { asker: 'holder', holder: 'asker' } as const
const alive: readonly State[] = ['running', 'evaluation']
const closing: readonly State[] = ['closing-by-asker', 'closing-by-holder']

/** A step of one side, and its arrival at the other; `arrives` where it may find the other side elsewhere than it left. */
function step(by: Side, on: string, from: readonly State[], to: Arrow<State>['to'], arrives: readonly State[] = from): readonly Arrow<State>[] {
  return [
    { side: by, on: `out:PLN:${on}`, from, to },
    { side: other[by], on: `in:PLN:${on}`, from: arrives, to },
  ]
}

/** What either side may say, and what leaves both where they stand. */
function says(on: string, from: readonly State[], arrives: readonly State[]): readonly Arrow<State>[] {
  return (['asker', 'holder'] as const).flatMap(by => step(by, on, from, 'same', arrives))
}

/*
 * Until it runs, a plan is one side's turn at a time, so that two steps never cross but for an end: the holder's "no" and the
 * asker's withdrawal may cross whatever is under way, and each wins over it; of the two, the withdrawal.
 * While it runs, each item and each count has one writer, so that what crosses changes different things.
 * Its evaluation begins by the clock, on each side by itself: a side that has not come so far takes the other's steps all the same.
 * Either side may close; where both do at once, the asker's closing stands. A thing said of an item meanwhile reaches a side that is
 * closing, is taken in, and the closing no longer names what both hold: it comes back.
 */
const arrows: readonly Arrow<State>[] = [
  ...step('asker', 'propose', ['draft'], 'proposed'),
  ...step('holder', 'change', ['proposed'], 'countered'),
  ...step('asker', 'change', ['countered', 'agreed'], 'proposed'),
  ...step('holder', 'agree', ['proposed'], 'agreed'),
  ...step('asker', 'agree', ['countered'], 'agreed'),
  ...step('asker', 'sign', ['agreed'], 'signed-once'),
  ...step('holder', 'countersign', ['signed-once'], 'running'),
  ...step('asker', 'withdraw', ['proposed', 'countered', 'agreed'], 'withdrawn', ['proposed', 'countered', 'agreed', 'declined']),
  ...step('holder', 'decline', ['proposed', 'countered', 'agreed', 'signed-once'], 'declined'),
  ...says('item', alive, [...alive, ...closing]),
  ...says('add', alive, [...alive, ...closing]),
  ...says('review', [...alive, ...closing], [...alive, ...closing]),
  ...says('counts', [...alive, ...closing], [...alive, ...closing]),
  { side: 'asker', on: 'evaluate', from: ['running'], to: 'evaluation' },
  { side: 'holder', on: 'evaluate', from: ['running'], to: 'evaluation' },
  ...step('asker', 'close', ['evaluation'], 'closing-by-asker', [...alive, 'closing-by-holder']),
  ...step('holder', 'close', ['evaluation'], 'closing-by-holder', alive),
  ...step('holder', 'confirm', ['closing-by-asker'], 'closed'),
  ...step('asker', 'confirm', ['closing-by-holder'], 'closed'),
  ...step('holder', 'reopen', ['closing-by-asker'], 'evaluation'),
  ...step('asker', 'reopen', ['closing-by-holder'], 'evaluation'),
]

/** Machine (i): an action plan, from its proposal to its balance sheet. `asker` is the side that proposed it. */
export const plan: MachineData<State> = { states: planStates, arrows, done: ['closed', 'withdrawn', 'declined'] }
