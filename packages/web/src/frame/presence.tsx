import type { Session } from '@entraide/node/api'
import { Trans } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { acts } from '../api/answers.ts'
import { keepCsrf, mendWith } from '../api/client.ts'
import { useAct } from '../api/hooks.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextField } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useSession } from './session.tsx'
import { SignInForm } from './sign-in-form.tsx'

type Asked = 'code' | 'session'

/**
 * Asks the officer to show her presence again over the work that waits: the code before a grave act, the whole sign-in
 * when the session has ended. What was typed stays where it is, and the call that was refused is tried once more.
 */
export function Presence({ demo, onOther }: { demo: boolean; onOther: () => void }) {
  const { account } = useSession()
  const [asked, setAsked] = useState<Asked | null>(null)
  const waiting = useRef<((mended: boolean) => void)[]>([])
  useEffect(() => {
    const ask = (what: Asked) => () =>
      new Promise<boolean>(resolve => {
        waiting.current.push(resolve)
        setAsked(what)
      })
    mendWith(['step-up-needed'], ask('code'))
    mendWith(['session-ended', 'not-signed-in', 'csrf'], ask('session'))
    return () => mendWith(['step-up-needed', 'session-ended', 'not-signed-in', 'csrf'], undefined)
  }, [])
  const end = (mended: boolean) => {
    setAsked(null)
    for (const resolve of waiting.current.splice(0)) resolve(mended)
  }
  const kept = (session: Session) => {
    // Another officer at the same screen starts afresh: nothing of the first one's work is shown to the second.
    if (session.account.id !== account.id) return onOther()
    keepCsrf(session.csrf)
    end(true)
  }
  return (
    <>
      <Dialog open={asked === 'code'} onClose={() => end(false)} title={<Trans>Show your code again</Trans>}>
        <StepUp onKept={kept} onClose={() => end(false)} />
      </Dialog>
      <Dialog open={asked === 'session'} onClose={() => end(false)} title={<Trans>Your session has ended</Trans>}>
        <p>
          <Trans>Sign in again: what you typed is still here.</Trans>
        </p>
        {demo ? <DemoAgain accountId={account.id} onKept={kept} /> : <SignInForm autoFocus serviceNumber={account.serviceNumber} onSignedIn={kept} />}
      </Dialog>
    </>
  )
}

function StepUp({ onKept, onClose }: { onKept: (session: Session) => void; onClose: () => void }) {
  const [code, setCode] = useState('')
  const stepUp = useAct(acts.stepUp, onKept)
  return (
    <form
      className="stack"
      onSubmit={event => {
        event.preventDefault()
        void stepUp.run(code)
      }}
    >
      <p>
        <Trans>This act cannot be taken back, and you signed in a while ago.</Trans>
      </p>
      <Refusal of={stepUp.refused} />
      <TextField
        id="step-up-code"
        label={<Trans>Code</Trans>}
        hint={<Trans>The six digits of your authenticator</Trans>}
        value={code}
        onChange={text => setCode(text.replace(/\D/g, ''))}
        dir="ltr"
        width="short"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        autoFocus
      />
      <div className="modal-acts">
        <Button onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" look="main" busy={stepUp.busy} disabled={!/^\d{6}$/.test(code)}>
          <Trans>Continue</Trans>
        </Button>
      </div>
    </form>
  )
}

function DemoAgain({ accountId, onKept }: { accountId: string; onKept: (session: Session) => void }) {
  const signIn = useAct(acts.demoSignIn, onKept)
  return (
    <>
      <Refusal of={signIn.refused} />
      <div className="modal-acts">
        <Button look="main" busy={signIn.busy} onClick={() => void signIn.run(accountId)}>
          <Trans>Sign in again</Trans>
        </Button>
      </div>
    </>
  )
}
