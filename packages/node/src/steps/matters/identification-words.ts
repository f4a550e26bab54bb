import type { MessageBody } from '@entraide/exchange'
import type { Language } from '@entraide/vocabulary'

/**
 * The words of a pause, a resumption and a withdrawal: the same for every cause, in the language of the file, so that no officer can
 * say more than they do (R28). Source: spec/workflows/identification.md#what-must-not-be-told
 */
export type FixedStep = 'pause' | 'resume' | 'withdraw'

const titles: { readonly [step in FixedStep]: { readonly [language in Language]: string } } = {
  pause: {
    en: 'The identification is paused',
    fr: "L'identification est suspendue",
    nl: 'De identificatie is gepauzeerd',
    ar: 'عملية تحديد الهوية متوقفة مؤقتا',
  },
  resume: { en: 'The identification goes on', fr: "L'identification reprend", nl: 'De identificatie gaat verder', ar: 'تستأنف عملية تحديد الهوية' },
  withdraw: { en: 'The request is withdrawn', fr: 'La demande est retirée', nl: 'Het verzoek is ingetrokken', ar: 'سحب الطلب' },
}
const reasons: { readonly [language in Language]: string } = {
  en: 'No reason is given for a step of this kind, whatever it is.',
  fr: "Aucun motif n'est donné pour une étape de ce type, quel qu'il soit.",
  nl: 'Voor een stap van deze aard wordt nooit een reden gegeven, welke die ook is.',
  ar: 'لا يذكر أي سبب لخطوة من هذا النوع، أيا كان.',
}

/** What a message of this kind says in words. */
export type FixedWords = Pick<MessageBody, 'title' | 'note'> & { readonly reasons: string }
export function fixedWords(step: FixedStep, language: string): FixedWords {
  const spoken = (['en', 'fr', 'nl', 'ar'] as const).find(each => each === language) ?? 'en'
  return { title: titles[step][spoken], reasons: reasons[spoken], note: step === 'withdraw' ? titles.withdraw[spoken] : '' }
}

/** Which of them a message is; null where it has words of its own. */
export function fixedStepOf(messageType: string, step: string | null): FixedStep | null {
  if (messageType === 'WDW') return 'withdraw'
  return messageType === 'IDS' && (step === 'pause' || step === 'resume') ? step : null
}
