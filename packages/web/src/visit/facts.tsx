import { Trans, useLingui } from '@lingui/react/macro'
import { Fact } from '../identification/facts.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { Digest, Mark, Written } from '../parts/text.tsx'
import { languageNames } from '../words/languages.ts'
import { longDate } from '../words/time.ts'
import { AgendaView, Days } from './agenda.tsx'
import type { VisitMatter } from './answers.ts'
import { Offices } from './delegations.tsx'
import { Decisions, Paragraphs } from './minutes.tsx'
import { languagesOf, SideBySide } from './two-languages.tsx'
import { courseWords, decisionStandings } from './words.ts'
import '../style/visit.css'

/** What a message of a visit says, whole: what a second person lets go, and what the partner reads. */
export function VisitFacts({ matter }: { matter: VisitMatter }) {
  const { i18n } = useLingui()
  return (
    <div className="stack">
      <p>{i18n._(courseWords[matter.step])}</p>
      <Details matter={matter} />
    </div>
  )
}

function Details({ matter }: { matter: VisitMatter }) {
  switch (matter.step) {
    case 'propose':
      return (
        <>
          <SideBySide languages={languagesOf(matter.title)} texts={matter.title} />
          <dl className="facts-list">
            <Fact name={<Trans>Visit</Trans>}>
              <Mark>{matter.visit}</Mark>
            </Fact>
            <Fact name={<Trans>Host</Trans>}>
              <Mark>{matter.host}</Mark>
            </Fact>
            <Fact name={<Trans>Place</Trans>}>
              <bdi>{matter.place}</bdi>
            </Fact>
            <Fact name={<Trans>Days</Trans>}>
              <Days from={matter.from} until={matter.until} />
            </Fact>
            <Fact name={<Trans>Languages of agenda and minutes</Trans>}>{matter.languages.map(language => languageNames[language]).join(' · ')}</Fact>
            {matter.discreet ? (
              <Fact name={<Trans>Discreet</Trans>}>
                <Trans>Known on both sides only to those who need to know of it</Trans>
              </Fact>
            ) : null}
          </dl>
        </>
      )
    case 'agenda':
      return <AgendaView agenda={matter.agenda} />
    case 'agree-agenda':
    case 'cosign':
      return (
        <p className="small">
          <Trans>
            The text with the digest <Digest of={matter.digest} />
          </Trans>
        </p>
      )
    case 'delegation':
      return <Offices of={matter.delegation} />
    case 'paper':
      return (
        <dl className="facts-list">
          <Fact name={<Trans>Paper</Trans>}>
            <bdi>{matter.title}</bdi>
          </Fact>
          <Fact name={<Trans>Handed over on</Trans>}>{longDate(matter.handedOn)}</Fact>
          <Fact name={<Trans>Digest</Trans>}>
            <Digest of={matter.digest} />
          </Fact>
        </dl>
      )
    case 'held':
      return (
        <p>
          <Days from={matter.from} until={matter.until} />
        </p>
      )
    case 'minutes':
      return (
        <>
          <Paragraphs minutes={matter.minutes} />
          <Decisions of={matter.minutes.decisions} />
        </>
      )
    case 'follow':
      return (
        <>
          <p>
            <Mark>{matter.decision}</Mark> <StateBadge of={decisionStandings[matter.status]} />
          </p>
          {matter.reason === '' ? null : <Written>{matter.reason}</Written>}
          {matter.carried === null ? null : (
            <p>
              <Mark>{matter.carried.plan}</Mark> · <Mark>{matter.carried.item}</Mark>
            </p>
          )}
        </>
      )
    default:
      return null
  }
}
