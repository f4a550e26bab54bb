import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { TwoNodes } from './two-nodes.ts'
import { openWindow, show, stands, tabTo } from './window.ts'
import { windowOf } from './windows.ts'

const patient = { timeout: 240_000 }

/** What officers do, by the keyboard alone, from an empty form to an answer read; and what must not be lost on the way. */
export function work(nodes: () => TwoNodes, browser: () => Browser): void {
  const title = `Titulaire d’un numéro ${Date.now()}`
  let draft = ''
  let dossier = ''

  test('the keyboard alone signs in by the list, walks the due board and says its keys', patient, async () => {
    const window = await openWindow(browser(), nodes().be.address)
    const { page } = window
    await show(window, '/sign-in')
    await tabTo(page, '.demo-account', 'BE-OPR')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.rows [data-row-link]')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    const second = await focusedText(page)
    expect(second).toMatch(/^BE-POL-SPOC\/\d{4}\//)
    await page.keyboard.press('k')
    const first = await focusedText(page)
    expect(first).not.toBe(second)
    expect(await page.locator('.glance h2').innerText()).toBe(first)
    await page.keyboard.press('?')
    await page.waitForSelector('dialog[open]')
    expect(await page.locator('dialog[open] kbd').count()).toBeGreaterThan(8)
    await page.keyboard.press('Escape')
    await page.waitForSelector('dialog[open]', { state: 'detached' })
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/(?:threads|drafts|release)\//)
    expect(window.faults).toEqual([])
    await window.context.close()
  })

  test('opening a dossier asks why, by the keyboard alone', patient, async () => {
    const { rows } = await nodes().be.officers.DUTY.get<{ rows: readonly { dossier: string; openingType: string }[] }>('/v1/threads?box=inbox&limit=50')
    const window = await windowOf(browser(), nodes().be, 'DUTY')
    const { page } = window
    await show(window, `/threads/${rows[0]?.dossier}`)
    await tabTo(page, '.opening input')
    await page.keyboard.type('Reprise du dossier de nuit')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.message')
    expect(window.faults).toEqual([])
    await window.context.close()
  })

  test('a request is written and handed over without a mouse; the panel says what is missing, then the clause that permits it', patient, async () => {
    const window = await windowOf(browser(), nodes().be, 'INV')
    const { page } = window
    await page.keyboard.press('n')
    await page.waitForURL('**/requests/new')
    await stands(page)
    await tabTo(page, 'li:not(.office-template) > .template')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/drafts/*')
    draft = new URL(page.url()).pathname
    await stands(page)
    await page.waitForSelector('.verdict.late')
    // Each line of what is missing is a link that leads to the field that mends it.
    const missing = page.locator('.unmet a')
    expect(await missing.count()).toBeGreaterThan(0)
    const target = (await missing.first().getAttribute('href')) ?? ''
    await missing.first().focus()
    await page.keyboard.press('Enter')
    expect(
      await page.evaluate(`document.querySelector('${target}').matches(':focus') || document.querySelector('${target}').contains(document.activeElement)`),
    ).toBe(true)

    await tabTo(page, '#field-clause input[type=radio]')
    await page.keyboard.press('Space')
    await page.waitForSelector('#field-clause input:checked')
    await tabTo(page, '#field-caseReference')
    await page.keyboard.type('BR.10.2026/200')
    await tabTo(page, '#field-reasons')
    await page.keyboard.type(
      'Un numéro a été appelé chaque matin par le chauffeur interpellé. Nous demandons à qui il appartient, afin de savoir qui commande le transport.',
    )
    await tabTo(page, '#field-items .page-acts button')
    await page.keyboard.press('Enter')
    await tabTo(page, '.item .names input')
    await page.keyboard.type('Samir Inventé')
    await tabTo(page, '.item .evaluation .date-parts input')
    const today = new Date().toISOString().slice(0, 10).split('-')
    for (const part of [today[2], today[1], today[0]]) {
      await page.keyboard.type(part ?? '')
      await page.keyboard.press('Tab')
    }
    await tabTo(page, '.more summary')
    await page.keyboard.press('Enter')
    await tabTo(page, '#field-title')
    await page.keyboard.type(title)
    await page.waitForSelector('.verdict.good')
    expect(await page.locator('.verdict.good').innerText()).toMatch(/C\d\d|F\d\d/)

    // Kept as it is typed: a reload, then a sign-out and a new session, lose nothing.
    await page.getByText('Gardé au nœud').waitFor()
    await page.reload()
    await stands(page)
    expect(await page.inputValue('#field-title')).toBe(title)
    await page.context().clearCookies()
    await window.context.close()
    const again = await windowOf(browser(), nodes().be, 'INV')
    await show(again, draft)
    expect(await again.page.inputValue('#field-title')).toBe(title)
    expect(await again.page.inputValue('.item .names input')).toBe('Samir Inventé')
    await again.page.waitForSelector('.verdict.good')
    await tabTo(again.page, '.page-aside .button.main')
    await again.page.keyboard.press('Enter')
    await again.page.waitForURL('**/due')
    expect([...window.faults, ...again.faults]).toEqual([])
    await again.context.close()
  })

  test('another officer reads what would leave and releases it, without a mouse', patient, async () => {
    const window = await windowOf(browser(), nodes().be, 'REL')
    const { page } = window
    await show(window, draft.replace('/drafts/', '/release/'))
    expect(await page.locator('#content').innerText()).toContain(title)
    await tabTo(page, '.aside-acts .button.main')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/release')
    expect(window.faults).toEqual([])
    await window.context.close()
  })

  test('the other node receives it, accepts it and answers it, without a mouse; the answer is read here', { timeout: 300_000 }, async () => {
    const { be, ma } = nodes()
    const theirs = await until(async () => {
      const { rows } = await ma.officers.OPR.get<{ rows: readonly { dossier: string; unread: boolean; thread: string; state: string }[] }>(
        '/v1/threads?box=inbox&limit=50',
      )
      for (const row of rows.filter(one => one.unread)) {
        const opened = await ma.officers.OPR.post<{ messages: readonly { title: string }[] }>(`/v1/threads/${row.dossier}/openings`, { reason: 'Tri du matin' })
        if (opened.messages.some(message => message.title === title)) return row
      }
      return undefined
    })
    const window = await windowOf(browser(), ma, 'OPR')
    const { page } = window
    await show(window, `/threads/${theirs.dossier}`)
    // Accepting is what comes first; answering follows.
    await tabTo(page, '.aside-acts .button.main')
    await Promise.all([page.waitForResponse(response => response.url().endsWith('/acceptance') && response.ok()), page.keyboard.press('Enter')])
    await stands(page)
    // Once accepted, the next act is the main one.
    await tabTo(page, '.aside-acts .button.main', 'Répondre')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/drafts/*')
    const answer = new URL(page.url()).pathname
    await stands(page)
    await tabTo(page, '#field-reasons, #field-note')
    await page.keyboard.type('Réponse à votre demande, dans la même affaire et pour la même finalité.')
    await tabTo(page, '#field-items .page-acts button')
    await page.keyboard.press('Enter')
    await tabTo(page, '.item .names input')
    await page.keyboard.type('سمير مخترع')
    await tabTo(page, '.item .evaluation .date-parts input')
    const today = new Date().toISOString().slice(0, 10).split('-')
    for (const part of [today[2], today[1], today[0]]) {
      await page.keyboard.type(part ?? '')
      await page.keyboard.press('Tab')
    }
    await page.waitForSelector('.verdict.good')
    await tabTo(page, '.page-aside .button.main')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/due')
    expect(window.faults).toEqual([])
    await window.context.close()

    const releaser = await windowOf(browser(), ma, 'REL')
    await show(releaser, answer.replace('/drafts/', '/release/'))
    await tabTo(releaser.page, '.aside-acts .button.main')
    await releaser.page.keyboard.press('Enter')
    await releaser.page.waitForURL('**/release')
    await releaser.context.close()

    dossier = await until(async () => {
      const { rows } = await be.officers.INV.get<{ rows: readonly { dossier: string; thread: string; state: string }[] }>('/v1/threads?box=all&limit=200')
      return rows.find(row => row.thread === theirs.thread && row.state === 'answered')?.dossier
    })
    const home = await windowOf(browser(), be, 'INV')
    await show(home, `/threads/${dossier}`)
    const closed = home.page.locator('.opening input')
    if ((await closed.count()) > 0) {
      await tabTo(home.page, '.opening input')
      await home.page.keyboard.type('Lecture de la réponse')
      await home.page.keyboard.press('Enter')
    }
    await home.page.waitForSelector('.message.in')
    expect(await home.page.locator('.message.in').innerText()).toContain('سمير مخترع')
    expect(home.faults).toEqual([])
    await home.context.close()
  })

  test('who wrote a draft is told why she cannot release it', patient, async () => {
    const { rows } = await nodes().be.officers.DUTY.get<{ rows: readonly { id: string; author: { id: string } }[] }>('/v1/releases')
    const own = rows.find(row => row.author.id === nodes().be.officers.DUTY.account)
    const window = await windowOf(browser(), nodes().be, 'DUTY')
    await show(window, `/release/${own?.id}`)
    expect(await window.page.locator('.page-aside .notice').innerText()).toContain('n’autorise jamais')
    expect(await window.page.locator('.aside-acts .button.main').count()).toBe(0)
    await window.context.close()
  })

  test('a page that a role may not see says so, and shows nothing', patient, async () => {
    const window = await windowOf(browser(), nodes().be, 'ADM')
    for (const path of ['/due', `/threads/${dossier || 'x'}`, '/oversight', '/release']) {
      await show(window, path)
      await window.page.waitForSelector('.notice.late .notice-what')
      expect(await window.page.locator('.rows tbody tr, .message').count(), path).toBe(0)
    }
    expect(window.faults).toEqual([])
    await window.context.close()
  })
}

const focusedText = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.textContent')

/** Asks again until there is an answer. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
