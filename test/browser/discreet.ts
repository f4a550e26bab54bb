import type { VisitRow } from '@entraide/node/api'
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import type { TwoNodes } from './two-nodes.ts'
import { show } from './window.ts'
import { windowOf } from './windows.ts'

/** A discreet visit is there for those on its list; for everybody else it is not, on any page. */
export function discreet(nodes: () => TwoNodes, browser: () => Browser): void {
  test('who need not know of a discreet visit finds it on no list, and its address leads nowhere', { timeout: 240_000 }, async () => {
    const { COO, REL } = nodes().be.officers
    const { rows } = await COO.get<{ rows: readonly VisitRow[] }>('/v1/visits')
    const hidden = rows.filter(row => row.discreet)
    const known = rows.find(row => !row.discreet) as VisitRow
    expect(hidden.length).toBeGreaterThan(1)

    const member = await windowOf(browser(), nodes().be, 'COO')
    await show(member, '/visits')
    for (const { ourReference } of hidden) expect(await member.page.locator('.rows').innerText()).toContain(ourReference)
    const ours = hidden.find(row => row.side === 'asker') as VisitRow
    await COO.post(`/v1/threads/${ours.dossier}/openings`, { reason: 'Préparation de la visite' })
    await show(member, `/visits/${ours.dossier}`)
    // Who knows of it stands at its head, by office and number.
    const list = await member.page.locator('#content').innerText()
    for (const { serviceNumber } of [COO, REL]) expect(list).toContain(serviceNumber)
    expect(member.faults).toEqual([])
    await member.context.close()

    const other = await windowOf(browser(), nodes().be, 'OPR')
    for (const path of ['/visits', '/due', '/inbox', '/dossiers', '/outbox']) {
      await show(other, path)
      const text = await other.page.locator('#content').innerText()
      for (const { ourReference } of hidden) expect(text, path).not.toContain(ourReference)
      if (path === '/visits') expect(text).toContain(known.ourReference)
    }
    for (const { dossier, ourReference } of hidden)
      for (const path of [`/visits/${dossier}`, `/threads/${dossier}`, `/dossiers?reference=${encodeURIComponent(ourReference)}`]) {
        await show(other, path)
        await other.page.waitForSelector('#content :is(.notice.late, .empty)')
        expect(await other.page.locator('#content :is(.message, .rows tbody tr, .opening)').count(), path).toBe(0)
      }
    expect(other.faults).toEqual([])
    await other.context.close()
  })
}
