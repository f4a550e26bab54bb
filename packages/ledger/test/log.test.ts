import { readFileSync } from 'node:fs'
import { bigEndian, concat, fromHex, fromUtf8, hex, nodeId, readJson } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Checkpoint,
  checkpointBody,
  cosign,
  hideCheckpoint,
  isHiddenCheckpoint,
  readCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
} from '../src/checkpoint.ts'
import { interimLog } from '../src/interim-log.ts'
import { relation } from '../src/log.ts'
import { actsOrigin, exchangeOrigin, isOrigin, type Origin, signerName } from '../src/origin.ts'

type Written = { origin: Origin; size: number; head: string }
type Case = { why: string; leaves: string[] | null }
type Chain = {
  leaves: string[]
  checkpoints: (Written & { body: string })[]
  good: (Case & { older: number; newer: number; leaves: string[] })[]
  bad: (Case & { older: number; newer: number | Written; leaves: string[]; refused: string })[]
  relations: (Case & { known: number; arrived: number | Written; says: string })[]
  hidden: { why: string; checkpoint: Written; salt: string; hidden: string }
}
type Notes = {
  good: { why: string; note: string; checkpoint: Written; signatures: [string, string][] }[]
  bad: { why: string; note: string; refused: string }[]
}
const file = (name: string) => readJson(readFileSync(new URL(`../../../vectors/ledger/${name}.json`, import.meta.url))).value as unknown
const chain = file('chain') as Chain
const notes = file('notes') as Notes

const checkpointOf = (w: Written): Checkpoint => ({ origin: w.origin, size: w.size, head: fromHex(w.head) })
const at = (given: number | Written): Checkpoint => checkpointOf(typeof given === 'number' ? (chain.checkpoints[given] as Written) : given)

const here = nodeId('BE-POL-SPOC')
const there = nodeId('MA-DGSN-SPOC')
const origin = exchangeOrigin(here, there)

describe('the published chain', () => {
  for (const w of chain.checkpoints)
    test(`${w.size} leaves`, () => {
      const made = interimLog.append(interimLog.empty(w.origin), chain.leaves.slice(0, w.size).map(fromHex))
      expect(hex(made.head)).toBe(w.head)
      expect(fromUtf8(checkpointBody(made))).toBe(w.body)
    })
  for (const v of chain.good) test(v.why, () => expect(interimLog.verifyExtension(at(v.older), at(v.newer), v.leaves.map(fromHex))).toBeUndefined())
  for (const v of chain.bad)
    test(v.why, () => expect(interimLog.verifyExtension(at(v.older), at(v.newer), v.leaves.map(fromHex))).toMatchObject({ refused: v.refused }))
  for (const v of chain.relations) test(v.why, () => expect(relation(interimLog, at(v.known), at(v.arrived), v.leaves?.map(fromHex) ?? null)).toBe(v.says))
  test(chain.hidden.why, () => {
    const { checkpoint, salt, hidden } = chain.hidden
    expect(hex(hideCheckpoint(checkpointOf(checkpoint), fromHex(salt)) as Uint8Array)).toBe(hidden)
    expect(isHiddenCheckpoint(fromHex(hidden), checkpointOf(checkpoint), fromHex(salt))).toBe(true)
    expect(isHiddenCheckpoint(fromHex(hidden), { ...checkpointOf(checkpoint), size: 2 }, fromHex(salt))).toBe(false)
    expect(hideCheckpoint(checkpointOf(checkpoint), new Uint8Array(16))).toMatchObject({ refused: 'salt-shape' })
  })
})

describe('published notes', () => {
  for (const v of notes.good)
    test(v.why, () => {
      const read = readCheckpoint(v.note)
      expect(read).toMatchObject({ checkpoint: checkpointOf(v.checkpoint), signatures: v.signatures.map(([name, signature]) => ({ name, signature })) })
    })
  for (const v of notes.bad) test(v.why, () => expect(readCheckpoint(v.note)).toMatchObject({ refused: v.refused }))
})

// Laws

const leaves = (maxLength: number, minLength = 0) =>
  fc.array(
    fc.uint8Array({ minLength: 64, maxLength: 64 }).map(bytes => concat(Uint8Array.of(1), bytes)),
    { maxLength, minLength },
  )
const chainOf = (all: readonly Uint8Array[]) => interimLog.append(interimLog.empty(origin), all)

test('leaves appended in any batches give the same head', () => {
  fc.assert(
    fc.property(leaves(12), fc.array(fc.nat(12), { maxLength: 6 }), (all, cuts) => {
      let state = interimLog.empty(origin)
      let from = 0
      for (const to of [...cuts.filter(cut => cut <= all.length), all.length].sort((a, b) => a - b)) {
        state = interimLog.append(state, all.slice(from, to))
        from = to
      }
      expect(state).toEqual(chainOf(all))
    }),
  )
})

test('every earlier state of a log leads to every later one', () => {
  fc.assert(
    fc.property(leaves(10), fc.nat(10), fc.nat(10), (all, i, j) => {
      const [older, newer] = [Math.min(i, j, all.length), Math.min(Math.max(i, j), all.length)]
      expect(interimLog.verifyExtension(chainOf(all.slice(0, older)), chainOf(all.slice(0, newer)), all.slice(older, newer))).toBeUndefined()
    }),
  )
})

const tamperings = {
  changed: (all: Uint8Array[], i: number, j: number) => all.map((leaf, k) => (k === i ? turned(leaf, 1 + (j % 64)) : leaf)),
  removed: (all: Uint8Array[], i: number) => all.toSpliced(i, 1),
  inserted: (all: Uint8Array[], i: number, j: number) => all.toSpliced(i, 0, turned(all[i] as Uint8Array, 1 + (j % 64))),
  doubled: (all: Uint8Array[], i: number) => all.toSpliced(i, 0, all[i] as Uint8Array),
  reordered: (all: Uint8Array[], i: number, j: number) => {
    const k = (i + 1 + (j % (all.length - 1))) % all.length
    return all.with(i, all[k] as Uint8Array).with(k, all[i] as Uint8Array)
  },
}
const turned = (leaf: Uint8Array, position: number) => leaf.with(position, (leaf[position] as number) ^ 1)

for (const [how, tamper] of Object.entries(tamperings))
  test(`a leaf that was ${how} is found out`, () => {
    fc.assert(
      fc.property(leaves(8, 2), fc.nat(7), fc.nat(), (all, index, other) => {
        const false_ = tamper(all, index % all.length, other)
        fc.pre(hex(concat(...false_)) !== hex(concat(...all)))
        expect(interimLog.verifyExtension(interimLog.empty(origin), chainOf(all), false_)).toBeDefined()
        expect(hex(chainOf(false_).head)).not.toBe(hex(chainOf(all).head))
      }),
    )
  })

test('comparing two states of one log either way gives the two sides of one answer', () => {
  fc.assert(
    fc.property(leaves(8, 1), fc.nat(7), (all, cut) => {
      const older = chainOf(all.slice(0, cut % all.length))
      const between = all.slice(cut % all.length)
      expect(relation(interimLog, older, chainOf(all), between)).toBe('newer-consistent')
      expect(relation(interimLog, chainOf(all), older, between)).toBe('older-consistent')
    }),
  )
})

test('two histories of one length are a fork, whichever arrives first', () => {
  fc.assert(
    fc.property(leaves(5, 1), leaves(5, 1), (a, b) => {
      fc.pre(a.length === b.length && hex(concat(...a)) !== hex(concat(...b)))
      expect(relation(interimLog, chainOf(a), chainOf(b), null)).toBe('fork')
      expect(relation(interimLog, chainOf(b), chainOf(a), a)).toBe('fork')
    }),
  )
})

test('logs with the same leaves and other names have other heads', () => {
  const [one, two] = [exchangeOrigin(here, there), exchangeOrigin(there, here)].map(name =>
    interimLog.append(interimLog.empty(name), chain.leaves.map(fromHex)),
  )
  expect(hex((one as Checkpoint).head)).not.toBe(hex((two as Checkpoint).head))
})

test('what is no leaf never enters a log', () => {
  expect(() => interimLog.append(interimLog.empty(origin), [new Uint8Array(64)])).toThrow(expect.objectContaining({ code: 'leaf-shape' }))
})

// Notes

const keyed = (key: number) => (body: Uint8Array) =>
  hex(
    bigEndian(
      body.reduce((sum, byte) => (sum * 31 + byte + key) % 0xffffffff, 7),
      4,
    ),
  )

test('a note signed and cosigned is believed under each name by its own key, and under no other', async () => {
  const state = chainOf(chain.leaves.map(fromHex))
  const signed = await signCheckpoint(state, signerName(here), keyed(1))
  const both = cosign(signed, { name: signerName(there), signature: keyed(2)(checkpointBody(state)) }) as string
  const check = (key: number) => (body: Uint8Array, signature: string) => signature === keyed(key)(body)
  expect(verifyCheckpoint(both, signerName(here), check(1))).toEqual(state)
  expect(verifyCheckpoint(both, signerName(there), check(2))).toEqual(state)
  expect(verifyCheckpoint(both, signerName(here), check(2))).toMatchObject({ refused: 'signature-wrong' })
  expect(verifyCheckpoint(signed, signerName(there), check(2))).toMatchObject({ refused: 'signature-missing' })
  expect(verifyCheckpoint(signed.replace('\n3\n', '\n4\n'), signerName(here), check(1))).toMatchObject({ refused: 'signature-wrong' })
})

test('a signer that answers more than one word is a fault', async () => {
  await expect(signCheckpoint(chainOf([]), signerName(here), () => 'two words')).rejects.toMatchObject({ code: 'signature-shape' })
  await expect(signCheckpoint(chainOf([]), 'a name', () => 'word')).rejects.toMatchObject({ code: 'signature-shape' })
})

test('any text is read as a note or refused, never thrown, and what is read is written the same', () => {
  const pieces = fc.constantFrom(`${origin}\n`, '3\n', '0\n', `${'A'.repeat(43)}=\n`, '\n', '\u2014 entraide.BE-POL-SPOC abc\n', ' ', '\u2014', 'x')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 8 }).map(all => all.join('')),
      ),
      text => {
        const read = readCheckpoint(text)
        if ('refused' in read) expect(read.refused).toBe('checkpoint-shape')
        else expect(text.startsWith(fromUtf8(checkpointBody(read.checkpoint)))).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test('a log is named after its node, and its partner where it has one', () => {
  expect(origin).toBe('entraide.BE-POL-SPOC/exchange/MA-DGSN-SPOC')
  expect(actsOrigin(here)).toBe('entraide.BE-POL-SPOC/acts')
  expect([origin, actsOrigin(here)].every(isOrigin)).toBe(true)
  for (const odd of ['', 'entraide.', 'entraide.BE-POL-SPOC', `${origin}/more`, 'entraide.BE-POL-SPOC/acts/', 'entraide.be-pol-spoc/acts', 7])
    expect(isOrigin(odd)).toBe(false)
})
