import type { Dossier } from '@entraide/node/api'
import { Trans } from '@lingui/react/macro'
import { Hourglass } from 'lucide-react'
import { useState } from 'react'
import { useGet } from '../api/hooks.ts'
import { useMay, useSession } from '../frame/session.tsx'
import { holdReads } from '../obligation/answers.ts'
import { holdStates } from '../obligation/words.ts'
import { StateBadge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { OfficerMark, Written } from '../parts/text.tsx'
import { longDate } from '../words/time.ts'
import { HoldForm, SecondPerson } from './hold-form.tsx'

/** Until when what came in this dossier is held, when that is asked again, and the word on it. Nothing where nothing is held. */
export function HoldPanel({ dossier }: { dossier: Dossier }) {
  const { account } = useSession()
  const mayDecide = useMay('OPR')
  const mayConfirm = useMay('OPR', 'REL')
  const [opened, setOpened] = useState(false)
  const came = dossier.messages.some(message => message.direction === 'in')
  const row = useGet(came ? holdReads.one(dossier.row.dossier) : null).data
  if (row === undefined) return null
  const mine = row.waiting?.by.id === account.id
  return (
    <section className="sheet hold">
      <h2>
        <Hourglass aria-hidden size={18} /> <Trans>How long it is held</Trans>
      </h2>
      <p>
        <StateBadge of={holdStates[row.due]} />
      </p>
      <dl className="facts-list">
        <dt>
          <Trans>Held until</Trans>
        </dt>
        <dd>{longDate(row.holdUntil)}</dd>
        <dt>
          <Trans>Asked again</Trans>
        </dt>
        <dd>{longDate(row.reviewOn)}</dd>
        {row.senderUntil === row.holdUntil ? null : (
          <>
            <dt>
              <Trans>Sender’s last day</Trans>
            </dt>
            <dd>{longDate(row.senderUntil)}</dd>
          </>
        )}
      </dl>
      {row.waiting === null ? null : (
        <div className="notice soon small">
          <div>
            <p>
              <Trans>
                <OfficerMark of={row.waiting.by} /> decided to erase it. A second person confirms.
              </Trans>
            </p>
            {row.waiting.reason === null ? null : <Written as="blockquote">{row.waiting.reason}</Written>}
            <SecondPerson row={row} mine={mine} mayConfirm={mayConfirm} />
          </div>
        </div>
      )}
      {mayDecide && row.waiting === null ? (
        <Button aria-expanded={opened} onClick={() => setOpened(!opened)}>
          <Trans>Review the holding period</Trans>
        </Button>
      ) : null}
      {opened && row.waiting === null ? <HoldForm row={row} onDone={() => setOpened(false)} /> : null}
    </section>
  )
}
