import { readCountKey } from '@entraide/custody'
import { isCode, type RefusalGround } from '@entraide/vocabulary'
import { travellingGround } from '../protected-grounds.ts'

/** Whether a text names a count that may leave a node: a known kind and fate, and no ground that would tell what it protects (R28, R56). */
export function countKeyShape(key: string): boolean {
  const name = readCountKey(key)
  if (name === null) return false
  if (name.of === 'indicator') return true
  if (!isCode('messageType', name.type)) return false
  const [what, code] = name.line.split('.')
  if (code === undefined) return true
  return what === 'urgency' ? isCode('urgency', code) : isCode('refusalGround', code) && travellingGround(code as RefusalGround) === code
}
