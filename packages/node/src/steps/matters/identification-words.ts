import type { MessageBody } from '@entraide/exchange'
import { isCode, type Language, label, type MessageType } from '@entraide/vocabulary'

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

type Four = { readonly [language in Language]: string }
const steps: { readonly [step: string]: Four } = {
  verifying: { en: 'Taken as complete', fr: 'Dossier tenu pour complet', nl: 'Als volledig aanvaard', ar: 'عُد الملف مكتملا' },
  'request-document': { en: 'Travel document requested', fr: 'Document de voyage demandé', nl: 'Reisdocument aangevraagd', ar: 'طلب وثيقة السفر' },
  interviewed: { en: 'Interview held', fr: 'Entretien mené', nl: 'Gesprek gevoerd', ar: 'أجريت المقابلة' },
  used: { en: 'Person returned', fr: 'Personne rentrée', nl: 'Persoon teruggekeerd', ar: 'عاد الشخص' },
}

/** The title of a step that has words of its own and no free text: an outcome as the vocabulary says it. */
export function titleOfStep(messageType: MessageType, step: string | null, language: string): string {
  const spoken = (['en', 'fr', 'nl', 'ar'] as const).find(each => each === language) ?? 'en'
  if (step !== null && isCode('identificationOutcome', step)) return label('identificationOutcome', step, spoken)
  return (step === null ? undefined : steps[step]?.[spoken]) ?? label('messageType', messageType, spoken)
}
