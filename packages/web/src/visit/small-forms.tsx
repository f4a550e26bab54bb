import { Trans, useLingui } from '@lingui/react/macro'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { isDay } from '../draft/fields.ts'
import { useSession } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { CodeField, DateParts, SelectField, TextArea, TextField } from '../parts/field.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { Digest } from '../parts/text.tsx'
import { inReadersLanguage } from '../words/text.ts'
import { size } from '../words/time.ts'
import { ActionFields } from './agenda-form.tsx'
import type { VisitStep } from './answers.ts'
import { areDays, DaysFields, type StepFormProps, StepFrame } from './form-parts.tsx'
import { ItemField } from './minutes-form.tsx'
import { changedAt, withoutAt } from './numbered.ts'
import { decisionStandings } from './words.ts'

/** The days on which it was in fact held. */
export function HeldForm({ record, busy, onSay }: StepFormProps) {
  const [days, setDays] = useState({ from: record.from, until: record.until })
  return (
    <StepFrame ready={areDays(days.from, days.until)} busy={busy} onSubmit={() => onSay({ matter: 'visit', step: 'held', ...days })}>
      <DaysFields {...days} onChange={part => setDays({ ...days, ...part })} />
    </StepFrame>
  )
}

type Office = VisitStep<'delegation'>['delegation']['offices'][number]
const noOffice: Office = { office: '', persons: 1, clearance: 'U' }

/** Who comes: offices, numbers, clearances. */
export function DelegationForm({ record, busy, onSay }: StepFormProps) {
  const { t } = useLingui()
  const { node } = useSession()
  const before = record.delegations.find(one => one.node === node.id)
  const [offices, setOffices] = useState<readonly Office[]>(before?.offices ?? [noOffice])
  const put = (at: number, part: Partial<Office>) => setOffices(changedAt(offices, at, part))
  const ready = offices.length > 0 && offices.every(({ office, persons }) => office.trim() !== '' && Number.isInteger(persons) && persons >= 1 && persons <= 50)
  const say = () => onSay({ matter: 'visit', step: 'delegation', delegation: { node: node.id, offices: [...offices] } })
  return (
    <StepFrame ready={ready} busy={busy} onSubmit={say}>
      <p className="quiet small">
        <Trans>By office, number and clearance; never by name.</Trans>
      </p>
      {offices.map((office, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an office that is being written has no other name
        <div key={at} className="inset stack">
          <TextField label={<Trans>Office</Trans>} value={office.office} onChange={text => put(at, { office: text })} maxLength={120} />
          <div className="pair">
            <TextField
              label={<Trans>Persons</Trans>}
              value={office.persons === 0 ? '' : String(office.persons)}
              onChange={text => put(at, { persons: Number(text.replace(/\D/g, '')) })}
              inputMode="numeric"
              dir="ltr"
              maxLength={2}
              width="short"
            />
            <CodeField
              scheme="classification"
              label={<Trans>Cleared up to</Trans>}
              value={office.clearance}
              onChange={code => put(at, { clearance: code as Office['clearance'] })}
            />
          </div>
          {offices.length < 2 ? null : (
            <div>
              <Button look="quiet" aria-label={t`Remove office ${at + 1}`} onClick={() => setOffices(withoutAt(offices, at))}>
                <Trash2 aria-hidden size={16} /> <Trans>Remove</Trans>
              </Button>
            </div>
          )}
        </div>
      ))}
      <div>
        <Button onClick={() => setOffices([...offices, noOffice])}>
          <Plus aria-hidden size={16} /> <Trans>One more office</Trans>
        </Button>
      </div>
    </StepFrame>
  )
}

/** How a decision that is ours stands. */
export function FollowForm({ record, busy, onSay }: StepFormProps) {
  const { i18n } = useLingui()
  const { node } = useSession()
  const ours = record.decisions.filter(decision => decision.owner === node.id)
  const [said, setSaid] = useState({ decision: ours[0]?.id ?? '', status: 'RUN' as VisitStep<'follow'>['status'], reason: '' })
  const [carried, setCarried] = useState<VisitStep<'follow'>['carried']>(null)
  const set = (part: Partial<typeof said>) => setSaid({ ...said, ...part })
  const goesOn = said.status === 'CAR'
  const ready = said.decision !== '' && (!goesOn || (carried !== null && carried.plan !== '' && carried.item !== ''))
  return (
    <StepFrame ready={ready} busy={busy} onSubmit={() => onSay({ matter: 'visit', step: 'follow', ...said, carried: goesOn ? carried : null })}>
      <SelectField
        label={<Trans>Decision</Trans>}
        value={said.decision}
        onChange={decision => set({ decision })}
        choices={ours.map(one => ({ value: one.id, text: `${one.id} · ${inReadersLanguage(one.text, i18n.locale).slice(0, 60)}` }))}
      />
      <SelectField
        label={<Trans>It stands</Trans>}
        value={said.status}
        onChange={status => set({ status: status as typeof said.status })}
        choices={(['RUN', 'BLK', 'DON', 'DRP', 'CAR'] as const).map(code => ({ value: code, text: i18n._(decisionStandings[code].says) }))}
      />
      {goesOn ? <ActionFields action={carried} onChange={setCarried} /> : null}
      <TextArea label={<Trans>Why it stands so</Trans>} value={said.reason} onChange={reason => set({ reason })} maxLength={1_000} />
    </StepFrame>
  )
}

/** A paper that was handed over: the file itself goes with the message, and its digest is computed here. */
export function PaperForm({ record, busy, onSay }: { record: StepFormProps['record']; busy: boolean; onSay: (step: VisitStep<'paper'>, file: File) => void }) {
  const [said, setSaid] = useState({ title: '', handedOn: '', agenda: null as string | null })
  const [file, setFile] = useState<{ readonly file: File; readonly digest: string } | null>(null)
  const set = (part: Partial<typeof said>) => setSaid({ ...said, ...part })
  const take = async ([chosen]: readonly File[]) => {
    if (chosen !== undefined) setFile({ file: chosen, digest: await sha256(chosen) })
  }
  return (
    <StepFrame
      ready={file !== null && said.title.trim() !== '' && isDay(said.handedOn)}
      busy={busy}
      onSubmit={() => file !== null && onSay({ matter: 'visit', step: 'paper', ...said, digest: file.digest }, file.file)}
    >
      <TextField label={<Trans>What the paper is called</Trans>} value={said.title} onChange={title => set({ title })} maxLength={200} />
      <DateParts label={<Trans>Handed over on</Trans>} value={said.handedOn} onChange={handedOn => set({ handedOn })} />
      <ItemField items={record.agenda.at(-1)?.text.items ?? []} value={said.agenda} onChange={agenda => set({ agenda })} />
      <div className="stack">
        <div>
          <FileButton onFiles={files => void take(files)}>
            <Trans>Choose the file</Trans>
          </FileButton>
        </div>
        {file === null ? null : (
          <p className="small">
            <bdi>{file.file.name}</bdi> · {size(file.file.size)} · <Digest of={file.digest} />
          </p>
        )}
      </div>
    </StepFrame>
  )
}

/** SHA-256 of a file in lower-case hexadecimal. */
async function sha256(file: File): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
