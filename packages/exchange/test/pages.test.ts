import { readdirSync } from 'node:fs'
import { contexts } from '@entraide/envelope'
import { hex, utf8 } from '@entraide/ground'
import { describe, expect, test } from 'vitest'
import { messageTypes } from '../src/body.ts'
import { controlSchemas } from '../src/control.ts'
import { publicCodes } from '../src/receipt.ts'
import { spokenWords } from '../src/words.ts'
import { storedVectors } from './cases.ts'
import { drawingOf, staysOf } from './drawing.ts'
import { fileOf } from './sample.ts'

/** Pages say what the code does: their pictures, lists and example bytes are compared with it. */
const page = (name: string) => fileOf(`spec/${name}.md`)

describe('spec/messages.md', () => {
  for (const machine of ['request', 'spontaneous'] as const) {
    for (const side of ['asker', 'holder'] as const)
      test(`draws the machine ${machine} of the ${side} as it is`, () => expect(page('messages')).toContain(drawingOf(machine, side)))
    test(`lists what leaves a ${machine} where it stands`, () => expect(page('messages')).toContain(staysOf(machine)))
  }
  test('names every kind of message', () => {
    for (const kind of messageTypes) expect(page('messages')).toContain(`| \`${kind}\` |`)
  })
  test('shows the body of a vector, octet by octet', () => {
    const answer = (storedVectors('messages/good.json') as { why: string; body: string }[]).find(each => each.why === 'a body of the kind REP')
    expect(page('messages')).toContain(answer?.body)
  })
})

test('spec/receipt.md names every public code, and shows the receipt of a vector', () => {
  for (const code of publicCodes) expect(page('receipt')).toContain(`| \`${code}\` |`)
  const [first] = (storedVectors('receipt/receipts.json') as { good: { text: string }[] }).good
  const { octets } = JSON.parse(first?.text as string) as { octets: string }
  expect(page('receipt')).toContain(Buffer.from(octets, 'base64url').toString('utf8'))
})

test('spec/signed-document.md shows the frame of a vector', () => {
  const [first] = (storedVectors('signed-document/frames.json') as { good: { text: string }[] }).good
  const { octets, ed25519, mldsa65 } = JSON.parse(first?.text as string) as { octets: string; ed25519: string; mldsa65: string }
  expect(page('signed-document')).toContain(`{"octets":"${octets}","ed25519":"${ed25519}","mldsa65":"${mldsa65.slice(0, 24)}…${mldsa65.slice(-8)}"}`)
})

test('spec/pairing.md holds the words in their order, and the example of a vector', () => {
  const listed = /```words\n([\s\S]*?)```/.exec(page('pairing'))?.[1]?.trim().split(/\s+/)
  expect(listed).toEqual(spokenWords)
  const [first] = storedVectors('pairing/words.json') as { words: string[] }[]
  expect(page('pairing')).toContain(first?.words.join(' '))
})

test('spec/control.md names every kind, each with a context of its own', () => {
  for (const kind of Object.keys(controlSchemas)) {
    expect(page('control')).toContain(`| \`${kind}\` |`)
    expect(Object.keys(contexts)).toContain(`entraide/1 ${kind}`)
  }
})

test('spec/delivery.md and spec/carry.md show the bytes of vectors', () => {
  const [frame] = (storedVectors('delivery/frames.json') as { good: { bytes: string; envelope: string; beside: string }[] }).good
  for (const part of [hex(utf8('entraide-delivery/1\n')), '00000030', frame?.envelope, '00000014', frame?.beside]) expect(page('delivery')).toContain(part)
  const [carried] = (storedVectors('delivery/carry.json') as { good: { bytes: string }[] }).good
  for (const part of /```\n([0-9a-f \n]+)```/.exec(page('carry'))?.[1]?.trim().split(/\s+/) ?? ['']) expect(carried?.bytes).toContain(part)
})

test('spec/README.md is the table of contents of all pages', () => {
  const pages = readdirSync(new URL('../../../spec/', import.meta.url)).filter(name => name !== 'README.md' && name !== 'workflows')
  for (const name of pages) expect(page('README')).toContain(`](${name})`)
})
