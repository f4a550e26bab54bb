import { fileURLToPath } from 'node:url'
import { Font } from '@react-pdf/renderer'

/** The families of every paper: Latin first, then Arabic, glyph by glyph. */
export const families: string[] = ['Noto Sans', 'Noto Sans Arabic']

const file = (path: string) => fileURLToPath(import.meta.resolve(path))

/**
 * Registers the fonts anew, for one paper. Both families in whole static files: the subsets that screens load all bear one name inside, and the
 * writer of the file then embeds a font for each run of letters (376 fonts and 20 s for two pages, measured). Noto Sans Arabic at 2.004: from 2.010
 * on the dots of letters are glyphs of their own, which land beside them here.
 *
 * INVARIANT: no font serves two papers. Writing the file reads glyphs by their number alone and keeps them so; the next paper that met one would
 * lose letters (docs/decisions/0015).
 */
export async function freshFonts(): Promise<void> {
  const known = Font.getRegisteredFonts() as { [family: string]: unknown }
  for (const family of families) delete known[family]
  for (const [family, name, weight] of [
    ['Noto Sans', 'noto-sans/NotoSans_400Regular', 400],
    ['Noto Sans', 'noto-sans/NotoSans_700Bold', 700],
    ['Noto Sans Arabic', 'noto-sans-arabic/NotoSansArabic_400Regular', 400],
    ['Noto Sans Arabic', 'noto-sans-arabic/NotoSansArabic_700Bold', 700],
  ] as const)
    Font.register({ family, src: file(`@expo-google-fonts/${name}.ttf`), fontWeight: weight })
  // No word is cut: a reference or a digest that breaks in the middle reads as two.
  Font.registerHyphenationCallback(word => [word])
  loaded = await Promise.all(
    families.map(async fontFamily => {
      await Font.load({ fontFamily, fontWeight: 400 })
      return Font.getFont({ fontFamily, fontWeight: 400 }).data as unknown as Letters
    }),
  )
}

type Letters = { readonly hasGlyphForCodePoint: (codePoint: number) => boolean }
let loaded: readonly Letters[] = []

/** Whether a paper can show this letter. Without a glyph the writer takes one of another font, by number, and shows a wrong letter. */
export function canShow(codePoint: number): boolean {
  return loaded.some(font => font.hasGlyphForCodePoint(codePoint))
}
