import type { Browser } from 'playwright-core'
import type { PostName } from '../../packages/demo/src/people.ts'
import type { Place } from './two-nodes.ts'
import { type Kept, openWindow, show, stands, type Window } from './window.ts'

/** Signs in by the list of a demonstration node, as anybody would: one press. */
export async function signInAs(window: Window, post: PostName): Promise<void> {
  await show(window, '/sign-in')
  await window.page.locator('.demo-account', { hasText: new RegExp(`-${post}$`) }).click()
  await window.page.waitForSelector('.rail')
  await stands(window.page)
}

/** A window of somebody at work. */
export async function windowOf(browser: Browser, place: Place, post: PostName, kept?: Kept, width?: number): Promise<Window> {
  const window = await openWindow(browser, place.address, kept, width)
  await signInAs(window, post)
  return window
}
