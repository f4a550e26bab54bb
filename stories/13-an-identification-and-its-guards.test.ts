import { readFileSync } from 'node:fs'
import { dailySlot, pauseReviewDays } from '@entraide/custody'
import { day, fromHex, later, type Uuid } from '@entraide/ground'
import {
  addAttachment,
  changeIdentification,
  closeIdentification,
  decideMatch,
  decideOutcome,
  findGuard,
  importHoldings,
  listDrafts,
  listThreads,
  openDossier,
  prepareStep,
  readDossier,
  readDraft,
  readIdentification,
  releaseDraft,
  searchPersons,
  signGuard,
  startIdentification,
  submitDraft,
} from '@entraide/node'
import type { Draft, Identification, IdentificationFile, IdentificationStep } from '@entraide/node/api'
import { codesOf } from '@entraide/vocabulary'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, done, exchangeAll, type Person, refusedWith, type Side, type TwoNodes, twoNodes } from './two-nodes.ts'

/**
 * 13. A man without papers is to be identified. Ten things must be found green before anybody in Rabat hears his name; and when one turns
 * red, Rabat hears no more than it would of any other file that rests.
 */
const clock = clockAt('2026-11-02T09:05:00.000Z')
let two: TwoNodes
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock }, 'identification')
  const held = '{"id":"RN-40117","names":["يوسف مثال","Youssef Exempel"],"birthDate":"1994-05-17","birthPlace":"Oued Imaginaire","sex":"M"}\n'
  done(
    await importHoldings(
      two.ma.node,
      two.ma.people.operator,
      (async function* () {
        yield new TextEncoder().encode(held)
      })(),
    ),
  )
})
afterAll(() => two.close())

/** Ten rolled fingers in their frame, the images invented noise. */
const { good } = JSON.parse(readFileSync(new URL('../vectors/identification/fingerprints.json', import.meta.url), 'utf8')) as {
  good: readonly { why: string; file: string }[]
}
const prints = fromHex(good.find(each => each.why === 'ten rolled fingers')?.file as string)

const wholeFile: Partial<IdentificationFile> = {
  reasons: 'He says that he is a Moroccan national and has no papers. Is he known to you, and under which identity?',
  names: ['Youssef Exemple', 'يوسف مثال'],
  birthDate: '1994-05-17',
  sex: 'M',
  birthPlace: 'Oued Imaginaire',
  father: ['Brahim Exemple'],
  mother: ['Fatna Invention'],
  decisionReference: 'OE/2026/40117',
  decisionOn: '2026-09-14' as never,
  sheetLanguage: 'ary',
  sheetGivenOn: '2026-10-30' as never,
  whyPrints: 'He carries no document, and name and date of birth alone fit many persons.',
  transferBasis: 'GDPR-49-1-d',
}
async function begin(said: Partial<IdentificationFile> = {}): Promise<{ dossier: Uuid; draft: Uuid }> {
  const { node, people } = two.be
  const begun = done(await startIdentification(node, people.identifier, { to: two.ma.id, language: 'fr', caseReference: 'OE/IDENT/2026/881' }))
  const draft = begun.draft as NonNullable<Identification['draft']>
  const octets = (async function* () {
    yield prints
  })()
  done(await addAttachment(node, people.identifier, draft.id, 'prints.nist', prints.length, octets))
  const file = { ...(begun.file as IdentificationFile), ...wholeFile, ...said }
  done(await changeIdentification(node, people.identifier, begun.row.dossier, { version: draft.version, file }))
  return { dossier: begun.row.dossier, draft: draft.id }
}
async function allGreen(dossier: Uuid): Promise<void> {
  const { node, people } = two.be
  await open(two.be, people.identifier, dossier)
  for (const guard of codesOf('identificationGuard'))
    done(await findGuard(node, people.identifier, dossier, { guard, state: 'green', note: guard === 'ART3' ? 'assessed in writing' : '' }))
  await open(two.be, people.lawyer, dossier)
  done(await signGuard(node, people.lawyer, dossier))
}
const open = async (side: Side, who: Person, dossier: Uuid) => done(await openDossier(side.node, who, dossier, 'the file of Youssef E.'))
const letGo = async (side: Side, { id, version }: Pick<Draft, 'id' | 'version'>) =>
  done(await releaseDraft(side.node, side.people.releaser, id, { version, note: '' })).message
/** A file that left with its guards green: its dossier on either side. */
async function sent(said: Partial<IdentificationFile> = {}): Promise<{ here: Uuid; there: Uuid }> {
  const { dossier, draft } = await begin(said)
  await allGreen(dossier)
  const thread = await letGo(two.be, done(await submitDraft(two.be.node, two.be.people.identifier, draft)))
  await exchangeAll(two)
  const rows = (await listThreads(two.ma.node, two.ma.people.operator, { limit: 200, box: 'all' })).rows
  return { here: dossier, there: rows.find(row => row.thread === thread)?.dossier as Uuid }
}
/** A step of one side, released by its second person. */
async function steps(side: Side, dossier: Uuid, step: IdentificationStep): Promise<Uuid> {
  const who = side === two.be ? side.people.identifier : side.people.operator
  await open(side, who, dossier)
  const message = await letGo(side, done(await prepareStep(side.node, who, dossier, step)))
  await exchangeAll(two)
  return message
}
const view = async (side: Side, dossier: Uuid) => {
  const who = side === two.be ? side.people.identifier : side.people.operator
  await open(side, who, dossier)
  return done(await readIdentification(side.node, who, dossier))
}
const both = async ({ here, there }: { here: Uuid; there: Uuid }) => `${(await view(two.be, here)).row.state} / ${(await view(two.ma, there)).row.state}`

test('nine guards are green and the tenth waits for a lawyer: nothing leaves; with her signature it does', async () => {
  const { node, people } = two.be
  const { dossier, draft } = await begin()
  for (const guard of codesOf('identificationGuard'))
    done(await findGuard(node, people.identifier, dossier, { guard, state: 'green', note: guard === 'ART3' ? 'assessed in writing' : '' }))
  expect((await view(two.be, dossier)).guards.find(({ guard }) => guard === 'ART3')?.standing).toBe('open')
  expect(refusedWith(await submitDraft(node, people.identifier, draft))).toBe('not-permitted')
  expect(refusedWith(await signGuard(node, people.identifier, dossier))).toBe('second-signature-unfit')
  await open(two.be, people.lawyer, dossier)
  done(await signGuard(node, people.lawyer, dossier))
  const submitted = done(await submitDraft(node, people.identifier, draft))

  // Two days in the releasing officer's tray, and what was found is too old.
  clock.pass(2 * day + 1)
  expect(refusedWith(await releaseDraft(node, people.releaser, draft, { version: submitted.version, note: '' }))).toBe('not-permitted')
  await allGreen(dossier)
  await letGo(two.be, submitted)
  await exchangeAll(two)
  expect((await view(two.be, dossier)).row.state).toBe('received')
})

test('Rabat takes it as complete, finds somebody, and an officer says whether it is he; the answer leaves, the document is issued, the prints go', async () => {
  const { node, people } = two.ma
  const at = await sent()
  await steps(two.ma, at.there, { step: 'verifying' })
  const [ours, theirs] = [await view(two.be, at.here), await view(two.ma, at.there)]
  expect(ours.row.clock).toMatchObject({ named: 'IDENT-45', dueAt: theirs.row.clock.dueAt, remindAt: theirs.row.clock.remindAt })

  const asked = { names: ['Youssef Exemple', 'يوسف مثال'], birthDate: '1994-05-17', birthPlace: 'Oued Imaginaire' }
  const { candidates } = done(
    await searchPersons(node, people.operator, { dossier: at.there, reason: 'verification', person: asked, protected: false, top: 5 }),
  )
  const match = candidates[0]?.match as Uuid
  const decision = { outcome: 'CNF', reason: 'same prints in the national file', match } as const
  expect(refusedWith(await decideOutcome(node, people.operator, at.there, decision))).toBe('match-not-confirmed')
  done(await decideMatch(node, people.operator, at.there, match, { decision: 'confirm', reason: 'date, place and both names agree' }))
  await letGo(two.ma, done(await decideOutcome(node, people.operator, at.there, decision)))
  await exchangeAll(two)
  expect(await both(at)).toBe('confirmed / confirmed')
  expect((await view(two.be, at.here)).decisions).toEqual([])

  await steps(two.be, at.here, { step: 'request-document', travelOn: null, note: '' })
  const validity = { validFrom: '2026-11-04' as never, validUntil: '2026-12-20' as never }
  await steps(two.ma, at.there, { step: 'issue-document', documentType: 'XCLP', ...validity, journeys: 1 })
  clock.pass(day)
  await steps(two.be, at.here, { step: 'used', usedOn: '2026-11-05' as never })
  expect(await both(at)).toBe('returned / returned')
  expect(refusedWith(await closeIdentification(two.be.node, two.be.people.identifier, at.here))).toBe('deletion-open')
  const drafts = await listDrafts(two.be.node, two.be.people.identifier)
  const order = drafts.find(draft => draft.dossier === at.here && draft.messageType === 'DEL')
  await letGo(two.be, done(await submitDraft(two.be.node, two.be.people.identifier, order?.id as Uuid)))
  await exchangeAll(two)
  expect((await view(two.be, at.here)).deletion).toBe('ordered')
})

test('he asks for asylum, another lies in hospital: two pauses that Rabat cannot tell apart, then two withdrawals', async () => {
  const asylum = await sent({ names: ['Samir Fabriqué', 'سمير مصطنع'], birthDate: '1990-01-31' })
  const hospital = await sent({ names: ['Hamid Supposé', 'حميد مفترض'], birthDate: '1988-08-08' })
  for (const at of [asylum, hospital]) await steps(two.ma, at.there, { step: 'verifying' })
  const { node, people } = two.be
  const red = { guard: 'ASY', state: 'red', note: 'applied for asylum at the counter', protect: true } as const
  done(await findGuard(node, people.identifier, asylum.here, red))
  const written = (await listDrafts(node, people.identifier)).find(draft => draft.dossier === asylum.here && draft.state === 'waiting-release')
  await letGo(two.be, done(await readDraft(node, people.identifier, written?.id as Uuid)))
  clock.pass(3 * 60_000)
  await steps(two.be, hospital.here, { step: 'pause', reason: 'in hospital for a month' })

  // Decided minutes apart, they leave in one slot, dated by it.
  expect(await both(asylum)).toBe('suspended / verifying')
  const slot = dailySlot(clock.now(), 'Europe/Brussels')
  clock.moveTo(slot)
  await exchangeAll(two)
  const paused = []
  for (const at of [asylum, hospital]) {
    expect(await both(at)).toBe('suspended / suspended')
    const { messages } = done(await readDossier(two.ma.node, two.ma.people.operator, at.there))
    const { id: _, proof: __, ...told } = messages.at(-1) as (typeof messages)[number]
    paused.push(told)
    expect(JSON.stringify(told)).not.toMatch(/asyl|ASY|hospital|counter/i)
  }
  expect(paused[0]).toEqual(paused[1])

  // What comes of them is told once, on the same day for both.
  for (const [at, cause] of [
    [asylum, 'protected'],
    [hospital, 'other'],
  ] as const)
    await steps(two.be, at.here, { step: 'withdraw', cause, reason: 'known here' })
  clock.moveTo(dailySlot(later(slot, pauseReviewDays * day), 'Europe/Brussels'))
  await exchangeAll(two)
  for (const at of [asylum, hospital]) expect(await both(at)).toBe('withdrawn / withdrawn')
})

test('a second file about the one who asked for asylum stays at home, whoever writes it, until a lawyer says it is another man', async () => {
  const { node, people } = two.be
  const { dossier, draft } = await begin({ names: ['Samir Fabrique'], birthDate: '1990-01-31' })
  await allGreen(dossier)
  expect(refusedWith(await submitDraft(node, people.identifier, draft))).toBe('person-protected')
  const [protection] = (await view(two.be, dossier)).protections
  expect(protection).toMatchObject({ ground: 'ASYL', judgement: null })
})
