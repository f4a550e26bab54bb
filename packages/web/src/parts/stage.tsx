import type { ThreadRow } from '@entraide/node/api'
import type { MessageDescriptor } from '@lingui/core'
import { msg, plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Check, CheckCheck, CircleAlert, Clock3, EyeOff, ListChecks, type LucideIcon, MailOpen, PauseCircle } from 'lucide-react'
import { count } from '../words/time.ts'
import { Moment } from './clock.tsx'

type Last = NonNullable<ThreadRow['last']>

/** How far the latest message came, in a word: what went out up to its receipt, what came in up to its first reading. */
const stages: { readonly [S in Last['stage']]: { readonly says: MessageDescriptor; readonly icon: LucideIcon } } = {
  'waits-for-slot': { says: msg({ message: 'leaves at its fixed hour', context: 'stage of a message' }), icon: Clock3 },
  'on-its-way': { says: msg({ message: 'sent', context: 'stage of a message' }), icon: Check },
  held: { says: msg({ message: 'held by the partner', context: 'stage of a message' }), icon: PauseCircle },
  delivered: { says: msg({ message: 'delivered', context: 'stage of a message' }), icon: CheckCheck },
  refused: { says: msg({ message: 'refused by the partner', context: 'stage of a message' }), icon: CircleAlert },
  stopped: { says: msg({ message: 'stopped', context: 'stage of a message' }), icon: PauseCircle },
  unread: { says: msg({ message: 'not read yet', context: 'stage of a message' }), icon: EyeOff },
  read: { says: msg({ message: 'read', context: 'stage of a message' }), icon: MailOpen },
}

/** How far the latest message of a dossier came, with its moment. `dense`: for a list, the word alone. */
export function LastStage({ row, dense = false }: { row: Pick<ThreadRow, 'last' | 'partner'>; dense?: boolean }) {
  const { i18n } = useLingui()
  const { last } = row
  if (last === null) return null
  const { says, icon: Icon } = stages[last.stage]
  return (
    <span className={`stage ${last.stage}`}>
      <Icon aria-hidden size={14} /> {i18n._(says)}
      {dense || last.stageAt === null ? null : (
        <>
          {' '}
          <span className="quiet">
            <Moment at={last.stageAt} partner={row.partner} />
          </span>
        </>
      )}
    </span>
  )
}

/** What is owed about the messages of a dossier: late before open, and what was kept although it is disputed. `dense`: in a list, the count alone. */
export function Owed({ row, dense = false }: { row: Pick<ThreadRow, 'owed'>; dense?: boolean }) {
  const { t } = useLingui()
  const { open, late, disputed } = row.owed
  if (open + disputed === 0) return null
  const says =
    late > 0
      ? plural(late, { one: '# notice overdue', other: '# notices overdue' })
      : open > 0
        ? plural(open, { one: '# notice open', other: '# notices open' })
        : t`disputed data kept`
  return (
    <span className={`badge ${late > 0 ? 'late' : open > 0 ? 'soon' : 'plain'}${dense ? ' few' : ''}`} title={dense ? says : undefined}>
      <ListChecks aria-hidden size={14} />
      {dense ? <span aria-hidden>{count(late > 0 ? late : open > 0 ? open : disputed)}</span> : null}
      <span className={dense ? 'hidden-text' : undefined}>{says}</span>
    </span>
  )
}
