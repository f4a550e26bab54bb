import type { Health, Session } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { Door } from '../frame/door.tsx'
import { roleTasks } from '../frame/role-tasks.ts'
import type { RoleCode } from '../frame/roles.ts'
import { Button } from '../parts/button.tsx'
import { ErrorSummary, type FieldError } from '../parts/error-summary.tsx'
import { TextField } from '../parts/field.tsx'
import { Link } from '../parts/link.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark } from '../parts/text.tsx'
import { codes, word } from '../words/vocabulary.ts'

/** Signing in with service number, password and the code of one's authenticator; in demonstration mode, as anyone with one press. */
export default function SignIn({ health, onSignedIn }: { health: Health; onSignedIn: (session: Session) => void }) {
  const { t } = useLingui()
  const [serviceNumber, setServiceNumber] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const signIn = useAct(acts.signIn, session => onSignedIn(session))
  const errorOf = (field: string) => errors.find(error => error.field === field)?.says
  const submit = () => {
    const found: FieldError[] = []
    if (!/^[A-Z0-9-]{2,20}$/.test(serviceNumber)) found.push({ field: 'service-number', says: t`Enter your service number: capitals, digits and hyphens` })
    if (password === '') found.push({ field: 'password', says: t`Enter your password` })
    if (!/^\d{6}$/.test(code)) found.push({ field: 'code', says: t`Enter the six digits your authenticator shows now` })
    setErrors(found)
    if (found.length === 0) void signIn.run({ serviceNumber: serviceNumber as never, password, code })
  }
  return (
    <Door title={t`Sign in`} node={health.node}>
      <div className={health.demo ? 'door-columns' : undefined}>
        <form
          className="sheet stack"
          noValidate
          onSubmit={event => {
            event.preventDefault()
            submit()
          }}
        >
          <ErrorSummary errors={errors} />
          <Refusal of={signIn.refused} />
          <TextField
            id="service-number"
            label={<Trans>Service number</Trans>}
            value={serviceNumber}
            onChange={text => setServiceNumber(text.toUpperCase().trim())}
            dir="ltr"
            width="half"
            autoComplete="username"
            maxLength={20}
            error={errorOf('service-number')}
            autoFocus={!health.demo}
          />
          <TextField
            id="password"
            label={<Trans>Password</Trans>}
            type="password"
            value={password}
            onChange={setPassword}
            dir="ltr"
            autoComplete="current-password"
            maxLength={256}
            error={errorOf('password')}
          />
          <TextField
            id="code"
            label={<Trans>Code</Trans>}
            hint={<Trans>The six digits of your authenticator</Trans>}
            value={code}
            onChange={text => setCode(text.replace(/\D/g, ''))}
            dir="ltr"
            width="short"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            error={errorOf('code')}
          />
          <div>
            <Button type="submit" look="main" busy={signIn.busy}>
              <Trans>Sign in</Trans>
            </Button>
          </div>
          <p className="quiet small">
            <Trans>
              Were you given an enrolment code? <Link to="/enrol">Enrol</Link> first.
            </Trans>
          </p>
        </form>
        {health.demo ? <DemoAccounts onSignedIn={onSignedIn} /> : null}
      </div>
    </Door>
  )
}

/** The invented accounts of a demonstration node, by role, each with what it can do. */
function DemoAccounts({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const { i18n } = useLingui()
  const accounts = useGet(reads.demoAccounts())
  const signIn = useAct(acts.demoSignIn, session => onSignedIn(session))
  const order = codes('role')
  const rank = (roles: readonly RoleCode[]) => Math.min(...roles.map(role => order.indexOf(role)))
  const sorted = [...(accounts.data ?? [])].sort((a, b) => rank(a.roles) - rank(b.roles))
  return (
    <section className="sheet stack" aria-labelledby="demo-title">
      <h2 id="demo-title">
        <Trans>Demonstration accounts</Trans>
      </h2>
      <p className="quiet small">
        <Trans>Everyone and everything here is invented. One press signs you in; two roles in two windows show both sides of an act.</Trans>
      </p>
      <Refusal of={signIn.refused ?? accounts.refused} />
      <ul className="demo-list">
        {sorted.map(account => (
          <li key={account.id}>
            <Button className="demo-account" onClick={() => void signIn.run(account.id)} disabled={signIn.busy}>
              <span className="demo-role">{account.roles.map(role => word('role', role)).join(' · ')}</span>
              <span className="quiet small">{account.roles.map(role => i18n._(roleTasks[role])).join(' ')}</span>
              <span className="demo-who small">
                <bdi>{account.office}</bdi> <Mark>{account.serviceNumber}</Mark>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
