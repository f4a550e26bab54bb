import type { ThreadMessage } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { EyeOff, Lock, Strikethrough } from 'lucide-react'
import { StateBadge } from '../parts/badge.tsx'
import { Moment } from '../parts/clock.tsx'
import { Link } from '../parts/link.tsx'
import { ConcernedLine } from './concerned.tsx'
import { concernsItem, erasedCauses, type Mark, markWord } from './words.ts'

/** What lies on a message: corrections, erasures, restrictions, disputes; each leads to its notice. */
export function MessageMarks({ message, partner }: { message: ThreadMessage; partner: string }) {
  const { i18n } = useLingui()
  if (message.marks.length === 0 && message.erased === null) return null
  return (
    <ul className="marks" lang={i18n.locale}>
      {message.erased === null ? null : (
        <li>
          <EyeOff aria-hidden size={16} />
          <span>
            {message.erased.whole ? (
              <Trans>
                The content was erased, <Moment at={message.erased.at} partner={partner} />: {i18n._(erasedCauses[message.erased.cause])}. A sealed record that
                it was here remains.
              </Trans>
            ) : (
              <Trans>
                A part was erased, <Moment at={message.erased.at} partner={partner} />: {i18n._(erasedCauses[message.erased.cause])}.
              </Trans>
            )}
          </span>
        </li>
      )}
      {message.marks.map(mark => (
        <li key={mark.notice}>
          <StateBadge of={markWord(mark)} />
          <span>
            <Link to={`/obligations/${mark.notice}`}>
              <ConcernedLine of={mark.concerned} />
            </Link>
            {' · '}
            <Moment at={mark.at} partner={partner} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What lies on one statement, said on the statement itself wherever it is shown. */
export function StatementMarks({ marks, place }: { marks: readonly Mark[]; place: number }) {
  const { i18n } = useLingui()
  const on = marks.filter(mark => concernsItem(mark, place))
  if (on.length === 0) return null
  return (
    <div className="statement-marks" lang={i18n.locale}>
      {on.map(mark => (
        <div key={mark.notice}>
          <StateBadge of={markWord(mark)} />
          {mark.effect === 'corrected' ? (
            <p className="small">
              <Strikethrough aria-hidden size={14} /> <Trans>What stood here is struck and sealed away.</Trans>
            </p>
          ) : mark.effect === 'restricted' ? (
            <p className="small">
              <Lock aria-hidden size={14} /> <Trans>Closed to everyone but a magistrate and the inspection.</Trans>
            </p>
          ) : mark.effect === 'erased' ? (
            <p className="small">
              <EyeOff aria-hidden size={14} /> <Trans>The content is gone. What kind of statement it was remains.</Trans>
            </p>
          ) : null}
        </div>
      ))}
    </div>
  )
}
