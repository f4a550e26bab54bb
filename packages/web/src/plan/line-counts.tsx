import '../style/plan.css'
import type { CountPair, FollowUpLine } from '@entraide/node/api'
import { msg } from '@lingui/core/macro'
import { useLingui as useLanguage } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Mark } from '../parts/text.tsx'
import { countWords, outcomeWords } from '../words/plan-words.ts'
import { count } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'
import { BarList, DifferenceMark, PartsBar, TableBehind } from './charts.tsx'

const outcomes = Object.keys(outcomeWords) as (keyof typeof outcomeWords)[]

/** What one side asked the other and what became of it: as a bar, and every count of both sides as a table. */
export function LineCounts({ line, open = false }: { line: FollowUpLine; open?: boolean }) {
  const { _ } = useLanguage()
  const { t } = useLingui()
  const says = useCountName()
  const of = (name: string) => line.counts[name]?.ours ?? 0
  const grounds = Object.keys(line.counts).filter(name => name.startsWith('ground.') && of(name) > 0)
  return (
    <div className="line-counts">
      <p>
        <Trans>
          <Mark>{line.asker}</Mark> asked <Mark>{line.holder}</Mark>: <strong>{count(of('asked'))}</strong>
        </Trans>
      </p>
      {of('asked') === 0 ? null : (
        <PartsBar
          label={t`${line.asker} asked ${line.holder}`}
          parts={outcomes.map(name => ({ id: name, name: _(outcomeWords[name].says), value: of(name), tone: outcomeWords[name].tone }))}
        />
      )}
      {of('in-time') + of('late') === 0 ? null : (
        <PartsBar
          label={t`In time or late`}
          parts={[
            { id: 'in-time', name: _(countWords['in-time'] ?? onlyHere), value: of('in-time'), tone: 'good' },
            { id: 'late', name: _(countWords.late ?? onlyHere), value: of('late'), tone: 'late' },
          ]}
        />
      )}
      {grounds.length === 0 ? null : (
        <BarList
          label={t`Refusals by ground`}
          most={of('refused')}
          bars={grounds.map(name => ({ id: name, name: says(name), value: of(name), tone: 'plain' }))}
        />
      )}
      <TableBehind open={open}>
        <CountTable line={line} />
      </TableBehind>
    </div>
  )
}

/** Every count of a line, ours and theirs, with what differs marked and named. */
export function CountTable({ line }: { line: FollowUpLine }) {
  const { _ } = useLanguage()
  const says = useCountName()
  const first = ['asked', ...outcomes, 'in-time', 'late']
  const rest = Object.keys(line.counts)
    .filter(name => !first.includes(name))
    .sort()
  const named = [...first, ...rest].filter(name => line.counts[name] !== undefined)
  return (
    <table className="counts">
      <thead>
        <tr>
          <th scope="col">
            <Trans>What</Trans>
          </th>
          <th scope="col" className="number">
            <Trans>We count</Trans>
          </th>
          <th scope="col" className="number">
            <Trans>They count</Trans>
          </th>
          <th scope="col">
            <Trans>Difference</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {named.map(name => {
          const pair = line.counts[name] as CountPair
          const differs = pair.differs !== null && pair.differs !== 'none'
          return (
            <tr key={name} className={differs ? `differs ${pair.differs === 'unexplained' ? 'late' : ''}` : undefined}>
              <th scope="row">{says(name)}</th>
              <td className="number">{count(pair.ours)}</td>
              <td className="number">{pair.theirs === null ? '–' : count(pair.theirs)}</td>
              <td>
                <DifferenceMark of={pair} />
              </td>
            </tr>
          )
        })}
        {line.lateForJudge === null ? null : (
          <tr>
            <th scope="row">
              <Trans>late, a magistrate’s consent was needed</Trans>
            </th>
            <td className="number">{count(line.lateForJudge)}</td>
            <td className="number">–</td>
            <td className="quiet">{_(onlyHere)}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

const onlyHere = msg`counted at home only`

/** What a count is called: an outcome, a ground, an urgency. */
export function useCountName(): (name: string) => string {
  const { _ } = useLanguage()
  const { t } = useLingui()
  return name => {
    const [of, code] = name.split('.')
    if (code !== undefined) return of === 'ground' ? t`refused: ${word('refusalGround', code)}` : t`urgency · ${word('urgency', code)}`
    const known = countWords[name] ?? (Object.hasOwn(outcomeWords, name) ? outcomeWords[name as keyof typeof outcomeWords].says : undefined)
    return known === undefined ? name : _(known)
  }
}
