import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startFixtureNode } from './fixture-node.ts'

/** Every screen, as whoever works there. */
const screens: readonly (readonly [path: string, officer: string | null])[] = [
  ['/sign-in', null],
  ['/enrol', null],
  ['/due', 'locked'],
  ['/due', 'operator'],
  ['/inbox', 'operator'],
  ['/dossiers', 'operator'],
  ['/outbox', 'operator'],
  ['/requests/new', 'investigator'],
  ['/drafts', 'investigator'],
  ['/drafts/0193012c', 'investigator'],
  ['/drafts/0193012d', 'investigator'],
  ['/release', 'releaser'],
  ['/release/0193012c', 'releaser'],
  ['/threads/01930067', 'operator-fresh'],
  ['/threads/01930067', 'operator'],
  ['/partners', 'security'],
  ['/partners/MA-DGSN-SPOC', 'security'],
  ['/agreements', 'lawyer'],
  ['/agreements/aaaa', 'lawyer'],
  ['/people', 'administrator'],
  ['/oversight', 'inspector'],
  ['/settings', 'operator'],
  ['/nowhere', 'operator'],
]
/** Each language once in each half of its screens' looks, so that every screen is seen in both directions and both themes. */
const looks = [
  { language: 'fr', theme: 'light', contrast: 'auto' },
  { language: 'ar', theme: 'dark', contrast: 'auto' },
  { language: 'nl', theme: 'dark', contrast: 'more' },
  { language: 'en', theme: 'light', contrast: 'more' },
] as const

const home = fileURLToPath(new URL('..', import.meta.url))
const program = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
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

describe.skipIf(program === undefined)('the screens in a browser, under the policy the node serves them with', () => {
  let folder: string
  let browser: Browser
  let node: Awaited<ReturnType<typeof startFixtureNode>>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'entraide-web-'))
    await promisify(execFile)(
      process.execPath,
      [join(home, '../../node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn', '--outDir', join(folder, 'dist'), '--emptyOutDir'],
      // A build of its own environment: the test runner's would make a development build.
      { cwd: home, env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' } },
    )
    node = await startFixtureNode(join(folder, 'dist'))
    browser = await chromium.launch({ executablePath: program as string, args: flags })
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await node?.stop()
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  })

  type Look = { readonly language: string; readonly theme: string; readonly contrast: string }
  const plain: Look = { language: 'en', theme: 'light', contrast: 'auto' }

  /** A window signed in as an officer; `faults` gathers what the console and the policy complain of. */
  async function windowOf(officer: string | null, look: Look = plain): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'Europe/Brussels', reducedMotion: 'reduce' })
    if (officer !== null) await context.addCookies([{ name: 'as', value: officer, url: node.address }])
    await context.addInitScript(chosen => {
      for (const [name, value] of Object.entries(chosen)) if (localStorage.getItem(`entraide.${name}`) === null) localStorage.setItem(`entraide.${name}`, value)
    }, look)
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', error => faults.push(error.message))
    page.on('console', message => {
      // Nobody being signed in yet is an answer that the browser reports as an error of its own.
      if (message.type() === 'error' && !message.text().includes('401')) faults.push(message.text())
    })
    return { context, page, faults }
  }

  for (const look of looks)
    test(`no screen breaks the policy or a rule of WCAG 2.2 AA, and none scrolls sideways: ${look.language}, ${look.theme}, contrast ${look.contrast}`, {
      timeout: 240_000,
    }, async () => {
      for (const [path, officer] of screens) {
        const { context, page, faults } = await windowOf(officer, look)
        await page.goto(node.address + path)
        await page.waitForSelector('h1')
        await page.waitForFunction(() => document.querySelector('.loading') === null)
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(one => one.html.slice(0, 160)).join(' | ')}`)
        expect(found, `${path} as ${officer}`).toEqual([])
        expect(faults, `${path} as ${officer}`).toEqual([])
        for (const width of [320, 768, 1280, 1920]) {
          await page.setViewportSize({ width, height: 800 })
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
            `${path} at ${width} pixels`,
          ).toBeLessThanOrEqual(0)
        }
        expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
          look.language,
          look.language === 'ar' ? 'rtl' : 'ltr',
        ])
        await context.close()
      }
    })

  test('the first view after sign-in needs at most 150 KB of script, compressed', { timeout: 60_000 }, async () => {
    for (const language of ['en', 'fr', 'nl', 'ar']) {
      const { context, page } = await windowOf('operator', { ...plain, language })
      const scripts = new Set<string>()
      page.on('request', request => {
        if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname)
      })
      await page.goto(`${node.address}/due`)
      await page.waitForSelector('.rows')
      await page.waitForTimeout(500)
      let bytes = 0
      for (const path of scripts) bytes += gzipSync(await readFile(join(folder, 'dist', path))).length
      expect(bytes, `${language}: ${[...scripts].join(' ')}`).toBeLessThan(150_000)
      await context.close()
    }
  })

  test('what is due is read and opened without a mouse', { timeout: 60_000 }, async () => {
    const { context, page } = await windowOf('operator')
    await page.goto(`${node.address}/due`)
    await page.waitForSelector('.rows')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    const focused = await page.evaluate(() => document.activeElement?.textContent)
    expect(focused).toMatch(/^BE-POL-SPOC\/2026\//)
    expect(await page.locator('.glance h2').textContent()).toBe(focused)
    await page.keyboard.press('k')
    expect(await page.evaluate(() => document.activeElement?.textContent)).not.toBe(focused)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/threads/*')
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await page.waitForURL('**/due')
    await page.keyboard.press('?')
    await page.waitForSelector('dialog[open]')
    expect(await page.locator('dialog .keys > div').count()).toBeGreaterThan(8)
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.keyboard.type('7K3QF')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/dossiers?reference=7K3QF')
    await context.close()
  })

  test('a missing clause is said while one types, and its line leads to the field', { timeout: 60_000 }, async () => {
    const { context, page } = await windowOf('investigator')
    const checked: string[] = []
    page.on('request', request => {
      if (request.url().endsWith('/v1/check')) checked.push(request.postData() ?? '')
    })
    await page.goto(`${node.address}/drafts/0193012c`)
    await page.waitForSelector('.verdict.good')
    await page.selectOption('#field-to', { index: 0 })
    await page.fill('#field-caseReference', 'X.1/26')
    await page.waitForFunction(() => document.querySelector('.basis')?.getAttribute('aria-busy') === 'false')
    expect(JSON.parse(checked.at(-1) ?? '{}').fields.caseReference).toBe('X.1/26')
    await page.evaluate(() => history.replaceState(null, '', '/drafts/0193012e'))
    await context.close()
  })

  test('what was typed reaches the node by itself, and again after it did not answer', { timeout: 60_000 }, async () => {
    const { context, page } = await windowOf('investigator')
    await page.goto(`${node.address}/drafts/0193012c`)
    await page.waitForSelector('#field-reasons')
    const kept: string[] = []
    let silent = true
    await page.route('**/v1/drafts/*', async route => {
      if (route.request().method() !== 'PUT') return route.continue()
      if (silent) return route.abort()
      kept.push(JSON.parse(route.request().postData() ?? '{}').fields.reasons)
      return route.continue()
    })
    await page.fill('#field-reasons', 'first words')
    await page.waitForTimeout(1_500)
    await page.locator('#field-reasons').pressSequentially(' and more')
    silent = false
    await expect.poll(() => kept.at(-1), { timeout: 10_000 }).toBe('first words and more')
    expect(await page.inputValue('#field-reasons')).toBe('first words and more')
    await context.close()
  })

  test('the last words are sent when the page is left within the second', { timeout: 60_000 }, async () => {
    const { context, page } = await windowOf('investigator')
    await page.goto(`${node.address}/drafts/0193012c`)
    await page.waitForSelector('#field-reasons')
    await page.fill('#field-reasons', 'typed and gone')
    await page.goto(`${node.address}/settings`)
    await expect.poll(() => node.kept.at(-1)).toMatchObject({ fields: { reasons: 'typed and gone' } })
    await context.close()
  })

  test('a refusal from the node says what, on which rule, and what to do next', { timeout: 60_000 }, async () => {
    const { context, page } = await windowOf(null)
    await page.goto(`${node.address}/sign-in`)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForSelector('[role="alert"] a')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
    await page.locator('[role="alert"] a').first().click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('service-number')
    await context.close()
  })

  test('the language changes in place, with its direction, and is kept', { timeout: 60_000 }, async () => {
    const { context, page } = await windowOf('operator')
    await page.goto(`${node.address}/due`)
    await page.waitForSelector('.rows')
    await page.getByRole('button', { name: /Language/ }).click()
    await page.getByRole('menuitemradio', { name: 'العربية' }).click()
    await page.waitForFunction(() => document.documentElement.dir === 'rtl')
    expect(await page.locator('h1').textContent()).toBe('الآجال')
    await page.reload()
    await page.waitForSelector('.rows')
    expect(await page.locator('h1').textContent()).toBe('الآجال')
    await context.close()
  })

  test('no file of the application holds an inline script or style, or an address of another machine', { timeout: 60_000 }, async () => {
    const page = await readFile(join(folder, 'dist/index.html'), 'utf8')
    expect(page).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)/)
    for (const file of await readdir(join(folder, 'dist/assets'))) {
      if (!file.endsWith('.css')) continue
      expect(await readFile(join(folder, 'dist/assets', file), 'utf8')).not.toMatch(/https?:\/\//)
    }
  })
})
