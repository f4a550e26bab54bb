import type { CalendarDate, Uuid } from '@entraide/ground'
import type { Dossier, Draft, NewAcknowledgement, Obligation } from '@entraide/node/api'
import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { type Fields, fieldsFor, item } from '../../packages/demo/src/fields.ts'
import { arrived, delivered, open, release, send } from '../../packages/demo/src/mail.ts'
import { bringIntoForce, confirmWords, exchangeCards } from '../../packages/demo/src/pairing.ts'
import { until } from '../../packages/demo/src/until.ts'
import { request } from './desk.ts'
import { looksWell } from './looks-well.ts'
import { releasedOnScreen } from './releasing.ts'
import type { Place, TwoNodes } from './two-nodes.ts'
import { show, speak, tabTo } from './window.ts'
import { windowOf } from './windows.ts'

type Step = z.input<typeof NewAcknowledgement>
const victim = item({ category: 'NAME', names: ['Samira Inventée', 'سميرة مخترعة'], born: '2001-05-14', provenance: 'STMF' })

/** Where a notice goes that is not simply carried out: disputed and looked at together, kept as evidence until it is judged, followed by the data. */
export function noticeEnds(nodes: () => TwoNodes, browser: () => Browser): void {
  const standsAt = (place: Place, notice: Uuid) => place.officers.OPR.get<Obligation>(`/v1/obligations/${notice}`)
  const reaches = (place: Place, notice: Uuid, what: string, holds: (seen: Obligation) => boolean) =>
    until(what, async () => {
      // Until it has arrived there is nothing by that name.
      const seen = await standsAt(place, notice).catch(() => undefined)
      return seen !== undefined && holds(seen) ? seen : undefined
    })
  /** A draft of the desk, handed over and let go by another. */
  const letGo = async (place: Place, draft: Draft) =>
    (await release(place.officers.REL, await place.officers.OPR.post<Draft>(`/v1/drafts/${draft.id}/submit`))).message
  /** An erasure of all that a message said, ordered by its sender. */
  const ordered = async (owner: Place, message: Uuid): Promise<Uuid> => {
    const draft = await owner.officers.OPR.post<Draft>(`/v1/messages/${message}/notices`, {
      kind: 'DEL',
      items: null,
      attachments: null,
      reasons: 'Homonyme : la personne a été confondue avec une autre.',
    })
    const notice = await letGo(owner, draft)
    await delivered(owner, notice)
    return notice
  }
  const says = async (place: Place, notice: Uuid, step: Step) =>
    await letGo(place, await place.officers.OPR.post<Draft>(`/v1/obligations/${notice}/drafts`, step))
  /** What was sent, where it arrived, and the notice that orders its erasure there. */
  const sentAndOrdered = async (owner: Place, holder: Place, fields: Fields) => {
    const sent = await send(owner.officers.INV, owner.officers.REL, fields)
    const { dossier } = await arrived(holder, sent.message)
    await open(owner.officers.OPR, sent.dossier, 'Suite de la demande')
    const notice = await ordered(owner, sent.message)
    await reaches(holder, notice, 'the notice arrives', () => true)
    await open(holder.officers.OPR, dossier, 'Suite d’un avis')
    return { ...sent, there: dossier, notice }
  }
  const press = async (page: Page, selector: string, text = '') => {
    await tabTo(page, selector, text)
    await page.keyboard.press('Enter')
  }
  /** Opens an act of the notice, and chooses one of what it offers by its place. */
  const choose = async (page: Page, act: string, choice: number) => {
    await press(page, '.obligation-acts button', act)
    await tabTo(page, '.obligation-acts input[type=radio]')
    await page.keyboard.press('Space')
    for (let down = 0; down < choice; down++) await page.keyboard.press('ArrowDown')
  }
  const write = async (page: Page, text: string) => {
    await tabTo(page, '.obligation-acts .inset textarea')
    await page.keyboard.type(text)
  }
  const handOver = async (page: Page) => {
    await press(page, '.obligation-acts .inset .button.main')
    await page.locator('.toast').waitFor()
    await page.waitForSelector('.obligation-acts .inset', { state: 'detached' })
  }

  test('a notice is disputed, looked at together, and ends with the data kept and marked on both sides, without a mouse', { timeout: 300_000 }, async () => {
    const { be, ma, convention } = nodes()
    const { dossier, there, notice } = await sentAndOrdered(ma, be, request(ma.id, be.id, convention))

    const holder = await windowOf(browser(), be, 'OPR')
    await show(holder, `/obligations/${notice}`)
    await choose(holder.page, 'Répondre', 2)
    await write(holder.page, 'L’identité a été confirmée par les empreintes le 3 novembre.')
    await looksWell(holder.page)
    await handOver(holder.page)
    await releasedOnScreen(browser(), be, there)
    await reaches(ma, notice, 'the dispute arrives', seen => seen.state === 'disputed')

    // Who ordered reads Arabic, and at night.
    const owner = await windowOf(browser(), ma, 'OPR', { language: 'ar', theme: 'dark' })
    await show(owner, `/obligations/${notice}`)
    await press(owner.page, '.obligation-acts button.main')
    await write(owner.page, 'لنقارن الملفين معاً.')
    await looksWell(owner.page)
    await speak(owner.page, 'ar')
    await handOver(owner.page)
    await releasedOnScreen(browser(), ma, dossier)
    await reaches(be, notice, 'the review begins', seen => seen.state === 'in-review')

    await show(holder, `/obligations/${notice}`)
    expect(await holder.page.locator('.obligation').innerText()).toContain('En examen conjoint')
    expect(await holder.page.locator('.obligation-acts button', { hasText: 'Clore' }).count(), 'only who ordered ends it').toBe(0)
    await looksWell(holder.page)

    await show(owner, `/obligations/${notice}`)
    await choose(owner.page, '', 1)
    await write(owner.page, 'شخصان يحملان الاسم نفسه.')
    await looksWell(owner.page)
    await speak(owner.page, 'ar')
    await handOver(owner.page)
    await releasedOnScreen(browser(), ma, dossier)
    for (const place of [be, ma]) await reaches(place, notice, 'the review is over', seen => seen.state === 'kept-disputed' && seen.settled)

    // The data are there as they were, and say on both sides that they are disputed.
    await show(holder, `/threads/${there}`)
    await holder.page.waitForSelector('.message .marks')
    expect(await holder.page.locator('.message .marks').first().innerText()).toContain('Gardé, contesté')
    expect(await holder.page.locator('#content').innerText()).toContain('Nabil Fictif')
    await looksWell(holder.page)
    await show(owner, `/threads/${dossier}`)
    await owner.page.waitForSelector('.message .marks')
    expect(await owner.page.locator('.message .marks').first().innerText()).toContain('متنازع')
    expect([...owner.faults, ...holder.faults]).toEqual([])
    await owner.context.close()
    await holder.context.close()
  })

  test('what is kept as evidence is read by a magistrate alone, who ends it: then it is erased', { timeout: 300_000 }, async () => {
    const { be, ma, convention } = nodes()
    const { there, message, notice } = await sentAndOrdered(ma, be, request(ma.id, be.id, convention))
    await says(be, notice, { step: 'acknowledge', ack: 'RST', note: 'Nécessaire au dossier 12/2026 du tribunal d’Anvers.' })
    await until('it is closed', async () => (await standsAt(be, notice)).effect === 'restricted')
    await be.officers.OPR.post(`/v1/threads/${there}/assignment`, { to: be.officers.MAG.account })

    const desk = await windowOf(browser(), be, 'OPR')
    await show(desk, `/obligations/${notice}`)
    expect(await desk.page.locator('.obligation-acts button', { hasText: 'Lire' }).count(), 'the desk neither reads nor ends it').toBe(0)
    expect(await desk.page.locator('.obligation-acts .grave').count()).toBe(0)
    await show(desk, `/threads/${there}`)
    await desk.page.waitForSelector('.message .marks')
    expect(await desk.page.locator('#content').innerText()).not.toContain('Nabil Fictif')

    const magistrate = await windowOf(browser(), be, 'MAG')
    const { page } = magistrate
    await show(magistrate, `/obligations/${notice}`)
    await page.locator('.obligation-acts button', { hasText: 'Lire' }).click()
    await page.locator('.obligation-acts textarea').fill('Le tribunal demande si la pièce est encore utile.')
    await page.locator('.obligation-acts .inset .button.main').click()
    await page.waitForSelector('.closed-content')
    expect(await page.locator('.closed-content').innerText()).toContain('Nabil Fictif')
    await looksWell(page)
    await page.locator('.obligation-acts .page-acts .grave').click()
    await page.locator('.obligation-acts textarea').fill('Jugement définitif du 20 novembre.')
    await looksWell(page)
    await page.locator('.obligation-acts .inset .grave').click()
    await page.locator('.toast', { hasText: 'Effacé' }).waitFor()
    expect((await standsAt(be, notice)).evidenceEndedAt).not.toBeNull()
    await page.waitForSelector('.obligation-acts', { state: 'detached' })
    await looksWell(page)
    const { messages } = await open(be.officers.OPR, there, 'Contrôle de l’effacement')
    expect(messages.find(each => each.id === message)?.erased).toMatchObject({ cause: 'reviewed' })
    expect([...desk.faults, ...magistrate.faults]).toEqual([])
    await desk.context.close()
    await magistrate.context.close()
  })

  test('an erasure follows the data to whom they went on: each is told, and only when all have confirmed is it applied everywhere', {
    timeout: 300_000,
  }, async () => {
    const { be, ma, convention, cells } = nodes()
    const domestic = { be: cells.be, ma: be }
    await confirmWords(domestic, await exchangeCards(domestic))
    const agreement = await bringIntoForce(domestic, 'be-domestic-police-identification.json')
    const told: Fields = {
      ...request(ma.id, be.id, convention),
      messageType: 'SPO',
      items: [victim],
      reasons: '',
      note: 'Elle dit avoir été retenue à Anvers.',
    }
    const first = await send(ma.officers.INV, ma.officers.REL, told)
    const { dossier: here } = await arrived(be, first.message)
    await open(be.officers.OPR, here, 'Victime signalée')
    // Brussels tells the identification cell, and says what it made that of.
    const onward = fieldsFor(be.id, cells.be.id, {
      messageType: 'SPO',
      agreement: agreement as Uuid,
      clause: 'D04',
      purpose: 'VICT',
      crimeArea: 'THB',
      dataCategories: ['NAME', 'BIRT'],
      subjectCategory: 'VIC',
      caseReference: 'BR.37.2026/9',
      title: 'Victime présumée de traite',
      note: 'À accueillir comme victime.',
      // By leave of the service that gave it (R13).
      items: [{ ...victim, originator: ma.id, originCountry: 'MA', originConsent: { by: ma.id, reference: 'MA/2026/77', on: '2026-11-20' as CalendarDate } }],
    })
    const passed = await letGo(be, await be.officers.OPR.post<Draft>('/v1/drafts', { fields: onward, dossier: null, sources: [first.message] }))
    const { dossier: there } = await arrived(cells.be, passed)
    await open(ma.officers.OPR, first.dossier, 'Suite de la demande')
    const notice = await ordered(ma, first.message)
    await reaches(be, notice, 'the notice arrives', seen => seen.onward.length === 1)

    const desk = await windowOf(browser(), be, 'OPR')
    const { page } = desk
    await show(desk, `/obligations/${notice}`)
    expect(await page.locator('.obligation').innerText()).toContain(cells.be.id)
    await looksWell(page)
    await page.locator('.obligation-acts button', { hasText: 'Avertir' }).click()
    await page.waitForURL('**/drafts/*')
    await page.waitForSelector('.verdict.good')
    await looksWell(page)
    await page.locator('.page-aside .button.main').click()
    await page.waitForURL('**/due')
    const { onward: untold } = await standsAt(be, notice)
    expect(untold).toMatchObject([{ toldAt: null }])
    await releasedOnScreen(browser(), be, untold[0]?.dossier as Uuid)
    const followed = (await reaches(be, notice, 'the recipient is told', seen => seen.onward[0]?.toldAt != null)).onward[0]?.notice as Uuid

    // Too early for what says that nothing is left anywhere.
    await show(desk, `/obligations/${notice}`)
    expect(await page.locator('.obligation').innerText()).toContain('averti')
    await page.locator('.obligation-acts button', { hasText: 'Répondre' }).click()
    const answer = (code: string) => page.locator('.choice', { has: page.locator('.code-mark', { hasText: code }) }).locator('input')
    const early = await Promise.all(['APP', 'APO', 'RST', 'DIS', 'NFD'].map(code => answer(code).isDisabled()))
    expect(early).toEqual([true, false, false, false, true])
    await looksWell(page)

    await reaches(cells.be, followed, 'the notice reaches the cell', () => true)
    await open(cells.be.officers.OPR, there, 'Suite d’un avis')
    await says(cells.be, followed, { step: 'acknowledge', ack: 'APP', note: '' })
    await releasedOnScreen(browser(), cells.be, there)
    await reaches(be, notice, 'the recipient has shown it', seen => seen.onward[0]?.doneAt != null)
    await show(desk, `/obligations/${notice}`)
    expect(await page.locator('.obligation').innerText()).toContain('confirmé')
    await looksWell(page)
    await page.locator('.obligation-acts button', { hasText: 'Répondre' }).click()
    // What the node refuses is said where it was asked, and leaves no draft behind.
    const drafts = async () => (await be.officers.OPR.get<{ readonly total: number }>('/v1/drafts')).total
    const before = await drafts()
    await answer('NFD').check()
    await page.locator('.obligation-acts .inset .button.main').click()
    await page.locator('.obligation-acts [role=alert]').waitFor()
    await looksWell(page)
    expect(await drafts()).toBe(before)
    await answer('APP').check()
    await handOver(page)
    await releasedOnScreen(browser(), be, here)
    await reaches(ma, notice, 'its owner hears that it is applied everywhere', seen => seen.ack === 'APP')
    const { messages } = await cells.be.officers.OPR.get<Dossier>(`/v1/threads/${there}`)
    expect(messages.find(each => each.id === passed)?.erased).not.toBeNull()
    expect((await ma.officers.OPR.get<Obligation>(`/v1/obligations/${notice}`)).onward, 'its owner learns nothing of it').toEqual([])
    expect(desk.faults).toEqual([])
    await desk.context.close()
  })
}
