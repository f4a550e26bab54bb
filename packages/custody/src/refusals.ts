/** Every "no" this room can answer. */
export const custodyRefusals = [
  'hold-ended',
  'hold-beyond-cap',
  'hold-lengthened',
  'reason-missing',
  'not-owner',
  'not-holder',
  'not-party',
  'out-of-order',
  'time-runs-back',
  'ack-unfit',
  'onward-open',
  'onward-untold',
  'onward-unknown',
  'nothing-to-prove',
  'proof-shape',
  'not-due',
  'already-accepted',
  'already-returned',
  'not-returned',
  'already-ended',
] as const

/** One of `custodyRefusals`. */
export type CustodyRefusal = (typeof custodyRefusals)[number]
