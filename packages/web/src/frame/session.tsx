import type { Session } from '@entraide/node/api'
import { createContext, useContext } from 'react'

const SessionContext = createContext<Session | null>(null)
export const SessionProvider = SessionContext.Provider

/** The signed-in officer and the node. Every screen inside the frame has one. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('a screen that needs a session was shown without one')
  return session
}

/** Whether the officer holds one of the roles. What a role may not do is not shown; the node decides all the same. */
export function useMay(...roles: readonly Session['account']['roles'][number][]): boolean {
  const held = useSession().account.roles
  return roles.some(role => held.includes(role))
}
