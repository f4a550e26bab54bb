import type { CodeOf, SchemeId } from '@entraide/vocabulary'
import { useLingui } from '@lingui/react'
import { word } from '../words/vocabulary.ts'

/** A reference, clause number, node id, hash or other mark that reads left to right in any language. */
export function Mark({ children, className }: { children: string; className?: string }) {
  return (
    <bdi dir="ltr" className={`reference ${className ?? ''}`}>
      {children}
    </bdi>
  )
}

/** A code said in words, with the code itself beside it for those who know it. */
export function Coded<S extends SchemeId>({ scheme, code }: { scheme: S; code: CodeOf<S> | (string & {}) }) {
  useLingui()
  return (
    <span className="coded">
      {word(scheme, code)} <bdi className="code-mark">{code}</bdi>
    </span>
  )
}

/** Several codes of one scheme, one after the other. */
export function CodedList<S extends SchemeId>({ scheme, codes }: { scheme: S; codes: readonly (CodeOf<S> | (string & {}))[] }) {
  return (
    <ul className="coded-list">
      {codes.map(code => (
        <li key={code}>
          <Coded scheme={scheme} code={code} />
        </li>
      ))}
    </ul>
  )
}

/** Text a person typed, in whatever script: its direction follows its own letters, its line ends are kept. */
export function Written({ children, as: Tag = 'p' }: { children: string; as?: 'p' | 'span' | 'blockquote' }) {
  return (
    <Tag dir="auto" className="written">
      {children}
    </Tag>
  )
}

/** An officer as both sides see one: office and service number. */
export function OfficerMark({ of }: { of: { readonly office: string; readonly serviceNumber: string } }) {
  return (
    <span className="officer">
      <bdi>{of.office}</bdi> <Mark>{of.serviceNumber}</Mark>
    </span>
  )
}

/** The first and last characters of a hash: enough to compare by eye, the whole on hover. */
export function Digest({ of }: { of: string }) {
  return (
    <bdi dir="ltr" className="code digest" title={of}>
      {of.length > 20 ? `${of.slice(0, 8)}…${of.slice(-8)}` : of}
    </bdi>
  )
}
