import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { chromiumProgram } from './chromium.ts'
import { doors } from './doors.ts'
import { persons } from './persons.ts'
import { planning } from './planning.ts'
import { sweep } from './sweep.ts'
import { startTwoNodes, type TwoNodes } from './two-nodes.ts'
import { startBrowser } from './window.ts'
import { work } from './work.ts'

// One pair of nodes and one browser for everything: starting them costs more than any test here.
describe.skipIf(chromiumProgram === undefined)('the screens of two real nodes in a real browser (skipped where no Chromium is found)', () => {
  let nodes: TwoNodes
  let browser: Browser
  beforeAll(async () => {
    ;[nodes, browser] = await Promise.all([startTwoNodes(), startBrowser()])
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await nodes?.stop()
  })

  const parts = [doors, work, persons, planning, sweep]
  for (const part of parts)
    part(
      () => nodes,
      () => browser,
    )
})
