import { directionOf, type Language, languageNames } from '../words/languages.ts'

export type InLanguages = { readonly [L in Language]?: string | undefined }

/** The same text in two languages side by side, each in its own direction and marked with its language. */
export function SideBySide({ languages, texts }: { languages: readonly Language[]; texts: InLanguages }) {
  return (
    <div className="two-languages">
      {languages.map(language => (
        <p key={language} lang={language} dir={directionOf(language)} className="written">
          {texts[language] ?? '–'}
        </p>
      ))}
    </div>
  )
}

/** The names of the two languages above their columns. */
export function LanguageHeads({ languages }: { languages: readonly Language[] }) {
  return (
    <div className="two-languages heads">
      {languages.map(language => (
        <p key={language} lang={language} dir={directionOf(language)} className="quiet small">
          {languageNames[language]}
        </p>
      ))}
    </div>
  )
}

/** The languages that a text stands in, in a fixed order, when nothing else says which two. */
export function languagesOf(texts: InLanguages): readonly Language[] {
  return (Object.keys(languageNames) as Language[]).filter(language => texts[language] !== undefined)
}
