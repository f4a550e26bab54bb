import { Trans, useLingui } from '@lingui/react/macro'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../parts/button.tsx'
import { CodeField, TextField } from '../parts/field.tsx'
import { Mark } from '../parts/text.tsx'
import type { Agenda } from './answers.ts'
import { areDays, DaysFields, type StepFormProps, StepFrame } from './form-parts.tsx'
import { changedAt, nextName, withoutAt } from './numbered.ts'
import { inEach, TwoTexts } from './two-texts.tsx'

type Item = Agenda['items'][number]
const named = /^[A-Z0-9][A-Z0-9.-]{0,39}$/

/** An agenda, starting from the one that stands: a new one follows it and has to be agreed to anew. */
export function AgendaForm({ record, busy, onSay }: StepFormProps) {
  const { t } = useLingui()
  const before = record.agenda.at(-1)
  const [agenda, setAgenda] = useState<Agenda>(
    before?.text ?? { from: record.from, until: record.until, place: record.place, items: [{ id: 'P1', title: {}, regime: 'LE', action: null }] },
  )
  const set = (part: Partial<Agenda>) => setAgenda({ ...agenda, ...part })
  const put = (at: number, part: Partial<Item>) => set({ items: changedAt(agenda.items, at, part) })
  const ready =
    areDays(agenda.from, agenda.until) &&
    agenda.place.trim() !== '' &&
    agenda.items.length > 0 &&
    agenda.items.every(
      ({ title, regime, action }) =>
        inEach(title, record.languages) && regime !== ('' as string) && (action === null || (named.test(action.plan) && named.test(action.item))),
    )
  return (
    <StepFrame ready={ready} busy={busy} onSubmit={() => onSay({ matter: 'visit', step: 'agenda', follows: before?.digest ?? null, agenda })}>
      <DaysFields from={agenda.from} until={agenda.until} onChange={set} />
      <TextField label={<Trans>Place</Trans>} value={agenda.place} onChange={place => set({ place })} maxLength={120} />
      {agenda.items.map((item, at) => (
        <fieldset key={item.id} className="inset stack">
          <legend>
            <Trans>
              Item <Mark>{item.id}</Mark>
            </Trans>
          </legend>
          <TwoTexts
            label={<Trans>What is talked about</Trans>}
            languages={record.languages}
            value={item.title}
            onChange={title => put(at, { title })}
            maxLength={300}
          />
          <CodeField
            scheme="legalRegime"
            label={<Trans>Regime</Trans>}
            value={item.regime}
            onChange={code => put(at, { regime: code as Item['regime'] })}
            width="half"
          />
          <ActionFields action={item.action} onChange={action => put(at, { action })} />
          {agenda.items.length < 2 ? null : (
            <div>
              <Button look="quiet" aria-label={t`Remove item ${item.id}`} onClick={() => set({ items: withoutAt(agenda.items, at) })}>
                <Trash2 aria-hidden size={16} /> <Trans>Remove</Trans>
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      <div>
        <Button onClick={() => set({ items: [...agenda.items, { id: nextName('P', agenda.items), title: {}, regime: 'LE', action: null }] })}>
          <Plus aria-hidden size={16} /> <Trans>One more item</Trans>
        </Button>
      </div>
    </StepFrame>
  )
}

/** The action of a plan that an item or a decision belongs to; both empty: none. */
export function ActionFields({ action, onChange }: { action: Item['action']; onChange: (action: Item['action']) => void }) {
  const put = (plan: string, item: string) => onChange(plan === '' && item === '' ? null : { plan, item })
  return (
    <div className="pair">
      <TextField
        label={<Trans>Plan</Trans>}
        value={action?.plan ?? ''}
        onChange={plan => put(plan.toUpperCase(), action?.item ?? '')}
        dir="ltr"
        maxLength={40}
        optional
      />
      <TextField
        label={<Trans>Action of the plan</Trans>}
        value={action?.item ?? ''}
        onChange={item => put(action?.plan ?? '', item.toUpperCase())}
        dir="ltr"
        maxLength={40}
        optional
      />
    </div>
  )
}
