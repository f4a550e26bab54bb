import type { Obligation } from '@entraide/node/api'
import { Plural, Trans } from '@lingui/react/macro'
import { list } from '../words/time.ts'

/** What of a message a notice is about, in a few words: all of it, or which statements and how many files. */
export function ConcernedLine({ of }: { of: Obligation['concerned'] }) {
  if (of === null) return <Trans>all of it</Trans>
  const places = list(of.items.map(at => String(at + 1)))
  return (
    <>
      {of.items.length === 0 ? null : of.items.length === 1 ? <Trans>statement {places}</Trans> : <Trans>statements {places}</Trans>}
      {of.items.length > 0 && of.attachments.length > 0 ? ' · ' : null}
      {of.attachments.length === 0 ? null : <Plural value={of.attachments.length} one="# file" other="# files" />}
    </>
  )
}
