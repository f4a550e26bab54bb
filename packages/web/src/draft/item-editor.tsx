import { Trans, useLingui } from '@lingui/react/macro'
import { Plus, Trash2, UserRoundPlus } from 'lucide-react'
import { Button } from '../parts/button.tsx'
import { CodeField, DateParts, SelectField, TextArea, TextField } from '../parts/field.tsx'
import { PersonFields } from '../parts/person-fields.tsx'
import { toast } from '../parts/toast.tsx'
import { type Item, newItem } from './fields.ts'

/** Persons and statements: each with what a receiver must know to use it (R11, R12, R33). `fixed`: as many as there are, none more or less. */
export function Items({ items, onChange, fixed = false }: { items: readonly Item[]; onChange: (items: readonly Item[]) => void; fixed?: boolean }) {
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
        <ItemCard key={at} item={item} number={at + 1} onChange={changed => put(at, changed)} onRemove={fixed ? undefined : () => remove(at)} />
      ))}
      {fixed ? null : (
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
      )}
    </div>
  )
}

function ItemCard({ item, number, onChange, onRemove }: { item: Item; number: number; onChange: (item: Item) => void; onRemove: (() => void) | undefined }) {
  const { t } = useLingui()
  const set = (part: Partial<Item>) => onChange({ ...item, ...part })
  return (
    <fieldset className="item">
      <legend className="item-head">{item.person === undefined ? <Trans>Statement {number}</Trans> : <Trans>Person {number}</Trans>}</legend>
      {onRemove === undefined ? null : (
        <Button
          look="quiet"
          className="item-remove"
          aria-label={item.person === undefined ? t`Remove statement ${number}` : t`Remove person ${number}`}
          onClick={onRemove}
        >
          <Trash2 aria-hidden size={16} />
        </Button>
      )}
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
        <PersonFields person={item.person} onChange={person => set({ person })} nationalities />
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
          <TextField
            label={<Trans>Service the datum came from</Trans>}
            hint={<Trans>If it is not your own. What the addressee gave may go back to it without asking anybody.</Trans>}
            value={item.originator ?? ''}
            onChange={originator => set({ originator })}
            maxLength={200}
            optional
          />
          <ConsentFields consent={item.originConsent} onChange={originConsent => set({ originConsent })} />
          {/* Only a state is told afterwards; a service of one's own state is asked (LED 35(2)). */}
          {item.originCountry === undefined || item.originCountry === '' ? null : (
            <EmergencyFields emergency={item.originEmergency} onChange={originEmergency => set({ originEmergency })} />
          )}
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

/** No time to ask: why, and which authority of the state of origin is told at once (R21). */
function EmergencyFields({ emergency, onChange }: { emergency: Item['originEmergency']; onChange: (emergency: NonNullable<Item['originEmergency']>) => void }) {
  const given = emergency ?? { threat: '', authority: '' }
  return (
    <>
      <TextArea
        label={<Trans>Immediate and serious threat that leaves no time to ask</Trans>}
        hint={<Trans>Instead of a consent, between states of the Union only; the urgency is then immediate and the basis of the transfer that threat.</Trans>}
        value={given.threat}
        onChange={threat => onChange({ ...given, threat })}
        rows={2}
        maxLength={2_000}
        optional
      />
      <TextField
        label={<Trans>Authority of that state to be told at once</Trans>}
        hint={<Trans>The node shows it as owed until you say that it was done.</Trans>}
        value={given.authority}
        onChange={authority => onChange({ ...given, authority })}
        maxLength={200}
        optional
      />
    </>
  )
}
