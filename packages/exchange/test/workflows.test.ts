import { readdirSync } from 'node:fs'
import { codesOf } from '@entraide/vocabulary'
import { describe, expect, test } from 'vitest'
import { type Machine, workflows } from '../src/thread-state.ts'
import { drawingOf } from './drawing.ts'
import { noticeArrows, noticeDrawing, noticeEnds, noticeStates, takenOf } from './notice-machine.ts'
import { fileOf } from './sample.ts'

/** A workflow as it stands in spec/workflows/NAME.json: what another state would have to build. */
type Written = {
  readonly workflow: string
  readonly machine: string
  readonly title: Readonly<Record<string, string>>
  readonly states: readonly { readonly id: string; readonly label: Readonly<Record<string, string>> }[]
  readonly done: readonly string[]
  readonly arrows: readonly {
    readonly side: string
    readonly on: string
    readonly from: readonly string[]
    readonly to: string
    readonly by: readonly string[]
    readonly rules: readonly string[]
  }[]
  readonly clocks: readonly { readonly name: string; readonly days: number; readonly from: string; readonly source: string }[]
  readonly documents: readonly { readonly id: string; readonly label: Readonly<Record<string, string>> }[]
}

const names = Object.keys(workflows) as Machine[]
/** Who moves a thread beside persons in a role. */
const others = ['clock', 'partner', 'line']

test('every workflow has its file and its page, and no file is of none', () => {
  const files = readdirSync(new URL('../../../spec/workflows/', import.meta.url))
  expect(files.filter(file => file.endsWith('.json')).map(file => file.slice(0, -5))).toEqual(expect.arrayContaining(names))
  for (const name of ['identification', 'notice', 'plan', 'visit']) expect(files).toContain(`${name}.md`)
})

/** What each file is held to: the machines of threads, and that of a notice beside its thread. */
const courses: Readonly<
  Record<
    string,
    {
      readonly states: readonly string[]
      readonly done: readonly string[]
      readonly arrows: readonly { readonly side: string; readonly on: string; readonly from: readonly string[]; readonly to: string }[]
    }
  >
> = { ...workflows, notice: { states: noticeStates, done: noticeEnds, arrows: noticeArrows() } }

for (const [name, course] of Object.entries(courses))
  describe(`spec/workflows/${name}.json`, () => {
    const written = JSON.parse(fileOf(`spec/workflows/${name}.json`)) as Written
    test('has the states and arrows of the code, each once', () => {
      expect(written.workflow).toBe(name)
      expect(written.states.map(state => state.id)).toEqual([...course.states])
      expect([...written.done].sort()).toEqual([...course.done].sort())
      const plain = (arrow: { side: string; on: string; from: readonly string[]; to: string }) =>
        `${arrow.side} ${arrow.on} ${arrow.from.join(',')} ${arrow.to}`
      expect(written.arrows.map(plain)).toEqual(course.arrows.map(plain))
    })
    test('says of every arrow who moves it: roles of the vocabulary, the partner, the line or a clock', () => {
      for (const arrow of written.arrows) {
        expect(arrow.by.length, `${arrow.side} ${arrow.on}`).toBeGreaterThan(0)
        for (const who of arrow.by) expect([...codesOf('role'), ...others]).toContain(who)
        for (const rule of arrow.rules) expect(rule).toMatch(/^R([1-9]|[1-4]\d|5[0-8])$/)
      }
    })
    test('names title, states and documents in four languages', () => {
      for (const labels of [written.title, ...written.states.map(state => state.label), ...written.documents.map(each => each.label)])
        for (const language of ['en', 'fr', 'nl', 'ar']) expect(labels[language], JSON.stringify(labels)).toMatch(/\S/)
    })
  })

for (const name of ['identification', 'plan', 'visit'] as const)
  test(`spec/workflows/${name}.md draws the machine as it is`, () => {
    for (const side of name === 'identification' ? (['asker', 'holder'] as const) : (['asker'] as const))
      expect(fileOf(`spec/workflows/${name}.md`)).toContain(drawingOf(name, side))
  })

test('spec/workflows/notice.md draws the machine as it is', () => expect(fileOf('spec/workflows/notice.md')).toContain(noticeDrawing()))

test('the machine of a notice is walked from every state that custody takes its events from, and from no other', () => {
  const walked = Map.groupBy(noticeArrows(), arrow => arrow.on)
  for (const [on, arrows] of walked) {
    const from = new Set(arrows.flatMap(arrow => arrow.from))
    expect([...from].sort(), on).toEqual([...takenOf(on)].sort())
  }
  expect(new Set([...walked.keys()].map(on => on.split(':')[0])).size).toBe(10)
})
