import type { Session } from '@entraide/node/api'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { reads } from './api/answers.ts'
import { keepCsrf } from './api/client.ts'
import { useGet } from './api/hooks.ts'
import { Boundary } from './frame/boundary.tsx'
import { Frame } from './frame/frame.tsx'
import { Presence } from './frame/presence.tsx'
import { homeOf } from './frame/roles.ts'
import { SessionProvider } from './frame/session.tsx'
import { Loading } from './parts/empty.tsx'
import { go, matchRoute, useAddress } from './route.ts'
import { languages } from './words/languages.ts'
import { keptPreference } from './words/preferences.ts'
import { speak } from './words/speak.ts'

const SignIn = lazy(() => import('./screens/sign-in.tsx'))
const Enrol = lazy(() => import('./screens/enrol.tsx'))
const Unlock = lazy(() => import('./screens/unlock.tsx'))
const NotFound = lazy(() => import('./screens/not-found.tsx'))
const Unreachable = lazy(() => import('./screens/unreachable.tsx'))

/** Which of the outer doors one stands before: a locked node, signing in, enrolling, or the work itself. */
export function App() {
  return (
    <Suspense fallback={<Loading />}>
      <Doors />
    </Suspense>
  )
}

function Doors() {
  const client = useQueryClient()
  const { path, query } = useAddress()
  const health = useGet(reads.health(), { beforeSession: true })
  const locked = health.data?.status === 'locked'
  const kept = useGet(health.data === undefined || locked ? null : reads.session(), { beforeSession: true })
  const [session, setSession] = useState<Session | null>(null)
  const current = session ?? kept.data ?? null
  if (current !== null) keepCsrf(current.csrf)

  const accountLanguage = current?.account.language
  useEffect(() => {
    // The account's language applies where this device has none of its own.
    if (accountLanguage !== undefined && keptPreference('language') === undefined && languages.includes(accountLanguage)) void speak(accountLanguage)
  }, [accountLanguage])

  useEffect(() => {
    if (current !== null && (path === '/' || path === '/sign-in')) go(safeTarget(query.get('to')) ?? homeOf(current.account.roles), 'replace')
  }, [current, path, query])

  const signedIn = (made: Session) => {
    client.clear()
    keepCsrf(made.csrf)
    setSession(made)
    go(safeTarget(query.get('to')) ?? homeOf(made.account.roles), 'replace')
  }
  const signedOut = () => {
    client.clear()
    setSession(null)
    // A full load forgets everything the page held in memory.
    location.assign('/sign-in')
  }

  if (health.refused !== null) return <Unreachable again={health.again} />
  if (health.data === undefined) return <Loading />
  if (locked) return <Unlock node={health.data.node} onUnlocked={health.again} />
  if (path === '/enrol') return <Enrol demo={health.data.demo} onEnrolled={signedIn} />
  if (current === null) {
    if (kept.waiting) return <Loading />
    return <SignIn health={health.data} onSignedIn={signedIn} />
  }
  const found = matchRoute(path)
  return (
    <SessionProvider value={current}>
      <Presence demo={health.data.demo} onOther={signedOut} />
      <Frame onSignedOut={signedOut}>
        <Boundary at={path}>
          <Suspense fallback={<Loading />}>
            {found === undefined ? path === '/' ? <Loading /> : <NotFound /> : <found.route.screen key={path} {...found.params} />}
          </Suspense>
        </Boundary>
      </Frame>
    </SessionProvider>
  )
}

/** Where one was going before signing in, if that is a place within this application. */
function safeTarget(to: string | null): string | undefined {
  return to !== null && /^\/[a-z]/.test(to) && matchRoute(to.split('?')[0] as string) !== undefined ? to : undefined
}
