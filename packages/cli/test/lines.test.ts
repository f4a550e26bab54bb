import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf } from '../src/lines.ts'

async function linesIn(chunks: readonly Uint8Array[], maxBytes?: number) {
  const found: (readonly [number, string | null])[] = []
  for await (const { number, bytes } of linesOf(
    (async function* () {
      yield* chunks
    })(),
    maxBytes,
  ))
    found.push([number, bytes === null ? null : Buffer.from(bytes).toString()])
  return found
}

test('lines keep their numbers when empty ones are left out, and lose their ends', async () => {
  expect(await linesIn([Buffer.from('one\r\n\ntwo\nthree')])).toEqual([
    [1, 'one'],
    [3, 'two'],
    [4, 'three'],
  ])
})

test('a byte order mark before the first line is no part of it', async () => {
  expect(await linesIn([Buffer.from([0xef, 0xbb]), Buffer.from([0xbf]), Buffer.from('one\r\n\ufefftwo')])).toEqual([
    [1, 'one'],
    [2, '\ufefftwo'],
  ])
})

test('a line that is too long is told and skipped, and the next is read', async () => {
  expect(await linesIn([Buffer.from('aaaa'), Buffer.from('aaaa\nbb\n'), Buffer.from('cccccc')], 5)).toEqual([
    [1, null],
    [2, 'bb'],
    [3, null],
  ])
})

test('where the bytes are cut on their way changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.stringMatching(/^[a-z]{0,5}$/)), fc.array(fc.nat(20)), async (lines, cuts) => {
      const whole = Buffer.from(lines.join('\n'))
      const pieces: Uint8Array[] = []
      let at = 0
      for (const cut of cuts) {
        pieces.push(whole.subarray(at, at + cut))
        at += cut
      }
      pieces.push(whole.subarray(at))
      expect(await linesIn(pieces)).toEqual(await linesIn([whole]))
    }),
  )
})
