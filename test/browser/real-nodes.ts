import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { chromiumProgram } from './chromium.ts'
import { startTwoNodes, type TwoNodes } from './two-nodes.ts'
import { startBrowser } from './window.ts'

/** Tests in a browser against nodes that run: both are there when the tests are. */
export type Part = (nodes: () => TwoNodes, browser: () => Browser) => void

/** Declares parts that share the same nodes and one browser: starting them costs more than any test. */
export function onRealNodes(parts: readonly Part[]): void {
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

    for (const part of parts)
      part(
        () => nodes,
        () => browser,
      )
  })
}
