import { readFileSync } from 'node:fs'
import { fromHex, utf8 } from '@entraide/ground'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeName } from '../src/attachment-name.ts'
import { type AttachmentType, isSafeImage, mediaTypeOf, sniff } from '../src/attachment-type.ts'

const vectorsOf = (name: string) => JSON.parse(readFileSync(new URL(`../../../vectors/attachment/${name}.json`, import.meta.url), 'utf8'))

for (const v of vectorsOf('names') as readonly { why: string; name: string; type: AttachmentType; says: string }[])
  test(`${v.why}: ${JSON.stringify(v.name).slice(0, 40)} is shown as ${v.says}`, () => {
    expect(safeName(v.name, v.type, 3)).toEqual({ name: v.says, replaced: v.says !== v.name })
  })

for (const v of vectorsOf('sniffed') as readonly { why: string; start: string; type: AttachmentType }[])
  test(`${v.why} is seen as ${v.type}`, () => expect(sniff(fromHex(v.start))).toBe(v.type))

test('text cut inside a character, where the look ends, is still text', () => {
  expect(sniff(utf8(`${'a'.repeat(4_095)}é`))).toBe('text')
  expect(sniff(utf8(`${'a'.repeat(100)}é`).subarray(0, 101))).toBe('other')
})

test('whatever the name, the answer is safe, and safe again', () => {
  const types = fc.constantFrom<AttachmentType>('png', 'jpeg', 'pdf', 'text', 'nist', 'zip', 'other')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), types, (name, type) => {
      const safe = safeName(name, type, 1).name
      expect(safe).not.toMatch(/[/\\\0\r\n"<>:]|\.\.|^[.-]/)
      expect(safeName(safe, type, 1)).toEqual({ name: safe, replaced: false })
    }),
  )
})

test('only images are ever shown, and anything else is a download', () => {
  for (const type of ['pdf', 'text', 'nist', 'zip', 'other'] as const) {
    expect(isSafeImage(type)).toBe(false)
    expect(mediaTypeOf(type)).toBe('application/octet-stream')
  }
  expect([mediaTypeOf('png'), mediaTypeOf('jpeg')]).toEqual(['image/png', 'image/jpeg'])
})
