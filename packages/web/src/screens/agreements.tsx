import type { AgreementSummary } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { useMay } from '../frame/session.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { TextArea, TextField } from '../parts/field.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { Link } from '../parts/link.tsx'
import { Page, Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Rows } from '../parts/table.tsx'
import { Digest, Mark } from '../parts/text.tsx'
import { go } from '../route.ts'
import { standings } from '../words/states.ts'
import { inReadersLanguage } from '../words/text.ts'
import { list, longDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'

/** Every agreement this node holds, by version, with its standing between the two nodes. */
export default function Agreements() {
  const { t, i18n } = useLingui()
  const agreements = useGet(reads.agreements())
  const mayImport = useMay('LEG')
  const columns = [
    {
      id: 'title',
      head: <Trans>Instrument</Trans>,
      cell: (row: AgreementSummary) => (
        <>
          <Link to={`/agreements/${row.hash}`} className="cell-main" data-row-link>
            {inReadersLanguage(row.title, i18n.locale)}
          </Link>
          <span className="cell-sub">
            <Mark>{row.id}</Mark> · <Trans>version {row.version}</Trans> · <Digest of={row.hash} />
          </span>
        </>
      ),
    },
    { id: 'regimes', head: <Trans>Regime</Trans>, cell: (row: AgreementSummary) => list(row.regimes.map(regime => word('legalRegime', regime))) },
    {
      id: 'partners',
      head: <Trans>With</Trans>,
      cell: (row: AgreementSummary) => (
        <ul className="plain-list">
          {row.partners.map(node => (
            <li key={node}>
              <Mark>{node}</Mark>
            </li>
          ))}
        </ul>
      ),
    },
    {
      id: 'force',
      head: <Trans>Standing</Trans>,
      cell: (row: AgreementSummary) => (
        <>
          <StateBadge of={standings[row.standing]} />
          <span className="cell-sub">
            {row.inForceFrom === null ? null : <Trans>from {longDate(row.inForceFrom)}</Trans>}{' '}
            {row.inForceUntil === null ? null : <Trans>to {longDate(row.inForceUntil)}</Trans>}
          </span>
          {row.illustrative ? (
            <span className="cell-sub">
              <Trans>holds illustrative clauses</Trans>
            </span>
          ) : null}
        </>
      ),
    },
  ]
  return (
    <Page title={t`Agreements`} lead={<Trans>What may be exchanged, and on what terms. Without a clause nothing leaves.</Trans>}>
      <Refusal of={agreements.refused} />
      {agreements.waiting ? <Loading rows={4} /> : null}
      {agreements.data === undefined ? null : agreements.data.length === 0 ? (
        <EmptyState icon={ScrollText} title={t`No agreement here yet`}>
          <Trans>The legal adviser imports the text; both nodes sign it; then it is activated.</Trans>
        </EmptyState>
      ) : (
        <Rows label={t`Agreements`} groups={[{ id: 'all', rows: agreements.data }]} columns={columns} keyOf={row => row.hash} />
      )}
      {mayImport ? <Import /> : null}
    </Page>
  )
}

function Import() {
  const [text, setText] = useState('')
  const [partner, setPartner] = useState('')
  const bring = useAct(acts.importAgreement, agreement => go(`/agreements/${agreement.summary.hash}`))
  return (
    <Section title={<Trans>Bring in an agreement</Trans>}>
      <form
        className="stack"
        onSubmit={event => {
          event.preventDefault()
          if (text !== '' && partner !== '') void bring.run({ text, partner: partner as never })
        }}
      >
        <TextField
          label={<Trans>Partner node</Trans>}
          hint={<Trans>For example MA-DGSN-SPOC</Trans>}
          value={partner}
          onChange={value => setPartner(value.toUpperCase().trim())}
          dir="ltr"
          width="half"
          maxLength={64}
        />
        <TextArea
          label={<Trans>Text of the agreement</Trans>}
          hint={<Trans>Paste the JSON, or choose the file. Errors are told with line and column.</Trans>}
          value={text}
          onChange={setText}
          rows={5}
          maxLength={1_048_576}
        />
        <Refusal of={bring.refused} />
        <div className="page-acts">
          <FileButton
            accept=".json,application/json"
            onFiles={([file]) => {
              if (file !== undefined && file.size <= 1_048_576) void file.text().then(setText)
            }}
          >
            <Trans>Choose the file</Trans>
          </FileButton>
          <Button type="submit" busy={bring.busy}>
            <Trans>Bring it in as a draft</Trans>
          </Button>
        </div>
      </form>
    </Section>
  )
}
