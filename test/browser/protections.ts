import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { looksWell } from './looks-well.ts'
import type { TwoNodes } from './two-nodes.ts'
import { show, stands, tabTo } from './window.ts'
import { windowOf } from './windows.ts'

const patient = { timeout: 240_000 }

/** The register of persons whom a node names in no identification: looked up for a reason, added to, and ended by a legal adviser alone. */
export function protections(nodes: () => TwoNodes, browser: () => Browser): void {
  test('a person is put under protection, found under another spelling, and let go of by a legal adviser, without a mouse', patient, async () => {
    const cell = nodes().cells.be
    const window = await windowOf(browser(), cell, 'IDC')
    const { page } = window
    await tabTo(page, '.rail-link', 'Protégés')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/protections')
    await stands(page)
    await tabTo(page, '.page-acts button')
    await page.keyboard.press('Enter')
    // Without a name, a ground and what it rests on nobody is protected: each is said, and leads to its field.
    await tabTo(page, 'form:not(.look-up) .button.main')
    await page.keyboard.press('Enter')
    expect(await page.locator('[role=alert] a').count()).toBe(3)
    await looksWell(page)
    await tabTo(page, '#protect-names input')
    await page.keyboard.type('Soukaina Inventée')
    await tabTo(page, '#protect-ground')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, '#protect-reason')
    await page.keyboard.type('Demande d’asile introduite hier.')
    await tabTo(page, 'form:not(.look-up) .button.main')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.protected-person')
    expect(await page.locator('.protected-person button').count(), 'who only identifies ends no protection').toBe(0)
    expect(window.faults).toEqual([])
    await window.context.close()

    const law = await windowOf(browser(), cell, 'LEG')
    await show(law, '/protections')
    const looksUp = async () => {
      await tabTo(law.page, '#person-line')
      await law.page.keyboard.press('Control+a')
      await law.page.keyboard.type('سكينة انفنتي / Sukaina Inventee')
      await tabTo(law.page, '#protection-reason')
      await law.page.keyboard.press('Control+a')
      await law.page.keyboard.type('Vérification avant une décision')
      await law.page.keyboard.press('Enter')
      await stands(law.page)
    }
    await looksUp()
    await law.page.waitForSelector('.protected-person')
    expect(await law.page.locator('.protected-person').first().innerText()).toContain('Soukaina Inventée')
    expect(await law.page.locator('#content').innerText()).not.toMatch(/%|probabilit/i)
    await looksWell(law.page)
    await tabTo(law.page, '.protected-person button', 'Mettre fin à la protection')
    await law.page.keyboard.press('Enter')
    await tabTo(law.page, '.protected-person textarea')
    await law.page.keyboard.type('Demande retirée, décision définitive.')
    await looksWell(law.page)
    await tabTo(law.page, '.protected-person .button.grave')
    await law.page.keyboard.press('Enter')
    await law.page.locator('.protected-person', { hasText: 'Soukaina Inventée' }).waitFor({ state: 'detached' })
    await looksUp()
    expect(await law.page.locator('.protected-person', { hasText: 'Soukaina Inventée' }).count()).toBe(0)
    expect(law.faults).toEqual([])
    await law.context.close()
  })

  test('who has no part in identifications or the law finds no way to the register', patient, async () => {
    const window = await windowOf(browser(), nodes().cells.be, 'OPR')
    expect(await window.page.locator('.rail-link[href="/protections"]').count()).toBe(0)
    await show(window, '/protections')
    await window.page.waitForSelector('.notice.late .notice-what')
    expect(await window.page.locator('#content :is(input, button)').count()).toBe(0)
    expect(window.faults).toEqual([])
    await window.context.close()
  })
}
