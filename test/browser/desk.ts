import type { NodeId } from '@entraide/ground'
import type { Dossier, Draft, SavedFilter, Substitution, Template, ThreadRow } from '@entraide/node/api'
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Fields, fieldsFor, item } from '../../packages/demo/src/fields.ts'
import { arrived, open, send } from '../../packages/demo/src/mail.ts'
import { until } from '../../packages/demo/src/until.ts'
import { choose, keys, opened } from './keyboard.ts'
import type { TwoNodes } from './two-nodes.ts'
import { show, stands, tabTo, type Window } from './window.ts'
import { windowOf } from './windows.ts'

const patient = { timeout: 240_000 }
type Rows<Row> = { readonly rows: readonly Row[] }

/** The desk by the keyboard alone: a dossier given and recalled, a substitute, a template, a view kept, and whatever was done taken back. */
export function desk(nodes: () => TwoNodes, browser: () => Browser): void {
  test('a dossier is taken from the list, given to a colleague and recalled, each taken back, without a mouse', patient, async () => {
    const { be, ma, convention } = nodes()
    const { OPR, DUTY } = be.officers
    const asked = await send(ma.officers.INV, ma.officers.REL, request(ma.id, be.id, convention))
    const { ourReference: reference } = await arrived(be, asked.message)
    const window = await windowOf(browser(), be, 'OPR')
    const { page } = window
    await keys(page, 'g i')
    await page.waitForURL('**/inbox')
    await stands(page)
    for (let row = 0; row < 40 && (await page.evaluate('document.activeElement.textContent')) !== reference; row++) await page.keyboard.press('j')
    const before = await rowOf(nodes(), reference)
    await page.keyboard.press('a')
    await page.waitForSelector('.toast')
    expect((await rowOf(nodes(), reference)).assignedTo?.id).toBe(OPR.account)
    await page.keyboard.press('z')
    await until('the assignment is taken back', async () => (await rowOf(nodes(), reference)).assignedTo?.id === before.assignedTo?.id)

    // In the dossier: given to a colleague, then recalled: with nobody.
    await page.keyboard.press('o')
    await page.waitForURL('**/threads/*')
    await opened(page)
    for (const [to, account] of [
      [DUTY.serviceNumber, DUTY.account],
      ['', undefined],
    ] as const) {
      await page.keyboard.press('a')
      await tabTo(page, '.aside-acts select')
      await choose(page, to)
      await tabTo(page, '.aside-acts .inset .button.main')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.aside-acts .inset', { state: 'detached' })
      await until(`the dossier is with ${to || 'nobody'}`, async () => (await rowOf(nodes(), reference)).assignedTo?.id === account)
    }
    // The last act can be taken back as long as nothing has happened since, also when its note has gone.
    await page.waitForSelector('.take-back')
    await tabTo(page, '.take-back button')
    await page.keyboard.press('Enter')
    await until('recalled, it is given again', async () => (await rowOf(nodes(), reference)).assignedTo?.id === DUTY.account)
    await page.keyboard.press('u')
    await page.waitForURL('**/inbox')
    await ends(window)
  })

  test('a colleague stands in from one day to another, works under her own number, and is told that it ended, without a mouse', patient, async () => {
    const { ANA, INV } = nodes().be.officers
    const window = await windowOf(browser(), nodes().be, 'ANA')
    const { page } = window
    await keys(page, 'g s')
    await page.waitForURL('**/settings')
    await stands(page)
    await tabTo(page, 'button', 'Se faire suppléer')
    await page.keyboard.press('Enter')
    await tabTo(page, 'form.inset select')
    await choose(page, INV.serviceNumber)
    await tabTo(page, 'form.inset fieldset:last-of-type input')
    for (const part of dayParts(new Date(Date.now() + 3 * 86_400_000))) {
      await page.keyboard.type(part)
      await page.keyboard.press('Tab')
    }
    await tabTo(page, 'form.inset .button.main')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.substitutions .badge')
    const made = async () => (await ANA.get<Rows<Substitution>>('/v1/substitutions')).rows.filter(row => row.state === 'now')
    expect((await made()).map(row => row.substitute.id)).toEqual([INV.account])

    const other = await windowOf(browser(), nodes().be, 'INV')
    expect(await other.page.locator('.stands-in').innerText()).toContain(ANA.serviceNumber)
    await other.context.close()

    await tabTo(page, '.substitutions button', 'Y mettre fin')
    await page.keyboard.press('Enter')
    await until('the substitution has ended', async () => (await made()).length === 0)
    await ends(window)
  })

  test('a draft is kept as a template of the office, used, removed and brought back, without a mouse', patient, async () => {
    const { INV } = nodes().be.officers
    const window = await windowOf(browser(), nodes().be, 'INV')
    const { page } = window
    await page.keyboard.press('n')
    await page.waitForURL('**/requests/new')
    await stands(page)
    await tabTo(page, 'li:not(.office-template) > .template')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/drafts/*')
    await stands(page)
    await tabTo(page, '#field-caseReference')
    await page.keyboard.type('BR.10.2026/300')
    await tabTo(page, '.page-aside button', 'Garder comme modèle')
    await page.keyboard.press('Enter')
    await tabTo(page, 'dialog[open] input')
    await page.keyboard.type('Numéro appelé chaque matin')
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog[open]', { state: 'detached' })
    const ours = async () => (await INV.get<Rows<Template>>('/v1/templates')).rows.filter(row => row.name === 'Numéro appelé chaque matin')
    const [template] = await until('the template is kept', async () => ((await ours()).length > 0 ? await ours() : undefined))
    expect(template?.fields.caseReference).toBe('')

    await keys(page, 'g r')
    await page.waitForURL('**/drafts')
    await page.keyboard.press('n')
    await page.waitForURL('**/requests/new')
    await page.waitForSelector('.office-template')
    await tabTo(page, '.office-template .template', 'Numéro appelé chaque matin')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/drafts/*')
    await stands(page)
    const draft = await INV.get<Draft>(`/v1/drafts/${page.url().split('/').at(-1)}`)
    expect([draft.fields.crimeArea, draft.fields.items.length]).toEqual([template?.fields.crimeArea, 0])

    await keys(page, 'g r')
    await page.waitForURL('**/drafts')
    await page.keyboard.press('n')
    await page.waitForSelector('.office-template')
    await tabTo(page, '.office-template button:not(.template)[aria-label*="Numéro appelé chaque matin"]')
    await page.keyboard.press('Enter')
    await until('the template is gone', async () => (await ours()).length === 0)
    await page.locator('.toast', { hasText: 'n’est plus là' }).waitFor()
    await page.keyboard.press('z')
    await until('the template is back', async () => (await ours()).length === 1)
    await ends(window)
  })

  test('what was typed in the last second before signing out is kept', patient, async () => {
    const { INV } = nodes().be.officers
    const { id, fields } = await INV.post<Draft>('/v1/drafts', { fields: request(nodes().be.id, nodes().ma.id, nodes().convention), dossier: null })
    const window = await windowOf(browser(), nodes().be, 'INV')
    const { page } = window
    await show(window, `/drafts/${id}`)
    await tabTo(page, '#field-caseReference')
    await page.keyboard.press('End')
    // Typed and gone, faster than anybody: the rest after the last key has not passed.
    await page.keyboard.type('-bis')
    await page.evaluate(`document.querySelectorAll('.bar button[aria-haspopup=menu]')[2].click()`)
    await page.locator('[role=menuitem]', { hasText: 'Se déconnecter' }).click()
    await page.waitForURL('**/sign-in')
    expect((await INV.get<Draft>(`/v1/drafts/${id}`)).fields.caseReference).toBe(`${fields.caseReference}-bis`)
    await window.context.close()
  })

  test('a view of a list is kept under a name, found again, forgotten and brought back, without a mouse', patient, async () => {
    const { OPR } = nodes().be.officers
    const window = await windowOf(browser(), nodes().be, 'OPR')
    const { page } = window
    await keys(page, 'g f')
    await page.waitForURL('**/dossiers')
    await stands(page)
    await tabTo(page, '.filters .toggle')
    await page.keyboard.press('Space')
    await page.waitForURL('**/dossiers?*')
    const narrowed = new URL(page.url()).search
    await stands(page)
    await tabTo(page, '.filters button', 'Garder cette vue')
    await page.keyboard.press('Enter')
    await tabTo(page, 'dialog[open] input')
    await page.keyboard.type('Mes dossiers du matin')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.kept-view.on')
    const kept = async () => (await OPR.get<Rows<SavedFilter>>('/v1/filters?place=dossiers')).rows.map(row => row.name)
    expect(await kept()).toContain('Mes dossiers du matin')

    await keys(page, 'g d')
    await page.waitForURL('**/due')
    await stands(page)
    await keys(page, 'g f')
    await page.waitForURL(/dossiers$/)
    await page.waitForSelector('.kept-view')
    await tabTo(page, '.kept-view a', 'Mes dossiers du matin')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.kept-view.on')
    expect(new URL(page.url()).search).toBe(narrowed)
    await tabTo(page, '.kept-view.on button')
    await page.keyboard.press('Enter')
    await until('the view is forgotten', async () => !(await kept()).includes('Mes dossiers du matin'))
    await page.locator('.toast', { hasText: 'n’est plus là' }).waitFor()
    await page.keyboard.press('z')
    await until('the view is back', async () => (await kept()).includes('Mes dossiers du matin'))
    await page.waitForSelector('.kept-view.on')
    await ends(window)
  })

  test('what was done to a dossier is taken back by one key, and no longer once something has happened since', patient, async () => {
    const { be, ma, convention } = nodes()
    const { OPR, DUTY } = be.officers
    const asked = await send(ma.officers.INV, ma.officers.REL, request(ma.id, be.id, convention))
    const { dossier } = await arrived(be, asked.message)
    await open(OPR, dossier, 'Prise en charge')
    await OPR.post(`/v1/threads/${dossier}/acceptance`)
    const stateNow = async () => (await OPR.get<Dossier>(`/v1/threads/${dossier}`)).row.state
    const window = await windowOf(browser(), be, 'OPR')
    const { page } = window
    await show(window, `/threads/${dossier}`)
    await opened(page)
    const waits = async () => {
      await tabTo(page, '.aside-acts button', 'magistrat')
      await page.keyboard.press('Enter')
      await until('it waits for a magistrate', async () => (await stateNow()) === 'await-authorisation')
      await page.waitForSelector('.toast')
    }
    await waits()
    await page.keyboard.press('z')
    await until('it is taken back', async () => (await stateNow()) === 'in-work')
    await stands(page)
    await waits()
    // Somebody else acts in between: the way back is closed, and that is said.
    await DUTY.post(`/v1/threads/${dossier}/openings`, { reason: 'Reprise de nuit' })
    await DUTY.post(`/v1/threads/${dossier}/assignment`, { to: DUTY.account })
    await page.keyboard.press('z')
    await page.locator('.toast', { hasText: 'Trop tard' }).waitFor()
    expect(await stateNow()).toBe('await-authorisation')
    await ends(window)
  })
}

/** A request that may become anybody's work. */
export function request(from: NodeId, to: NodeId, agreement: string): Fields {
  return fieldsFor(from, to, {
    messageType: 'REQ',
    agreement,
    clause: 'C04',
    purpose: 'INVE',
    crimeArea: 'DRUG',
    dataCategories: ['NAME'],
    subjectCategory: 'SUS',
    caseReference: 'TAN-2026-77',
    title: 'Personne vue au port',
    reasons: 'La personne ci-dessous a été vue deux fois près des conteneurs saisis. Nous demandons si elle vous est connue, afin de savoir qui les attendait.',
    items: [item({ category: 'NAME', names: ['Nabil Fictif', 'نبيل افتراضي'], born: '1990', source: 'C', information: '3', provenance: 'OBSE' })],
  })
}

async function rowOf({ be }: TwoNodes, reference: string): Promise<ThreadRow> {
  const { rows } = await be.officers.OPR.get<Rows<ThreadRow>>(`/v1/threads?box=all&reference=${encodeURIComponent(reference)}`)
  return rows.find(row => row.ourReference === reference) as ThreadRow
}

/** Day, month and year, as the three boxes of a date are asked for in French. */
const dayParts = (day: Date) => day.toISOString().slice(0, 10).split('-').toReversed()

async function ends(window: Window): Promise<void> {
  expect(window.faults).toEqual([])
  await window.context.close()
}
