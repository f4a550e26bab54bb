import { day, hour, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tenFingers } from '../../exchange/test/fingerprint-sample.ts'
import type { Identification } from '../src/http/api.ts'
import { submitDraft } from '../src/steps/draft.ts'
import { closeIdentification, findGuard, prepareStep, signGuard } from '../src/steps/identification.ts'
import { readIdentification } from '../src/steps/identification-view.ts'
import {
  allGreen,
  arrivedFile,
  attach,
  begunFile,
  bothViews,
  type Cells,
  exchange,
  finds,
  opened,
  released,
  sentFile,
  takes,
  twoCells,
  watch,
} from './identification-nodes.ts'
import { actsOf, codeOf, done, engines } from './path-nodes.ts'

const states = (views: { be: Identification; ma: Identification }) => [views.be.row.state, views.ma.row.state]

for (const engine of engines)
  describe(`identification on ${engine}`, () => {
    let cells: Cells
    beforeAll(async () => {
      cells = await twoCells(engine)
    })
    afterAll(() => cells.close())

    test('a file leaves with ten green guards, its prints untouched, and is verified, confirmed, documented, used, deleted and closed', async () => {
      const at = await arrivedFile(cells)
      expect(states(await bothViews(cells, at))).toEqual(['received', 'received'])
      const { be, ma } = await bothViews(cells, at)
      expect(ma.file).toMatchObject({ names: ['Youssef Exemple', 'يوسف مثال'], birthPlace: 'Oued Imaginaire', father: ['Brahim Exemple', 'ابراهيم مثال'] })
      expect(ma.prints.records.map(record => record.type)).toEqual([1, ...Array.from({ length: 10 }, () => 14)])
      expect(ma.guards).toEqual([])
      expect(be.guards.every(guard => guard.standing === 'green')).toBe(true)

      await takes(cells, 'ma', at.ma, { step: 'verifying' })
      const started = await bothViews(cells, at)
      expect(states(started)).toEqual(['verifying', 'verifying'])
      expect(started.be.row.clock).toMatchObject({ named: 'IDENT-45', startedAt: started.ma.row.clock.startedAt, dueAt: started.ma.row.clock.dueAt })

      await finds(cells, at.ma, 'CNF')
      expect(states(await bothViews(cells, at))).toEqual(['confirmed', 'confirmed'])
      await takes(cells, 'be', at.be, { step: 'request-document', travelOn: null, note: '' })
      await takes(cells, 'ma', at.ma, {
        step: 'issue-document',
        documentType: 'XCLP',
        validFrom: '2026-11-05' as never,
        validUntil: '2026-12-04' as never,
        journeys: 1,
      })
      expect((await bothViews(cells, at)).be.document).toMatchObject({ type: 'XCLP', validUntil: '2026-12-04' })
      await takes(cells, 'be', at.be, { step: 'used', usedOn: '2026-11-20' as never })
      const ended = await bothViews(cells, at)
      expect(states(ended)).toEqual(['returned', 'returned'])
      expect(ended.be.deletion).toBe('due')
      expect(codeOf(await closeIdentification(cells.be.node, cells.be.who.IDC, at.be))).toBe('deletion-open')
    })
  })
