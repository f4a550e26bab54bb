import type { DraftFields } from '@entraide/node/api'
import type { PlanText } from '../api/answers.ts'

export type Titles = PlanText['title']
export type Axis = PlanText['axes'][number]
export type Objective = Axis['objectives'][number]
export type Action = Objective['actions'][number]
export type Indicator = Action['indicators'][number]
export type Counted = Indicator['numerator']

/** What an indicator may count. */
export const countedWhat = ['asked', 'answered', 'in-time', 'late', 'refused', 'silent', 'withdrawn', 'vanished', 'returned'] as const
export const countedKinds = ['REQ', 'IDR', 'SPO', 'WAR'] as const

const written = (titles: Titles): string[] => Object.values(titles).filter((text): text is string => text !== undefined && text.trim() !== '')

/** Whether something still has no title of its own: none typed, or the name that stood in for it. */
const untitled = (one: { readonly id: string; readonly title: Titles }) => written(one.title).every(text => text === one.id)

/**
 * A matter as it can be kept while half typed: a title that is not there yet is its own name, an office its node, so that nothing typed
 * under it is lost.
 */
export function wholeMatter(matter: DraftFields['matter'], language: DraftFields['language']): DraftFields['matter'] {
  if (matter === null || matter === undefined || matter.matter !== 'plan' || !('text' in matter)) return matter
  return { ...matter, text: wholeText(matter.text, language) }
}

function wholeText(text: PlanText, language: string): PlanText {
  return {
    ...text,
    title: wholeTitle(text.title, text.plan, language),
    axes: text.axes.map(axis => ({
      ...axis,
      title: wholeTitle(axis.title, axis.id, language),
      objectives: axis.objectives.map(objective => ({
        ...objective,
        title: wholeTitle(objective.title, objective.id, language),
        actions: objective.actions.map(action => wholeAction(action, language)),
      })),
    })),
  }
}

/** The same of one action. */
export function wholeAction(action: Action, language: string): Action {
  const counted = (one: Counted): Counted => (one.messageTypes.length === 0 ? { ...one, messageTypes: [...countedKinds] } : one)
  return {
    ...action,
    title: wholeTitle(action.title, action.id, language),
    office: action.office.trim() === '' ? action.owner : action.office.trim(),
    indicators: action.indicators.map(indicator => ({
      ...indicator,
      title: wholeTitle(indicator.title, indicator.id, language),
      numerator: counted(indicator.numerator),
      denominator: indicator.denominator === null ? null : counted(indicator.denominator),
    })),
  }
}

function wholeTitle(title: Titles, name: string, language: string): Titles {
  const kept = Object.fromEntries(Object.entries(title).filter(([, text]) => text !== undefined && text.trim() !== ''))
  return Object.keys(kept).length === 0 ? { [language]: name } : kept
}

/** The names of what still lacks a title, and of actions that lack an office, in their order. */
export function unwritten(text: PlanText): readonly string[] {
  const found: string[] = []
  const see = (one: { readonly id: string; readonly title: Titles }) => {
    if (untitled(one)) found.push(one.id)
  }
  see({ id: text.plan, title: text.title })
  for (const axis of text.axes) {
    see(axis)
    for (const objective of axis.objectives) {
      see(objective)
      for (const action of objective.actions) {
        see(action)
        if (action.office.trim() === '') found.push(action.id)
        for (const indicator of action.indicators) see(indicator)
      }
    }
  }
  return [...new Set(found)]
}

/** The first name of its kind that nothing in a plan has yet: `AX1-O2-A3`. */
export function freeName(prefix: string, taken: readonly string[]): string {
  for (let nth = 1; ; nth += 1) if (!taken.includes(`${prefix}${nth}`)) return `${prefix}${nth}`
}

/** Every name in a plan. */
export function namesIn(text: PlanText): readonly string[] {
  return text.axes.flatMap(axis => [
    axis.id,
    ...axis.objectives.flatMap(objective => [
      objective.id,
      ...objective.actions.flatMap(action => [action.id, ...action.indicators.map(indicator => indicator.id)]),
    ]),
  ])
}

/** The languages a plan is written in. */
export function languagesIn(text: PlanText): readonly string[] {
  const titles = [text, ...text.axes, ...text.axes.flatMap(axis => axis.objectives), ...text.axes.flatMap(axis => axis.objectives.flatMap(one => one.actions))]
  return [...new Set(titles.flatMap(({ title }) => Object.entries(title).flatMap(([language, text]) => (text === undefined || text === '' ? [] : [language]))))]
}

export function newIndicator(id: string, text: Pick<PlanText, 'from' | 'until'>): Indicator {
  const counted = (what: Counted['what']): Counted => ({ what, messageTypes: ['REQ'], crimeAreas: [], askedBy: null })
  return {
    id,
    title: {},
    numerator: counted('in-time'),
    denominator: counted('asked'),
    from: text.from,
    until: text.until,
    // What is left out is left out above and below the line, and shown apart: nothing disappears.
    treatment: { withdrawn: 'left-out', returned: 'counted', vanished: 'left-out', open: 'left-out' },
    target: null,
  }
}

/** Every action of a plan, in its order. */
export function actionsIn(text: PlanText): readonly Action[] {
  return text.axes.flatMap(axis => axis.objectives.flatMap(objective => objective.actions))
}
