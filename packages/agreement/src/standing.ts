import { type Instant, isNodeId, type NodeId, type Refusal, refuse } from '@entraide/ground'
import { codesOf } from '@entraide/vocabulary'
import type { Agreement } from './agreement.ts'
import { windowOf } from './prepare.ts'

/** What happened to one text of an agreement between two nodes. `hash` is the lower-case hex SHA-256 of its canonical bytes. */
export type StandingEvent =
  | { readonly kind: 'signed' | 'activated'; readonly node: NodeId; readonly hash: string; readonly at: Instant }
  | { readonly kind: 'suspended' | 'resumed' | 'frozen' | 'thawed'; readonly node: NodeId; readonly at: Instant }

/** How an agreement stands between two nodes, seen from one of them. */
export type AgreementStanding = {
  readonly hash: string
  readonly signedBy: readonly NodeId[]
  /** Each side that has suspended it and not taken that back; both must be empty for traffic. */
  readonly suspendedBy: readonly NodeId[]
  /** Each side that has frozen the other as a partner, whatever the agreement. */
  readonly frozenBy: readonly NodeId[]
  readonly state: 'unsigned' | 'half-signed' | 'signed' | 'active' | 'suspended' | 'frozen' | 'not-yet' | 'expired'
}

/**
 * The standing of one text, by its hash, between our node and a partner. An event about another hash says nothing about
 * this one; a suspension is lifted only by the side that made it. Activation is each node's own act.
 *
 * @param events - in any order; the latest of each kind and side counts, a stop wins over a start of the same instant
 * Source: spec/agreement.md#standing
 */
export function standing(agreement: Agreement, hash: string, ours: NodeId, partner: NodeId, events: readonly StandingEvent[], now: Instant): AgreementStanding {
  const sides = [ours, partner]
  const past = events.filter(event => event.at <= now)
  const has = (kind: 'signed' | 'activated', node: NodeId) => past.some(event => event.kind === kind && event.node === node && event.hash === hash)
  const stopped = (stop: 'suspended' | 'frozen', start: 'resumed' | 'thawed') =>
    sides.filter(node => {
      const last = (kind: StandingEvent['kind']) =>
        past.reduce((at, event) => (event.kind === kind && event.node === node && event.at > at ? event.at : at), '')
      const stoppedAt = last(stop)
      return stoppedAt !== '' && stoppedAt >= last(start)
    })
  const signedBy = sides.filter(node => has('signed', node))
  const suspendedBy = stopped('suspended', 'resumed')
  const frozenBy = stopped('frozen', 'thawed')
  const { startsAt, endsAt } = windowOf(agreement)
  const state = (): AgreementStanding['state'] => {
    if (signedBy.length === 0) return 'unsigned'
    if (signedBy.length < 2) return 'half-signed'
    if (!has('activated', ours)) return 'signed'
    if (now < startsAt) return 'not-yet'
    if (endsAt !== null && now >= endsAt) return 'expired'
    if (frozenBy.length > 0) return 'frozen'
    return suspendedBy.length > 0 ? 'suspended' : 'active'
  }
  return { hash, signedBy, suspendedBy, frozenBy, state: state() }
}

/** Message types that are duties left over: they pass suspension, expiry and freeze. Closed list (design of the product). */
export const residualMessageTypes = ['COR', 'DEL', 'RST', 'ACK'] as const
/**
 * Control messages: a closed list that needs no clause and carries no personal data.
 * Those marked residual go on through suspension, expiry and freeze.
 */
export const controlMessages = {
  card: { residual: true },
  'key-list': { residual: true },
  'agreement-text': { residual: false },
  signature: { residual: false },
  suspension: { residual: true },
  freeze: { residual: true },
  receipt: { residual: true },
  acknowledgement: { residual: true },
  'breach-notice': { residual: true },
  checkpoint: { residual: true },
  witness: { residual: true },
} as const
export type ControlMessage = keyof typeof controlMessages

/** Whether a message type or a control message is a residual duty. */
export function isResidual(kind: string): boolean {
  if ((residualMessageTypes as readonly string[]).includes(kind)) return true
  return Object.hasOwn(controlMessages, kind) && controlMessages[kind as ControlMessage].residual
}

/** Whether a kind is a control message, which no clause need permit. */
export function isControl(kind: string): kind is ControlMessage {
  return Object.hasOwn(controlMessages, kind)
}

/** An invented or missing value that bars activation outside demo mode: where it stands and why. */
export type Unready = { readonly pointer: string; readonly why: 'placeholder' | 'illustrative' | 'impact-assessment-missing' }

/**
 * Whether a version may be activated. Every mode needs an impact assessment (R52); outside demo mode a version that
 * holds any placeholder or illustrative value is refused (`agreement-not-activatable`), naming each in `facts.values`.
 */
export function activatable(agreement: Agreement, mode: 'demo' | 'production'): Refusal<'agreement-not-activatable'> | null {
  const values = unreadyValues(agreement).filter(value => mode === 'production' || value.why === 'impact-assessment-missing')
  return values.length === 0 ? null : refuse('agreement-not-activatable', { agreement: agreement.id, version: agreement.version, values })
}

/** Every invented or missing value of an agreement, by JSON pointer. */
export function unreadyValues(agreement: Agreement): readonly Unready[] {
  const found: Unready[] = []
  if (agreement.dpia === null) found.push({ pointer: '/dpia', why: 'impact-assessment-missing' })
  walk(agreement, '', found)
  return found
}

function walk(value: unknown, pointer: string, found: Unready[]): void {
  if (typeof value !== 'object' || value === null) return
  const fields = value as { readonly [name: string]: unknown }
  if (!Array.isArray(value)) {
    if (fields.status === 'placeholder') found.push({ pointer: `${pointer}/status`, why: 'placeholder' })
    if (fields.illustrative === true) found.push({ pointer: `${pointer}/illustrative`, why: 'illustrative' })
    if (Array.isArray(fields.illustrativeFields))
      for (const name of fields.illustrativeFields) found.push({ pointer: `${pointer}/${String(name)}`, why: 'illustrative' })
  }
  for (const [name, each] of Object.entries(fields)) walk(each, `${pointer}/${name}`, found)
}

/** Message types of the vocabulary that are not residual: what suspension, expiry and freeze stop. */
export const stoppableMessageTypes: readonly string[] = codesOf('messageType').filter(type => !isResidual(type))
/** The nodes an agreement binds. */
export function nodesOf(agreement: Agreement): readonly NodeId[] {
  return agreement.competentAuthorities.map(authority => authority.node).filter(isNodeId)
}
