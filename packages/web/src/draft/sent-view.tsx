import type { DraftAttachment, DraftFields } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Paperclip } from 'lucide-react'
import { IdentificationFacts } from '../identification/facts.tsx'
import { NoticeFacts } from '../obligation/facts.tsx'
import { ConditionList } from '../parts/conditions.tsx'
import { Section } from '../parts/page.tsx'
import { StatementList } from '../parts/statement.tsx'
import { Coded, CodedList, Mark, Written } from '../parts/text.tsx'
import { VisitFacts } from '../visit/facts.tsx'
import { useNames } from '../words/states.ts'
import { longDate, size } from '../words/time.ts'
import { leavingConditions } from './fields.ts'
import { MatterView } from './matter-view.tsx'

/** A message as the partner will see it, and nothing else: what stays home (judicial authorisation, guards) is not here. */
export function SentView({ fields, attachments }: { fields: DraftFields; attachments: readonly DraftAttachment[] }) {
  const { t, i18n } = useLingui()
  const conditions = leavingConditions(fields)
  return (
    <Section title={fields.title === '' ? <Trans>Message</Trans> : <bdi dir="auto">{fields.title}</bdi>}>
      <div className="stack">
        <dl className="facts-list">
          <dt>
            <Trans>To</Trans>
          </dt>
          <dd>{fields.to === null ? '–' : <Mark>{fields.to}</Mark>}</dd>
          <dt>
            <Trans>Kind</Trans>
          </dt>
          <dd>
            <Coded scheme="messageType" code={fields.messageType} />
          </dd>
          {fields.purpose === null ? null : (
            <>
              <dt>
                <Trans>Purpose</Trans>
              </dt>
              <dd>
                <Coded scheme="purpose" code={fields.purpose} />
              </dd>
            </>
          )}
          {(fields.event ?? '').trim() === '' ? null : (
            <>
              <dt>
                <Trans>The event</Trans>
              </dt>
              <dd dir="auto" lang={fields.language}>
                {fields.event}
              </dd>
            </>
          )}
          {fields.crimeArea === null ? null : (
            <>
              <dt>
                <Trans>Crime area</Trans>
              </dt>
              <dd>
                <Coded scheme="crimeArea" code={fields.crimeArea} />
              </dd>
            </>
          )}
          <dt>
            <Trans>Urgency</Trans>
          </dt>
          <dd>
            <Coded scheme="urgency" code={fields.urgency} />
          </dd>
          {fields.caseReference === '' ? null : (
            <>
              <dt>
                <Trans>Case</Trans>
              </dt>
              <dd>
                <bdi>{fields.caseReference}</bdi>
              </dd>
            </>
          )}
          {fields.ground === null ? null : (
            <>
              <dt>
                <Trans>Ground</Trans>
              </dt>
              <dd>
                <Coded scheme="refusalGround" code={fields.ground} />
              </dd>
            </>
          )}
          {fields.extent === null ? null : (
            <>
              <dt>
                <Trans>Extent</Trans>
              </dt>
              <dd>{fields.extent === 'whole' ? t`the whole request` : t`a part; more will come`}</dd>
            </>
          )}
          {fields.use === null ? null : (
            <>
              <dt>
                <Trans>Use</Trans>
              </dt>
              <dd>{i18n._(useNames[fields.use])}</dd>
            </>
          )}
          {fields.subjectCategory === null ? null : (
            <>
              <dt>
                <Trans>Capacity</Trans>
              </dt>
              <dd>
                <Coded scheme="subjectCategory" code={fields.subjectCategory} />
              </dd>
            </>
          )}
          <dt>
            <Trans>Handling</Trans>
          </dt>
          <dd>
            <CodedList scheme="handlingCode" codes={fields.handling} />
          </dd>
          {conditions.length === 0 ? null : (
            <>
              <dt>
                <Trans>Conditions of code H3</Trans>
              </dt>
              <dd>
                <ConditionList of={conditions} language={fields.language} />
              </dd>
            </>
          )}
          {fields.holdUntil === null ? null : (
            <>
              <dt>
                <Trans>Kept until</Trans>
              </dt>
              <dd>{longDate(fields.holdUntil)}</dd>
            </>
          )}
        </dl>
        {fields.reasons === '' ? null : (
          <div>
            <h3>
              <Trans>Reasons</Trans>
            </h3>
            <Written>{fields.reasons}</Written>
          </div>
        )}
        {fields.matter === null || fields.matter === undefined ? null : <MatterView of={fields.matter} />}
        {fields.note === '' ? null : (
          <div>
            <h3>
              <Trans>Note</Trans>
            </h3>
            <Written>{fields.note}</Written>
          </div>
        )}
        <NoticeFacts of={fields.matter} />
        {fields.matter?.matter === 'identification' ? <IdentificationFacts matter={fields.matter} /> : null}
        {fields.matter?.matter === 'visit' ? <VisitFacts matter={fields.matter} /> : null}
        <StatementList items={fields.items} />
        {attachments.length === 0 ? null : (
          <div>
            <h3>
              <Trans>Attachments</Trans>
            </h3>
            <ul className="files">
              {attachments.map(file => (
                <li key={file.id}>
                  <Paperclip aria-hidden size={16} /> <bdi className="file-name">{file.name}</bdi> <span className="quiet small">{size(file.bytes)}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Section>
  )
}
