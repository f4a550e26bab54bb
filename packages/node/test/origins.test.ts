import type { Uuid } from '@entraide/ground'
import { calendarDate } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { watchClocks } from '../src/jobs/runner.ts'
import { openDossier, readDossier } from '../src/steps/dossier.ts'
import { checkFields } from '../src/steps/draft.ts'
import { dueBoard } from '../src/steps/due-board.ts'
import { listOrigins, tellOrigin } from '../src/steps/origin-notices.ts'
import { stopMessage } from '../src/steps/outbox.ts'
import { actsOf, bodyOf, codeOf, done, dossierOf, drain, engines, type Fields, messageOf, request, type Side, send, type Two, twoNodes } from './path-nodes.ts'

const threat = 'An attack on a station is announced for tonight; Paris cannot be asked in time.'
const french = (over: object = {}): Fields['items'][number] => ({
  category: 'NAME',
  person: { names: ['Karim Exemple'] },
  nature: 'fact',
  source: 'A',
  information: '1',
  provenance: 'PART',
  verifiedOn: calendarDate('2026-11-20'),
  originCountry: 'FR',
  originEmergency: { threat, authority: 'FR-DGPN-SPOC' },
  ...over,
})

for (const engine of engines)
  describe(`R21: what another state gave, sent in an emergency, on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())
    const warning = (items: Fields['items'], said: Partial<Fields> = {}) =>
      request(two, {
        messageType: 'WAR',
        clause: 'C06',
        purpose: 'PUBS',
        urgency: 'IMM',
        transferBasis: 'LED-38-1-c',
        dataCategories: ['NAME'],
        note: 'It may happen in your capital as well.',
        items,
        ...said,
      })
    const owed = async ({ node, who }: Side, open: 'true' | 'false' = 'true') => (await listOrigins(node, who.OPR, { limit: 50, open })).rows
    const burning = async ({ node, who }: Side) => (await dueBoard(node, who.OPR)).columns.find(each => each.column === 'to-tell')

    test('is admitted on the record it carries, and is owed to that state until an officer says that it was told', async () => {
      const { be, ma } = two
      const sent = await send(be, warning([french(), french({ person: { names: ['Nadia Exemple'] } })]))
      await drain(be, ma)
      expect(await messageOf(be, sent.message)).toMatchObject({ verdict: 'admitted' })
      expect((await bodyOf(ma, sent.message)).items[0]).toMatchObject({ originCountry: 'FR', originEmergency: { threat, authority: 'FR-DGPN-SPOC' } })
      // The receiver owes nothing: it is the sender's promise.
      expect(await owed(ma)).toEqual([])
      const [line] = await owed(be)
      expect(line).toMatchObject({ dossier: sent.dossier, message: sent.message, state: 'FR', items: [0, 1], authority: null, told: null })
      expect((await burning(be))?.rows.map(row => row.dossier)).toEqual([sent.dossier])
      const opened = done(await openDossier(be.node, be.who.OPR, sent.dossier, 'the warning'))
      expect(opened.origins).toMatchObject([{ id: line?.id, authority: 'FR-DGPN-SPOC' }])

      const told = done(await tellOrigin(be.node, be.who.OPR, line?.id as Uuid, 'By phone, then note FR/2026/118.'))
      expect(told.told).toMatchObject({ by: { serviceNumber: 'BE-OPR' }, note: 'By phone, then note FR/2026/118.' })
      expect(await owed(be)).toEqual([])
      expect(await owed(be, 'false')).toMatchObject([{ id: line?.id, told: { note: null } }])
      expect(await burning(be)).toMatchObject({ count: 0, rows: [] })
      expect(codeOf(await tellOrigin(be.node, be.who.OPR, line?.id as Uuid, 'Twice.'))).toBe('origin-told')
      expect((await actsOf(be, 'tell-origin')).map(each => [each.outcome, each.code])).toEqual([
        ['done', null],
        ['refused', 'origin-told'],
      ])
    })

    test('does not leave without its record, its urgency or its basis; nor for another service of one’s own state', async () => {
      const { be } = two
      const refused = async (fields: Fields) => {
        const decision = await checkFields(be.node, be.who.OPR, fields)
        return decision.decision === 'permit' ? [] : decision.unmet.map(each => each.code)
      }
      expect(await refused(warning([french()]))).toEqual([])
      expect(await refused(warning([french({ originEmergency: undefined })]))).toContain('origin-state-consent-missing')
      expect(await refused(warning([french()], { urgency: 'U8H' }))).toContain('origin-state-consent-missing')
      expect(await refused(warning([french()], { transferBasis: 'LED-37-1-b' }))).toContain('origin-state-consent-missing')
      const own = french({ originCountry: undefined, originEmergency: undefined, originator: 'BE-VSSE-DESK' })
      expect(await refused(warning([own]))).toContain('origin-consent-missing')
    })

    test('who does not see the dossier does not find it; an overseer sees that it is owed, and not to whom', async () => {
      const { be, ma } = two
      const sent = await send(be, warning([french()]))
      await drain(be, ma)
      const [line] = await owed(be)
      const stranger = { ...be.who.INV, office: 'Customs', account: be.who.LAW.account }
      expect(codeOf(await tellOrigin(be.node, stranger, line?.id as Uuid, 'Not mine.'))).toBe('not-found')
      expect((await listOrigins(be.node, stranger, { limit: 10 })).rows).toEqual([])
      expect((await listOrigins(be.node, be.who.INS, { limit: 10, open: 'true' })).rows).toMatchObject([{ message: sent.message, authority: null }])
      expect(JSON.stringify(await be.node.store.read(tx => tx.db.selectFrom('origin_notice').selectAll().execute()))).not.toMatch(/DGPN|attack/)
    })

    test('is owed by nobody while the message was stopped before it left', async () => {
      const { be } = two
      const before = (await owed(be)).length
      const sent = await send(be, warning([french()]))
      expect(await owed(be)).toHaveLength(before + 1)
      done(await stopMessage(be.node, be.who.OPR, sent.message))
      expect(await owed(be)).toHaveLength(before)
      expect(done(await readDossier(be.node, be.who.OPR, sent.dossier)).origins).toEqual([])
    })

    test('keeps its dossier from being erased until it was told', async () => {
      const { be, ma } = two
      const sent = await send(be, warning([french()], { holdUntil: '2026-12-20' }))
      await drain(be, ma)
      const [line] = (await owed(be)).filter(each => each.message === sent.message)
      two.clock.at = '2026-12-22T09:00:00.000Z' as typeof two.clock.at
      const turns = async () => {
        for (const side of [be, ma]) for (let n = 0; n < 3; n++) await watchClocks(side.node)
      }
      await turns()
      expect((await dossierOf(be, sent.message))?.id).toBe(sent.dossier)
      const stones = () => be.node.store.read(tx => tx.db.selectFrom('tombstone').selectAll().where('dossier_id', '=', sent.dossier).execute())
      expect(await stones()).toEqual([])
      expect((await owed(be)).map(each => each.id)).toContain(line?.id)
      done(await tellOrigin(be.node, be.who.OPR, line?.id as Uuid, 'By letter.'))
      await turns()
      expect(await stones()).toHaveLength(1)
    })
  })
