import type { Account } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { EyeOff } from 'lucide-react'
import { useState } from 'react'
import { perform, useAct, useGet } from '../api/hooks.ts'
import { useMay } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { Loading } from '../parts/empty.tsx'
import { SelectField } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { OfficerMark } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { visitActs, visitReads } from './answers.ts'
import { visitWriters } from './roles.ts'

/** Of a discreet visit: that it is one, who knows of it here, and whom one tells or takes off. Reading the list is an act. */
export function NeedToKnow({ dossier }: { dossier: string }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const mayWrite = useMay(...visitWriters)
  const list = useGet(visitReads.needToKnow(dossier))
  const [account, setAccount] = useState('')
  const tell = useAct(visitActs.tell, (_, id, told) => {
    setAccount('')
    toast(t`One more person knows of this visit`, () => void perform(client, visitActs.takeOff(id, told)))
  })
  const takeOff = useAct(visitActs.takeOff, (_, id, gone) => toast(t`Taken off the list`, () => void perform(client, visitActs.tell(id, gone))))
  return (
    <section className="notice soon need-to-know" aria-label={t`Need to know`}>
      <EyeOff aria-hidden size={20} />
      <div className="stack">
        <p className="notice-what">
          <Trans>A discreet visit: at this node only these persons see that it exists. Reading and changing the list is logged.</Trans>
        </p>
        <Refusal of={list.refused ?? tell.refused ?? takeOff.refused} />
        {list.waiting ? <Loading rows={2} /> : null}
        <ul className="members">
          {(list.data?.members ?? []).map(member => (
            <li key={member.id}>
              <OfficerMark of={member} />
              {mayWrite ? (
                <Button
                  look="quiet"
                  busy={takeOff.busy}
                  onClick={() => void takeOff.run(dossier, member.id)}
                  aria-label={t`Take ${named(member)} off the list`}
                >
                  <Trans>Take off</Trans>
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
        {mayWrite && list.data !== undefined && list.data.candidates.length > 0 ? (
          <form
            className="member-form"
            onSubmit={event => {
              event.preventDefault()
              if (account !== '') void tell.run(dossier, account)
            }}
          >
            <SelectField
              label={<Trans>Who else needs to know</Trans>}
              hint={<Trans>Without somebody who releases on the list, nothing can leave.</Trans>}
              value={account}
              onChange={setAccount}
              choices={list.data.candidates.map(one => ({ value: one.id, text: `${named(one)} · ${one.roles.join(' ')}` }))}
            />
            <Button type="submit" busy={tell.busy} disabled={account === ''}>
              <Trans>Add to the list</Trans>
            </Button>
          </form>
        ) : null}
      </div>
    </section>
  )
}

const named = ({ office, serviceNumber }: Account) => `${office} ${serviceNumber}`
