import { deflateSync, inflateSync } from 'node:zlib'

/**
 * The same picture with at most 256 colours: a screen has few, and its file is then a third as large.
 * Colours beyond the 256 most frequent become the nearest of them.
 *
 * @param png - 8 bits a channel, RGB or RGBA, not interlaced: what a browser's screenshot is
 */
export function withPalette(png: Uint8Array): Uint8Array {
  const { width, height, channels, pixels } = read(png)
  const counts = new Map<number, number>()
  const colours = new Uint32Array(width * height)
  for (let at = 0; at < colours.length; at++) {
    const from = at * channels
    // The lowest bit of each channel is beyond the eye and halves the number of colours to choose from.
    const colour = (((pixels[from] as number) & 0xfe) << 16) | (((pixels[from + 1] as number) & 0xfe) << 8) | ((pixels[from + 2] as number) & 0xfe)
    colours[at] = colour
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const palette = [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 256)
    .map(([colour]) => colour)
  const index = new Map(palette.map((colour, place) => [colour, place]))
  const rows = new Uint8Array((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const colour = colours[y * width + x] as number
      let place = index.get(colour)
      if (place === undefined) {
        place = nearest(palette, colour)
        index.set(colour, place)
      }
      rows[y * (width + 1) + 1 + x] = place
    }
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, width)
  header.setUint32(4, height)
  header.setUint8(8, 8)
  header.setUint8(9, 3)
  const colourBytes = new Uint8Array(palette.flatMap(colour => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('PLTE', colourBytes),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [place, other] of palette.entries()) {
    const far = ((other >> 16) - (colour >> 16)) ** 2 + (((other >> 8) & 255) - ((colour >> 8) & 255)) ** 2 + ((other & 255) - (colour & 255)) ** 2
    if (far < least) [best, least] = [place, far]
  }
  return best
}

/** Undoes the line filters. Source: PNG specification, third edition, section 9. */
function read(png: Uint8Array): { width: number; height: number; channels: number; pixels: Uint8Array } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const [width, height, depth, kind, interlaced] = [view.getUint32(16), view.getUint32(20), png[24], png[25], png[28]]
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlaced !== 0) throw new Error('a PNG of 8 bits a channel, RGB or RGBA, not interlaced, is needed')
  const channels = kind === 2 ? 3 : 4
  const data: Uint8Array[] = []
  for (let at = 8; at < png.length; ) {
    const length = view.getUint32(at)
    if (Buffer.from(png.subarray(at + 4, at + 8)).toString('latin1') === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  const raw = inflateSync(Buffer.concat(data))
  const line = width * channels
  const pixels = new Uint8Array(line * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)]
    for (let x = 0; x < line; x++) {
      const left = x < channels ? 0 : (pixels[y * line + x - channels] as number)
      const up = y === 0 ? 0 : (pixels[(y - 1) * line + x] as number)
      const corner = x < channels || y === 0 ? 0 : (pixels[(y - 1) * line + x - channels] as number)
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter as number] as number
      pixels[y * line + x] = (raw[y * (line + 1) + 1 + x] as number) + guess
    }
  }
  return { width, height, channels, pixels }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

function chunk(kind: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}
