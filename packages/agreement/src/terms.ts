import { codesOf, type SchemeId, schemes } from '@entraide/vocabulary'

/** The codes of a scheme as a set, for the fast path of `check`. */
export function setOf(scheme: SchemeId): ReadonlySet<string> {
  return new Set<string>(codesOf(scheme))
}

const ranks = new Map<string, number>(schemes.classification.terms.map(term => [term.code, term.rank]))
/** How secret a level is: 0 for U to 5 for TS; undefined for a level nobody knows (R14). */
export function classificationRank(code: string): number | undefined {
  return ranks.get(code)
}

const special = new Set<string>(schemes.dataCategory.terms.filter(term => 'special' in term && term.special === true).map(term => term.code))
/** Whether the category is one of LED art. 10 / GDPR art. 9 (R24). */
export function categoryIsSpecial(code: string): boolean {
  return special.has(code)
}
