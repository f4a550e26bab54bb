import type { Action } from './matters/plan.ts'
import type { Decision } from './matters/visit.ts'
import { type PlanRecord, takenNames } from './plan-record.ts'

/** The longest title of an action, in UTF-16 units; a decision may say more. Source: spec/workflows/plan.md */
const titleLength = 300

/**
 * A decision of a visit as an action of a plan (R55): its words, owner, office, day and what is counted of it, under names that the plan
 * has not given yet. Whether it fits the plan (its owner, its days) is asked of the step that adds it.
 *
 * @param said - under which objective; and, where they are not the decision's own, the title and the day. Words longer than a title
 * are cut, which `…` shows.
 */
export function actionOfDecision(
  plan: PlanRecord,
  decision: Decision,
  said: { readonly objective: string; readonly title: Action['title'] | null; readonly dueOn: Action['dueOn'] | null },
): Action {
  const taken = takenNames(plan)
  const id = freeName(`${said.objective.slice(0, 32)}-A`, taken)
  const { counted } = decision.indicator
  return {
    id,
    title: said.title ?? titleOf(decision.text),
    owner: decision.owner,
    office: decision.office,
    dueOn: said.dueOn ?? decision.dueOn,
    carries: null,
    indicators: counted === null ? [] : [{ ...counted, id: taken.includes(counted.id) || counted.id === id ? freeName(`${id}-I`, taken) : counted.id }],
  }
}

/** The first name of its kind that nothing has yet. */
function freeName(prefix: string, taken: readonly string[]): string {
  for (let nth = 1; ; nth += 1) if (!taken.includes(`${prefix}${nth}`)) return `${prefix}${nth}`
}

/** A first half of a pair of surrogates stands for nothing alone. */
const cut = (words: string) => (words.length <= titleLength ? words : `${words.slice(0, titleLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`)

function titleOf(text: Decision['text']): Action['title'] {
  return Object.fromEntries(Object.entries(text).map(([language, words]) => [language, cut(words ?? '')])) as Action['title']
}
