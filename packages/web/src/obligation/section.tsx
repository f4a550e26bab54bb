import type { Dossier } from '@entraide/node/api'
import { Plural, Trans } from '@lingui/react/macro'
import { ListChecks } from 'lucide-react'
import { Section } from '../parts/page.tsx'
import '../style/custody.css'
import { ObligationCard } from './card.tsx'
import { openOf } from './words.ts'

/** What is owed about the messages of a dossier, by either side. Nothing where nothing is. */
export function ObligationSection({ dossier }: { dossier: Dossier }) {
  if (dossier.obligations.length === 0) return null
  const open = openOf(dossier)
  const settled = dossier.obligations.filter(each => each.settled)
  return (
    <Section id="obligations" title={<Trans>Corrections, erasures, restrictions</Trans>}>
      <div className="stack">
        {open.map(each => (
          <ObligationCard key={each.notice} of={each} place="dossier" />
        ))}
        {settled.length === 0 ? null : (
          <details open={open.length === 0}>
            <summary>
              <Plural value={settled.length} one="# settled" other="# settled" />
            </summary>
            <div className="stack">
              {settled.map(each => (
                <ObligationCard key={each.notice} of={each} place="dossier" />
              ))}
            </div>
          </details>
        )}
      </div>
    </Section>
  )
}

/** For whoever has the dossier before her: that something is owed here, with a link to it. */
export function OwedHere({ dossier }: { dossier: Dossier }) {
  const byUs = openOf(dossier).filter(each => each.acts.includes('acknowledge') || each.acts.includes('prove'))
  if (byUs.length === 0) return null
  const late = byUs.some(each => each.overdue)
  return (
    <a href="#obligations" className={late ? 'notice late owed-here' : 'notice soon owed-here'}>
      <ListChecks aria-hidden size={20} />
      <span>
        <Plural value={byUs.length} one="# notice waits for our answer" other="# notices wait for our answer" />
      </span>
    </a>
  )
}
