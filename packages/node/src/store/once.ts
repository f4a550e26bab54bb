import type { Tx } from './store.ts'

/** Answers that stand for a transaction, by its connection and the question. */
const answers = new WeakMap<Tx['db'], Map<string, Promise<unknown>>>()

/**
 * Asks a question once for all steps that share a transaction (jobs/riders.ts), as of its first asking. For what steps judge by and do not
 * move themselves: a step that changes it and looks again asks without this.
 */
export function once<T>(tx: Tx, question: string, ask: () => Promise<T>): Promise<T> {
  if (!tx.db.isTransaction) return ask()
  const known = answers.get(tx.db) ?? new Map<string, Promise<unknown>>()
  answers.set(tx.db, known)
  const answer = known.get(question) ?? ask()
  known.set(question, answer)
  return answer as Promise<T>
}
