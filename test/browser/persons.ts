import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { looksWell } from './looks-well.ts'
import type { TwoNodes } from './two-nodes.ts'
import { show, stands, tabTo } from './window.ts'
import { windowOf } from './windows.ts'

const patient = { timeout: 240_000 }

type Row = { readonly dossier: string; readonly crimeArea: string | null; readonly state: string; readonly side: string }

/** Who may be held here: looked up for a case, weighed in words, decided by a person; and the holdings themselves. */
export function persons(nodes: () => TwoNodes, browser: () => Browser): void {
  /** The request that names somebody whom this node holds under another spelling. */
  const asked = async (): Promise<Row> => {
    const { rows } = await nodes().be.officers.OPR.get<{ rows: readonly Row[] }>('/v1/threads?box=all&limit=200')
    return rows.find(row => row.side === 'holder' && row.crimeArea === 'SMUG') as Row
  }

  test('a person is looked up for a dossier, weighed and decided on, and the word taken back, without a mouse', patient, async () => {
    const { dossier } = await asked()
    const window = await windowOf(browser(), nodes().be, 'OPR')
    const { page } = window
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.waitForURL('**/persons')
    await stands(page)

    // Without a name, a dossier and a reason there is no look-up: each is said, and leads to its field.
    await tabTo(page, '.look-up button[type=submit]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.look-up [role=alert]')
    expect(await page.locator('.look-up [role=alert] a').count()).toBe(3)
    await page.locator('.look-up [role=alert] a').first().focus()
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('person-line')

    await page.keyboard.type('رشيد النموذجي 11/06/1979')
    expect(await page.locator('.understood').innerText()).toContain('11 juin 1979')
    await tabTo(page, '#look-up-dossier')
    const reference = await page.evaluate<string>(`fetch('/v1/threads/${dossier}').then(answer => answer.json()).then(answer => answer.row.ourReference)`)
    await page.keyboard.type(reference.slice(-5))
    await page.locator('[role=option]', { hasText: reference }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/persons?dossier=${dossier}`)
    await tabTo(page, '#look-up-reason')
    await page.keyboard.type('Conducteur nommé dans la demande')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.candidate')
    expect(page.url()).not.toContain('1979')

    // In words and in bars, never as a figure of likeness.
    expect(await page.locator('.notice.soon', { hasText: 'homonymes' }).first().innerText()).toContain('côte à côte')
    const first = page.locator('.candidate').first()
    expect(await first.innerText()).toContain('Rachid Namoudaji')
    expect(await first.locator('.weight').count()).toBeGreaterThan(2)
    expect(await first.innerText()).not.toMatch(/%|probabilit/i)
    await looksWell(page)

    await page.keyboard.press('j')
    expect(await page.evaluate('document.activeElement.matches(".candidate")')).toBe(true)
    await tabTo(page, '.decide button', 'Côte à côte')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.side-by-side')
    await looksWell(page)

    await page.keyboard.press('j')
    await tabTo(page, '.decide button', 'C’est cette personne')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Même passeport, vu à Tanger')
    await looksWell(page)
    await tabTo(page, '.decide input')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.candidate.confirmed')
    await tabTo(page, '.toast button', 'Annuler')
    await page.keyboard.press('z')
    await page.waitForSelector('.candidate.confirmed', { state: 'detached' })

    // Undecided again; the dossier shows the desk what the node found by itself in what came in.
    const { rows } = await nodes().be.officers.OPR.get<{ rows: readonly { match: string; decision: unknown }[] }>(`/v1/threads/${dossier}/matches`)
    expect(rows.every(row => row.decision === null)).toBe(true)
    await show(window, `/threads/${dossier}`)
    await page.waitForSelector('#holdings .candidate')
    expect(await page.locator('#holdings').innerText()).toContain('trouvé par le nœud')
    await looksWell(page)
    expect(window.faults).toEqual([])
    await window.context.close()
  })

  test('two persons are compared side by side, and common names are warned of', patient, async () => {
    const window = await windowOf(browser(), nodes().be, 'INV')
    const { page } = window
    await show(window, '/persons/compare')
    await tabTo(page, '#first-person input')
    await page.keyboard.type('Mohamed Alaoui')
    await tabTo(page, '#second-person input')
    await page.keyboard.type('محمد العلوي')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.side-by-side')
    expect(await page.locator('.notice.soon').innerText()).toContain('homonymes')
    await looksWell(page)
    // Words as they stand on the papers; and another name is no matter of namesakes.
    await page.fill('#first-person input', 'Abd el-Krim Bennani')
    await page.fill('#second-person input', 'عبد الحكيم بناني')
    await page.locator('#second-person input').first().press('Enter')
    await page.locator('.side-by-side', { hasText: 'Abd El Krim' }).waitFor()
    expect(await page.locator('.side-by-side').innerText()).toContain('عبد الحكيم')
    expect(await page.locator('.notice.soon').count()).toBe(0)
    expect(await page.locator('.weighing-outcome').innerText()).not.toContain('Impossible à distinguer')
    expect(window.faults).toEqual([])
    await window.context.close()
  })

  test('a file of records is taken in whole or not at all, and a bad row is named', patient, async () => {
    const window = await windowOf(browser(), nodes().be, 'OPR')
    const { page } = window
    const give = (name: string, lines: readonly string[]) =>
      page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/jsonl', buffer: Buffer.from(lines.join('\n')) })
    const held = async () => (await nodes().be.officers.OPR.get<{ persons: number }>('/v1/holdings')).persons
    await show(window, '/persons/holdings')
    const before = await held()
    const good = '{"id":"X-1","names":["Nouvelle Inventée"],"birthDate":"1990"}'
    await give('mauvais.jsonl', [good, '{"id":"X-2","names":[]}', 'pas du JSON'])
    await page.waitForSelector('.rows tbody tr')
    expect(await page.locator('.rows tbody tr').allInnerTexts()).toEqual([expect.stringMatching(/^2\s/), expect.stringMatching(/^3\s/)])
    expect(await held()).toBe(before)
    await looksWell(page)
    await give('bon.jsonl', [good])
    await page.waitForSelector('.notice.good')
    expect(await held()).toBe(before + 1)
    await looksWell(page)
    expect(window.faults).toEqual([])
    await window.context.close()
  })

  test('who only watches sees how many are held, and no way to look anybody up', patient, async () => {
    const window = await windowOf(browser(), nodes().be, 'INS')
    const { page } = window
    await show(window, '/persons/holdings')
    expect(await page.locator('#content').innerText()).toMatch(/\d/)
    expect(await page.locator('#content :is(a, input, button)').count()).toBe(0)
    for (const path of ['/persons', '/persons/compare']) {
      await show(window, path)
      await page.waitForSelector('.notice.late .notice-what')
      expect(await page.locator('#content :is(input, button)').count(), path).toBe(0)
    }
    expect(window.faults).toEqual([])
    await window.context.close()
  })
}
