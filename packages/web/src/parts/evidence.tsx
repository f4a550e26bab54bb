import { Trans, useLingui } from '@lingui/react/macro'
import { BookCheck, BookDashed, Newspaper, TriangleAlert } from 'lucide-react'

/** How far the text of a clause is known: read, reported by others, read in a sister treaty, or not known at all. */
export type Evidence = 'sourced' | 'reported' | 'family' | 'placeholder'

const icons = { sourced: BookCheck, reported: Newspaper, family: BookDashed, placeholder: TriangleAlert }

/** The evidence status of a clause in a word, explained on hover and to a screen reader. An unknown status counts as unknown text. */
export function EvidenceBadge({ status, illustrative = false }: { status: string; illustrative?: boolean }) {
  const { t } = useLingui()
  const known: Evidence = status === 'sourced' || status === 'reported' || status === 'family' ? status : 'placeholder'
  const word = { sourced: t`Text read`, reported: t`Reported`, family: t`Sister treaty`, placeholder: t`Text unknown` }[known]
  const meaning = {
    sourced: t`The wording of this clause was read in a public source.`,
    reported: t`What this clause says is known from reports, not from its text.`,
    family: t`The wording comes from a sister treaty of the same family; it is not a legal basis here.`,
    placeholder: t`The wording is not known; this stands in for it and must be replaced before real use.`,
  }[known]
  const Icon = icons[known]
  return (
    <span className={`evidence ${known}`} title={meaning}>
      <Icon aria-hidden size={14} />
      {word}
      {illustrative ? (
        <span className="illustrative" title={t`Invented for demonstration. A node outside demonstration mode refuses to activate it.`}>
          <Trans>for demonstration</Trans>
        </span>
      ) : null}
      <span className="hidden-text">{meaning}</span>
    </span>
  )
}
