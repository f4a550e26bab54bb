// Runs before the first paint, so that the page never flashes in the wrong theme, language or direction.
// The same keys are written by src/words/preferences.ts.
;(() => {
  const root = document.documentElement
  const read = name => {
    try {
      return localStorage.getItem(`entraide.${name}`)
    } catch {
      return null
    }
  }
  const known = ['en', 'fr', 'nl', 'ar']
  const wanted = [read('language'), ...navigator.languages.map(tag => tag.slice(0, 2))]
  const language = wanted.find(tag => known.includes(tag)) ?? 'en'
  root.lang = language
  root.dir = language === 'ar' ? 'rtl' : 'ltr'
  for (const name of ['theme', 'contrast']) {
    const value = read(name)
    if (value) root.dataset[name] = value
  }
})()
