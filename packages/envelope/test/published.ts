import { existsSync, readFileSync } from 'node:fs'
import { fromHex } from '@entraide/ground'

/** Published vectors stand beside the checkout (and always in CI). Where they do not, their tests are skipped and counted. */
const folder = new URL('../../../../shared/vectors/', import.meta.url)
export const published = existsSync(folder)

/** One published file, or an empty stand-in where the folder is absent. */
export function publishedFile<T>(name: string, standIn: T): T {
  return published ? (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T) : standIn
}

/** One case of a Wycheproof file: its own fields are hexadecimal text. */
export type Case = { readonly tcId: number; readonly comment?: string; readonly result: 'valid' | 'invalid' | 'acceptable' } & {
  readonly [field: string]: string | number | undefined
}
type Group = { readonly tests: readonly Case[] } & { readonly [field: string]: unknown }

/** The cases of a Wycheproof file, each with its group. */
export function wycheproof(name: string): readonly { readonly group: Group; readonly t: Case }[] {
  const { testGroups } = publishedFile<{ testGroups: readonly Group[] }>(`wycheproof/${name}_test.json`, { testGroups: [] })
  return testGroups.flatMap(group => group.tests.map(t => ({ group, t })))
}

/** A field of a case as bytes; absent is empty. */
export function bytesOf(t: { readonly [field: string]: unknown }, field: string): Uint8Array {
  return fromHex((t[field] as string | undefined) ?? '')
}

/** What a function gives, or undefined when it throws: a refusal by exception. */
export function orThrown<T>(f: () => T): T | undefined {
  try {
    return f()
  } catch {
    return undefined
  }
}
