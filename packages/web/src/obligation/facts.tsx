import type { DraftFields } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Coded } from '../parts/text.tsx'
import { saidWord } from '../words/said-words.ts'
import { ConcernedLine } from './concerned.tsx'

type Matter = NonNullable<DraftFields['matter']>

/** What a notice or the answer to one says beside its text; nothing for other matters. */
export function NoticeFacts({ of }: { of: Matter | null | undefined }) {
  const { i18n } = useLingui()
  if (of?.matter === 'notice')
    return (
      <p className="matter-line">
        <Trans>It concerns:</Trans> <ConcernedLine of={{ items: of.items, attachments: [...(of.attachments ?? [])] }} />
      </p>
    )
  if (of?.matter !== 'acknowledgement') return null
  if (of.step === 'acknowledge')
    return (
      <p className="matter-line">
        <Coded scheme="noticeAck" code={of.ack} />
      </p>
    )
  return <p className="matter-line">{saidWord('ACK', of.step === 'settle' ? of.outcome : of.step, i18n)}</p>
}
