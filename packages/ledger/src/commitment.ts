import { canonicalBytes, type Json, type Refusal, refuse, sameBytes } from '@entraide/ground'
import { domain, sha256 } from './digest.ts'
import { type LegalFacts, readLegalFacts, readSubjectFacts, type SubjectFacts } from './facts.ts'

/** What opens one commitment: the facts and the 32 random bytes that hid them. */
export type Opening<Facts> = { readonly facts: Facts; readonly salt: Uint8Array }

/** Bytes of a salt. 32, so that facts of few possible values cannot be found by trying (spec/leaf.md#salts). */
export const saltBytes = 32
/** Bytes of a commitment: one SHA-256. */
export const commitmentBytes = 32

const legalDomain = domain('entraide.leaf.1.legal')
const subjectDomain = domain('entraide.leaf.1.subject')

/**
 * Commits to legal facts (A): SHA-256(`entraide.leaf.1.legal` ‖ 0 ‖ salt ‖ canonical JSON of the facts), 32 bytes.
 * Refuses `salt-shape`, `facts-shape`. Source: spec/leaf.md#commitments
 */
export function commitLegal(opening: Opening<LegalFacts>): Uint8Array | Refusal<'salt-shape' | 'facts-shape'> {
  return commit(legalDomain, opening, readLegalFacts)
}

/**
 * Commits to subject facts (B): SHA-256(`entraide.leaf.1.subject` ‖ 0 ‖ salt ‖ canonical JSON of the facts), 32 bytes.
 * Refuses `salt-shape`, `facts-shape`. Source: spec/leaf.md#commitments
 */
export function commitSubject(opening: Opening<SubjectFacts>): Uint8Array | Refusal<'salt-shape' | 'facts-shape'> {
  return commit(subjectDomain, opening, readSubjectFacts)
}

function commit<Facts extends object>(
  label: Uint8Array,
  { facts, salt }: Opening<Facts>,
  read: (value: Json) => Facts | Refusal<'facts-shape'>,
): Uint8Array | Refusal<'salt-shape' | 'facts-shape'> {
  if (salt.length !== saltBytes) return refuse('salt-shape', { bytes: salt.length })
  const checked = read(facts as unknown as Json)
  if ('refused' in checked) return checked as Refusal<'facts-shape'>
  return sha256(label, salt, canonicalBytes(checked as unknown as Json))
}

/** Whether `made` is the commitment `claimed`, as an answer: nothing, or `commitment-differs`. */
export function sameCommitment(made: Uint8Array, claimed: Uint8Array): Refusal<'commitment-differs'> | undefined {
  return sameBytes(made, claimed) ? undefined : refuse('commitment-differs')
}
