import { hour, minute, second } from '@entraide/ground'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { route } from '../src/http/route.ts'
import { accountRoutes } from '../src/http/routes/accounts.ts'
import { nodeRoutes } from '../src/http/routes/node.ts'
import { sessionRoutes } from '../src/http/routes/session.ts'
import { firstEnrolment } from '../src/steps/people.ts'
import { type Browser, browser, type TestFace, testFace } from './face.ts'

/** A route that asks for a fresh code, standing for the release of data. */
const careful = route({ method: 'POST', path: '/v1/careful', may: 'own-session', what: 'test', stepUp: true, answer: 'nothing', run: () => null })

let face: TestFace
beforeAll(async () => {
  face = await testFace({ routes: f => [...nodeRoutes(f), ...sessionRoutes, ...accountRoutes, careful] })
})
afterAll(() => face.close())

const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: Date.parse(face.node.clock.now()) })
const password = 'correct horse battery'

/** Enrols with a code and a password; the browser is signed in afterwards. */
async function enrol(here: Browser, enrolmentCode: string): Promise<string> {
  const begun = await here.call('POST', '/v1/enrolments/begin', { enrolmentCode })
  expect(begun.status).toBe(200)
  const secret = String(begun.body.totpSecret)
  const finished = await here.call('POST', '/v1/enrolments/finish', { enrolmentCode, password, code: codeOf(secret) })
  expect(finished).toMatchObject({ status: 200 })
  return secret
}

describe('the first people of a node', () => {
  const adm = {} as { here: Browser; secret: string }
  const sec = {} as { here: Browser; secret: string; id: string; code: string }
  let firstCode = ''

  test('node init gives one code, of the administrator', async () => {
    const made = await firstEnrolment(face.node)
    expect(made).toMatchObject({ serviceNumber: 'ADM-1' })
    firstCode = (made as { enrolmentCode: string }).enrolmentCode
    expect(firstCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/)
  })

  test('an easy password is refused before the code is spent', async () => {
    const here = browser(face)
    const begun = await here.call('POST', '/v1/enrolments/begin', { enrolmentCode: firstCode })
    for (const easy of ['aaaaaaaaaaaa', 'adm-1adm-1adm-1', '123456789012', 'MotDePasse2026!', 'qwertyuiopas'])
      expect(
        await here.call('POST', '/v1/enrolments/finish', { enrolmentCode: firstCode, password: easy, code: codeOf(String(begun.body.totpSecret)) }),
      ).toMatchObject({
        status: 422,
        body: { refused: 'password-too-easy' },
      })
  })

  test('with it the administrator enrols, and the code is spent', async () => {
    adm.here = browser(face)
    adm.secret = await enrol(adm.here, firstCode.toLowerCase())
    expect((await adm.here.call('GET', '/v1/session')).body).toMatchObject({ account: { serviceNumber: 'ADM-1', roles: ['ADM'] } })
    expect(await browser(face).call('POST', '/v1/enrolments/begin', { enrolmentCode: firstCode })).toMatchObject({
      status: 401,
      body: { refused: 'enrolment-code' },
    })
    expect(await firstEnrolment(face.node)).toMatchObject({ refused: 'already-enrolled' })
  })

  test('the second person becomes security officer on enrolling, because there has never been one', async () => {
    const made = await adm.here.call('POST', '/v1/accounts', { office: 'Security', serviceNumber: 'SEC-1', roles: ['SEC'] })
    expect(made).toMatchObject({ status: 201, body: { account: { roles: [], state: 'enrolling' }, pendingGrants: [{ role: 'SEC', state: 'waiting' }] } })
    sec.id = String((made.body.account as { id: string }).id)
    sec.here = browser(face)
    face.turn(minute)
    sec.secret = await enrol(sec.here, String(made.body.enrolmentCode))
    expect((await sec.here.call('GET', '/v1/session')).body).toMatchObject({ account: { roles: ['SEC'] } })
  })

  test('no later security officer is made so: the grant waits for the first', async () => {
    face.turn(minute)
    const made = await adm.here.call('POST', '/v1/accounts', { office: 'Security', serviceNumber: 'SEC-2', roles: ['SEC', 'OPR'] })
    const grant = (made.body.pendingGrants as { id: string }[])[0]?.id
    expect(await sec.here.call('POST', `/v1/grants/${grant}/decision`, { decision: 'grant' })).toMatchObject({
      status: 409,
      body: { refused: 'account-not-enrolled' },
    })
    const second = browser(face)
    await enrol(second, String(made.body.enrolmentCode))
    expect((await second.call('GET', '/v1/session')).body).toMatchObject({ account: { roles: ['OPR'] } })
    expect(await adm.here.call('POST', `/v1/grants/${grant}/decision`, { decision: 'grant' })).toMatchObject({ status: 404 })
    expect(await sec.here.call('POST', `/v1/grants/${grant}/decision`, { decision: 'grant' })).toMatchObject({ status: 200, body: { state: 'granted' } })
    expect((await second.call('GET', '/v1/session')).body).toMatchObject({ account: { roles: ['OPR', 'SEC'] } })
    expect(await sec.here.call('POST', `/v1/grants/${grant}/decision`, { decision: 'refuse' })).toMatchObject({ status: 409 })
  })

  test('the administrator holds no other role, and no other holds that', async () => {
    expect((await adm.here.call('POST', '/v1/accounts', { office: 'X', serviceNumber: 'X-1', roles: ['ADM', 'OPR'] })).body).toMatchObject({
      refused: 'adm-alone',
    })
    expect((await adm.here.call('POST', `/v1/accounts/${sec.id}/grants`, { role: 'ADM' })).body).toMatchObject({ refused: 'adm-alone' })
    const me = ((await adm.here.call('GET', '/v1/session')).body.account as { id: string }).id
    expect((await adm.here.call('POST', `/v1/accounts/${me}/grants`, { role: 'OPR' })).body).toMatchObject({ refused: 'own-account' })
  })

  test('the last administrator cannot be taken away; a closed account is signed out at once', async () => {
    const me = ((await adm.here.call('GET', '/v1/session')).body.account as { id: string }).id
    expect((await adm.here.call('DELETE', `/v1/accounts/${me}/roles/ADM`)).body).toMatchObject({ refused: 'last-of-role' })
    const made = await adm.here.call('POST', '/v1/accounts', { office: 'Brussels', serviceNumber: 'INV-9', roles: ['INV'] })
    const here = browser(face)
    await enrol(here, String(made.body.enrolmentCode))
    const { id } = made.body.account as { id: string }
    expect(await adm.here.call('DELETE', `/v1/accounts/${id}`)).toMatchObject({ status: 204 })
    expect(await here.call('GET', '/v1/session')).toMatchObject({ status: 401 })
    const again = await adm.here.call('POST', '/v1/accounts', { office: 'Brussels', serviceNumber: 'INV-9', roles: ['ANA'] })
    expect(again).toMatchObject({ status: 201, body: { account: { id, roles: ['ANA'], state: 'enrolling' } } })
  })
})

describe('23: signing in', () => {
  let secret = ''
  beforeAll(async () => {
    face.turn(hour)
    const made = await face.node.store.write(async tx => {
      const { addAccount, addRole } = await import('../src/store/people.ts')
      const { hashOf } = await import('../src/steps/sessions.ts')
      const id = await addAccount(tx, {
        serviceNumber: 'INV-1',
        office: 'Brussels',
        language: 'fr',
        state: 'enrolling',
        enrolmentHash: hashOf('ABCDEFGH'),
        enrolmentUntil: '2027-01-01T00:00:00.000Z',
        createdBy: null,
      })
      await addRole(tx, id, 'INV', null)
      return id
    })
    expect(made).toBeDefined()
    secret = await enrol(browser(face), 'ABCDE-FGH')
  })
  const signIn = (here: Browser, over: object = {}, more = {}) =>
    here.call('POST', '/v1/session', { serviceNumber: 'INV-1', password, code: codeOf(secret), ...over }, more)

  test('takes service number, password and code together', async () => {
    face.turn(minute)
    const here = browser(face)
    const answer = await signIn(here)
    expect(answer).toMatchObject({ status: 200, body: { account: { serviceNumber: 'INV-1' }, node: { id: 'BE-POL-SPOC' } } })
    expect(String(answer.headers['set-cookie'])).toMatch(/^entraide-BE-POL-SPOC=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/)
    expect(await here.call('DELETE', '/v1/session')).toMatchObject({ status: 204 })
    expect(await here.call('GET', '/v1/session')).toMatchObject({ status: 401 })
  })

  test('never takes one code twice', async () => {
    face.turn(minute)
    expect(await signIn(browser(face))).toMatchObject({ status: 200 })
    expect(await signIn(browser(face))).toMatchObject({ status: 401, body: { refused: 'sign-in-failed' } })
    face.turn(30 * second)
    expect(await signIn(browser(face))).toMatchObject({ status: 200 })
  })

  test('says the same of a wrong password, a wrong code and a number that does not exist', async () => {
    face.turn(20 * minute)
    const answers = [
      await signIn(browser(face), { password: 'wrong horse battery' }),
      await signIn(browser(face), { code: '000000' }),
      await signIn(browser(face), { serviceNumber: 'NOBODY' }),
    ]
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  })

  test('stops after five wrong tries, longer each time, alike for numbers that do not exist, and then lets go', async () => {
    face.turn(20 * minute)
    expect(await signIn(browser(face))).toMatchObject({ status: 200 })
    const outcomes = { known: [] as string[], unknown: [] as string[] }
    for (let i = 0; i < 7; i++) {
      outcomes.known.push((await signIn(browser(face), { password: 'wrong horse battery' }, { remoteAddress: '192.0.2.1' })).text)
      outcomes.unknown.push((await signIn(browser(face), { serviceNumber: 'NOBODY-2' }, { remoteAddress: '192.0.2.2' })).text)
    }
    expect(outcomes.known).toEqual(outcomes.unknown)
    expect(outcomes.known.map(text => JSON.parse(text).refused)).toEqual([...Array(5).fill('sign-in-failed'), 'too-many-tries', 'too-many-tries'])
    expect(await signIn(browser(face), {}, { remoteAddress: '192.0.2.3' })).toMatchObject({ status: 429 })
    face.turn(31 * second)
    expect(await signIn(browser(face), {}, { remoteAddress: '192.0.2.3' })).toMatchObject({ status: 200 })
  })

  test('stops an address that tries one number after another', async () => {
    const from = { remoteAddress: '192.0.2.9' }
    const statuses = []
    for (let i = 0; i < 32; i++) statuses.push((await browser(face).call('POST', '/v1/enrolments/begin', { enrolmentCode: `GUESSED-${i}` }, from)).status)
    expect(statuses.slice(0, 30).every(status => status === 401)).toBe(true)
    expect(statuses.slice(30)).toEqual([429, 429])
    expect(await browser(face).call('POST', '/v1/enrolments/begin', { enrolmentCode: 'GUESSED-99' }, { remoteAddress: '192.0.2.10' })).toMatchObject({
      status: 401,
    })
  })

  test('a session ends after 30 idle minutes, and after 12 hours however busy', async () => {
    face.turn(20 * minute)
    const here = browser(face)
    await signIn(here)
    face.turn(29 * minute)
    expect(await here.call('GET', '/v1/session')).toMatchObject({ status: 200 })
    face.turn(29 * minute)
    expect(await here.call('GET', '/v1/session')).toMatchObject({ status: 200 })
    for (let i = 0; i < 23; i++) {
      face.turn(29 * minute)
      await here.call('GET', '/v1/session')
    }
    expect(await here.call('GET', '/v1/session')).toMatchObject({ status: 401 })
    const idle = browser(face)
    await signIn(idle)
    face.turn(31 * minute)
    expect(await idle.call('GET', '/v1/session')).toMatchObject({ status: 401, body: { refused: 'session-ended' } })
  })

  test('what cannot be taken back asks for a fresh code after two hours', async () => {
    const here = browser(face)
    await signIn(here)
    expect(await here.call('POST', '/v1/careful')).toMatchObject({ status: 204 })
    for (let i = 0; i < 5; i++) {
      face.turn(25 * minute)
      await here.call('GET', '/v1/session')
    }
    expect(await here.call('POST', '/v1/careful')).toMatchObject({ status: 403, body: { refused: 'step-up-needed' } })
    expect(await here.call('POST', '/v1/session/step-up', { code: '000000' })).toMatchObject({ status: 401 })
    const before = here.cookie
    expect(await here.call('POST', '/v1/session/step-up', { code: codeOf(secret) })).toMatchObject({ status: 200 })
    expect(here.cookie).not.toBe(before)
    expect(await here.call('POST', '/v1/careful')).toMatchObject({ status: 204 })
    here.cookie = before
    expect(await here.call('GET', '/v1/session')).toMatchObject({ status: 401 })
  })

  test('an enrolment code is good for 72 hours', async () => {
    const { addAccount } = await import('../src/store/people.ts')
    const { hashOf } = await import('../src/steps/sessions.ts')
    await face.node.store.write(tx =>
      addAccount(tx, {
        serviceNumber: 'OLD-1',
        office: 'X',
        language: 'en',
        state: 'enrolling',
        enrolmentHash: hashOf('LATECODE'),
        enrolmentUntil: tx.at,
        createdBy: null,
      }),
    )
    expect(await browser(face).call('POST', '/v1/enrolments/begin', { enrolmentCode: 'LATECODE' })).toMatchObject({ status: 401 })
  })
})

test('one-click accounts exist in a demo and nowhere else', async () => {
  expect(await browser(face).call('GET', '/v1/demo/accounts')).toMatchObject({ status: 404 })
  expect(await browser(face).call('POST', '/v1/demo/session', { accountId: '01a207a2-3280-7000-863d-216bb910a963' })).toMatchObject({ status: 404 })
  const demo = await testFace({ config: { demo: true }, routes: f => [...nodeRoutes(f), ...sessionRoutes] })
  const { addDemoAccounts } = await import('../src/steps/people.ts')
  await addDemoAccounts(demo.node, [{ serviceNumber: 'B-4471', office: 'Brussels', language: 'fr', roles: ['OPR'] }])
  const here = browser(demo)
  const accounts = (await here.call('GET', '/v1/demo/accounts')).body as unknown as { id: string }[]
  expect(accounts).toMatchObject([{ serviceNumber: 'B-4471', roles: ['OPR'] }])
  expect(await here.call('POST', '/v1/demo/session', { accountId: accounts[0]?.id })).toMatchObject({ status: 200, body: { node: { demo: true } } })
  expect(await here.call('GET', '/v1/session')).toMatchObject({ status: 200 })
  await demo.close()
})

test('the store keeps no secret of a session, a code or a password in clear', async () => {
  const rows = await face.node.store.read(async tx =>
    JSON.stringify([await tx.db.selectFrom('account').selectAll().execute(), await tx.db.selectFrom('session').select('id_hash').execute()]),
  )
  expect(rows).not.toContain(password)
  expect(rows).toContain('$argon2id$v=19$m=65536,t=3,p=4$')
})
