import type { Session } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { acts } from '../api/answers.ts'
import { useAct } from '../api/hooks.ts'
import { Button } from '../parts/button.tsx'
import { ErrorSummary, type FieldError } from '../parts/error-summary.tsx'
import { TextField } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'

/** Service number, password and code. Used at the door and, when a session ends, over the work that waits. */
export function SignInForm({
  autoFocus,
  serviceNumber: known = '',
  onSignedIn,
}: {
  autoFocus: boolean
  serviceNumber?: string
  onSignedIn: (session: Session) => void
}) {
  const { t } = useLingui()
  const [serviceNumber, setServiceNumber] = useState(known)
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
    <form
      className="stack"
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
        autoFocus={autoFocus && known === ''}
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
        autoFocus={autoFocus && known !== ''}
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
    </form>
  )
}
