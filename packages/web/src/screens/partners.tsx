import type { Partner } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Handshake } from 'lucide-react'
import { useState } from 'react'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { useMay } from '../frame/session.tsx'
import { LineBadge } from '../partner/line-badge.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { CopyText } from '../parts/copy.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { TextArea } from '../parts/field.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { Link } from '../parts/link.tsx'
import { Page, Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useSaid } from '../parts/said.ts'
import { Rows } from '../parts/table.tsx'
import { Mark } from '../parts/text.tsx'
import { go } from '../route.ts'
import { word } from '../words/vocabulary.ts'

/** The nodes this one exchanges with: is the line up, and if not, since when and what waits. */
export default function Partners() {
  const { t } = useLingui()
  const partners = useGet(reads.partners(), { everySeconds: 15 })
  const maySecure = useMay('SEC')
  return (
    <Page title={t`Partners`}>
      <Refusal of={partners.refused} />
      {partners.waiting ? <Loading rows={3} /> : null}
      {partners.data === undefined ? null : partners.data.length === 0 ? (
        <EmptyState icon={Handshake} title={t`No partner yet`}>
          {maySecure ? (
            <Trans>Exchange cards with the other authority: give yours, take theirs below, then read the words aloud to each other.</Trans>
          ) : (
            <Trans>The security officer pairs this node with the other authority’s.</Trans>
          )}
        </EmptyState>
      ) : (
        <Rows
          label={t`Partners`}
          groups={[{ id: 'all', rows: partners.data }]}
          keyOf={(row: Partner) => row.node}
          columns={[
            {
              id: 'reference',
              head: <Trans>Authority</Trans>,
              cell: row => (
                <>
                  <Link to={`/partners/${row.node}`} className="cell-main" data-row-link>
                    <Mark>{row.node}</Mark>
                  </Link>
                  <span className="cell-sub">
                    <bdi>{row.name}</bdi> · {word('legalRegime', row.regime)}
                  </span>
                </>
              ),
            },
            {
              id: 'line',
              head: <Trans>Line</Trans>,
              cell: row => (
                <>
                  <LineBadge partner={row} />
                  {row.lineSince === null ? null : (
                    <span className="cell-sub">
                      <Trans>
                        since <Moment at={row.lineSince} partner={row.node} />
                      </Trans>
                    </span>
                  )}
                </>
              ),
            },
            {
              id: 'waiting',
              head: <Trans>Waiting</Trans>,
              cell: row => (
                <>
                  <Plural value={row.waiting} _0="nothing" one="# message" other="# messages" />
                  {row.waitingReason === null ? null : <WaitingReason code={row.waitingReason} />}
                </>
              ),
            },
            {
              id: 'pairing',
              head: <Trans>Pairing</Trans>,
              cell: row => (row.pairing === 'confirmed' ? <Trans>words confirmed</Trans> : <strong className="warn">{t`words not yet read aloud`}</strong>),
            },
          ]}
        />
      )}
      {maySecure ? <Cards /> : null}
    </Page>
  )
}

function WaitingReason({ code }: { code: string }) {
  return <span className="cell-sub">{useSaid(code).what}</span>
}

/** Our card to give, theirs to take. Cards are public; the words read aloud are what makes them sure. */
function Cards() {
  const { t } = useLingui()
  const own = useGet(reads.ownCard())
  const [card, setCard] = useState('')
  const take = useAct(acts.importCard, partner => go(`/partners/${partner.node}`))
  return (
    <div className="columns">
      <Section title={<Trans>Our card</Trans>}>
        <div className="stack">
          <p className="quiet small">
            <Trans>Give it to the other authority by any way: it holds no secret.</Trans>
          </p>
          <Refusal of={own.refused} focus={false} />
          {own.data === undefined ? null : <CopyText label={t`Our card`} text={cardText(own.data)} lines={5} />}
        </div>
      </Section>
      <Section title={<Trans>Take a partner’s card</Trans>}>
        <form
          className="stack"
          onSubmit={event => {
            event.preventDefault()
            if (card.trim() !== '') void take.run(card)
          }}
        >
          <TextArea
            label={<Trans>Card</Trans>}
            hint={<Trans>Paste it, or choose the file</Trans>}
            value={card}
            onChange={setCard}
            rows={5}
            maxLength={32_768}
          />
          <Refusal of={take.refused} />
          <div className="page-acts">
            <FileButton
              accept=".json,.card,application/json,text/plain"
              onFiles={([file]) => {
                if (file !== undefined && file.size <= 32_768) void file.text().then(setCard)
              }}
            >
              <Trans>Choose the file</Trans>
            </FileButton>
            <Button type="submit" busy={take.busy}>
              <Trans>Take the card</Trans>
            </Button>
          </div>
        </form>
      </Section>
    </div>
  )
}

/** The node answers the card as signed text, or as JSON holding it. */
function cardText(answer: unknown): string {
  if (typeof answer === 'string') return answer
  const { card } = answer as { card?: unknown }
  return typeof card === 'string' ? card : JSON.stringify(answer)
}
