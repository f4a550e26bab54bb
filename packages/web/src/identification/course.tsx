import type { CourseEntry, Identification } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import { StateBadge } from '../parts/badge.tsx'
import { Moment } from '../parts/clock.tsx'
import { OfficerMark } from '../parts/text.tsx'
import { longDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'
import { courseWords, deletionWords } from './words.ts'

/** How it went so far, message by message: what happened, on which day, who answers for it; and at the end, where the prints are. */
export function Course({ identification, partner }: { identification: Identification; partner: string | null }) {
  const { course, deletion } = identification
  const gone = deletionWords[deletion]
  return (
    <>
      {course.length === 0 ? (
        <p className="quiet">
          <Trans>Nothing has been sent yet.</Trans>
        </p>
      ) : (
        <ol className="timeline">
          {course.map(entry => (
            <Entry key={entry.message} entry={entry} partner={partner} />
          ))}
        </ol>
      )}
      {gone === null ? null : <StateBadge of={gone} />}
    </>
  )
}

function Entry({ entry, partner }: { entry: CourseEntry; partner: string | null }) {
  const { t, i18n } = useLingui()
  const known = courseWords[entry.step as keyof typeof courseWords]
  const ours = entry.direction === 'out'
  // The days of a file are of its person; those of the other steps are what one comes to look for.
  const days = (entry.step === 'file' ? [] : Object.values(entry.facts)).filter(
    (value): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  )
  return (
    <li className={`timeline-entry ${ours ? 'ours' : 'theirs'}`}>
      <p>
        {ours ? <ArrowUpRight size={16} aria-label={t`sent`} className="turns" /> : <ArrowDownLeft size={16} aria-label={t`received`} className="turns" />}{' '}
        <a href={`#message-${entry.message}`}>
          <strong>{known === undefined ? word('messageType', entry.messageType) : i18n._(known)}</strong>
        </a>
      </p>
      {days.length === 0 ? null : <p className="small">{days.map(longDate).join(' – ')}</p>}
      <p className="quiet small">
        <Moment at={entry.at} partner={partner} /> · <OfficerMark of={entry.drafter} /> · <OfficerMark of={entry.releaser} />
        {entry.taken ? null : (
          <>
            {' · '}
            <Trans>not yet taken in by the partner</Trans>
          </>
        )}
      </p>
    </li>
  )
}
