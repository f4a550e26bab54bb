import { readFileSync } from 'node:fs'
import { fromHex } from '@entraide/ground'

type Vector = { readonly why: string; readonly file: string }
const { good } = JSON.parse(readFileSync(new URL('../../../vectors/identification/fingerprints.json', import.meta.url), 'utf8')) as { good: readonly Vector[] }

/** A file of ten rolled fingers, their images invented noise: a vector of the format. */
export function tenFingers(): Uint8Array {
  return fromHex(good.find(each => each.why === 'ten rolled fingers')?.file as string)
}

/** Its first finger alone, without the head that announces it. */
export function headlessPrint(): Uint8Array {
  const file = tenFingers()
  const lengthOf = (at: number) => Number(/^\d+\.001:(\d+)/.exec(new TextDecoder().decode(file.subarray(at, at + 16)))?.[1])
  const begins = lengthOf(0)
  return file.subarray(begins, begins + lengthOf(begins))
}
