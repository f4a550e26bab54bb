import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefusal } from '@entraide/ground'
import type { Person } from '@entraide/identity'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RecordSource } from '../src/persons/intake.ts'
import { openRegister, type Register, type RegisterFound } from '../src/persons/register.ts'
import type { StorePlace } from '../src/store/database.ts'

const url = process.env.DATABASE_URL
const key = new Uint8Array(32).fill(5)
let folder: string
let schema: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'entraide-persons-'))
  schema = `t_${randomBytes(6).toString('hex')}`
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  if (url === undefined) return
  const client = new Client(url)
  await client.connect()
  await client.query(`drop schema if exists ${schema} cascade`)
  await client.end()
})
const engines: readonly [kind: 'sqlite' | 'postgres', place: () => StorePlace][] = [
  ['sqlite', () => ({ kind: 'sqlite', file: join(folder, 'persons.db') })],
  ['postgres', () => ({ kind: 'postgres', url: url as string, schema, connections: 3, unsafeNotDurable: true })],
]

const given = ['Mohamed', 'Fatima', 'Youssef', 'Khadija', 'Abdellah', 'Nadia', 'Rachid', 'Samira', 'Hassan', 'Zineb']
const family = ['El Amrani', 'Benali', 'Tazi', 'Berrada', 'Ouazzani', 'Chraibi', 'Lahlou', 'Idrissi', 'Skalli', 'Bennani', 'Mernissi']
const two = (n: number) => String(n).padStart(2, '0')
/** The i-th invented person: 10 × 11 names, each with birth dates of its own. */
const person = (i: number): Person => ({
  names: [`${given[i % 10]} ${family[i % 11]}`],
  birthDate: `${1950 + (i % 50)}-${two(1 + (i % 12))}-${two(2 + (i % 26))}`,
  birthPlace: 'Oujda',
})
const row = (i: number, more: object = {}) => `${JSON.stringify({ id: `REF-${i}`, ...person(i), ...more })}\n`
const fileOf = (text: string, again = true): RecordSource => ({
  from: async function* (byte) {
    const bytes = Buffer.from(text).subarray(byte)
    for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000)
  },
  again,
})
const rows = (from: number, below: number) => Array.from({ length: below - from }, (_, i) => row(from + i)).join('')

async function opened(place: StorePlace, with_ = key): Promise<Register> {
  const register = await openRegister(place, with_)
  if (isRefusal(register)) throw new Error(register.refused)
  return register
}
async function found(register: Register, asked: Person, options = {}): Promise<RegisterFound> {
  const answer = await register.search(asked, options)
  if (isRefusal(answer)) throw new Error(answer.refused)
  return answer
}
const first = async (register: Register, asked: Person) => (await found(register, asked)).hits[0]?.record.id

for (const [kind, place] of engines)
  describe.skipIf(kind === 'postgres' && url === undefined)(`a register on ${kind}`, () => {
    let register: Register
    beforeEach(async () => {
      register = await opened(place())
    })
    afterEach(() => register.close())

    test('finds across scripts what it took in, and says why', async () => {
      expect(await register.takeIn(fileOf(rows(0, 300)))).toMatchObject({ rows: 300, added: 300, bad: 0 })
      expect(await first(register, person(123))).toBe('REF-123')
      const { hits } = await found(register, { names: ['محمد العمراني'], birthDate: person(0).birthDate as string })
      expect(hits[0]?.record).toEqual({ id: 'REF-0', protected: false, person: person(0) })
      expect(hits[0]?.comparison.evidence.length).toBeGreaterThan(1)
      expect(hits[0]?.comparison.probability).toBeLessThan(1)
    })

    test('no name, date, place, reference or id stands in its files', async () => {
      const canary = {
        names: ['Qanarya Zzyzxwana'],
        birthDate: '1911-11-11',
        birthPlace: 'Kanarienstadt',
        documents: [{ kind: 'passport', country: 'MA', number: 'KNRY998877' }],
      }
      const text = `${JSON.stringify({ id: 'REF-CANARY-4711', ...canary, protected: true })}\n${JSON.stringify({ id: 'REF-CANARY-4712', ...canary })}\n${rows(0, 200)}`
      await register.takeIn(fileOf(text), { rowsPerBatch: 50 })
      expect(await first(register, canary)).toBe('REF-CANARY-4712')
      await register.remove('REF-5')
      const files = kind === 'sqlite' ? readdirSync(folder).map(name => readFileSync(join(folder, name)).toString('latin1')) : [await dump()]
      for (const content of files)
        for (const word of [
          'Qanarya',
          'qanarya',
          'Zzyzx',
          'QNR',
          '1911',
          'Kanarien',
          'KNRY',
          'CANARY',
          'REF-',
          'Mohamed',
          'Amrani',
          'Oujda',
          '3:n:',
          'passport',
        ])
          expect(content).not.toContain(word)
    })

    test('added to, changed and taken from, it answers as one built afresh', async () => {
      await register.takeIn(fileOf(rows(0, 200)))
      await register.takeIn(fileOf(rows(150, 260)), { rowsPerBatch: 40 })
      for (let i = 0; i < 20; i++) expect(await register.remove(`REF-${i}`)).toBe(true)
      expect(await register.remove('REF-3')).toBe(false)
      expect(await register.put({ id: 'REF-50', protected: false, person: person(777) })).toBe('changed')
      expect(await register.put({ id: 'REF-51', protected: false, person: person(51) })).toBe('same')
      expect(await register.put({ id: 'REF-900', protected: false, person: person(900) })).toBe('added')
      const other = await opened({ kind: 'sqlite', file: ':memory:' })
      const same = rows(20, 50) + row(50, person(777)) + rows(51, 260) + row(900)
      await other.takeIn(fileOf(same))
      for (const i of [...Array(60).keys(), 777, 900, 255]) {
        const answers = await Promise.all([register, other].map(each => found(each, person(i), { population: 1_000 })))
        expect(answers[0]?.hits).toEqual(answers[1]?.hits)
      }
      expect((await register.state()).persons).toBe((await other.state()).persons)
      await other.close()
    })

    test('a row may take a record out', async () => {
      await register.takeIn(fileOf(rows(0, 30)))
      expect(await register.takeIn(fileOf('{"id":"REF-7","removed":true}\n{"id":"REF-unknown","removed":true}\n'))).toMatchObject({
        rows: 2,
        removed: 1,
        added: 0,
      })
      expect(await first(register, person(7))).not.toBe('REF-7')
      expect((await register.state()).persons).toBe(29)
    })

    test('a file with bad rows is told row by row and changes nothing', async () => {
      await register.takeIn(fileOf(rows(0, 50)))
      const text = `${rows(50, 120)}not json\n{"id":"REF-1000"}\n${row(60)}{"id":"","names":["A"]}\n{"id":"x","names":["A"],"colour":"red"}\n{"id":"y","names":["A"],"names":["B"]}\n${rows(120, 130)}`
      const refused = await register.takeIn(fileOf(text), { rowsPerBatch: 20 })
      expect(refused).toMatchObject({ refused: 'records-bad', facts: { bad: 6 } })
      const bad = (isRefusal(refused) ? refused.facts.rows : []) as unknown as { line: number; code: string }[]
      expect(bad.map(({ line, code }) => [line, code])).toEqual([
        [71, 'json-syntax'],
        [72, 'names-missing'],
        [73, 'record-twice'],
        [74, 'record-id'],
        [75, 'person-unknown-field'],
        [76, 'json-duplicate-name'],
      ])
      expect(JSON.stringify(refused)).not.toContain('Mohamed')
      expect((await register.state()).persons).toBe(50)
      expect((await found(register, person(77))).hits.some(hit => hit.record.id === 'REF-77')).toBe(false)
      expect(await register.takeIn(fileOf(text), { rowsPerBatch: 20, skipBad: true })).toMatchObject({ bad: 6, added: 80 })
      expect(await first(register, person(77))).toBe('REF-77')
    })

    test('broken off while reading, it says so and goes on where it was', async () => {
      const text = rows(0, 200)
      const torn: RecordSource = {
        again: true,
        from: async function* (byte) {
          yield Buffer.from(text).subarray(byte, 9_000)
          throw new Error('the lights went out')
        },
      }
      await expect(register.takeIn(torn, { rowsPerBatch: 25 })).rejects.toThrow('lights')
      await register.close()
      register = await opened(place())
      expect(await register.search(person(3))).toMatchObject({ refused: 'register-unfinished' })
      expect(await register.state()).toMatchObject({
        ready: false,
        takingIn: { stage: 'reading', read: expect.toSatisfy((rows: number) => rows > 25 && rows < 200) },
      })
      let from = -1
      const whole = fileOf(text)
      const noted: RecordSource = {
        again: true,
        from: byte => {
          from = byte
          return whole.from(byte)
        },
      }
      expect(await register.takeIn(noted, { rowsPerBatch: 25 })).toMatchObject({ rows: 200, added: 200 })
      expect(from).toBeGreaterThan(1_000)
      for (const i of [0, 30, 99, 199]) expect(await first(register, person(i))).toBe(`REF-${i}`)
    })

    test('broken off while folding in, it is brought to its end', async () => {
      const text = rows(0, 200)
      const stop = (stage: string, done: number) => {
        if (stage === 'folding' && done === 20) throw new Error('killed')
      }
      await expect(register.takeIn(fileOf(text), { rowsPerBatch: 25, progress: stop })).rejects.toThrow('killed')
      expect(await register.search(person(3))).toMatchObject({ refused: 'register-unfinished', facts: { stage: 'folding' } })
      expect((await register.state()).takingIn).toMatchObject({ stage: 'placing', read: 200, placed: 20, places: 64 })
      await register.close()
      register = await opened(place())
      expect(await register.takeIn(fileOf(text), { rowsPerBatch: 25 })).toMatchObject({ rows: 200, added: 0, changed: 0 })
      expect((await register.state()).persons).toBe(200)
      for (const i of [0, 30, 99, 199]) expect(await first(register, person(i))).toBe(`REF-${i}`)
    })

    test('another file than the one broken off starts from what was there before', async () => {
      const torn: RecordSource = {
        again: true,
        from: async function* () {
          yield Buffer.from(rows(0, 100))
          throw new Error('stop')
        },
      }
      await expect(register.takeIn(torn, { rowsPerBatch: 20 })).rejects.toThrow('stop')
      expect(await register.takeIn(fileOf(rows(300, 340)), { rowsPerBatch: 20 })).toMatchObject({ rows: 40, added: 40 })
      expect((await register.state()).persons).toBe(40)
      expect(await first(register, person(310))).toBe('REF-310')
    })

    test('protected records are met only by who asks for them, and are marked', async () => {
      await register.takeIn(fileOf(rows(0, 50) + row(500, { protected: true })))
      expect((await found(register, person(500))).hits.some(hit => hit.record.id === 'REF-500')).toBe(false)
      const { hits } = await found(register, person(500), { protected: true })
      expect(hits[0]?.record).toMatchObject({ id: 'REF-500', protected: true })
      const index = await register.intoMemory()
      expect(isRefusal(index) ? 0 : index.size()).toBe(50)
    })

    test('it opens with its own key only', async () => {
      await register.takeIn(fileOf(rows(0, 5)))
      await register.close()
      expect(await openRegister(place(), new Uint8Array(32).fill(6))).toMatchObject({ refused: 'register-key-wrong' })
      register = await opened(place())
    })

    async function dump(): Promise<string> {
      const client = new Client(url)
      await client.connect()
      let text = ''
      for (const table of ['person_state', 'person_record', 'person_bucket', 'person_spool']) {
        const { rows: all } = await client.query(`select * from ${schema}.${table}`)
        for (const one of all)
          for (const value of Object.values(one as object)) text += value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)
      }
      await client.end()
      return text
    }
  })
