import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { FileSearch } from 'lucide-react'
import { useState } from 'react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { Link } from '../parts/link.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Rows } from '../parts/table.tsx'
import { Mark } from '../parts/text.tsx'
import { word } from '../words/vocabulary.ts'

/** Every exchange that rests on an agreement: ids, clause and outcome, never content. */
export function ExchangesUnder({ hash }: { hash: string }) {
  const { t } = useLingui()
  /** Where each page before this one ended: the way back. */
  const [ends, setEnds] = useState<readonly string[]>([])
  const list = useGet(reads.agreementExchanges(hash, ends.at(-1)))
  if (list.refused !== null) return <Refusal of={list.refused} />
  if (list.data === undefined) return <Loading />
  const { rows, next, total } = list.data
  if (rows.length === 0) return <EmptyState icon={FileSearch} title={t`No exchange rests on it yet`} />
  return (
    <>
      <Rows
        label={t`Exchanges under this agreement`}
        groups={[{ id: 'all', rows }]}
        keyOf={row => row.message}
        columns={[
          {
            id: 'what',
            head: <Trans>What</Trans>,
            cell: row =>
              row.dossier === null ? (
                word('messageType', row.messageType)
              ) : (
                <Link to={`/threads/${row.dossier}`} data-row-link>
                  {word('messageType', row.messageType)}
                </Link>
              ),
          },
          { id: 'direction', head: <Trans>Direction</Trans>, cell: row => (row.direction === 'in' ? <Trans>received</Trans> : <Trans>sent</Trans>) },
          { id: 'clause', head: <Trans>Clause</Trans>, cell: row => <Mark>{row.clause}</Mark> },
          { id: 'at', head: <Trans>When</Trans>, cell: row => <Moment at={row.at} /> },
          { id: 'outcome', head: <Trans>Outcome</Trans>, cell: row => <Outcome code={row.outcome} /> },
        ]}
      />
      {ends.length === 0 && next === null ? null : (
        <div className="pager small">
          <span className="quiet">
            <Plural value={total} one="# message" other="# messages" />
          </span>
          <span className="page-acts">
            {ends.length === 0 ? null : (
              <Button onClick={() => setEnds(ends.slice(0, -1))}>
                <Trans>Previous page</Trans>
              </Button>
            )}
            {next === null ? null : (
              <Button onClick={() => setEnds([...ends, next])}>
                <Trans>Next page</Trans>
              </Button>
            )}
          </span>
        </div>
      )}
    </>
  )
}

function Outcome({ code }: { code: string }) {
  const { t } = useLingui()
  const known: { readonly [code: string]: string } = {
    admitted: t`admitted`,
    refused: t`refused`,
    held: t`held`,
    sent: t`sent`,
    delivered: t`delivered`,
    waiting: t`waiting`,
    stopped: t`stopped`,
  }
  return known[code] ?? <Mark>{code}</Mark>
}
