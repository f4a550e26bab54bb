import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { chromiumProgram } from './chromium.ts'
import { desk } from './desk.ts'
import { discreet } from './discreet.ts'
import { doors } from './doors.ts'
import { noticeEnds } from './notice-ends.ts'
import { notices } from './notices.ts'
import { persons } from './persons.ts'
import { planning } from './planning.ts'
import { protections } from './protections.ts'
import { stops } from './stops.ts'
import { sweep } from './sweep.ts'
import { startTwoNodes, type TwoNodes } from './two-nodes.ts'
import { startBrowser } from './window.ts'
import { work } from './work.ts'

// The same nodes and one browser for everything: starting them costs more than any test here.
describe.skipIf(chromiumProgram === undefined)('the screens of real nodes in a real browser (skipped where no Chromium is found)', () => {
  let nodes: TwoNodes
  let browser: Browser
  beforeAll(async () => {
    ;[nodes, browser] = await Promise.all([startTwoNodes(), startBrowser()])
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await nodes?.stop()
  })

  const parts = [doors, work, desk, notices, noticeEnds, stops, persons, discreet, protections, planning, sweep]
  for (const part of parts)
    part(
      () => nodes,
      () => browser,
    )
})
