import { type Language, languages } from './languages.ts'

/** What one reader chose on this device. `auto` follows the system. Nothing here is about a case or a person. */
export type Preferences = {
  readonly language: Language
  readonly theme: 'auto' | 'light' | 'dark'
  readonly contrast: 'auto' | 'more'
  readonly keys: 'on' | 'off'
}

const allowed: { readonly [name in keyof Preferences]: readonly string[] } = {
  language: languages,
  theme: ['auto', 'light', 'dark'],
  contrast: ['auto', 'more'],
  keys: ['on', 'off'],
}

/** A kept preference, or undefined if none (or none that makes sense) is kept. `public/boot.js` reads the same keys. */
export function keptPreference<N extends keyof Preferences>(name: N): Preferences[N] | undefined {
  try {
    const value = localStorage.getItem(`entraide.${name}`)
    return value !== null && allowed[name].includes(value) ? (value as Preferences[N]) : undefined
  } catch {
    return undefined
  }
}

/** Keeps a preference on this device and applies theme and contrast at once. Where storage is closed, it lasts for this page. */
export function keepPreference<N extends keyof Preferences>(name: N, value: Preferences[N]): void {
  if (name === 'theme' || name === 'contrast') document.documentElement.dataset[name] = value
  try {
    localStorage.setItem(`entraide.${name}`, value)
  } catch {
    // A browser may refuse storage (a kiosk profile): the choice then ends with the page.
  }
}
