import type { Visit } from '@entraide/node/api'
import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { isDay } from '../draft/fields.ts'
import { Button } from '../parts/button.tsx'
import { DateParts } from '../parts/field.tsx'
import type { VisitMatter, VisitRecord } from './answers.ts'

/** What the form of a step gets: the visit so far, and where its words go. */
export type StepFormProps = { readonly visit: Visit; readonly record: VisitRecord; readonly busy: boolean; readonly onSay: (matter: VisitMatter) => void }

/** The frame of a step's form: its fields, and the button that makes a draft of it once all is said. */
export function StepFrame({ children, ready, busy, onSubmit }: { children: ReactNode; ready: boolean; busy: boolean; onSubmit: () => void }) {
  return (
    <form
      className="stack"
      onSubmit={event => {
        event.preventDefault()
        if (ready) onSubmit()
      }}
    >
      {children}
      <div>
        <Button type="submit" look="main" busy={busy} disabled={!ready}>
          <Trans>Write the draft</Trans>
        </Button>
      </div>
    </form>
  )
}

/** First and last day. */
export function DaysFields({ from, until, onChange }: { from: string; until: string; onChange: (days: { from?: string; until?: string }) => void }) {
  return (
    <div className="pair">
      <DateParts label={<Trans>First day</Trans>} value={from} onChange={day => onChange({ from: day })} />
      <DateParts label={<Trans>Last day</Trans>} value={until} onChange={day => onChange({ until: day })} />
    </div>
  )
}

/** Whether both are days that exist, in order. */
export const areDays = (from: string, until: string): boolean => isDay(from) && isDay(until) && from <= until
