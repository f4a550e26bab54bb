import type { Refusal } from '@entraide/ground'

/** Why an envelope was not opened. For our own log only. */
export type OpeningCause =
  | 'not-an-envelope'
  | 'version-unknown'
  | 'suite-unknown'
  | 'size-class-unknown'
  | 'length-differs'
  | 'message-id-shape'
  | 'instant-shape'
  | 'expires-before-created'
  | 'lifetime-too-long'
  | 'node-id-shape'
  | 'other-recipient'
  | 'recipient-key-unknown'
  | 'seal-broken'
  | 'kind-unknown'
  | 'body-length'
  | 'padding-not-zero'
  | 'sender-unknown'
  | 'signature'

/**
 * The one answer to whatever does not open. `facts` is empty, because it may travel; `inside` never does: a stranger who
 * could tell "no such key" from "bad signature" would learn whom we know.
 */
export type Unopenable = Refusal<'envelope-unopenable'> & { readonly inside: OpeningCause }

export function unopenable(inside: OpeningCause): Unopenable {
  return { refused: 'envelope-unopenable', facts: {}, inside }
}
