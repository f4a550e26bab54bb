import { type Language, label } from '@entraide/vocabulary'
import type { Agreement, AppliesTo, Clause, ClauseClock, LocalText } from './agreement.ts'
import { type Words, wordsOf } from './explain-words.ts'

/** A piece of the readable text. `badge` is the evidence status of a clause, to be drawn beside its heading. */
export type Block =
  | {
      readonly kind: 'heading'
      readonly level: 1 | 2 | 3
      readonly text: string
      readonly clause?: string
      readonly badge?: string
      readonly illustrative?: boolean
    }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly intro: string; readonly items: readonly string[] }

/** An agreement as text a person reads from top to bottom, in one language. */
export type Explanation = { readonly language: Language; readonly title: string; readonly blocks: readonly Block[] }

/** What a clause says in a language; English where the language is missing. */
export function localized(text: LocalText, language: Language): string {
  return text[language] ?? text.en
}

/**
 * The agreement as readable text: what it is, who may use it, then each clause with what it permits, requires or refuses
 * and how well it is evidenced. Everything the engine decides by is said; nothing is summed up away.
 */
export function explain(agreement: Agreement, language: Language): Explanation {
  const words = wordsOf(language)
  const title = agreement.title[language]
  const blocks: Block[] = [{ kind: 'heading', level: 1, text: title }]
  if (agreement.warning !== undefined) blocks.push({ kind: 'paragraph', text: localized(agreement.warning, language) })
  blocks.push({ kind: 'paragraph', text: `${agreement.id}, ${words.version} ${agreement.version}. ${inForce(agreement, words)}` })
  blocks.push({
    kind: 'list',
    intro: words.authorities,
    items: agreement.competentAuthorities.map(
      each =>
        `${localized(each.name, language)} (${each.node}): ${label('legalRegime', each.regime, language)}; ${names('purpose', each.purposes, language, words)}${
          each.illustrative ? ` — ${words.illustrative}` : ''
        }`,
    ),
  })
  blocks.push({
    kind: 'paragraph',
    text: agreement.dpia === null ? words.noAssessment : `${words.assessment}: ${agreement.dpia.reference} (${agreement.dpia.on}).`,
  })
  blocks.push({ kind: 'paragraph', text: `${words.ceiling}: ${label('classification', agreement.classificationCeiling ?? 'DR', language)}.` })
  blocks.push({ kind: 'paragraph', text: words.hold(agreement.hold.usualDays, agreement.hold.maxDays) })
  if (agreement.transferBases.length > 0)
    blocks.push({ kind: 'list', intro: words.bases, items: agreement.transferBases.map(code => label('transferBasis', code, language)) })
  const clauses = new Map(agreement.clauses.map(clause => [clause.id, clause]))
  for (const section of agreement.order ?? [{ topic: null, clauseIds: [...clauses.keys()] }]) {
    if (section.topic !== null) blocks.push({ kind: 'heading', level: 2, text: localized(section.topic, language) })
    for (const id of section.clauseIds) {
      const clause = clauses.get(id)
      if (clause !== undefined) explainClause(clause, language, words, blocks)
    }
  }
  if (agreement.unknown !== undefined) blocks.push({ kind: 'list', intro: words.unknown, items: agreement.unknown })
  return { language, title, blocks }
}

/** A clause in one line: its id and article, what it does, how well it is evidenced. Wherever a clause is named to a person, this can stand beside it. */
export function clauseLine(clause: Clause, language: Language): string {
  const words = wordsOf(language)
  const article = clause.articleNumber === null ? '' : ` (${words.article} ${clause.articleNumber})`
  return `${clause.id}${article} · ${words.effects[clause.effect]} · ${words.statuses[clause.status]}${clause.illustrative ? `, ${words.illustrative}` : ''}`
}

function explainClause(clause: Clause, language: Language, words: Words, blocks: Block[]): void {
  blocks.push({
    kind: 'heading',
    level: 3,
    text: clauseLine(clause, language),
    clause: clause.id,
    badge: clause.status,
    illustrative: clause.illustrative,
  })
  blocks.push({ kind: 'paragraph', text: localized(clause.summary, language) })
  const lines: string[] = []
  const line = (name: string, text: string) => lines.push(`${name}: ${text}`)
  if (clause.effect === 'permit') {
    line(words.regimes, names('legalRegime', clause.regimes, language, words))
    line(words.messageTypes, names('messageType', clause.messageTypes, language, words))
    line(words.purposes, names('purpose', clause.purposes, language, words))
    line(words.dataCategories, names('dataCategory', clause.dataCategories, language, words))
    if (clause.crimeAreas !== undefined) line(words.crimeAreas, names('crimeArea', clause.crimeAreas, language, words))
    if (clause.subjectCategories !== undefined) line(words.subjects, names('subjectCategory', clause.subjectCategories, language, words))
    if (clause.authorities !== undefined) line(words.onlyNodes, clause.authorities.join(words.comma))
    if (clause.toRegime !== undefined) line(words.toRegime, label('legalRegime', clause.toRegime, language))
    if (clause.direction !== undefined) line(words.direction, directionText(clause.direction, language))
    if (clause.bulk === true) lines.push(words.bulk)
  } else if (clause.effect === 'condition' || clause.effect === 'prohibit') {
    lines.push(...appliesLines(clause.appliesTo, language, words))
    for (const name of clause.effect === 'condition' ? clause.requires : clause.when) lines.push(words.predicates[name] ?? name)
    if (clause.guards !== undefined) line(words.guards, names('identificationGuard', clause.guards, language, words))
    if (clause.assurances !== undefined) line(words.assurances, names('assurance', clause.assurances, language, words))
    if (clause.handling !== undefined) line(words.handling, names('handlingCode', clause.handling, language, words))
    if (clause.languages !== undefined) line(words.languages, names('language', clause.languages, language, words))
    if (clause.maxHoldDays !== undefined) lines.push(words.days(clause.maxHoldDays))
  }
  if (clause.clock !== undefined) line(words.clock, clockText(clause.clock, words))
  if (clause.silenceEffect !== undefined || clause.clock !== undefined) line(words.silence, words.silenceEffects[clause.silenceEffect ?? 'none'])
  if (clause.validity !== undefined) line(words.validity, clause.validity)
  if (clause.outcomes !== undefined) line(words.outcomes, names('identificationOutcome', clause.outcomes, language, words))
  if (clause.grounds !== undefined) line(words.grounds, names('refusalGround', clause.grounds, language, words))
  if (clause.denyCode !== undefined) line(words.denyCode, label('refusalGround', clause.denyCode, language))
  if (clause.illustrativeFields !== undefined) line(words.inventedFields, clause.illustrativeFields.map(name => words.fields[name] ?? name).join(words.comma))
  if (lines.length > 0) blocks.push({ kind: 'list', intro: words.ruling[clause.effect], items: lines })
  if (clause.note !== undefined) blocks.push({ kind: 'paragraph', text: localized(clause.note, language) })
}

function appliesLines(to: AppliesTo | undefined, language: Language, words: Words): readonly string[] {
  if (to === undefined) return [words.appliesToAll]
  const parts: string[] = []
  if (to.regimes !== undefined) parts.push(names('legalRegime', to.regimes, language, words))
  if (to.messageTypes !== undefined) parts.push(names('messageType', to.messageTypes, language, words))
  if (to.purposes !== undefined) parts.push(names('purpose', to.purposes, language, words))
  if (to.dataCategories !== undefined) parts.push(names('dataCategory', to.dataCategories, language, words))
  if (to.crimeAreas !== undefined) parts.push(names('crimeArea', to.crimeAreas, language, words))
  if (to.subjectCategories !== undefined) parts.push(names('subjectCategory', to.subjectCategories, language, words))
  if (to.direction !== undefined) parts.push(directionText(to.direction, language))
  return [`${words.appliesTo}: ${parts.join('; ')}`]
}

function names(scheme: Parameters<typeof label>[0], codes: readonly string[], language: Language, words: Words): string {
  return codes.map(code => label(scheme, code, language)).join(words.comma)
}

function directionText(direction: string, language: Language): string {
  return `${label('country', direction.slice(0, 2), language)} → ${label('country', direction.slice(4), language)}`
}

function clockText(clock: ClauseClock, words: Words): string {
  return `${clock.length} ${words.units[clock.unit]} (${words.from}: ${clock.start})${clock.illustrative === true ? ` — ${words.illustrative}` : ''}`
}

function inForce(agreement: Agreement, words: Words): string {
  const { from, until, illustrative } = agreement.inForce
  return `${until === null ? words.inForceFrom(from) : words.inForceBetween(from, until)}${illustrative ? ` (${words.illustrative})` : ''}`
}
