import type { HoldRow } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Hourglass } from 'lucide-react'
import { useState } from 'react'
import { useGet } from '../api/hooks.ts'
import { SavedFilters } from '../desk/saved-filters.tsx'
import { useMay, useSession } from '../frame/session.tsx'
import { HoldForm, SecondPerson } from '../hold/hold-form.tsx'
import { holdReads } from '../obligation/answers.ts'
import { holdStates } from '../obligation/words.ts'
import { StateBadge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { SelectFilter } from '../parts/filter.tsx'
import { Link } from '../parts/link.tsx'
import { Page } from '../parts/page.tsx'
import { Pager } from '../parts/pager.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Rows } from '../parts/table.tsx'
import { Mark, OfficerMark } from '../parts/text.tsx'
import { useAddress, useFilter } from '../route.ts'
import '../style/custody.css'
import { shortDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'

/** Holding periods that ask for a word: yearly reviews due, ends near, erasures that wait for a second person. */
export default function Holds() {
  const { t } = useLingui()
  const { account } = useSession()
  const { query } = useAddress()
  const mayDecide = useMay('OPR')
  const mayConfirm = useMay('OPR', 'REL')
  const [box, setBox] = useFilter('box')
  const [reviewed, setReviewed] = useState<HoldRow | null>(null)
  const list = useGet(holdReads.list({ box: box === '' ? 'review' : box, after: query.get('after') ?? undefined }), { everySeconds: 60 })
  const columns = [
    {
      id: 'reference',
      head: <Trans>Reference, with whom</Trans>,
      cell: (row: HoldRow) => (
        <>
          <Link to={`/threads/${row.dossier}`} className="cell-main" data-row-link>
            <Mark>{row.ourReference}</Mark>
          </Link>
          <span className="cell-sub cell-line">{row.partner === null ? '–' : <Mark>{row.partner}</Mark>}</span>
        </>
      ),
    },
    {
      id: 'what',
      head: <Trans>What</Trans>,
      cell: (row: HoldRow) => (
        <>
          <span>{word('messageType', row.openingType)}</span>
          <span className="cell-sub">
            <Plural value={row.messages} one="# message" other="# messages" />
          </span>
        </>
      ),
    },
    {
      id: 'when',
      head: <Trans>Held until, asked again</Trans>,
      cell: (row: HoldRow) => (
        <>
          <span>{shortDate(row.holdUntil)}</span>
          <span className="cell-sub">{shortDate(row.reviewOn)}</span>
        </>
      ),
    },
    {
      id: 'state',
      head: <Trans>State</Trans>,
      cell: (row: HoldRow) => (
        <>
          <StateBadge of={holdStates[row.due]} />
          {row.waiting === null ? null : (
            <span className="cell-sub">
              <OfficerMark of={row.waiting.by} />
            </span>
          )}
        </>
      ),
    },
    {
      id: 'acts',
      head: <span className="hidden-text">{t`Acts`}</span>,
      cell: (row: HoldRow) =>
        row.waiting !== null ? (
          <SecondPerson row={row} mine={row.waiting.by.id === account.id} mayConfirm={mayConfirm} />
        ) : mayDecide ? (
          <Button onClick={() => setReviewed(row)}>
            <Trans>Review</Trans>
          </Button>
        ) : null,
    },
  ]
  return (
    <Page title={t`Holding periods`} lead={<Trans>What partners sent is kept no longer than they allowed, and asked about every year.</Trans>}>
      <div className="filters">
        <SelectFilter
          label={t`Which`}
          value={box}
          onChange={setBox}
          choices={[
            { value: 'ending', text: t`Ending within a month` },
            { value: 'second', text: t`Waiting for a second person` },
            { value: 'all', text: t`All that is held` },
          ]}
          all={t`Reviews due`}
        />
        <SavedFilters place="holds" names={['box']} />
      </div>
      <Refusal of={list.refused} />
      {list.waiting ? <Loading /> : null}
      {list.data === undefined ? null : list.data.rows.length === 0 ? (
        <EmptyState icon={Hourglass} title={box === '' ? t`No review is due` : t`Nothing matches this view`}>
          <Trans>What reaches its end without a word is erased by itself; the sender’s last day always holds.</Trans>
        </EmptyState>
      ) : (
        <>
          <Rows label={t`Holding periods`} groups={[{ id: 'all', rows: list.data.rows }]} columns={columns} keyOf={row => row.dossier} />
          <Pager next={list.data.next}>
            <Plural value={list.data.total} one="# dossier" other="# dossiers" />
          </Pager>
        </>
      )}
      <Dialog
        open={reviewed !== null}
        onClose={() => setReviewed(null)}
        title={
          reviewed === null ? (
            ''
          ) : (
            <Trans>
              Holding period of <Mark>{reviewed.ourReference}</Mark>
            </Trans>
          )
        }
      >
        {reviewed === null ? null : <HoldForm row={reviewed} onDone={() => setReviewed(null)} />}
      </Dialog>
    </Page>
  )
}
