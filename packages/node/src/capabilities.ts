import type { Policy } from '@entraide/agreement'
import type { Instant, NodeId, Refusal, TimeZone } from '@entraide/ground'
import type { BalancePaper, DossierPaper, MinutesPaper } from '@entraide/paper'
import type { Language, LegalRegime } from '@entraide/vocabulary'
import type { Keys } from './keys.ts'
import type { Store } from './store/store.ts'

/** What a node is: written once by `node init`, read at each start. */
export type NodeConfig = {
  readonly id: NodeId
  readonly state: string
  readonly regime: LegalRegime
  readonly name: string
  readonly capital: string
  readonly zone: TimeZone
  /** Demo mode: invented data, one-click sign-ins, plain HTTP on loopback, placeholder agreements. Never a real authority. */
  readonly demo: boolean
  readonly listen: { readonly host: string; readonly port: number }
  /** Where partners and browsers reach it. */
  readonly address: string
  readonly dataDir: string
  /** The TLS key and certificate, in files, so that a locked node can take its passphrase over TLS; null in the demo, on loopback. */
  readonly tls: { readonly keyFile: string; readonly certificateFile: string; readonly pin: string } | null
  readonly store: { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string; readonly schema: string }
}

/** The clock is asked, never read behind one's back: a demo and a test bring their own. */
export type Clock = { readonly now: () => Instant }

/** How a partner is reached. An answer that does not come is an outage, told as such and tried again. */
export type Partners = {
  readonly send: (call: PartnerCall) => Promise<PartnerAnswer>
  readonly close: () => Promise<void>
}
export type PartnerCall = {
  readonly to: NodeId
  readonly address: string
  readonly tlsPin: string | null
  readonly method: 'POST' | 'PUT' | 'GET'
  readonly path: string
  readonly body: Uint8Array
  readonly timeoutMs: number
}
/** `reached` false: no answer, and the code of why (`unreachable`, `key-pin`, `time-out`, `answer-too-large`). */
export type PartnerAnswer =
  | { readonly reached: true; readonly status: number; readonly body: Uint8Array; readonly date: string | null }
  | { readonly reached: false; readonly code: string }

/** What is to be set on paper, as plain values, in which language. */
export type PaperOrder = { readonly language: Language } & (
  | { readonly paper: 'dossier'; readonly value: DossierPaper }
  | { readonly paper: 'minutes'; readonly value: MinutesPaper }
  | { readonly paper: 'balance'; readonly value: BalancePaper }
)
/** Sets papers as PDF, beside whatever else the node does. */
export type Papers = { readonly set: (order: PaperOrder) => Promise<Uint8Array | Refusal>; readonly close: () => Promise<void> }

/** What the steps may touch of the world, made once in boot.ts. When another one seems needed, look first for what should be an argument. */
export type Node = {
  readonly config: NodeConfig
  /** The node's own law (R27): only refuses or requires more. */
  readonly policy: Policy
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly keys: Keys
  readonly store: Store
  readonly partners: Partners
  readonly papers: Papers
}
