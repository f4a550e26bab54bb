import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { PostName } from '../../packages/demo/src/people.ts'
import type { Place } from './two-nodes.ts'

/** The browser that shows the screens: CHROMIUM, or where Linux systems put it. Undefined where there is none. */
export const chromiumProgram = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  path => path !== undefined && existsSync(path),
)

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts it. It asks nobody but the pages it is told to open. */
export const startBrowser = (): Promise<Browser> => chromium.launch({ executablePath: chromiumProgram as string, args: flags })

export const languages = ['fr', 'nl', 'en', 'ar'] as const
export type Language = (typeof languages)[number]
export type Look = { readonly language: Language; readonly theme: 'light' | 'dark' }

/** A window on one node. `faults` gathers what the console, the policy and the page complain of, and every call to another origin. */
export type Window = { readonly context: BrowserContext; readonly page: Page; readonly address: string; readonly faults: string[] }

// The whole checker goes in before the page's own script: the page's policy would let no test add it later.
const axe = readFileSync(createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'), 'utf8')

/** Opens a window that nobody is signed in to. */
export async function openWindow(
  browser: Browser,
  address: string,
  { language, theme }: Look = { language: 'fr', theme: 'light' },
  width = 1280,
  height = 800,
): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'fr-BE',
    timezoneId: 'Europe/Brussels',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  })
  await context.addInitScript(
    `for (const [name, value] of Object.entries(${JSON.stringify({ language, theme })}))
       if (localStorage.getItem('entraide.' + name) === null) localStorage.setItem('entraide.' + name, value)`,
  )
  await context.addInitScript(axe)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', error => faults.push(`page error: ${error.message}`))
  page.on('console', message => {
    // The browser itself calls an answer of 4xx an error; whether it was one is the page's matter.
    if ((message.type() === 'error' || message.type() === 'warning') && !/status of 4\d\d/.test(message.text())) faults.push(`console: ${message.text()}`)
  })
  page.on('request', request => {
    const url = request.url()
    if (!url.startsWith(`${address}/`) && !/^(?:data|blob):/.test(url)) faults.push(`another origin was asked: ${url}`)
  })
  return { context, page, address, faults }
}

/** Goes to a screen and waits until it stands: its title is there and nothing loads any more. */
export async function show({ page, address }: Window, path: string): Promise<void> {
  await page.goto(address + path, { waitUntil: 'domcontentloaded' })
  await stands(page)
}

/** Waits until the screen stands. */
export async function stands(page: Page): Promise<void> {
  await page.waitForSelector('h1')
  await page.waitForSelector(':root:not(:has(.loading, [aria-busy=true]))')
}

/** Signs in by the list of a demonstration node, as anybody would: one press. */
export async function signInAs(window: Window, place: Place, post: PostName): Promise<void> {
  await show(window, '/sign-in')
  await window.page.locator('.demo-account', { hasText: new RegExp(`-${post}$`) }).click()
  await window.page.waitForSelector('.rail')
  await stands(window.page)
  void place
}

/** A window of somebody at work. */
export async function windowOf(browser: Browser, place: Place, post: PostName, look?: Look, width?: number): Promise<Window> {
  const window = await openWindow(browser, place.address, look, width)
  await signInAs(window, place, post)
  return window
}

/** Changes the language in place, as its menu does. */
export async function speak(page: Page, language: Language): Promise<void> {
  if ((await page.evaluate('document.documentElement.lang')) === language) return
  await page.locator('.bar button[aria-haspopup=menu]').first().click()
  await page.locator(`[role=menuitemradio][lang=${language}]`).click()
  await page.waitForSelector(`:root[lang=${language}]`)
  await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
}

/** Changes light to dark or back. */
export const paint = (page: Page, theme: Look['theme']): Promise<unknown> => page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)

/** Rules of WCAG 2.0 to 2.2, A and AA, and the checker's best practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What the accessibility checker finds on the page as it stands: a line each, empty when it finds nothing. */
export async function findings(page: Page, only: 'all' | 'color-contrast' = 'all'): Promise<readonly string[]> {
  const run = only === 'all' ? { type: 'tag', values: tags } : { type: 'rule', values: [only] }
  return await page.evaluate<string[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(run)}, resultTypes: ['violations'], rules: { 'target-size': { enabled: ${only === 'all'} } } })
       .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(one => one.html.slice(0, 200)).join(' | ')))`,
  )
}

/** By how many pixels the page can be pushed sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('Math.round(document.documentElement.scrollWidth - document.documentElement.clientWidth)')
