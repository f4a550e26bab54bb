import type { PlanText } from '@entraide/exchange'
import { planDigest } from '@entraide/exchange'
import type { Draft } from '@entraide/node/api'
import { release } from '../../packages/demo/src/mail.ts'
import type { Two } from '../../packages/demo/src/pairing.ts'
import type { Desk } from '../../packages/demo/src/stage.ts'
import { item, planAt, planStep, policePlan, smallPlan, someReference } from '../../packages/demo/src/year/plans.ts'

/** The demonstration's plan, moved by whole years so that it ends with this year. */
function planOfThisYear(ours: Desk, theirs: Desk): PlanText {
  const years = new Date(Date.now()).getUTCFullYear() - 2026
  const text = JSON.stringify(policePlan({ ours, theirs }))
  return JSON.parse(text.replace(/"(20\d\d)-(\d\d-\d\d)"/g, (_, year: string, rest: string) => `"${Number(year) + years}-${rest}"`)) as PlanText
}

/** A plan between both: signed, its actions on their way, counted by both sides; and one that its author still writes. */
export async function fillPlans({ be, ma }: Two): Promise<void> {
  const text = planOfThisYear(be, ma)
  const name = text.plan
  const digest = planDigest(text)
  const terms = { transferBasis: 'LED-37-1-b', assurances: ['NDP', 'NTT', 'SPE'] }
  const proposal = await be.officers.COO.post<Draft>('/v1/plans', { partner: ma.id, text, terms, submit: true })
  await release(be.officers.REL, proposal)
  const here = proposal.dossier
  const there = (await planAt(ma, name, 'proposed')).dossier
  await planStep(ma, there, { matter: 'plan', step: 'agree', digest })
  await planAt(be, name, 'agreed')
  await planStep(be, here, { matter: 'plan', step: 'sign', digest })
  await planAt(ma, name, 'signed-once')
  await planStep(ma, there, { matter: 'plan', step: 'countersign', digest })
  await begun(be, name)
  await planStep(be, here, item('AX1-A2', 'DON', '', [await someReference(be, ma)]))
  await planStep(be, here, item('AX1-A3', 'RUN'))
  await planStep(be, here, item('AX3-A1', 'CAR', 'Le vade-mecum du plan suivant le reprendra.'))
  await planStep(ma, there, item('AX1-A1', 'BLK', 'الأطر غير كافية إلى غاية الربيع.'))
  await planStep(ma, there, item('AX2-A1', 'DRP', 'Le format existe déjà ailleurs.'))
  for (const [at, id] of [
    [be, here],
    [ma, there],
  ] as const) {
    const { matter } = await at.officers.COO.post<{ matter: Parameters<typeof planStep>[2] }>(`/v1/plans/${id}/counts`, { from: text.from, until: text.until })
    await planStep(at, id, matter)
  }
  const next = smallPlan({ ours: be, theirs: ma }, 'NEXT-DRAFT', text.from, text.until)
  await be.officers.COO.post<Draft>('/v1/plans', { partner: ma.id, text: next, terms, submit: false })
}

/** Waits until a plan runs, or is being evaluated: so near its end it may begin with that. */
async function begun(at: Desk, name: string): Promise<void> {
  await Promise.any([planAt(at, name, 'running'), planAt(at, name, 'evaluation')])
}
