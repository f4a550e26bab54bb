import { machineOf, workflows } from '@entraide/exchange'
import { day, type Instant, instantOf, millisecondsOf } from '@entraide/ground'
import type { Dossier, DraftRow, ThreadRow } from '@entraide/node/api'
import { codesOf } from '@entraide/vocabulary'
import { outbox, threads } from '../mail.ts'
import { letPass, type Side, type SideName, type Stage, sideNames, sidesOf } from '../stage.ts'
import { until } from '../until.ts'
import type { StoryClock } from '../year/pace.ts'

/** What the scenes have met: states of machines by side, and guards that were red. A state that no scene meets fails the check. */
export type Reached = { readonly states: Set<string>; readonly redGuards: Set<string> }
export const nothingReached = (): Reached => ({ states: new Set(), redGuards: new Set() })

/** The machines whose every state must be met, each on the sides on which it can be. */
const watched = ['identification', 'plan', 'visit'] as const

/** Notes where every dossier that the desks see stands now. */
export async function look(stage: Stage, reached: Reached, sides: readonly SideName[] = sideNames): Promise<void> {
  for (const side of sides) for (const row of await everything(stage[side])) note(row, reached)
}

/** Notes one dossier. */
function note(row: Line, { states }: Reached): void {
  states.add(`${machineOf(row.openingType)} ${row.state}`)
}

type Line = Pick<ThreadRow, 'openingType' | 'state'>

/** Lines as the desk sees them; files, plans and visits also as their own officers do, who see drafts and what is discreet. */
async function everything({ regime, officers }: Side): Promise<readonly Line[]> {
  const { OPR, COO } = officers
  const [plans, visits] = await Promise.all(
    (['plans', 'visits'] as const).map(async list => (await COO.get<{ rows: readonly { state: ThreadRow['state'] }[] }>(`/v1/${list}`)).rows),
  )
  // A proposal that has not left is on no list of plans yet: its author finds it among her drafts.
  const own = (await COO.get<{ rows: readonly DraftRow[] }>('/v1/drafts')).rows.filter(draft => draft.messageType === 'PLN')
  const begun = await Promise.all(own.map(async draft => (await COO.get<Dossier>(`/v1/threads/${draft.dossier}`)).row))
  return [
    ...begun,
    ...(await threads(OPR)),
    ...(regime === 'AM' ? await threads(officers.IDC) : []),
    ...(plans ?? []).map(({ state }) => ({ openingType: 'PLN' as const, state })),
    ...(visits ?? []).map(({ state }) => ({ openingType: 'VIS' as const, state })),
  ]
}

/** Waits until no message of any node is on its way; what waits for its slot goes on waiting. */
export async function quiet(stage: Stage): Promise<void> {
  for (const side of sidesOf(stage))
    await until(`nothing is on its way from ${side.id}`, async () =>
      (await outbox(side)).every(row => ['delivered', 'refused', 'stopped', 'expired', 'waiting-slot'].includes(row.state)),
    )
}

/** The states of the watched machines that nobody has met, and the guards that never were red. */
export function missed({ states, redGuards }: Reached): readonly string[] {
  const unseen = watched.flatMap(machine => workflows[machine].states.map(state => `${machine} ${state}`).filter(state => !states.has(state)))
  return [
    ...unseen,
    ...codesOf('identificationGuard')
      .filter(guard => !redGuards.has(guard))
      .map(guard => `guard ${guard}`),
  ]
}

/** Recipient keys are changed weekly (design of the envelope). */
const keysChangeWithinMs = 6 * day

/** The clock of running nodes: the system's, ahead by what the story let pass. */
export function stageClock(stage: Stage): StoryClock {
  return {
    now: () => instantOf(Date.now() + stage.ahead.ms),
    moveTo: async (at: Instant) => {
      const left = () => millisecondsOf(at) - (Date.now() + stage.ahead.ms)
      // In steps in which running nodes would have changed their keys and told each other.
      while (left() > keysChangeWithinMs) {
        await letPass(stage, keysChangeWithinMs)
        await quiet(stage)
      }
      if (left() > 0) await letPass(stage, left())
    },
  }
}
