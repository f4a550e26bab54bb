import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeStage, freshFolder, makeNodes, openStage, type Stage, sidesOf } from './stage.ts'
import { desk } from './story/desk.ts'
import { forged } from './story/forged.ts'
import { identification } from './story/identification.ts'
import { law } from './story/law.ts'
import { ledger } from './story/ledger.ts'
import { notice } from './story/notice.ts'
import { outage } from './story/outage.ts'
import { plan } from './story/plan.ts'
import { missed, nothingReached } from './story/reached.ts'
import { request } from './story/request.ts'
import { logsOf, type Memory, type Scene } from './story/scene.ts'
import { trust } from './story/trust.ts'
import { visit } from './story/visit.ts'

/** At the end: a state that no scene has met is a state that nobody has tried. */
const everyState: Scene = {
  step: 'every state of identification, plan and visit was met, and each of the ten guards was red once',
  play: async (_stage, memory) => assert.deepEqual(missed(memory.reached), []),
}

/** The story in its order: each scene takes the stage as the one before left it. */
const wholeStory: readonly Scene[] = [
  ...trust,
  ...request,
  ...forged,
  ...outage,
  ...law,
  ...ledger,
  ...desk,
  ...identification,
  ...plan,
  ...visit,
  ...notice,
  everyState,
]

/** What came of it: one line of JSON. */
export type CheckReport = {
  readonly ok: boolean
  readonly seconds: number
  readonly steps: readonly { readonly step: string; readonly ok: boolean; readonly why?: string }[]
  readonly exchanges: { readonly sent: number; readonly admitted: number; readonly refused: number; readonly receipts: number }
  readonly logs: readonly { readonly node: string; readonly log: string; readonly size: number; readonly head: string }[]
}

/**
 * Plays the story against two new node processes in a folder of its own, which is gone afterwards. The first scene that
 * fails ends it: those after it stand on it and are told as not reached.
 */
export async function playStory(
  passphrase: string,
  say: (line: string) => void,
  whenInterrupted: (end: () => Promise<void>) => void,
  only = '',
): Promise<CheckReport> {
  const story = only === '' ? wholeStory : [...trust, ...wholeStory.filter(scene => !trust.includes(scene) && new RegExp(only).test(scene.step))]

  const begun = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'entraide-check-'))
  const steps: { step: string; ok: boolean; why?: string }[] = []
  let stage: Stage | null = null
  let lost: string | null = null
  const end = async () => {
    if (stage !== null) await closeStage(stage)
    rmSync(folder, { recursive: true, force: true })
  }
  whenInterrupted(end)
  let exchanges = { sent: 0, admitted: 0, refused: 0, receipts: 0 }
  let logs: CheckReport['logs'] = []
  try {
    say('four new nodes')
    freshFolder(folder)
    const options = {
      folder,
      passphrase,
      port: null,
      say,
      onUnexpectedEnd: (how: string) => {
        lost = how
      },
    }
    await makeNodes(options)
    stage = await openStage(options)
    const memory: Memory = { agreement: '', answered: null, memorandum: '', reached: nothingReached() }
    for (const { step, play } of story) {
      say(step)
      await play(stage, memory)
      if (lost !== null) throw new Error(lost)
      steps.push({ step, ok: true })
    }
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault)
    say(fault instanceof Error ? (fault.stack ?? why) : why)
    const failed = story[steps.length]
    if (failed !== undefined) steps.push({ step: stage === null ? 'four new nodes' : failed.step, ok: false, why: lost === null ? why : `${why}; ${lost}` })
    for (const { step } of story.slice(steps.length)) steps.push({ step, ok: false, why: 'not reached' })
  }
  try {
    if (stage !== null) {
      const told = await Promise.all(sidesOf(stage).map(logsOf))
      exchanges = told.reduce(
        (sum, { counts }) => ({
          sent: sum.sent + counts.sent,
          admitted: sum.admitted + counts.admitted,
          refused: sum.refused + counts.refused,
          receipts: sum.receipts + counts.receipts,
        }),
        exchanges,
      )
      logs = told.flatMap(({ node, logs: ofNode }) => ofNode.map(({ log, size, head }) => ({ node, log, size, head })))
    }
  } catch (fault) {
    steps.push({ step: 'the logs are read', ok: false, why: fault instanceof Error ? fault.message : String(fault) })
  }
  await end()
  return { ok: steps.every(step => step.ok), seconds: Math.round((performance.now() - begun) / 100) / 10, steps, exchanges, logs }
}
