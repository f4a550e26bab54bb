import type { NodeId, Refusal, Uuid } from '@entraide/ground'
import type { Role } from '@entraide/vocabulary'
import type { z } from 'zod'
import type { Node } from '../capabilities.ts'
import type { Act, Actor } from '../steps/access.ts'

/** Who may call: anyone at all, a partner node behind its signature, or a signed-in person whose roles allow the act. */
export type Caller = 'anyone' | 'partner' | Act

/** A body of octets, read whole into memory up to `maxBytes`, or handed on as it arrives. */
export type Octets<Kind extends 'whole' | 'stream'> = { readonly octets: Kind; readonly maxBytes: number }

/** Octets that a browser saves and never shows. */
export type Download = {
  readonly content: Uint8Array | AsyncIterable<Uint8Array>
  readonly mediaType: string
  /** Offered to the reader as a file of this name; null for bytes that only programs fetch. */
  readonly fileName: string | null
  /** 200 unless told: a delivery has statuses of its own. */
  readonly status?: number
}

type Person = Extract<Actor, { kind: 'person' }>
type ActorOf<M extends Caller> = M extends 'anyone' ? null : M extends 'partner' ? { readonly kind: 'partner'; readonly node: NodeId } : Person
type BodyOf<B> = B extends z.ZodType ? z.output<B> : B extends Octets<'whole'> ? Uint8Array : B extends Octets<'stream'> ? AsyncIterable<Uint8Array> : undefined
type Read<S> = S extends z.ZodType ? z.output<S> : Record<never, never>
type AnswerOf<A> = A extends z.ZodType ? ReadonlyAnswer<z.input<A>> : A extends 'download' ? Download : A extends 'text' ? string : unknown

/** Steps give lists that nobody may change. */
type ReadonlyAnswer<T> = T extends readonly (infer Row)[]
  ? readonly Row[]
  : T extends { rows: (infer Row)[] }
    ? Omit<T, 'rows'> & { readonly rows: readonly Row[] }
    : T

/** What a route hands to its step. */
export type Call<M extends Caller, P, Q, B> = {
  readonly actor: ActorOf<M>
  readonly params: Read<P>
  readonly query: Read<Q>
  readonly body: BodyOf<B>
  /** How many bytes the body will have, as the caller says; null where it does not. */
  readonly contentLength: number | null
  /** The session of the caller, null without one. */
  readonly session: SessionFacts | null
  /** Where the call comes from: for throttling and for binding a session to its device; never logged. */
  readonly device: Device
  /** Gives the caller's browser its session, or takes it away. */
  readonly keepSession: (token: string, expiresAt: string) => void
  readonly dropSession: () => void
}
export type Device = { readonly address: string; readonly fingerprint: string }
export type SessionFacts = {
  readonly idHash: string
  readonly account: Uuid
  readonly roles: readonly Role[]
  readonly csrf: string
  readonly expiresAt: string
  readonly madeAt: string
}

export type RouteShape<M extends Caller, P, Q, B, A> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/v1` for people, below `/partner/v1` for nodes; `:name` for a part that varies. */
  readonly path: string
  readonly may: M
  /** One sentence for the API's description. */
  readonly what: string
  /** Where a role does not allow the act: `not-found`, because that the thing exists is nobody else's business. Otherwise `forbidden`. */
  readonly hidden?: boolean
  /** Asks that the person gave her code lately: for what cannot be taken back. */
  readonly stepUp?: boolean
  /** Answered before the security officer has opened the node. */
  readonly whileLocked?: boolean
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** One such call at a time in a process: what it reads or makes is whole in memory and may be large. Others are told to come again. */
  readonly alone?: boolean
  /** Largest JSON body; 64 KiB unless told. */
  readonly maxBytes?: number
  /** What comes back: a schema, a download, a text, or nothing. */
  readonly answer: A
  /** Of a download, for the description; octets unless told. */
  readonly mediaType?: string
  readonly status?: 200 | 201
  /** Statuses a download has beside 200, each with what it means. */
  readonly alsoAnswers?: { readonly [status: number]: string }
  readonly run: (node: Node, call: Call<M, P, Q, B>) => Promise<AnswerOf<A> | Refusal> | AnswerOf<A> | Refusal
}

/** A route whose input types have been checked and are no longer asked about. */
// biome-ignore lint/suspicious/noExplicitAny: each route is typed where it is written; the server treats all alike
export type Route = RouteShape<Caller, any, any, any, z.ZodType | 'download' | 'text' | 'nothing'>

/** One route: who may call, how its input is read, which step runs. Nothing else. */
export function route<
  const M extends Caller,
  A extends z.ZodType | 'download' | 'text' | 'nothing',
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | Octets<'whole'> | Octets<'stream'> | undefined = undefined,
>(shape: RouteShape<M, P, Q, B, A>): Route {
  return shape as unknown as Route
}

/** A body of octets read whole, at most `maxBytes`. */
export const bytesUpTo = (maxBytes: number): Octets<'whole'> => ({ octets: 'whole', maxBytes })
/** A body of octets handed on as it arrives, cut off at `maxBytes`. */
export const streamUpTo = (maxBytes: number): Octets<'stream'> => ({ octets: 'stream', maxBytes })

/** Whether a route's body is octets, and which. */
export function octetsOf(body: unknown): Octets<'whole' | 'stream'> | undefined {
  return typeof body === 'object' && body !== null && 'octets' in body ? (body as Octets<'whole' | 'stream'>) : undefined
}
