import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { looksWell } from './looks-well.ts'
import type { TwoNodes } from './two-nodes.ts'
import { visitOfPoints } from './visits.ts'
import { show, stands, tabTo } from './window.ts'
import { windowOf } from './windows.ts'

type Rows<Row> = { readonly rows: readonly Row[] }

/** What was decided at a visit goes on in a plan. */
export function planning(nodes: () => TwoNodes, browser: () => Browser): void {
  test('a decision of a visit is taken into a plan that runs, without a mouse, and the focus comes back from what is left', { timeout: 240_000 }, async () => {
    const { COO } = nodes().be.officers
    const visit = await visitOfPoints(nodes().be)
    const plan = (await COO.get<Rows<{ dossier: string; name: string }>>('/v1/plans')).rows.find(row => row.name === 'PLAN-2025-2026')?.dossier
    const window = await windowOf(browser(), nodes().be, 'COO')
    const { page } = window
    await show(window, `/visits/${visit}`)
    const opens = '#decisions .visit-items button'
    await page.locator(opens).focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog[open] .two-languages textarea')
    await looksWell(page)
    await page.keyboard.press('Escape')
    await page.waitForSelector('.modal-body', { state: 'detached' })
    expect(await page.evaluate(`document.activeElement === document.querySelector('${opens}')`)).toBe(true)

    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog[open] .two-languages textarea')
    // It says what was decided, in both languages of the minutes, until the words are changed.
    expect(await page.locator('dialog[open] .two-languages textarea').first().inputValue()).toBe('Revoir chaque vendredi les demandes sans réponse.')
    await tabTo(page, 'dialog[open] .modal-acts .main')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/drafts/*')
    await stands(page)
    const said = await page.locator('main').innerText()
    for (const word of ['VIS-POINTS D1', 'Revoir chaque vendredi les demandes sans réponse.', 'مراجعة الطلبات بدون جواب كل يوم جمعة.'])
      expect(said).toContain(word)
    const draft = await COO.get<{ dossier: string; fields: object }>(`/v1/drafts/${page.url().split('/').at(-1)}`)
    expect(draft).toMatchObject({ dossier: plan, fields: { matter: { step: 'add', decision: { visit: 'VIS-POINTS', item: 'D1' } } } })
    expect(window.faults).toEqual([])
    await window.context.close()
  })
  test('the coordinator begins with what is due, and a plan whose news was read opens as the plan', { timeout: 240_000 }, async () => {
    const { COO } = nodes().be.officers
    const plan = (await COO.get<Rows<{ dossier: string; name: string }>>('/v1/plans')).rows.find(row => row.name === 'PLAN-2025-2026')?.dossier
    await COO.post(`/v1/threads/${plan}/openings`, { reason: 'Suivi du plan' })
    const window = await windowOf(browser(), nodes().be, 'COO')
    const { page } = window
    expect(new URL(page.url()).pathname).toBe('/due')
    await page.locator(`a[href="/plans/${plan}"]`).first().click()
    await page.waitForURL(`**/plans/${plan}`)
    await stands(page)
    expect(window.faults).toEqual([])
    await window.context.close()
  })
}
