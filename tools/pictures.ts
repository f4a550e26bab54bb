/**
 * Takes pictures of the screens, from two real nodes of the demonstration in one process.
 *
 * `node tools/pictures.ts` renews the few of docs/pictures; `node tools/pictures.ts FOLDER [NAME…]` puts every screen (or those
 * named) there, in French and Arabic, light and dark. Needs a Chromium (CHROMIUM, or one on the PATH) and the built screens.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { PostName } from '../packages/demo/src/people.ts'
import { chromiumProgram } from '../test/browser/chromium.ts'
import type { Look as WidthToo } from '../test/browser/look.ts'
import { type Place, startTwoNodes, type TwoNodes } from '../test/browser/two-nodes.ts'
import { visitOfPoints } from '../test/browser/visits.ts'
import { openWindow, paint, show, speak, stands, startBrowser } from '../test/browser/window.ts'
import { windowOf } from '../test/browser/windows.ts'
import { withPalette } from './png-palette.ts'

type Look = Pick<WidthToo, 'language' | 'theme'>

/** One picture: of which screen, as whom, and what is done before it is taken. */
export type Picture = {
  readonly name: string
  readonly at: 'be' | 'ma'
  readonly as: PostName | null
  readonly path: string | ((place: Place) => Promise<string>)
  readonly first?: (page: Page) => Promise<unknown>
  /** What the picture begins with; the top of the page if not said. */
  readonly scroll?: string
}

type Thread = { readonly dossier: string; readonly state: string; readonly crimeArea: string | null; readonly ourReference: string }
type DraftLine = { readonly id: string; readonly state: string; readonly author: { readonly id: string } }

/** The address of the first dossier that fits, as the operator sees them. */
const dossier = (fits: (row: Thread) => boolean) => async (place: Place) => {
  const { rows } = await place.officers.OPR.get<{ rows: readonly Thread[] }>('/v1/threads?box=all&limit=200')
  const found = rows.find(fits)
  if (found === undefined) throw new Error('no dossier fits')
  return `/threads/${found.dossier}`
}
const draft = (state: string, folder: string, reader: PostName) => async (place: Place) => {
  const { rows } = await place.officers[reader].get<{ rows: readonly DraftLine[] }>(folder === 'release' ? '/v1/releases' : '/v1/drafts')
  const found = rows.find(row => row.state === state)
  if (found === undefined) throw new Error(`no draft is ${state}`)
  return `/${folder}/${found.id}`
}
const plan = (part: string) => async (place: Place) => {
  const [found] = (await place.officers.COO.get<{ rows: readonly Thread[] }>('/v1/plans')).rows
  if (found === undefined) throw new Error('there is no plan')
  return `/plans/${found.dossier}${part}`
}
const open = async (page: Page) => {
  const reason = page.locator('.opening input')
  if ((await reason.count()) === 0) return
  await reason.fill('Suivi du dossier')
  await page.locator('.opening button[type=submit]').click()
  await page.waitForSelector('.message, .basis')
  await stands(page)
}

export const pictures: readonly Picture[] = [
  { name: 'sign-in', at: 'be', as: null, path: '/sign-in' },
  { name: 'enrol', at: 'be', as: null, path: '/enrol' },
  { name: 'due', at: 'be', as: 'OPR', path: '/due' },
  { name: 'inbox', at: 'be', as: 'OPR', path: '/inbox' },
  { name: 'outbox', at: 'be', as: 'OPR', path: '/outbox' },
  { name: 'dossiers', at: 'be', as: 'OPR', path: '/dossiers' },
  { name: 'closed', at: 'be', as: 'OPR', path: dossier(row => row.state === 'refused') },
  { name: 'received', at: 'be', as: 'OPR', path: dossier(row => row.state === 'received' && row.crimeArea === 'SMUG'), first: open },
  { name: 'dossier', at: 'be', as: 'OPR', path: dossier(row => row.state === 'answered' || row.state === 'closed'), first: open },
  {
    name: 'persons',
    at: 'be',
    as: 'OPR',
    path: async place => `/persons?dossier=${(await dossier(row => row.state === 'received' && row.crimeArea === 'SMUG')(place)).split('/')[2]}`,
    first: async page => {
      await page.fill('#person-line', 'رشيد النموذجي 11/06/1979')
      await page.fill('#look-up-reason', 'Conducteur nommé dans la demande')
      await page.locator('.look-up button[type=submit]').click()
      await page.waitForSelector('.candidate')
    },
    scroll: '.look-up + .stack',
  },
  {
    name: 'compare',
    at: 'be',
    as: 'OPR',
    path: '/persons/compare',
    first: async page => {
      await page.locator('#first-person input').first().fill('Mohamed El Alaoui')
      await page.locator('#second-person input').first().fill('محمد العلوي')
      await page.locator('form .button.main').click()
      await page.waitForSelector('.side-by-side')
    },
  },
  { name: 'holdings', at: 'be', as: 'OPR', path: '/persons/holdings' },
  { name: 'new', at: 'be', as: 'INV', path: '/requests/new' },
  { name: 'drafts', at: 'be', as: 'INV', path: '/drafts' },
  { name: 'request', at: 'be', as: 'INV', path: draft('returned', 'drafts', 'INV') },
  { name: 'unfinished', at: 'be', as: 'INV', path: draft('editing', 'drafts', 'INV') },
  { name: 'releases', at: 'be', as: 'REL', path: '/release' },
  { name: 'release', at: 'be', as: 'REL', path: draft('waiting-release', 'release', 'REL') },
  { name: 'partners', at: 'be', as: 'SEC', path: '/partners' },
  { name: 'partner', at: 'be', as: 'SEC', path: '/partners/MA-DGSN-SPOC' },
  { name: 'agreements', at: 'be', as: 'LEG', path: '/agreements' },
  {
    name: 'agreement',
    at: 'be',
    as: 'LEG',
    path: async place => `/agreements/${(await place.officers.LEG.get<readonly { hash: string; title: object }[]>('/v1/agreements'))[0]?.hash}`,
  },
  { name: 'plans', at: 'be', as: 'COO', path: '/plans' },
  { name: 'plan', at: 'be', as: 'COO', path: plan('') },
  { name: 'plan-closing', at: 'be', as: 'COO', path: plan('/close') },
  { name: 'plan-balance', at: 'be', as: 'COO', path: plan('/balance') },
  { name: 'plan-new', at: 'be', as: 'COO', path: '/plans/new' },
  { name: 'plan-follows', at: 'be', as: 'COO', path: async place => `/plans/new?follows=${(await plan('')(place)).split('/')[2]}` },
  { name: 'plan-text', at: 'be', as: 'COO', path: draft('editing', 'drafts', 'COO') },
  { name: 'follow-up', at: 'be', as: 'COO', path: '/follow-up' },
  { name: 'lineage', at: 'be', as: 'COO', path: '/lineage' },
  {
    name: 'visit',
    at: 'be',
    as: 'COO',
    path: async place => `/visits/${await visitOfPoints(place)}`,
  },
  { name: 'obligations', at: 'be', as: 'OPR', path: '/obligations?settled=true' },
  {
    name: 'obligation',
    at: 'be',
    as: 'OPR',
    path: async place => `/obligations/${(await place.officers.OPR.get<{ rows: readonly { notice: string }[] }>('/v1/obligations?box=by-us')).rows[0]?.notice}`,
  },
  { name: 'holds', at: 'be', as: 'OPR', path: '/holds?box=all' },
  { name: 'keys', at: 'be', as: 'OPR', path: '/keys' },
  { name: 'people', at: 'be', as: 'ADM', path: '/people' },
  { name: 'oversight', at: 'be', as: 'INS', path: '/oversight' },
  { name: 'settings', at: 'be', as: 'OPR', path: '/settings' },
  { name: 'nowhere', at: 'be', as: 'OPR', path: '/nowhere' },
]

/** The few that docs/pictures keeps. */
const kept: readonly (readonly [name: string, language: Look['language']])[] = [
  ['due', 'fr'],
  ['request', 'fr'],
  ['release', 'ar'],
  ['dossier', 'fr'],
  ['persons', 'fr'],
]

/** Takes one picture of a screen in each look asked for. `whole` takes the page to its end, not only what a screen shows. */
export async function take(
  browser: Browser,
  nodes: Pick<TwoNodes, 'be' | 'ma'>,
  picture: Picture,
  looks: readonly Look[],
  fileOf: (look: Look) => string,
  whole = false,
) {
  const place = nodes[picture.at]
  const window = picture.as === null ? await openWindow(browser, place.address) : await windowOf(browser, place, picture.as)
  const { page } = window
  await show(window, typeof picture.path === 'string' ? picture.path : await picture.path(place))
  await picture.first?.(page)
  for (const look of looks) {
    await speak(page, look.language)
    await paint(page, look.theme)
    const top = picture.scroll === undefined ? '0' : `document.querySelector('${picture.scroll}').getBoundingClientRect().top + scrollY - 52`
    await page.evaluate(`document.fonts.ready.then(() => { document.activeElement?.blur(); scrollTo(0, ${top}) })`)
    await stands(page)
    writeFileSync(fileOf(look), withPalette(await page.screenshot({ fullPage: whole })))
  }
  await window.context.close()
}

async function main(): Promise<void> {
  if (chromiumProgram === undefined) throw new Error('no Chromium: name one in CHROMIUM')
  const [asked, ...names] = process.argv.slice(2)
  const folder = resolve(asked ?? join(import.meta.dirname, '../docs/pictures'))
  mkdirSync(folder, { recursive: true })
  const nodes = await startTwoNodes('entraide-pictures-')
  const browser = await startBrowser()
  try {
    for (const picture of pictures.filter(({ name }) => names.length === 0 || names.includes(name))) {
      const looks: readonly Look[] =
        asked === undefined
          ? kept.filter(([name]) => name === picture.name).map(([, language]) => ({ language, theme: 'light' }))
          : (['fr', 'ar'] as const).flatMap(language => [
              { language, theme: 'light' as const },
              { language, theme: 'dark' as const },
            ])
      if (looks.length > 0)
        await take(browser, nodes, picture, looks, ({ language, theme }) =>
          join(folder, `${picture.name}-${language}${asked === undefined ? '' : `-${theme}`}.png`),
        )
    }
  } finally {
    await browser.close()
    await nodes.stop()
  }
}

if (import.meta.main) await main()
