import { isRefusal, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resumeAgreement, suspendAgreement } from '../src/steps/agreements.ts'
import { stopMessage } from '../src/steps/outbox.ts'
import { checkPaper } from '../src/steps/visits.ts'
import { codeOf, done, dossierOf, drain, engines, type Side, settle, type Two, twoNodes } from './path-nodes.ts'
import {
  agendaDigest,
  agendaOf,
  type Circle,
  circleOf,
  circles,
  days,
  minutesDigest,
  minutesOf,
  paperOf,
  paperText,
  propose,
  standing,
  step,
} from './visit-path.ts'

const matter = 'visit' as const
for (const engine of engines)
  describe(`working visits on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
      await circleOf(two.be, 'BE')
      await circleOf(two.ma, 'MA')
    })
    afterAll(() => two.close())

    /** A visit that both hold, accepted. */
    const begun = async (more: object = {}) => {
      const { dossier, thread } = await propose(two, more)
      await drain(two.be, two.ma)
      const there = (await dossierOf(two.ma, thread))?.id as Uuid
      done(await step(two.ma, there, { matter, step: 'accept' }))
      await drain(two.be, two.ma)
      return { be: dossier, ma: there, thread }
    }
    const of = (visit: { be: Uuid; ma: Uuid }, side: Side) => (side === two.be ? visit.be : visit.ma)
    const both = async (visit: { be: Uuid; ma: Uuid }) => {
      const [here, there] = [await standing(two.be, visit.be), await standing(two.ma, visit.ma)]
      expect(there.record).toEqual({
        ...here.record,
        papers: here.record?.papers.map((paper, at) => ({ ...paper, attachment: there.record?.papers[at]?.attachment ?? null })),
      })
      expect(there.row.state).toBe(here.row.state)
      return here
    }
    const put = async (side: Side, visit: { be: Uuid; ma: Uuid }, what: Parameters<typeof step>[2], file?: string) => {
      const message = await step(side, of(visit, side), what, file)
      await drain(two.be, two.ma)
      return message
    }
    /** Up to minutes that wait for their signatures. */
    const written = async () => {
      const visit = await begun()
      done(await put(two.be, visit, { matter, step: 'agenda', follows: null, agenda: agendaOf() }))
      done(await put(two.ma, visit, { matter, step: 'agree-agenda', digest: agendaDigest(visit.thread, agendaOf()) }))
      done(await put(two.ma, visit, { matter, step: 'held', ...days }))
      done(await put(two.ma, visit, { matter, step: 'minutes', follows: null, minutes: minutesOf(two) }))
      return visit
    }

    test('a visit from its proposal to its end, the same on both sides at every step', async () => {
      const visit = await begun()
      expect((await both(visit)).row.state).toBe('accepted')
      done(await put(two.be, visit, { matter, step: 'agenda', follows: null, agenda: agendaOf() }))
      const digest = agendaDigest(visit.thread, agendaOf())
      expect((await both(visit)).record?.agenda.at(-1)).toMatchObject({ digest, by: two.be.id, hands: [] })
      expect(codeOf(await put(two.be, visit, { matter, step: 'agree-agenda', digest }))).toBe('text-own')
      done(await put(two.ma, visit, { matter, step: 'agree-agenda', digest }))
      const offices = [{ office: 'Drugs, Antwerp', persons: 3, clearance: 'DR' as const }]
      done(await put(two.be, visit, { matter, step: 'delegation', delegation: { node: two.be.id, offices } }))
      done(await put(two.ma, visit, { matter, step: 'held', ...days }))
      const paper = done(await put(two.be, visit, paperOf(), paperText))
      done(await put(two.ma, visit, { matter, step: 'minutes', follows: null, minutes: minutesOf(two) }))
      const signed = minutesDigest(visit.thread, minutesOf(two))
      done(await put(two.ma, visit, { matter, step: 'cosign', digest: signed }))
      expect((await both(visit)).row.state).toBe('signed-by-holder')
      done(await put(two.be, visit, { matter, step: 'cosign', digest: signed }))
      const cosigned = await both(visit)
      expect(cosigned.row.state).toBe('minutes-cosigned')
      expect(cosigned.record?.minutes.at(-1)?.hands.map(hand => hand.node)).toEqual([two.be.id, two.ma.id])
      expect(cosigned.record).toMatchObject({ papers: [{ message: paper, agenda: 'P1' }], delegations: [{ node: two.be.id, offices }] })
      expect(cosigned.record?.decisions).toMatchObject([{ id: 'D1', status: 'AGR', owner: two.ma.id }])
      // Only the owner says how it stands, and nothing ends while it is open.
      const follow = { matter, step: 'follow', decision: 'D1', status: 'DON', reason: 'Neuf réponses parties.', carried: null } as const
      expect(codeOf(await put(two.be, visit, follow))).toBe('decision-owner')
      expect(codeOf(await put(two.be, visit, { matter, step: 'close' }))).toBe('decisions-open')
      done(await put(two.ma, visit, follow))
      expect((await both(visit)).record?.decisions).toMatchObject([{ status: 'DON', reason: 'Neuf réponses parties.' }])
      done(await put(two.be, visit, { matter, step: 'close' }))
      expect((await both(visit)).row.state).toBe('closed')
    })

    test('a paper is the one its message names, at both ends; another one does not leave', async () => {
      const visit = await begun()
      done(await put(two.be, visit, { matter, step: 'agenda', follows: null, agenda: agendaOf() }))
      expect(codeOf(await put(two.be, visit, paperOf(), 'Another text.'))).toBe('paper-differs')
      expect(codeOf(await put(two.be, visit, paperOf()))).toBe('paper-missing')
      expect(codeOf(await put(two.be, visit, paperOf({ handedOn: '2027-11-20' }), paperText))).toBe('day-to-come')
      const message = done(await put(two.be, visit, paperOf(), paperText))
      for (const side of [two.be, two.ma]) {
        const { COO } = circles.get(side) as Circle
        expect(done(await checkPaper(side.node, COO, of(visit, side), message))).toMatchObject({ same: true })
      }
    })

    test('two agendas that cross: the one of the side that proposed stays, the other comes back to its author', async () => {
      const visit = await begun()
      const theirs = done(await step(two.ma, visit.ma, { matter, step: 'agenda', follows: null, agenda: agendaOf('Casablanca') }))
      done(await step(two.be, visit.be, { matter, step: 'agenda', follows: null, agenda: agendaOf('Tanger') }))
      await settle(two)
      expect((await both(visit)).record?.agenda.map(version => version.text.place)).toEqual(['Tanger'])
      const back = (await standing(two.ma, visit.ma)).drafts
      expect(back).toMatchObject([{ state: 'returned', returnedCode: 'not-expected' }])
      // Its author goes on from what stands.
      const digest = agendaDigest(visit.thread, agendaOf('Tanger'))
      done(await put(two.ma, visit, { matter, step: 'agenda', follows: digest, agenda: agendaOf('Casablanca') }))
      expect((await both(visit)).record?.agenda.map(version => version.by)).toEqual([two.be.id, two.ma.id])
      expect(theirs).toBeDefined()
    })

    test('two signatures that cross both lie under the minutes', async () => {
      const visit = await written()
      const digest = minutesDigest(visit.thread, minutesOf(two))
      done(await step(two.be, visit.be, { matter, step: 'cosign', digest }))
      done(await step(two.ma, visit.ma, { matter, step: 'cosign', digest }))
      expect((await dossierOf(two.be, visit.thread))?.state).toBe('signed-by-asker')
      await settle(two)
      expect((await both(visit)).row.state).toBe('minutes-cosigned')
    })

    test('a signature that crosses new minutes is none, and its author is told', async () => {
      const visit = await written()
      const digest = minutesDigest(visit.thread, minutesOf(two))
      done(await step(two.be, visit.be, { matter, step: 'cosign', digest }))
      done(await step(two.ma, visit.ma, { matter, step: 'minutes', follows: digest, minutes: minutesOf(two, 'Dix demandes restent sans réponse.') }))
      await settle(two)
      const stands = await both(visit)
      expect(stands.row.state).toBe('held')
      expect(stands.record?.minutes.at(-1)?.hands).toEqual([])
      expect(stands.drafts).toMatchObject([{ state: 'returned', returnedCode: 'not-expected' }])
    })

    test('a signature taken back before it left leaves what came in meanwhile', async () => {
      const visit = await written()
      const digest = minutesDigest(visit.thread, minutesOf(two))
      const ours = done(await step(two.be, visit.be, { matter, step: 'cosign', digest }))
      done(await step(two.ma, visit.ma, { matter, step: 'cosign', digest }))
      // Theirs comes in first; ours has not left.
      await drain(two.ma, two.ma)
      expect((await dossierOf(two.be, visit.thread))?.state).toBe('minutes-cosigned')
      const { COO } = circles.get(two.be) as Circle
      done(await stopMessage(two.be.node, COO, ours))
      expect((await dossierOf(two.be, visit.thread))?.state).toBe('signed-by-holder')
      expect((await both(visit)).row.state).toBe('signed-by-holder')
    })

    test('what waits while the agreement is suspended comes back, and both sides stand where they stood', async () => {
      const visit = await begun()
      done(await put(two.be, visit, { matter, step: 'agenda', follows: null, agenda: agendaOf() }))
      done(await step(two.ma, visit.ma, { matter, step: 'agree-agenda', digest: agendaDigest(visit.thread, agendaOf()) }))
      done(await suspendAgreement(two.ma.node, two.ma.who.LEG, two.hash, two.be.id, 'Under review'))
      await settle(two)
      expect((await both(visit)).row.state).toBe('accepted')
      expect((await standing(two.ma, visit.ma)).drafts).toMatchObject([{ state: 'returned', returnedCode: 'agreement-suspended' }])
      done(await resumeAgreement(two.ma.node, two.ma.who.LEG, two.hash, two.be.id, 'Reviewed'))
      await settle(two)
    })

    test('a decision by which data would flow names a clause that permits something; held is said after it was', async () => {
      const visit = await begun()
      done(await put(two.be, visit, { matter, step: 'agenda', follows: null, agenda: agendaOf() }))
      done(await put(two.ma, visit, { matter, step: 'agree-agenda', digest: agendaDigest(visit.thread, agendaOf()) }))
      expect(codeOf(await put(two.ma, visit, { matter, step: 'held', from: days.from, until: '2026-12-24' as never }))).toBe('visit-not-over')
      done(await put(two.ma, visit, { matter, step: 'held', ...days }))
      const without = minutesOf(two, 'x', { flow: { agreement: two.hash, clause: 'C08' } })
      expect(codeOf(await put(two.ma, visit, { matter, step: 'minutes', follows: null, minutes: without }))).toBe('decision-without-clause')
      expect(codeOf(await put(two.ma, visit, { matter, step: 'minutes', follows: null, minutes: minutesOf(two, 'x', { flow: null }) }))).toBe('done')
    })

    test('declined or cancelled, it is so on both sides; crossing cancellations too', async () => {
      const { dossier, thread } = await propose(two)
      await drain(two.be, two.ma)
      const there = (await dossierOf(two.ma, thread))?.id as Uuid
      done(await step(two.ma, there, { matter, step: 'cancel' }))
      await drain(two.be, two.ma)
      expect((await both({ be: dossier, ma: there })).row.state).toBe('cancelled')
      const second = await begun()
      done(await step(two.be, second.be, { matter, step: 'cancel' }))
      done(await step(two.ma, second.ma, { matter, step: 'cancel' }))
      await settle(two)
      expect((await both(second)).row.state).toBe('cancelled')
    })

    test('a visit is no basis: its messages travel under a clause for visits and for nothing else', async () => {
      const { COO } = circles.get(two.be) as Circle
      const { startVisit } = await import('../src/steps/visit-drafts.ts')
      const { submitDraft } = await import('../src/steps/draft.ts')
      const { proposalOf } = await import('./visit-path.ts')
      const draft = done(
        await startVisit(two.be.node, COO, {
          to: two.ma.id,
          matter: proposalOf(two, { discreet: false }),
          needToKnow: [],
          terms: { agreement: two.hash, clause: 'C04', transferBasis: 'LED-37-1-b', assurances: ['NDP', 'NTT', 'SPE'] } as never,
        }),
      )
      const refused = await submitDraft(two.be.node, COO, draft.id)
      expect(codeOf(refused)).toBe('not-permitted')
      expect(isRefusal(refused) && JSON.stringify(refused.facts.unmet)).toContain('messageType')
    })
  })
