import { type ComponentType, type LazyExoticComponent, lazy, useSyncExternalStore } from 'react'
import { wholeLanguage } from './words/speak.ts'

/** A screen's address: `/threads/:dossier`. Its parameters become the screen's properties. */
type Screen = LazyExoticComponent<ComponentType<Record<string, string>>>
type Route = { readonly path: string; readonly screen: Screen }

// A screen names its own parameters; the table knows only that they are texts.
type Load = () => Promise<{ default: ComponentType<Record<string, string>> }>
const firstScreen = (load: () => Promise<{ default: unknown }>): Screen => lazy(load as Load)
const screen = (load: () => Promise<{ default: unknown }>): Screen => lazy(async () => (await Promise.all([(load as Load)(), wholeLanguage()]))[0])

/** Every screen, loaded when first visited. */
export const routes: readonly Route[] = [
  { path: '/due', screen: firstScreen(() => import('./screens/due.tsx')) },
  { path: '/inbox', screen: screen(() => import('./screens/inbox.tsx')) },
  { path: '/outbox', screen: screen(() => import('./screens/outbox.tsx')) },
  { path: '/dossiers', screen: screen(() => import('./screens/dossiers.tsx')) },
  { path: '/requests/new', screen: screen(() => import('./screens/new-request.tsx')) },
  { path: '/identifications/new', screen: screen(() => import('./screens/new-identification.tsx')) },
  { path: '/drafts', screen: screen(() => import('./screens/drafts.tsx')) },
  { path: '/drafts/:id', screen: screen(() => import('./screens/draft.tsx')) },
  { path: '/release', screen: screen(() => import('./screens/release-list.tsx')) },
  { path: '/release/:id', screen: screen(() => import('./screens/release.tsx')) },
  { path: '/threads/:id', screen: screen(() => import('./screens/thread.tsx')) },
  { path: '/visits', screen: screen(() => import('./screens/visits.tsx')) },
  { path: '/visits/new', screen: screen(() => import('./screens/new-visit.tsx')) },
  { path: '/visits/:id', screen: screen(() => import('./screens/thread.tsx')) },
  { path: '/persons', screen: screen(() => import('./screens/persons.tsx')) },
  { path: '/persons/compare', screen: screen(() => import('./screens/compare-persons.tsx')) },
  { path: '/persons/holdings', screen: screen(() => import('./screens/holdings.tsx')) },
  { path: '/protections', screen: screen(() => import('./screens/protections.tsx')) },
  { path: '/obligations', screen: screen(() => import('./screens/obligations.tsx')) },
  { path: '/obligations/:id', screen: screen(() => import('./screens/obligation.tsx')) },
  { path: '/holds', screen: screen(() => import('./screens/holds.tsx')) },
  { path: '/keys', screen: screen(() => import('./screens/keys.tsx')) },
  { path: '/partners', screen: screen(() => import('./screens/partners.tsx')) },
  { path: '/partners/:node', screen: screen(() => import('./screens/partner.tsx')) },
  { path: '/agreements', screen: screen(() => import('./screens/agreements.tsx')) },
  { path: '/agreements/:hash', screen: screen(() => import('./screens/agreement.tsx')) },
  { path: '/plans', screen: screen(() => import('./screens/plans.tsx')) },
  { path: '/plans/new', screen: screen(() => import('./screens/plan-new.tsx')) },
  { path: '/plans/:id', screen: screen(() => import('./screens/plan.tsx')) },
  { path: '/plans/:id/close', screen: screen(() => import('./screens/plan-close.tsx')) },
  { path: '/plans/:id/balance', screen: screen(() => import('./screens/plan-balance.tsx')) },
  { path: '/follow-up', screen: screen(() => import('./screens/follow-up.tsx')) },
  { path: '/lineage', screen: screen(() => import('./screens/lineage.tsx')) },
  { path: '/people', screen: screen(() => import('./screens/people.tsx')) },
  { path: '/oversight', screen: screen(() => import('./screens/oversight.tsx')) },
  { path: '/settings', screen: screen(() => import('./screens/settings.tsx')) },
]

/** What an id, a hash or the name of a node is made of; anything else in its place is an address that leads nowhere. The node judges by the same (`web-files.ts`). */
const named = /^[A-Za-z0-9-]+$/

/** The screen of an address and its parameters, or undefined for an address that leads nowhere. */
export function matchRoute(path: string): { readonly route: Route; readonly params: Record<string, string> } | undefined {
  const steps = path.split('/')
  for (const route of routes) {
    const wanted = route.path.split('/')
    if (wanted.length !== steps.length) continue
    const params: Record<string, string> = {}
    const fits = wanted.every((step, at) => {
      const given = steps[at] as string
      if (!step.startsWith(':')) return step === given
      params[step.slice(1)] = given
      return named.test(given)
    })
    if (fits) return { route, params }
  }
  return undefined
}

const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
/** Listens to the browser's own back and forward; once, when the page starts. */
export function listenToHistory(): void {
  addEventListener('popstate', tell)
}

/** Goes to an address within the application. `replace` leaves no trace in the history: for filters and redirects. */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', to)
  else history.replaceState(null, '', to)
  tell()
}

/** The current address, kept up to date. */
export function useAddress(): { readonly path: string; readonly query: URLSearchParams } {
  const href = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => location.pathname + location.search,
  )
  const [path = '/', query = ''] = href.split('?')
  return { path, query: new URLSearchParams(query) }
}

/** One filter kept in the address, so that a view can be saved, shared and come back to. Empty means not set. */
export function useFilter(name: string): readonly [string, (value: string) => void] {
  const { path, query } = useAddress()
  return [
    query.get(name) ?? '',
    value => {
      const changed = new URLSearchParams(location.search)
      if (value === '') changed.delete(name)
      else changed.set(name, value)
      const text = changed.toString()
      go(text === '' ? path : `${path}?${text}`, 'replace')
    },
  ]
}
