import type { Page } from 'playwright-core'
import { stands, tabTo } from './window.ts'

/** Presses keys one after the other: `g i`. */
export async function keys(page: Page, pressed: string): Promise<void> {
  for (const key of pressed.split(' ')) await page.keyboard.press(key)
}

/** Says why the dossier is opened, if it asks. */
export async function opened(page: Page): Promise<void> {
  await stands(page)
  if ((await page.locator('.opening input').count()) > 0) {
    await tabTo(page, '.opening input')
    await page.keyboard.type('Suivi du dossier')
    await page.keyboard.press('Enter')
  }
  await page.waitForSelector('article.message')
}

/** Chooses in the list that has the focus by its arrows: the line that holds a text; with none, the first line, which is nobody. */
export async function choose(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Home')
  if (text === '') return
  for (let at = 0; at < 40; at++) {
    if (await page.evaluate<boolean>(`document.activeElement.selectedOptions[0].textContent.includes(${JSON.stringify(text)})`)) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`the list has no ${text}`)
}
