import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { freshFolder } from '../src/stage.ts'

const made: string[] = []
const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'entraide-demo-test-'))
  made.push(path)
  return path
}
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true })
})

test('an earlier demonstration is emptied for the next one', () => {
  const path = folder()
  freshFolder(path)
  writeFileSync(join(path, 'left-over'), 'invented')
  freshFolder(path)
  expect(existsSync(join(path, 'left-over'))).toBe(false)
})

test('a folder that holds anything else is left alone', () => {
  const path = folder()
  writeFileSync(join(path, 'precious'), 'not invented')
  expect(() => freshFolder(path)).toThrow('holds something else')
  expect(existsSync(join(path, 'precious'))).toBe(true)
})
