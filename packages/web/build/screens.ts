import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const table = fileURLToPath(new URL('../src/route.ts', import.meta.url))
/** Addresses before the work itself: `App` shows them without the table of screens. */
const doors = ['/', '/sign-in', '/enrol']

/**
 * Writes beside the page which addresses lead to a screen (`screens.json`: `/threads/:id` and the like), so that the node, which
 * knows nothing of screens, can give the page for any other address with the status of what is not there.
 */
export function screensBeside(): Plugin {
  return {
    name: 'entraide-screens-beside',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'screens.json', source: JSON.stringify(await addressesOfScreens()) })
    },
  }
}

/** The addresses of all screens, as the table of routes writes them. */
export async function addressesOfScreens(): Promise<readonly string[]> {
  return [...doors, ...[...(await readFile(table, 'utf8')).matchAll(/\{ path: '([^']+)', screen: /g)].map(found => found[1] as string)]
}
