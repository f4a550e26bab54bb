import type { DraftFields } from '@entraide/node/api'
import { Trans } from '@lingui/react/macro'
import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { shortDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'
import { PersonView } from './person-view.tsx'
import { Coded, CodedList, Mark, Written } from './text.tsx'

type Item = DraftFields['items'][number]

/** Persons and statements of a message, each with its evaluation in words beside the codes. `marks`: what lies on the statement at a place. */
export function StatementList({ items, marks }: { items: readonly Item[]; marks?: (place: number) => ReactNode }) {
  if (items.length === 0) return null
  return (
    <ol className="statements">
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: statements are numbered by their place in the message
        <Statement key={at} item={item} before={marks?.(at)} />
      ))}
    </ol>
  )
}

/** One person or statement. `struck`: it no longer stands; it is shown to whoever may still see it. */
export function Statement({
  item,
  value,
  struck = false,
  before,
  after,
}: {
  item: Item
  value?: number
  struck?: boolean
  before?: ReactNode
  after?: ReactNode
}) {
  const { person } = item
  const tainted = item.provenance === 'STMD' || item.provenance === 'STMX'
  const said = (
    <>
      {person === undefined ? null : <PersonView person={person} />}
      {item.text === undefined || item.text === '' ? null : <Written>{item.text}</Written>}
    </>
  )
  return (
    <li className={item.provenance === 'STMX' ? 'statement left-out' : 'statement'} value={value}>
      {item.provenance === 'STMX' ? (
        <p className="on-paper">
          <Trans>Left out on paper: what may come of ill-treatment is in no export (R33).</Trans>
        </p>
      ) : null}
      <p className="statement-kind small">
        <Coded scheme="dataCategory" code={item.category} />
        {' · '}
        {item.nature === 'fact' ? <Trans>fact</Trans> : <Trans>assessment</Trans>}
      </p>
      {before}
      {struck ? <del className="struck">{said}</del> : said}
      {tainted ? (
        <p className="badge late">
          <TriangleAlert aria-hidden size={14} /> {word('provenance', item.provenance)}
        </p>
      ) : null}
      <p className="evaluation-line quiet small">
        <span>
          <Trans>Source:</Trans> <Coded scheme="sourceEval" code={item.source} />
        </span>
        <span>
          <Trans>Information:</Trans> <Coded scheme="infoEval" code={item.information} />
        </span>
        <span>
          <Trans>Come by:</Trans> <Coded scheme="provenance" code={item.provenance} />
        </span>
        {item.verifiedOn === undefined ? null : (
          <span>
            <Trans>Last checked:</Trans> {shortDate(item.verifiedOn)}
          </span>
        )}
        {item.holdUntil === undefined ? null : (
          <span>
            <Trans>Kept until:</Trans> {shortDate(item.holdUntil)}
          </span>
        )}
        {item.originCountry === undefined ? null : (
          <span>
            <Trans>From:</Trans> <Mark>{item.originCountry}</Mark>
          </span>
        )}
        {item.originator === undefined ? null : (
          <span>
            <Trans>Received from:</Trans> <Mark>{item.originator}</Mark>
          </span>
        )}
        {item.originConsent === undefined ? null : (
          <span>
            <Trans>With the consent of:</Trans> <Mark>{item.originConsent.by}</Mark> <Mark>{item.originConsent.reference}</Mark>{' '}
            {shortDate(item.originConsent.on)}
          </span>
        )}
      </p>
      {item.originEmergency === undefined ? null : (
        <div className="notice soon">
          <TriangleAlert aria-hidden size={20} />
          <div>
            <Trans>
              Sent without the consent of its state of origin: immediate and serious threat. The authority to be told at once is{' '}
              <Mark>{item.originEmergency.authority}</Mark>.
            </Trans>
            <Written>{item.originEmergency.threat}</Written>
          </div>
        </div>
      )}
      {item.handling === undefined ? null : <CodedList scheme="handlingCode" codes={item.handling} />}
      {item.justification === undefined ? null : (
        <p className="small">
          <Trans>Strictly necessary because:</Trans> <Written as="span">{item.justification}</Written>
        </p>
      )}
      {after}
    </li>
  )
}
