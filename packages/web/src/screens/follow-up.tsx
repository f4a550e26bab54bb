import type { FollowUp as FollowUpAnswer } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { ChartBar, Download } from 'lucide-react'
import { useState } from 'react'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { saveFile } from '../api/save-file.ts'
import { exportingRoles } from '../frame/roles.ts'
import { useMay } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { DayField } from '../parts/day-field.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { SelectField } from '../parts/field.tsx'
import { SelectFilter } from '../parts/filter.tsx'
import { Page, Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { CountTable, LineCounts } from '../plan/line-counts.tsx'
import { useFilter } from '../route.ts'
import { count, shortDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'

/** What became of what was asked with a partner in a period, by both sides' counts; of all agreements or of one; and as a file. */
export default function FollowUp() {
  const { t } = useLingui()
  const read = useGet(reads.agreements())
  const partners = read.data
  const [partner, setPartner] = useFilter('partner')
  const [from, setFrom] = useFilter('from')
  const [until, setUntil] = useFilter('until')
  const [agreement, setAgreement] = useFilter('agreement')
  // The relation with most instruments first: a node has more to follow up there than with a neighbour at home.
  const instruments = Map.groupBy(
    (partners ?? []).flatMap(each => each.partners),
    each => each,
  )
  const known = [...instruments.keys()].sort((a, b) => (instruments.get(b)?.length ?? 0) - (instruments.get(a)?.length ?? 0) || (a < b ? -1 : 1))
  const year = new Date().getUTCFullYear()
  const chosen = partner || (known[0] ?? '')
  const period = { partner: chosen, from: from || `${year}-01-01`, until: until || `${year}-12-31` }
  const found = useGet(chosen === '' ? null : reads.followUp({ ...period, ...(agreement === '' ? {} : { agreement }) }))
  const agreements = [...new Set((partners ?? []).filter(each => each.partners.includes(chosen as never)).map(each => `${each.id}.${each.version}`))]
  return (
    <Page title={t`Follow-up`} lead={<Trans>What became of what was asked, by both sides. Only counts: no person, no reference, no day of any case.</Trans>}>
      <div className="filters">
        <select className="control filter" aria-label={t`Partner`} value={chosen} onChange={event => setPartner(event.target.value)}>
          {known.map(each => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
        <SelectFilter
          label={t`Agreement`}
          all={t`All agreements`}
          value={agreement}
          onChange={setAgreement}
          choices={agreements.map(each => ({ value: each, text: each }))}
        />
        <DayField label={<Trans>First day</Trans>} value={period.from} onChange={setFrom} />
        <DayField label={<Trans>Last day</Trans>} value={period.until} onChange={setUntil} />
      </div>
      <Refusal of={read.refused ?? found.refused} />
      {found.waiting || (chosen === '' && read.waiting) ? <Loading rows={8} /> : null}
      {found.data === undefined ? (
        chosen === '' && partners !== undefined ? (
          <EmptyState icon={ChartBar} title={t`No partner yet`}>
            <Trans>Counts begin with the first exchange under an agreement. The legal adviser brings agreements into force.</Trans>
          </EmptyState>
        ) : null
      ) : (
        <Found
          of={found.data}
          onPeriod={(first, last) => {
            setFrom(first)
            setUntil(last)
          }}
        />
      )}
    </Page>
  )
}

function Found({ of, onPeriod }: { of: FollowUpAnswer; onPeriod: (from: string, until: string) => void }) {
  const { t } = useLingui()
  const mayExport = useMay(...exportingRoles)
  return (
    <>
      <p className="quiet small">
        {of.theirsAt === null ? (
          <Trans>The partner has not told its counts of exactly this period.</Trans>
        ) : (
          <Trans>
            The partner counted this period <Moment at={of.theirsAt} partner={of.partner} />.
          </Trans>
        )}
      </p>
      {of.theirsAt !== null || of.told.length === 0 ? null : (
        <div className="filters">
          <span className="quiet small">
            <Trans>Periods it has told:</Trans>
          </span>
          {of.told.map(each => (
            <Button key={`${each.from} ${each.until} ${each.at}`} look="quiet" onClick={() => onPeriod(each.from, each.until)}>
              {shortDate(each.from)} – {shortDate(each.until)}
            </Button>
          ))}
        </div>
      )}
      {of.uncounted === 0 ? null : (
        <p className="notice" role="status">
          <Trans>Exchanges that changed lately and are not counted yet: {count(of.uncounted)}</Trans>
        </p>
      )}
      <Section title={<Trans>Requests and identifications, both ways</Trans>}>
        <div className="columns wide">
          {of.totals.map(line => (
            <LineCounts key={line.asker} line={line} />
          ))}
        </div>
      </Section>
      {of.lines.length === 0 ? (
        <EmptyState icon={ChartBar} title={t`Nothing was exchanged in this period`} />
      ) : (
        <Section title={<Trans>By agreement and kind</Trans>}>
          <div className="columns wide">
            {of.lines.map(line => (
              <div key={`${line.agreement} ${line.asker} ${line.type}`} className="card">
                <h3>
                  {line.type === null ? null : word('messageType', line.type)}{' '}
                  <span className="quiet small">
                    <Mark>{`${line.asker} → ${line.holder}`}</Mark> · <Mark>{line.agreement ?? ''}</Mark>
                  </span>
                </h3>
                <CountTable line={line} />
              </div>
            ))}
          </div>
        </Section>
      )}
      {mayExport ? <Export of={of} /> : null}
    </>
  )
}

/** The counts as a file: an act, logged, with what was taken and for whom. */
function Export({ of }: { of: FollowUpAnswer }) {
  const { t, i18n } = useLingui()
  const [format, setFormat] = useState<'csv' | 'json'>('csv')
  const [audience, setAudience] = useState<'parties' | 'public'>('public')
  const take = useAct(acts.exportFollowUp, content => {
    const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`
    const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json'
    saveFile(`follow-up-${of.partner}-${of.from}-${of.until}.${format}`, new Blob([text], { type }))
    toast(t`Saved. It is in the acts log.`)
  })
  return (
    <Section title={<Trans>Take out as a file</Trans>}>
      <div className="stack">
        <Refusal of={take.refused} />
        <div className="field-row">
          <SelectField
            label={<Trans>For whom</Trans>}
            value={audience}
            onChange={value => setAudience(value as 'public')}
            choices={[
              { value: 'public', text: t`The public: counts of 1 to 4 are withheld` },
              { value: 'parties', text: t`The two parties and their joint committee` },
            ]}
          />
          <SelectField
            label={<Trans>Format</Trans>}
            value={format}
            onChange={value => setFormat(value as 'csv')}
            choices={[
              { value: 'csv', text: 'CSV' },
              { value: 'json', text: 'JSON' },
            ]}
          />
        </div>
        <p className="quiet small">
          <Trans>
            A count of one tells the partner nothing new. Whoever knows of one case would read its end in it: so the public is not given small counts, nor what
            would give them back by subtraction.
          </Trans>
        </p>
        <div>
          <Button
            busy={take.busy}
            onClick={() =>
              void take.run({
                partner: of.partner,
                from: of.from,
                until: of.until,
                ...(of.agreement === null ? {} : { agreement: of.agreement }),
                format,
                audience,
                language: i18n.locale,
              })
            }
          >
            <Download aria-hidden size={16} /> <Trans>Save the file</Trans>
          </Button>
        </div>
      </div>
    </Section>
  )
}
