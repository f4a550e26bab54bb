/** One line of a stream: its number from 1 and its bytes, or `null` where it is longer than allowed. */
export type Line = { readonly number: number; readonly bytes: Uint8Array | null }

/**
 * The lines of a byte stream as they come, without their ends (LF or CRLF) and without a byte order mark before the first; a last line
 * without an end counts, an empty line does not. A line above `maxBytes` is skipped to its end and reported, so memory stays bounded.
 */
export async function* linesOf(stream: AsyncIterable<Uint8Array | string>, maxBytes = 1_048_576): AsyncGenerator<Line> {
  let parts: Uint8Array[] = []
  let size = 0
  let number = 1
  const take = (): Line => {
    const bytes = size > maxBytes ? null : trimmed(parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts), number === 1)
    parts = []
    size = 0
    return { number: number++, bytes }
  }
  const add = (part: Uint8Array) => {
    size += part.length
    if (size > maxBytes) parts = []
    else if (part.length > 0) parts.push(part)
  }
  for await (const given of stream) {
    const chunk = typeof given === 'string' ? Buffer.from(given) : given
    let from = 0
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      add(chunk.subarray(from, at))
      from = at + 1
      const line = take()
      if (line.bytes === null || line.bytes.length > 0) yield line
    }
    add(chunk.subarray(from))
  }
  if (size > 0) {
    const line = take()
    if (line.bytes === null || line.bytes.length > 0) yield line
  }
}

function trimmed(bytes: Uint8Array, isFirst: boolean): Uint8Array {
  const hasMark = isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return bytes.subarray(hasMark ? 3 : 0, bytes.at(-1) === 13 ? -1 : undefined)
}
