import type { Visit } from '@entraide/node/api'
import { type Language, label } from '@entraide/vocabulary'

type Record = NonNullable<Visit['record']>
type Text = Record['title']

/** A visit in a few lines: its references, where it stands, what may be written next. */
export function visitText({ row, discreet, may, drafts }: Visit): string[] {
  return [
    `${row.ourReference}${row.yourReference === null ? '' : `  (theirs ${row.yourReference})`}  ${row.partner ?? '-'}  ${row.state}${discreet ? '  DISCREET: need to know' : ''}`,
    `next      ${may.join(', ') || '-'}`,
    ...drafts.map(draft => `draft     ${draft.id}  ${draft.state}`),
  ]
}

/** What a visit has come to: agenda, delegations, papers, minutes in both languages, decisions. */
export function recordText(record: Record, language: Language): string[] {
  const [agenda, minutes] = [record.agenda.at(-1), record.minutes.at(-1)]
  return [
    `${record.visit}  ${inOne(record.title, language)}`,
    `${record.from} – ${record.until}, ${record.place}; host ${record.host}`,
    ...(agenda === undefined ? [] : ['', `AGENDA    ${agenda.digest}  by ${agenda.by}, agreed: ${handsOf(agenda)}`]),
    ...(agenda?.text.items ?? []).map(
      ({ id, title, regime, action }) =>
        `${id.padEnd(9)} ${inOne(title, language)} [${label('legalRegime', regime, language)}]${action === null ? '' : ` -> ${action.plan} ${action.item}`}`,
    ),
    ...record.delegations.flatMap(({ node, offices }) => [
      '',
      `DELEGATION of ${node}`,
      ...offices.map(({ office, persons, clearance }) => `${String(persons).padEnd(9)} ${office} (${clearance})`),
    ]),
    ...(record.papers.length === 0 ? [] : ['', 'PAPERS']),
    ...record.papers.map(({ title, handedOn, by, digest, message }) => `${handedOn} ${by}  ${title}\n          sha256 ${digest}, message ${message}`),
    ...(minutes === undefined ? [] : ['', `MINUTES   ${minutes.digest}  by ${minutes.by}, signed: ${handsOf(minutes)}`]),
    ...(minutes?.text.paragraphs ?? []).flatMap(({ agenda: item, text }) => [item ?? '-', ...record.languages.map(each => `  ${each}  ${text[each] ?? '…'}`)]),
    ...(record.decisions.length === 0 ? [] : ['', 'DECISIONS']),
    ...record.decisions.flatMap(decision => [
      `${decision.id}  ${label('planItemStatus', decision.status, language)}  ${decision.owner} ${decision.office}, until ${decision.dueOn}${decision.flow === null ? '' : `, under ${decision.flow.clause}`}`,
      `  ${inOne(decision.text, language)}`,
      ...(decision.reason === '' ? [] : [`  ${decision.reason}`]),
    ]),
  ]
}

const handsOf = (version: Record['minutes'][number] | Record['agenda'][number]) => version.hands.map(hand => hand.node).join(', ') || '-'

/** A text in the reader's language, else in one it stands in. */
function inOne(text: Text, language: Language): string {
  return text[language] ?? Object.values(text)[0] ?? ''
}
