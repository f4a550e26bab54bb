import { readFileSync } from 'node:fs'
import { fromBase64url, hex, isRefusal } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openAttachment, sealAttachment } from '../src/attachment.ts'
import { chunkCount, chunkRange, isSealedSize, judgeChunk, maxAttachmentBytes, paddedBytes, sealedBytesOf, sealedChunkBytes } from '../src/attachment-size.ts'
import { type AttachmentSlip, attachmentSlipJson, readAttachmentSlip } from '../src/attachment-slip.ts'

const key = new Uint8Array(32).fill(7)
const contentOf = (bytes: number) => Uint8Array.from({ length: bytes }, (_, i) => (i * 31 + 7) % 251)

async function sealed(content: Uint8Array, pieces: Iterable<Uint8Array> = [content]): Promise<{ slip: AttachmentSlip; chunks: Uint8Array[] }> {
  const chunks: Uint8Array[] = []
  const slip = await sealAttachment(key, content.length, pieces, chunk => void chunks.push(chunk))
  return { slip, chunks }
}

async function opened(slip: AttachmentSlip, pieces: Iterable<Uint8Array>) {
  const parts: Uint8Array[] = []
  const refusal = await openAttachment(slip, pieces, part => void parts.push(part))
  return refusal ?? Buffer.concat(parts)
}

function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

describe('An attachment', () => {
  test.each([0, 1, 4_095, 4_096, 4_097, 65_535, 65_536, 65_537, 131_072, 200_001])('of %i bytes opens as it was sealed', async bytes => {
    const content = contentOf(bytes)
    const { slip, chunks } = await sealed(content)
    expect(chunks.reduce((n, chunk) => n + chunk.length, 0)).toBe(slip.sealedBytes)
    expect(slip.sealedBytes).toBe(sealedBytesOf(bytes))
    expect(await opened(slip, chunks)).toEqual(Buffer.from(content))
  })

  test('seals and opens the same however the bytes arrive in pieces', async () => {
    const content = contentOf(150_000)
    const { slip, chunks } = await sealed(content)
    const whole = Buffer.concat(chunks)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 5 }), async sizes => {
        const usable = sizes.map(size => Math.max(size, 97))
        const again = await sealed(content, cut(content, usable))
        expect(again.slip).toEqual(slip)
        expect(hex(Buffer.concat(again.chunks))).toBe(hex(whole))
        expect(await opened(slip, cut(whole, usable))).toEqual(Buffer.from(content))
      }),
      { numRuns: 25 },
    )
  })

  test('of 100 MiB passes without ever being whole in memory', async () => {
    const piece = contentOf(1_048_576)
    function* hundred() {
      for (let i = 0; i < 100; i++) yield piece
    }
    let most = 0
    let bytes = 0
    const chunks: Uint8Array[] = []
    const slip = await sealAttachment(key, maxAttachmentBytes, hundred(), chunk => {
      most = Math.max(most, chunk.length)
      bytes += chunk.length
      if (chunks.length < 2) chunks.push(chunk)
    })
    expect(most).toBe(sealedChunkBytes)
    expect(bytes).toBe(slip.sealedBytes)
  })

  test('longer than 100 MiB is not sealed', async () => {
    await expect(sealAttachment(key, maxAttachmentBytes + 1, [], () => {})).rejects.toMatchObject({ code: 'attachment-too-large' })
  })

  test.each([
    ['shorter', 99],
    ['longer', 101],
  ])('%s than declared is not sealed', async (_, real) => {
    await expect(sealAttachment(key, 100, [contentOf(real)], () => {})).rejects.toMatchObject({ code: 'attachment-size-differs' })
  })
})

describe('The vectors', () => {
  const vectorsOf = (name: string) => JSON.parse(readFileSync(new URL(`../../../vectors/attachment/${name}.json`, import.meta.url), 'utf8'))
  const slipOf = (json: unknown): AttachmentSlip => {
    const slip = readAttachmentSlip(json as never)
    if (isRefusal(slip)) throw new Error(slip.refused)
    return slip
  }

  for (const json of vectorsOf('sealed').cases)
    test(`${json.bytes} bytes seal to the published digest`, async () => {
      const slip = slipOf(json)
      expect(await sealAttachment(slip.key, slip.bytes, [contentOf(slip.bytes)], () => {})).toEqual(slip)
    })

  for (const v of vectorsOf('bad').cases as readonly { why: string; slip: unknown; chunks?: number[]; sealed?: string }[])
    test(`${v.why}: does not open`, async () => {
      const slip = slipOf(v.slip)
      const chunks: Uint8Array[] = []
      await sealAttachment(fromBase64url(vectorsOf('sealed').cases[0].key), 200_000, [contentOf(200_000)], chunk => void chunks.push(chunk))
      const pieces = v.sealed === undefined ? (v.chunks ?? []).map(i => chunks[i] as Uint8Array) : [fromBase64url(v.sealed)]
      expect(await opened(slip, pieces)).toMatchObject({ refused: 'attachment-unopenable', facts: {} })
    })
})

describe('An attachment is refused', async () => {
  const content = contentOf(200_000)
  const { slip, chunks } = await sealed(content)
  const [first, second, third, last] = chunks as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
  const flipped = Uint8Array.from(second)
  flipped[9] = (flipped[9] as number) ^ 1
  const other = await sealed(contentOf(200_000).fill(1))
  const cases: readonly (readonly [string, AttachmentSlip, Uint8Array[], string])[] = [
    ['with two chunks in the wrong order', slip, [first, third, second, last], 'chunk-broken'],
    ['without its last chunk', slip, [first, second, third], 'shorter-than-declared'],
    ['cut inside its last chunk', slip, [first, second, third, last.subarray(0, -1)], 'shorter-than-declared'],
    ['without a chunk in the middle', slip, [first, third, last], 'chunk-broken'],
    ['with a byte after its end', slip, [...chunks, Uint8Array.of(0)], 'longer-than-declared'],
    ['with a chunk twice', slip, [first, first, third, last], 'chunk-broken'],
    ['with one bit turned', slip, [first, flipped, third, last], 'chunk-broken'],
    ['under another key', { ...slip, key: new Uint8Array(32) }, chunks, 'chunk-broken'],
    ['with a chunk of another attachment of the same key and size', slip, [first, other.chunks[1] as Uint8Array, third, last], 'digest-differs'],
    ['when the digest is another', { ...slip, digest: '0'.repeat(64) }, chunks, 'digest-differs'],
    ['when the declared size is another of the same padded length', { ...slip, bytes: slip.bytes - 1 }, chunks, 'chunk-broken'],
    ['when nothing came', slip, [], 'shorter-than-declared'],
  ]
  test.each(cases)('%s', async (_, named, pieces, inside) => {
    expect(await opened(named, pieces)).toEqual({ refused: 'attachment-unopenable', facts: {}, inside })
  })

  test('with any single bit turned', async () => {
    const small = await sealed(contentOf(70_000))
    const whole = Buffer.concat(small.chunks)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length * 8 - 1 }), async bit => {
        const turned = Uint8Array.from(whole)
        turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(await opened(small.slip, [turned])).toMatchObject({ refused: 'attachment-unopenable', facts: {} })
      }),
      { numRuns: 50 },
    )
  })

  test('and an endless sender is read no further than declared', async () => {
    let read = 0
    function* endless() {
      for (;;) {
        read++
        yield chunks[read - 1] ?? first
      }
    }
    expect(await opened(slip, endless())).toMatchObject({ inside: 'longer-than-declared' })
    expect(read).toBe(5)
  })
})

describe('Sizes', () => {
  test('pad by at most an eighth above 4 KiB, and a padded length stays as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxAttachmentBytes }), bytes => {
        const padded = paddedBytes(bytes)
        expect(padded).toBeGreaterThanOrEqual(bytes)
        expect(padded).toBeLessThanOrEqual(Math.max(4_096, bytes * 1.125))
        expect(paddedBytes(padded)).toBe(padded)
        expect(isSealedSize(sealedBytesOf(bytes))).toBe(true)
      }),
    )
  })

  test('of sealed wholes are few: most lengths belong to none', () => {
    for (const bytes of [0, -1, 1, 4_096, 4_111, 4_113, 1.5, Number.NaN, sealedBytesOf(maxAttachmentBytes) + 1, 2 ** 60])
      expect(isSealedSize(bytes)).toBe(false)
    expect(isSealedSize(4_112)).toBe(true)
    expect(isSealedSize(sealedBytesOf(maxAttachmentBytes))).toBe(true)
  })

  test('of chunks add up to the whole', () => {
    const sealedBytes = sealedBytesOf(300_000)
    let at = 0
    for (let i = 0; i < chunkCount(sealedBytes); i++) {
      const { from, to } = chunkRange(sealedBytes, i)
      expect(from).toBe(at)
      at = to
    }
    expect(at).toBe(sealedBytes)
  })
})

describe('A transfer', () => {
  const transfer = { sealedBytes: sealedBytesOf(200_000), chunksHeld: 2 }
  const lastLength = transfer.sealedBytes - 3 * sealedChunkBytes
  test.each([
    ['takes the next chunk', 2, sealedChunkBytes, 'append'],
    ['answers a chunk it holds like the first time', 1, sealedChunkBytes, 'held'],
    ['refuses a chunk from further on', 3, lastLength, 'refused'],
    ['refuses a chunk past the end', 4, sealedChunkBytes, 'refused'],
    ['refuses a short chunk', 2, sealedChunkBytes - 1, 'refused'],
    ['refuses a chunk before the first', -1, sealedChunkBytes, 'refused'],
    ['refuses a chunk between two', 0.5, sealedChunkBytes, 'refused'],
  ])('%s', (_, index, length, expected) => {
    const judged = judgeChunk(transfer, index, length)
    if (expected === 'refused') expect(judged).toEqual({ refused: 'attachment-chunk', facts: { awaited: 2 } })
    else expect(judged).toBe(expected)
  })
})

describe('A slip', async () => {
  const { slip } = await sealed(contentOf(10))
  const json = { ...attachmentSlipJson(slip) }
  test('reads back as written', () => expect(readAttachmentSlip(json)).toEqual(slip))
  test('of any JSON at all is answered, never a fault', () => {
    fc.assert(fc.property(fc.jsonValue(), value => isRefusal(readAttachmentSlip(value as never))))
  })
  test.each<[string, object]>([
    ['with a member too many', { ...json, name: 'x' }],
    ['with a short key', { ...json, key: 'AAAA' }],
    ['with a key of another spelling', { ...json, key: `${json.key.slice(0, 42)}d` }],
    ['with an upper-case digest', { ...json, digest: json.digest.toUpperCase() }],
    ['whose sealed size does not follow from its size', { ...json, sealedBytes: json.sealedBytes + 1 }],
    ['of a negative size', { ...json, bytes: -1 }],
    ['above 100 MiB', { ...json, bytes: maxAttachmentBytes + 1, sealedBytes: sealedBytesOf(maxAttachmentBytes) }],
    ['of half a byte', { ...json, bytes: 0.5 }],
    ['that is a list', []],
  ])('%s is refused', (_, bad) => expect(readAttachmentSlip(bad as never)).toEqual({ refused: 'attachment-slip-shape', facts: {} }))
})
