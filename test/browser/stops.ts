import type { Partner } from '@entraide/node/api'
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { until } from '../../packages/demo/src/until.ts'
import { looksWell } from './looks-well.ts'
import type { TwoNodes } from './two-nodes.ts'
import { show, tabTo } from './window.ts'
import { windowOf } from './windows.ts'

/** Traffic with a partner is stopped by one, and opened again by the security officer alone. */
export function stops(nodes: () => TwoNodes, browser: () => Browser): void {
  test('the desk freezes a partner and cannot open the line again; the security officer does, for a reason, and both sides see it, without a mouse', {
    timeout: 240_000,
  }, async () => {
    const { be, ma } = nodes().cells
    const seenBy = (place: typeof be, other: typeof be) => place.officers.SEC.get<Partner>(`/v1/partners/${other.id}`)
    const says = async (post: 'OPR' | 'SEC', reason: string, look: string) => {
      const window = await windowOf(browser(), be, post)
      const { page } = window
      await show(window, `/partners/${ma.id}`)
      await tabTo(page, '#content textarea')
      await page.keyboard.type(reason)
      await looksWell(page)
      await tabTo(page, `#content .button.${look}`)
      await page.keyboard.press('Enter')
      await page.locator('.toast').waitFor()
      return window
    }
    const desk = await says('OPR', 'Un message étrange est arrivé cette nuit.', 'grave')
    await until('it is frozen on both sides', async () => (await seenBy(ma, be)).frozenThere && (await seenBy(be, ma)).frozen)
    // Frozen by a person: the node gives no reason of its own, and the desk has no way back.
    expect(await seenBy(be, ma)).toMatchObject({ frozenFor: null, contradiction: [] })
    await desk.page.waitForSelector('#content textarea', { state: 'detached' })
    await looksWell(desk.page)
    const security = await says('SEC', 'Vu avec leur officier de sécurité, par téléphone.', 'main')
    await until('it is open on both sides', async () => !(await seenBy(ma, be)).frozenThere && !(await seenBy(be, ma)).frozen)
    expect([...desk.faults, ...security.faults]).toEqual([])
    await desk.context.close()
    await security.context.close()
  })
}
