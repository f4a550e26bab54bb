import { type Arrow, type Machine, machines, type Side, type ThreadState } from '../src/thread-state.ts'

/** A machine as a picture, for the spec page: `pages.test.ts` compares the page with what this draws. */
export function drawingOf(machine: Machine, side: Side): string {
  const arrows = machines[machine].filter(arrow => arrow.side === side && arrow.to !== 'same' && arrow.to !== 'beneath')
  const labels = new Map<string, string[]>()
  for (const { on, from, to } of arrows)
    for (const state of from) {
      const ends = `${nodeOf(state)} --> ${nodeOf(to as ThreadState)}`
      labels.set(ends, [...(labels.get(ends) ?? []), labelOf(on)])
    }
  const states = [...new Set(arrows.flatMap(arrow => [...arrow.from, arrow.to as ThreadState]))].filter(state => state !== 'draft')
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...states.map(state => `  state "${(state as string) === 'before' ? 'where it stood before' : state}" as ${nodeOf(state)}`),
    ...[...labels].map(([ends, on]) => `  ${ends} : ${on.join(', ')}`),
    '```',
  ].join('\n')
}

/** The arrows that leave a thread where it stands, as rows of a table. */
export function staysOf(machine: Machine): string {
  const rows = machines[machine].filter(arrow => arrow.to === 'same')
  const line = ({ side, on, from }: Arrow) => `| ${side} | ${labelOf(on)} | ${from.join(', ')} |`
  const duties = /:(?:COR|DEL|RST|ACK)$/
  const plain = rows.filter(row => !duties.test(row.on)).map(line)
  const duty = (['asker', 'holder'] as const).map(side => {
    const one = rows.find(row => row.side === side && duties.test(row.on)) as Arrow
    return `| ${side} | COR, DEL, RST, ACK, out and in | ${one.from.join(', ')} |`
  })
  return ['| side | event | in |', '|---|---|---|', ...plain, ...duty].join('\n')
}

function nodeOf(state: ThreadState): string {
  return state === 'draft' ? '[*]' : state.replaceAll('-', '_')
}

/** `out:REP:whole` reads `REP whole out`. */
function labelOf(on: string): string {
  const [direction, ...rest] = on.split(':')
  return rest.length === 0 ? on : `${rest.join(' ')} ${direction}`
}
