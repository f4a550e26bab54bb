import type { HeldPerson, ProtectionView } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useAct } from '../api/hooks.ts'
import { Button } from '../parts/button.tsx'
import { ErrorSummary, type FieldError } from '../parts/error-summary.tsx'
import { TextField } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { PersonLine } from '../persons/person-line.tsx'
import { readQuestion } from '../persons/question.ts'
import { protectionActs } from './answers.ts'

/** Looks somebody up among the protected: one box and a reason, which is logged. Nobody can leaf through the register. */
export function ProtectionSearch({ onFound }: { onFound: (asked: HeldPerson, rows: readonly ProtectionView[]) => void }) {
  const { t } = useLingui()
  const [line, setLine] = useState('')
  const [reason, setReason] = useState('')
  const [tries, setTries] = useState(0)
  const tried = tries > 0
  const search = useAct(protectionActs.search, ({ rows }, asked) => onFound(asked, rows))
  const question = readQuestion(line)
  const errors: readonly FieldError[] = [
    ...(question.names.length === 0 ? [{ field: 'person-line', says: t`Type at least one name of the person` }] : []),
    ...(reason.trim().length < 3 ? [{ field: 'protection-reason', says: t`Say why you look this person up` }] : []),
  ]
  const errorOf = (field: string) => (tried ? errors.find(error => error.field === field)?.says : undefined)
  const asked: HeldPerson = {
    names: [...question.names],
    ...(question.birthDate === undefined ? {} : { birthDate: question.birthDate }),
    ...(question.numbers.length === 0 ? {} : { documents: question.numbers.map(number => ({ number })) }),
  }
  return (
    <form
      className="sheet stack look-up"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTries(tries + 1)
        if (errors.length === 0) void search.run(asked, reason.trim())
      }}
    >
      <ErrorSummary errors={tried ? errors : []} tries={tries} />
      <PersonLine value={line} onChange={setLine} error={errorOf('person-line')} />
      <TextField id="protection-reason" label={<Trans>Why</Trans>} value={reason} onChange={setReason} maxLength={300} error={errorOf('protection-reason')} />
      <Refusal of={search.refused} />
      <div className="page-acts">
        <Button type="submit" look="main" busy={search.busy}>
          <Search aria-hidden size={16} />
          <Trans>Look up</Trans>
        </Button>
        <span className="quiet small">
          <Trans>The reason and your number go into the acts log.</Trans>
        </span>
      </div>
    </form>
  )
}
