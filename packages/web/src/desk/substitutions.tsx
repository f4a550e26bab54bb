import { type CalendarDate, laterDate, startOfDay, type TimeZone } from '@entraide/ground'
import type { Substitution } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct, useGet } from '../api/hooks.ts'
import { isDay } from '../draft/fields.ts'
import { useMay, useSession } from '../frame/session.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { DateParts, SelectField } from '../parts/field.tsx'
import { FormActs } from '../parts/form-acts.tsx'
import { Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { OfficerMark } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { deskActs, deskReads } from './answers.ts'
import { substitutionStates } from './words.ts'

/** Who stands in for whom. A substitute works on one's dossiers; she releases nothing that one wrote, and every act is under her own number. */
export function Substitutions() {
  const { t } = useLingui()
  const { account } = useSession()
  const forAll = useMay('SEC')
  const list = useGet(deskReads.substitutions())
  const colleagues = useGet(deskReads.colleagues()).data?.rows ?? []
  const [opened, setOpened] = useState(false)
  const end = useAct(deskActs.endSubstitution, () => toast(t`The substitution has ended`))
  const rows = (list.data?.rows ?? []).filter(row => row.state !== 'over')
  const mayMake = !account.roles.includes('ADM') && !account.roles.includes('INS')
  return (
    <Section
      title={<Trans>Substitution</Trans>}
      acts={
        mayMake ? (
          <Button aria-expanded={opened} onClick={() => setOpened(!opened)}>
            {forAll ? <Trans>Make a substitution</Trans> : <Trans>Let a colleague stand in</Trans>}
          </Button>
        ) : undefined
      }
    >
      <div className="stack">
        <p className="quiet small">
          <Trans>
            A substitute sees and does what your roles for writing and reading allow, between two days, but never releases what either of you wrote. Every act
            is logged under the substitute’s own number, with yours beside it.
          </Trans>
        </p>
        <Refusal of={list.refused ?? end.refused} />
        {opened ? <NewSubstitution colleagues={colleagues} forAll={forAll} onDone={() => setOpened(false)} /> : null}
        {rows.length === 0 ? (
          <p>
            <Trans>Nobody stands in for you, and you stand in for nobody.</Trans>
          </p>
        ) : (
          <ul className="plain-list substitutions">
            {rows.map(row => (
              <Line key={row.id} row={row} busy={end.busy} onEnd={() => void end.run(row.id)} />
            ))}
          </ul>
        )}
      </div>
    </Section>
  )
}

function Line({ row, busy, onEnd }: { row: Substitution; busy: boolean; onEnd: () => void }) {
  return (
    <li>
      <StateBadge of={substitutionStates[row.state]} />{' '}
      <Trans>
        <OfficerMark of={row.substitute} /> stands in for <OfficerMark of={row.account} />
      </Trans>
      <span className="quiet small">
        {' '}
        <Trans>
          <Moment at={row.from} /> – <Moment at={row.until} />
        </Trans>
      </span>
      {row.mayEnd ? (
        <Button look="quiet" busy={busy} onClick={onEnd}>
          <Trans>End it now</Trans>
        </Button>
      ) : null}
    </li>
  )
}

function NewSubstitution({
  colleagues,
  forAll,
  onDone,
}: {
  colleagues: readonly { readonly id: string; readonly office: string; readonly serviceNumber: string }[]
  forAll: boolean
  onDone: () => void
}) {
  const { t } = useLingui()
  const { account, node } = useSession()
  const [who, setWho] = useState<string>(account.id)
  const [substitute, setSubstitute] = useState('')
  const [from, setFrom] = useState(() => new Date().toISOString().slice(0, 10))
  const [last, setLast] = useState('')
  const make = useAct(deskActs.substitute, () => {
    toast(t`The substitution is made`)
    onDone()
  })
  const ready = substitute !== '' && substitute !== who && isDay(from) && isDay(last) && from <= last
  const named = colleagues.map(one => ({ value: one.id, text: `${one.office} ${one.serviceNumber}` }))
  return (
    <form
      className="stack inset"
      onSubmit={event => {
        event.preventDefault()
        if (!ready) return
        void make.run({
          ...(who === account.id ? {} : { account: who as never }),
          substitute: substitute as never,
          from: startOfDay(from as CalendarDate, node.zone as TimeZone),
          until: startOfDay(laterDate(last as CalendarDate, 1), node.zone as TimeZone),
        })
      }}
    >
      {forAll ? (
        <SelectField
          label={<Trans>Who is away</Trans>}
          value={who}
          onChange={setWho}
          choices={[{ value: account.id, text: t`me` }, ...named.filter(one => one.value !== account.id)]}
        />
      ) : null}
      <SelectField label={<Trans>Who stands in</Trans>} value={substitute} onChange={setSubstitute} choices={named.filter(one => one.value !== who)} />
      <div className="columns">
        <DateParts label={<Trans>First day</Trans>} value={from} onChange={setFrom} />
        <DateParts
          label={<Trans>Last day</Trans>}
          value={last}
          onChange={setLast}
          error={isDay(from) && isDay(last) && last < from ? t`The last day comes before the first` : undefined}
        />
      </div>
      <Refusal of={make.refused} />
      <FormActs busy={make.busy} ready={ready} onCancel={onDone}>
        <Trans>Make the substitution</Trans>
      </FormActs>
    </form>
  )
}
