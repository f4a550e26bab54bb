import type { Language } from '@entraide/vocabulary'
import type { Comparison, Evidence } from './compare.ts'
import { evidenceSentences, namesakeSentences, settlingSentences } from './data/evidence-sentences.ts'

/** First strong isolate and its end: a name of one script keeps its direction inside a sentence of the other. */
const isolated = (text: string) => `\u2068${text}\u2069`

const placeOf = (language: Language) => Math.max(0, (['en', 'fr', 'nl', 'ar'] as const).indexOf(language))

/** One sentence per piece of evidence, in its order. Says what agrees and what does not, never whether it is the person (R25). */
export function explainEvidence(evidence: readonly Evidence[], language: Language): string[] {
  return evidence.map(piece => {
    const code = piece.field === 'birthDate' && piece.says === 'different' ? 'different-date' : piece.says
    const sentence = (evidenceSentences as Record<string, readonly string[]>)[code]?.[placeOf(language)] ?? code
    return sentence.replace('{ours}', () => isolated(piece.ours ?? piece.theirs ?? '')).replace('{theirs}', () => isolated(piece.theirs ?? piece.ours ?? ''))
  })
}

/** Says that two persons cannot be told apart, how many others would agree as well, and which datum would settle it; undefined when the comparison says more. */
export function explainNamesakes(comparison: Comparison, language: Language): string | undefined {
  if (comparison.same !== null) return undefined
  const at = placeOf(language)
  const count = comparison.namesakes === undefined ? undefined : Math.max(1, Math.round(comparison.namesakes))
  const settling = comparison.wouldSettle === undefined ? undefined : settlingSentences[comparison.wouldSettle][at]
  const opening = count === undefined ? undefined : namesakes(count, language)
  const joined = [opening, settling].filter(text => text !== undefined).join(language === 'ar' ? '؛ ' : language === 'fr' ? ' ; ' : '; ')
  return joined === '' ? undefined : joined
}

function namesakes(count: number, language: Language): string {
  const locale = language === 'ar' ? 'ar-MA' : language
  const forms = namesakeSentences[language]
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other
  return form.replace('{count}', () => new Intl.NumberFormat(locale).format(count))
}
