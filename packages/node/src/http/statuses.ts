import type { Refusal } from '@entraide/ground'
import type { RefusalBody, UnmetBody } from './api/people.ts'

/**
 * Which HTTP status a refusal has: the one table for all routes. A code without a line is 422, the plain "understood, and no".
 * `forbidden` is only said where it is no secret that the thing exists; elsewhere the same `not-found` as for an unknown id.
 */
const statuses: { readonly [code: string]: number } = {
  // The bytes were not what the route reads.
  'input-invalid': 400,
  'bytes-not-utf8': 400,
  'json-too-deep': 400,
  'json-duplicate-name': 400,
  'json-forbidden-name': 400,
  'json-number': 400,
  'json-text': 400,
  'json-syntax': 400,
  'request-malformed': 400,
  'content-digest': 400,
  'attachment-size-differs': 400,
  'attachment-digest-differs': 400,
  'body-too-slow': 408,
  'length-needed': 411,
  'json-too-large': 413,
  'body-too-large': 413,
  'attachment-too-large': 413,
  'media-type': 415,
  'host-unknown': 421,
  'headers-too-large': 431,
  // Who asks.
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'session-ended': 401,
  signature: 401,
  'passphrase-wrong': 401,
  'enrolment-code': 401,
  forbidden: 403,
  csrf: 403,
  'foreign-origin': 403,
  'step-up-needed': 403,
  'not-found': 404,
  // The thing changed meanwhile, or is not in the state this act needs.
  conflict: 409,
  'draft-not-editable': 409,
  'not-waiting': 409,
  'waits-for-slot': 409,
  'may-have-left': 409,
  'attachment-chunk': 409,
  'upload-offset': 409,
  'already-enrolled': 409,
  'role-held': 409,
  'grant-waiting': 409,
  'grant-decided': 409,
  'service-number-taken': 409,
  'account-closed': 409,
  'holdings-busy': 409,
  'notice-standing': 409,
  'undo-too-late': 409,
  'substitution-stands': 409,
  'substitution-over': 409,
  'hold-decided': 409,
  'origin-told': 409,
  'out-of-order': 409,
  // Too much, or not now.
  'too-many': 429,
  'too-many-tries': 429,
  'look-ups-too-many': 429,
  'look-ups-walk': 429,
  'papers-busy': 429,
  fault: 500,
  locked: 503,
  'disk-full': 507,
}

/** The status of a refusal code; 422 for a code without a line of its own. */
export function statusOf(code: string): number {
  return Object.hasOwn(statuses, code) ? (statuses[code] as number) : 422
}

/** A refusal as it goes over the wire; unmet conditions stand beside the other facts. */
export function refusalBody({ refused, facts }: Refusal): RefusalBody {
  const { unmet, ...rest } = facts
  return Array.isArray(unmet) ? { refused, facts: rest, unmet: unmet as unknown as UnmetBody[] } : { refused, facts: { ...facts } }
}
