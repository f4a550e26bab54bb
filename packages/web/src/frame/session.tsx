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

/** Whose work is in this officer's hands now: her own, and that of whom she stands in for. */
export function useHands(): readonly string[] {
  const { account, standsInFor } = useSession()
  return [account.id, ...standsInFor.map(one => one.id)]
}

/** The officer's roles, and those that pass to her from whom she stands in for: those to write and to read, never the strong ones. */
export function useRoles(): readonly Session['account']['roles'][number][] {
  const { account, standsInFor } = useSession()
  return [...new Set([...account.roles, ...standsInFor.flatMap(one => one.roles)])]
}

/** Whether the officer holds one of the roles, or stands in for one who does. What a role may not do is not shown; the node decides all the same. */
export function useMay(...roles: readonly Session['account']['roles'][number][]): boolean {
  const held = useRoles()
  return roles.some(role => held.includes(role))
}
