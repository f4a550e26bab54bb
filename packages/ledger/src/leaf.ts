import { concat, isRefusal, type Refusal, refuse } from '@entraide/ground'
import { commitLegal, commitmentBytes, commitSubject, type Opening, sameCommitment } from './commitment.ts'
import { sha256 } from './digest.ts'
import type { LegalFacts, SubjectFacts } from './facts.ts'

/** The two commitments a leaf is made of: A over legal facts, B over subject facts, 32 bytes each. */
export type Leaf = { readonly legal: Uint8Array; readonly subject: Uint8Array }

/** The one version there is. Other commitments, other labels or other members are another version. */
export const leafVersion = 1
/** Bytes of every leaf, whatever it stands for: one version byte and two commitments. */
export const leafBytes = 1 + 2 * commitmentBytes

const hashPrefix = Uint8Array.of(0x00)

/**
 * Makes the 65 bytes of a leaf from what it commits to. Refuses `salt-shape` and `facts-shape`: a line that could not
 * be opened later is never written.
 * Source: spec/leaf.md · vectors/ledger/leaves.json
 */
export function makeLeaf(legal: Opening<LegalFacts>, subject: Opening<SubjectFacts>): Uint8Array | Refusal<'salt-shape' | 'facts-shape'> {
  const a = commitLegal(legal)
  if (isRefusal(a)) return a
  const b = commitSubject(subject)
  if (isRefusal(b)) return b
  return concat(Uint8Array.of(leafVersion), a, b)
}

/** Reads a leaf's bytes: exactly 65, version 1, else `leaf-shape`. Nothing in them can be read without an opening. */
export function readLeaf(bytes: Uint8Array): Leaf | Refusal<'leaf-shape'> {
  if (bytes.length !== leafBytes || bytes[0] !== leafVersion) return refuse('leaf-shape', { bytes: bytes.length, version: bytes[0] ?? null })
  return { legal: bytes.slice(1, 1 + commitmentBytes), subject: bytes.slice(1 + commitmentBytes) }
}

/** Checks that a leaf says these legal facts. Gives the facts, or `leaf-shape`, `salt-shape`, `facts-shape`, `commitment-differs`. */
export function openLegal(
  leaf: Uint8Array,
  opening: Opening<LegalFacts>,
): LegalFacts | Refusal<'leaf-shape' | 'salt-shape' | 'facts-shape' | 'commitment-differs'> {
  const read = readLeaf(leaf)
  if (isRefusal(read)) return read
  const made = commitLegal(opening)
  if (isRefusal(made)) return made
  return sameCommitment(made, read.legal) ?? opening.facts
}

/** Checks that a leaf says these subject facts. Gives the facts, or `leaf-shape`, `salt-shape`, `facts-shape`, `commitment-differs`. */
export function openSubject(
  leaf: Uint8Array,
  opening: Opening<SubjectFacts>,
): SubjectFacts | Refusal<'leaf-shape' | 'salt-shape' | 'facts-shape' | 'commitment-differs'> {
  const read = readLeaf(leaf)
  if (isRefusal(read)) return read
  const made = commitSubject(opening)
  if (isRefusal(made)) return made
  return sameCommitment(made, read.subject) ?? opening.facts
}

/** The leaf's place-holder in a tree or chain: SHA-256(0x00 ‖ leaf), as in RFC 9162 section 2.1.1. */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(hashPrefix, leaf)
}
