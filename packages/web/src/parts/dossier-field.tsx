import type { ThreadRow } from '@entraide/node/api'
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { isOver, threadStates } from '../words/states.ts'
import { word } from '../words/vocabulary.ts'
import { Combo } from './combo.tsx'
import type { FieldProps } from './field.tsx'
import { Mark } from './text.tsx'

/** The dossier that an act is done for: one in which something is still to be done, found by any part of its references. */
export function DossierField({ value, onChange, ...frame }: FieldProps & { value: string | null; onChange: (dossier: string | null) => void }) {
  const { t, i18n } = useLingui()
  const [typed, setTyped] = useState('')
  const chosen = useGet(value === null ? null : reads.dossier(value)).data?.row
  // What stands in the box after choosing is the reference itself: the list is then the whole one again.
  const wanted = chosen === undefined || typed !== chosen.ourReference ? typed.trim() : ''
  const found = useGet(reads.threads({ box: 'all', reference: wanted }))
  const open = (found.data?.rows ?? []).filter(row => !isOver(row.state) || row.dossier === value)
  const rows = chosen === undefined || open.some(row => row.dossier === chosen.dossier) ? open : [chosen, ...open]
  const about = (row: ThreadRow) =>
    [row.yourReference ?? row.partner, row.crimeArea === null ? word('messageType', row.openingType) : word('crimeArea', row.crimeArea)]
      .filter(part => part !== null)
      .join(' · ')
  return (
    <Combo
      {...frame}
      dir="ltr"
      value={value}
      onChange={onChange}
      onType={setTyped}
      none={found.data === undefined ? '…' : t`No open dossier has this in its reference`}
      items={rows.map(row => ({
        id: row.dossier as string,
        text: row.ourReference,
        shown: (
          <span className="two-lines">
            <span>
              <Mark>{row.ourReference}</Mark> <span className="quiet small">{i18n._(threadStates[row.state].says)}</span>
            </span>
            <span className="quiet small">{about(row)}</span>
          </span>
        ),
      }))}
    />
  )
}
