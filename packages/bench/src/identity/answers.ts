import type { Question } from './people.ts'

/** One question answered: ids, likeliest first, how sure the first is, and how long it took. */
export type Answer = { readonly ids: readonly string[]; readonly best: number; readonly ms: number }

/** Shares of the questions: the right record first, among the first ten, the same where it has no name in the script asked in. */
export type Found = { readonly first: number; readonly topTen: number; readonly crossFirst: number; readonly crossTopTen: number }

/** Milliseconds a question, one after the other; processor milliseconds of the asking process. */
export type Speed = { readonly queriesPerSecond: number; readonly p50: number; readonly p95: number; readonly cpuMs: number }

export function foundOf(questions: readonly Question[], answers: readonly Answer[]): Found {
  const ranks = questions.map(({ id }, at) => (answers[at] as Answer).ids.indexOf(id))
  const cross = ranks.filter((_, at) => questions[at]?.cross)
  const share = (list: readonly number[], is: (rank: number) => boolean) => (list.length === 0 ? 0 : round(list.filter(is).length / list.length))
  const isFirst = (rank: number) => rank === 0
  const isAmongTen = (rank: number) => rank >= 0 && rank < 10
  return { first: share(ranks, isFirst), topTen: share(ranks, isAmongTen), crossFirst: share(cross, isFirst), crossTopTen: share(cross, isAmongTen) }
}

/** The share found first above the level that at most 1 % of absent persons reach. */
export function firstAtOnePercentAbsent(questions: readonly Question[], answers: readonly Answer[], absent: readonly Answer[]): number {
  const alarm = [...absent].map(answer => answer.best).sort((x, y) => y - x)[Math.floor(absent.length * 0.01)] ?? 0
  const sure = questions.filter(({ id }, at) => answers[at]?.ids[0] === id && (answers[at]?.best ?? 0) > alarm)
  return round(sure.length / questions.length)
}

export function speedOf(answers: readonly Answer[], cpu: NodeJS.CpuUsage): Speed {
  const sorted = answers.map(answer => answer.ms).sort((x, y) => x - y)
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number)
  return {
    queriesPerSecond: round((1000 * sorted.length) / sorted.reduce((sum, ms) => sum + ms, 0)),
    p50: at(0.5),
    p95: at(0.95),
    cpuMs: round((cpu.user + cpu.system) / 1000 / answers.length),
  }
}

/** Asks one question after the other. */
export async function askAll(
  questions: readonly Question[],
  ask: (question: Question) => Promise<Omit<Answer, 'ms'>> | Omit<Answer, 'ms'>,
): Promise<{ readonly answers: readonly Answer[]; readonly cpu: NodeJS.CpuUsage }> {
  const answers: Answer[] = []
  const cpu = process.cpuUsage()
  for (const question of questions) {
    const start = performance.now()
    const answer = await ask(question)
    answers.push({ ...answer, ms: performance.now() - start })
  }
  return { answers, cpu: process.cpuUsage(cpu) }
}

export const round = (value: number) => Math.round(value * 1000) / 1000
export const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10
