import type { Dossier, OriginNotice } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { BellRing, CircleCheck } from 'lucide-react'
import { useAct, useGet } from '../api/hooks.ts'
import { caseRoles, draftingRoles } from '../frame/roles.ts'
import { useMay } from '../frame/session.tsx'
import { Moment } from '../parts/clock.tsx'
import { Link } from '../parts/link.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark, OfficerMark, Written } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { obligationActs, obligationReads } from './answers.ts'

/** States of the Union that are to be told what of theirs left in an emergency: ahead of everything else, until it is done (R21). */
export function OriginsToTell({ dossier }: { dossier: Dossier }) {
  return dossier.origins.map(origin =>
    origin.told === null ? <ToTell key={origin.id} of={origin} /> : <Told key={origin.id} of={origin} told={origin.told} />,
  )
}

function ToTell({ of }: { of: OriginNotice }) {
  const { t } = useLingui()
  const may = useMay(...draftingRoles)
  const tell = useAct(obligationActs.told, () => toast(t`Noted: the state of origin was told`))
  const whom = of.authority === null ? of.state : `${of.state} · ${of.authority}`
  return (
    <section className="notice late to-tell" id={`origin-${of.id}`}>
      <BellRing aria-hidden size={20} />
      <div className="stack">
        <p>
          <strong>
            <Trans>
              Tell <Mark>{whom}</Mark> at once
            </Trans>
          </strong>
          <br />
          <Trans>
            What it had given left without its consent, for an immediate and serious threat, <Moment at={of.since} />.
          </Trans>{' '}
          <a href={`#message-${of.message}`}>
            <Trans>Read the message</Trans>
          </a>
        </p>
        <Refusal of={tell.refused} />
        {may ? (
          <ReasonForm
            label={<Trans>How it was told</Trans>}
            hint={<Trans>Whom you reached, when, under which reference.</Trans>}
            button={<Trans>It was told</Trans>}
            busy={tell.busy}
            onSay={note => void tell.run(of.id, note)}
          />
        ) : null}
      </div>
    </section>
  )
}

function Told({ of, told }: { of: OriginNotice; told: NonNullable<OriginNotice['told']> }) {
  return (
    <p className="notice good">
      <CircleCheck aria-hidden size={20} />
      <span>
        <Trans>
          <Mark>{of.state}</Mark> was told, <Moment at={told.at} />, by <OfficerMark of={told.by} />
        </Trans>
        {told.note === null ? null : (
          <>
            {': '}
            <Written as="span">{told.note}</Written>
          </>
        )}
      </span>
    </p>
  )
}

/** The same in a list, for whoever watches over several dossiers: which state, since when, and the dossier in which it is said that it was told. */
export function OriginsOwed({ isToldElsewhere }: { isToldElsewhere: boolean }) {
  const list = useGet(obligationReads.origins(), { everySeconds: 30 })
  const mayOpen = useMay(...caseRoles)
  const rows = list.data?.rows ?? []
  // Where all of the page is refused, once is enough.
  if (rows.length === 0) return isToldElsewhere ? null : <Refusal of={list.refused} />
  return (
    <section className="notice late">
      <BellRing aria-hidden size={20} />
      <div>
        <p>
          <strong>
            <Trans>To be told at once: what it had given left without its consent, in an emergency</Trans>
          </strong>
        </p>
        <ul>
          {rows.map(row => (
            <li key={row.id}>
              <Mark>{row.state}</Mark>
              {' · '}
              {mayOpen ? (
                <Link to={`/threads/${row.dossier}`}>
                  <Mark>{row.ourReference}</Mark>
                </Link>
              ) : (
                <Mark>{row.ourReference}</Mark>
              )}
              {' · '}
              <Trans>
                since <Moment at={row.since} />
              </Trans>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
