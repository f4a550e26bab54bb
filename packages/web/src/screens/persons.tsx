import type { MatchCandidate, Matches } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { UserRoundSearch } from 'lucide-react'
import { useRef, useState } from 'react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { useKeys } from '../frame/keys.tsx'
import { draftingRoles } from '../frame/roles.ts'
import { useMay } from '../frame/session.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { Link } from '../parts/link.tsx'
import { Forbidden, Page, Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { SeveralFit, standsOut } from '../parts/weighing.tsx'
import { Candidate } from '../persons/candidate.tsx'
import { HoldingsLine } from '../persons/holdings-line.tsx'
import { AskedFor, KeptMatches } from '../persons/kept-matches.tsx'
import { type LookUp, LookUpForm } from '../persons/look-up-form.tsx'
import { Ranked } from '../persons/ranked.tsx'
import { PersonsTabs } from '../persons/tabs.tsx'
import { flagNames } from '../persons/words.ts'
import { useFilter } from '../route.ts'

/** Looks a person up in the node's own holdings, for a dossier; ranks, explains, and leaves the word to a person (R25). */
export default function Persons() {
  const { t } = useLingui()
  return useMay(...draftingRoles) ? <Desk /> : <Forbidden title={t`Persons`} />
}

function Desk() {
  const { t } = useLingui()
  const [dossier, setDossier] = useFilter('dossier')
  const [lookUp, setLookUp] = useState<LookUp | null>(null)
  const holdings = useGet(reads.holdings())
  const list = useRef<HTMLDivElement>(null)
  const results = useRef<HTMLHeadingElement>(null)
  const walk = (by: 1 | -1) => {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-candidate]') ?? [])].filter(card => card.checkVisibility())
    const at = cards.findIndex(card => card.contains(document.activeElement))
    const next = cards[at === -1 ? (by === 1 ? 0 : cards.length - 1) : Math.min(cards.length - 1, Math.max(0, at + by))]
    next?.focus({ preventScroll: true })
    next?.scrollIntoView({ block: 'nearest' })
  }
  useKeys([
    { keys: 'j', says: <Trans>Next candidate</Trans>, run: () => walk(1) },
    { keys: 'k', says: <Trans>Previous candidate</Trans>, run: () => walk(-1) },
  ])
  return (
    <Page
      title={t`Persons`}
      lead={<Trans>Look up who may be held here, for a case. A look-up ranks and explains; whether it is the person, you say.</Trans>}
      aside={
        <div className="stack">
          <Section title={<Trans>Our holdings</Trans>}>
            <Refusal of={holdings.refused} focus={false} />
            {holdings.waiting ? <Loading rows={1} /> : null}
            {holdings.data === undefined ? null : <HoldingsLine of={holdings.data} />}
          </Section>
          <Section title={<Trans>How to read the bars</Trans>}>
            <ul className="stack small">
              <li>
                <Trans>Each bar is one part of what is known: to the right it speaks for the same person, to the left against.</Trans>
              </li>
              <li>
                <Trans>A rare name weighs more than a common one; what is not known weighs nothing.</Trans>
              </li>
              <li>
                <Trans>Nothing of this is sent to anybody. No candidate does not mean that the person is unknown.</Trans>
              </li>
            </ul>
          </Section>
        </div>
      }
    >
      <PersonsTabs />
      <LookUpForm
        dossier={dossier === '' ? null : dossier}
        onDossier={chosen => {
          setDossier(chosen ?? '')
          setLookUp(null)
        }}
        onFound={found => {
          setLookUp(found)
          requestAnimationFrame(() => results.current?.focus())
        }}
      />
      <div className="stack" ref={list}>
        {lookUp === null ? null : (
          <Found
            lookUp={lookUp}
            heading={results}
            onDecided={decided =>
              setLookUp({
                ...lookUp,
                found: { ...lookUp.found, candidates: lookUp.found.candidates.map(one => (one.match === decided.match ? decided : one)) },
              })
            }
          />
        )}
        {dossier === '' ? null : <Before dossier={dossier} shown={lookUp?.found.candidates ?? []} />}
      </div>
    </Page>
  )
}

function Found({
  lookUp: { asked, dossier, found },
  heading,
  onDecided,
}: {
  lookUp: LookUp
  heading: { current: HTMLHeadingElement | null }
  onDecided: (candidate: MatchCandidate) => void
}) {
  const { t, i18n } = useLingui()
  const mayLoad = useMay('OPR')
  return (
    <section className="stack" aria-label={t`What was found`}>
      <h2 ref={heading} tabIndex={-1}>
        <Plural value={found.candidates.length} _0="Nobody found" one="# candidate" other="# candidates" />{' '}
        <span className="quiet small">
          <Plural value={found.population} one="among # person held" other="among # persons held" />
        </span>
      </h2>
      <AskedFor person={asked} />
      {found.flags.length === 0 ? null : (
        <ul className="notice soon small">
          {found.flags.map(flag => (
            <li key={flag}>{flagNames[flag] === undefined ? flag : i18n._(flagNames[flag])}</li>
          ))}
        </ul>
      )}
      {found.candidates.length === 0 ? (
        <EmptyState icon={UserRoundSearch} title={t`Nobody here fits`}>
          <Trans>Try another spelling, the other script, or leave a doubtful date out. That nobody fits does not mean that the person is unknown.</Trans>
          {mayLoad && found.population === 0 ? (
            <p>
              <Link to="/persons/holdings">
                <Trans>Load records</Trans>
              </Link>
            </p>
          ) : null}
        </EmptyState>
      ) : (
        <>
          <SeveralFit of={found.candidates.map(one => one.comparison)} />
          <Ranked rows={found.candidates} keyOf={one => one.match} fits={one => standsOut(one.comparison)}>
            {(candidate, rank) => <Candidate candidate={candidate} asked={asked} dossier={dossier} rank={rank} onDecided={onDecided} />}
          </Ranked>
        </>
      )}
      {found.left > 20 ? null : (
        <p className="quiet small">
          <Plural value={found.left} one="You have # look-up left in this hour." other="You have # look-ups left in this hour." />
        </p>
      )}
    </section>
  )
}

/** What earlier look-ups, and the check of what came in, left under the dossier: seen by whoever has opened it today. */
function Before({ dossier, shown }: { dossier: string; shown: readonly MatchCandidate[] }) {
  const about = useGet(reads.dossier(dossier)).data
  const kept = useGet(about?.opened === true ? reads.matches(dossier) : null)
  const rows: Matches['rows'] = (kept.data?.rows ?? []).filter(row => !shown.some(one => one.match === row.match))
  if (rows.length === 0) return null
  return (
    <details open={shown.length === 0}>
      <summary>
        <Plural value={rows.length} one="# candidate found before for this dossier" other="# candidates found before for this dossier" />
      </summary>
      <div className="details-body">
        <KeptMatches rows={rows} dossier={dossier} />
      </div>
    </details>
  )
}
