import { utf8 } from '@entraide/ground'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeName } from '../src/attachment-name.ts'
import { type AttachmentType, isSafeImage, mediaTypeOf, sniff } from '../src/attachment-type.ts'

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)

test.each([
  ['Fiche de renseignement (2).pdf', 'pdf'],
  ['بطاقة الهوية.png', 'png'],
  ['passeport_ⴰⵎⴰⵣⵉⵖ.jpeg', 'jpeg'],
  ['fingerprints.AN2', 'nist'],
  ['Übersicht 2026.docx', 'zip'],
] as const)('the name %s stays', (name, type) => {
  expect(safeName(name, type, 1)).toEqual({ name: name.normalize('NFC'), replaced: false })
})

test.each<[string, string, AttachmentType]>([
  ['climbs', '../../etc/passwd.txt', 'text'],
  ['climbs the Windows way', '..\\..\\boot.txt', 'text'],
  ['names a drive', 'C:evil.pdf', 'pdf'],
  ['is an absolute path', '/etc/cron.d/x.txt', 'text'],
  ['looks like a separator', 'a\u2215b.pdf', 'pdf'],
  ['turns the reading direction', 'invoice\u202Efdp.exe', 'pdf'],
  ['hides with an isolate', 'a\u2066b.pdf', 'pdf'],
  ['hides a mark of no width', 'a\u200Bb.pdf', 'pdf'],
  ['hides a variation selector', 'a\uFE0Fb.pdf', 'pdf'],
  ['holds a byte of zero', 'a\0.pdf', 'pdf'],
  ['holds a line end', 'a\r\nX: y.pdf', 'pdf'],
  ['is a device', 'CON.pdf', 'pdf'],
  ['is a device in small letters with two endings', 'nul.tar.pdf', 'pdf'],
  ['is a device with a superscript digit', 'COM¹.pdf', 'pdf'],
  ['is hidden', '.bashrc', 'text'],
  ['is an option', '-rf.txt', 'text'],
  ['ends with a dot', 'a.pdf.', 'pdf'],
  ['ends with a space', 'a.pdf ', 'pdf'],
  ['is empty', '', 'pdf'],
  ['is too long', `${'a'.repeat(300)}.pdf`, 'pdf'],
  ['piles up marks', `a${'\u0301'.repeat(30)}.pdf`, 'pdf'],
  ['is half a character', 'a\uD800.pdf', 'pdf'],
  ['holds markup', '<img src=x>.png', 'png'],
  ['leaves a header', 'a";filename="b.pdf', 'pdf'],
  ['holds an odd space', 'a\u3000b.pdf', 'pdf'],
  ['says pdf of a text', 'a.pdf', 'text'],
  ['says png of an unknown', 'photo.png', 'other'],
  ['runs', 'photo.png.exe', 'png'],
  ['may hold macros', 'list.docm', 'zip'],
  ['has no ending', 'photo', 'png'],
])('a name that %s is replaced', (_, name, type) => {
  const safe = safeName(name, type, 3)
  expect(safe.replaced).toBe(true)
  expect(safe.name).toMatch(/^attachment-3\.[a-z0-9]+$/)
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

test.each<[string, Uint8Array, AttachmentType]>([
  ['a PNG', png, 'png'],
  ['a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'jpeg'],
  ['a PDF', utf8('%PDF-1.7\n'), 'pdf'],
  ['an office file', Uint8Array.of(0x50, 0x4b, 3, 4, 20), 'zip'],
  ['a NIST transaction', utf8('1.001:0000251\x1d1.002:0500'), 'nist'],
  ['a short NIST transaction', utf8('1.01:251\x1d1.02:0300'), 'nist'],
  ['plain text', utf8('Vu le 3 mars à Nador. قرب المرفأ'), 'text'],
  ['nothing', new Uint8Array(0), 'text'],
  ['text cut inside a character', utf8(`${'a'.repeat(4_095)}é`), 'text'],
  ['HTML', utf8('<!doctype html><p>'), 'other'],
  ['SVG', utf8('\n <svg xmlns="x" onload="y()">'), 'other'],
  ['XML', utf8('\uFEFF<?xml version="1.0"?>'), 'other'],
  ['text with a script in it', utf8('hello <script>1</script>'), 'other'],
  ['a program', Uint8Array.of(0x4d, 0x5a, 0x90, 0), 'other'],
  ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0), 'other'],
  ['a PDF that begins late', utf8('\0\0%PDF-1.7'), 'other'],
  ['an empty zip', Uint8Array.of(0x50, 0x4b, 5, 6), 'other'],
])('%s is seen as what it is', (_, bytes, type) => expect(sniff(bytes)).toBe(type))

test('only images are ever shown, and anything else is a download', () => {
  for (const type of ['pdf', 'text', 'nist', 'zip', 'other'] as const) {
    expect(isSafeImage(type)).toBe(false)
    expect(mediaTypeOf(type)).toBe('application/octet-stream')
  }
  expect([mediaTypeOf('png'), mediaTypeOf('jpeg')]).toEqual(['image/png', 'image/jpeg'])
})
