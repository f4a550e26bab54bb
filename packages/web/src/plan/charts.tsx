import '../style/plan.css'
import type { CountPair } from '@entraide/node/api'
import { useLingui as useLanguage } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { ToneIcon } from '../parts/badge.tsx'
import { type ChartTone, differenceWords } from '../words/plan-words.ts'
import { count } from '../words/time.ts'

/** One part of a whole. */
export type Part = { readonly id: string; readonly name: string; readonly value: number; readonly tone: ChartTone }

/**
 * A whole and its parts as one bar, in the reading direction of the page; each part has its name and number below, so that the picture says
 * nothing that the words do not. `none`: said where there is nothing to draw.
 */
export function PartsBar({ label, parts, none = null }: { label: string; parts: readonly Part[]; none?: ReactNode }) {
  const shown = parts.filter(part => part.value > 0)
  if (shown.length === 0) return none === null ? null : <p className="quiet">{none}</p>
  const total = shown.reduce((sum, part) => sum + part.value, 0)
  return (
    <div>
      <div className="chart-bar" role="img" aria-label={`${label}: ${shown.map(part => `${part.name} ${count(part.value)}`).join(', ')}`}>
        {shown.map(part => (
          <span key={part.id} className={`chart-part ${part.tone}`} style={{ inlineSize: `${(100 * part.value) / total}%` }} />
        ))}
      </div>
      <ul className="chart-keys">
        {shown.map(part => (
          <li key={part.id}>
            <span className={`key-mark ${part.tone}`} aria-hidden />
            <span>{part.name}</span> <span className="number">{count(part.value)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Things of one kind as bars of one scale, each with its name and number. */
export function BarList({ label, bars, most, ofHundred = false }: { label: string; bars: readonly Part[]; most: number; ofHundred?: boolean }) {
  const { t } = useLingui()
  return (
    <ul className="bar-list" aria-label={label}>
      {bars.map(bar => (
        <li key={bar.id}>
          <span>{bar.name}</span>
          <span className="chart-bar" aria-hidden>
            {bar.value === 0 ? null : <span className={`chart-part ${bar.tone}`} style={{ inlineSize: `${(100 * bar.value) / Math.max(most, bar.value)}%` }} />}
          </span>
          <span className="number">{ofHundred ? t`${count(bar.value)} of 100` : count(bar.value)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Both sides' number of one thing, as two bars of one scale, and whether they are the same. */
export function PairBars({ pair, most, ours, theirs }: { pair: CountPair; most: number; ours: string; theirs: string }) {
  const { t } = useLingui()
  const width = (value: number) => ({ inlineSize: `${most === 0 ? 0 : Math.min(100, (100 * value) / most)}%` })
  return (
    <div>
      <div className="pair">
        <span>{ours}</span>
        <span className="chart-bar" aria-hidden>
          {pair.ours === 0 ? null : <span className="chart-part good" style={width(pair.ours)} />}
        </span>
        <span className="number">{count(pair.ours)}</span>
        <span>{theirs}</span>
        <span className="chart-bar" aria-hidden>
          {!pair.theirs ? null : <span className="chart-part wait" style={width(pair.theirs)} />}
        </span>
        <span className="number">{pair.theirs === null ? t`not told` : count(pair.theirs)}</span>
      </div>
      <DifferenceMark of={pair} />
    </div>
  )
}

/** A difference between two counts: icon, word and colour. Nothing where they are the same or not told. */
export function DifferenceMark({ of }: { of: CountPair }) {
  const { _ } = useLanguage()
  if (of.differs === null || of.differs === 'none') return null
  const { says, tone } = differenceWords[of.differs]
  return (
    <span className={`badge ${tone}`}>
      <ToneIcon tone={tone} />
      <span>{_(says)}</span>
    </span>
  )
}

/** The table behind a picture. */
export function TableBehind({ children, open = false }: { children: ReactNode; open?: boolean }) {
  return (
    <details className="chart-table" open={open}>
      <summary>
        <Trans>As a table</Trans>
      </summary>
      <div>{children}</div>
    </details>
  )
}

/** How far between two days a third one lies, in hundredths; outside, at the end it is beyond. */
export function placeOf(on: string, from: string, until: string): number {
  const [at, start, end] = [on, from, until].map(each => Date.parse(`${each.slice(0, 10)}T00:00:00Z`)) as [number, number, number]
  if (end <= start) return 100
  return Math.max(0, Math.min(100, (100 * (at - start)) / (end - start)))
}
