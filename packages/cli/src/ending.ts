import type { Facts } from '@entraide/ground'

/** How a command ends. Scripts may rely on these numbers; docs/operating.md lists them. */
export const exitCodes = {
  /** Done; for a question, permitted. */
  ok: 0,
  /** What was handed in cannot be used: a file with an error, a value of the wrong shape. */
  badInput: 1,
  /** The command itself was not understood: unknown verb or option, missing argument. */
  usage: 2,
  /** Understood and refused, by the law, by a rule of the node or for want of a role. */
  refused: 3,
  /** The node did not answer. */
  unreachable: 4,
  /** The node is locked: its security officer has to open it. */
  locked: 5,
  /** A bug or an outage (the number that sysexits.h gives to an internal fault). */
  fault: 70,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Where in a file something is wrong; line and column from 1. */
export type Place = { readonly file: string; readonly line: number; readonly column: number; readonly code: string; readonly says: string }

/** One unmet condition, as `check` and the node's API both say it. */
export type UnmetLine = {
  readonly code: string
  readonly rule: string | null
  readonly clause: string | null
  readonly mend: string
  readonly field?: string | null
  readonly facts?: Facts
}

/** A command that could not do what was asked: thrown by a verb, said in words and turned into an exit code by `run`. */
export class Ending extends Error {
  readonly exitCode: ExitCode
  readonly code: string
  readonly facts: Facts
  readonly unmet: readonly UnmetLine[]
  readonly places: readonly Place[]
  /** What to do next, where the vocabulary has no sentence for the code. */
  readonly next: string | undefined

  constructor(
    exitCode: ExitCode,
    code: string,
    says: string,
    more: { facts?: Facts; unmet?: readonly UnmetLine[]; places?: readonly Place[]; next?: string; cause?: unknown } = {},
  ) {
    super(says, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'Ending'
    this.exitCode = exitCode
    this.code = code
    this.facts = more.facts ?? {}
    this.unmet = more.unmet ?? []
    this.places = more.places ?? []
    this.next = more.next
  }
}

/** Ends because a value handed in cannot be used. */
export function badInput(code: string, says: string, next: string): Ending {
  return new Ending(exitCodes.badInput, code, says, { next })
}
