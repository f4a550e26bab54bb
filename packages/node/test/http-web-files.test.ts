import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, browser, type TestFace, testFace } from './face.ts'

let folder = ''
let face: TestFace
let here: Browser
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entraide-web-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>the screens</title>')
  await writeFile(join(folder, 'assets', 'app-3f2a.js'), 'export {}')
  await writeFile(join(folder, 'screens.json'), JSON.stringify(['/', '/due', '/sign-in', '/threads/:id', '/partners/:node']))
  await writeFile(join(folder, '.secret'), 'no')
  face = await testFace({ options: { webFolder: folder } })
  here = browser(face)
})
afterAll(async () => {
  await face.close()
  await rm(folder, { recursive: true })
})

test('built files are kept for a year, under the same protection as every answer', async () => {
  const { status, headers } = await here.call('GET', '/assets/app-3f2a.js')
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'application/javascript; charset=utf-8',
    'x-content-type-options': 'nosniff',
  })
  expect(headers['content-security-policy']).toMatch(/script-src 'self'/)
})

test('every address of a screen gives the first page, which is never kept', async () => {
  for (const url of ['/', '/due', '/threads/01a207a2-3280-7000-863d-216bb910a963', '/partners/MA-DGSN-SPOC', '/sign-in?next=due'])
    expect(await here.call('GET', url), url).toMatchObject({
      status: 200,
      text: '<!doctype html><title>the screens</title>',
      headers: { 'cache-control': 'no-cache' },
    })
})

/** As a browser asks when a person follows a link or writes an address. */
const going = { headers: { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' } }

test('an address that no screen has gives a browser the screens, which say so, with the status of what is not there', async () => {
  for (const url of [
    '/nowhere',
    '/threads',
    '/threads/a/b',
    '/threads/01a207a2.html',
    '/threads/a%20b',
    '/threads/%zz',
    '/threads/%E0%A4%A',
    `/threads/${'a'.repeat(300)}/b`,
    '/threads/é',
    '/.secret',
    '/index.html%00',
    '/..%2f..%2fetc%2fpasswd',
    '/due/?next=<b>',
  ])
    expect(await here.call('GET', url, undefined, going), url).toMatchObject({
      status: 404,
      text: '<!doctype html><title>the screens</title>',
      headers: {
        'cache-control': 'no-cache',
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': expect.stringContaining("default-src 'self'"),
        'x-content-type-options': 'nosniff',
      },
    })
})

test('a program gets the refusal for the same address, and so does anyone below the API', async () => {
  for (const url of ['/nowhere', '/threads/01a207a2.html', '/threads/%zz', '/threads/a/b'])
    for (const headers of [{ accept: 'application/json' }, { accept: '*/*' }, {}])
      expect(await here.call('GET', url, undefined, { headers }), url).toMatchObject({ status: 404, body: { refused: 'not-found' } })
  for (const url of ['/v1', '/v1/nowhere', '/v1/threads/%zz', '/partner/nowhere', '/assets/none.js'])
    expect(await here.call('GET', url, undefined, going), url).toMatchObject({ status: 404, body: { refused: 'not-found' } })
  expect(await here.call('POST', '/nowhere', {}, going)).toMatchObject({ status: 404, body: { refused: 'not-found' } })
})

test('nothing else of the disk is given', async () => {
  for (const url of [
    '/.secret',
    '/assets/none.js',
    '/assets',
    '/..%2f..%2fetc%2fpasswd',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/.secret',
    '/index.html%00',
    '/v1/due.html',
    '/partner/index.html',
  ])
    expect((await here.call('GET', url)).status, url).toBe(404)
})

test('a node whose screens were not built says so', async () => {
  const bare = await testFace({})
  expect((await browser(bare).call('GET', '/due')).text).toContain('screens have not been built')
  await bare.close()
})
