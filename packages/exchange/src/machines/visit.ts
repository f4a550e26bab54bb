import { type Arrow, duties, type MachineData, type Side } from './arrow.ts'

/** `signed-by-asker`: the minutes as they stand bear the signature of the side that proposed the visit, and not yet the other's. */
export const visitStates = [
  'draft',
  'proposed',
  'accepted',
  'agenda-agreed',
  'held',
  'signed-by-asker',
  'signed-by-holder',
  'minutes-cosigned',
  'follow-up',
  'closed',
  'cancelled',
] as const
type State = (typeof visitStates)[number]

const coming: readonly State[] = ['accepted', 'agenda-agreed']
const unsigned: readonly State[] = ['held', 'signed-by-asker', 'signed-by-holder']
const signed: readonly State[] = ['minutes-cosigned', 'follow-up']
const begun: readonly State[] = ['proposed', ...coming, ...unsigned, ...signed, 'closed', 'cancelled']

/** What either side may send, and what it does on both sides alike. */
function either(on: string, from: readonly State[], to: Arrow<State>['to'], alsoArrivesIn: readonly State[] = []): readonly Arrow<State>[] {
  return (['asker', 'holder'] as const).flatMap(side => [
    { side, on: `out:VIS:${on}`, from, to },
    { side, on: `in:VIS:${on}`, from: [...from, ...alsoArrivesIn], to },
  ])
}

/** The signature of one side under the minutes: the first, or the second after the other's. */
function cosignature(by: Side): readonly Arrow<State>[] {
  const other = by === 'asker' ? 'holder' : 'asker'
  return [
    { side: by, on: 'out:VIS:cosign' },
    { side: other, on: 'in:VIS:cosign' },
  ].flatMap(({ side, on }) => [
    { side, on, from: ['held'], to: `signed-by-${by}` } as const,
    { side, on, from: [`signed-by-${other}`], to: 'minutes-cosigned' } as const,
  ]) as readonly Arrow<State>[]
}

/*
 * Both sides may write at once. What an arrow cannot say, `visit-record.ts` does: which text a new one follows and which one a
 * signature is for. Crossing cancellations and closings meet in the same state. visit-model.test.ts walks every order.
 */
const arrows: readonly Arrow<State>[] = [
  { side: 'asker', on: 'out:VIS:propose', from: ['draft'], to: 'proposed' },
  { side: 'holder', on: 'in:VIS:propose', from: ['draft'], to: 'proposed' },
  { side: 'holder', on: 'out:VIS:accept', from: ['proposed'], to: 'accepted' },
  { side: 'asker', on: 'in:VIS:accept', from: ['proposed'], to: 'accepted' },
  // A new agenda has to be agreed anew, and new minutes to be signed anew.
  ...either('agenda', coming, 'accepted'),
  ...either('agree-agenda', ['accepted'], 'agenda-agreed'),
  ...either('delegation', [...coming, ...unsigned], 'same'),
  ...either('paper', [...coming, ...unsigned, ...signed], 'same'),
  ...either('held', ['agenda-agreed'], 'held'),
  ...either('minutes', unsigned, 'held'),
  ...cosignature('asker'),
  ...cosignature('holder'),
  ...either('follow', signed, 'follow-up'),
  ...either('close', signed, 'closed', ['closed']),
  ...either('cancel', ['proposed', ...coming], 'cancelled', ['cancelled']),
  ...duties<State>({ asker: begun, holder: begun }),
]

/** Machine (h): a working visit, from its proposal to what came of it. Both sides stand in the same state. */
export const visit: MachineData<State> = { states: visitStates, arrows, done: ['closed', 'cancelled'] }
