import { bigEndian, concat, utf8 } from '@entraide/ground'

const [fs, gs, rs, us] = ['\u001c', '\u001d', '\u001e', '\u001f']

/** A record of fields with its length in front: the length counts itself. */
export function tagged(type: number, fields: readonly (readonly [number, string])[], image?: Uint8Array): Uint8Array {
  const tag = (number: number) => `${type}.${String(number).padStart(3, '0')}:`
  const rest = concat(
    utf8(fields.map(([number, text]) => gs + tag(number) + text).join('')),
    ...(image === undefined ? [] : [utf8(gs + tag(999)), image]),
    utf8(fs as string),
  )
  const start = (length: number) => utf8(tag(1) + length)
  let length = rest.length + 10
  while (start(length).length + rest.length !== length) length = start(length).length + rest.length
  return concat(start(length), rest)
}

/** The head of a file of these records, by type and number. */
export function head(contents: readonly (readonly [type: number, designation: number])[], changes: Readonly<Record<number, string | null>> = {}): Uint8Array {
  const usual: Readonly<Record<number, string>> = {
    2: '0502',
    3: [`1${us}${contents.length}`, ...contents.map(([type, designation]) => `${type}${us}${String(designation).padStart(2, '0')}`)].join(rs),
    4: 'IDENT',
    5: '20261102',
    7: 'MA-INT-IDENT',
    8: 'BE-OE-IDENT',
    9: 'T-0001',
    11: '19.69',
    12: '19.69',
  }
  const all = { ...usual, ...changes }
  return tagged(
    1,
    Object.entries(all).flatMap(([number, text]) => (text === null ? [] : [[Number(number), text] as const])),
  )
}

/** One finger as a Type-14 record. The image is invented noise, with separators in it. */
export function print(designation: number, position: number, changes: Readonly<Record<number, string | null>> = {}, image = noise(40)): Uint8Array {
  const usual: Readonly<Record<number, string>> = {
    2: String(designation).padStart(2, '0'),
    3: '0',
    4: 'BE-OE-IDENT',
    5: '20261102',
    6: '8',
    7: '5',
    8: '1',
    9: '500',
    10: '500',
    11: 'WSQ20',
    12: '8',
    13: String(position),
  }
  const all = { ...usual, ...changes }
  return tagged(
    14,
    Object.entries(all).flatMap(([number, text]) => (text === null ? [] : [[Number(number), text] as const])),
    image,
  )
}

/** One finger as a Type-4 record: binary, without separators. */
export function oldPrint(designation: number, positions: readonly number[], image = noise(30)): Uint8Array {
  const finger = Uint8Array.from({ length: 6 }, (_, at) => positions[at] ?? 255)
  const after = concat(Uint8Array.of(designation, 0), finger, Uint8Array.of(0), bigEndian(8, 2), bigEndian(5, 2), Uint8Array.of(1))
  return concat(bigEndian(4 + after.length + image.length, 4), after, image)
}

/** Bytes like those of an image: any value, the separators too. */
export function noise(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at % 7 === 0 ? 0x1c + (at % 4) : (at * 37 + 11) % 256))
}

/** A file of ten rolled fingers. */
export function tenFingers(): Uint8Array {
  const fingers = Array.from({ length: 10 }, (_, at) => at + 1)
  return concat(head(fingers.map(finger => [14, finger])), ...fingers.map(finger => print(finger, finger)))
}
