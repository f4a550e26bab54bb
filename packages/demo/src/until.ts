/**
 * Asks again and again until there is an answer; an error naming what did not happen when time is up.
 * `undefined`, `null` and `false` are no answer.
 */
export async function until<T>(what: string, ask: () => Promise<T | undefined | null | false>, withinMs = 45_000): Promise<T> {
  const end = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== null && answer !== false) return answer
    if (performance.now() > end) throw new Error(`${what}: not within ${withinMs / 1000} s`)
    await new Promise(resolve => setTimeout(resolve, 40))
  }
}
