import { Recent } from './recent.ts'
import { maxNameLength, readWritten, type Script, type Word, type WritingFlag } from './written.ts'

/**
 * One part of a name as it is compared: particles joined (`ben ali` is `benali`), the article taken off.
 * `other` is a second reading: the article kept, or the name without its particle.
 */
export type NamePart = {
  readonly text: string
  readonly other: string
  readonly script: Script
  readonly kind: 'name' | 'initial' | 'title'
  readonly hasArticle: boolean
}

/** Tells whether a spelling, article off, is a name of the lexicon; steers how fused forms are taken apart. */
export type Knows = (text: string, script: Script, hasArticle: boolean) => boolean

/** What a reader of names knows, and the words it has taken apart before. */
export type Sense = { readonly knows: Knows; readonly taken: Recent<string, readonly NamePart[]> }

/** Reads names without a lexicon. */
export const plainSense: Sense = { knows: () => false, taken: new Recent(10_000) }

/** The most parts of one name that are compared. */
export const maxParts = 8

const dropped = new Set(
  'nee ne epouse ep epse vve veuve wed wwe bint bent binte dr mr mrs mme mlle monsieur madame dhr mevr بنت ابنة زوجة ارملة حرم السيد السيدة الدكتور'.split(' '),
)
const titles = new Set(
  'moulay mouley mulay mawlay mly sidi sayyid lalla hadj haj hajj hadja hajja haji elhaj elhadj مولاي سيدي للا لالة لالا حاج حاجة'.split(' '),
)
/** Titles that may carry the article; Essidi is a family. */
const titlesWithArticle = new Set(['haj', 'hadj', 'hajj', 'حاج'])
const latinPrefixes = new Map(
  Object.entries({
    ben: 'ben',
    bin: 'ben',
    ibn: 'ben',
    bel: 'bel',
    bou: 'bou',
    bu: 'bou',
    abou: 'abou',
    abu: 'abou',
    abi: 'abou',
    aboul: 'abou',
    ait: 'ait',
    ayt: 'ait',
    aitel: 'ait',
    ould: 'ould',
    wuld: 'ould',
    weld: 'ould',
    walad: 'ould',
    oulad: 'oulad',
    ouled: 'oulad',
    ulad: 'oulad',
    uled: 'oulad',
    awlad: 'oulad',
    oum: 'oum',
    um: 'oum',
    umm: 'oum',
    om: 'oum',
    abd: 'abd',
    abdel: 'abd',
    abdul: 'abd',
    abdoul: 'abd',
    abdal: 'abd',
    ou: 'ou',
    id: 'id',
    ida: 'id',
    van: 'van',
    vande: 'vande',
    vanden: 'vanden',
    vander: 'vander',
    von: 'von',
    de: 'de',
    du: 'du',
    des: 'des',
    den: 'den',
    der: 'der',
    ten: 'ten',
    ter: 'ter',
    la: 'la',
    le: 'le',
    les: 'les',
    di: 'di',
    da: 'da',
    dos: 'dos',
    mac: 'mac',
    saint: 'saint',
    sint: 'sint',
    st: 'saint',
  }),
)
const arabicPrefixes = new Map(
  Object.entries({
    بن: 'بن',
    ابن: 'بن',
    بو: 'بو',
    ابو: 'ابو',
    ابي: 'ابو',
    ابا: 'ابو',
    ايت: 'ايت',
    ولد: 'ولد',
    اولاد: 'اولاد',
    ولاد: 'اولاد',
    اد: 'اد',
    ايد: 'اد',
    بل: 'بل',
    ام: 'ام',
    عبد: 'عبد',
    او: 'او',
    فان: 'فان',
    فاندن: 'فاندن',
    فاندر: 'فاندر',
    دي: 'دي',
    دو: 'دو',
    دن: 'دن',
    در: 'در',
    تن: 'تن',
    لا: 'لا',
    لو: 'لو',
    سان: 'سان',
  }),
)
/** Particles a person may be written without; taking one off `abd` would make another name. */
const optionalPrefixes = new Set([
  'ben',
  'bel',
  'ait',
  'ould',
  'oulad',
  'id',
  'van',
  'vande',
  'vanden',
  'vander',
  'de',
  'بن',
  'ايت',
  'ولد',
  'اولاد',
  'اد',
  'بل',
  'فان',
  'دي',
])
const religion = /^(?:u|e|a|i)?d{0,2}(?:ine|in|een|iin|ien)$/
const sunLetters = 'rnszdtcj'

/** A name taken apart: its parts in written order, at most `maxParts`; the words of each as they stand there, particles and article included; what reading it took. */
export type Parted = { readonly parts: readonly NamePart[]; readonly shown: readonly string[]; readonly flags: readonly WritingFlag[] }

/** The parts of one whole name. */
export function partsOf(name: string, sense: Sense): Parted {
  const { words, flags } = readWritten(name.slice(0, maxNameLength))
  const parts: NamePart[] = []
  const shown: string[] = []
  let at = 0
  while (at < words.length && parts.length < maxParts) {
    const from = at
    const taken = takePart(words, from, sense)
    at = taken.next
    for (const part of taken.parts) {
      const last = parts.at(-1)
      const stands = taken.parts.length > 1 ? part.text : wordsBetween(words, from, at)
      if (part.text === '+din' && last !== undefined && last.kind === 'name' && last.script === part.script) {
        parts[parts.length - 1] = withReligion(last)
        shown[parts.length - 1] += ` ${stands}`
        continue
      }
      parts.push(part.text === '+din' ? { ...part, text: part.script === 'latin' ? 'din' : 'دين', other: '' } : part)
      shown.push(stands)
    }
  }
  return { parts, shown, flags }
}

function wordsBetween(words: readonly Word[], from: number, to: number): string {
  let text = (words[from] as Word).text
  for (let at = from + 1; at < to; at++) text += ` ${(words[at] as Word).text}`
  return text
}

function withReligion(part: NamePart): NamePart {
  return part.script === 'latin'
    ? { ...part, text: `${part.text.replace(/[aei]$/, '')}din`, other: '' }
    : { ...part, text: `${part.text.replace(/ء$/, '')}دين`, other: '' }
}

type Taken = { readonly parts: readonly NamePart[]; readonly next: number }

/** Takes the part that begins at a word: particles and article eat the words after them. */
function takePart(words: readonly Word[], from: number, sense: Sense): Taken {
  let at = from
  let prefix = ''
  let hasArticle = false
  let isOptional = true
  while (at < words.length) {
    const word = words[at] as Word
    const next = words[at + 1]
    const follows = next !== undefined && next.script === word.script && [...next.text].length > 1
    const { text, script } = word
    if (dropped.has(text) && prefix === '' && (follows || at > 0)) return { parts: [], next: at + 1 }
    if (isArticle(word, next, words.length)) {
      hasArticle = true
      at++
      continue
    }
    const joined = follows ? (prefixOf(text, script) ?? (script === 'arabic' && /^(?:بن|ايت|او).{0,2}عبد$/.test(text) ? text : undefined)) : undefined
    if (joined !== undefined && prefix.length < 12 && !(script === 'latin' && (text === 'ou' || text === 'id') && prefix !== '')) {
      isOptional = isOptional && optionalPrefixes.has(joined)
      prefix += joined
      hasArticle = false
      at++
      continue
    }
    if (
      prefix === '' &&
      hasArticle &&
      (script === 'latin' ? /^d?(?:ine|in|een|ien)$/.test(text) || text === 'dine' || text === 'din' : text === 'دين') &&
      from > 0
    )
      return { parts: [special(script)], next: at + 1 }
    return { parts: finishOnce(word, prefix, hasArticle, isOptional, sense), next: at + 1 }
  }
  return { parts: [], next: at }
}

const special = (script: Script): NamePart => ({ text: '+din', other: '', script, kind: 'name', hasArticle: false })

function prefixOf(text: string, script: Script): string | undefined {
  return (script === 'latin' ? latinPrefixes : arabicPrefixes).get(text)
}

/** An L that stands alone is an initial when a point follows it or when it and one more word are the whole name (L. Bennani), else the article (Omar L Arbi). */
function isArticle(word: Word, next: Word | undefined, count: number): boolean {
  if (next === undefined || next.script !== word.script || [...next.text].length < 2) return false
  const { text } = word
  if (word.script === 'arabic') return text === 'ال'
  if (text === 'l' && (word.dotted || (count === 2 && !next.afterHyphen))) return false
  if (/^(?:el|al|l|ul|il|oul)$/.test(text)) return true
  const assimilated = /^[aeiu](ch|sh|th|dh|[rnszdt])$/.exec(text)
  if (assimilated === null) return false
  const sound = assimilated[1] as string
  return next.text.startsWith(sound) || (sound === 's' && next.text.startsWith('c')) || (sound.startsWith('d') && next.text.startsWith('d'))
}

/** `finish`, remembered for words with no particle before them. */
function finishOnce(word: Word, prefix: string, hasArticle: boolean, isOptional: boolean, sense: Sense): readonly NamePart[] {
  if (prefix !== '') return finish(word, prefix, hasArticle, isOptional, sense.knows)
  const key = hasArticle ? `+${word.text}` : word.text
  let parts = sense.taken.get(key)
  if (parts === undefined) {
    parts = finish(word, prefix, hasArticle, false, sense.knows)
    sense.taken.set(key, parts)
  }
  return parts
}

/** Makes the part of a last word and what was joined before it. */
function finish(word: Word, prefix: string, hasArticle: boolean, isOptional: boolean, knows: Knows): NamePart[] {
  const { text, script } = word
  const name = (main: string, other: string, article: boolean): NamePart => ({
    text: main,
    other: other === main ? '' : other,
    script,
    kind: 'name',
    hasArticle: article,
  })
  if (prefix === '' && [...text].length === 1) return [{ ...name(text, '', false), kind: 'initial' }]
  const bare = script === 'arabic' ? bareArabic(text, knows) : bareLatin(text, knows)
  if (prefix !== '') {
    const core =
      script === 'arabic'
        ? bareArabic(arabicCompound(text) ?? text, () => false)
        : hasArticle
          ? { main: text, other: '' }
          : bareLatin(behind(text), () => false)
    const joined = joinPrefix(prefix, core.main, text, script)
    return [name(joined, isOptional ? core.main : '', false)]
  }
  if (titles.has(text) || (bare.hasArticle && titlesWithArticle.has(bare.main))) return [{ ...name(bare.main, '', false), kind: 'title' }]
  if (script === 'latin' && !hasArticle && /^(?:ed|ud|id|ad)?d(?:ine|in)$/.test(text) && text !== 'din') return [special(script)]
  if (script === 'arabic' && text === 'الدين') return [special(script)]
  const compound = script === 'latin' ? latinCompound(text, knows) : arabicCompound(text)
  if (compound !== undefined) return [name(compound, '', hasArticle)]
  if (hasArticle) return [name(script === 'latin' && /^l./.test(text) && knows(text.slice(1), script, true) ? text.slice(1) : text, '', true)]
  const split = splitFused(text, script, knows)
  if (split !== undefined) return split.map(half => name(half, '', false))
  return [name(bare.main, bare.other, bare.hasArticle)]
}

/** A short word behind a particle with its article fused: Oulad Elhaj. */
const behind = (text: string) => (/^el[^aeiouy][^l]{2}$/.test(text) ? text.slice(2) : text)

function joinPrefix(prefix: string, core: string, whole: string, script: Script): string {
  if (script === 'arabic') {
    if (prefix.endsWith('عبد') && (whole === 'الله' || whole === 'اللة')) return `${prefix}الله`
    // Behind a particle even a short word keeps no article: عبد الحق, عبد الحي.
    return prefix + (core === whole ? core.replace(/^ال(?=..)/, '') : core)
  }
  if (prefix.endsWith('abd')) return /^(?:al)?lah?$|^allah$/.test(whole) ? `${prefix}allah` : prefix + undoubledStart(core)
  return prefix + (latinCompound(core, () => false) ?? core)
}

type Bare = { readonly main: string; readonly other: string; readonly hasArticle: boolean }

/** `العلوي` is `علوي`; `الياس` keeps both readings, the lexicon choosing which comes first. */
function bareArabic(text: string, knows: Knows): Bare {
  const length = [...text].length
  if (text.startsWith('ال') && length >= 5) {
    const rest = text.slice(2)
    if (knows(rest, 'arabic', true)) return { main: rest, other: '', hasArticle: true }
    if (knows(text, 'arabic', false)) return { main: text, other: '', hasArticle: false }
    return { main: rest, other: text, hasArticle: true }
  }
  if (text.startsWith('ل') && length >= 5 && !knows(text, 'arabic', false)) return { main: text, other: text.slice(1), hasArticle: false }
  return { main: text, other: '', hasArticle: false }
}

/** `elalaoui` is `alaoui`, `ennaciri` is `naciri`, `lamrani` may be `amrani`; the lexicon chooses, else both stay. */
function bareLatin(text: string, knows: Knows): Bare {
  if (/^l[ae][^aeiou]{2}/.test(text) && !knows(text, 'latin', false) && knows(text.slice(2), 'latin', true))
    return { main: text.slice(2), other: '', hasArticle: true }
  const stripped = fusedArticle(text)
  if (stripped === undefined) return { main: text, other: '', hasArticle: false }
  const known = knows(text, 'latin', false)
  const knownBare = knows(stripped.rest, 'latin', true)
  if (known) return { main: text, other: knownBare ? stripped.rest : '', hasArticle: false }
  if (knownBare || stripped.isPlain) return { main: stripped.rest, other: text, hasArticle: true }
  return { main: text, other: stripped.rest, hasArticle: false }
}

function fusedArticle(text: string): { readonly rest: string; readonly isPlain: boolean } | undefined {
  if (text.length === 4 && /^lh[^aeiou]?[aeiou]/.test(text)) return { rest: text.slice(1), isPlain: true }
  if (text.length < 5) return undefined
  const assimilated = /^[ea](?:(ch|sh|sj)(?=ch|sh|sj)|ch(?=[aeiou])|([rnszdt])(?=\2))(.+)$/.exec(text)
  if (assimilated !== null && text.length >= 6) {
    const rest = text.startsWith('ch', 1) && assimilated[1] === undefined ? text.slice(1) : (assimilated[3] as string)
    return { rest, isPlain: text.startsWith('e') }
  }
  if (/^es(?=c[ei])/.test(text)) return { rest: text.slice(2), isPlain: true }
  if (/^[ea]l/.test(text) && text.length >= 6) return { rest: text.slice(2), isPlain: !/^[ea]l[eio]/.test(text) && !/^al[bdfpt]/.test(text) }
  if (/^l[^aeiouyh]/.test(text) || /^lh[^aeiou]/.test(text)) return { rest: text.slice(1), isPlain: true }
  if (/^lh?[aeou]/.test(text)) return { rest: text.slice(1), isPlain: false }
  return undefined
}

function undoubledStart(text: string): string {
  if (text.startsWith('chch') || text.startsWith('shsh') || text.startsWith('sjsj')) return text.slice(2)
  return text[0] !== undefined && text[0] === text[1] ? text.slice(1) : text
}

/** `abdelkader`, `abderrahim` and `salaheddine` in the one form that `abd el kader` and `salah al-din` have. */
function latinCompound(text: string, knows: Knows): string | undefined {
  // Behind a fused article three letters are a name: Aitelhaj.
  const particle = /^(ben|bel|ait)(?:el(?=...$)|(?:el|l)?(?=.{4}))(.+)$/.exec(text)
  if (particle !== null && !knows(text, 'latin', false)) {
    const [, before, core] = particle as unknown as [string, string, string]
    const inner = latinCompound(core, knows)
    if (inner !== undefined) return before + inner
    if (before === 'ait') return `ait${core.replace(/^l(?=[^aeiou])/, '')}`
  }
  if (/^abd(?:e|a|u|ou|o)?l{1,2}ah?$/.test(text)) return 'abdallah'
  const withL = /^abd(?:ou|[oueai])?l(.{3,})$/.exec(text)
  if (withL !== null) {
    const core = undoubledStart(withL[1] as string)
    return /^[aeiou]/.test(core) && !knows(`abd${core}`, 'latin', false) && knows(`abdl${core}`, 'latin', false) ? `abdl${core}` : `abd${core}`
  }
  const assimilated = /^abd(?:ou|[oueai])?((?:[rnszdtj]|ch).{3,})$/.exec(text)
  if (assimilated !== null && sunLetters.includes((assimilated[1] as string)[0] as string)) return `abd${undoubledStart(assimilated[1] as string)}`
  const religious = /^(.{3,}?)(?:[aeiu]d{1,2}|dd)(?:ine|in|een)$/.exec(text)
  if (religious !== null && religion.test(text.slice((religious[1] as string).length))) return `${religious[1]}din`
  return undefined
}

function arabicCompound(text: string): string | undefined {
  if (text === 'عبدالله') return text
  if (text.startsWith('بنعبد') || text.startsWith('ايتعبد')) {
    const at = text.startsWith('ايت') ? 3 : 2
    const inner = arabicCompound(text.slice(at))
    if (inner !== undefined) return text.slice(0, at) + inner
  }
  if (text.startsWith('ايتال') && text.length >= 7) return `ايت${text.slice(5)}`
  if (text.startsWith('عبدال') && text.length >= 7 && text !== 'عبدالله') return `عبد${text.slice(5)}`
  if (text.startsWith('ابوال') && text.length >= 7) return `ابو${text.slice(5)}`
  if (text.startsWith('بوال') && text.length >= 7) return `بو${text.slice(4)}`
  if (text.startsWith('بنال') && text.length >= 7) return `بن${text.slice(4)}`
  if (text.endsWith('الدين') && text.length >= 7) return `${text.slice(0, -5).replace(/ء$/, '')}دين`
  return undefined
}

const compounders = /^(?:mohamm?[ea]d|muhamm?ad|fatimat?|fatma|moulay|sidi|lalla|nour|oum|محمد|فاطمة|فاطمه|مولاي|سيدي|نور)(?=.{4,})/

/** `fatimazahra` is two names when the lexicon knows both halves and not the whole. */
function splitFused(text: string, script: Script, knows: Knows): [string, string] | undefined {
  const first = compounders.exec(text)?.[0]
  if (first === undefined || knows(text, script, false)) return undefined
  const rest = text.slice(first.length)
  const bare = script === 'arabic' ? bareArabic(rest, knows).main : bareLatin(rest, knows).main
  return knows(bare, script, false) || knows(bare, script, true) ? [first, bare] : undefined
}
