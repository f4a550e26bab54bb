import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumProgram } from './chromium.ts'
import type { Language, Theme } from './look.ts'

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
/** How long a screen may take to stand. A machine that runs every other test at once is slow; a screen that never stands still fails. */
const patienceMs = 60_000

/** Starts the browser. It asks nobody but the pages it is told to open. */
export const startBrowser = (): Promise<Browser> => chromium.launch({ executablePath: chromiumProgram as string, args: flags, timeout: patienceMs })

/** What is kept on the device before the first page opens. */
export type Kept = { readonly language?: Language; readonly theme?: Theme; readonly contrast?: 'auto' | 'more' }

/** A window on one node. `faults` gathers what the console, the policy and the page complain of, and every call to another origin. */
export type Window = { readonly context: BrowserContext; readonly page: Page; readonly address: string; readonly faults: string[] }

// The whole checker goes in before the page's own script: the page's policy would let no test add it later.
const axe = readFileSync(createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'), 'utf8')

/** Opens a window that nobody is signed in to. */
export async function openWindow(browser: Browser, address: string, kept: Kept = {}, width = 1280, height = 800): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'fr-BE',
    timezoneId: 'Europe/Brussels',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  })
  context.setDefaultTimeout(patienceMs)
  await context.addInitScript(
    `for (const [name, value] of Object.entries(${JSON.stringify({ language: 'fr', theme: 'light', ...kept })}))
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

/** Goes to a screen as by its address and waits until it stands. */
export async function show({ page, address }: Window, path: string): Promise<void> {
  await page.goto(address + path, { waitUntil: 'domcontentloaded' })
  await stands(page)
}

/** Goes to a screen as by a link, without loading the page anew. */
export async function walkTo({ page }: Window, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate')); ${drawn}`)
  await stands(page)
}

/** Waits until the screen stands: its title is there and nothing loads any more. */
export async function stands(page: Page): Promise<void> {
  await page.waitForSelector('h1')
  await page.waitForSelector(':root:not(:has(.loading, [aria-busy=true]))')
}

/** The page has been drawn with whatever was just changed. */
const drawn = 'new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))'

/** Changes the language in place, by its menu. */
export async function speak(page: Page, language: Language): Promise<void> {
  if ((await page.evaluate('document.documentElement.lang')) === language) return
  await page.evaluate(`document.querySelector('.bar button[aria-haspopup=menu]').click(); ${drawn}`)
  await page.evaluate(`document.querySelector('[role=menuitemradio][lang=${language}]').click(); ${drawn}`)
  await page.waitForSelector(`:root[lang=${language}]`)
  await stands(page)
}

/** Changes light to dark or back. */
export const paint = (page: Page, theme: Theme): Promise<unknown> => page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)

/** Makes the window as wide as this, if it is not. */
export async function widen(page: Page, width: number): Promise<void> {
  if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: 800 })
}

/** Rules of WCAG 2.0 to 2.2, A and AA, and the checker's best practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What the accessibility checker finds on the page as it stands: a line each, empty when it finds nothing. Begins once the page is
 * drawn: before, the browser answers some places of the width it had until now.
 */
export async function findings(page: Page): Promise<readonly string[]> {
  const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }
  return await page.evaluate<string[]>(
    `${drawn}.then(() => axe.run(document, ${JSON.stringify(options)}))
       .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 4)
         .map(one => one.html.slice(0, 160) + ' (' + [...one.any, ...one.all, ...one.none].map(check => check.message).join('; ') + ')').join(' | ')))`,
  )
}

/** By how many pixels the page can be pushed sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('Math.round(document.documentElement.scrollWidth - document.documentElement.clientWidth)')

/** Presses Tab until the focus is on (or in) what is looked for, as one who sees it would; says so when it cannot be reached. */
export async function tabTo(page: Page, selector: string, text = ''): Promise<void> {
  for (let steps = 0; steps < 150; steps++) {
    const found = await page.evaluate<boolean>(
      `(() => { const at = document.activeElement; return at !== null && at.matches(${JSON.stringify(selector)}) && at.textContent.includes(${JSON.stringify(text)}) })()`,
    )
    if (found) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${selector} ${text}`)
}
