import type { ActRow } from '@entraide/node/api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { SearchX } from 'lucide-react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { useMay } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { SelectFilter } from '../parts/filter.tsx'
import { Link } from '../parts/link.tsx'
import { Page, Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useSaid } from '../parts/said.ts'
import { Rows } from '../parts/table.tsx'
import { Digest, Mark } from '../parts/text.tsx'
import { go, useAddress, useFilter } from '../route.ts'
import { actWords } from '../words/act-words.ts'
import { count } from '../words/time.ts'

/** Who did what, when and why, and how the logs stand; never content. */
export default function Oversight() {
  const { t } = useLingui()
  const mayActs = useMay('INS', 'DPO')
  return (
    <Page title={t`Oversight`} lead={<Trans>Who did what, when and why. Content is opened under an inspection mandate only.</Trans>}>
      <Logs />
      {mayActs ? <Acts /> : null}
    </Page>
  )
}

function Logs() {
  const logs = useGet(reads.logs(), { everySeconds: 30 })
  return (
    <Section title={<Trans>The logs</Trans>}>
      <Refusal of={logs.refused} />
      {logs.waiting ? <Loading rows={2} /> : null}
      {logs.data === undefined ? null : (
        <div className="stack">
          <table className="compare">
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Log</Trans>
                </th>
                <th scope="col">
                  <Trans>Lines</Trans>
                </th>
                <th scope="col">
                  <Trans>Head</Trans>
                </th>
                <th scope="col">
                  <Trans>Last checkpoint</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {logs.data.logs.map(log => (
                <tr key={log.log}>
                  <th scope="row">
                    <Mark>{log.log}</Mark>
                  </th>
                  <td>{count(log.size)}</td>
                  <td>
                    <Digest of={log.head} />
                  </td>
                  <td>{log.checkpointAt === null ? '–' : <Moment at={log.checkpointAt} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="small">
            <Trans>
              {count(logs.data.counts.sent)} sent, {count(logs.data.counts.admitted)} admitted, {count(logs.data.counts.refused)} refused,{' '}
              {count(logs.data.counts.receipts)} receipts
            </Trans>
          </p>
          <p className="quiet small">
            <Trans>Compare size and head with what the partner and your own witness hold: a log that was rewritten no longer fits.</Trans>
          </p>
        </div>
      )}
    </Section>
  )
}

/** What an inspector asks first; each is a filter of the acts log, which she can narrow further. */
const questions: readonly { readonly asks: MessageDescriptor; readonly act: string; readonly outcome: string }[] = [
  { asks: msg`Who opened which dossier, and why?`, act: 'open-dossier', outcome: '' },
  { asks: msg`Who looked a person up, and why?`, act: 'persons-search', outcome: '' },
  { asks: msg`Who released what?`, act: 'release', outcome: '' },
  { asks: msg`What was refused?`, act: '', outcome: 'refused' },
]

function Acts() {
  const { t, i18n } = useLingui()
  const saidOf = (name: string) => {
    const known = actWords[name]
    return known === undefined ? name : i18n._(known)
  }
  const { path, query } = useAddress()
  const [act, setAct] = useFilter('act')
  const [actor, setActor] = useFilter('actor')
  const [dossier, setDossier] = useFilter('dossier')
  const [outcome, setOutcome] = useFilter('outcome')
  const after = query.get('after') ?? ''
  const list = useGet(reads.acts({ act, actor, dossier, outcome, after }))
  const known = [...new Set((list.data?.rows ?? []).map(row => row.act).concat(act === '' ? [] : [act]))].sort()
  const narrowed = [act, actor, dossier, outcome].some(value => value !== '')
  return (
    <>
      <nav className="filters questions" aria-label={t`Questions`}>
        {questions.map(question => {
          const asked = question.act === act && question.outcome === outcome
          const to = new URLSearchParams(Object.entries(question.act === '' ? { outcome: question.outcome } : { act: question.act }))
          return (
            <Link key={to.toString()} to={asked ? path : `${path}?${to}`} className="control filter toggle question" aria-current={asked ? 'true' : undefined}>
              {i18n._(question.asks)}
            </Link>
          )
        })}
        {narrowed ? (
          <Link to={path} className="small">
            <Trans>Show everything</Trans>
          </Link>
        ) : null}
      </nav>
      <div className="filters">
        <SelectFilter label={t`Act`} value={act} onChange={setAct} choices={known.map(name => ({ value: name, text: saidOf(name) }))} all={t`All acts`} />
        <SelectFilter
          label={t`Outcome`}
          value={outcome}
          onChange={setOutcome}
          choices={[
            { value: 'done', text: t`done` },
            { value: 'refused', text: t`refused` },
          ]}
          all={t`Done and refused`}
        />
        <input
          className="control filter"
          dir="ltr"
          aria-label={t`Service number`}
          placeholder={t`Service number`}
          defaultValue={actor}
          onKeyDown={event => event.key === 'Enter' && setActor(event.currentTarget.value.trim())}
          onBlur={event => event.target.value.trim() !== actor && setActor(event.target.value.trim())}
        />
        <input
          className="control filter"
          dir="ltr"
          aria-label={t`Dossier id`}
          placeholder={t`Dossier id`}
          defaultValue={dossier}
          onKeyDown={event => event.key === 'Enter' && setDossier(event.currentTarget.value.trim())}
          onBlur={event => event.target.value.trim() !== dossier && setDossier(event.target.value.trim())}
        />
      </div>
      <Refusal of={list.refused} />
      {list.waiting ? <Loading /> : null}
      {list.data === undefined ? null : list.data.rows.length === 0 ? (
        <EmptyState icon={SearchX} title={t`No act matches`} />
      ) : (
        <>
          <Rows
            label={t`Acts`}
            groups={[{ id: 'all', rows: list.data.rows }]}
            keyOf={(row: ActRow) => row.id}
            columns={[
              {
                id: 'at',
                head: <Trans>When</Trans>,
                cell: row => (
                  <>
                    <Moment at={row.at} />
                    {row.position === null ? null : (
                      <span className="cell-sub">
                        <Mark>{`#${row.position}`}</Mark>
                      </span>
                    )}
                  </>
                ),
              },
              { id: 'who', head: <Trans>Who</Trans>, cell: row => (row.actor === null ? <Trans>the node itself</Trans> : <Mark>{row.actor}</Mark>) },
              { id: 'act', head: <Trans>Act</Trans>, cell: row => <ActName of={row.act} /> },
              { id: 'outcome', head: <Trans>Outcome</Trans>, cell: row => <Outcome row={row} /> },
              {
                id: 'why',
                head: <Trans>Why</Trans>,
                cell: row => (
                  <>
                    {row.reason === null ? <span className="quiet">–</span> : <bdi>{row.reason}</bdi>}
                    {row.dossier === null ? null : (
                      <span className="cell-sub">
                        <Mark className="code">{row.dossier}</Mark>
                      </span>
                    )}
                  </>
                ),
              },
            ]}
          />
          <div className="pager small">
            <span className="quiet">
              <Plural value={list.data.total} one="# act" other="# acts" />
            </span>
            {list.data.next === null ? null : (
              <Button
                onClick={() => {
                  const next = new URLSearchParams(query)
                  next.set('after', list.data?.next ?? '')
                  go(`/oversight?${next}`)
                }}
              >
                <Trans>Next page</Trans>
              </Button>
            )}
          </div>
        </>
      )}
    </>
  )
}

/** An act in words, with its name in the log beside it: the log itself is compared by those names. */
function ActName({ of }: { of: string }) {
  const { i18n } = useLingui()
  const known = actWords[of]
  return known === undefined ? (
    <Mark>{of}</Mark>
  ) : (
    <>
      {i18n._(known)}
      <span className="cell-sub">
        <Mark>{of}</Mark>
      </span>
    </>
  )
}

function Outcome({ row }: { row: ActRow }) {
  const said = useSaid(row.code)
  if (row.outcome === 'done') return <Trans>done</Trans>
  return (
    <>
      <span className="warn">
        <Trans>refused</Trans>
      </span>
      {row.code === null ? null : <span className="cell-sub">{said.what}</span>}
    </>
  )
}
