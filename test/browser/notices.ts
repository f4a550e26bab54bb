import type { Uuid } from '@entraide/ground'
import type { Dossier, Obligation } from '@entraide/node/api'
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { arrived, open, send } from '../../packages/demo/src/mail.ts'
import { until } from '../../packages/demo/src/until.ts'
import { request } from './desk.ts'
import { choose, keys, opened } from './keyboard.ts'
import { looksWell } from './looks-well.ts'
import { releasedOnScreen } from './releasing.ts'
import type { Place, TwoNodes } from './two-nodes.ts'
import { show, stands, tabTo } from './window.ts'
import { windowOf } from './windows.ts'

type Rows<Row> = { readonly rows: readonly Row[] }

/** An erasure from its order to its proof, and a holding period reviewed, on the screens of both nodes. */
export function notices(nodes: () => TwoNodes, browser: () => Browser): void {
  const released = (place: Place, dossier: Uuid) => releasedOnScreen(browser(), place, dossier)

  test('an erasure is ordered, answered, carried out and proven, without a mouse; the data are gone, and both sides see where it stands', {
    timeout: 240_000,
  }, async () => {
    const { be, ma, convention } = nodes()
    const sent = await send(ma.officers.INV, ma.officers.REL, request(ma.id, be.id, convention))
    const { dossier: here, ourReference } = await arrived(be, sent.message)

    // Who sent it orders: which statements, and why.
    const owner = await windowOf(browser(), ma, 'OPR')
    await show(owner, `/threads/${sent.dossier}`)
    await opened(owner.page)
    await tabTo(owner.page, '.message.out button', 'Rectifier, effacer ou limiter')
    await owner.page.keyboard.press('Enter')
    await tabTo(owner.page, '.message .inset select')
    await choose(owner.page, 'Effacer')
    await tabTo(owner.page, '.message .inset textarea')
    await owner.page.keyboard.type('Homonyme : la personne a été confondue avec une autre.')
    await looksWell(owner.page)
    await tabTo(owner.page, '.message .inset .button.main')
    await owner.page.keyboard.press('Enter')
    await owner.page.waitForURL('**/drafts/*')
    await owner.page.waitForSelector('.verdict.good')
    await tabTo(owner.page, '.page-aside .button.main')
    await owner.page.keyboard.press('Enter')
    await owner.page.waitForURL('**/due')
    await released(ma, sent.dossier)

    // Who holds it finds it among what is owed, and answers. What each answer does is said before it is chosen.
    const { OPR } = be.officers
    const owed = async () => (await OPR.get<Rows<Obligation>>('/v1/obligations?limit=200')).rows.find(row => row.dossier === here)
    await until('the notice arrives', owed)
    await open(OPR, here, 'Suite d’un avis')
    const holder = await windowOf(browser(), be, 'OPR')
    const { page } = holder
    await keys(page, 'g l')
    await page.waitForURL('**/obligations')
    await stands(page)
    for (let row = 0; row < 40 && (await page.evaluate('document.activeElement.textContent')) !== ourReference; row++) await page.keyboard.press('j')
    await page.keyboard.press('o')
    await page.waitForURL('**/obligations/*')
    await stands(page)
    await tabTo(page, '.obligation-acts button', 'Répondre')
    await page.keyboard.press('Enter')
    await tabTo(page, '.obligation-acts input[type=radio]')
    await page.keyboard.press('Space')
    await looksWell(page)
    await tabTo(page, '.obligation-acts .inset .button.main')
    await page.keyboard.press('Enter')
    await page.locator('.toast', { hasText: 'seconde personne' }).waitFor()
    expect((await owed())?.state, 'not before a second person has let the answer go').toBe('received')
    await released(be, here)
    await until('it is carried out', async () => (await owed())?.effect === 'erased')

    await show(holder, `/threads/${here}`)
    await page.waitForSelector('.message .marks')
    expect(await page.locator('#content').innerText()).not.toContain('Nabil Fictif')
    expect(await page.locator('.message .marks').first().innerText()).toContain('Effacé')
    await looksWell(page)

    // The node has written the proof by itself: a second person lets it go, and the owner sees it proven.
    await released(be, here)
    await until('it is proven', async () => (await owed())?.state === 'proven')
    const seen = async () => (await ma.officers.OPR.get<Dossier>(`/v1/threads/${sent.dossier}`)).obligations[0]
    const there = await until('the owner holds the proof', async () => ((await seen())?.state === 'proven' ? await seen() : undefined))
    await show(owner, `/obligations/${there.notice}`)
    expect(await owner.page.locator('.obligation').innerText()).toContain('Prouvé')
    await looksWell(owner.page)
    expect([...owner.faults, ...holder.faults]).toEqual([])
    await owner.context.close()
    await holder.context.close()
  })

  test('a holding period is shortened by one person; an erasure waits for another, who confirms it, without a mouse', { timeout: 240_000 }, async () => {
    const { be, ma, convention } = nodes()
    const sent = await send(ma.officers.INV, ma.officers.REL, request(ma.id, be.id, convention))
    const { dossier } = await arrived(be, sent.message)
    const { OPR } = be.officers
    const hold = async () => await OPR.get<{ holdUntil: string; waiting: object | null }>(`/v1/threads/${dossier}/hold`)
    await open(OPR, dossier, 'Réexamen de la conservation')
    const window = await windowOf(browser(), be, 'OPR')
    const { page } = window
    await show(window, `/threads/${dossier}`)
    const reviews = async (choice: number) => {
      await page.waitForSelector('.hold')
      await tabTo(page, '.hold button', 'Réexaminer')
      await page.keyboard.press('Enter')
      await tabTo(page, '.hold input[type=radio]')
      for (let down = 0; down < choice; down++) await page.keyboard.press('ArrowDown')
    }
    const before = (await hold()).holdUntil
    await reviews(1)
    await tabTo(page, '.hold .date-parts input')
    for (const part of ['01', '02', String(new Date().getFullYear() + 1)]) {
      await page.keyboard.press('Control+a')
      await page.keyboard.type(part)
      await page.keyboard.press('Tab')
    }
    await tabTo(page, '.hold textarea')
    await page.keyboard.type('Affaire bientôt jugée.')
    await looksWell(page)
    await tabTo(page, '.hold .button.main')
    await page.keyboard.press('Enter')
    await until('it is held for a shorter time', async () => (await hold()).holdUntil < before)
    await page.waitForSelector('.hold form', { state: 'detached' })
    await reviews(2)
    await tabTo(page, '.hold textarea')
    await page.keyboard.type('Affaire classée sans suite.')
    await tabTo(page, '.hold .button.grave')
    await page.keyboard.press('Enter')
    await until('it waits for a second person', async () => (await hold()).waiting !== null)
    await page.waitForSelector('.hold .notice.soon')
    expect(await page.locator('.hold .button.grave').count(), 'who decided does not confirm').toBe(0)
    expect(window.faults).toEqual([])
    await window.context.close()

    const second = await windowOf(browser(), be, 'REL')
    await show(second, '/holds?box=second')
    await looksWell(second.page)
    const row = second.page.locator('.rows tbody tr', { hasText: (await OPR.get<Dossier>(`/v1/threads/${dossier}`)).row.ourReference })
    await row.locator('.button.grave').focus()
    await second.page.keyboard.press('Enter')
    await until('it is erased', async () => {
      const { messages } = await open(OPR, dossier, 'Contrôle de l’effacement')
      return messages.every(message => message.erased !== null)
    })
    expect(second.faults).toEqual([])
    await second.context.close()
  })
}
