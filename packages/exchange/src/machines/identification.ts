import { type Arrow, duties, type MachineData } from './arrow.ts'

export const identificationStates = [
  'draft',
  'blocked',
  'sent',
  'received',
  'verifying',
  'returned-for-completion',
  'interview-required',
  'interviewed',
  'confirmed',
  'confirmed-other',
  'not-national',
  'no-match',
  'inconclusive',
  'no-reply',
  'document-requested',
  'document-issued',
  'document-refused',
  'document-lapsed',
  'returned',
  'misidentified',
  'suspended',
  'refused',
  'withdrawn',
  'closed',
] as const
type State = (typeof identificationStates)[number]

/** The 45 days run, or nothing is settled yet. */
const counting: readonly State[] = ['received', 'verifying', 'interview-required', 'interviewed']
const open: readonly State[] = [...counting, 'no-match', 'inconclusive', 'no-reply']
/** Where the holder may say what it found: the file was taken as complete, and an interview that it asked for was held or its time ran out. */
const looked: readonly State[] = ['verifying', 'no-match', 'inconclusive', 'no-reply']
const confirmed: readonly State[] = ['confirmed', 'confirmed-other']
const travelling: readonly State[] = ['document-requested', 'document-issued', 'document-lapsed']
/** What a pause may stop, and a withdrawal end. */
const alive: readonly State[] = [...open, 'returned-for-completion', ...confirmed, ...travelling]
const ended: readonly State[] = ['not-national', 'document-refused', 'misidentified', 'returned', 'refused', 'withdrawn']
const all: readonly State[] = [...alive, 'suspended', ...ended, 'closed']

/** Outcomes of a verification, where each may be said, and where they put a thread. A silence of 45 days is none of them; an interview ends in no `NOM`. */
const outcomes: readonly (readonly [code: string, from: readonly State[], state: State])[] = [
  ['CNF', [...looked, 'interviewed'], 'confirmed'],
  ['CNI', [...looked, 'interviewed'], 'confirmed-other'],
  ['NOT', [...looked, 'interviewed'], 'not-national'],
  ['NOM', looked, 'no-match'],
  ['INC', [...looked, 'interviewed'], 'inconclusive'],
]

/** What the holder says, in what states it may be said, and in what states of the asker it may arrive. */
function holderSays(on: string, from: readonly State[], arrivesIn: readonly State[], to: State): readonly Arrow<State>[] {
  return [
    { side: 'holder', on: `out:${on}`, from, to },
    { side: 'asker', on: `in:${on}`, from: arrivesIn, to },
    // Under way when the asker paused: it is taken, and the pause goes on over it.
    { side: 'asker', on: `in:${on}`, from: ['suspended'], to: 'beneath' },
  ]
}
/** The same the other way round. A holder whose thread is paused or over takes nothing more but its end. */
function askerSays(on: string, from: readonly State[], arrivesIn: readonly State[], to: Arrow<State>['to']): readonly Arrow<State>[] {
  return [
    { side: 'asker', on: `out:${on}`, from, to },
    { side: 'holder', on: `in:${on}`, from: arrivesIn, to },
  ]
}
const both = (on: string, from: readonly State[], to: State): readonly Arrow<State>[] => (['asker', 'holder'] as const).map(side => ({ side, on, from, to }))

/*
 * Messages cross on the line, and each side's clock runs by itself. The two must still end in states that agree: a withdrawal wins over an
 * answer under way, a pause lies over what arrives beneath it, an interview that was held names the one that was asked for, and a
 * clock that ran out on one side only is found out on the other by its own. thread-state.test.ts walks every order.
 */
const arrows: readonly Arrow<State>[] = [
  { side: 'asker', on: 'block', from: ['draft'], to: 'blocked' },
  { side: 'asker', on: 'unblock', from: ['blocked'], to: 'draft' },
  { side: 'asker', on: 'out:IDR', from: ['draft'], to: 'sent' },
  { side: 'asker', on: 'receipt', from: ['sent'], to: 'received' },
  { side: 'holder', on: 'in:IDR', from: ['draft'], to: 'received' },

  ...holderSays('IDS:verifying', ['received'], ['sent', 'received', 'verifying'], 'verifying'),
  { side: 'asker', on: 'in:IDS:verifying', from: ['no-reply'], to: 'same' },
  ...both('accepted-by-silence', ['received'], 'verifying'),
  ...holderSays(
    'RTC',
    ['received', 'no-match', 'inconclusive'],
    ['sent', 'received', 'verifying', 'no-match', 'inconclusive', 'no-reply'],
    'returned-for-completion',
  ),
  ...askerSays('CLR:complete', ['returned-for-completion'], ['returned-for-completion'], 'received'),
  { side: 'asker', on: 'out:CLR', from: alive.filter(state => state !== 'returned-for-completion'), to: 'same' },
  { side: 'asker', on: 'in:CLR', from: ['sent', ...alive.filter(state => state !== 'returned-for-completion'), 'suspended'], to: 'same' },
  { side: 'holder', on: 'out:CLR', from: alive.filter(state => state !== 'returned-for-completion'), to: 'same' },
  { side: 'holder', on: 'in:CLR', from: alive, to: 'same' },

  // What it says may come before the word that the file was complete: the asker takes it wherever it stands.
  ...outcomes.flatMap(([code, from, state]) => holderSays(`IDA:${code}`, from, ['sent', ...open], state)),
  ...holderSays('IDA:INT', looked, ['sent', ...open], 'interview-required'),
  ...askerSays('IDS:interviewed', ['interview-required', 'no-reply'], ['interview-required', 'no-reply'], 'interviewed'),
  ...both('clock-out', counting, 'no-reply'),
  ...holderSays('RFS', [...open, 'returned-for-completion'], ['sent', ...open, 'returned-for-completion'], 'refused'),

  ...askerSays(
    'IDS:request-document',
    [...confirmed, 'document-lapsed', 'document-refused'],
    [...confirmed, 'document-issued', 'document-lapsed', 'document-refused'],
    'document-requested',
  ),
  ...holderSays('IDA:LPI', ['document-requested'], ['document-requested'], 'document-issued'),
  ...holderSays('IDA:LPR', ['document-requested'], ['document-requested'], 'document-refused'),
  ...both('document-lapsed', ['document-issued'], 'document-lapsed'),
  ...askerSays('IDS:used', ['document-issued', 'document-lapsed'], ['document-issued', 'document-lapsed'], 'returned'),
  ...holderSays(
    'IDA:MIS',
    ['document-issued', 'document-lapsed', 'returned'],
    ['document-requested', 'document-issued', 'document-lapsed', 'returned'],
    'misidentified',
  ),

  ...askerSays('IDS:pause', alive, alive, 'suspended'),
  ...askerSays('IDS:resume', ['suspended'], ['suspended'], 'before'),
  ...askerSays('WDW', ['sent', ...alive, 'suspended'], [...alive, 'suspended', 'not-national', 'document-refused', 'misidentified', 'refused'], 'withdrawn'),
  ...both('close', ended, 'closed'),
  ...duties<State>({ asker: ['sent', ...all], holder: all }),
]

/** Machine (d): identification of a person in irregular stay. */
export const identification: MachineData<State> = { states: identificationStates, arrows, done: [...ended, 'closed'] }
