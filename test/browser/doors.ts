import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeId } from '@entraide/ground'
import { initNode, silent, startNode } from '@entraide/node'
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { repositoryFile } from '../../packages/demo/src/stage.ts'
import type { TwoNodes } from './two-nodes.ts'
import { findings, openWindow, show, speak, stands } from './window.ts'
import { windowOf } from './windows.ts'

/** The doors before the work: signing in, enrolling, and a node that is still locked. */
export function doors(nodes: () => TwoNodes, browser: () => Browser): void {
  test('signing in says which fields are missing and leads to them', { timeout: 120_000 }, async () => {
    const window = await openWindow(browser(), nodes().be.address)
    await show(window, '/sign-in')
    await window.page.locator('form button[type=submit]').click()
    await window.page.locator('[role=alert] a').first().click()
    expect(await window.page.evaluate('document.activeElement.id')).toBe('service-number')
    expect(window.faults).toEqual([])
    await window.context.close()
  })

  test('an address that leads nowhere says so in the reader’s language, and leads back to what is due', { timeout: 120_000 }, async () => {
    const window = await windowOf(browser(), nodes().be, 'OPR')
    const { page, address } = window
    for (const [language, said, back] of [
      ['fr', 'Rien ici', 'Retour à ce qui est à échéance'],
      ['ar', 'لا شيء هنا', 'العودة إلى ما حل أجله'],
    ] as const) {
      await speak(page, language)
      for (const path of ['/threads/nulle.part', '/threads/a/b', '/threads/%E0%A4%A', '/nowhere']) {
        expect((await page.goto(address + path))?.status(), path).toBe(404)
        await stands(page)
        expect(await page.locator('h1').innerText(), path).toBe(said)
        expect(await page.evaluate('[document.documentElement.lang, document.documentElement.dir]'), path).toEqual([
          language,
          language === 'ar' ? 'rtl' : 'ltr',
        ])
      }
      expect(await findings(page)).toEqual([])
      await page.getByRole('link', { name: back }).click()
      await page.waitForURL('**/due')
      await stands(page)
    }
    expect(window.faults).toEqual([])
    await window.context.close()
  })

  test('a locked node says who opens it, and its passphrase opens it', { timeout: 180_000 }, async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'entraide-locked-'))
    const id = nodeId('BE-POL-SPOC')
    const policy = readFileSync(repositoryFile('policies', `${id}.json`), 'utf8')
    const place = { name: 'Federal Police', capital: 'Brussels', zone: 'Europe/Brussels', host: '127.0.0.1', port: 0 }
    await initNode({ dataDir, id, regime: 'LE', ...place, passphrase: 'the right words', demo: true, policy })
    const node = await startNode({ dataDir, logger: silent() })
    const window = await openWindow(browser(), node.address)
    const { page } = window
    try {
      await show(window, '/due')
      for (const language of ['fr', 'ar'] as const) {
        await speak(page, language)
        expect(await findings(page)).toEqual([])
      }
      await page.locator('input[type=password]').fill('the wrong words')
      await page.keyboard.press('Enter')
      await page.waitForSelector('[role=alert]')
      await page.locator('input[type=password]').fill('the right words')
      await page.keyboard.press('Enter')
      await page.waitForSelector('#service-number')
      expect(window.faults).toEqual([])
    } finally {
      await window.context.close()
      await node.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
}
