import type { OutboxRow } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Send } from 'lucide-react'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { useMay } from '../frame/session.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { Link } from '../parts/link.tsx'
import { Page } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useSaid } from '../parts/said.ts'
import { Rows } from '../parts/table.tsx'
import { Mark } from '../parts/text.tsx'
import { go, useAddress } from '../route.ts'
import { controlWords } from '../words/act-words.ts'
import { outboxStates } from '../words/states.ts'
import { size } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'

/** What was released and is on its way, each with where it stands and why, in words. */
export default function Outbox() {
  const { t, i18n } = useLingui()
  const { query } = useAddress()
  const list = useGet(reads.outbox(query.get('after') ?? undefined), { everySeconds: 10 })
  const mayAct = useMay('OPR')
  const retry = useAct(acts.retry)
  const stop = useAct(acts.stop)
  const kindOf = (kind: string) => {
    const control = controlWords[kind]
    return control === undefined ? word('messageType', kind) : i18n._(control)
  }
  const columns = [
    {
      id: 'reference',
      head: <Trans>Reference</Trans>,
      cell: (row: OutboxRow) => (
        <>
          {row.dossier === null ? (
            <span data-row-link tabIndex={-1}>
              {row.ourReference === null ? <Trans>between the nodes</Trans> : <Mark>{row.ourReference}</Mark>}
            </span>
          ) : (
            <Link to={`/threads/${row.dossier}`} className="cell-main" data-row-link>
              <Mark>{row.ourReference ?? row.message}</Mark>
            </Link>
          )}
          <span className="cell-sub cell-line">
            <Mark>{row.partner}</Mark>
          </span>
        </>
      ),
    },
    {
      id: 'what',
      head: <Trans>What</Trans>,
      cell: (row: OutboxRow) => (
        <>
          <span>{kindOf(row.kind)}</span>
          <span className="cell-sub">{size(row.bytes)}</span>
        </>
      ),
    },
    {
      id: 'where',
      head: <Trans>Where it stands</Trans>,
      cell: (row: OutboxRow) => <Standing row={row} />,
    },
    {
      id: 'acts',
      head: <span className="hidden-text">{t`Acts`}</span>,
      cell: (row: OutboxRow) =>
        mayAct && ['stuck', 'waiting', 'waiting-slot', 'held-by-partner'].includes(row.state) ? (
          <span className="row-acts">
            {row.state === 'stuck' || row.state === 'waiting' ? (
              <Button busy={retry.busy} onClick={() => void retry.run(row.message)}>
                <Trans>Try now</Trans>
              </Button>
            ) : null}
            <Button look="quiet" busy={stop.busy} onClick={() => void stop.run(row.message)}>
              <Trans>Stop and return to the author</Trans>
            </Button>
          </span>
        ) : null,
    },
  ]
  return (
    <Page title={t`Outbox`} lead={<Trans>Released messages until their receipt is here. Permission is asked again before each attempt.</Trans>}>
      <Refusal of={list.refused ?? retry.refused ?? stop.refused} />
      {list.waiting ? <Loading /> : null}
      {list.data === undefined ? null : list.data.rows.length === 0 ? (
        <EmptyState icon={Send} title={t`Nothing is on its way`}>
          <Trans>A message comes here when a second person has released it.</Trans>
        </EmptyState>
      ) : (
        <>
          <Rows label={t`Outbox`} groups={[{ id: 'all', rows: list.data.rows }]} columns={columns} keyOf={row => row.message} />
          {list.data.next === null ? null : (
            <div className="pager">
              <Plural value={list.data.total} one="# message" other="# messages" />
              <Button onClick={() => go(`/outbox?after=${encodeURIComponent(list.data?.next ?? '')}`)}>
                <Trans>Next page</Trans>
              </Button>
            </div>
          )}
        </>
      )}
    </Page>
  )
}

/** State, why, and what happens next, in one place. */
function Standing({ row }: { row: OutboxRow }) {
  const said = useSaid(row.reason)
  return (
    <>
      <StateBadge of={outboxStates[row.state]} />{' '}
      {row.deliveredAt === null ? null : (
        <span className="quiet">
          <Moment at={row.deliveredAt} partner={row.partner} />
        </span>
      )}
      {row.reason === null ? null : <span className="cell-reason">{said.what}</span>}
      {row.nextTryAt === null || row.deliveredAt !== null ? null : (
        <span className="cell-sub">
          {row.state === 'waiting-slot' ? (
            <Trans>
              Leaves at <Moment at={row.nextTryAt} partner={row.partner} />
            </Trans>
          ) : (
            <Trans>
              Next attempt at <Moment at={row.nextTryAt} partner={row.partner} />
            </Trans>
          )}
          {row.tries > 0 ? (
            <>
              {' · '}
              <Plural value={row.tries} one="# attempt so far" other="# attempts so far" />
            </>
          ) : null}
        </span>
      )}
    </>
  )
}
