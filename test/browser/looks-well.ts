import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { findings, overflow, speak, widen } from './window.ts'

/** Accessible and no wider than the window, in French on a desk and in Arabic on a telephone. */
export async function looksWell(page: Page): Promise<void> {
  const found: string[] = []
  for (const [language, width] of [
    ['ar', 320],
    ['fr', 1280],
  ] as const) {
    await speak(page, language)
    await widen(page, width)
    for (const finding of await findings(page)) found.push(`${language}: ${finding}`)
    if ((await overflow(page)) > 0) found.push(`${language}: too wide at ${width}`)
  }
  expect(found).toEqual([])
}
