import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import {
  AlarmClock,
  CalendarRange,
  Database,
  FilePen,
  Fingerprint,
  FolderOpen,
  Handshake,
  Hourglass,
  Inbox,
  ListChecks,
  type LucideIcon,
  MenuIcon,
  Plane,
  ScrollText,
  Send,
  ShieldAlert,
  ShieldCheck,
  SquarePlus,
  Stamp,
  UserRoundSearch,
  UsersRound,
} from 'lucide-react'
import { useState } from 'react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { Link } from '../parts/link.tsx'
import { useAddress } from '../route.ts'
import { count } from '../words/time.ts'
import { caseRoles, draftingRoles, planRoles, type RoleCode } from './roles.ts'
import { useMay, useRoles, useSession } from './session.tsx'

type Place = {
  readonly to: string
  readonly name: MessageDescriptor
  readonly icon: LucideIcon
  readonly roles: readonly RoleCode[] | 'everybody'
  /** The only regime whose nodes have it. */
  readonly regime?: 'AM'
  readonly counts?: 'due' | 'inbox' | 'release'
  /** Other addresses that belong to it. */
  readonly also?: readonly string[]
}

/** Where one can go, and who: what a role may not do is not shown. The node decides all the same. */
const places: readonly Place[] = [
  { to: '/due', name: msg`Due`, icon: AlarmClock, roles: ['COO', ...caseRoles], counts: 'due' },
  { to: '/inbox', name: msg`Inbox`, icon: Inbox, roles: caseRoles, counts: 'inbox' },
  { to: '/drafts', name: msg`Drafts`, icon: FilePen, roles: ['COO', ...draftingRoles] },
  { to: '/release', name: msg`To release`, icon: Stamp, roles: ['REL'], counts: 'release' },
  { to: '/outbox', name: msg`Outbox`, icon: Send, roles: caseRoles },
  { to: '/visits', name: msg`Visits`, icon: Plane, roles: ['COO', ...caseRoles] },
  { to: '/dossiers', name: msg`Dossiers`, icon: FolderOpen, roles: caseRoles },
  { to: '/obligations', name: msg`Obligations`, icon: ListChecks, roles: [...caseRoles, 'INS', 'DPO'] },
  { to: '/holds', name: msg({ message: 'Holding', context: 'place' }), icon: Hourglass, roles: ['OPR', 'REL', 'DPO', 'INS'] },
  { to: '/persons', name: msg`Persons`, icon: UserRoundSearch, roles: draftingRoles },
  { to: '/persons/holdings', name: msg`Holdings`, icon: Database, roles: ['INS', 'DPO'] },
  { to: '/plans', name: msg`Plans`, icon: CalendarRange, roles: planRoles, also: ['/follow-up', '/lineage'] },
  { to: '/protections', name: msg({ message: 'Protected', context: 'place' }), icon: ShieldAlert, roles: ['IDC', 'LEG'], regime: 'AM' },
  { to: '/agreements', name: msg`Agreements`, icon: ScrollText, roles: 'everybody' },
  { to: '/partners', name: msg`Partners`, icon: Handshake, roles: ['OPR', 'LIA', 'REL', 'LEG', 'SEC', 'ADM', 'INS', 'DPO'] },
  { to: '/people', name: msg`Accounts`, icon: UsersRound, roles: ['ADM', 'SEC'] },
  { to: '/oversight', name: msg`Oversight`, icon: ShieldCheck, roles: ['INS', 'DPO', 'SEC'] },
]

/** The rail of places with their counts. Below 900 px it folds behind one button. */
export function Rail() {
  const { t, i18n } = useLingui()
  const { path } = useAddress()
  const { node } = useSession()
  const held = useRoles()
  const mayDraft = useMay(...draftingRoles)
  const mayCase = useMay(...caseRoles)
  const mayIdentify = useMay('IDC') && node.regime === 'AM'
  const hasDue = useMay('COO', ...caseRoles)
  const due = useGet(hasDue ? reads.due() : null, { everySeconds: 30 }).data
  const inbox = useGet(mayCase ? reads.threads({ box: 'inbox' }) : null, { everySeconds: 30 }).data
  const [open, setOpen] = useState(false)
  const columnCount = (...names: readonly string[]) =>
    due?.columns.filter(column => names.includes(column.column)).reduce((sum, column) => sum + column.count, 0)
  const counts = { due: columnCount('overdue', 'today'), inbox: inbox?.total, release: columnCount('to-release') }
  const late = (columnCount('overdue') ?? 0) > 0
  const shown = places.filter(({ roles, regime = node.regime }) => regime === node.regime && (roles === 'everybody' || roles.some(role => held.includes(role))))
  return (
    <nav className={open ? 'rail open' : 'rail'} aria-label={t`Main`}>
      <button type="button" className="rail-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <MenuIcon aria-hidden size={18} /> <Trans>Menu</Trans>
        {counts.due ? <Count of={counts.due} late={late} /> : null}
      </button>
      <ul className="rail-list">
        {mayDraft ? (
          <li>
            <Link
              to="/requests/new"
              className="button main rail-new"
              onClick={() => setOpen(false)}
              aria-current={path === '/requests/new' ? 'page' : undefined}
            >
              <SquarePlus aria-hidden size={18} />
              <Trans>New request</Trans>
            </Link>
          </li>
        ) : null}
        {mayIdentify ? (
          <li>
            <Link
              to="/identifications/new"
              className="button rail-new second"
              onClick={() => setOpen(false)}
              aria-current={path === '/identifications/new' ? 'page' : undefined}
            >
              <Fingerprint aria-hidden size={18} />
              <Trans>New identification</Trans>
            </Link>
          </li>
        ) : null}
        {shown.map(place => (
          <li key={place.to}>
            <Link
              to={place.to}
              className="rail-link"
              onClick={() => setOpen(false)}
              aria-current={path === place.to || path.startsWith(`${place.to}/`) || place.also?.includes(path) ? 'page' : undefined}
            >
              <place.icon aria-hidden size={18} />
              <span>{i18n._(place.name)}</span>
              {place.counts === undefined || !counts[place.counts] ? null : <Count of={counts[place.counts] as number} late={place.counts === 'due' && late} />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Count({ of, late }: { of: number; late: boolean }) {
  return <span className={late ? 'count late' : 'count'}>{count(of)}</span>
}
