import type { DraftFields } from '@entraide/node/api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { TextArea, TextField, TickField } from '../parts/field.tsx'

type Review = NonNullable<DraftFields['review']>
type Context = Review['contexts'][number]

/** What a matter or a person may touch (R7): the first four want a legal adviser, the others are not exchanged at all. */
export const contextNames: { readonly [context in Context]: MessageDescriptor } = {
  journalist: msg`A journalist`,
  activist: msg`An activist`,
  'diaspora-association': msg`An association of the diaspora`,
  lawyer: msg`A lawyer`,
  political: msg`A political matter`,
  military: msg`A military matter`,
  religious: msg`A religious matter`,
  racial: msg`A racial matter`,
}
const contexts = Object.keys(contextNames) as readonly Context[]
const nothing: Review = { contexts: [], legalReview: '', rightsTest: '' }

/** What is weighed at home before a message leaves (R7, R19, R33). Closed until something of it is said or asked for. */
export function ReviewFields({ fields, missing, onChange }: { fields: DraftFields; missing: readonly (string | null)[]; onChange: (review: Review) => void }) {
  const { i18n } = useLingui()
  const review = fields.review ?? nothing
  const set = (part: Partial<Review>) => onChange({ ...review, ...part })
  const weighs = fields.transferBasis === 'LED-38-1-d' || fields.transferBasis === 'LED-38-1-e'
  const isAsked = ['legalReview', 'contextFlags', 'rightsTest'].some(field => missing.includes(field))
  return (
    <details open={isAsked || fields.review !== undefined || undefined}>
      <summary id="review-name">
        <Trans>Whom or what it touches</Trans>
      </summary>
      <div className="details-body stack">
        <fieldset id="field-contextFlags" className="field" aria-labelledby="review-name">
          <p className="hint">
            <Trans>The first four want your legal adviser; the others are not exchanged at all. It stays here; the partner does not see it.</Trans>
          </p>
          <div className="ticks two">
            {contexts.map(context => (
              <TickField
                key={context}
                label={i18n._(contextNames[context])}
                value={review.contexts.includes(context)}
                onChange={touches => set({ contexts: contexts.filter(each => (each === context ? touches : review.contexts.includes(each))) })}
              />
            ))}
          </div>
        </fieldset>
        <TextField
          id="field-legalReview"
          label={<Trans>The legal adviser’s opinion</Trans>}
          hint={<Trans>Its reference. It stays here; the partner does not see it.</Trans>}
          value={review.legalReview}
          onChange={legalReview => set({ legalReview })}
          width="half"
          maxLength={120}
        />
        {weighs || review.rightsTest !== '' ? (
          <TextArea
            id="field-rightsTest"
            label={<Trans>Rights weighed against the interest</Trans>}
            hint={<Trans>Why the interest outweighs the rights of the person. It stays here; the partner does not see it.</Trans>}
            value={review.rightsTest}
            onChange={rightsTest => set({ rightsTest })}
            rows={3}
            maxLength={2_000}
          />
        ) : null}
      </div>
    </details>
  )
}
