import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Standing } from '../steps/counts.ts'

const helps: { readonly [name in keyof Standing]: string } = {
  open: '1 when the node is open, 0 when it is locked; locked, the counts below are 0',
  outboxWaiting: 'Messages that may leave and have not',
  outboxStuck: 'Of these, those tried several times in vain',
  outboxOldestSeconds: 'Since the oldest of these was released',
  overdue: 'Dossiers past their time',
  unread: 'Dossiers with something nobody has read',
  partnersUp: 'Partners whose line is up',
  partnersDown: 'Partners whose line is down',
  partnersFrozen: 'Partners frozen here',
  leavesWaiting: 'Log leaves without a place yet',
}

/**
 * What a node counts of itself, for Prometheus: routes, codes, durations, the process. Labels are route patterns, methods,
 * statuses and codes; never an address, an id, a node or a person.
 */
export type Metrics = {
  /** Everything counted, with how the node stands now. */
  readonly text: (standing: Standing) => Promise<string>
  readonly answered: (route: string, method: string, status: number, seconds: number) => void
  readonly refused: (code: string) => void
  readonly signatureRefused: (cause: string) => void
}

/** Codes and routes that are met only where there is a discreet visit: a count of them would tell that there is one (R57). */
const tellsOfDiscreet: ReadonlySet<string> = new Set(['visit-marking', 'nobody-to-release', 'member-unfit', 'last-who-knows'])
/** A route's pattern as counts and log lines show it. */
export function shownRoute(pattern: string): string {
  return pattern.replace(/\/need-to-know.*$/, '')
}

/** A registry of its own, so that two nodes in one process do not count together. */
export function makeMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'entraide_http_seconds',
    help: 'Time from request to answer, by route',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
    registers: [registry],
  })
  const refusals = new Counter({ name: 'entraide_refusals_total', help: 'Refusals answered, by code', labelNames: ['code'], registers: [registry] })
  const signatures = new Counter({
    name: 'entraide_partner_signatures_refused_total',
    help: 'Partner calls without a signature that holds, by cause',
    labelNames: ['cause'],
    registers: [registry],
  })
  const gauges = Object.entries(helps).map(([name, help]) => {
    const gauge = new Gauge({ name: `entraide_${name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}`, help, registers: [registry] })
    return (standing: Standing) => gauge.set(standing[name as keyof Standing])
  })
  return {
    text: async standing => {
      for (const set of gauges) set(standing)
      return await registry.metrics()
    },
    answered: (route, method, status, took) => seconds.observe({ route: shownRoute(route), method, status: String(status) }, took),
    refused: code => refusals.inc({ code: tellsOfDiscreet.has(code) ? 'not-found' : code }),
    signatureRefused: cause => signatures.inc({ cause }),
  }
}
