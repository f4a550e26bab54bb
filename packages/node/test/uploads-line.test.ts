import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, emptyFields, signedIn, type TestFace, testFace } from './face.ts'

/** A real line that breaks: what the node kept of a file is what goes on. */
let face: TestFace
let officer: Browser
let port = 0
beforeAll(async () => {
  face = await testFace()
  await face.app.listen({ host: '127.0.0.1', port: 0 })
  port = (face.app.server.address() as AddressInfo).port
  officer = await signedIn(face, ['INV'])
})
afterAll(() => face.close())

const chunk = 65_536
const content = randomBytes(10 * chunk + 321)
const digest = createHash('sha256').update(content).digest('hex')

/** Announces all of a file from an offset, sends some of it, and pulls the plug. */
const breaking = (path: string, offset: number, bytes: number) =>
  new Promise<void>(resolve => {
    const sent = request({
      port,
      host: '127.0.0.1',
      method: 'PUT',
      path: `${path}?name=scan.bin&bytes=${content.length}&offset=${offset}`,
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(content.length - offset),
        cookie: officer.cookie,
        'x-entraide-csrf': officer.csrf,
        'user-agent': 'a browser',
      },
    })
    sent.on('error', () => resolve())
    sent.on('close', () => resolve())
    sent.write(content.subarray(offset, offset + bytes), () => setTimeout(() => sent.destroy(), 200))
  })

test('a file is whole after its line was cut twice, and nothing was sent twice but the chunk it was cut in', async () => {
  const draft = (await officer.call('POST', '/v1/drafts', { fields: emptyFields, dossier: null })).body.id
  const path = `/v1/drafts/${draft}/uploads/${digest}`
  const held = async () => (await officer.call('GET', path)).body.bytesHeld as number
  await breaking(path, 0, 3 * chunk + 10)
  await expect.poll(held, { timeout: 5_000 }).toBe(3 * chunk)
  await breaking(path, 3 * chunk, 4 * chunk + 10)
  await expect.poll(held, { timeout: 5_000 }).toBe(7 * chunk)
  const rest = await officer.call('PUT', `${path}?name=scan.bin&bytes=${content.length}&offset=${7 * chunk}`, content.subarray(7 * chunk), {
    headers: { 'content-type': 'application/octet-stream' },
  })
  expect(rest).toMatchObject({ status: 200, body: { bytesHeld: content.length, attachment: { contentDigest: digest } } })
  expect((await officer.call('GET', `/v1/drafts/${draft}`)).body.attachments).toMatchObject([
    { name: 'scan.bin', bytes: content.length, contentDigest: digest },
  ])
})
