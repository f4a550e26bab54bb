import { type InEveryLanguage, isCode, type Language, label } from '@entraide/vocabulary'
import { caseActs } from './case-acts.ts'
import { nodeActs } from './node-acts.ts'

const acts: { readonly [act: string]: InEveryLanguage } = { ...caseActs, ...nodeActs }
const sent: InEveryLanguage = { en: 'Sent:', fr: 'Envoyé :', nl: 'Verzonden:', ar: 'أرسل:' }

/** The name of an act; of a message that went out, with its kind. An act that this version has no name for is shown by its own. */
export function actName(act: string, language: Language): string {
  const type = act.startsWith('sent-') ? act.slice('sent-'.length) : ''
  if (isCode('messageType', type)) return `${sent[language]} ${label('messageType', type, language)}`
  return Object.hasOwn(acts, act) ? (acts[act]?.[language] ?? act) : act
}
