import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Instant, isRefusal, type Refusal } from '@entraide/ground'
import { type Agreement, type Policy, readAgreement, readPolicy } from '../src/index.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The text of a file of the repository. */
export function textOf(path: string): string {
  return readFileSync(root + path, 'utf8')
}

/** The agreements the product ships with, by file name without its ending. */
export const agreements: ReadonlyMap<string, Agreement> = new Map(
  namesIn('agreements').map(name => [name, good(readAgreement(textOf(`agreements/${name}.json`)), name)]),
)
/** The nodes' own laws it ships with. */
export const policies: ReadonlyMap<string, Policy> = new Map(namesIn('policies').map(name => [name, good(readPolicy(textOf(`policies/${name}.json`)), name)]))

export const convention = agreements.get('be-ma-2014-police-convention') as Agreement
export const now = '2026-11-23T14:00:00.000Z' as Instant

/** The value, or a failed test that says what the reader refused. */
export function good<T>(value: T | Refusal, name: string): T {
  if (isRefusal(value)) throw new Error(`${name}: ${JSON.stringify(value)}`)
  return value
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(root + folder)
    .filter(name => name.endsWith('.json'))
    .map(name => name.slice(0, -'.json'.length))
}
