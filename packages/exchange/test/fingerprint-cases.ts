import { concat, hex, utf8 } from '@entraide/ground'
import type { FingerprintProblem } from '../src/fingerprint-file.ts'
import { head, noise, oldPrint, print, tagged, tenFingers } from './fingerprint-sample.ts'

const us = '\u001f'
const one = concat(head([[14, 1]]), print(1, 2))
/** One byte changed, by its place from the front or, below 0, from the end. */
const changed = (bytes: Uint8Array, at: number, to: number) => bytes.with(at < 0 ? bytes.length + at : at, to)
/** The head with its own length written wrong. */
const lengthOf = (bytes: Uint8Array, to: string) => concat(utf8(`1.001:${to}`), bytes.subarray(bytes.indexOf(0x1d)))

const good: readonly { readonly why: string; readonly file: Uint8Array; readonly records: readonly (readonly [number, number | null, readonly number[]])[] }[] =
  [
    {
      why: 'one finger, its image with separators in it',
      file: one,
      records: [
        [1, null, []],
        [14, 1, [2]],
      ],
    },
    {
      why: 'ten rolled fingers',
      file: tenFingers(),
      records: [[1, null, []] as const, ...Array.from({ length: 10 }, (_, at) => [14, at + 1, [at + 1]] as const)],
    },
    {
      why: 'an older record of Type 4 beside one of Type 14',
      file: concat(
        head([
          [4, 1],
          [14, 2],
        ]),
        oldPrint(1, [2]),
        print(2, 13),
      ),
      records: [
        [1, null, []],
        [4, 1, [2]],
        [14, 2, [13]],
      ],
    },
    {
      why: 'a finger that is missing: no image, and its reason',
      file: concat(
        head([[14, 1]]),
        tagged(14, [
          [2, '01'],
          [3, '0'],
          [4, 'BE-OE-IDENT'],
          [13, '4'],
          [18, `4${us}XX`],
        ]),
      ),
      records: [
        [1, null, []],
        [14, 1, [4]],
      ],
    },
    {
      why: 'a record with fields that this reader has no use for',
      file: concat(head([[14, 1]], { 13: `NORAM${us}` }), print(1, 1, { 20: 'A remark.' })),
      records: [
        [1, null, []],
        [14, 1, [1]],
      ],
    },
  ]

const bad: readonly { readonly why: string; readonly file: Uint8Array; readonly problem: FingerprintProblem }[] = [
  { why: 'nothing', file: new Uint8Array(0), problem: 'cut-short' },
  { why: 'a photo', file: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0, 0, 0, 0, 0), problem: 'separator' },
  { why: 'the head alone, that promises a record', file: head([[14, 1]]), problem: 'cut-short' },
  { why: 'a head that promises nothing', file: head([]), problem: 'no-prints' },
  { why: 'cut in the middle of an image', file: one.subarray(0, one.length - 10), problem: 'cut-short' },
  { why: 'cut in the middle of the head', file: one.subarray(0, 40), problem: 'cut-short' },
  { why: 'one byte behind it', file: concat(one, Uint8Array.of(0)), problem: 'contents-differ' },
  { why: 'a record more than the head promises', file: concat(one, print(2, 3)), problem: 'contents-differ' },
  { why: 'a length below the truth', file: concat(lengthOf(head([[14, 1]]), '40'), print(1, 2)), problem: 'separator' },
  { why: 'a length beyond the file', file: concat(lengthOf(head([[14, 1]]), '99999999'), print(1, 2)), problem: 'cut-short' },
  { why: 'a length in hexadecimal', file: concat(lengthOf(head([[14, 1]]), '0xff'), print(1, 2)), problem: 'length' },
  { why: 'a length of nothing', file: concat(lengthOf(head([[14, 1]]), '0'), print(1, 2)), problem: 'length' },
  { why: 'a record that does not end with its separator', file: changed(one, -1, 0x1d), problem: 'separator' },
  {
    why: 'fields out of order',
    file: concat(
      head([[14, 1]]),
      tagged(
        14,
        [
          [3, '0'],
          [2, '01'],
          [4, 'X'],
          [13, '1'],
        ],
        noise(9),
      ),
    ),
    problem: 'field-order',
  },
  {
    why: 'a field twice',
    file: concat(
      head([[14, 1]]),
      tagged(
        14,
        [
          [2, '01'],
          [2, '01'],
          [3, '0'],
          [4, 'X'],
          [13, '1'],
        ],
        noise(9),
      ),
    ),
    problem: 'field-order',
  },
  { why: 'an empty field', file: concat(head([[14, 1]]), print(1, 2, { 4: '' })), problem: 'field-missing' },
  { why: 'a head without an agency', file: concat(head([[14, 1]], { 8: null }), print(1, 2)), problem: 'field-missing' },
  { why: 'a print that does not say which finger', file: concat(head([[14, 1]]), print(1, 2, { 13: null })), problem: 'field-missing' },
  { why: 'a finger that no hand has', file: concat(head([[14, 1]]), print(1, 16)), problem: 'position' },
  { why: 'a finger in words', file: concat(head([[14, 1]]), print(1, 2, { 13: 'INDEX' })), problem: 'position' },
  { why: 'an old record for no finger at all', file: concat(head([[4, 1]]), oldPrint(1, [])), problem: 'position' },
  { why: 'an old record of an image of nothing', file: concat(head([[4, 1]]), oldPrint(1, [1], new Uint8Array(0))), problem: 'no-image' },
  {
    why: 'a print without image, and no reason why',
    file: concat(
      head([[14, 1]]),
      tagged(14, [
        [2, '01'],
        [3, '0'],
        [4, 'X'],
        [13, '1'],
      ]),
    ),
    problem: 'no-image',
  },
  { why: 'another number than the head gives it', file: concat(head([[14, 1]]), print(2, 2)), problem: 'designation' },
  {
    why: 'a record of free text (Type 2): what it says nobody could vouch for',
    file: concat(
      head([
        [2, 0],
        [14, 1],
      ]),
      tagged(2, [
        [2, '00'],
        [3, 'anything at all'],
      ]),
      print(1, 2),
    ),
    problem: 'record-type',
  },
  {
    why: 'a face (Type 10)',
    file: concat(
      head([[10, 1]]),
      tagged(
        10,
        [
          [2, '01'],
          [3, 'FACE'],
        ],
        noise(9),
      ),
    ),
    problem: 'record-type',
  },
  { why: 'a print where the head promises an older one', file: concat(head([[4, 1]]), print(1, 2)), problem: 'cut-short' },
  { why: 'an older record where the head promises a print', file: concat(head([[14, 1]]), oldPrint(1, [2])), problem: 'separator' },
  { why: 'letters beyond ASCII in the head', file: concat(head([[14, 1]], { 9: 'Tété' }), print(1, 2)), problem: 'character' },
  { why: 'a control character in the head', file: concat(head([[14, 1]], { 9: 'T\u0007' }), print(1, 2)), problem: 'character' },
  { why: 'a version of 1986', file: concat(head([[14, 1]], { 2: '0100' }), print(1, 2)), problem: 'version' },
  { why: 'a table of contents that counts wrong', file: concat(head([[14, 1]], { 3: `1${us}2\u001e14${us}01` }), print(1, 2)), problem: 'contents-differ' },
  { why: 'a table of contents in words', file: concat(head([[14, 1]], { 3: 'one print' }), print(1, 2)), problem: 'contents-differ' },
  { why: 'a second head', file: concat(head([[14, 1]]), head([[14, 1]])), problem: 'record-type' },
  { why: 'sixty-one records', file: head(Array.from({ length: 61 }, (_, at) => [14, at % 100] as const)), problem: 'contents-differ' },
]

/** Cases of spec/fingerprints.md, in hexadecimal. */
export const fingerprintVectors = () => ({
  good: good.map(({ why, file, records }) => ({
    why,
    file: hex(file),
    records: records.map(([type, designation, positions]) => ({ type, designation, positions: [...positions] })),
  })),
  bad: bad.map(({ why, file, problem }) => ({ why, file: hex(file), problem })),
})
