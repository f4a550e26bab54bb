import { hour, isRefusal, later, minute, type Uuid, utf8 } from '@entraide/ground'
import { sentence } from '@entraide/vocabulary'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeHoldings, holdingsOf } from '../src/persons/holdings.ts'
import { crossCheckDue } from '../src/steps/cross-check.ts'
import { newDossier } from '../src/store/dossiers.ts'
import { type Browser, signedIn, start, type TestFace, testFace } from './face.ts'

const records = [
  { id: 'HOLD-1', names: ['محمد الإدريسي'], birthDate: '1966-11-21', birthPlace: 'Oujda' },
  { id: 'HOLD-2', names: ['Mohamed El Idrissi'], birthDate: '1971-02-03' },
  { id: 'HOLD-3', names: ['Fatima Zahra Benali'], birthDate: '1980-05-06' },
  { id: 'HOLD-P', names: ['Mohamed El Idrissi'], birthDate: '1966-11-21', protected: true },
]
const asked = { names: ['Mohammed Idrissi'], birthDate: '1966-11-21' }

let face: TestFace
let operator: Browser & { readonly id: string }
beforeEach(async () => {
  face = await testFace({})
  operator = await signedIn(face, ['OPR'])
})
afterEach(async () => {
  await closeHoldings(face.node)
  await face.close()
})

const file = (text: string) => ({ payload: text, headers: { 'content-type': 'application/octet-stream' } })
const fill = () => operator.call('POST', '/v1/holdings', undefined, file(records.map(each => JSON.stringify(each)).join('\n')))
const dossierAt = (office = 'Brussels', side: 'asker' | 'holder' = 'asker', state = 'received'): Promise<Uuid> =>
  face.node.store.write(async tx => {
    const row = await newDossier(face.node, tx, { side, openingType: 'REQ', urgency: 'N7D', office, partner: 'MA-DGSN-SPOC' })
    await tx.db.updateTable('dossier').set({ state }).where('id', '=', row.id).execute()
    return row.id as Uuid
  })
const search = (who: Browser, dossier: Uuid | null, more: object = {}) =>
  who.call('POST', '/v1/persons/search', { dossier, reason: 'named in statement 12', person: asked, ...more })
const actsNamed = (name: string) => face.node.store.read(tx => tx.db.selectFrom('act').selectAll().where('name', '=', name).orderBy('id').execute())

test('records are taken in whole or not at all, by operators, and that is logged', async () => {
  expect((await operator.call('GET', '/v1/holdings')).body).toMatchObject({ ready: false, persons: 0 })
  expect((await fill()).body).toMatchObject({ rows: 4, added: 4, holdings: { ready: true, persons: 4, outdated: false, takingIn: null } })
  const bad = await operator.call('POST', '/v1/holdings', undefined, file('{"id":"N","names":["New Person"]}\n{"id":"B","names":[]}'))
  expect(bad).toMatchObject({ status: 422, body: { refused: 'records-bad', facts: { bad: 1, rows: [{ line: 2, code: 'names-missing' }] } } })
  expect((await operator.call('GET', '/v1/holdings')).body).toMatchObject({ persons: 4 })
  expect((await actsNamed('holdings-import')).map(each => [each.outcome, each.code])).toEqual([
    ['done', null],
    ['refused', 'records-bad'],
  ])
  const analyst = await signedIn(face, ['ANA'])
  expect((await analyst.call('POST', '/v1/holdings', undefined, file('{}'))).body.refused).toBe('forbidden')
})

test('a look-up ranks across scripts, says why in four languages, and is never certain', async () => {
  await fill()
  const dossier = await dossierAt()
  const { status, body } = await search(operator, dossier)
  expect(status).toBe(200)
  const { candidates, population, left } = body as unknown as { candidates: Found[]; population: number; left: number }
  expect([population, left]).toEqual([4, 199])
  expect(candidates[0]).toMatchObject({ reference: 'HOLD-1', protected: false, decision: null, person: { names: ['محمد الإدريسي'] } })
  for (const { comparison } of candidates) {
    expect(comparison.probability).toBeGreaterThan(0)
    expect(comparison.probability).toBeLessThan(1)
    for (const evidence of comparison.evidence) for (const language of ['en', 'fr', 'nl', 'ar']) expect(evidence.sentence[language]).toMatch(/\S/)
  }
  expect(candidates.map(each => each.reference)).not.toContain('HOLD-P')
})
type Found = { match: Uuid; reference: string; protected: boolean; comparison: { probability: number; evidence: { sentence: Record<string, string> }[] } }

test('protected records are met by operators who ask for them, and marked', async () => {
  await fill()
  const dossier = await dossierAt()
  const { body } = await search(operator, dossier, { protected: true })
  expect((body.candidates as unknown as Found[]).find(each => each.reference === 'HOLD-P')).toMatchObject({ protected: true })
  const investigator = await signedIn(face, ['INV'])
  expect((await search(investigator, dossier, { protected: true })).body.refused).toBe('forbidden')
})

test('without a dossier, without a reason, or for a closed dossier there is no look-up, and the log shows the try', async () => {
  await fill()
  expect((await search(operator, null)).body).toMatchObject({ refused: 'look-up-without-case', facts: { missing: 'dossier' } })
  expect((await search(operator, await dossierAt(), { reason: '  ' })).body).toMatchObject({ refused: 'look-up-without-case', facts: { missing: 'reason' } })
  expect((await search(operator, await dossierAt('Brussels', 'asker', 'closed'))).body.refused).toBe('look-up-without-case')
  expect((await actsNamed('persons-search')).map(each => each.code)).toEqual(['look-up-without-case', 'look-up-without-case', 'look-up-without-case'])
})

test("another office's dossier answers like one that does not exist", async () => {
  const investigator = await signedIn(face, ['INV'], 'Antwerp')
  const there = await dossierAt('Brussels')
  const nowhere = '01a207a2-3280-7000-863d-216bb910a963' as Uuid
  const answers = await Promise.all([there, nowhere].map(id => search(investigator, id)))
  expect(answers.map(each => [each.status, each.text])).toEqual([answers[0], answers[0]].map(each => [404, each?.text]))
  const reads = await Promise.all([there, nowhere].map(id => investigator.call('GET', `/v1/threads/${id}/matches`)))
  expect(reads.map(each => [each.status, each.text])).toEqual([reads[0], reads[0]].map(each => [404, each?.text]))
})

test('an hour has so many look-ups and no more, whoever they are about', async () => {
  const dossier = await dossierAt()
  await face.node.store.write(async tx => {
    for (let i = 0; i < 200; i++)
      await tx.db
        .insertInto('act')
        .values({
          id: tx.newId(),
          at: later(start, -40 * minute),
          name: 'persons-search',
          actor: operator.id,
          dossier_id: dossier,
          subject: null,
          outcome: 'done',
          code: null,
          reason_sealed: null,
          log: null,
          position: null,
        })
        .execute()
  })
  const refused = await search(operator, dossier)
  expect(refused).toMatchObject({ status: 429, body: { refused: 'look-ups-too-many', facts: { retryAfterSeconds: 20 * 60 } } })
  face.turn(21 * minute)
  expect((await search(operator, dossier)).status).toBe(200)
})

test('a walk through the alphabet is held for an hour and stands in the log', async () => {
  await fill()
  const dossier = await dossierAt()
  const answers: (string | undefined)[] = []
  for (const letter of 'abcdefghijklmnopqrstuvwxyz')
    answers.push((await search(operator, dossier, { person: { names: [`${letter}ziz Benali`] } })).body.refused)
  expect(answers.filter(each => each === undefined).length).toBeLessThan(20)
  expect(answers.at(-1)).toBe('look-ups-walk')
  expect((await search(operator, dossier)).body.refused).toBe('look-ups-walk')
  const auditor = await signedIn(face, ['DPO'])
  expect((await auditor.call('GET', '/v1/acts')).text).toContain('look-ups-walk')
  face.turn(hour + minute)
  const again = await signedIn(face, ['OPR'])
  expect((await search(again, dossier)).status).toBe(200)
})

test('a person decides with a reason; the word is kept sealed under the dossier and logged', async () => {
  await fill()
  const dossier = await dossierAt()
  const found = (await search(operator, dossier)).body.candidates as unknown as Found[]
  const match = found[0]?.match as Uuid
  const decide = (decision: string, reason: string) => operator.call('POST', `/v1/threads/${dossier}/matches/${match}/decision`, { decision, reason })
  expect((await decide('confirm', 'same document')).body.refused).toBe('dossier-not-opened')
  await operator.call('POST', `/v1/threads/${dossier}/openings`, { reason: 'to decide' })
  expect((await decide('confirm', ' ')).body.refused).toBe('reason-missing')
  expect((await decide('confirm', 'same document, seen on paper')).body).toMatchObject({
    decision: { decision: 'confirmed', reason: 'same document, seen on paper' },
  })
  expect((await decide('dismiss', 'the paper was another one')).body).toMatchObject({ decision: { decision: 'dismissed' } })
  expect((await operator.call('GET', `/v1/threads/${dossier}/matches`)).body).toMatchObject({
    check: 'none',
    rows: expect.arrayContaining([expect.objectContaining({ match, source: 'search', decision: expect.objectContaining({ decision: 'dismissed' }) })]),
  })
  expect((await actsNamed('match-confirm')).map(each => [each.subject, each.code])).toEqual([
    [match, 'dossier-not-opened'],
    [match, 'reason-missing'],
    [match, null],
  ])
  const rows = await face.node.store.read(tx => tx.db.selectFrom('match').selectAll().execute())
  const bytes = rows
    .map(
      each =>
        Buffer.concat([each.sealed, each.decision_sealed ?? Buffer.alloc(0)]).toString('latin1') + JSON.stringify({ ...each, sealed: 0, decision_sealed: 0 }),
    )
    .join('')
  for (const word of ['HOLD', 'Idrissi', 'dismissed', 'confirmed', 'paper']) expect(bytes).not.toContain(word)
  expect((await decide('take-back', '')).body).toMatchObject({ match, decision: null })
  expect((await actsNamed('match-take-back')).map(each => each.code)).toEqual([null])
  await decide('dismiss', 'the paper was another one')
  // The same record found again is the same candidate, and its decision stays.
  const again = (await search(operator, dossier)).body.candidates as unknown as (Found & { decision: object | null })[]
  expect(again.find(each => each.match === match)?.decision).toMatchObject({ decision: 'dismissed' })
  await face.node.store.write(tx => tx.erase(dossier))
  expect((await operator.call('GET', `/v1/threads/${dossier}/matches`)).body).toMatchObject({ rows: [] })
})

test('what comes in is checked apart from its admission; only who opened the dossier sees what was found', async () => {
  await fill()
  const dossier = await dossierAt('SPOC', 'holder')
  await operator.call('POST', `/v1/threads/${dossier}/openings`, { reason: 'to answer' })
  await face.node.store.write(async tx => {
    const id = tx.newId()
    const body = utf8(JSON.stringify({ items: [{ category: 'x', text: 'no person' }, { person: { ...asked, nationalities: ['MA'] } }] }))
    await tx.db
      .insertInto('message')
      .values({
        id,
        dossier_id: dossier,
        direction: 'in',
        partner: 'MA-DGSN-SPOC',
        kind: 'message',
        message_type: 'REQ',
        agreement_hash: null,
        clause: null,
        in_reply_to: null,
        body_digest: '',
        body_sealed: await tx.sealBytes(dossier, `message/${id}/body`, body),
        at: tx.at,
        created_at: tx.at,
        expires_at: tx.at,
        verdict: 'admitted',
        code: null,
        inner_code: null,
        receipt: null,
        receipt_at: null,
        hold_until: null,
      })
      .execute()
  })
  expect((await operator.call('GET', `/v1/threads/${dossier}/matches`)).body).toMatchObject({ check: 'waiting', rows: [] })
  expect(await crossCheckDue(face.node)).toBe(false)
  await crossCheckDue(face.node)
  const { body } = await operator.call('GET', `/v1/threads/${dossier}/matches`)
  expect(body).toMatchObject({ check: 'done', rows: [{ reference: 'HOLD-1', source: 'check', item: 1 }] })
  expect(JSON.stringify(body)).not.toContain('HOLD-P')
  expect(await actsNamed('cross-check')).toHaveLength(1)
  const leaves = await face.node.store.read(tx => tx.db.selectFrom('leaf').select(['log', 'facts']).execute())
  expect(leaves.filter(each => each.log.includes('MA-DGSN')).length).toBe(0)
  const other = await signedIn(face, ['OPR'])
  expect((await other.call('GET', `/v1/threads/${dossier}/matches`)).body.refused).toBe('dossier-not-opened')
})

test('two persons are compared side by side', async () => {
  const { body } = await operator.call('POST', '/v1/persons/compare', { a: asked, b: { names: ['محمد الإدريسي'], birthDate: '1966-11-21' } })
  expect(body).toMatchObject({ same: true })
  const alike = await operator.call('POST', '/v1/persons/compare', { a: { names: ['Mohamed Alaoui'] }, b: { names: ['محمد العلوي'] }, population: 11_000_000 })
  expect(alike.body).toMatchObject({ same: null, warning: { wouldSettle: expect.any(String), namesakes: expect.any(Number) } })
  expect((await operator.call('POST', '/v1/persons/compare', { a: asked, b: { names: ['😀'] } })).body).toMatchObject({
    refused: 'name-without-letters',
    facts: { side: 'b' },
  })
})

test('holdings closed are opened again, and every code of theirs has its sentence', async () => {
  await holdingsOf(face.node)
  await closeHoldings(face.node)
  const { register } = await holdingsOf(face.node)
  expect(isRefusal(await register.search(asked))).toBe(false)
  for (const code of [
    'look-up-without-case',
    'look-ups-too-many',
    'look-ups-walk',
    'records-bad',
    'record-shape',
    'record-id',
    'record-twice',
    'register-unfinished',
    'register-outdated',
    'register-key-wrong',
    'register-empty',
    'holdings-busy',
    'dossier-not-opened',
    'reason-missing',
  ])
    expect(sentence(code, 'ar')?.next, code).toBeDefined()
})
