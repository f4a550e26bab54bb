import { inflateSync } from 'node:zlib'

/** A run of glyphs where it stands on its page: left end, baseline, size, and what each glyph stands for, from left to right. */
export type Run = { readonly page: number; readonly x: number; readonly y: number; readonly text: string; readonly glyphs: readonly number[] }

/**
 * Reads the text of a PDF back, as much of the format as our own writer makes (ISO 32000-1, 7.3 and 9.4): its own reader, so that who checks
 * a paper does not believe the library that wrote it. For papers of our own making: it is no reader of strange files.
 */
export function readPdf(bytes: Uint8Array): { readonly pages: number; readonly runs: readonly Run[] } {
  const file = Buffer.from(bytes).toString('latin1')
  const objects = new Map<number, string>()
  for (const found of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(Number(found[1]), found[2] as string)
  const pages = [...objects].filter(([, body]) => /\/Type \/Page\b(?!s)/.test(body))
  const order = /\/Kids \[([^\]]*)\]/.exec([...objects.values()].find(body => /\/Type \/Pages\b/.test(body)) ?? '')?.[1] ?? ''
  const inOrder = [...order.matchAll(/(\d+) 0 R/g)].map(found => Number(found[1]))
  const runs = inOrder.flatMap((id, at) => runsOf(objects, objects.get(id) ?? '', at + 1))
  return { pages: pages.length, runs }
}

function streamOf(body: string): string {
  const begins = body.indexOf('stream\n') + 'stream\n'.length
  const raw = Buffer.from(body.slice(begins, body.lastIndexOf('\nendstream')), 'latin1')
  return body.includes('/FlateDecode') ? inflateSync(raw).toString('latin1') : raw.toString('latin1')
}

type Matrix = readonly [number, number, number, number, number, number]
const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[1] * b[2],
  a[0] * b[1] + a[1] * b[3],
  a[2] * b[0] + a[3] * b[2],
  a[2] * b[1] + a[3] * b[3],
  a[4] * b[0] + a[5] * b[2] + b[4],
  a[4] * b[1] + a[5] * b[3] + b[5],
]

function runsOf(objects: ReadonlyMap<number, string>, page: string, number: number): readonly Run[] {
  const of = (name: string) => objects.get(Number(new RegExp(`/${name} (\\d+) 0 R`).exec(page)?.[1]))
  const resources = of('Resources') ?? page
  const fonts = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(found => [found[1] as string, unicodeOf(objects, Number(found[2]))]))
  const runs: Run[] = []
  const kept: Matrix[] = []
  let at: Matrix = [1, 0, 0, 1, 0, 0]
  let text: Matrix = at
  let font = new Map<number, string>()
  const operands: string[] = []
  for (const [token] of streamOf(of('Contents') ?? '').matchAll(/\[[^\]]*\]|<[0-9a-fA-F]*>|\/[^\s/<>[\]()]+|[^\s]+/g)) {
    const numbers = () => operands.slice(-6).map(Number) as unknown as Matrix
    if (token === 'q') kept.push(at)
    else if (token === 'Q') at = kept.pop() ?? at
    else if (token === 'cm') at = times(numbers(), at)
    else if (token === 'Tm') text = numbers()
    else if (token === 'Tf') font = fonts.get((operands.at(-2) ?? '').slice(1)) ?? new Map()
    else if (token === 'TJ' || token === 'Tj') {
      const glyphs = [...(operands.at(-1) ?? '').matchAll(/<([0-9a-fA-F]*)>/g)]
        .flatMap(found => (found[1] as string).match(/.{4}/g) ?? [])
        .map(each => Number.parseInt(each, 16))
      const [, , , , x, y] = times(text, at)
      runs.push({ page: number, x, y, glyphs, text: glyphs.map(glyph => font.get(glyph) ?? '\ufffd').join('') })
    }
    if (/^[A-Za-z'"*]+\d?$/.test(token) && !token.startsWith('/')) operands.length = 0
    else operands.push(token)
  }
  return runs
}

/** What each glyph of a font stands for, by its ToUnicode map. */
function unicodeOf(objects: ReadonlyMap<number, string>, id: number): Map<number, string> {
  const map = new Map<number, string>()
  const cmap = objects.get(Number(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1]))
  if (cmap === undefined) return map
  for (const block of streamOf(cmap).matchAll(/beginbfrange\s+<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    const begins = Number.parseInt(block[1] as string, 16)
    for (const [at, found] of [...(block[3] as string).matchAll(/<([0-9a-f ]*)>/gi)].entries())
      map.set(
        begins + at,
        asSeen(String.fromCharCode(...((found[1] as string).replaceAll(' ', '').match(/.{4}/g) ?? []).map(unit => Number.parseInt(unit, 16)))),
      )
  }
  return map
}

/** The lines of a page, top to bottom: runs of one baseline joined from left to right, as they are seen. */
export function seenLines(runs: readonly Run[], page: number): readonly string[] {
  const lines = Map.groupBy(
    runs.filter(run => run.page === page),
    run => Math.round(run.y),
  )
  return [...lines]
    .sort(([a], [b]) => b - a)
    .map(([, line]) =>
      [...line]
        .sort((a, b) => a.x - b.x)
        .map(run => run.text)
        .join(''),
    )
}

const arabic = /[\u0600-\u08ff\ufb50-\ufefc]/
/** One glyph of several Arabic letters (lam-alef) shows its first letter at its right. */
const asSeen = (letters: string) => (arabic.test(letters) ? [...letters].reverse().join('') : letters)

/**
 * What a line says, from how it is seen: read from the right where it has Arabic in it, runs of Latin words and numbers from the left within that.
 * Brackets are seen mirrored. Enough for lines whose own direction is from the right.
 */
export function said(line: string): string {
  if (!arabic.test(line)) return line
  const fromRight = [...line]
    .reverse()
    .join('')
    .replaceAll(/[()]/g, sign => (sign === '(' ? ')' : '('))
  return fromRight.replaceAll(/[A-Za-z0-9\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f /.,:'’-]*[A-Za-z0-9\u00c0-\u024f])?/g, run => [...run].reverse().join(''))
}
