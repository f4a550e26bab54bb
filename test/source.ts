import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

const notSource = new Set(['node_modules', 'dist', '.git', '.entraide', 'coverage', 'test-results'])

/** Every file of the repository that people write, as paths from the root with `/`, sorted. */
export function filesUnder(folder = root): string[] {
  return readdirSync(folder)
    .filter(name => !notSource.has(name))
    .flatMap(name => {
      const path = join(folder, name)
      return statSync(path).isDirectory() ? filesUnder(path) : [relative(root, path).split(sep).join('/')]
    })
    .sort()
}

/** The text of a file named by its path from the root. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** One import or re-export: what it names, whether only types come through, whether it waits until it is called, and its line from 1. */
export type Import = { readonly from: string; readonly typeOnly: boolean; readonly dynamic: boolean; readonly line: number }

/**
 * The imports of a TypeScript source, static and dynamic, in order. Comments are blanked first; an import
 * built from pieces at run time (`import(name)`) names nothing and is not seen.
 */
export function importsOf(source: string): Import[] {
  const text = withoutComments(source)
  const statement =
    /^[ \t]*(import|export)\b([^'"`;=]*?)\bfrom\s*['"]([^'"\n]+)['"]|^[ \t]*import\s*['"]([^'"\n]+)['"]|(\btypeof\s+)?\bimport\(\s*['"]([^'"\n]+)['"]/gm
  return [...text.matchAll(statement)].map(found => ({
    from: (found[3] ?? found[4] ?? found[6]) as string,
    typeOnly: isTypeOnly(found[2]) || found[5] !== undefined,
    dynamic: found[6] !== undefined,
    line: text.slice(0, found.index).split('\n').length,
  }))
}

function isTypeOnly(clause: string | undefined): boolean {
  if (clause === undefined) return false
  if (/^\s+type\b/.test(clause)) return true
  const named = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1]
  if (named === undefined) return false
  const names = named.split(',').map(name => name.trim())
  return names.filter(name => name !== '').every(name => name.startsWith('type '))
}

/** The source with comments replaced by blanks of the same shape, so that lines keep their numbers. */
export function withoutComments(source: string): string {
  return source.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*/g,
    (all, quoted: string | undefined) => quoted ?? all.replace(/[^\n]/g, ' '),
  )
}
