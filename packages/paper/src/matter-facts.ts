import { type InEveryLanguage, isCode, type Language, label } from '@entraide/vocabulary'
import { courseWords } from './course-words.ts'
import type { Fact } from './paper.ts'
import { day } from './words.ts'

const words = {
  step: { en: 'Step', fr: 'Étape', nl: 'Stap', ar: 'المرحلة' },
  decision: { en: 'Decision on the stay', fr: 'Décision de séjour', nl: 'Verblijfsbeslissing', ar: 'قرار الإقامة' },
  sheet: { en: 'Information sheet given', fr: 'Notice d’information remise', nl: 'Informatieblad overhandigd', ar: 'نشرة المعلومات المسلمة' },
  father: { en: 'Father', fr: 'Père', nl: 'Vader', ar: 'الأب' },
  mother: { en: 'Mother', fr: 'Mère', nl: 'Moeder', ar: 'الأم' },
  interview: { en: 'Interview', fr: 'Entretien', nl: 'Gesprek', ar: 'المقابلة' },
  safeguards: { en: 'Safeguards', fr: 'Précautions', nl: 'Voorzorgen', ar: 'احتياطات' },
  document: { en: 'Travel document', fr: 'Document de voyage', nl: 'Reisdocument', ar: 'وثيقة السفر' },
  valid: { en: 'Valid', fr: 'Valable', nl: 'Geldig', ar: 'صالحة' },
  journeys: { en: 'Journeys', fr: 'Voyages', nl: 'Reizen', ar: 'عدد السفرات' },
  travel: { en: 'Travel planned', fr: 'Voyage prévu', nl: 'Reis gepland', ar: 'السفر المبرمج' },
  used: { en: 'Travelled on', fr: 'Voyage effectué le', nl: 'Gereisd op', ar: 'سافر بتاريخ' },
  visit: { en: 'Visit', fr: 'Visite', nl: 'Bezoek', ar: 'الزيارة' },
  days: { en: 'Days', fr: 'Jours', nl: 'Dagen', ar: 'الأيام' },
  paper: { en: 'Paper', fr: 'Document', nl: 'Stuk', ar: 'الوثيقة' },
  item: { en: 'Action', fr: 'Action', nl: 'Actie', ar: 'الإجراء' },
  chosen: { en: 'Decision', fr: 'Décision', nl: 'Beslissing', ar: 'القرار' },
  reason: { en: 'Reason', fr: 'Motif', nl: 'Reden', ar: 'السبب' },
  note: { en: 'Note', fr: 'Note', nl: 'Nota', ar: 'ملاحظة' },
  digest: { en: 'Digest of the text', fr: 'Empreinte du texte', nl: 'Hash van de tekst', ar: 'بصمة النص' },
} as const satisfies { readonly [name: string]: InEveryLanguage }

/** Said by every message that tells of an interview held: it could not be sent otherwise. */
const safeguards: InEveryLanguage = {
  en: 'The person was told beforehand that nothing about asylum need be said; the lawyer was told.',
  fr: 'La personne a été avertie au préalable qu’elle n’a rien à dire de l’asile ; l’avocat a été prévenu.',
  nl: 'De persoon is vooraf gezegd dat over asiel niets hoeft te worden gezegd; de advocaat is ingelicht.',
  ar: 'أخبر الشخص مسبقا بأنه غير ملزم بقول أي شيء عن اللجوء؛ وأخبر المحامي.',
}

type Matter = { readonly matter: string; readonly [member: string]: unknown }

/**
 * What a message says beside its statements, as rows of facts: the file of an identification and what came of it; of a visit and a plan,
 * which step it was and about what. Their texts have papers of their own: minutes, balance sheet. Nothing for other kinds.
 */
export function matterFacts(matter: Matter | null, language: Language): readonly Fact[] {
  const step = matter === null ? undefined : courseWords[matter.matter]?.[String(matter.step)]
  if (matter === null || step === undefined) return []
  const facts: Fact[] = [[words.step[language], step[language]]]
  // Each part on a line of its own, and so in its own direction.
  const add = (name: keyof typeof words, ...parts: readonly string[]) => {
    const value = parts.filter(part => part !== '').join('\n')
    if (value !== '') facts.push([words[name][language], value])
  }
  const text = (member: string) => (typeof matter[member] === 'string' ? (matter[member] as string) : '')
  const on = (member: string) => (text(member) === '' ? '' : day(text(member), language))
  const between = (from: string, until: string) => (text(from) === '' ? '' : `${on(from)} \u2013 ${on(until)}`)
  const named = (scheme: 'travelDocument' | 'language' | 'planItemStatus', code: string) =>
    isCode(scheme, code) ? label(scheme, code as never, language) : code
  add('decision', text('decisionReference'), on('decisionOn'))
  const sheet = (matter.informationSheet ?? {}) as { readonly language?: string; readonly givenOn?: string }
  add('sheet', named('language', sheet.language ?? ''), sheet.givenOn === undefined ? '' : day(sheet.givenOn, language))
  for (const { relation, names } of (matter.parents ?? []) as readonly { readonly relation: 'father' | 'mother'; readonly names: readonly string[] }[])
    add(relation, names.join('\n'))
  add('interview', on('interviewOn') || on('heldOn'), named('language', text('interpreter')))
  if (matter.silenceOnAsylumTold === true) add('safeguards', safeguards[language])
  add('document', named('travelDocument', text('documentType')))
  add('valid', between('validFrom', 'validUntil'))
  if (typeof matter.journeys === 'number') add('journeys', String(matter.journeys))
  add('travel', on('travelOn'))
  add('used', on('usedOn'))
  add('note', text('note'))
  if (matter.matter === 'visit') {
    add('visit', text('visit'), text('place'))
    add('days', between('from', 'until'))
    add('paper', typeof matter.title === 'string' ? text('title') : '', on('handedOn'))
    add('chosen', text('decision'), named('planItemStatus', text('status')))
  } else if (matter.matter === 'plan') add('item', text('item'), named('planItemStatus', text('status')))
  add('reason', text('reason'))
  add('digest', text('digest').slice(0, 16))
  return facts
}
