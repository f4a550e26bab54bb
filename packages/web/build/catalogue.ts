import { readFile } from 'node:fs/promises'

/** One string of a catalogue: what the source says, what a language says for it (empty: not yet), and in which files it is said. */
export type Entry = { readonly source: string; readonly context: string; readonly translation: string; readonly origins: readonly string[] }

/** Reads a gettext catalogue (.po) as lingui writes it: one plural-free `msgid` and `msgstr` an entry. */
export async function readCatalogue(file: string): Promise<readonly Entry[]> {
  const text = await readFile(file, 'utf8')
  return text
    .split(/\n{2,}/)
    .map(block => ({ source: field(block, 'msgid'), context: field(block, 'msgctxt'), translation: field(block, 'msgstr'), origins: originsOf(block) }))
    .filter(entry => entry.source !== '')
}

function originsOf(block: string): readonly string[] {
  return [...block.matchAll(/^#: (.+)$/gm)].flatMap(([, files]) => (files as string).split(/\s+/))
}

function field(block: string, name: string): string {
  const found = new RegExp(`^${name} ((?:".*"\\n?)+)`, 'm').exec(block)
  const lines = found?.[1]?.trim().split('\n') ?? []
  return lines.map(line => JSON.parse(line) as string).join('')
}
