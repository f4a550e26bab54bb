import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { type Entry, readCatalogue } from './catalogue.ts'

const home = fileURLToPath(new URL('..', import.meta.url))
/** What is on the screen first, whoever comes: the page itself, the screens before one is inside, and what is due. */
export const firstRoots = ['main.tsx', ...['due', 'sign-in', 'enrol', 'unlock', 'not-found', 'unreachable'].map(name => `screens/${name}.tsx`)].map(
  name => `src/${name}`,
)

/**
 * Hands the page a catalogue in two parts (`fr.po?first?lingui`, `fr.po?later?lingui`): the words of the first view, and all others,
 * which every other screen waits for. One catalogue would be a fifth of the first view's weight and grows with every screen.
 */
export function wordsInParts(): Plugin {
  return {
    name: 'entraide-words-in-parts',
    enforce: 'post',
    transform: {
      filter: { id: /\.po\?(first|later)\?lingui$/ },
      async handler(code, id) {
        const { messages } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { messages: { readonly [id: string]: unknown } }
        const first = await firstWords(id.split('?')[0] as string)
        const unknown = [...first].find(name => !Object.hasOwn(messages, name))
        if (unknown !== undefined) throw new Error(`${id} has no string ${unknown}: strings are named otherwise than here`)
        const wanted = Object.entries(messages).filter(([name]) => first.has(name) === id.includes('?first?'))
        return { code: `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(wanted)))})`, map: null }
      },
    },
  }
}

/** The name that lingui gives a string: what it says and its context, hashed. */
function nameOf({ source, context }: Entry): string {
  return createHash('sha256').update(`${source}\u001f${context}`).digest('base64url').slice(0, 6)
}

/** The ids of the strings that the first view can say. */
async function firstWords(catalogue: string): Promise<ReadonlySet<string>> {
  const files = new Set(await reachedFrom(firstRoots))
  const entries = await readCatalogue(catalogue)
  return new Set(entries.filter(entry => entry.origins.some(file => files.has(file))).map(nameOf))
}

/** The source files that these import, and what those import, as long as nothing is imported only when it is needed. */
export async function reachedFrom(roots: readonly string[]): Promise<readonly string[]> {
  const reached = new Set<string>()
  const visit = async (file: string): Promise<void> => {
    if (reached.has(file)) return
    reached.add(file)
    const text = await readFile(join(home, file), 'utf8')
    const imported = [...text.matchAll(/^(?:import|export)(?:\s[^'"]*?)?\s?['"](\.[^'"]+\.tsx?)['"]/gm)]
    for (const [, path] of imported) await visit(relative(home, join(home, dirname(file), path as string)))
  }
  for (const root of roots) await visit(root)
  return [...reached]
}
