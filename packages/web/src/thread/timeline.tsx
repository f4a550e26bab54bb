import type { Dossier } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Moment } from '../parts/clock.tsx'
import { useSaid } from '../parts/said.ts'
import { Mark, OfficerMark } from '../parts/text.tsx'
import { actWords } from '../words/act-words.ts'
import { saidWord } from '../words/said-words.ts'
import { word } from '../words/vocabulary.ts'

/** Both sides' acts on the dossier, oldest first; ours and theirs on either side of the line. */
export function Timeline({ entries, partner }: { entries: Dossier['timeline']; partner: string | null }) {
  return (
    <ol className="timeline">
      {entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: acts have no identity of their own in this list, which only grows
        <Entry key={at} entry={entry} partner={partner} />
      ))}
    </ol>
  )
}

function Entry({ entry, partner }: { entry: Dossier['timeline'][number]; partner: string | null }) {
  const { i18n } = useLingui()
  const said = useSaid(entry.outcome)
  const known = actWords[entry.act]
  const type = /^sent-([A-Z]{3})$/.exec(entry.act)?.[1]
  const says = entry.said === null ? undefined : saidWord(entry.messageType, entry.said, i18n)
  const plain = entry.outcome === 'done' || entry.outcome === 'admitted'
  return (
    <li className={`timeline-entry ${entry.side} ${/guard|protect/.test(`${entry.act} ${entry.outcome}`) ? 'at-home' : ''}`}>
      <p>
        <strong>
          {known !== undefined ? i18n._(known) : type !== undefined ? <Trans>Sent: {word('messageType', type)}</Trans> : <Mark>{entry.act}</Mark>}
        </strong>{' '}
        <span className="quiet">{entry.side === 'ours' ? <Trans>here</Trans> : <Trans>there</Trans>}</span>
      </p>
      {entry.messageType === null || (type !== undefined && says === undefined) ? null : (
        <p className="small">
          {entry.message === null ? word('messageType', entry.messageType) : <a href={`#message-${entry.message}`}>{word('messageType', entry.messageType)}</a>}
          {says === undefined ? null : <> · {says}</>}
        </p>
      )}
      {plain ? null : <p className="small">{said.what}</p>}
      <p className="quiet small">
        <Moment at={entry.at} partner={partner} />
        {entry.by === null ? null : (
          <>
            {' · '}
            <OfficerMark of={entry.by} />
          </>
        )}
        {entry.position === null ? null : (
          <>
            {' · '}
            <Trans>
              log <Mark>{`#${entry.position}`}</Mark>
            </Trans>
          </>
        )}
      </p>
    </li>
  )
}
