import { day, hour, type Instant, millisecondsOf, minute } from '@entraide/ground'
import type { Language } from '@entraide/vocabulary'

/** How far a moment is, in words and in the largest fitting unit: `in 2 hr.`, `3 days ago`. */
export function untilText(now: Instant, at: Instant, language: Language): string {
  const distance = millisecondsOf(at) - millisecondsOf(now)
  const [unit, size] =
    Math.abs(distance) >= 2 * day ? (['day', day] as const) : Math.abs(distance) >= 2 * hour ? (['hour', hour] as const) : (['minute', minute] as const)
  return new Intl.RelativeTimeFormat(language === 'ar' ? 'ar-MA' : language, { style: 'short', numeric: 'always' }).format(Math.trunc(distance / size), unit)
}
