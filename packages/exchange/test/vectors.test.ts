import { fromBase64url, fromHex, hex, type Instant, isRefusal, type Json, nodeId, type Uuid, utf8 } from '@entraide/ground'
import { describe, expect, test } from 'vitest'
import { readBody } from '../src/body.ts'
import { readCard } from '../src/card.ts'
import { readControl } from '../src/control.ts'
import { readBeside, readCarry, readDelivery } from '../src/delivery.ts'
import { readEscalation, supervisorsOf } from '../src/escalation.ts'
import { wordsOf } from '../src/pairing.ts'
import { readReceipt } from '../src/receipt.ts'
import { type Concerned, correctionProof, type Erased, erasureProof, restrictionProof } from '../src/remnant.ts'
import { isSignedBy, readFrame } from '../src/signed-document.ts'
import { spokenWords } from '../src/words.ts'
import { allVectors, type Edit, storedVectors } from './cases.ts'
import { bodyOfKind, keysOf, type now } from './sample.ts'

type Case = { readonly why: string; readonly text: string; readonly says: string; readonly bytes: string }
const edited = (value: Json, edits: readonly Edit[]): Json => {
  const copy = JSON.parse(JSON.stringify(value)) as Json
  for (const { at, to } of edits) {
    const steps = at.slice(1).split('/')
    const parent = steps.slice(0, -1).reduce((each, step) => (each as { [name: string]: Json })[step] as Json, copy) as { [name: string]: Json }
    const last = steps.at(-1) as string
    if (to === undefined) delete parent[last]
    else parent[last] = to
  }
  return copy
}

test('the files of vectors are what their script writes', async () => {
  for (const [path, value] of Object.entries(await allVectors())) expect(storedVectors(path), path).toEqual(value)
})

describe('bodies of messages', () => {
  for (const { why, body } of storedVectors('messages/good.json') as { why: string; body: string }[])
    test(`${why} is read`, () => expect(readBody(utf8(body))).toEqual(JSON.parse(body)))
  for (const { why, kind, edits, at } of storedVectors('messages/bad.json') as { why: string; kind: never; edits: Edit[]; at: string }[])
    test(`${why} is refused, by its place`, () => {
      const text = JSON.stringify(edited(bodyOfKind(kind) as unknown as Json, edits))
      expect(readBody(utf8(text))).toEqual({ refused: 'body-shape', facts: { at } })
    })
  for (const { why, cause, start, repeat, times, end } of storedVectors('messages/bad-octets.json') as {
    why: string
    cause: string
    start: string
    repeat: string
    times: number
    end: string
  }[])
    test(`${why} is refused before it is a body`, () => {
      const octets = fromHex(start + repeat.repeat(times) + end)
      expect(readBody(octets)).toEqual({ refused: 'body-shape', facts: { cause } })
    })
})

describe('proofs of what was carried out', () => {
  const { corrected, erased, restricted } = storedVectors('messages/proofs.json') as {
    corrected: { why: string; notice: Uuid; message: Uuid; cor: Parameters<typeof correctionProof>[2]; proof: string }[]
    erased: { notice: Uuid; erased: Erased; concerned: Concerned; proof: string }[]
    restricted: { notice: Uuid; message: Uuid; at: Instant; concerned: Concerned; proof: string }[]
  }
  for (const { why, notice, message, cor, proof } of corrected) test(`${why} corrected`, () => expect(correctionProof(notice, message, cor)).toBe(proof))
  test('erasures, of all or of a part', () => {
    for (const { notice, erased: gone, concerned, proof } of erased) expect(erasureProof(notice, gone, concerned)).toBe(proof)
  })
  test('restrictions, of all or of a part', () => {
    for (const { notice, message, at, concerned, proof } of restricted) expect(restrictionProof(notice, message, at, concerned)).toBe(proof)
  })
  test('no two of them are alike', () => {
    const all = [...corrected, ...erased, ...restricted].map(({ proof }) => proof)
    expect(new Set(all).size).toBe(all.length)
  })
  test('the order of members and the way a number is written change nothing', () => {
    const [first] = corrected
    const turned = JSON.parse(JSON.stringify(first?.cor), (_, value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
    )
    expect(correctionProof(first?.notice as Uuid, first?.message as Uuid, turned)).toBe(first?.proof)
  })
})

describe('receipts', () => {
  const { expected, signer, good, bad } = storedVectors('receipt/receipts.json') as {
    expected: Parameters<typeof readReceipt>[1]
    signer: string
    good: Case[]
    bad: Case[]
  }
  const read = (text: string) => readReceipt(text, expected, keysOf(signer).verifying)
  for (const { why, text } of good) test(`${why} is taken`, () => expect(isRefusal(read(text))).toBe(false))
  for (const { why, says, text } of bad) test(`${why} is ${says}`, () => expect(read(text)).toMatchObject({ refused: says }))
})

describe('signed documents', () => {
  const { good, bad, unsigned } = storedVectors('signed-document/frames.json') as {
    good: { why: string; label: never; signer: string; octets: string; text: string }[]
    bad: Case[]
    unsigned: Case[]
  }
  for (const { why, label, signer, octets, text } of good)
    test(`${why} is taken`, () => {
      const frame = readFrame(text)
      if (isRefusal(frame)) throw new Error(frame.refused)
      expect(hex(frame.octets)).toBe(octets)
      expect(isSignedBy(frame, label, keysOf(signer).verifying)).toBe(true)
    })
  for (const { why, text } of bad) test(`${why} is no frame`, () => expect(readFrame(text)).toMatchObject({ refused: 'document-shape' }))
  for (const { why, text } of unsigned)
    test(`${why} is a frame that nobody signed`, () => {
      const frame = readFrame(text)
      if (isRefusal(frame)) throw new Error(frame.refused)
      expect(isSignedBy(frame, good[0]?.label as never, keysOf(good[0]?.signer as string).verifying)).toBe(false)
    })
})

describe('statements to supervisors', () => {
  const { by, signer, good, bad } = storedVectors('signed-document/escalations.json') as { by: never; signer: string; good: Case[]; bad: Case[] }
  const read = (text: string) => readEscalation(text, by, keysOf(signer).verifying)
  for (const { why, text } of good) test(`${why} is read`, () => expect(isRefusal(read(text))).toBe(false))
  for (const { why, says, text } of bad) test(`${why} is ${says}`, () => expect(read(text)).toMatchObject({ refused: says }))
  test('go to the bodies of the two states for the regime', () => {
    expect([nodeId('BE-POL-SPOC'), nodeId('MA-DGSN-SPOC'), nodeId('FR-DCPJ-SPOC')].map(node => supervisorsOf(node, 'LE'))).toEqual([['COC'], ['CNDP'], []])
    expect(supervisorsOf(nodeId('BE-OCAM'), 'TA')).toEqual(['COMITE-R', 'COMITE-P'])
  })
})

describe('cards', () => {
  type CardCase = Case & { readonly follows: boolean }
  const { now: at, known, good, bad } = storedVectors('pairing/cards.json') as { now: typeof now; known: string; good: CardCase[]; bad: CardCase[] }
  const first = readCard(known, at, null)
  if (isRefusal(first)) throw new Error(first.refused)
  for (const { why, follows, text } of good)
    test(`${why} is read`, () => {
      const card = readCard(text, at, follows ? first : null)
      expect(isRefusal(card) ? card : card.node).toBe('BE-POL-SPOC')
    })
  for (const { why, follows, says, text } of bad)
    test(`${why} is ${says}`, () => expect(readCard(text, at, follows ? first : null)).toMatchObject({ refused: says }))
  test('one that is over is still read again where it was stored', () => {
    const over = bad.find(each => each.why === 'over') as CardCase
    expect(isRefusal(readCard(over.text, 'stored', null))).toBe(false)
  })
})

describe('spoken words', () => {
  for (const { why, cards, words } of storedVectors('pairing/words.json') as { why: string; cards: { node: string; octets: string }[]; words: string[] }[])
    test(`${why}`, () => {
      const [a, b] = cards.map(each => ({ node: nodeId(each.node), octets: fromBase64url(each.octets) }))
      expect(wordsOf(a as never, b as never)).toEqual(words)
    })
  test('the list has 256 different words of plain letters, none the start of another', () => {
    expect(new Set(spokenWords).size).toBe(256)
    for (const word of spokenWords) {
      expect(word).toMatch(/^[a-z]{2,12}$/)
      expect(spokenWords.filter(other => other !== word && other.startsWith(word)).length === 0 || word.length >= 3, word).toBe(true)
    }
  })
})

describe('control messages', () => {
  type ControlCase = { readonly why: string; readonly kind: never; readonly body: object }
  const { good, bad } = storedVectors('control/control.json') as { good: ControlCase[]; bad: ControlCase[] }
  for (const { why, kind, body } of good) test(`${why} is read`, () => expect(readControl(kind, utf8(JSON.stringify(body)))).toEqual(body))
  for (const { why, kind, body } of bad)
    test(`${why} is refused`, () => expect(readControl(kind, utf8(JSON.stringify(body)))).toMatchObject({ refused: 'document-shape' }))
})

describe('deliveries', () => {
  const frames = storedVectors('delivery/frames.json') as { good: (Case & { envelope: string; beside: string })[]; bad: Case[] }
  for (const { why, bytes, envelope, beside } of frames.good)
    test(`${why} is taken apart`, () => {
      const read = readDelivery(fromHex(bytes))
      expect(isRefusal(read) ? read : { envelope: hex(read.envelope), beside: hex(read.beside) }).toEqual({ envelope, beside })
    })
  for (const { why, bytes } of frames.bad)
    test(`${why} is no delivery`, () => expect(readDelivery(fromHex(bytes))).toEqual({ refused: 'delivery-shape', facts: {} }))
  const beside = storedVectors('delivery/beside.json') as { good: Case[]; bad: Case[] }
  for (const { why, text } of beside.good) test(`beside: ${why}`, () => expect(readBeside(utf8(text))).toEqual(JSON.parse(text)))
  for (const { why, text } of beside.bad) test(`beside: ${why} is refused`, () => expect(readBeside(utf8(text))).toMatchObject({ refused: 'document-shape' }))
  const carry = storedVectors('delivery/carry.json') as { good: (Case & { from: string; to: string; counts: number[] })[]; bad: Case[] }
  for (const { why, bytes, from, to, counts } of carry.good)
    test(`carried: ${why}`, () => {
      const read = readCarry(fromHex(bytes))
      if (isRefusal(read)) throw new Error(read.refused)
      expect([read.from, read.to, read.deliveries.length, read.receipts.length, read.chunks.length]).toEqual([from, to, ...counts])
    })
  for (const { why, bytes } of carry.bad) test(`carried: ${why} is refused`, () => expect(readCarry(fromHex(bytes))).toMatchObject({ refused: 'carry-shape' }))
})
