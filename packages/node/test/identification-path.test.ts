import { dailySlot, nextSlot, pauseReviewDays } from '@entraide/custody'
import { type CalendarDate, day, hour, instant, later, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Identification, IdentificationStep } from '../src/http/api.ts'
import { preview, releaseDraft } from '../src/steps/dispatch.ts'
import { openDossier } from '../src/steps/dossier.ts'
import { submitDraft } from '../src/steps/draft.ts'
import { dueBoard } from '../src/steps/due-board.ts'
import { closeIdentification, decideOutcome, findGuard, prepareStep, signGuard, startIdentification } from '../src/steps/identification.ts'
import { readIdentification } from '../src/steps/identification-view.ts'
import { draftAcknowledgement } from '../src/steps/obligations.ts'
import { judgeProtection, protectPerson } from '../src/steps/protections.ts'
import {
  allGreen,
  arrivedFile,
  begunFile,
  bothViews,
  bringIntoForce,
  type Cells,
  exchange,
  finds,
  opened,
  type Person,
  released,
  sentFile,
  takes,
  twoCells,
  watch,
} from './identification-nodes.ts'
import { actsOf, codeOf, done, engines } from './path-nodes.ts'
import { headlessPrint, tenFingers } from './prints.ts'

const states = ({ be, ma }: { be: Identification; ma: Identification }) => `${be.row.state} / ${ma.row.state}`
const draftIn = (view: Identification) => (view.draft as NonNullable<Identification['draft']>).id

for (const engine of engines)
  describe(`identification on ${engine}`, () => {
    let cells: Cells
    beforeAll(async () => {
      cells = await twoCells(engine)
    })
    afterAll(() => cells.close())
    const standing = async (at: { be: Uuid; ma: Uuid }) => states(await bothViews(cells, at))

    test('a file leaves with ten green guards, its prints untouched, and is verified, confirmed, documented and used', async () => {
      const at = await arrivedFile(cells)
      const { be, ma } = await bothViews(cells, at)
      expect(states({ be, ma })).toBe('received / received')
      expect(ma.file).toMatchObject({ names: ['Youssef Exemple', 'يوسف مثال'], birthPlace: 'Oued Imaginaire', father: ['Brahim Exemple', 'ابراهيم مثال'] })
      expect(ma.prints.records.map(record => record.type)).toEqual([1, ...Array.from({ length: 10 }, () => 14)])
      expect(ma.guards).toEqual([])
      expect(be.guards.every(guard => guard.standing === 'green')).toBe(true)

      await takes(cells, 'ma', at.ma, { step: 'verifying' })
      const started = await bothViews(cells, at)
      expect(states(started)).toBe('verifying / verifying')
      expect(started.be.row.clock).toMatchObject({ named: 'IDENT-45', startedAt: started.ma.row.clock.startedAt, dueAt: started.ma.row.clock.dueAt })

      await finds(cells, at.ma, 'CNF')
      expect(await standing(at)).toBe('confirmed / confirmed')
      await takes(cells, 'be', at.be, { step: 'request-document', travelOn: null, note: '' })
      await takes(cells, 'ma', at.ma, {
        step: 'issue-document',
        documentType: 'XCLP',
        validFrom: '2026-11-05' as never,
        validUntil: '2026-12-04' as never,
        journeys: 1,
      })
      expect((await bothViews(cells, at)).be.document).toMatchObject({ type: 'XCLP', validUntil: '2026-12-04' })
      // Days the wrong way round are bad input, not a draft that no answer can show.
      const reversed = { step: 'issue-document', documentType: 'XCLP', validFrom: '2026-12-04', validUntil: '2026-11-05', journeys: 1 }
      expect(IdentificationStep.safeParse(reversed).success).toBe(false)
      const early = await prepareStep(cells.be.node, cells.be.who.IDC, at.be, { step: 'used', usedOn: '2026-12-05' as never })
      expect(codeOf(early)).toBe('document-not-valid')
      // Of a return that is yet to come nothing is said, nor of one twice.
      const used = { step: 'used', usedOn: '2026-11-20' as never } as const
      expect(await prepareStep(cells.be.node, cells.be.who.IDC, at.be, used)).toMatchObject({ refused: 'day-to-come', facts: { at: 'matter/usedOn' } })
      cells.clock.to('2026-11-20T09:10:00.000Z')
      await takes(cells, 'be', at.be, used)
      expect(await standing(at)).toBe('returned / returned')
    })

    test('at the end a deletion notice for the prints waits for two persons, and until it is acknowledged nobody closes the dossier', async () => {
      const at = await arrivedFile(cells)
      cells.clock.to('2026-11-21T09:10:00.000Z')
      await finds(cells, at.ma, 'NOT')
      // A negative: it leaves at its slot in Rabat, not when it was decided.
      expect(await standing(at)).toBe('verifying / not-national')
      cells.clock.at = nextSlot('ID45', cells.clock.at, 'Africa/Casablanca')
      await exchange(cells)
      expect(await standing(at)).toBe('not-national / not-national')
      expect((await bothViews(cells, at)).be.deletion).toBe('due')
      expect(codeOf(await closeIdentification(cells.be.node, cells.be.who.IDC, at.be))).toBe('deletion-open')
      const draft = await cells.be.node.store.read(tx =>
        tx.db.selectFrom('draft').selectAll().where('dossier_id', '=', at.be).where('message_type', '=', 'DEL').executeTakeFirstOrThrow(),
      )
      expect(draft).toMatchObject({ state: 'editing', author: cells.be.who.IDC.account })
      await released(cells.be, done(await submitDraft(cells.be.node, cells.be.who.IDC, draft.id as Uuid)))
      await exchange(cells)
      expect((await bothViews(cells, at)).be.deletion).toBe('ordered')
      expect(codeOf(await closeIdentification(cells.be.node, cells.be.who.IDC, at.be))).toBe('deletion-open')
    })

    test('no file leaves while a guard is wanting, and the assessment under article 3 takes two of two kinds', async () => {
      const { node, who } = cells.be
      const file = await begunFile(cells)
      const { dossier } = file.row
      expect(file.guards.map(guard => guard.standing)).toEqual(Array.from({ length: 10 }, () => 'none'))
      expect(codeOf(await submitDraft(node, who.IDC, draftIn(file)))).toBe('not-permitted')
      for (const guard of ['RET', 'ASY', 'ART3', 'MIN', 'FAM', 'MED', 'THB', 'STA', 'CIT', 'INF'] as const)
        done(await findGuard(node, who.IDC, dossier, { guard, state: 'green', note: guard === 'ART3' ? 'assessed in writing' : '' }))
      const unsigned = done(await readIdentification(node, who.IDC, dossier))
      expect(unsigned.guards.find(guard => guard.guard === 'ART3')?.standing).toBe('open')
      expect(codeOf(await submitDraft(node, who.IDC, draftIn(file)))).toBe('not-permitted')
      expect(codeOf(await signGuard(node, who.IDC, dossier))).toBe('second-signature-unfit')
      const toSign = async (person: Person) => (await dueBoard(node, person)).columns.find(each => each.column === 'to-sign')?.rows.map(row => row.dossier)
      expect(await toSign(who.LEG)).toContain(dossier)
      expect([await toSign(who.IDC), await toSign(who.IDO)].flat()).not.toContain(dossier)
      await opened(cells.be, who.IDO, dossier)
      expect(codeOf(await signGuard(node, who.IDO, dossier))).toBe('second-signature-unfit')
      expect(codeOf(await signGuard(node, who.LEG, dossier))).toBe('dossier-not-opened')
      await opened(cells.be, who.LEG, dossier)
      expect(done(await readIdentification(node, who.LEG, dossier)).guards.find(guard => guard.guard === 'ART3')?.maySign).toBe(true)
      done(await signGuard(node, who.LEG, dossier))
      expect(await toSign(who.LEG)).not.toContain(dossier)
      expect(codeOf(await signGuard(node, who.LAW, dossier))).toBe('dossier-not-opened')
      done(await submitDraft(node, who.IDC, draftIn(file)))
    })

    test('a file speaks of no day that is yet to come, and of none that never was', async () => {
      const { node, who } = cells.be
      const tomorrow = later(cells.clock.at, day).slice(0, 10) as CalendarDate
      for (const [said, refused, at] of [
        [{ decisionOn: tomorrow }, 'day-to-come', 'matter/decisionOn'],
        [{ sheetGivenOn: tomorrow }, 'day-to-come', 'matter/informationSheet/givenOn'],
        [{ birthDate: String(Number(tomorrow.slice(0, 4)) + 1) }, 'day-to-come', 'items/0'],
        [{ birthDate: '1990-02-30' }, 'day-impossible', 'items/0'],
      ] as const) {
        const file = await begunFile(cells, said)
        await allGreen(cells, file.row.dossier)
        expect(done(await readIdentification(node, who.IDC, file.row.dossier)).unmet.map(each => [each.code, each.field])).toContainEqual([refused, at])
        expect(await submitDraft(node, who.IDC, draftIn(file))).toMatchObject({ refused, facts: { at } })
      }
    })

    test('findings count for 48 hours: what was green at submission is asked again at release, and again before delivery', async () => {
      const { node, who } = cells.be
      const file = await begunFile(cells)
      await allGreen(cells, file.row.dossier)
      const submitted = done(await submitDraft(node, who.IDC, draftIn(file)))
      cells.clock.pass(48 * hour + 1)
      expect(codeOf(await releaseDraft(node, who.REL, submitted.id, { version: submitted.version, note: '' }))).toBe('not-permitted')
      await opened(cells.be, who.IDC, file.row.dossier)
      expect(done(await readIdentification(node, who.IDC, file.row.dossier)).guards.every(guard => guard.standing === 'stale')).toBe(true)
      await allGreen(cells, file.row.dossier)
      const message = done(await releaseDraft(node, who.REL, submitted.id, { version: submitted.version, note: '' })).message
      // Released; and before it is delivered the officer learns of a claim.
      done(await findGuard(node, who.IDC, file.row.dossier, { guard: 'ASY', state: 'red', note: 'a claim was lodged this morning' }))
      await exchange(cells)
      const stopped = done(await readIdentification(node, who.IDC, file.row.dossier))
      expect(stopped).toMatchObject({ row: { state: 'blocked', thread: null }, draft: { state: 'returned', returned: { code: 'not-permitted' } } })
      expect(await cells.ma.node.store.read(tx => tx.db.selectFrom('message').select('id').where('id', '=', message).executeTakeFirst())).toBeUndefined()
      expect(codeOf(await submitDraft(node, who.IDC, draftIn(stopped)))).toBe('guard-not-green')
      done(await findGuard(node, who.IDC, file.row.dossier, { guard: 'ASY', state: 'green', note: 'withdrawn before it was registered' }))
      expect(done(await readIdentification(node, who.IDC, file.row.dossier)).row.state).toBe('draft')
    })

    test('a finding that blocks says on what it rests, and nobody outside the cell and the legal service finds any', async () => {
      const { node, who } = cells.be
      const { row } = await begunFile(cells)
      expect(codeOf(await findGuard(node, who.IDC, row.dossier, { guard: 'MIN', state: 'red', note: ' ' }))).toBe('guard-note-missing')
      expect(codeOf(await findGuard(node, who.IDC, row.dossier, { guard: 'ART3', state: 'green', note: '' }))).toBe('guard-note-missing')
      expect(codeOf(await findGuard(node, who.INV, row.dossier, { guard: 'MIN', state: 'green', note: '' }))).toBe('not-found')
      expect(codeOf(await readIdentification(node, who.INV, row.dossier))).toBe('not-found')
      expect(done(await readIdentification(node, who.REL, row.dossier))).toMatchObject({ opened: false, guards: [], file: null, protections: [] })
      const names = (await actsOf(cells.be as never, 'guard-found')).map(line => line.subject)
      expect(names.every(subject => subject === null)).toBe(true)
    })

    test('a person under protection is found again under another spelling, blocks here, and only a legal adviser says that it is another', async () => {
      const { node, who } = cells.be
      const kept = { person: { names: ['Yousef Exempl'], birthDate: '1994-05-17' }, ground: 'ASYL' as const, reason: 'application of March', dossier: null }
      const protection = done(await protectPerson(node, who.LEG, kept))
      const file = await begunFile(cells)
      await allGreen(cells, file.row.dossier)
      expect(codeOf(await submitDraft(node, who.IDC, draftIn(file)))).toBe('person-protected')
      const seen = done(await readIdentification(node, who.IDC, file.row.dossier))
      expect(seen.protections).toMatchObject([{ ground: 'ASYL', judgement: null, person: { names: ['Yousef Exempl'] } }])
      expect(seen.unmet.map(each => each.code)).toContain('person-protected')
      expect(codeOf(await judgeProtection(node, who.IDC, file.row.dossier, protection.id, 'another man'))).toBe('not-found')
      done(await judgeProtection(node, who.LEG, file.row.dossier, protection.id, 'another father, another place of birth'))
      await sentFile(cells, file)
      // Nothing of it stands anywhere in the clear.
      const row = await node.store.read(tx => tx.db.selectFrom('protected_person').selectAll().executeTakeFirstOrThrow())
      expect(new TextDecoder('latin1').decode(new Uint8Array(row.sealed))).not.toMatch(/Yousef|ASYL/)
      await node.store.write(async tx => {
        await tx.db.deleteFrom('protection_judgement').execute()
        await tx.db.deleteFrom('protected_key').execute()
        await tx.db.deleteFrom('protected_person').execute()
      })
      await exchange(cells)
    })

    test('prints are checked for shape before anything leaves', async () => {
      const { node, who } = cells.be
      const torn = await begunFile(cells, {}, tenFingers().subarray(0, 900))
      await allGreen(cells, torn.row.dossier)
      expect(torn.prints).toMatchObject({ state: 'broken', problem: 'cut-short' })
      expect(codeOf(await submitDraft(node, who.IDC, draftIn(torn)))).toBe('fingerprint-file-shape')
      const photo = await begunFile(cells, {}, headlessPrint())
      expect(photo.prints.state).toBe('none')
      expect(photo.missing).toContain('prints')
    })

    test('who releases sees the guards judged: permitted while they are fresh, and no longer once they are old', async () => {
      const file = await begunFile(cells)
      await allGreen(cells, file.row.dossier)
      const { node, who } = cells.be
      done(await submitDraft(node, who.IDC, draftIn(file)))
      expect(done(await preview(node, who.REL, draftIn(file))).decision).toMatchObject({ decision: 'permit' })
      cells.clock.pass(2 * day + hour)
      const old = done(await preview(node, who.REL, draftIn(file))).decision
      expect(old.unmet.map(condition => condition.code)).toContain('guard-not-green')
    })

    test('returned for completion, completed, and only then accepted; silence accepts after a day', async () => {
      const at = await arrivedFile(cells)
      await takes(cells, 'ma', at.ma, { step: 'return', note: 'The prints of the left hand are missing.' })
      expect(await standing(at)).toBe('returned-for-completion / returned-for-completion')
      expect((await bothViews(cells, at)).be.row.clock).toMatchObject({ stopped: true, dueAt: null })
      expect(codeOf(await decideOutcome(cells.ma.node, cells.ma.who.OPR, at.ma, { outcome: 'CNF', reason: 'found', match: null }))).toBe('not-expected')
      cells.clock.pass(5 * day)
      await opened(cells.be, cells.be.who.IDC, at.be)
      expect(codeOf(await prepareStep(cells.be.node, cells.be.who.IDC, at.be, { step: 'complete', note: 'None could be taken: injured.' }))).toBe(
        'guard-not-green',
      )
      await allGreen(cells, at.be)
      await takes(cells, 'be', at.be, { step: 'complete', note: 'None could be taken: injured.' })
      expect(await standing(at)).toBe('received / received')
      cells.clock.pass(day)
      await watch(cells)
      const deemed = await bothViews(cells, at)
      expect(states(deemed)).toBe('verifying / verifying')
      expect(deemed.be.row.clock).toMatchObject({ deemed: true, dueAt: deemed.ma.row.clock.dueAt })
      expect(codeOf(await prepareStep(cells.ma.node, cells.ma.who.OPR, at.ma, { step: 'return', note: 'One more thing.' }))).toBe('not-expected')
    })

    test('on day 30 both are reminded, on day 45 silence is no reply, and what comes later is still taken', async () => {
      const at = await arrivedFile(cells)
      await takes(cells, 'ma', at.ma, { step: 'verifying' })
      const { startedAt, dueAt, remindAt } = (await bothViews(cells, at)).be.row.clock
      expect(remindAt).toBe(later(instant(startedAt as string), 30 * day))
      cells.clock.to(remindAt as string)
      await watch(cells)
      for (const [cell, dossier] of [
        [cells.be, at.be],
        [cells.ma, at.ma],
      ] as const)
        expect((await actsOf(cell as never, 'identification-reminder')).filter(line => line.dossier_id === dossier)).toHaveLength(1)
      expect(await standing(at)).toBe('verifying / verifying')
      cells.clock.to(dueAt as string)
      cells.clock.pass(1)
      await watch(cells)
      const silent = await bothViews(cells, at)
      expect(states(silent)).toBe('no-reply / no-reply')
      expect(silent.be.row.clock.overdue).toBe(true)
      await finds(cells, at.ma, 'CNI', { person: { names: ['Yassine Autre', 'ياسين آخر'], birthDate: '1993' } })
      const late = await bothViews(cells, at)
      expect(states(late)).toBe('confirmed-other / confirmed-other')
      expect(late.ma.decisions).toMatchObject([{ outcome: 'CNI', reason: 'compared with the national file' }])
      expect(late.be.decisions).toEqual([])
    })

    test('an outcome that nobody decided does not leave, and a confirmation of another identity says which', async () => {
      const at = await arrivedFile(cells)
      const { node, who } = cells.ma
      const same = { outcome: 'CNF', reason: 'the same', match: null } as const
      expect(await decideOutcome(node, who.OPR, at.ma, same)).toMatchObject({ refused: 'not-expected', facts: { state: 'received' } })
      await takes(cells, 'ma', at.ma, { step: 'verifying' })
      expect(codeOf(await decideOutcome(node, who.OPR, at.ma, { outcome: 'CNI', reason: 'another name', match: null }))).toBe('identification-incomplete')
      expect(codeOf(await decideOutcome(node, who.OPR, at.ma, { outcome: 'CNF', reason: 'the same', match: at.ma }))).toBe('match-not-confirmed')
      const draft = done(await decideOutcome(node, who.OPR, at.ma, same))
      // Pressed twice, or by two officers at once: it is written once.
      expect(await decideOutcome(node, who.OPR, at.ma, same)).toMatchObject({ refused: 'step-waiting', facts: { draft: draft.id } })
      // Decided anew meanwhile: what was written before says what nobody says any more.
      done(await decideOutcome(node, who.OPR, at.ma, { outcome: 'INC', reason: 'two candidates', match: null }))
      expect(codeOf(await releaseDraft(node, who.REL, draft.id, { version: draft.version, note: '' }))).toBe('outcome-undecided')
    })

    test('no match, then an interview with its safeguards, then inconclusive', async () => {
      const at = await arrivedFile(cells)
      await finds(cells, at.ma, 'NOM')
      cells.clock.pass(day)
      await exchange(cells)
      expect(await standing(at)).toBe('no-match / no-match')
      const { ma, be } = cells
      const dayOf = (at: string) => at.slice(0, 10) as never
      const [gone, heldOn] = [dayOf(later(cells.clock.at, -day)), dayOf(later(cells.clock.at, 2 * day))]
      await opened(ma, ma.who.OPR, at.ma)
      expect(codeOf(await prepareStep(ma.node, ma.who.OPR, at.ma, { step: 'interview', interviewOn: gone, interpreter: 'ar' }))).toBe('day-gone')
      await takes(cells, 'ma', at.ma, { step: 'interview', interviewOn: heldOn, interpreter: 'ar' })
      expect(await standing(at)).toBe('interview-required / interview-required')
      // It asked for an interview: until it was held, or its time ran out, nothing is found.
      const early = await decideOutcome(ma.node, ma.who.OPR, at.ma, { outcome: 'CNF', reason: 'before the interview', match: null })
      expect(early).toMatchObject({ refused: 'not-expected', facts: { state: 'interview-required' } })
      await allGreen(cells, at.be)
      const interviewed = { step: 'interviewed', heldOn, interpreter: 'ar', silenceOnAsylumTold: true, lawyerTold: true } as const
      expect(codeOf(await prepareStep(be.node, be.who.IDC, at.be, interviewed))).toBe('day-to-come')
      cells.clock.pass(2 * day)
      await allGreen(cells, at.be)
      await takes(cells, 'be', at.be, interviewed)
      await opened(ma, ma.who.OPR, at.ma)
      const nothing = await decideOutcome(ma.node, ma.who.OPR, at.ma, { outcome: 'NOM', reason: 'nothing after an interview', match: null })
      expect(nothing).toMatchObject({ refused: 'not-expected', facts: { state: 'interviewed' } })
      const held = await bothViews(cells, at)
      expect(states(held)).toBe('interviewed / interviewed')
      expect(held.ma.course.at(-1)).toMatchObject({ step: 'interviewed', facts: { heldOn, interpreter: 'ar' } })
      await finds(cells, at.ma, 'INC')
      cells.clock.pass(day)
      await exchange(cells)
      expect(await standing(at)).toBe('inconclusive / inconclusive')
    })

    test('a red guard after sending writes a pause at once; it says nothing, leaves at a slot, stops the clock, and what arrives beneath it is taken', async () => {
      cells.clock.to('2027-04-05T07:20:00.000Z')
      const at = await arrivedFile(cells)
      await takes(cells, 'ma', at.ma, { step: 'verifying' })
      cells.clock.pass(3 * day)
      await opened(cells.be, cells.be.who.IDC, at.be)
      done(await findGuard(cells.be.node, cells.be.who.IDC, at.be, { guard: 'ASY', state: 'red', note: 'a claim was lodged', protect: true }))
      const pause = await cells.be.node.store.read(tx =>
        tx.db.selectFrom('draft').selectAll().where('dossier_id', '=', at.be).where('message_type', '=', 'IDS').executeTakeFirstOrThrow(),
      )
      expect(pause.state).toBe('waiting-release')
      // It is there: the officer is not asked for it again, nor may she write another.
      expect(done(await readIdentification(cells.be.node, cells.be.who.IDC, at.be)).steps).not.toContain('pause')
      const again = await prepareStep(cells.be.node, cells.be.who.IDC, at.be, { step: 'pause', reason: 'a claim was lodged' })
      expect(again).toMatchObject({ refused: 'step-waiting', facts: { draft: pause.id } })
      done(await releaseDraft(cells.be.node, cells.be.who.REL, pause.id as Uuid, { version: pause.version, note: '' }))
      await exchange(cells)
      expect(await standing(at)).toBe('suspended / verifying')
      // An answer crosses it.
      await finds(cells, at.ma, 'CNF')
      expect(await standing(at)).toBe('suspended / confirmed')
      cells.clock.at = dailySlot(cells.clock.at, 'Europe/Brussels')
      await exchange(cells)
      const paused = await bothViews(cells, at)
      expect(states(paused)).toBe('suspended / suspended')
      const said = paused.ma.course.at(-1)
      expect(said).toMatchObject({ step: 'pause', facts: {} })
      const body = JSON.stringify((await openDossierOf(cells, at.ma)).messages.at(-1))
      expect(body).not.toMatch(/claim|ASY|asile/i)
      expect(paused.ma.row.clock).toMatchObject({ paused: true, dueAt: null })
      expect(codeOf(await prepareStep(cells.be.node, cells.be.who.IDC, at.be, { step: 'resume', reason: 'the claim was refused' }))).toBe('guard-not-green')
      await allGreen(cells, at.be)
      // Under protection since: green guards alone are not enough.
      expect(codeOf(await prepareStep(cells.be.node, cells.be.who.IDC, at.be, { step: 'resume', reason: 'the claim was refused' }))).toBe('person-protected')
      const { protections } = (await bothViews(cells, at)).be
      done(await judgeProtection(cells.be.node, cells.be.who.LEG, at.be, protections[0]?.id as Uuid, 'refused, no appeal: protection has ended'))
      await takes(cells, 'be', at.be, { step: 'resume', reason: 'the claim was refused' })
      cells.clock.pass(day)
      await exchange(cells)
      expect(await standing(at)).toBe('confirmed / confirmed')
    })

    test('a paused file is withdrawn on its review day and no other, whatever the cause; the holder erases, and the prints are asked back', async () => {
      await cells.be.node.store.write(async tx => {
        await tx.db.deleteFrom('protection_judgement').execute()
        await tx.db.deleteFrom('protected_key').execute()
        await tx.db.deleteFrom('protected_person').execute()
      })
      cells.clock.to('2027-05-03T07:20:00.000Z')
      const at = await arrivedFile(cells)
      const gone = { step: 'withdraw', cause: 'vanished', reason: 'not seen since Monday' } as const
      expect(codeOf(await prepareStep(cells.be.node, cells.be.who.IDC, at.be, gone))).toBe('withdraw-without-pause')
      await takes(cells, 'be', at.be, { step: 'pause', reason: 'has left the centre' })
      const slot = dailySlot(cells.clock.at, 'Europe/Brussels')
      cells.clock.at = slot
      await exchange(cells)
      expect(await standing(at)).toBe('suspended / suspended')
      cells.clock.to('2027-05-06T12:34:00.000Z')
      await takes(cells, 'be', at.be, gone)
      expect(await standing(at)).toBe('withdrawn / suspended')
      const review = dailySlot(later(slot, pauseReviewDays * day), 'Europe/Brussels')
      cells.clock.at = later(review, -1)
      await exchange(cells)
      expect(await standing(at)).toBe('withdrawn / suspended')
      cells.clock.at = review
      await exchange(cells)
      expect(await standing(at)).toBe('withdrawn / withdrawn')
      expect((await bothViews(cells, at)).be.deletion).toBe('due')
    })

    test('a pause that has passed its review day ends in a withdrawal and nothing else', async () => {
      const at = await arrivedFile(cells)
      await takes(cells, 'be', at.be, { step: 'pause', reason: 'a permit of stay is asked for' })
      cells.clock.pass(day)
      await exchange(cells)
      cells.clock.pass(pauseReviewDays * day + 1)
      await watch(cells)
      expect((await actsOf(cells.be as never, 'pause-review')).filter(line => line.dossier_id === at.be)).toHaveLength(1)
      await allGreen(cells, at.be)
      expect(codeOf(await prepareStep(cells.be.node, cells.be.who.IDC, at.be, { step: 'resume', reason: 'refused' }))).toBe('pause-over')
      await takes(cells, 'be', at.be, { step: 'withdraw', cause: 'other', reason: 'begun anew' })
      cells.clock.pass(day)
      await exchange(cells)
      expect(await standing(at)).toBe('withdrawn / withdrawn')
    })

    test('a document lapses, is asked for again, refused, and asked for once more', async () => {
      cells.clock.to('2027-07-01T08:00:00.000Z')
      const at = await arrivedFile(cells)
      await finds(cells, at.ma, 'CNF')
      await takes(cells, 'be', at.be, { step: 'request-document', travelOn: null, note: '' })
      const document = {
        step: 'issue-document',
        documentType: 'XCLP',
        validFrom: '2027-07-02' as never,
        validUntil: '2027-07-09' as never,
        journeys: 1,
      } as const
      await takes(cells, 'ma', at.ma, document)
      cells.clock.to('2027-07-10T00:00:00.000Z')
      await watch(cells)
      expect(await standing(at)).toBe('document-lapsed / document-lapsed')
      await allGreen(cells, at.be)
      await takes(cells, 'be', at.be, { step: 'request-document', travelOn: null, note: '' })
      await takes(cells, 'ma', at.ma, { step: 'refuse-document' })
      cells.clock.pass(day)
      await exchange(cells)
      expect(await standing(at)).toBe('document-refused / document-refused')
      await takes(cells, 'be', at.be, { step: 'request-document', travelOn: null, note: '' })
      expect(await standing(at)).toBe('document-requested / document-requested')
    })

    test('declared not a national: the prints are asked back by a signed order, and only after its acknowledgement is the dossier closed', async () => {
      const at = await arrivedFile(cells)
      await finds(cells, at.ma, 'NOT')
      cells.clock.pass(day)
      await exchange(cells)
      expect(await standing(at)).toBe('not-national / not-national')
      const { be, ma } = cells
      await opened(be, be.who.IDC, at.be)
      expect(done(await readIdentification(be.node, be.who.IDC, at.be)).deletion).toBe('due')
      expect(codeOf(await closeIdentification(be.node, be.who.IDC, at.be))).toBe('deletion-open')
      const order = await be.node.store.read(tx =>
        tx.db.selectFrom('draft').select('id').where('dossier_id', '=', at.be).where('message_type', '=', 'DEL').executeTakeFirstOrThrow(),
      )
      const notice = await released(be, done(await submitDraft(be.node, be.who.IDC, order.id as Uuid)))
      await exchange(cells)
      expect(done(await readIdentification(be.node, be.who.IDC, at.be)).deletion).toBe('ordered')
      await opened(ma, ma.who.OPR, at.ma)
      expect((await fileIn(cells, at.ma))?.attachments[0]?.present).toBe(true)
      const answer = done(await draftAcknowledgement(ma.node, ma.who.OPR, notice, { step: 'acknowledge', ack: 'APP', note: '' }))
      await released(ma, done(await submitDraft(ma.node, ma.who.OPR, answer.id)))
      await exchange(cells)
      expect((await fileIn(cells, at.ma))?.attachments.some(file => file.present)).toBe(false)
      expect(done(await readIdentification(be.node, be.who.IDC, at.be)).deletion).toBe('acknowledged')
      expect(done(await closeIdentification(be.node, be.who.IDC, at.be)).row.state).toBe('closed')
    })

    test('misidentified on arrival: the holder says so, whichever news came first', async () => {
      cells.clock.to('2027-08-02T08:00:00.000Z')
      const at = await arrivedFile(cells)
      await finds(cells, at.ma, 'CNF')
      await takes(cells, 'be', at.be, { step: 'request-document', travelOn: null, note: '' })
      const document = {
        step: 'issue-document',
        documentType: 'XCLP',
        validFrom: '2027-08-02' as never,
        validUntil: '2027-08-30' as never,
        journeys: 1,
      } as const
      await takes(cells, 'ma', at.ma, document)
      await takes(cells, 'be', at.be, { step: 'used', usedOn: '2027-08-02' as never })
      await takes(cells, 'ma', at.ma, { step: 'misidentified', note: 'The prints taken on arrival belong to another person.' })
      expect(await standing(at)).toBe('misidentified / misidentified')
    })

    test('refused by the holder at a slot, whatever the ground, in words that tell none', async () => {
      cells.clock.to('2027-09-06T07:30:00.000Z')
      const at = await arrivedFile(cells)
      await takes(cells, 'ma', at.ma, { step: 'refuse', ground: 'VICT', note: '' })
      expect(await standing(at)).toBe('received / refused')
      const slot = nextSlot('ID45', cells.clock.at, 'Africa/Casablanca')
      cells.clock.at = slot
      await exchange(cells)
      expect(await standing(at)).toBe('refused / refused')
      const told = (await openDossierOf(cells, at.be, 'be')).messages.at(-1)
      expect(told?.ground).toBe('GENR')
      // Dated by its slot, in every place that the partner reads.
      expect(await createdAt(cells, told?.id as Uuid)).toBe(slot)
    })

    test('a file is begun under an agreement that takes its language, or under the one that is named', async () => {
      const { be, ma } = cells
      const demonstration = await bringIntoForce(cells, 'agreements/demo-ident-1.json')
      const begin = async (language: 'en' | 'fr', agreement?: string) => {
        const begun = await startIdentification(be.node, be.who.IDC, { to: ma.id, language, caseReference: 'OE/IDENT/2026/882', agreement })
        const { row, unmet } = done(begun)
        return { under: row.agreementId, speaks: !unmet.some(({ code }) => code === 'language-not-agreed') }
      }
      expect(await begin('fr')).toEqual({ under: 'BE-MA-2016-MOU', speaks: true })
      expect((await begin('en')).speaks).toBe(true)
      expect((await begin('en', demonstration)).under).toBe('DEMO-IDENT-1')
      // Named by a person, it is hers, and the file says what it does not take.
      expect((await begin('fr', demonstration)).under).toBe('DEMO-IDENT-1')
    })
  })

const fileIn = async (cells: Cells, dossier: Uuid) => (await openDossierOf(cells, dossier)).messages.find(each => each.messageType === 'IDR')

async function openDossierOf(cells: Cells, id: Uuid, side: 'be' | 'ma' = 'ma') {
  const { node, who } = cells[side]
  return done(await openDossier(node, side === 'be' ? who.IDC : who.OPR, id, 'reads it'))
}

const createdAt = async (cells: Cells, id: Uuid) =>
  (await cells.be.node.store.read(tx => tx.db.selectFrom('message').select('created_at').where('id', '=', id).executeTakeFirstOrThrow())).created_at
