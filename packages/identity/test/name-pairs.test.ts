import { expect, test } from 'vitest'
import vectors from '../../../vectors/identity/name-pairs.json' with { type: 'json' }
import { compare } from '../src/compare.ts'
import { prepare } from '../src/prepare.ts'

type Pair = { readonly a: string; readonly b: string; readonly same: boolean; readonly why: string; readonly solved?: boolean }

for (const { a, b, same, why, solved = true } of vectors.pairs as Pair[])
  test(`${a} and ${b} are ${same ? 'one name' : 'two names'}: ${why}`, () => {
    const says = compare(prepare({ names: [a] }), prepare({ names: [b] })).same
    // Those not solved stay in the vectors, so that nobody takes them for solved, and so that it shows when they are.
    expect(says === true).toBe(solved ? same : !same)
  })
