import type { DraftFields } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { perform, useAct, useGet } from '../api/hooks.ts'
import { Button } from '../parts/button.tsx'
import { Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { word } from '../words/vocabulary.ts'
import { deskActs, deskReads } from './answers.ts'

/** The forms that one's office keeps, before those that come with the application. Nothing where it keeps none. */
export function OfficeTemplates({ kind, busy, onUse }: { kind: DraftFields['messageType']; busy: boolean; onUse: (fields: DraftFields) => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const templates = useGet(deskReads.templates())
  const remove = useAct(deskActs.removeTemplate, gone =>
    toast(t`The template “${gone.name}” is gone`, () => void perform(client, deskActs.restoreTemplate(gone.id))),
  )
  const rows = (templates.data?.rows ?? []).filter(row => row.messageType === kind)
  if (rows.length === 0) return <Refusal of={remove.refused} />
  return (
    <Section title={<Trans>Templates of your office</Trans>}>
      <Refusal of={remove.refused} />
      <ul className="template-list">
        {rows.map(row => (
          <li key={row.id} className="office-template">
            <button type="button" className="template" disabled={busy} onClick={() => onUse(row.fields)}>
              <span className="template-name">
                <bdi>{row.name}</bdi>
              </span>
              <span className="quiet small">
                {row.fields.crimeArea === null
                  ? row.fields.purpose === null
                    ? word('messageType', row.messageType)
                    : word('purpose', row.fields.purpose)
                  : word('crimeArea', row.fields.crimeArea)}
                {row.to === null ? null : (
                  <>
                    {' · '}
                    <Mark>{row.to}</Mark>
                  </>
                )}
              </span>
            </button>
            <Button look="quiet" aria-label={t`Remove the template ${row.name}`} busy={remove.busy} onClick={() => void remove.run(row.id)}>
              <X aria-hidden size={16} />
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
