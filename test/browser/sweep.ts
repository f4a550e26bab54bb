import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { PostName } from '../../packages/demo/src/people.ts'
import { type Language, type Look, languages, looksOf, themes, widths } from './look.ts'
import { cellPostsSeen, identifications, postsSeen, screensOf, screensOfCell } from './places.ts'
import type { Place, TwoNodes } from './two-nodes.ts'
import { findings, openWindow, overflow, paint, show, speak, type Window, walkTo, widen } from './window.ts'
import { windowOf } from './windows.ts'

/** The languages tried at every width: the longest words, and the other direction. The others are tried at the width of their look. */
const roomy: readonly Language[] = ['nl', 'ar']

/** What was looked at, by the shape of the screen's address. */
const seen = new Map<string, Look[]>()
const shapeOf = (path: string) => path.replace(/[0-9a-f-]{30,}/, ':id').replace(/\?(?!box=).*/, '')

/** The first role that has a screen sees it in all of its looks, whoever comes later in one, another each time. */
function looksAt(shape: string): readonly Look[] {
  const before = seen.get(shape)
  const nth = [...seen.keys(), shape].indexOf(shape)
  return before === undefined ? looksOf(nth) : [looksOf(nth + before.length)[before.length % languages.length] as Look]
}

/** Looks at every screen of every role: accessible, within the policy, no wider than the window. */
export function sweep(nodes: () => TwoNodes, browser: () => Browser): void {
  test('the pages before signing in are accessible, within their policy and fit every width', { timeout: 300_000 }, async () => {
    const window = await openWindow(browser(), nodes().be.address)
    await lookAt(window, ['/sign-in', '/enrol'])
    await window.context.close()
  })

  for (const post of postsSeen)
    test(`every screen of ${post} is accessible, within its policy and fits every width`, { timeout: 300_000 }, async () => {
      await lookFrom(browser(), nodes().be, post, await screensOf(nodes(), post))
    })

  for (const post of cellPostsSeen)
    test(`every screen of ${post} at an identification cell is accessible, within its policy and fits every width`, { timeout: 300_000 }, async () => {
      await lookFrom(browser(), nodes().cells.be, post, await screensOfCell(nodes(), post))
    })

  test('the cell that is asked has the same pages of the files it verifies', { timeout: 300_000 }, async () => {
    const { ma } = nodes().cells
    await lookFrom(browser(), ma, 'IDC', await identifications(ma))
  })

  test('each screen was seen in every language, theme and width, and every language in every theme at every width', () => {
    const missing = [...seen].flatMap(([shape, looks]) => [
      ...languages.filter(language => !looks.some(look => look.language === language)).map(language => `${shape} in ${language}`),
      ...themes.filter(theme => !looks.some(look => look.theme === theme)).map(theme => `${shape} when ${theme}`),
      ...widths.filter(width => !looks.some(look => look.width === width)).map(width => `${shape} at ${width}`),
    ])
    const all = new Set([...seen.values()].flat().map(({ language, theme, width }) => `${language} ${theme} ${width}`))
    expect(missing).toEqual([])
    expect(all.size).toBe(languages.length * themes.length * widths.length)
  })
}

/** Looks at all that somebody's rail leads to, and at what is behind it. */
async function lookFrom(browser: Browser, place: Place, post: PostName, more: readonly string[]): Promise<void> {
  const window = await windowOf(browser, place, post)
  const own = await window.page
    .locator('.rail-list a')
    .evaluateAll(links => links.map(link => (link as unknown as { getAttribute: (name: string) => string | null }).getAttribute('href') ?? ''))
  await lookAt(window, own, walkTo)
  await lookAt(window, more)
  await window.context.close()
}

/**
 * Looks at screens one by one, the first of each shape by its address, the others by a link; everything found is said at the end, so that
 * one run tells all.
 */
async function lookAt(window: Window, paths: readonly string[], goTo?: typeof show): Promise<void> {
  const { page } = window
  const found: string[] = []
  for (const path of paths) {
    const shape = shapeOf(path)
    const looks = looksAt(shape)
    await (goTo ?? (seen.has(shape) ? walkTo : show))(window, path)
    for (const look of looks) {
      const say = (what: string) => found.push(`${path}, ${look.language}, ${look.theme}, ${look.width} px: ${what}`)
      await speak(page, look.language)
      await paint(page, look.theme)
      for (const width of looks.length > 1 && roomy.includes(look.language) ? widths : []) await fits(page, width, say)
      await fits(page, look.width, say)
      const dir = await page.evaluate('document.documentElement.dir')
      if (dir !== (look.language === 'ar' ? 'rtl' : 'ltr')) say(`is written ${dir}`)
      for (const finding of await findings(page)) say(finding)
    }
    seen.set(shape, [...(seen.get(shape) ?? []), ...looks])
  }
  expect([...found, ...window.faults]).toEqual([])
}

async function fits(page: Page, width: number, say: (what: string) => void): Promise<void> {
  await widen(page, width)
  const over = await overflow(page)
  if (over > 0) say(`${over} px too wide at ${width}`)
}
