import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { postsSeen, screensOf } from './places.ts'
import type { TwoNodes } from './two-nodes.ts'
import { findings, type Language, languages, openWindow, overflow, paint, show, speak, stands, type Window, windowOf } from './windows.ts'

/** Beside the 1280 at which everything else is done. */
const widths = [320, 768, 1920] as const

/** Screens looked at already, by the shape of their address: the first role that has one sees it in every language, the next in one each. */
const seen = new Map<string, number>()
const languagesFor = (path: string): readonly Language[] => {
  const shape = path.replace(/[0-9a-f-]{30,}/, ':id').replace(/\?.*/, '')
  const times = seen.get(shape) ?? 0
  seen.set(shape, times + 1)
  return times === 0 ? languages : [languages[times % languages.length] as Language]
}

/** Looks at every screen of every role, in every language, light and dark, at every width. */
export function sweep(nodes: () => TwoNodes, browser: () => Browser): void {
  test('the pages before signing in are accessible, still within their policy and fit every width', { timeout: 300_000 }, async () => {
    const window = await openWindow(browser(), nodes().be.address)
    await lookAt(window, ['/sign-in', '/enrol'])
    await window.context.close()
  })

  for (const post of postsSeen)
    test(`every screen of ${post} is accessible, within its policy and fits every width, in four languages, light and dark`, { timeout: 600_000 }, async () => {
      const window = await windowOf(browser(), nodes().be, post)
      const own = await window.page.locator('.rail-list a').evaluateAll(links => links.map(link => link.getAttribute('href') ?? ''))
      await lookAt(window, [...own, ...(await screensOf(nodes(), post))])
      await window.context.close()
    })
}

/** Looks at screens one by one; everything found is said at the end, so that one run tells all. */
async function lookAt(window: Window, paths: readonly string[]): Promise<void> {
  const found: string[] = []
  for (const path of paths) {
    await show(window, path)
    for (const language of languagesFor(path)) {
      await speak(window.page, language)
      await stands(window.page)
      const say = (what: string) => found.push(`${path} in ${language}: ${what}`)
      const dir = await window.page.evaluate('document.documentElement.dir')
      if (dir !== (language === 'ar' ? 'rtl' : 'ltr')) say(`is written ${dir}`)
      for (const finding of await findings(window.page)) say(`light, ${finding}`)
      // Only colours change with the theme, and they are the same in every language: seen once in each direction.
      if (language === 'fr' || language === 'ar') {
        await paint(window.page, 'dark')
        for (const finding of await findings(window.page, 'color-contrast')) say(`dark, ${finding}`)
        await paint(window.page, 'light')
      }
      for (const width of [1280, ...widths]) await fits(window.page, width, say)
      await window.page.setViewportSize({ width: 1280, height: 800 })
    }
  }
  expect([...found, ...window.faults]).toEqual([])
}

async function fits(page: Page, width: number, say: (what: string) => void): Promise<void> {
  if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: 800 })
  const over = await overflow(page)
  if (over > 0) say(`${over} px too wide at ${width}`)
}
