import { lettersOf, type ReadyPart } from './part.ts'

/** The Arabic letters a Latin first letter may stand for: O. is Omar or Othmane, A. Ahmed or Ali, D. Driss or Diae. */
const arabicOf: Readonly<Record<string, string>> = {
  a: 'اع',
  b: 'بپ',
  c: 'كسشقخ',
  d: 'دذضظجا',
  e: 'اعيه',
  f: 'فڤ',
  g: 'غجقكگ',
  h: 'هحخا',
  i: 'ايعإ',
  j: 'جي',
  k: 'كقخ',
  l: 'لا',
  m: 'ما',
  n: 'ن',
  o: 'عوا',
  p: 'بپف',
  q: 'ق',
  r: 'رغ',
  s: 'سصش',
  t: 'تطث',
  u: 'اعو',
  v: 'فڤو',
  w: 'وف',
  x: 'كزش',
  y: 'يا',
  z: 'زظ',
  ç: 'س',
}
const first = (letters: string) => lettersOf(letters)[0] as number
const fitting = new Map(Object.entries(arabicOf).map(([latin, arabic]) => [first(latin), new Set([...arabic].map(first))]))
/** Latin letters written for one another at the start of one name. */
const latinGroups = ['ei', 'aei', 'ou', 'ouw', 'ck', 'kq', 'dj', 'gj', 'iy', 'jy', 'cs', 'gr', 'fp', 'vw', 'bv'].map(group => new Set([...group].map(first)))
const arabicGroups = ['اع'].map(group => new Set([...group].map(first)))

const articles = new Set([...'ael'].map(first))

/** Whether an initial fits a name (or two initials each other), across scripts as loosely as papers do. An article may have given the letter: E. for Es-Saadia. */
export function initialsFit(p: ReadyPart, q: ReadyPart): boolean {
  const initial = p.kind === 'initial' ? p : q
  if ((initial === p ? q : p).hasArticle && !initial.isArabic && articles.has(initial.letters[initial.lettersFrom] as number)) return true
  const x = p.letters[p.lettersFrom] as number
  const y = q.letters[q.lettersFrom] as number
  if (p.isArabic !== q.isArabic) return (p.isArabic ? fitting.get(y)?.has(x) : fitting.get(x)?.has(y)) === true
  return x === y || (p.isArabic ? arabicGroups : latinGroups).some(group => group.has(x) && group.has(y))
}
