import type { BadRow, HoldingsReport } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Database } from 'lucide-react'
import { useState } from 'react'
import { reads } from '../api/answers.ts'
import type { Refused } from '../api/client.ts'
import { useGet } from '../api/hooks.ts'
import { sendFile } from '../api/send-file.ts'
import { useMay } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { Page, Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useSaid } from '../parts/said.ts'
import { Rows } from '../parts/table.tsx'
import { Mark } from '../parts/text.tsx'
import { HoldingsLine } from '../persons/holdings-line.tsx'
import { PersonsTabs } from '../persons/tabs.tsx'
import { count, size } from '../words/time.ts'

type Loaded = { readonly file: string; readonly report: HoldingsReport }
type Sending = { readonly file: string; readonly sent: number; readonly bytes: number; readonly stop: () => void }

/** What this node holds of persons: how many, since when; and, for operators, taking a file of records in. */
export default function HoldingsPage() {
  const { t } = useLingui()
  const mayLoad = useMay('OPR')
  const [sending, setSending] = useState<Sending | null>(null)
  // Somebody else may be loading, or this page may have been left and found again.
  const holdings = useGet(reads.holdings(), { everySeconds: sending === null ? 15 : 2 })
  return (
    <Page title={t`Our holdings`} lead={<Trans>The persons this node knows of itself. They are sealed at rest, and nobody can page through them.</Trans>}>
      <PersonsTabs />
      <Refusal of={holdings.refused} />
      {holdings.waiting ? <Loading rows={2} /> : null}
      {holdings.data === undefined ? null : holdings.data.persons === 0 && holdings.data.takingIn === null && sending === null ? (
        <EmptyState icon={Database} title={t`No person is held here yet`}>
          {mayLoad ? (
            <Trans>Load a file of records below. Until then, nothing can be looked up and nothing that comes in is checked.</Trans>
          ) : (
            <Trans>An operator loads the records. Until then, nothing can be looked up.</Trans>
          )}
        </EmptyState>
      ) : (
        <Section title={<Trans>Held now</Trans>}>
          <HoldingsLine of={holdings.data} />
          {holdings.data.takingIn === null ? null : <TakingIn of={holdings.data.takingIn} ours={sending !== null} />}
        </Section>
      )}
      {mayLoad ? <Load sending={sending} setSending={setSending} /> : null}
    </Page>
  )
}

/** A taking-in that is under way, by whoever began it. */
function TakingIn({
  of,
  ours,
}: {
  of: { readonly stage: 'reading' | 'placing'; readonly read: number; readonly placed: number; readonly places: number }
  ours: boolean
}) {
  const { t } = useLingui()
  return (
    <div className="taking-in">
      <p>
        {of.stage === 'reading' ? (
          ours ? (
            <Trans>{count(of.read)} records read so far</Trans>
          ) : (
            <Trans>{count(of.read)} records of a file were read. Either it is still coming in, or it was broken off: load the same file again then.</Trans>
          )
        ) : (
          <Trans>
            Being put in their places: {count(of.placed)} of {count(of.places)} parts
          </Trans>
        )}
      </p>
      {of.stage === 'placing' ? <progress max={of.places} value={of.placed} aria-label={t`Records put in their places`} /> : null}
    </div>
  )
}

/** Loads a file: all of it or nothing, with its progress, and a report row by row when something is wrong. */
function Load({ sending, setSending }: { sending: Sending | null; setSending: (sending: Sending | null) => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const load = (file: File) => {
    setLoaded(null)
    setRefused(null)
    const { done, stop } = sendFile<HoldingsReport>('/v1/holdings', file, sent => setSending({ file: file.name, sent, bytes: file.size, stop }))
    setSending({ file: file.name, sent: 0, bytes: file.size, stop })
    done
      .then(
        ({ answer, refused }) => (answer === null ? setRefused(refused) : setLoaded({ file: file.name, report: answer })),
        () => undefined,
      )
      .finally(() => {
        setSending(null)
        void client.invalidateQueries({ queryKey: ['/v1/holdings'] })
      })
  }
  return (
    <Section title={<Trans>Load records</Trans>}>
      <div className="stack">
        <p className="quiet">
          <Trans>
            A text file with one record on each line, as JSON: a reference of your own, one name or more, and what else is known. A row with a known reference
            replaces the record; <Mark className="code">"removed":true</Mark> takes it out. The file is taken in whole, or not at all.
          </Trans>
        </p>
        <pre className="example code" dir="ltr">
          {'{"id":"R-2041","names":["محمد مثالي","Mohamed Mithali"],"birthDate":"1966-11","birthPlace":"Oujda"}'}
        </pre>
        {sending === null ? null : (
          <div className="sending-line">
            <bdi className="file-name">{sending.file}</bdi>
            <progress max={sending.bytes} value={sending.sent} aria-label={t`Sending ${sending.file} to the node`} />
            <span className="quiet small">
              {sending.sent < sending.bytes ? (
                <Trans>
                  {size(sending.sent)} of {size(sending.bytes)}
                </Trans>
              ) : (
                <Trans>Sent whole; the node is working on it</Trans>
              )}
            </span>
            <Button look="quiet" onClick={sending.stop}>
              <Trans>Stop</Trans>
            </Button>
          </div>
        )}
        {loaded === null ? null : <Report of={loaded} />}
        <Refusal of={refused === null ? null : { ...refused, facts: refused.refused === 'records-bad' ? { bad: refused.facts.bad } : refused.facts }} />
        {refused?.refused === 'records-bad' ? <BadRows rows={(refused.facts.rows ?? []) as readonly BadRow[]} bad={Number(refused.facts.bad)} /> : null}
        <div>
          <FileButton
            look="main"
            busy={sending !== null}
            accept=".jsonl,.ndjson,.json,.txt,application/jsonl,application/x-ndjson,text/plain"
            onFiles={([file]) => file !== undefined && load(file)}
          >
            <Trans>Choose a file and load it</Trans>
          </FileButton>
        </div>
      </div>
    </Section>
  )
}

function Report({ of: { file, report } }: { of: Loaded }) {
  return (
    <div className="notice good" role="status">
      <div>
        <p className="notice-what">
          <Trans>
            <bdi>{file}</bdi> is taken in
          </Trans>
        </p>
        <p>
          <Plural value={report.rows} one="# row" other="# rows" />:{' '}
          <Trans>
            {count(report.added)} added, {count(report.changed)} changed, {count(report.removed)} taken out, the others were held already.
          </Trans>
        </p>
      </div>
    </div>
  )
}

/** Which rows stood in the way, and why: nothing is half taken in. */
function BadRows({ rows, bad }: { rows: readonly BadRow[]; bad: number }) {
  const { t } = useLingui()
  return (
    <div className="stack">
      <p>
        <Plural value={bad} one="# row cannot be taken in." other="# rows cannot be taken in." />{' '}
        {bad > rows.length ? <Trans>The first {count(rows.length)} are listed.</Trans> : null}
      </p>
      <Rows
        label={t`Rows that cannot be taken in`}
        groups={[{ id: 'bad', rows }]}
        keyOf={row => String(row.line)}
        columns={[
          { id: 'line', head: <Trans>Line</Trans>, cell: row => <span className="number">{count(row.line)}</span> },
          { id: 'why', head: <Trans>Why</Trans>, cell: row => <Why code={row.code} /> },
          {
            id: 'where',
            head: <Trans>Where</Trans>,
            cell: row => (row.facts.column === undefined ? null : <Trans>from character {count(Number(row.facts.column))} on</Trans>),
          },
        ]}
      />
    </div>
  )
}

function Why({ code }: { code: string }) {
  const { what, next } = useSaid(code)
  return (
    <>
      {what} <span className="cell-sub">{next}</span>
    </>
  )
}
