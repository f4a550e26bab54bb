import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/**
 * What a node counts of itself, for Prometheus: routes, codes, durations, the process. Labels are route patterns, methods,
 * statuses and codes; never an address, an id, a node or a person.
 */
export type Metrics = {
  readonly text: () => Promise<string>
  readonly answered: (route: string, method: string, status: number, seconds: number) => void
  readonly refused: (code: string) => void
  readonly signatureRefused: (cause: string) => void
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
  return {
    text: () => registry.metrics(),
    answered: (route, method, status, took) => seconds.observe({ route, method, status: String(status) }, took),
    refused: code => refusals.inc({ code }),
    signatureRefused: cause => signatures.inc({ cause }),
  }
}
