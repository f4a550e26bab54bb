/**
 * Text of unknown origin, made safe for a terminal: control characters (with them every escape sequence), direction
 * marks and invisible characters are taken out, half characters replaced. Line ends stay unless `oneLine`.
 * What a partner or a file wrote may then look odd, but cannot move the cursor, colour a line or reorder it.
 */
export function plainText(text: string, oneLine = false): string {
  const safe = text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(dangerous, '')
  return oneLine ? safe.replace(/[\n\t]+/g, ' ') : safe
}

/** JSON text with the same characters as escapes: the value is whole, the terminal untouched. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(dangerousInJson, found =>
    [...Array(found.length).keys()].map(at => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  )
}

// C0 but tab and line feed; delete and C1; soft hyphen, Arabic letter mark, zero width and direction marks, isolates,
// invisible operators, byte order mark, interlinear marks. Astral tag characters come as pairs: taken out as such.
const dangerous =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g
const dangerousInJson = /[\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g

/** How many columns a text takes, near enough: combining marks none, wide East Asian letters two. */
export function widthOf(text: string): number {
  let width = 0
  for (const c of text)
    width += /\p{M}/u.test(c) ? 0 : /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(c) ? 2 : 1
  return width
}

/** Rows under headings, columns as wide as their widest cell, every cell on one line. */
export function table(headings: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  const cells = [headings, ...rows].map(row => row.map(cell => plainText(String(cell ?? ''), true)))
  const widths = headings.map((_, column) => Math.max(...cells.map(row => widthOf(row[column] ?? ''))))
  return cells
    .map(row =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
