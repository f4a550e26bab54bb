import { expect, test } from 'vitest'
import vectors from '../../../vectors/identity/name-pairs.json' with { type: 'json' }
import { compare } from '../src/compare.ts'
import { prepare } from '../src/prepare.ts'

/** Pairs that letters and sounds alone cannot tell, kept in the vectors so that nobody takes them for solved. */
const knownWrong = new Set(['Jan Janssens | Jan Jansen'])

for (const { a, b, same, why } of vectors.pairs)
  test(`${a} and ${b} are ${same ? 'one name' : 'two names'}: ${why}`, () => {
    const says = compare(prepare({ names: [a] }), prepare({ names: [b] })).same
    if (knownWrong.has(`${a} | ${b}`)) expect(says === true).toBe(!same)
    else if (same) expect(says).toBe(true)
    else expect(says).not.toBe(true)
  })
