import type { Evidence, LocalText, Source } from './agreement.ts'
import { type Ask, seeking } from './ask.ts'
import { channelOf } from './rules.ts'
import { fullText, list, localText, object, oneOf, type Shape, state, text, whole, yesNo } from './shape.ts'

/** A channel that is not this one: which acts go there, on which instruments, and what to tell the officer (R4). */
export type Channel = {
  readonly id: 'judicial' | 'interpol-extradition' | 'fiu' | 'customs'
  readonly label: LocalText
  readonly advice: LocalText
  readonly acts: readonly string[]
  readonly instruments: readonly string[]
  readonly status: Evidence
  readonly illustrative: boolean
  readonly sourceIds: readonly string[]
}
/** An instrument the node recognises and routes to, and never executes. */
export type RoutedInstrument = {
  readonly id: string
  readonly title: LocalText
  readonly signed?: string
  readonly inForce?: string
  readonly status: Evidence
  readonly sourceIds: readonly string[]
  readonly note?: LocalText
}
/** Which matters of a relation belong to other channels. Source: spec/routing.schema.json */
export type Routing = {
  readonly $schema?: string
  readonly schema: 'entraide.routing/1'
  readonly id: string
  readonly version: number
  readonly note: LocalText
  readonly parties: readonly string[]
  readonly sources: readonly Source[]
  readonly instruments: readonly RoutedInstrument[]
  readonly channels: readonly Channel[]
  readonly unknown?: readonly string[]
}

const evidence = oneOf('sourced', 'reported', 'family', 'placeholder')
const id = text({ max: 60, pattern: /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/, means: 'capitals, digits and hyphens, like BE-MA-1997-MLA' })
const partial = text({ max: 10, pattern: /^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$/, means: 'a year, a month or a day' })
const sourceIds = list(text({ max: 12, pattern: /^s[0-9]{1,4}$/, means: 'a source id like s1' }), 0, 40)

/** The shape of a routing table. */
export const routingShape: Shape = object(
  {
    schema: oneOf('entraide.routing/1'),
    id,
    version: whole(1, 100_000),
    note: localText,
    parties: list(state, 2, 16),
    sources: list(object({ id: text({ max: 12 }), url: text({ max: 1_000 }), what: text(), read: text({ max: 400 }) }), 0, 100),
    instruments: list(object({ id, title: fullText, status: evidence, sourceIds }, { signed: partial, inForce: partial, note: localText }), 1, 60),
    channels: list(
      object({
        id: oneOf('judicial', 'interpol-extradition', 'fiu', 'customs'),
        label: fullText,
        advice: fullText,
        acts: list(oneOf(...seeking.filter(act => act !== 'information'))),
        instruments: list(id, 0, 20),
        status: evidence,
        illustrative: yesNo,
        sourceIds,
      }),
      1,
      10,
    ),
  },
  { $schema: text({ max: 400 }), unknown: list(text(), 1, 60) },
)

/** The channels to advise for an ask that seeks what does not belong here, each once (R4). */
export function adviceFor(ask: Ask, routing: Routing): readonly Channel[] {
  const wanted = new Set((ask.seeks ?? []).map(channelOf))
  return routing.channels.filter(channel => wanted.has(channel.id))
}
