import type { Session } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { acts, type Out } from '../api/answers.ts'
import { useAct } from '../api/hooks.ts'
import { Door } from '../frame/door.tsx'
import { Button } from '../parts/button.tsx'
import { CopyText } from '../parts/copy.tsx'
import { ErrorSummary, type FieldError } from '../parts/error-summary.tsx'
import { TextField } from '../parts/field.tsx'
import { Link } from '../parts/link.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark } from '../parts/text.tsx'

type Begun = Out<typeof import('@entraide/node/api').EnrolBegun>

/** A new account's first minutes: the single-use code, an authenticator, a password. */
export default function Enrol({ onEnrolled }: { demo: boolean; onEnrolled: (session: Session) => void }) {
  const { t } = useLingui()
  const [enrolmentCode, setEnrolmentCode] = useState('')
  const [begun, setBegun] = useState<Begun | null>(null)
  const begin = useAct(acts.enrolBegin, answer => setBegun(answer))
  return (
    <Door title={t`Enrol`}>
      {begun === null ? (
        <form
          className="sheet stack"
          onSubmit={event => {
            event.preventDefault()
            if (enrolmentCode !== '') void begin.run(enrolmentCode)
          }}
        >
          <p>
            <Trans>Your administrator gave you a code. It works once, and not for long.</Trans>
          </p>
          <Refusal of={begin.refused} />
          <TextField
            id="enrolment-code"
            label={<Trans>Enrolment code</Trans>}
            dir="ltr"
            value={enrolmentCode}
            onChange={text => setEnrolmentCode(text.trim())}
            maxLength={64}
            autoFocus
          />
          <div>
            <Button type="submit" look="main" busy={begin.busy}>
              <Trans>Continue</Trans>
            </Button>
          </div>
          <p className="quiet small">
            <Link to="/sign-in">
              <Trans>Back to signing in</Trans>
            </Link>
          </p>
        </form>
      ) : (
        <FinishEnrolment begun={begun} enrolmentCode={enrolmentCode} onEnrolled={onEnrolled} />
      )}
    </Door>
  )
}

function FinishEnrolment({ begun, enrolmentCode, onEnrolled }: { begun: Begun; enrolmentCode: string; onEnrolled: (session: Session) => void }) {
  const { t } = useLingui()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [code, setCode] = useState('')
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const finish = useAct(acts.enrolFinish, session => onEnrolled(session))
  const errorOf = (field: string) => errors.find(error => error.field === field)?.says
  const submit = () => {
    const found: FieldError[] = []
    if (password.length < 12) found.push({ field: 'new-password', says: t`Choose a password of at least 12 characters` })
    else if (password !== again) found.push({ field: 'password-again', says: t`Type the same password twice` })
    if (!/^\d{6}$/.test(code)) found.push({ field: 'first-code', says: t`Enter the six digits your authenticator shows now` })
    setErrors(found)
    if (found.length === 0) void finish.run({ enrolmentCode, password, code })
  }
  return (
    <form
      className="sheet stack"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <p>
        <bdi>{begun.office}</bdi> <Mark>{begun.serviceNumber}</Mark>
      </p>
      <ErrorSummary errors={errors} />
      <Refusal of={finish.refused} />
      <h2>
        <Trans>1. Add this account to your authenticator</Trans>
      </h2>
      <p className="quiet">
        <Trans>Choose “enter a key by hand” and type or paste the secret. It is shown only now.</Trans>
      </p>
      <CopyText label={t`Secret`} text={begun.totpSecret} />
      <CopyText label={t`The same as an address, for an authenticator on this machine`} text={begun.totpUri} />
      <h2>
        <Trans>2. Choose a password</Trans>
      </h2>
      <TextField
        id="new-password"
        label={<Trans>Password</Trans>}
        hint={<Trans>At least 12 characters. Several words are easier to keep than signs.</Trans>}
        type="password"
        dir="ltr"
        autoComplete="new-password"
        maxLength={256}
        value={password}
        onChange={setPassword}
        error={errorOf('new-password')}
      />
      <TextField
        id="password-again"
        label={<Trans>The same password again</Trans>}
        type="password"
        dir="ltr"
        autoComplete="new-password"
        maxLength={256}
        value={again}
        onChange={setAgain}
        error={errorOf('password-again')}
      />
      <h2>
        <Trans>3. Prove that the authenticator works</Trans>
      </h2>
      <TextField
        id="first-code"
        label={<Trans>Code</Trans>}
        hint={<Trans>The six digits of your authenticator</Trans>}
        dir="ltr"
        width="short"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={text => setCode(text.replace(/\D/g, ''))}
        error={errorOf('first-code')}
      />
      <div>
        <Button type="submit" look="main" busy={finish.busy}>
          <Trans>Enrol and sign in</Trans>
        </Button>
      </div>
    </form>
  )
}
