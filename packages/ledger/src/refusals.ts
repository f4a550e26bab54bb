/** Every "no" this room can answer, each with a line in `spec/leaf.md` or `spec/interim-log.md`. */
export const ledgerRefusals = [
  'leaf-shape',
  'salt-shape',
  'facts-shape',
  'commitment-differs',
  'checkpoint-shape',
  'signature-missing',
  'signature-wrong',
  'origin-differs',
  'log-shrinks',
  'leaves-miscounted',
  'head-differs',
] as const

/** One of `ledgerRefusals`. */
export type LedgerRefusal = (typeof ledgerRefusals)[number]
