/**
 * "No" as an answer: a code, and facts that explain it. Facts are ids, codes, dates and sizes, never a person.
 * A refusal is returned; it is shown to the officer, logged and counted. What is thrown is a `Fault`.
 */
export type Refusal<Code extends string = string> = {
  readonly refused: Code
  readonly facts: Facts
}

/** What a refusal or a fault may say beside its code: ids, codes, dates, sizes, and lists of them. */
export type Facts = { readonly [name: string]: Fact }
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact }

/** Makes a refusal. The code is a plain word with hyphens and never changes meaning once released. */
export function refuse<Code extends string>(code: Code, facts: Facts = {}): Refusal<Code> {
  return { refused: code, facts }
}

/** Whether a step answered "no". */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && typeof value.refused === 'string'
}

/**
 * A bug or an outage: thrown, never returned. Bad bytes handed to a pure function that promised well-formed ones
 * are a fault too; the door that reads them turns it into a refusal.
 */
export class Fault extends Error {
  readonly code: string
  readonly facts: Facts
  constructor(code: string, message: string, options: { cause?: unknown; facts?: Facts } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Fault'
    this.code = code
    this.facts = options.facts ?? {}
  }
}
