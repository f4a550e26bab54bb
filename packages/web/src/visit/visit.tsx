import type { Dossier, Visit as VisitAnswer } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { at } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { planningRoles } from '../frame/roles.ts'
import { useMay, useSession } from '../frame/session.tsx'
import { Fact } from '../identification/facts.tsx'
import { Button } from '../parts/button.tsx'
import { Loading } from '../parts/empty.tsx'
import { LegalBasis } from '../parts/legal-basis.tsx'
import { Page, Section } from '../parts/page.tsx'
import { PrintMarks } from '../parts/print-marks.tsx'
import { PrintPaper } from '../parts/print-paper.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Digest, Mark } from '../parts/text.tsx'
import { ActsOfBoth } from '../thread/acts-of-both.tsx'
import { DossierDrafts } from '../thread/dossier-drafts.tsx'
import { Message } from '../thread/message.tsx'
import { languageNames } from '../words/languages.ts'
import { inReadersLanguage } from '../words/text.ts'
import { AgendaView, Days } from './agenda.tsx'
import { type VisitRecord, visitReads } from './answers.ts'
import { Offices } from './delegations.tsx'
import { IntoPlan } from './into-plan.tsx'
import { Decisions, Paragraphs } from './minutes.tsx'
import { NeedToKnow } from './need-to-know.tsx'
import { Papers } from './papers.tsx'
import { NextSteps, StepSheet } from './steps.tsx'
import '../style/visit.css'

/** The dossier of a visit: what is prepared, what was said, what was decided, and whose turn it is. */
export default function Visit({ dossier, lead }: { dossier: Dossier; lead: ReactNode }) {
  const read = useGet(visitReads.one(dossier.row.dossier), { everySeconds: 30 })
  if (read.data === undefined)
    return (
      <Page title={dossier.row.ourReference} lead={lead}>
        <Refusal of={read.refused} />
        {read.waiting ? <Loading /> : null}
      </Page>
    )
  return <Standing dossier={dossier} lead={lead} visit={read.data} />
}

function Standing({ dossier, lead, visit }: { dossier: Dossier; lead: ReactNode; visit: VisitAnswer }) {
  const { i18n } = useLingui()
  const { row } = dossier
  const { record } = visit
  const [opened, setOpened] = useState<VisitAnswer['may'][number] | null>(null)
  const step = opened !== null && visit.may.includes(opened) ? opened : null
  return (
    <Page
      title={record === null ? row.ourReference : inReadersLanguage(record.title, i18n.locale)}
      lead={
        <>
          <Mark>{row.ourReference}</Mark> {lead}
        </>
      }
      marks={<PrintMarks dossier={dossier} />}
      aside={
        <div className="stack wide-aside">
          {record === null ? null : <NextSteps dossier={dossier} visit={visit} record={record} opened={step} onOpen={setOpened} />}
          <LegalBasis of={dossier.legalBasis} />
          <ActsOfBoth dossier={dossier} />
        </div>
      }
    >
      {visit.discreet ? <NeedToKnow dossier={row.dossier} /> : null}
      {record === null || step === null ? null : <StepSheet key={step} step={step} visit={visit} record={record} onDone={() => setOpened(null)} />}
      <DossierDrafts drafts={visit.drafts} />
      {record === null ? null : <Record visit={visit} record={record} />}
      {dossier.messages.length === 0 ? null : (
        <details className="sheet more">
          <summary>
            <Plural value={dossier.messages.length} one="# message with its proof" other="# messages with their proofs" />
          </summary>
          <div className="details-body stack">
            {dossier.messages.map(message => (
              <Message key={message.id} message={message} partner={row.partner ?? ''} />
            ))}
          </div>
        </details>
      )}
    </Page>
  )
}

function Record({ visit, record }: { visit: VisitAnswer; record: VisitRecord }) {
  const { languages } = record
  const { node } = useSession()
  const mayWrite = useMay(...planningRoles)
  const [taken, setTaken] = useState<VisitRecord['decisions'][number] | null>(null)
  const [agenda, minutes] = [record.agenda.at(-1), record.minutes.at(-1)]
  return (
    <>
      <Section title={<Trans>The visit</Trans>}>
        <dl className="facts-list">
          <Fact name={<Trans>Visit</Trans>}>
            <Mark>{record.visit}</Mark>
          </Fact>
          <Fact name={<Trans>Host</Trans>}>
            <Mark>{record.host}</Mark>
          </Fact>
          <Fact name={<Trans>Place</Trans>}>
            <bdi>{record.place}</bdi>
          </Fact>
          <Fact name={record.held === null ? <Trans>Days</Trans> : <Trans>Held on</Trans>}>
            <Days from={record.from} until={record.until} />
          </Fact>
          <Fact name={<Trans>Languages of agenda and minutes</Trans>}>{languages.map(language => languageNames[language]).join(' · ')}</Fact>
        </dl>
      </Section>
      <Section id="agenda" title={<Trans>Agenda</Trans>}>
        {agenda === undefined ? (
          <Nothing>
            <Trans>No agenda yet. Once the visit is accepted either side writes one, and the other agrees to it.</Trans>
          </Nothing>
        ) : (
          <div className="stack">
            <AgendaView agenda={agenda.text} languages={languages} />
            <Hands of={agenda} done={<Trans>Agreed to by</Trans>} />
          </div>
        )}
      </Section>
      {record.delegations.length === 0 ? null : (
        <Section title={<Trans>Delegations</Trans>}>
          <div className="stack">
            {record.delegations.map(({ message, ...delegation }) => (
              <Offices key={message} of={delegation} />
            ))}
          </div>
        </Section>
      )}
      {record.papers.length === 0 ? null : (
        <Section title={<Trans>Papers handed over</Trans>}>
          <Papers dossier={visit.row.dossier} of={record.papers} />
        </Section>
      )}
      {minutes === undefined ? null : (
        <Section
          id="minutes"
          title={<Trans>Minutes</Trans>}
          acts={<PrintPaper path={at`/v1/visits/${visit.row.dossier}/paper`} changes={[at`/v1/threads/${visit.row.dossier}`]} />}
        >
          <div className="stack">
            <Paragraphs minutes={minutes.text} languages={languages} />
            <Hands of={minutes} done={<Trans>Signed by</Trans>} />
          </div>
        </Section>
      )}
      {record.decisions.length === 0 ? null : (
        <Section id="decisions" title={<Trans>Decisions</Trans>}>
          <Decisions
            of={record.decisions}
            languages={languages}
            act={decision =>
              mayWrite && decision.owner === node.id && goesOn.includes(decision.status) ? (
                <div>
                  <Button onClick={() => setTaken(decision)}>
                    <Trans>Take {decision.id} into a plan</Trans>
                  </Button>
                </div>
              ) : null
            }
          />
        </Section>
      )}
      {taken === null ? null : <IntoPlan visit={visit} record={record} decision={taken} onClose={() => setTaken(null)} />}
    </>
  )
}

/** A decision that both have signed, and that asks for something still: as it stands, or as an action of a plan. */
const goesOn: readonly string[] = ['AGR', 'RUN', 'BLK', 'CAR']

const Nothing = ({ children }: { children: ReactNode }) => <p className="quiet">{children}</p>

type Version = VisitRecord['agenda'][number] | VisitRecord['minutes'][number]

/** Who wrote the text that stands, and which sides have put their hand to it: each a message of its own, under one digest. */
function Hands({ of, done }: { of: Version; done: ReactNode }) {
  return (
    <dl className="facts-list hands">
      <Fact name={<Trans>Written by</Trans>}>
        <Mark>{of.by}</Mark>
        {of.settled ? null : (
          <>
            {' · '}
            <Trans>not yet taken in by the partner</Trans>
          </>
        )}
      </Fact>
      <Fact name={done}>
        {of.hands.length === 0 ? (
          <Trans>nobody yet</Trans>
        ) : (
          of.hands.map(({ node, message }, at) => (
            <span key={message}>
              {at === 0 ? null : ' · '}
              <Mark>{node}</Mark>
            </span>
          ))
        )}
      </Fact>
      <Fact name={<Trans>Digest</Trans>}>
        <Digest of={of.digest} />
      </Fact>
    </dl>
  )
}
