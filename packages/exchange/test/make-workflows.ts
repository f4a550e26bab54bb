/**
 * Brings spec/workflows/ in step with the machines of the code: `node packages/exchange/test/make-workflows.ts`, or of one: `… identification`. States, arrows and
 * pictures are written anew; labels, roles, rules, clocks and documents that stand there are kept. New ones are to be filled in by hand.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Machine, workflows } from '../src/thread-state.ts'
import { drawingOf } from './drawing.ts'
import { noticeArrows, noticeDrawing, noticeEnds, noticeStates } from './notice-machine.ts'

type Kept = {
  readonly machine?: string
  readonly title?: object
  readonly states?: readonly { readonly id: string; readonly label: object }[]
  readonly arrows?: readonly { readonly side: string; readonly on: string; readonly from: readonly string[]; readonly by: object; readonly rules: object }[]
  readonly clocks?: readonly object[]
  readonly documents?: readonly object[]
}
const folder = (name: string) => fileURLToPath(new URL(`../../../spec/workflows/${name}`, import.meta.url))
const inFour = (text: string) => ({ en: text, fr: text, nl: text, ar: text })

const wanted = process.argv.slice(2)
type Data = {
  readonly states: readonly string[]
  readonly done: readonly string[]
  readonly arrows: readonly { readonly side: string; readonly on: string; readonly from: readonly string[]; readonly to: string }[]
}
const all: readonly (readonly [string, Data])[] = [...Object.entries(workflows), ['notice', { states: noticeStates, done: noticeEnds, arrows: noticeArrows() }]]

for (const [name, data] of all) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const file = folder(`${name}.json`)
  const kept = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Kept
  const written = {
    $schema: '../workflow.schema.json',
    workflow: name,
    machine: kept.machine ?? '',
    title: kept.title ?? inFour(name),
    states: data.states.map(id => ({ id, label: kept.states?.find(state => state.id === id)?.label ?? inFour(id) })),
    done: data.done,
    arrows: data.arrows.map(({ side, on, from, to }) => {
      const same = kept.arrows?.find(arrow => arrow.side === side && arrow.on === on && arrow.from.join() === from.join())
      const alike = same ?? kept.arrows?.find(arrow => arrow.side === side && arrow.on === on)
      return { side, on, from, to, by: alike?.by ?? [], rules: alike?.rules ?? [] }
    }),
    clocks: kept.clocks ?? [],
    documents: kept.documents ?? [],
  }
  writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`)
  const page = folder(`${name}.md`)
  if (!existsSync(page)) continue
  let text = readFileSync(page, 'utf8')
  if (name === 'notice') text = text.replace(/(<!-- both -->\n)```mermaid[\s\S]*?```/, (_, mark: string) => mark + noticeDrawing())
  for (const side of name === 'notice' ? [] : (['asker', 'holder'] as const))
    text = text.replace(new RegExp(`(<!-- ${side} -->\n)\`\`\`mermaid[\\s\\S]*?\`\`\``), (_, mark: string) => mark + drawingOf(name as Machine, side))
  writeFileSync(page, text)
}
