import type { Health, Session } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { Door } from '../frame/door.tsx'
import { roleTasks } from '../frame/role-tasks.ts'
import type { RoleCode } from '../frame/roles.ts'
import { SignInForm } from '../frame/sign-in-form.tsx'
import { Button } from '../parts/button.tsx'
import { Link } from '../parts/link.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark } from '../parts/text.tsx'
import { useAddress } from '../route.ts'
import { codes, word } from '../words/vocabulary.ts'

/** Signing in with service number, password and the code of one's authenticator; in demonstration mode, as anyone with one press. */
export default function SignIn({ health, onSignedIn }: { health: Health; onSignedIn: (session: Session) => void }) {
  const { t } = useLingui()
  return (
    <Door title={t`Sign in`} node={health.node}>
      <div className={health.demo ? 'door-columns' : undefined}>
        <div className="sheet stack">
          <SignInForm autoFocus={!health.demo} onSignedIn={onSignedIn} />
          <p className="quiet small">
            <Trans>
              Were you given an enrolment code? <Link to="/enrol">Enrol</Link> first.
            </Trans>
          </p>
        </div>
        {health.demo ? <DemoAccounts onSignedIn={onSignedIn} /> : null}
      </div>
    </Door>
  )
}

/** The invented accounts of a demonstration node, by role, each with what it can do. */
function DemoAccounts({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const { i18n } = useLingui()
  const accounts = useGet(reads.demoAccounts(), { beforeSession: true })
  const signIn = useAct(acts.demoSignIn, session => onSignedIn(session))
  const pressed = usePressedLink(accounts.data)
  useEffect(() => {
    if (pressed !== null) void signIn.run(pressed)
  }, [pressed, signIn])
  const order = codes('role')
  const rank = (roles: readonly RoleCode[]) => Math.min(...roles.map(role => order.indexOf(role)))
  // One role before two: who holds both is read last of those who hold the first.
  const sorted = [...(accounts.data ?? [])].sort((a, b) => rank(a.roles) - rank(b.roles) || a.roles.length - b.roles.length)
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

/** The account that a link of the demonstration names (`/sign-in?demo=…`), once: following the link is the press. */
function usePressedLink(accounts: readonly { readonly id: string }[] | undefined): Session['account']['id'] | null {
  const { query } = useAddress()
  const used = useRef(false)
  const named = query.get('demo')
  const account = accounts?.find(each => each.id === named)
  if (account === undefined || used.current) return null
  used.current = true
  return account.id as Session['account']['id']
}
