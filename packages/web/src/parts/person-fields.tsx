import { Trans, useLingui } from '@lingui/react/macro'
import { Plus, Trash2 } from 'lucide-react'
import { codes, word } from '../words/vocabulary.ts'
import { Button } from './button.tsx'
import { DateParts, SelectField, TextField } from './field.tsx'

/** What a form knows of a person; the same in a message, a look-up and a file. Empty texts are fields not filled. */
export type PersonParts = {
  readonly names: readonly string[]
  readonly birthDate?: string | undefined
  readonly birthPlace?: string | undefined
  readonly sex?: 'M' | 'F' | undefined
  readonly nationalities?: readonly string[] | undefined
  readonly documents?: readonly DocumentParts[] | undefined
}
export type DocumentParts = { readonly kind: string; readonly country: string; readonly number: string }

/** The fields of one person: names in either script, a date as far as it is known, place as printed, documents. */
export function PersonFields<P extends PersonParts>({
  person,
  onChange,
  nationalities = false,
  id,
}: {
  person: P
  onChange: (person: P) => void
  nationalities?: boolean
  /** Where a refusal of its names leads. */
  id?: string
}) {
  const { t } = useLingui()
  const set = (part: Partial<PersonParts>) => onChange({ ...person, ...part })
  const names = person.names.length === 0 ? [''] : person.names
  const documents = person.documents ?? []
  return (
    <>
      <fieldset className="field names" id={id}>
        <legend>
          <Trans>Name, as written</Trans>
        </legend>
        <p className="hint">
          <Trans>Whole name in either script. Other spellings and scripts help: add them.</Trans>
        </p>
        {names.map((name, at) => (
          <input
            // biome-ignore lint/suspicious/noArrayIndexKey: spellings have no identity but their place
            key={at}
            className="control full"
            dir="auto"
            lang={/\p{Script=Arabic}/u.test(name) ? 'ar' : undefined}
            aria-label={at === 0 ? t`Name, as written` : t`Another spelling or script`}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={name}
            onChange={event => set({ names: names.map((other, index) => (index === at ? event.target.value : other)) })}
          />
        ))}
        {names.length < 12 ? (
          <Button look="quiet" onClick={() => set({ names: [...names, ''] })}>
            <Plus aria-hidden size={16} />
            <Trans>Another spelling or script</Trans>
          </Button>
        ) : null}
      </fieldset>
      <div className="columns">
        <DateParts
          label={<Trans>Born on</Trans>}
          hint={<Trans>As far as it is known: year, month, day</Trans>}
          value={person.birthDate ?? ''}
          onChange={birthDate => set({ birthDate })}
          optional
        />
        <TextField
          label={<Trans>Born at</Trans>}
          hint={<Trans>As printed; no country is read into it</Trans>}
          value={person.birthPlace ?? ''}
          onChange={birthPlace => set({ birthPlace })}
          maxLength={200}
          optional
        />
        {nationalities ? (
          <TextField
            label={<Trans>Nationalities</Trans>}
            hint={<Trans>Country codes, with spaces between</Trans>}
            value={(person.nationalities ?? []).join(' ')}
            onChange={text => set({ nationalities: text.toUpperCase().split(/[\s,]/).slice(0, 8) })}
            dir="ltr"
            optional
          />
        ) : null}
        <SelectField
          label={<Trans>Sex</Trans>}
          value={person.sex ?? ''}
          empty={t`not given`}
          choices={[
            { value: 'F', text: t`female` },
            { value: 'M', text: t`male` },
          ]}
          onChange={sex => {
            const { sex: _, ...rest } = person
            onChange((sex === '' ? rest : { ...rest, sex }) as P)
          }}
        />
      </div>
      <fieldset className="field">
        <legend>
          <Trans>Documents</Trans>
        </legend>
        {documents.map((document, at) => {
          const change = (part: Partial<(typeof documents)[number]>) =>
            set({ documents: documents.map((other, index) => (index === at ? { ...other, ...part } : other)) })
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: documents have no identity but their place
            <div className="document" key={at}>
              <select className="control" aria-label={t`Kind of document`} value={document.kind} onChange={event => change({ kind: event.target.value })}>
                {codes('travelDocument').map(code => (
                  <option key={code} value={code}>
                    {word('travelDocument', code)}
                  </option>
                ))}
              </select>
              <input
                className="control short"
                dir="ltr"
                aria-label={t`Issuing country, code`}
                maxLength={3}
                value={document.country}
                onChange={event => change({ country: event.target.value.toUpperCase() })}
              />
              <input
                className="control"
                dir="ltr"
                aria-label={t`Document number`}
                maxLength={40}
                autoComplete="off"
                value={document.number}
                onChange={event => change({ number: event.target.value })}
              />
              <Button look="quiet" aria-label={t`Remove the document`} onClick={() => set({ documents: documents.filter((_, index) => index !== at) })}>
                <Trash2 aria-hidden size={16} />
              </Button>
            </div>
          )
        })}
        <Button look="quiet" onClick={() => set({ documents: [...documents, { kind: 'PP', country: '', number: '' }] })}>
          <Plus aria-hidden size={16} />
          <Trans>Add a document</Trans>
        </Button>
      </fieldset>
    </>
  )
}
