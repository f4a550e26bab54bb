import type { FilterPlace, SavedFilter } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { BookmarkPlus, X } from 'lucide-react'
import { perform, useAct, useGet } from '../api/hooks.ts'
import { Link } from '../parts/link.tsx'
import { NameDialog } from '../parts/name-dialog.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { toast } from '../parts/toast.tsx'
import { useAddress } from '../route.ts'
import { deskActs, deskReads } from './answers.ts'

/** Views of a list that one keeps under a name; one's own. `names`: what of the address belongs to the view. */
export function SavedFilters({ place, names }: { place: FilterPlace; names: readonly string[] }) {
  const { t } = useLingui()
  const { path, query } = useAddress()
  const client = useQueryClient()
  const kept = useGet(deskReads.filters(place)).data?.rows ?? []
  const keep = useAct(deskActs.keepFilter, made => toast(t`Kept as “${made.name}”`, () => void perform(client, deskActs.removeFilter(made.id))))
  const remove = useAct(deskActs.removeFilter, gone => toast(t`“${gone.name}” is gone`, () => void perform(client, deskActs.restoreFilter(gone.id))))
  const now = Object.fromEntries(names.flatMap(each => (query.get(each) ? [[each, query.get(each) as string]] : [])))
  const same = (filter: SavedFilter) => JSON.stringify(sorted(filter.query)) === JSON.stringify(sorted(now))
  const chosen = kept.find(same)
  return (
    <>
      {kept.map(filter => (
        <span key={filter.id} className={filter === chosen ? 'kept-view on' : 'kept-view'}>
          <Link to={`${path}?${new URLSearchParams(filter.query)}`} aria-current={filter === chosen ? 'true' : undefined}>
            <bdi>{filter.name}</bdi>
          </Link>
          {filter === chosen ? (
            <button type="button" aria-label={t`Forget the view ${filter.name}`} onClick={() => void remove.run(filter.id)}>
              <X aria-hidden size={14} />
            </button>
          ) : null}
        </span>
      ))}
      {Object.keys(now).length === 0 || chosen !== undefined ? null : (
        <NameDialog
          button={
            <>
              <BookmarkPlus aria-hidden size={16} />
              <Trans>Keep this view</Trans>
            </>
          }
          title={<Trans>Keep this view</Trans>}
          hint={<Trans>Only you see it.</Trans>}
          maxLength={60}
          refused={keep.refused}
          busy={keep.busy}
          onName={async name => (await keep.run({ place, name, query: now })) !== undefined}
        />
      )}
      <Refusal of={remove.refused} />
    </>
  )
}

const sorted = (query: { readonly [name: string]: string }) => Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1))
