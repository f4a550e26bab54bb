import { createHash } from 'node:crypto'
import { calendarDate, canonicalText, type Json, type Uuid, utf8 } from '@entraide/ground'
import { describe, expect, test } from 'vitest'
import { readBody } from '../src/body.ts'
import { fitsVisit, type VisitFacts, type VisitStep, visitRecord, visitTextDigest } from '../src/visit-record.ts'
import { storedVectors } from './cases.ts'
import { bodyOfKind, brussels, fileOf, idOf, rabat } from './sample.ts'
import { agenda, minutes, proposal } from './visit-cases.ts'

type Stored = {
  readonly good: readonly { readonly why: string; readonly body: string }[]
  readonly bad: readonly { readonly why: string; readonly edits: readonly { readonly to: Json }[]; readonly at: string }[]
  readonly texts: readonly { readonly why: string; readonly kind: 'agenda' | 'minutes'; readonly thread: Uuid; readonly text: never; readonly digest: string }[]
}
const stored = storedVectors('messages/visit.json') as Stored

describe('steps of a visit', () => {
  for (const { why, body } of stored.good) test(`${why} is read`, () => expect(readBody(utf8(body))).toEqual(JSON.parse(body)))
  for (const { why, edits, at } of stored.bad)
    test(`${why} is refused`, () => {
      const body = { ...bodyOfKind('VIS'), matter: edits[0]?.to }
      expect(readBody(utf8(JSON.stringify(body)))).toEqual({ refused: 'body-shape', facts: { at } })
    })
  for (const { why, kind, thread, text, digest } of stored.texts)
    test(`the digest of ${why} is the one of the vectors, and of the page's own recipe`, () => {
      expect(visitTextDigest(kind, thread, text)).toBe(digest)
      const octets = Buffer.concat([Buffer.from(`entraide/1 visit-${kind}`), Buffer.of(0), Buffer.from(canonicalText({ thread, text } as Json))])
      expect(createHash('sha256').update(octets).digest('hex')).toBe(digest)
    })
  test('the page shows the digest of the vectors', () => {
    for (const { digest } of stored.texts.slice(0, 2)) expect(fileOf('spec/workflows/visit.md')).toContain(digest)
  })
})

describe('what no shape can say', () => {
  const nodes = { asker: brussels, holder: rabat }
  const facts = (by: VisitFacts['by'], more: Partial<VisitFacts> = {}): VisitFacts => ({
    me: by,
    by,
    nodes,
    regime: 'LE',
    classification: 'DR',
    attachments: 0,
    ...more,
  })
  const matter = 'visit' as const
  const days = { from: calendarDate('2027-01-19'), until: calendarDate('2027-01-20') }
  let count = 0
  const step = (by: VisitFacts['by'], of: VisitStep['matter']): VisitStep => ({ by, message: idOf(++count), matter: of, settled: true })
  const first = step('asker', proposal)
  const at = (...steps: readonly VisitStep[]) => visitRecord('asker', [first, ...steps])
  const accepted = step('holder', { matter, step: 'accept' })
  const planned = step('asker', { matter, step: 'agenda', follows: null, agenda })
  const agendaDigest = visitTextDigest('agenda', first.message, agenda)
  const agreed = step('holder', { matter, step: 'agree-agenda', digest: agendaDigest })
  const held = step('holder', { matter, step: 'held', ...days })
  const written = step('holder', { matter, step: 'minutes', follows: null, minutes })
  const minutesDigest = visitTextDigest('minutes', first.message, minutes)
  const signed = [step('asker', { matter, step: 'cosign', digest: minutesDigest }), step('holder', { matter, step: 'cosign', digest: minutesDigest })]
  const whole = [accepted, planned, agreed, held, written, ...signed]

  const refused: readonly (readonly [string, Parameters<typeof fitsVisit>, string])[] = [
    ['a discreet visit proposed without its marking', [visitRecord('asker', []), facts('asker', { classification: 'U' }), proposal], 'visit-marking'],
    ['a step of a discreet visit without its marking', [at(), facts('holder', { classification: 'U' }), { matter, step: 'accept' }], 'visit-marking'],
    ['a visit hosted by a third node', [visitRecord('asker', []), facts('asker'), { ...proposal, host: 'FR-DCPJ-SPOC' as never }], 'visit-host'],
    ['the proposal accepted by its author', [at(), facts('asker'), { matter, step: 'accept' }], 'not-expected'],
    ["one's own agenda agreed", [at(accepted, planned), facts('asker'), { matter, step: 'agree-agenda', digest: agendaDigest }], 'text-own'],
    [
      'an agenda that follows what does not stand',
      [at(accepted, planned), facts('asker'), { matter, step: 'agenda', follows: null, agenda: { ...agenda, place: 'Tangier' } }],
      'text-moved-on',
    ],
    [
      'an agenda in one language agreed',
      [
        at(
          accepted,
          step('asker', {
            matter,
            step: 'agenda',
            follows: null,
            agenda: { ...agenda, items: [{ id: 'P1', title: { fr: 'x' }, regime: 'LE', action: null }] },
          }),
        ),
        facts('holder'),
        {
          matter,
          step: 'agree-agenda',
          digest: visitTextDigest('agenda', first.message, { ...agenda, items: [{ id: 'P1', title: { fr: 'x' }, regime: 'LE', action: null }] }),
        },
      ],
      'text-in-one-language',
    ],
    [
      "the other side's delegation",
      [at(accepted), facts('asker'), { matter, step: 'delegation', delegation: { node: rabat, offices: [{ office: 'x', persons: 1, clearance: 'U' }] } }],
      'visit-not-yours',
    ],
    ['held, says the guest', [at(accepted, planned, agreed), facts('asker'), { matter, step: 'held', ...days }], 'visit-not-yours'],
    [
      'a paper without the paper',
      [at(accepted), facts('asker'), { matter, step: 'paper', title: 'x', handedOn: days.from, digest: 'ab'.repeat(32), agenda: null }],
      'paper-missing',
    ],
    ['an attachment on a step that hands no paper over', [at(accepted), facts('asker', { attachments: 1 }), { matter, step: 'cancel' }], 'paper-missing'],
    [
      'minutes on an item that is not on the agenda',
      [
        at(accepted, planned, agreed, held),
        facts('holder'),
        { matter, step: 'minutes', follows: null, minutes: { ...minutes, paragraphs: [{ agenda: 'P9', text: { fr: 'x' } }] } },
      ],
      'agenda-item-unknown',
    ],
    [
      'minutes on an item of another regime',
      [
        at(accepted, planned, agreed, held),
        facts('holder'),
        { matter, step: 'minutes', follows: null, minutes: { ...minutes, paragraphs: [{ agenda: 'P3', text: { fr: 'x' } }] } },
      ],
      'regime-elsewhere',
    ],
    [
      'a decision that a third node owns',
      [
        at(accepted, planned, agreed, held),
        facts('holder'),
        {
          matter,
          step: 'minutes',
          follows: null,
          minutes: { ...minutes, decisions: minutes.decisions.map(each => ({ ...each, owner: 'FR-DCPJ-SPOC' as never })) },
        },
      ],
      'decision-owner',
    ],
    ['minutes signed that no longer stand', [at(...whole.slice(0, 5)), facts('asker'), { matter, step: 'cosign', digest: 'ab'.repeat(32) }], 'text-moved-on'],
    [
      'a decision moved by who does not own it',
      [at(...whole), facts('asker'), { matter, step: 'follow', decision: 'D1', status: 'DON', reason: '', carried: null }],
      'decision-owner',
    ],
    [
      'a decision that was not taken',
      [at(...whole), facts('holder'), { matter, step: 'follow', decision: 'D9', status: 'DON', reason: '', carried: null }],
      'decision-unknown',
    ],
    [
      'a decision carried nowhere',
      [at(...whole), facts('holder'), { matter, step: 'follow', decision: 'D1', status: 'CAR', reason: '', carried: null }],
      'decision-carried-where',
    ],
    ['closed while a decision is open', [at(...whole), facts('holder'), { matter, step: 'close' }], 'decisions-open'],
  ]
  for (const [why, [record, by, of], says] of refused)
    test(`${why} is refused: ${says}`, () => expect(fitsVisit(record, by, of)).toMatchObject({ refused: says }))

  test('decisions are drafts until both have signed, then agreed, then as their owner says; settled, the visit may be closed', () => {
    expect(at(...whole.slice(0, 6)).decisions.map(each => each.status)).toEqual(['DRA'])
    expect(at(...whole).decisions.map(each => each.status)).toEqual(['AGR'])
    const done = at(...whole, step('holder', { matter, step: 'follow', decision: 'D1', status: 'DON', reason: 'Nine answers', carried: null }))
    expect(done.decisions).toMatchObject([{ status: 'DON', reason: 'Nine answers' }])
    expect(fitsVisit(done, facts('asker'), { matter, step: 'close' })).toBeNull()
  })
})
