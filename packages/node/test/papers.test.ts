import { calendarDate, type Uuid } from '@entraide/ground'
import type { DossierPaper, MinutesPaper } from '@entraide/paper'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Node, PaperOrder } from '../src/capabilities.ts'
import type { Download } from '../src/http/route.ts'
import { paperThread } from '../src/jobs/paper-thread.ts'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { openDossier } from '../src/steps/dossier.ts'
import { printBalance, printDossier, printMinutes } from '../src/steps/papers.ts'
import { proposePlan } from '../src/steps/plan-drafts.ts'
import { arrivedFile, opened, twoCells } from './identification-nodes.ts'
import { actsOf, codeOf, done, dossierOf, drain, engines, more, reply, request, type Side, send, type Two, twoNodes } from './path-nodes.ts'
import { agendaDigest, agendaOf, type Circle, circleOf, circles, days, minutesDigest, minutesOf, propose, step } from './visit-path.ts'

const matter = 'visit' as const
const start = async (paper: Download) => Buffer.from((paper.content as Uint8Array).slice(0, 5)).toString('latin1')

const orders: PaperOrder[] = []
/** The node of a side, which keeps what it hands to the setting of papers. */
const listening = ({ node }: { readonly node: Node }): Node => ({
  ...node,
  papers: {
    ...node.papers,
    set: async order => {
      orders.push(order)
      return await node.papers.set(order)
    },
  },
})
const lastOrder = () => orders.at(-1) as PaperOrder

for (const engine of engines)
  describe(`papers on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
      await circleOf(two.be, 'BE')
      await circleOf(two.ma, 'MA')
    })
    afterAll(() => two.close())

    test('a dossier is printed once it was opened, and that it was is in its line and on its paper', async () => {
      const { be } = two
      const asked = await send(be, request(two, {}))
      await drain(be, two.ma)
      const there = (await dossierOf(two.ma, asked.message))?.id as Uuid
      await send(two.ma, reply(two, asked.message, { messageType: 'REP', clause: 'C04', extent: 'whole' }), there)
      await drain(be, two.ma)
      expect(codeOf(await printDossier(be.node, be.who.OPR, asked.dossier, 'fr'))).toBe('dossier-not-opened')
      done(await openDossier(be.node, be.who.OPR, asked.dossier, 'print for the file'))
      const paper = done(await printDossier(listening(be), be.who.OPR, asked.dossier, 'fr'))
      expect(await start(paper)).toBe('%PDF-')
      expect(paper).toMatchObject({ mediaType: 'application/pdf', fileName: expect.stringMatching(/^dossier-BE-POL-SPOC-2026-\w{5}-fr\.pdf$/) })
      const { value } = lastOrder()
      expect(value).toMatchObject({
        reader: { office: be.who.OPR.office, serviceNumber: be.who.OPR.serviceNumber },
        handling: ['H1', 'H2'],
        classification: 'U',
        basis: { clause: 'C04', transferBasis: 'LED-37-1-b' },
        messages: [
          { direction: 'out', proof: { verdict: 'admitted', position: expect.any(Number) } },
          { direction: 'in', messageType: 'REP' },
        ],
      })
      expect((value as DossierPaper).timeline.map(entry => entry.act)).toContain('print-dossier')
      const acts = await actsOf(be, 'print-dossier')
      expect(acts.filter(each => each.dossier_id === asked.dossier).map(each => [each.actor, each.outcome])).toEqual([
        [be.who.OPR.account, 'refused'],
        [be.who.OPR.account, 'done'],
      ])
    })

    test('nothing of more than twenty persons is printed by one officer, and nothing by whoever may not read it', async () => {
      const { be } = two
      // One message names no more than twenty: the twenty-first comes with the next.
      const [last, ...many] = Array.from({ length: 21 }, (_, at) => ({ ...(request(two).items[0] as object), person: { names: [`Personne ${at}`] } }))
      const { dossier, message } = await send(be, request(two, { items: many as never }))
      await drain(be, two.ma)
      done(await openDossier(be.node, be.who.OPR, dossier, 'print for the file'))
      expect(codeOf(await printDossier(be.node, be.who.OPR, dossier, 'en'))).toBe('done')
      await send(be, more(two, message, { messageType: 'CLR', clause: 'C30', note: 'And one more.', items: [last] as never }), dossier)
      expect(codeOf(await printDossier(be.node, be.who.OPR, dossier, 'en'))).toBe('print-too-many-persons')
      expect(codeOf(await printDossier(be.node, be.who.SEC, dossier, 'en'))).toBe('not-found')
      expect(codeOf(await printDossier(be.node, be.who.OPR, '01a207a2-3280-7000-863d-216bb910a963' as Uuid, 'en'))).toBe('not-found')
    })

    test('minutes are printed with both signatures under one digest; of a discreet visit nobody else learns that it could be', async () => {
      const { be, ma } = two
      const { COO, LIA } = circles.get(be) as Circle
      const { dossier, thread } = await propose(two)
      await drain(be, ma)
      const there = (await dossierOf(ma, thread))?.id as Uuid
      const put = async (side: Side, what: Parameters<typeof step>[2]) => {
        const message = done(await step(side, side === be ? dossier : there, what))
        await drain(be, ma)
        return message
      }
      await put(ma, { matter, step: 'accept' })
      expect(codeOf(await printMinutes(be.node, COO, dossier, 'fr'))).toBe('dossier-not-opened')
      done(await openDossier(be.node, COO, dossier, 'minutes for the file'))
      expect(codeOf(await printMinutes(be.node, COO, dossier, 'fr'))).toBe('no-minutes')
      expect((await actsOf(be, 'print-minutes')).map(each => each.outcome)).toEqual(['refused', 'refused'])
      await put(be, { matter, step: 'agenda', follows: null, agenda: agendaOf() })
      await put(ma, { matter, step: 'agree-agenda', digest: agendaDigest(thread, agendaOf()) })
      await put(ma, { matter, step: 'held', ...days })
      await put(ma, { matter, step: 'minutes', follows: null, minutes: minutesOf(two) })
      const digest = minutesDigest(thread, minutesOf(two))
      done(await printMinutes(listening(be), COO, dossier, 'ar'))
      expect(lastOrder().value).toMatchObject({ digest, signatures: [], decisions: [{ id: 'D1', status: 'DRA', clause: 'C04' }] })
      const first = await put(ma, { matter, step: 'cosign', digest })
      const second = await put(be, { matter, step: 'cosign', digest })
      const paper = done(await printMinutes(listening(be), COO, dossier, 'ar'))
      expect(await start(paper)).toBe('%PDF-')
      expect(lastOrder().value).toMatchObject({
        digest,
        languages: ['fr', 'ar'],
        agenda: [{ id: 'P1', action: { plan: 'PLAN-2025-2026' } }, { id: 'P2' }],
        decisions: [{ id: 'D1', status: 'AGR' }],
        held: days,
      })
      const { signatures } = lastOrder().value as MinutesPaper
      expect(signatures.map(each => [each.node, each.message])).toEqual([
        [be.id, second],
        [ma.id, first],
      ])
      expect(signatures.every(each => each.position !== null)).toBe(true)
      for (const outside of [LIA, be.who.OPR, be.who.REL, be.who.INS]) {
        expect(codeOf(await printMinutes(be.node, outside, dossier, 'fr'))).toBe('not-found')
        expect(codeOf(await printDossier(be.node, outside, dossier, 'fr'))).toBe('not-found')
      }
    })

    test('the balance sheet of a plan is printed of counts, by who watches over the node too', async () => {
      const { be, ma } = two
      const action = { id: 'A1', title: { en: 'Meet' }, owner: be.id, office: 'SPOC', dueOn: calendarDate('2027-01-31'), carries: null, indicators: [] }
      const text = {
        ...{ plan: 'PLAN-1', chain: 'BE-MA-PLANS', follows: null, title: { en: 'A plan', fr: 'Un plan' }, regime: 'LE' as const },
        ...{ from: calendarDate('2026-11-01'), until: calendarDate('2027-04-30') },
        axes: [{ id: 'AX1', title: { en: 'Drugs' }, objectives: [{ id: 'O1', title: { en: 'Answer' }, actions: [action] }] }],
      }
      const terms = { transferBasis: 'LED-37-1-b' as const, assurances: ['NDP' as const, 'NTT' as const, 'SPE' as const] }
      const plan = done(await proposePlan(be.node, be.who.OPR, { partner: ma.id, text, terms, submit: true }))
      done(await releaseDraft(be.node, be.who.REL, plan.id, { version: plan.version, note: '' }))
      await drain(be, ma)
      const paper = done(await printBalance(listening(be), be.who.INS, plan.dossier, 'nl'))
      expect(await start(paper)).toBe('%PDF-')
      expect(lastOrder()).toMatchObject({ paper: 'balance', language: 'nl', value: { plan: { name: 'PLAN-1' }, partner: ma.id } })
      expect((await actsOf(be, 'print-balance')).map(each => each.actor)).toEqual([be.who.INS.account])
    })
  })

test('of an identification file and course are printed, and nothing of its guards', async () => {
  const cells = await twoCells()
  try {
    const at = await arrivedFile(cells)
    const { who } = cells.be
    await opened(cells.be, who.IDC, at.be)
    done(await printDossier(listening(cells.be), who.IDC, at.be, 'ar'))
    const { messages, timeline, openingType } = lastOrder().value as DossierPaper
    expect(openingType).toBe('IDR')
    expect(messages[0]?.matter).toMatchObject({ matter: 'identification', step: 'file', parents: [{ relation: 'father' }, { relation: 'mother' }] })
    const acts = await actsOf(cells.be as never, 'guard-found')
    expect(acts.filter(each => each.dossier_id === at.be).length).toBeGreaterThan(9)
    expect(timeline.map(entry => entry.act)).toContain('print-dossier')
    expect(timeline.filter(entry => /guard|protect/.test(`${entry.act} ${entry.outcome}`))).toEqual([])
  } finally {
    await cells.close()
  }
})

describe('the thread papers are set in', () => {
  const broken = { paper: 'dossier', value: null, language: 'en' } as unknown as PaperOrder

  test('refuses what cannot be set, and sets the next', async () => {
    const papers = paperThread()
    expect(codeOf(await papers.set(broken))).toBe('paper-not-set')
    expect(codeOf(await papers.set(broken))).toBe('paper-not-set')
    await papers.close()
  })

  test('refuses when too many wait, and lets those go on that do', async () => {
    const papers = paperThread({ waiting: 1, letters: 1_000, longestMs: 60_000, idleMs: 60_000 })
    const all = await Promise.all([1, 2, 3, 4].map(() => papers.set(broken)))
    expect(all.map(codeOf)).toEqual(['paper-not-set', 'paper-not-set', 'papers-busy', 'papers-busy'])
    expect(codeOf(await papers.set(broken))).toBe('paper-not-set')
    await papers.close()
    // A node that goes to rest begins no thread again.
    expect(codeOf(await papers.set(broken))).toBe('papers-busy')
  })

  test('refuses what is too much for one paper, before it waits for its turn', async () => {
    const papers = paperThread({ waiting: 1, letters: 100, longestMs: 60_000, idleMs: 60_000 })
    expect(codeOf(await papers.set({ ...broken, value: 'x'.repeat(101) } as never))).toBe('paper-too-large')
    expect(codeOf(await papers.set(broken))).toBe('paper-not-set')
    await papers.close()
  })

  test('ends what takes too long', async () => {
    const papers = paperThread({ waiting: 1, letters: 1_000, longestMs: 1, idleMs: 60_000 })
    expect(codeOf(await papers.set(broken))).toBe('paper-too-long')
    await papers.close()
  })
})
