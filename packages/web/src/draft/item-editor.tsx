import { Trans, useLingui } from '@lingui/react/macro'
import { Plus, Trash2, UserRoundPlus } from 'lucide-react'
import { Button } from '../parts/button.tsx'
import { CodeField, DateParts, SelectField, TextArea, TextField } from '../parts/field.tsx'
import { toast } from '../parts/toast.tsx'
import { codes, word } from '../words/vocabulary.ts'
import { type Item, newItem } from './fields.ts'

type Person = NonNullable<Item['person']>

/** Persons and statements: each with what a receiver must know to use it (R11, R12, R33). */
export function Items({ items, onChange }: { items: readonly Item[]; onChange: (items: readonly Item[]) => void }) {
  const { t } = useLingui()
  const put = (at: number, item: Item) => onChange(items.map((other, index) => (index === at ? item : other)))
  const remove = (at: number) => {
    onChange(items.filter((_, index) => index !== at))
    toast(t`Statement removed`, () => onChange(items))
  }
  return (
    <div className="stack" id="field-items">
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a statement has no identity but its place until it is sent
        <ItemCard key={at} item={item} number={at + 1} onChange={changed => put(at, changed)} onRemove={() => remove(at)} />
      ))}
      <div className="page-acts">
        <Button onClick={() => onChange([...items, newItem('NAME', true)])}>
          <UserRoundPlus aria-hidden size={16} />
          <Trans>Add a person</Trans>
        </Button>
        <Button onClick={() => onChange([...items, newItem('RELA', false)])}>
          <Plus aria-hidden size={16} />
          <Trans>Add a statement</Trans>
        </Button>
      </div>
    </div>
  )
}

function ItemCard({ item, number, onChange, onRemove }: { item: Item; number: number; onChange: (item: Item) => void; onRemove: () => void }) {
  const { t } = useLingui()
  const set = (part: Partial<Item>) => onChange({ ...item, ...part })
  return (
    <fieldset className="item">
      <legend className="item-head">{item.person === undefined ? <Trans>Statement {number}</Trans> : <Trans>Person {number}</Trans>}</legend>
      <Button
        look="quiet"
        className="item-remove"
        aria-label={item.person === undefined ? t`Remove statement ${number}` : t`Remove person ${number}`}
        onClick={onRemove}
      >
        <Trash2 aria-hidden size={16} />
      </Button>
      {item.person === undefined ? (
        <>
          <CodeField
            scheme="dataCategory"
            label={<Trans>Kind of data</Trans>}
            value={item.category}
            onChange={code => set({ category: code as Item['category'] })}
            sorted
            width="half"
          />
          <TextArea label={<Trans>What is said</Trans>} value={item.text ?? ''} onChange={text => set({ text })} maxLength={8_000} rows={2} />
        </>
      ) : (
        <PersonFields person={item.person} onChange={person => set({ person })} />
      )}
      <div className="evaluation">
        <SelectField
          label={<Trans>Fact or assessment</Trans>}
          value={item.nature}
          onChange={value => set({ nature: value as Item['nature'] })}
          choices={[
            { value: 'fact', text: t`Fact` },
            { value: 'assessment', text: t`Assessment` },
          ]}
        />
        <CodeField scheme="sourceEval" codeFirst label={<Trans>Source</Trans>} value={item.source} onChange={code => set({ source: code as Item['source'] })} />
        <CodeField
          scheme="infoEval"
          codeFirst
          label={<Trans>Information</Trans>}
          value={item.information}
          onChange={code => set({ information: code as Item['information'] })}
        />
        <CodeField
          scheme="provenance"
          label={<Trans>How it was come by</Trans>}
          value={item.provenance}
          onChange={code => set({ provenance: code as Item['provenance'] })}
        />
        <DateParts
          label={<Trans>Last checked</Trans>}
          value={item.verifiedOn ?? ''}
          onChange={value => set({ verifiedOn: value as NonNullable<Item['verifiedOn']> })}
        />
      </div>
      <details>
        <summary>
          <Trans>Strict necessity, origin</Trans>
        </summary>
        <div className="stack details-body">
          <TextArea
            label={<Trans>Why this very datum is needed</Trans>}
            hint={<Trans>Asked for special categories: biometrics, health, beliefs.</Trans>}
            value={item.justification ?? ''}
            onChange={justification => set({ justification })}
            rows={2}
            maxLength={2_000}
          />
          <TextField
            label={<Trans>Country the datum came from</Trans>}
            hint={<Trans>Two letters, if it is not your own state</Trans>}
            value={item.originCountry ?? ''}
            onChange={text => set({ originCountry: text.toUpperCase() })}
            dir="ltr"
            width="short"
            maxLength={2}
            optional
          />
          <ConsentFields consent={item.originConsent} onChange={originConsent => set({ originConsent })} />
        </div>
      </details>
    </fieldset>
  )
}

/** The consent of whoever the datum came from: who, under which reference, when (R13, R21). */
function ConsentFields({ consent, onChange }: { consent: Item['originConsent']; onChange: (consent: NonNullable<Item['originConsent']>) => void }) {
  const given = consent ?? { by: '', reference: '', on: '' as NonNullable<Item['originConsent']>['on'] }
  return (
    <div className="columns">
      <TextField
        label={<Trans>Consent given by</Trans>}
        hint={<Trans>The office it came from</Trans>}
        value={given.by}
        onChange={by => onChange({ ...given, by })}
        maxLength={200}
        optional
      />
      <TextField
        label={<Trans>Reference of the consent</Trans>}
        value={given.reference}
        onChange={reference => onChange({ ...given, reference })}
        maxLength={200}
        optional
      />
      <DateParts label={<Trans>Given on</Trans>} value={given.on} onChange={on => onChange({ ...given, on: on as typeof given.on })} optional />
    </div>
  )
}

function PersonFields({ person, onChange }: { person: Person; onChange: (person: Person) => void }) {
  const { t } = useLingui()
  const set = (part: Partial<Person>) => onChange({ ...person, ...part })
  const names = person.names.length === 0 ? [''] : person.names
  const documents = person.documents ?? []
  return (
    <>
      <fieldset className="field names">
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
        <TextField
          label={<Trans>Nationalities</Trans>}
          hint={<Trans>Country codes, with spaces between</Trans>}
          value={(person.nationalities ?? []).join(' ')}
          onChange={text => set({ nationalities: text.toUpperCase().split(/[\s,]/).slice(0, 8) })}
          dir="ltr"
          optional
        />
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
            onChange(sex === '' ? rest : { ...rest, sex: sex as 'M' | 'F' })
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
