/** The languages of the screens, the first one being the one that tests of work are done in. */
export const languages = ['fr', 'nl', 'en', 'ar'] as const
export type Language = (typeof languages)[number]
export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]
/** Widths in pixels: a telephone (and a page at 400 %), a tablet, a desk, a wide desk. */
export const widths = [320, 768, 1280, 1920] as const
export type Width = (typeof widths)[number]

/** How a screen is looked at once. */
export type Look = { readonly language: Language; readonly theme: Theme; readonly width: Width }

/**
 * The looks of the nth screen: each language once, at each width once, two of them light and two dark. They turn from screen to
 * screen, so that over any eight screens every language meets every width in both themes. A covering set instead of the
 * full product of 32: what a language can break on one screen (a label, a direction) does not depend on the theme, and what
 * a theme can break (a colour) does not depend on the language.
 */
export function looksOf(nth: number): readonly Look[] {
  return languages.map((language, at) => ({
    language,
    width: widths[(at + nth) % widths.length] as Width,
    theme: themes[(at + Math.floor(nth / widths.length)) % themes.length] as Theme,
  }))
}
