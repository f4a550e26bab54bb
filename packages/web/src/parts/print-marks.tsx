import type { Dossier } from '@entraide/node/api'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useSession } from '../frame/session.tsx'
import { exactTime } from '../words/time.ts'
import { codes, word } from '../words/vocabulary.ts'
import { useNow } from './now.ts'
import { Mark, OfficerMark } from './text.tsx'

/** At the head of each page that the browser prints of a dossier, and nowhere on the screen: what it may be used for, who prints it, when. */
export function PrintMarks({ dossier }: { dossier: Dossier }) {
  useLingui()
  const strictness = codes('classification')
  const classification = strictness.findLast(code => dossier.messages.some(message => message.classification === code)) ?? 'U'
  const handling = new Set(dossier.messages.flatMap(({ handling, items }) => [...handling, ...items.flatMap(item => item.handling ?? [])]))
  return (
    <PrintHead reference={dossier.row.ourReference}>
      <p>
        <strong>{[word('classification', classification), ...[...handling].sort().map(code => `${code} ${word('handlingCode', code)}`)].join(' · ')}</strong>
      </p>
    </PrintHead>
  )
}

/** The same of what holds counts only: whose it is, who prints it, when. */
export function PrintHead({ reference, children }: { reference: string; children?: ReactNode }) {
  useLingui()
  const { account, node } = useSession()
  const now = useNow()
  return (
    <div className="print-marks">
      <p>
        <Mark>{node.id}</Mark> · <Mark>{reference}</Mark>
      </p>
      {children}
      <p>
        <Trans>
          Printed by <OfficerMark of={account} />, {exactTime(new Date(now).toISOString(), node.zone)}
        </Trans>
      </p>
    </div>
  )
}
