import type { Dossier } from '@entraide/node/api'
import { Plural, Trans } from '@lingui/react/macro'
import { UserRoundSearch } from 'lucide-react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { draftingRoles } from '../frame/roles.ts'
import { useMay } from '../frame/session.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { standsOut } from '../parts/weighing.tsx'
import { KeptMatches } from '../persons/kept-matches.tsx'
import { isOver } from '../words/states.ts'

/**
 * Who of our own holdings may be meant in this dossier: found by the node in what came in, or by an officer's look-up. For the desk alone;
 * nothing of it is sent, and what is not decided counts as nothing.
 */
export function HoldingsCheck({ dossier }: { dossier: Pick<Dossier, 'row'> }) {
  const maySee = useMay(...draftingRoles)
  const id = dossier.row.dossier
  const matches = useGet(maySee ? reads.matches(id) : null, { everySeconds: 30 })
  if (!maySee || matches.data === undefined) return <Refusal of={matches.refused} focus={false} />
  const { check, checkedAt, rows } = matches.data
  // In what is over, nobody is looked for any more.
  const closed = isOver(dossier.row.state)
  if (closed && rows.length === 0) return null
  return (
    <Section
      id="holdings"
      title={<Trans>In our own holdings</Trans>}
      acts={
        closed ? undefined : (
          <ButtonLink to={`/persons?dossier=${id}`}>
            <UserRoundSearch aria-hidden size={16} />
            <Trans>Look a person up</Trans>
          </ButtonLink>
        )
      }
    >
      <div className="stack">
        <p className="quiet small">
          {check === 'waiting' ? (
            <Trans>The persons named in what came in are being checked against our holdings.</Trans>
          ) : check === 'done' ? (
            <Trans>
              The persons named in what came in were checked by the node, <Moment at={checkedAt ?? ''} />. Only this desk sees it; nothing of it is sent.
            </Trans>
          ) : (
            <Trans>Only this desk sees what is found here; nothing of it is sent.</Trans>
          )}
        </p>
        {rows.length > 0 ? <KeptMatches rows={rows} dossier={id} /> : check === 'done' ? <NobodyFits /> : null}
      </div>
    </Section>
  )
}

const NobodyFits = () => (
  <p>
    <Trans>Nobody we hold fits. That does not mean that the person is unknown.</Trans>
  </p>
)

/** How many candidates that fit wait for a word, for whoever has the dossier before her; a link to them. */
export function CandidatesWaiting({ dossier }: { dossier: string }) {
  const maySee = useMay(...draftingRoles)
  const matches = useGet(maySee ? reads.matches(dossier) : null)
  const open = (matches.data?.rows ?? []).filter(row => row.decision === null && standsOut(row.comparison)).length
  if (open === 0) return null
  return (
    <a href="#holdings" className="notice soon candidates-waiting">
      <UserRoundSearch aria-hidden size={20} />
      <span>
        <Plural value={open} one="# candidate in our own holdings waits for your word" other="# candidates in our own holdings wait for your word" />
      </span>
    </a>
  )
}
