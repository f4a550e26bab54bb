import type { Account, Grant } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { acts, type Out, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import type { RoleCode } from '../frame/roles.ts'
import { useMay, useSession } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { CopyText } from '../parts/copy.tsx'
import { Loading } from '../parts/empty.tsx'
import { CodesField, SelectField, TextField } from '../parts/field.tsx'
import { Page, Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Rows } from '../parts/table.tsx'
import { Coded, OfficerMark } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { codes, word } from '../words/vocabulary.ts'

/** Roles that take a second person before they hold. */
const strong: readonly RoleCode[] = ['REL', 'INS', 'SEC', 'ADM']

/** Accounts and grants: the administrator asks, the security officer decides; nobody grants power alone. */
export default function People() {
  const { t } = useLingui()
  const mayManage = useMay('ADM')
  const accounts = useGet(reads.accounts())
  const grants = useGet(reads.grants())
  const waiting = (grants.data ?? []).filter(grant => grant.state === 'waiting')
  return (
    <Page title={t`Accounts`} lead={<Trans>Who may work here, and as what. Releasing, inspecting, securing and administering take a second person.</Trans>}>
      <Refusal of={accounts.refused ?? grants.refused} />
      {waiting.length === 0 ? null : <Waiting grants={waiting} />}
      {accounts.waiting ? <Loading /> : null}
      {accounts.data === undefined ? null : <Accounts accounts={accounts.data} mayManage={mayManage} />}
      {mayManage ? <NewAccount /> : null}
    </Page>
  )
}

function Waiting({ grants }: { grants: readonly Grant[] }) {
  const { t } = useLingui()
  const { account } = useSession()
  const mayDecide = useMay('SEC')
  const decide = useAct(acts.decideGrant, (grant, _id, decision) => toast(decision === 'grant' ? t`Granted to ${grant.account.serviceNumber}` : t`Refused`))
  return (
    <Section title={<Trans>Waiting for a second person</Trans>}>
      <Refusal of={decide.refused} />
      <ul className="plain-list grants">
        {grants.map(grant => {
          const involved = grant.askedBy.id === account.id || grant.account.id === account.id
          return (
            <li key={grant.id}>
              <span>
                <OfficerMark of={grant.account} /> → <Coded scheme="role" code={grant.role} />
                <span className="cell-sub small">
                  <Trans>
                    asked by <OfficerMark of={grant.askedBy} />, <Moment at={grant.askedAt} />
                  </Trans>
                </span>
              </span>
              {mayDecide && !involved ? (
                <span className="row-acts">
                  <Button look="main" busy={decide.busy} onClick={() => void decide.run(grant.id, 'grant')}>
                    <Trans>Grant</Trans>
                  </Button>
                  <Button busy={decide.busy} onClick={() => void decide.run(grant.id, 'refuse')}>
                    <Trans>Refuse</Trans>
                  </Button>
                </span>
              ) : (
                <span className="quiet small">{involved ? <Trans>another person must decide</Trans> : <Trans>the security officer decides</Trans>}</span>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Accounts({ accounts, mayManage }: { accounts: readonly Account[]; mayManage: boolean }) {
  const { t } = useLingui()
  const [standing, setStanding] = useState<string | null>(null)
  const states = { enrolling: t`not enrolled yet`, active: t`active`, closed: t`closed` }
  return (
    <Rows
      label={t`Accounts`}
      groups={[{ id: 'all', rows: accounts }]}
      keyOf={(row: Account) => row.id}
      standing={standing}
      onStand={row => setStanding(row.id)}
      columns={[
        {
          id: 'reference',
          head: <Trans>Office and number</Trans>,
          cell: row => (
            <>
              <OfficerMark of={row} />
              <span className="cell-sub">{states[row.state]}</span>
            </>
          ),
        },
        { id: 'roles', head: <Trans>Roles</Trans>, cell: row => <RolesOf account={row} mayManage={mayManage && row.state !== 'closed'} /> },
        {
          id: 'acts',
          head: <span className="hidden-text">{t`Acts`}</span>,
          cell: row => (mayManage && row.state !== 'closed' ? <AccountActs account={row} /> : null),
        },
      ]}
    />
  )
}

function RolesOf({ account, mayManage }: { account: Account; mayManage: boolean }) {
  const { t } = useLingui()
  const revoke = useAct(acts.revokeRole, () => toast(t`Role taken away`))
  return (
    <>
      <ul className="chips">
        {account.roles.map(role => (
          <li key={role} className="chip">
            {word('role', role)}
            {mayManage ? (
              <button
                type="button"
                className="chip-remove"
                aria-label={t`Take away: ${word('role', role)}`}
                disabled={revoke.busy}
                onClick={() => void revoke.run(account.id, role)}
              >
                ×
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <Refusal of={revoke.refused} />
    </>
  )
}

function AccountActs({ account }: { account: Account }) {
  const { t } = useLingui()
  const [role, setRole] = useState('')
  const [closing, setClosing] = useState(false)
  const ask = useAct(acts.askGrant, grant => {
    toast(grant.state === 'waiting' ? t`Asked: a second person decides` : t`Granted`)
    setRole('')
  })
  const close = useAct(acts.closeAccount, () => toast(t`Account closed`))
  return (
    <div className="row-acts">
      <select className="control filter" aria-label={t`Add a role`} value={role} onChange={event => setRole(event.target.value)}>
        <option value="">{t`Add a role`}</option>
        {codes('role')
          .filter(code => !account.roles.includes(code))
          .map(code => (
            <option key={code} value={code}>
              {word('role', code)}
              {strong.includes(code) ? ` (${t`by two`})` : ''}
            </option>
          ))}
      </select>
      {role === '' ? null : (
        <Button look="main" busy={ask.busy} onClick={() => void ask.run(account.id, role)}>
          <Trans>Ask</Trans>
        </Button>
      )}
      {closing ? (
        <>
          <span className="small">
            <Trans>It cannot be opened again.</Trans>
          </span>
          <Button look="grave" busy={close.busy} onClick={() => void close.run(account.id)}>
            <Trans>Close for good</Trans>
          </Button>
          <Button look="quiet" onClick={() => setClosing(false)}>
            <Trans>Keep</Trans>
          </Button>
        </>
      ) : (
        <Button look="quiet" onClick={() => setClosing(true)}>
          <Trans>Close the account</Trans>
        </Button>
      )}
      <Refusal of={ask.refused ?? close.refused} />
    </div>
  )
}

/** A new account gets a single-use code; its holder chooses password and authenticator. */
function NewAccount() {
  const { t } = useLingui()
  const [office, setOffice] = useState('')
  const [serviceNumber, setServiceNumber] = useState('')
  const [roles, setRoles] = useState<readonly string[]>([])
  const [made, setMade] = useState<Out<typeof import('@entraide/node/api').NewAccountMade> | null>(null)
  const create = useAct(acts.createAccount, answer => {
    setMade(answer)
    setOffice('')
    setServiceNumber('')
    setRoles([])
  })
  const offices = [...new Set((useGet(reads.accounts()).data ?? []).map(one => one.office))]
  return (
    <Section title={<Trans>New account</Trans>}>
      {made === null ? null : (
        <div className="notice good">
          <div className="stack">
            <p className="notice-what">
              <Trans>
                Account of <OfficerMark of={made.account} /> made
              </Trans>
            </p>
            <CopyText label={t`Enrolment code, shown only now: hand it over in person`} text={made.enrolmentCode} />
          </div>
        </div>
      )}
      <form
        className="stack"
        onSubmit={event => {
          event.preventDefault()
          void create.run({ office, serviceNumber: serviceNumber as never, roles: roles as RoleCode[] })
        }}
      >
        <div className="columns">
          <TextField label={<Trans>Office</Trans>} hint={<Trans>Never a person’s name</Trans>} value={office} onChange={setOffice} maxLength={60} />
          <TextField
            label={<Trans>Service number</Trans>}
            value={serviceNumber}
            onChange={text => setServiceNumber(text.toUpperCase().trim())}
            dir="ltr"
            width="half"
            maxLength={20}
          />
          {offices.length === 0 ? null : (
            <SelectField
              label={<Trans>Or an office that exists</Trans>}
              value=""
              empty={t`Choose…`}
              onChange={value => value !== '' && setOffice(value)}
              choices={offices.map(one => ({ value: one, text: one }))}
            />
          )}
        </div>
        <CodesField
          scheme="role"
          label={<Trans>Roles</Trans>}
          hint={
            <Trans>Releasing, inspecting, securing and administering hold only when a second person has agreed. The administrator holds no other role.</Trans>
          }
          columns={2}
          value={roles}
          onChange={setRoles}
        />
        <Refusal of={create.refused} />
        <div>
          <Button type="submit" look="main" busy={create.busy} disabled={office.trim() === '' || serviceNumber === '' || roles.length === 0}>
            <Trans>Make the account</Trans>
          </Button>
        </div>
      </form>
    </Section>
  )
}
