/** `asker` sent the first message of the thread, `holder` received it. */
export type Side = 'asker' | 'holder'

/**
 * One arrow of a machine: on one side, on an event by its name, from any of these states. `same` stays where it is; `before`
 * goes back to where the thread stood when it was suspended; `beneath` stays suspended, and moves where that goes back to.
 */
export type Arrow<State extends string = string> = {
  readonly side: Side
  readonly on: string
  readonly from: readonly State[]
  readonly to: State | 'same' | 'before' | 'beneath'
}

/** A machine as data. Source: the page and the picture of each in spec/workflows/ */
export type MachineData<State extends string = string> = {
  readonly states: readonly State[]
  readonly arrows: readonly Arrow<State>[]
  /** States in which a thread waits for nobody any more. */
  readonly done: readonly State[]
}

/** Corrections, deletions, restrictions and their acknowledgements belong to any thread that has begun, at any time: residual duties never stop (R47). */
export function duties<State extends string>(states: Readonly<Record<Side, readonly State[]>>): readonly Arrow<State>[] {
  return (['asker', 'holder'] as const).flatMap(side =>
    ['COR', 'DEL', 'RST', 'ACK'].flatMap(type =>
      ['out', 'in'].map(direction => ({ side, on: `${direction}:${type}`, from: states[side], to: 'same' as const })),
    ),
  )
}
