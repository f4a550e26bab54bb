import type { Instant } from '@entraide/ground'
import type { InEveryLanguage, Language } from '@entraide/vocabulary'
import type { Capital } from './paper.ts'

/** What the frame of every paper says. Sentences about its matter stand with each document. */
export type FrameWords = {
  readonly page: (page: number, of: number) => string
  readonly madeBy: (who: string, when: string) => string
  readonly proof: (log: string, position: number | null, digest: string) => string
}

/** Keeps what follows a word of the other script in the direction of the paper. */
const back = '\u200f'

const frames: { readonly [language in Language]: FrameWords } = {
  en: {
    page: (page, of) => `Page ${page} of ${of}`,
    madeBy: (who, when) => `Made for ${who}, ${when}`,
    proof: (log, position, digest) => `To verify: ${log}${position === null ? '' : `, position ${position}`}, digest ${digest}…`,
  },
  fr: {
    page: (page, of) => `Page ${page} sur ${of}`,
    madeBy: (who, when) => `Établi pour ${who}, ${when}`,
    proof: (log, position, digest) => `À vérifier : ${log}${position === null ? '' : `, position ${position}`}, empreinte ${digest}…`,
  },
  nl: {
    page: (page, of) => `Pagina ${page} van ${of}`,
    madeBy: (who, when) => `Gemaakt voor ${who}, ${when}`,
    proof: (log, position, digest) => `Te controleren: ${log}${position === null ? '' : `, plaats ${position}`}, hash ${digest}…`,
  },
  ar: {
    page: (page, of) => `صفحة ${page} من ${of}`,
    madeBy: (who, when) => `أعد لفائدة ${who}${back}، ${when}`,
    proof: (log, position, digest) => `للتحقق: ${log}${position === null ? '' : `، الموضع ${position}`}، البصمة ${digest}…`,
  },
}

export function wordsOf(language: Language): FrameWords {
  return frames[language]
}

/** The capitals of the worked example, as readers write them. Another name stands as the node gave it. */
const capitalNames: { readonly [name: string]: InEveryLanguage } = {
  Brussels: { en: 'Brussels', fr: 'Bruxelles', nl: 'Brussel', ar: 'بروكسيل' },
  Rabat: { en: 'Rabat', fr: 'Rabat', nl: 'Rabat', ar: 'الرباط' },
}
const capitalName = (name: string, language: Language) => (Object.hasOwn(capitalNames, name) ? (capitalNames[name]?.[language] ?? name) : name)
/** Moroccan Arabic with Latin digits, as on screens. */
const locales: { readonly [language in Language]: string } = { en: 'en-GB', fr: 'fr-BE', nl: 'nl-BE', ar: 'ar-MA-u-nu-latn' }

/** A day in words: "24 November 2026". */
export function day(on: string, language: Language): string {
  return longDay(new Date(`${on.slice(0, 10)}T12:00:00Z`), 'UTC', language)
}

/** French counts the first of a month as no other day: "1er juin". The formatter does not. */
function longDay(date: Date, zone: string, language: Language): string {
  const said = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: zone }).format(date)
  return language === 'fr' ? said.replace(/^1(?= )/, '1er') : said
}

/** A share of a hundred. In Arabic the sign stands against its number, or the two would change places in the line. */
export function percent(value: number, language: Language): string {
  return language === 'ar' || language === 'en' ? `${value}%` : `${value} %`
}

/** A moment in the time of each capital: "24 November 2026, 11:05 Brussels, 11:05 Rabat"; without one, in UTC. */
export function moment(at: Instant | string, capitals: readonly Capital[], language: Language): string {
  const date = new Date(at)
  const first = capitals[0]?.zone ?? 'UTC'
  const on = longDay(date, first, language)
  const time = (zone: string) => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(date)
  const times =
    capitals.length === 0
      ? [`${time('UTC')} UTC`]
      : capitals.map(({ name, zone }) => `${time(zone)} ${capitalName(name, language)}${language === 'ar' ? back : ''}`)
  return [on, ...times].join(language === 'ar' ? '، ' : ', ')
}

/** A short moment for a cell of a table. */
export function shortMoment(at: Instant | string, zone: string, language: Language): string {
  const format = { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language === 'nl' ? 'nl-BE' : 'fr-BE', format).format(new Date(at)).replace(',', '')
}

/** A log as a reader finds it: without the part that every log of the node begins with. */
export function logName(log: string): string {
  return log.slice(log.indexOf('/') + 1)
}
