import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from './fake-terminal.ts'

let folder = ''
const content = randomBytes(300_000)
const digest = createHash('sha256').update(content).digest('hex')
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'entraide-attach-'))
  writeFileSync(join(folder, 'scan.bin'), content)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A node that keeps whole chunks, and whose line breaks after so many bytes of each sending; null: it holds. */
function nodeWhoseLine(breaksAfter: (number | null)[], kept = Buffer.alloc(0)) {
  const offsets: number[] = []
  const state = { kept }
  const answer = (body: object) => Response.json(body)
  const held = () => ({ digest, name: null, bytes: null, bytesHeld: state.kept.length, attachment: null })
  const fetch = async (input: unknown, init?: RequestInit): Promise<Response> => {
    const url = new URL(String(input))
    if (url.pathname === '/v1/drafts/D') return Response.json({ refused: 'not-found', facts: {} }, { status: 404 })
    expect(url.pathname).toBe(`/v1/drafts/D/uploads/${digest}`)
    if (init?.method === 'GET') return answer(held())
    const offset = Number(url.searchParams.get('offset'))
    offsets.push(offset)
    expect(url.searchParams.get('bytes')).toBe(String(content.length))
    expect(offset).toBe(state.kept.length)
    const until = breaksAfter.shift()
    let came = Buffer.alloc(0)
    for await (const part of (init as { body: unknown }).body as AsyncIterable<Uint8Array>) {
      came = Buffer.concat([came, part])
      if (until != null && came.length >= until) {
        state.kept = Buffer.concat([state.kept, came.subarray(0, until - (until % 65_536))])
        throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) })
      }
    }
    state.kept = Buffer.concat([state.kept, came])
    return answer({ ...held(), attachment: { id: 'A', name: 'scan.bin', mediaType: 'other', bytes: content.length, contentDigest: digest, renderable: false } })
  }
  return { fetch: fetch as typeof globalThis.fetch, offsets, state }
}
const attach = (fetch: typeof globalThis.fetch, ...more: string[]) => runCli(['request', 'attach', 'D', 'scan.bin', ...more], { cwd: folder, fetch })

test('a sending that breaks goes on by itself from what the node kept, and says so', async () => {
  const node = nodeWhoseLine([140_000, null])
  const ran = await attach(node.fetch)
  expect(node.offsets).toEqual([0, 131_072])
  expect(createHash('sha256').update(node.state.kept).digest('hex')).toBe(digest)
  expect(ran.err).toContain('scan.bin: going on from 131072 of 300000 bytes.')
})

test('run again after it ended, it goes on from where the last one stood', async () => {
  const node = nodeWhoseLine([null], content.subarray(0, 196_608) as Buffer<ArrayBuffer>)
  await attach(node.fetch)
  expect(node.offsets).toEqual([196_608])
  expect(createHash('sha256').update(node.state.kept).digest('hex')).toBe(digest)
})

test('what the node refuses is not sent again', async () => {
  let asked = 0
  const ran = await attach((async () => {
    asked++
    return Response.json({ refused: 'draft-not-editable', facts: {} }, { status: 409 })
  }) as unknown as typeof globalThis.fetch)
  expect(asked).toBe(1)
  expect(ran.err).toContain('draft-not-editable')
})
