/** A text given in several languages, in the reader's; else in English, else in whatever there is. */
export function inReadersLanguage(texts: { readonly [language: string]: string | undefined }, language: string): string {
  return texts[language] ?? texts.en ?? Object.values(texts).find(text => text !== undefined) ?? ''
}
