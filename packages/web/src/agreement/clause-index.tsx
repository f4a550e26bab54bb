import type { ClauseView } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Mark } from '../parts/text.tsx'
import { inReadersLanguage } from '../words/text.ts'

/** Every clause as a link, in the order of the text: a long instrument is read by jumping. */
export function ClauseIndex({ groups }: { groups: readonly { readonly effect: string; readonly title: string; readonly clauses: readonly ClauseView[] }[] }) {
  const { i18n } = useLingui()
  return (
    <nav className="sheet clause-index" aria-labelledby="clause-index">
      <h2 id="clause-index">
        <Trans>Clauses</Trans>
      </h2>
      {groups.map(group => (
        <div key={group.effect}>
          <p className="quiet small">{group.title}</p>
          <ul className="plain-list">
            {group.clauses.map(clause => (
              <li key={clause.id} className={`clause-line ${clause.effect}`}>
                <a href={`#${clause.id}`}>
                  <Mark>{clause.id}</Mark> <span className="cell-line">{inReadersLanguage(clause.summary, i18n.locale)}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
