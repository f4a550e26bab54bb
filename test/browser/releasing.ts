import type { Uuid } from '@entraide/ground'
import type { DraftRow } from '@entraide/node/api'
import type { Browser } from 'playwright-core'
import { expect } from 'vitest'
import { until } from '../../packages/demo/src/until.ts'
import type { Place } from './two-nodes.ts'
import { show, tabTo } from './window.ts'
import { windowOf } from './windows.ts'

/** The second person reads what waits in a dossier and lets it go, without a mouse. */
export async function releasedOnScreen(browser: Browser, place: Place, dossier: Uuid): Promise<void> {
  const { REL } = place.officers
  const { id } = await until('a draft waits for its release', async () =>
    (await REL.get<{ readonly rows: readonly DraftRow[] }>('/v1/releases?limit=200')).rows.find(row => row.dossier === dossier),
  )
  const window = await windowOf(browser, place, 'REL')
  await show(window, `/release/${id}`)
  await tabTo(window.page, '.aside-acts .button.main')
  await window.page.keyboard.press('Enter')
  await window.page.waitForURL('**/release')
  expect(window.faults).toEqual([])
  await window.context.close()
}
