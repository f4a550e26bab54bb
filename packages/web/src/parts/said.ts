import { useLingui } from '@lingui/react/macro'
import { useSyncExternalStore } from 'react'
import { onSentences, sentenceOf, sentencesState } from '../words/vocabulary.ts'

/** What a code says; for a code this version does not know, the code itself and whom to ask. Empty for no code. */
export function useSaid(code: string | null): { readonly what: string; readonly next: string } {
  const { t } = useLingui()
  useSyncExternalStore(onSentences, sentencesState)
  if (code === null || code === '') return { what: '', next: '' }
  const said = sentenceOf(code)
  if (said === 'coming') return { what: '…', next: '' }
  return said ?? { what: t`The node refused this (${code}).`, next: t`Note the code and ask the operator or the administrator of your node.` }
}

/** What would mend it, when the vocabulary has a sentence for that; nothing otherwise. */
export function useMend(code: string): string | undefined {
  useSyncExternalStore(onSentences, sentencesState)
  const said = sentenceOf(code)
  return said === 'coming' ? undefined : said?.next
}
