import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { importsOf, root, textOf, withoutComments } from './source.ts'

/** What one call refuses with: the codes written in it, and the pieces of it that are only known when it runs. */
export type Refusing = { readonly codes: readonly string[]; readonly open: readonly string[] }

/** Every call of a source that makes a refusal: `refuse('code')`, `outside(a ? 'code' : 'other')`. */
export function refusingIn(source: string): readonly Refusing[] {
  const text = withoutComments(source)
  return [...text.matchAll(/(?<!function )\b(?:refuse|outside|BodyRefused)(?:<[^>(]*>)?\(/g)].map(found => {
    const leaves = leavesOf(firstArgument(text, found.index + found[0].length), text)
    const said = leaves.map(leaf => /^'([a-z0-9-]+)'$/.exec(leaf)?.[1])
    return { codes: said.filter(code => code !== undefined), open: leaves.filter((_, at) => said[at] === undefined) }
  })
}

/** The codes of refusals that a source writes out by hand: `{ refused: 'code' }`. */
export function bareIn(source: string): readonly string[] {
  return [...withoutComments(source).matchAll(/\brefused: '([a-z0-9-]+)'/g)].map(found => found[1] as string)
}

/** The source files that take part when these run: what they import at run time, and what that imports. */
export function reachedFrom(...starts: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  const waiting = [...starts]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    for (const { from, typeOnly } of importsOf(textOf(file))) {
      if (typeOnly) continue
      const door = /^@entraide\/([a-z]+)(?:\/([a-z]+))?$/.exec(from)
      const path = door === null ? join(dirname(file), from) : `packages/${door[1]}/src/${door[2] ?? 'index'}.ts`
      if ((door !== null || from.startsWith('.')) && existsSync(join(root, path))) waiting.push(path)
    }
  }
  return [...seen].sort()
}

/** The text from an opening bracket to the comma or bracket that ends the first argument. */
function firstArgument(text: string, start: number): string {
  let depth = 0
  let quote = ''
  for (let at = start; at < text.length; at++) {
    const sign = text[at] as string
    if (quote !== '') quote = sign === quote ? '' : quote
    else if ('\'"`'.includes(sign)) quote = sign
    else if ('([{'.includes(sign)) depth++
    else if (depth === 0 && (sign === ',' || sign === ')')) return text.slice(start, at).trim()
    else if (')]}'.includes(sign)) depth--
  }
  return text.slice(start).trim()
}

/** What an expression can come to: both sides of `?:` and of `??`, and what a constant of the same file holds. */
function leavesOf(expression: string, text: string): readonly string[] {
  const parts = expression
    .replaceAll('??', ' ⁇ ')
    .split(/(\?(?![.])|(?<= ):(?= )|⁇)/)
    .map(part => part.trim())
  const leaves = parts.filter((_, at) => at % 2 === 0 && parts[at + 1] !== '?')
  return leaves.flatMap(leaf => {
    const held = /^[a-z][A-Za-z]*$/.test(leaf) ? new RegExp(`\\bconst ${leaf} = ([^\\n]*\\? '[^\\n]*)`).exec(text)?.[1] : undefined
    return held === undefined ? [leaf] : leavesOf(held, text)
  })
}
