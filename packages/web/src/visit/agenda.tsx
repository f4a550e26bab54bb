import { Trans } from '@lingui/react/macro'
import { Coded, Mark } from '../parts/text.tsx'
import type { Language } from '../words/languages.ts'
import { longDate, longDays } from '../words/time.ts'
import type { Agenda } from './answers.ts'
import { languagesOf, SideBySide } from './two-languages.tsx'

/** The days of a visit: month and year once, where they are the same. */
export function Days({ from, until }: { from: string; until: string }) {
  return from === until ? <time dateTime={from}>{longDate(from)}</time> : <span>{longDays(from, until)}</span>
}

/** An agenda: when, where, and each item with its regime and the action of a plan that it is tied to. A plan is named, never a legal basis. */
export function AgendaView({ agenda, languages }: { agenda: Agenda; languages?: readonly Language[] }) {
  return (
    <div className="stack">
      <p>
        <Days from={agenda.from} until={agenda.until} /> · <bdi>{agenda.place}</bdi>
      </p>
      <ol className="visit-items">
        {agenda.items.map(item => (
          <li key={item.id} id={`agenda-${item.id}`}>
            <p className="visit-item-head">
              <Mark>{item.id}</Mark> <Coded scheme="legalRegime" code={item.regime} />
              <span className="quiet small">
                {item.action === null ? (
                  <Trans>tied to no plan</Trans>
                ) : (
                  <Trans>
                    plan <Mark>{item.action.plan}</Mark>, action <Mark>{item.action.item}</Mark>
                  </Trans>
                )}
              </span>
            </p>
            <SideBySide languages={languages ?? languagesOf(item.title)} texts={item.title} />
          </li>
        ))}
      </ol>
    </div>
  )
}
