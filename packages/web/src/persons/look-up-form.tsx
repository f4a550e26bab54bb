import type { HeldPerson, SearchResult } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { useMay } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { DossierField } from '../parts/dossier-field.tsx'
import { ErrorSummary, type FieldError } from '../parts/error-summary.tsx'
import { SelectField, TextField, TickField } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { PersonLine } from './person-line.tsx'
import { readQuestion } from './question.ts'

/** What a look-up was made for and what it found. */
export type LookUp = { readonly asked: HeldPerson; readonly dossier: string; readonly found: SearchResult }

/**
 * Asks for a person: one box, and the case it is for. The dossier and the reason are part of the question: without them there is no
 * look-up, and with them it is logged (R44).
 */
export function LookUpForm({
  dossier,
  onDossier,
  onFound,
}: {
  dossier: string | null
  onDossier: (dossier: string | null) => void
  onFound: (lookUp: LookUp) => void
}) {
  const { t } = useLingui()
  const mayProtected = useMay('OPR')
  const about = useGet(dossier === null ? null : reads.dossier(dossier)).data
  const [line, setLine] = useState('')
  const [birthPlace, setBirthPlace] = useState('')
  const [sex, setSex] = useState('')
  const [withProtected, setWithProtected] = useState(false)
  // Until something is typed, the last reason given for this dossier is offered.
  const [typedReason, setReason] = useState<string | null>(null)
  const reason = typedReason ?? about?.lastReason ?? ''
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const open = useAct(acts.openDossier)
  const search = useAct(acts.searchPersons)
  const question = readQuestion(line)
  const errorOf = (field: string) => errors.find(error => error.field === field)?.says

  const submit = async () => {
    const found: FieldError[] = []
    if (question.names.length === 0) found.push({ field: 'person-line', says: t`Type at least one name of the person` })
    if (dossier === null) found.push({ field: 'look-up-dossier', says: t`Choose the dossier you look for` })
    if (reason.trim().length < 3) found.push({ field: 'look-up-reason', says: t`Say why you look this person up` })
    setErrors(found)
    if (found.length > 0 || dossier === null) return
    search.forget()
    const asked: HeldPerson = {
      names: [...question.names],
      ...(question.birthDate === undefined ? {} : { birthDate: question.birthDate }),
      ...(sex === '' ? {} : { sex: sex as 'M' | 'F' }),
      ...(birthPlace.trim() === '' ? {} : { birthPlace: birthPlace.trim() }),
      ...(question.numbers.length === 0 ? {} : { documents: question.numbers.map(number => ({ number })) }),
    }
    // What is found stands under the dossier, and only who has opened it today sees it: one reason does for both.
    if (about?.opened !== true && (await open.run(dossier, reason.trim())) === undefined) return
    const answer = await search.run({ dossier: dossier as never, reason: reason.trim(), person: asked, protected: withProtected })
    if (answer !== undefined) onFound({ asked, dossier, found: answer })
  }

  return (
    <form
      className="sheet stack look-up"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <ErrorSummary errors={errors} />
      <PersonLine value={line} onChange={setLine} error={errorOf('person-line')} />
      <div className="columns">
        <DossierField
          id="look-up-dossier"
          label={<Trans>For which dossier</Trans>}
          value={dossier}
          onChange={chosen => {
            setReason(null)
            onDossier(chosen)
          }}
          error={errorOf('look-up-dossier')}
        />
        <TextField id="look-up-reason" label={<Trans>Why</Trans>} value={reason} onChange={setReason} maxLength={300} error={errorOf('look-up-reason')} />
      </div>
      <details>
        <summary>
          <Trans>More about the person</Trans>
        </summary>
        <div className="columns details-body">
          <TextField
            label={<Trans>Born at</Trans>}
            hint={<Trans>As printed; no country is read into it</Trans>}
            value={birthPlace}
            onChange={setBirthPlace}
            maxLength={200}
            optional
          />
          <SelectField
            label={<Trans>Sex</Trans>}
            value={sex}
            onChange={setSex}
            empty={t`not given`}
            choices={[
              { value: 'F', text: t`female` },
              { value: 'M', text: t`male` },
            ]}
          />
          {mayProtected ? (
            <TickField
              label={<Trans>Protected entries too</Trans>}
              hint={<Trans>Marked in the list; they never feed an answer.</Trans>}
              value={withProtected}
              onChange={setWithProtected}
            />
          ) : null}
        </div>
      </details>
      <Refusal of={open.refused ?? search.refused} />
      <div className="page-acts">
        <Button type="submit" look="main" busy={open.busy || search.busy}>
          <Search aria-hidden size={16} />
          <Trans>Look up</Trans>
        </Button>
        <span className="quiet small">
          {about !== undefined && !about.opened ? (
            <Trans>Opens the dossier for today with the same reason. Dossier, reason and your number go into the acts log.</Trans>
          ) : (
            <Trans>Dossier, reason and your number go into the acts log.</Trans>
          )}
        </span>
      </div>
    </form>
  )
}
