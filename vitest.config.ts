import { defaultExclude, defineConfig } from 'vitest/config'

/** Two sweeps of every screen in a real browser take minutes: `npm run test:browser` runs them. */
const sweeps = process.env.BROWSER === '1' ? [] : ['test/browser/**', 'packages/web/test/browser.test.ts']

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts', 'stories/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: [...defaultExclude, ...sweeps],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
