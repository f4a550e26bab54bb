import type { ProtectionView } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/hooks.ts'
import { ErrorSummary, type FieldError } from '../parts/error-summary.tsx'
import { CodeField, TextArea } from '../parts/field.tsx'
import { FormActs } from '../parts/form-acts.tsx'
import { Section } from '../parts/page.tsx'
import { PersonFields, type PersonParts } from '../parts/person-fields.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { toast } from '../parts/toast.tsx'
import { personOf } from '../persons/person-of.ts'
import { protectionActs } from './answers.ts'

/** The grounds on which a node names nobody, whoever asks (R28). */
const grounds = ['ASYL', 'MINR', 'VICT'] as const
type Ground = (typeof grounds)[number]

/** Puts a person under this node's protection: who it is, on what ground, and on what that rests. */
export function ProtectForm({ onDone, onCancel }: { onDone: (kept: ProtectionView) => void; onCancel: () => void }) {
  const { t } = useLingui()
  const [person, setPerson] = useState<PersonParts>({ names: [''] })
  const [ground, setGround] = useState('')
  const [reason, setReason] = useState('')
  const [tries, setTries] = useState(0)
  const tried = tries > 0
  const protect = useAct(protectionActs.protect, kept => {
    toast(t`Under protection`)
    onDone(kept)
  })
  const filled = personOf(person)
  const errors: readonly FieldError[] = [
    ...(filled.names.length === 0 ? [{ field: 'protect-names', says: t`Type at least one name of the person` }] : []),
    ...(ground === '' ? [{ field: 'protect-ground', says: t`Choose why the person is protected` }] : []),
    ...(reason.trim().length < 3 ? [{ field: 'protect-reason', says: t`Say on what it rests` }] : []),
  ]
  const errorOf = (field: string) => (tried ? errors.find(error => error.field === field)?.says : undefined)
  return (
    <Section title={<Trans>Protect a person</Trans>}>
      <form
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setTries(tries + 1)
          if (errors.length === 0) void protect.run({ person: filled, ground: ground as Ground, reason: reason.trim(), dossier: null })
        }}
      >
        <ErrorSummary errors={tried ? errors : []} tries={tries} />
        <PersonFields id="protect-names" person={person} onChange={setPerson} />
        <CodeField
          id="protect-ground"
          scheme="refusalGround"
          only={grounds}
          label={<Trans>Why the person is protected</Trans>}
          value={ground}
          onChange={setGround}
          error={errorOf('protect-ground')}
          width="half"
        />
        <TextArea
          id="protect-reason"
          label={<Trans>On what it rests</Trans>}
          hint={<Trans>It stays in this node, for identification officers and legal advisers.</Trans>}
          value={reason}
          onChange={setReason}
          error={errorOf('protect-reason')}
          rows={2}
          maxLength={2_000}
        />
        <Refusal of={protect.refused} />
        <FormActs busy={protect.busy} onCancel={onCancel}>
          <Trans>Put under protection</Trans>
        </FormActs>
      </form>
    </Section>
  )
}
