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

const open: readonly State[] = ['received', 'verifying', 'interview-required', 'interviewed', 'no-match', 'inconclusive', 'no-reply']
const confirmed: readonly State[] = ['confirmed', 'confirmed-other']
const travelling: readonly State[] = [...confirmed, 'document-requested', 'document-issued', 'document-lapsed']
const ended: readonly State[] = ['not-national', 'document-refused', 'misidentified', 'returned', 'refused', 'withdrawn', 'closed']
/** What may be paused because of what happened at home. */
const pausable: readonly State[] = [...open, ...travelling, 'returned-for-completion']

/** The answers of a verification and the states they put a thread in, on both sides. */
const outcomes = [
  ['CNF', 'confirmed'],
  ['CNI', 'confirmed-other'],
  ['NOT', 'not-national'],
  ['NOM', 'no-match'],
  ['INC', 'inconclusive'],
  ['INT', 'interview-required'],
] as const

/** A step of one side and its arrival at the other, in the same states. */
function step(by: 'asker' | 'holder', on: string, from: readonly State[], to: Arrow<State>['to']): readonly Arrow<State>[] {
  const other = by === 'asker' ? 'holder' : 'asker'
  return [
    { side: by, on: `out:${on}`, from, to },
    { side: other, on: `in:${on}`, from, to },
  ]
}

const arrows: readonly Arrow<State>[] = [
  { side: 'asker', on: 'block', from: ['draft'], to: 'blocked' },
  { side: 'asker', on: 'unblock', from: ['blocked'], to: 'draft' },
  { side: 'asker', on: 'out:IDR', from: ['draft'], to: 'sent' },
  { side: 'asker', on: 'receipt', from: ['sent'], to: 'received' },
  { side: 'holder', on: 'in:IDR', from: ['draft'], to: 'received' },
  ...step('holder', 'IDS:verifying', ['received'], 'verifying'),
  ...step('holder', 'RTC', ['received', 'verifying', 'no-match', 'inconclusive'], 'returned-for-completion'),
  ...step('asker', 'CLR:complete', ['returned-for-completion'], 'received'),
  ...step('asker', 'CLR', open, 'same'),
  ...step('holder', 'CLR', open, 'same'),
  ...outcomes.flatMap(([code, state]) => step('holder', `IDA:${code}`, open, state)),
  ...step('asker', 'IDS:interviewed', ['interview-required'], 'interviewed'),
  { side: 'asker', on: 'clock-out', from: ['received', 'verifying', 'interview-required', 'interviewed'], to: 'no-reply' },
  { side: 'holder', on: 'clock-out', from: ['received', 'verifying', 'interview-required', 'interviewed'], to: 'no-reply' },
  ...step('holder', 'RFS', [...open, 'returned-for-completion'], 'refused'),
  ...step('asker', 'IDS:request-document', confirmed, 'document-requested'),
  ...step('holder', 'IDA:LPI', ['document-requested', 'document-lapsed'], 'document-issued'),
  ...step('holder', 'IDA:LPR', ['document-requested'], 'document-refused'),
  { side: 'asker', on: 'document-lapsed', from: ['document-issued'], to: 'document-lapsed' },
  { side: 'holder', on: 'document-lapsed', from: ['document-issued'], to: 'document-lapsed' },
  ...step('asker', 'IDS:used', ['document-issued'], 'returned'),
  ...step('holder', 'IDA:MIS', ['returned', ...travelling], 'misidentified'),
  ...step('asker', 'IDS:pause', pausable, 'suspended'),
  ...step('asker', 'IDS:resume', ['suspended'], 'before'),
  ...step('asker', 'WDW', [...pausable, 'suspended', 'sent'], 'withdrawn'),
  { side: 'asker', on: 'close', from: ended, to: 'closed' },
  { side: 'holder', on: 'close', from: ended, to: 'closed' },
  ...duties<State>({ asker: [...pausable, ...ended, 'suspended'], holder: [...pausable, ...ended, 'suspended'] }),
]

/** Machine (d): identification of a person in irregular stay. */
export const identification: MachineData<State> = { states: identificationStates, arrows, done: ended }
