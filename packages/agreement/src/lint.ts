import type { Ask } from './ask.ts'
import { askingTypes } from './fields.ts'

/**
 * Reads what officers write, for what must never be written or asked: crowds (R6), asylum (R28), and reasons that give
 * none (R5). Word lists, not understanding: they catch the plain case, the releasing officer reads the rest.
 * Source: spec/agreement.md#words-that-refuse
 */

/** Marks beside letters (accents, vowel signs; hamza and madda make other letters), the Arabic stroke that lengthens a line, and what shows as nothing: joiners, soft hyphens, turns of direction. */
const unseen = /(?![\u0653-\u0655])[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}\u0640]/gu
const white = /\s+/gu
const notPlain = /[^ -~]| {2}/

/**
 * A text as its reader takes it in: one form for each letter, without marks and what cannot be seen, each white space one blank. So "protection"
 * at the end of a line and "internationale" on the next are two words of one sentence, and capitals that lost their accents are the same word.
 */
export function asRead(text: string): string {
  return notPlain.test(text) ? text.normalize('NFKD').replace(unseen, '').replace(white, ' ').normalize('NFC') : text
}

const before = '(?<!\\p{L})'
const after = '(?!\\p{L})'

const crowd = {
  en: 'nationals|citizens|members|residents|passengers|travellers|travelers|visitors|users|subscribers|muslims|jews|christians|believers|moroccans|belgians|journalists|activists|lawyers|students|foreigners|migrants|immigrants|worshippers|demonstrators|supporters|persons of|people of',
  fr: 'ressortissants|citoyens|membres|résidents|passagers|voyageurs|visiteurs|utilisateurs|abonnés|musulmans|juifs|chrétiens|croyants|marocains|belges|journalistes|militants|avocats|étudiants|étrangers|migrants|fidèles|manifestants|personnes d’origine|personnes de nationalité',
  nl: 'onderdanen|burgers|leden|inwoners|passagiers|reizigers|bezoekers|gebruikers|abonnees|moslims|joden|christenen|gelovigen|marokkanen|belgen|journalisten|activisten|advocaten|studenten|vreemdelingen|migranten|betogers|personen van|personen met',
  ar: 'المواطنين|مواطني|رعايا|أعضاء|الأعضاء|المقيمين|المسافرين|الركاب|المسلمين|اليهود|المسيحيين|المغاربة|البلجيكيين|الصحفيين|النشطاء|المحامين|الطلبة|الأجانب|المهاجرين|المتظاهرين',
}

const crowdAsked = new RegExp(
  asRead(
    [
      `${before}(?:all|every|each|any|list of|names of)(?: of)?(?: the)?(?: \\p{L}+){0,2} (?:${crowd.en})${after}`,
      `${before}(?:tous|toutes|l['’]ensemble|liste|chacun)(?: des| de| les)?(?: \\p{L}+){0,2} (?:${crowd.fr})${after}`,
      `${before}(?:alle|elke|iedere|lijst van)(?: de)?(?: \\p{L}+){0,2} (?:${crowd.nl})${after}`,
      `(?:جميع|كافة|كل|لائحة|قائمة) (?:${crowd.ar})`,
      `${before}(?:whole|entire|complete) (?:register|database|file|list)${after}`,
    ].join('|'),
  ),
  'iu',
)

const asylum = {
  en: 'asylum|refugees?|international protection|subsidiary protection',
  // "Il se réfugie" is a verb, and without its accents the same word.
  fr: 'asile|(?<!(?:se|me|te) )réfugié(?:e?s?)|protection internationale|protection subsidiaire',
  nl: 'asiel\\p{L}*|vluchteling\\p{L}*|internationale bescherming|subsidiaire bescherming',
  ar: 'لجوء|اللجوء|لاجئ|لاجىء|اللاجئ|الحماية الدولية|حماية دولية',
}
const asylumWords = new RegExp(asRead(`${before}(?:${asylum.en}|${asylum.fr}|${asylum.nl}|eurodac)${after}|${asylum.ar}`), 'iu')

/** Whether a text asks for a crowd instead of a case: "all members of…", "tous les ressortissants…" (R6). */
export function asksForCrowd(text: string): boolean {
  return crowdAsked.test(asRead(text))
}

/** Whether a text speaks of asylum or protection, in any of the four languages (R28). */
export function mentionsAsylum(text: string): boolean {
  return asylumWords.test(asRead(text))
}

/** The least that can be called reasons: three different words and fifteen letters or digits in all. */
export const leastReasons = { words: 3, letters: 15 } as const

/** Whether a text is too short to be reasons (R5). It cannot tell good reasons from bad ones. */
export function isTooThin(text: string): boolean {
  const words: string[] = []
  let letters = 0
  for (const [word] of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (words.length < leastReasons.words && !words.includes(word)) words.push(word)
    letters += word.length
    if (words.length >= leastReasons.words && letters >= leastReasons.letters) return false
  }
  return true
}

/** What the texts of an ask give away; `crowdIn`, `asylumIn`: the field of the first that asks for a crowd, or speaks of asylum. */
export type Reading = { readonly thin: boolean; readonly crowdIn: string | null; readonly asylumIn: string | null }

type Kept = Reading & { readonly texts: readonly unknown[] }
const kept = new WeakMap<Ask, Kept>()

/**
 * Reads every text of an ask once, however often the same ask is judged: reading costs more than all the rest of
 * `check`. Kept as long as the ask itself, and read again if one of its texts is another.
 */
export function readTexts(ask: Ask): Reading {
  const known = kept.get(ask)
  if (
    known !== undefined &&
    known.texts[0] === ask.reasons &&
    known.texts[1] === ask.caseReference &&
    known.texts[2] === ask.statement &&
    known.texts[3] === ask.restrictions &&
    known.texts[4] === ask.necessityNote &&
    known.texts[5] === ask.event &&
    known.texts[6] === ask.texts &&
    known.texts[7] === ask.messageType
  )
    return known
  const reading: Kept = {
    thin: isTooThin(ask.reasons ?? ''),
    crowdIn: fieldThatAsksForCrowd(ask),
    asylumIn: fieldThatSpeaksOfAsylum(ask),
    texts: [ask.reasons, ask.caseReference, ask.statement, ask.restrictions, ask.necessityNote, ask.event, ask.texts, ask.messageType],
  }
  kept.set(ask, reading)
  return reading
}

/**
 * Where a crowd can be asked for: reasons and what they are made of, and, in a message that asks, its title, its note and what its
 * items say, the event and the conditions of H3. Limits are not read: "not to be shown to any journalist" asks for nobody.
 */
function fieldThatAsksForCrowd({ reasons, statement, messageType, event, restrictions, texts = {} }: Ask): string | null {
  const asks = (text: string | null | undefined) => text !== undefined && text !== null && text !== '' && asksForCrowd(text)
  if (asks(reasons)) return 'reasons'
  if ([statement?.facts, statement?.link, statement?.need, statement?.urgency].some(asks)) return 'statement'
  if (!askingTypes.has(messageType ?? '')) return null
  if (asks(event)) return 'event'
  if (restrictions?.some(asks) === true) return 'restrictions'
  for (const where in texts) if ((where === 'title' || where === 'note' || itemText.test(where)) && asks(texts[where])) return where.split('/', 1)[0] as string
  return null
}
const itemText = /^items\/[0-9]+\/text$/

function fieldThatSpeaksOfAsylum(ask: Ask): string | null {
  const speaks = (text: unknown) => typeof text === 'string' && text !== '' && mentionsAsylum(text)
  for (const field of ['reasons', 'caseReference', 'necessityNote', 'event'] as const) if (speaks(ask[field])) return field === 'necessityNote' ? 'note' : field
  if (Object.values(ask.statement ?? {}).some(speaks)) return 'statement'
  if (ask.restrictions?.some(speaks) === true) return 'restrictions'
  for (const where in ask.texts) if (speaks(ask.texts[where])) return where.split('/', 1)[0] as string
  return null
}
