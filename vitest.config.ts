import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that drive a browser first: each takes minutes, much of it waiting, and begun last it would keep the other workers idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const drivesBrowser = (file: TestSpecification) => (file.moduleId.endsWith('browser.test.ts') ? 0 : 1)
    return (await super.sort(files)).sort((a, b) => drivesBrowser(a) - drivesBrowser(b))
  }
}

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts', 'stories/**/*.test.ts', 'tools/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is waited for comes when the machine comes to it: a poll ends with its test, not before.
    expect: { poll: { timeout: 100_000 } },
    // Twice the cores of a small machine: what drives a browser or a process waits much of its time.
    maxWorkers: 4,
    setupFiles: ['test/seed.ts'],
    sequence: { sequencer: LongestFirst },
  },
})
