import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const home = fileURLToPath(new URL('../src', import.meta.url))
const keysIn = (name: string) => [...readFileSync(join(home, name), 'utf8').matchAll(/keys: '([^']+)'/g)].map(found => found[1])
const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.tsx'))
const bound = new Set(files.flatMap(keysIn))
const listed = new Set(keysIn('frame/key-list.ts'))

test('the page of keys names every key that is bound anywhere', () => {
  expect(bound.size).toBeGreaterThan(15)
  expect([...bound].filter(key => !listed.has(key))).toEqual([])
})

test('and none that does nothing: Enter alone is the browser’s own', () => {
  expect([...listed].filter(key => !bound.has(key))).toEqual(['Enter'])
})
