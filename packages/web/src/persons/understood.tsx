import { Trans } from '@lingui/react/macro'
import { Mark } from '../parts/text.tsx'
import { partialDate } from '../words/time.ts'
import type { Question } from './question.ts'

/** How the line was read, while it is typed: nothing is understood in silence. */
export function Understood({ question }: { question: Question }) {
  const { names, birthDate, numbers, unread } = question
  if (names.length + numbers.length + unread.length === 0 && birthDate === undefined) return null
  return (
    <ul className="chips understood" id="person-line-understood">
      {names.map(name => (
        <li className="chip" key={name}>
          <span className="quiet">
            <Trans context="how the line was read">name</Trans>
          </span>{' '}
          <bdi>{name}</bdi>
        </li>
      ))}
      {birthDate === undefined ? null : (
        <li className="chip">
          <span className="quiet">
            <Trans context="how the line was read">born</Trans>
          </span>{' '}
          <bdi>{partialDate(birthDate)}</bdi>
        </li>
      )}
      {numbers.map(number => (
        <li className="chip" key={number}>
          <span className="quiet">
            <Trans context="how the line was read">document</Trans>
          </span>{' '}
          <Mark>{number}</Mark>
        </li>
      ))}
      {unread.map(text => (
        <li className="chip warn" key={text}>
          <Trans>not used:</Trans> <Mark>{text}</Mark>
        </li>
      ))}
    </ul>
  )
}
