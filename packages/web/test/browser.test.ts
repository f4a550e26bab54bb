import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumProgram } from '../../../test/browser/chromium.ts'
import { type Look, languages, looksOf } from '../../../test/browser/look.ts'
import { findings, type Kept, openWindow, overflow, paint, show, speak, startBrowser, type Window, walkTo, widen } from '../../../test/browser/window.ts'
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
  ['/persons?dossier=01930067', 'operator'],
  ['/persons/compare', 'investigator'],
  ['/persons/holdings', 'operator'],
  ['/visits', 'coordinator'],
  ['/visits/new', 'coordinator'],
  ['/visits/01930258', 'coordinator'],
  ['/obligations', 'operator'],
  ['/obligations/01960001', 'operator'],
  ['/holds', 'operator'],
  ['/protections', 'lawyer'],
  ['/keys', 'operator'],
  ['/partners', 'security'],
  ['/partners/MA-DGSN-SPOC', 'security'],
  ['/partners/BE-OE-IDENT', 'security'],
  ['/agreements', 'lawyer'],
  ['/agreements/aaaa', 'lawyer'],
  ['/plans', 'coordinator'],
  ['/plans/new', 'coordinator'],
  ['/plans/new?follows=01950001', 'coordinator'],
  ['/plans/01950001', 'coordinator'],
  ['/plans/01950001/close', 'coordinator'],
  ['/plans/01950001/balance', 'coordinator'],
  ['/drafts/0193012e', 'coordinator'],
  ['/follow-up', 'coordinator'],
  ['/lineage', 'coordinator'],
  ['/people', 'administrator'],
  ['/oversight', 'inspector'],
  ['/settings', 'operator'],
  ['/nowhere', 'operator'],
]

/** How long to wait for what the page does by itself. */
const patient = { timeout: 30_000 }
/** Lists that may be empty, and readings that may be refused. */
const lists: readonly (readonly [path: string, officer: string])[] = [
  ['/due', 'operator'],
  ['/inbox', 'operator'],
  ['/dossiers', 'operator'],
  ['/outbox', 'operator'],
  ['/persons', 'operator'],
  ['/persons/holdings', 'operator'],
  ['/obligations', 'operator'],
  ['/holds', 'operator'],
  ['/visits', 'coordinator'],
  ['/requests/new', 'investigator'],
  ['/drafts', 'investigator'],
  ['/release', 'releaser'],
  ['/partners', 'security'],
  ['/agreements', 'lawyer'],
  ['/plans', 'coordinator'],
  ['/follow-up', 'coordinator'],
  ['/lineage', 'coordinator'],
  ['/people', 'administrator'],
  ['/oversight', 'inspector'],
]

const home = fileURLToPath(new URL('..', import.meta.url))

describe.skipIf(chromiumProgram === undefined)('the screens under the node’s own policy, in a browser (skipped where there is no Chromium)', () => {
  let folder: string
  let browser: Browser
  let node: Awaited<ReturnType<typeof startFixtureNode>>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'entraide-web-'))
    const build = promisify(execFile)(
      process.execPath,
      [join(home, '../../node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn', '--outDir', join(folder, 'dist'), '--emptyOutDir'],
      // A build of its own environment: the test runner's would make a development build.
      { cwd: home, env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' } },
    )
    ;[browser] = await Promise.all([startBrowser(), build])
    node = await startFixtureNode(join(folder, 'dist'))
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await node?.stop()
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  })

  /** A window signed in as an officer; English unless said otherwise. */
  async function windowOf(officer: string | null, kept: Kept = {}): Promise<Window> {
    const window = await openWindow(browser, node.address, { language: 'en', ...kept })
    if (officer !== null) await window.context.addCookies([{ name: 'as', value: officer, url: node.address }])
    return window
  }

  /** Looks at some screens once each, turning through languages, themes and widths; says what is found on them. */
  async function lookAt(
    some: readonly (readonly [path: string, officer: string | null])[],
    signIn: (officer: string | null) => Promise<Window>,
    more: (page: Page, say: (what: string) => void) => Promise<void> = async () => {},
  ): Promise<readonly string[]> {
    const found: string[] = []
    for (const officer of new Set(some.map(([, officer]) => officer))) {
      const window = await signIn(officer)
      let goTo = show
      for (const [nth, [path, who]] of some.entries()) {
        if (who !== officer) continue
        const look = looksOf(nth)[nth % languages.length] as Look
        await goTo(window, path)
        if (officer !== null && officer !== 'locked') goTo = walkTo
        await speak(window.page, look.language)
        await paint(window.page, look.theme)
        await widen(window.page, look.width)
        const say = (what: string) => found.push(`${path} as ${officer}, ${look.language}, ${look.theme}, ${look.width} px: ${what}`)
        for (const finding of await findings(window.page)) say(finding)
        if ((await overflow(window.page)) > 0) say('scrolls sideways')
        await more(window.page, say)
      }
      found.push(...window.faults)
      await window.context.close()
    }
    return found
  }

  // The sweep of two real nodes sees every screen in every language; here each is seen once with stronger contrast, and lists are
  // seen in states that a node at work does not show.
  test('no screen breaks the policy or a rule of WCAG 2.2 AA, and none scrolls sideways, with stronger contrast', { timeout: 300_000 }, async () => {
    expect(await lookAt(screens, officer => windowOf(officer, { contrast: 'more' }))).toEqual([])
  })

  test('an empty list says so and teaches the next step', { timeout: 300_000 }, async () => {
    const teaches = async (page: Page, say: (what: string) => void) => {
      if ((await page.locator('#content .rows tbody tr').count()) > 0) say('shows rows')
      if ((await page.locator('#content').innerText()).length < 60) say('says next to nothing')
    }
    expect(await lookAt(lists, officer => windowOf(`${officer}-empty`), teaches)).toEqual([])
  })

  test('a reading that is refused says what happened and what to do', { timeout: 300_000 }, async () => {
    const says = async (page: Page, say: (what: string) => void) => {
      if ((await page.locator('#content .notice.late .notice-next').count()) === 0) say('does not say what to do')
    }
    expect(await lookAt(lists, officer => windowOf(`${officer}-failing`), says)).toEqual([])
  })

  test('what a discreet visit decided is offered to a plan in words that are given for it alone', { timeout: 60_000 }, async () => {
    const { context, page, ...rest } = await windowOf('coordinator')
    await show({ context, page, ...rest }, '/visits/01930258')
    await page.locator('#decisions .visit-items button').click()
    const words = page.locator('dialog[open] .two-languages textarea')
    await words.first().waitFor()
    expect(await findings(page)).toEqual([])
    expect(await page.locator('dialog[open] .notice').count()).toBe(1)
    for (const field of await words.all()) expect(await field.inputValue()).toBe('')
    const hand = page.locator('dialog[open] .modal-acts .main')
    expect(await hand.isDisabled()).toBe(true)
    await words.first().fill('Vider la file')
    // Its own day lies after the end of the plan, which is this year's: nothing leaves before another is chosen.
    const year = String(new Date().getUTCFullYear())
    expect(await hand.isDisabled()).toBe(true)
    await page.locator('dialog[open] .date-parts input').nth(2).fill(year)
    await page.locator('dialog[open] .date-parts input').nth(1).fill('12')
    const [sent] = await Promise.all([page.waitForRequest(request => request.url().endsWith('/decisions/D2/action')), hand.click()])
    expect(sent.postDataJSON()).toMatchObject({ title: { fr: 'Vider la file' }, dueOn: `${year}-12-31` })
    expect(sent.postData()).not.toContain('Relire')
    await context.close()
  })

  test('the first view after sign-in needs at most 150 KB of script, compressed', { timeout: 60_000 }, async () => {
    for (const language of languages) {
      const { context, page } = await windowOf('operator', { language })
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

  test('what is typed is put to the check as it is typed', { timeout: 60_000 }, async () => {
    const { context, page } = await windowOf('investigator')
    const checked: string[] = []
    page.on('request', request => {
      if (request.url().endsWith('/v1/check')) checked.push(request.postData() ?? '')
    })
    await page.goto(`${node.address}/drafts/0193012c`)
    await page.waitForSelector('.verdict.good')
    await page.selectOption('#field-to', { index: 0 })
    await page.fill('#field-caseReference', 'X.1/26')
    await expect.poll(() => JSON.parse(checked.at(-1) ?? '{}').fields?.caseReference, patient).toBe('X.1/26')
    await context.close()
  })

  test('the conditions of H3 are written one by one beside the code, the event beside its purpose, and a refused one leads there', {
    timeout: 60_000,
  }, async () => {
    const { context, page } = await windowOf('investigator')
    const kept = () => (node.kept.at(-1) as { fields: { restrictions?: string[]; event?: string } } | undefined)?.fields
    await page.route('**/v1/check', async route => {
      const response = await route.fetch()
      const { fields } = JSON.parse(route.request().postData() ?? '{}') as { fields: { restrictions?: string[] } }
      const unmet = [{ code: 'restrictions-missing', rule: 'R10', clause: null, mend: 'state-restrictions', field: 'restrictions', facts: {} }]
      return route.fulfill(
        (fields.restrictions ?? []).some(text => text !== '') ? { response } : { json: { ...(await response.json()), decision: 'refuse', unmet } },
      )
    })
    await page.goto(`${node.address}/drafts/0193012c`)
    await page.locator('.conditions-edited textarea').nth(1).waitFor()
    await page.locator('.condition-edited button').first().click()
    await page.fill('#field-restrictions', '')
    await page.locator('.basis .unmet a').first().click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-restrictions')
    await page.fill('#field-restrictions', 'Pas en justice.')
    await page.locator('.conditions-edited .page-acts button').click()
    await page.fill('#field-restrictions-2', 'Aucune copie.')
    await page.selectOption('#field-purpose', 'EVNT')
    await page.fill('#field-event', 'Match à Bruxelles')
    await expect.poll(kept, patient).toMatchObject({ restrictions: ['Pas en justice.', 'Aucune copie.'], event: 'Match à Bruxelles' })
    await page.locator('#field-handling label', { hasText: 'H3' }).click()
    await page.locator('.conditions-edited').waitFor({ state: 'detached' })
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
    await expect.poll(() => kept.at(-1), patient).toBe('first words and more')
    expect(await page.inputValue('#field-reasons')).toBe('first words and more')
    await context.close()
  })

  test('the last words are sent when the page is left within the second', { timeout: 60_000 }, async () => {
    const { context, page } = await windowOf('investigator')
    await page.goto(`${node.address}/drafts/0193012c`)
    await page.waitForSelector('#field-reasons')
    await page.fill('#field-reasons', 'typed and gone')
    await page.goto(`${node.address}/settings`)
    await expect.poll(() => node.kept.at(-1), patient).toMatchObject({ fields: { reasons: 'typed and gone' } })
    await context.close()
  })

  test('a file goes on by itself after a lost line from where the node stands, and says so', { timeout: 60_000 }, async () => {
    const { context, page } = await windowOf('investigator')
    const content = Buffer.alloc(200_000, 'a scan ')
    const digest = createHash('sha256').update(content).digest('hex')
    const offsets: (string | null)[] = []
    let held = 0
    await page.route('**/v1/drafts/*/uploads/*', async route => {
      const url = new URL(route.request().url())
      expect(url.pathname.endsWith(digest)).toBe(true)
      const stands = { digest, name: 'scan.bin', bytes: content.length, bytesHeld: held, attachment: null }
      if (route.request().method() === 'GET') return route.fulfill({ json: stands })
      offsets.push(url.searchParams.get('offset'))
      if (offsets.length === 1) {
        held = 131_072
        return route.abort('connectionreset')
      }
      const attachment = { id: 'x', name: 'scan.bin', mediaType: 'other', bytes: content.length, contentDigest: digest, renderable: false }
      return route.fulfill({ json: { ...stands, bytesHeld: content.length, attachment } })
    })
    await page.goto(`${node.address}/drafts/0193012c`)
    await page.getByText('choose the same file again').waitFor()
    await page.locator('#field-attachments input[type=file]').setInputFiles({ name: 'scan.bin', mimeType: 'application/octet-stream', buffer: content })
    await page.getByText('The line to the node is lost').waitFor()
    await expect.poll(() => offsets, patient).toEqual(['0', '131072'])
    await expect.poll(() => page.locator('#field-attachments li', { hasText: 'scan.bin' }).count(), patient).toBe(0)
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

  test('a dossier is printed by the node in a language of choice, and by the browser under its marks and without what stays at home', {
    timeout: 60_000,
  }, async () => {
    const window = await windowOf('operator', { language: 'fr' })
    const { page } = window
    await show(window, '/threads/01930067')
    const saved = async () => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Imprimer (PDF)' }).click()])
      return download.suggestedFilename()
    }
    expect(await saved()).toBe('paper-fr.pdf')
    await page.getByRole('combobox', { name: 'Langue du document' }).selectOption('ar')
    expect(await saved()).toBe('paper-ar.pdf')
    const marks = page.locator('.print-marks')
    expect(await marks.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    await expect.poll(() => marks.isVisible(), patient).toBe(true)
    for (const text of ['H1', 'BE-POL-SPOC', '4471']) expect(await marks.innerText()).toContain(text)
    for (const gone of ['.bar', '.rail', '.print-paper', '#holdings', '.aside-acts']) expect(await page.locator(gone).first().isVisible(), gone).toBe(false)
    expect(window.faults).toEqual([])
    await window.context.close()
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
