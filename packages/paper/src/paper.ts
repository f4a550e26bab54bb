import type { Instant } from '@entraide/ground'
import type { Classification, HandlingCode, Language } from '@entraide/vocabulary'

/** What a person wrote, in whatever direction it reads, or a word of the language of the paper. */
export type Text = string

/** A value beside its name. */
export type Fact = readonly [name: string, value: Text]

/** A column of a table and its share of the width. */
export type Column = { readonly title: string; readonly share: number; readonly numeric?: boolean }

/** One part of a paper. Each is set in the paper's own direction; what people wrote reads in its own. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: Text }
  | { readonly kind: 'text'; readonly text: Text; readonly strong?: boolean; readonly quiet?: boolean }
  | { readonly kind: 'facts'; readonly rows: readonly Fact[] }
  /** `goesOn`: the rest of its rows stands on the next page. */
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly Text[])[]; readonly goesOn?: boolean }
  /** Two languages side by side, the paper's own first. An empty text is a language it does not stand in yet. */
  | {
      readonly kind: 'languages'
      readonly languages: readonly [Language, Language]
      readonly rows: readonly { readonly label: Text; readonly texts: readonly [Text, Text] }[]
    }
  /** Parts of a whole, each drawn as long as it is many; the number stands beside it. */
  | {
      readonly kind: 'bars'
      readonly rows: readonly {
        readonly label: Text
        readonly value: number
        readonly of: number
        readonly says: Text
        readonly tone: 'good' | 'late' | 'plain' | 'wait'
      }[]
    }
  | { readonly kind: 'notice'; readonly text: Text }

/** What proves a part of the paper: a log's leaf, and the first signs of a digest. */
export type Proof = { readonly log: string; readonly position: number | null; readonly digest: string }

/** Who had it made, for the watermark: an office and a number, never a name; and in whose capitals' time. */
export type Reader = { readonly office: string; readonly serviceNumber: string }
export type Capital = { readonly name: string; readonly zone: string }

/** A paper as plain values: the same in, the same octets out. */
export type Paper = {
  readonly language: Language
  readonly title: Text
  readonly subtitle: Text
  readonly node: string
  readonly reference: string
  readonly classification: Classification
  readonly handling: readonly HandlingCode[]
  readonly proofs: readonly Proof[]
  readonly reader: Reader
  /** The moment it was made, shown in each of these capitals' time. */
  readonly at: Instant
  readonly capitals: readonly Capital[]
  readonly blocks: readonly Block[]
}
