import type { Draft } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Paperclip, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { acts, reads } from '../api/answers.ts'
import type { Refused } from '../api/client.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { type Standing, sendOn } from '../api/send-on.ts'
import { Button } from '../parts/button.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { size } from '../words/time.ts'

type Sending = Standing & { readonly name: string; readonly bytes: number; readonly refused: Refused | null; readonly stop: () => void }

const atStart: Standing = { sent: 0, from: 0, waiting: false }

const maxBytes = 104_857_600

/**
 * The files of a draft: added with their progress in bytes, each failure kept in the list with its reason. A file goes on by itself after a
 * lost line; one whose page was closed goes on once it is chosen again.
 */
export function Attachments({
  draft,
  readOnly,
  onChanged,
}: {
  draft: Pick<Draft, 'id' | 'attachments'>
  readOnly: boolean
  /** A file came or went. */
  onChanged?: () => void
}) {
  const { t } = useLingui()
  const client = useQueryClient()
  const [sending, setSending] = useState<readonly Sending[]>([])
  const remove = useAct(acts.removeAttachment, () => onChanged?.())
  const put = (name: string, change: (one: Sending) => Sending | null) => setSending(all => all.flatMap(one => (one.name === name ? (change(one) ?? []) : one)))
  const begun = useGet(readOnly ? null : reads.uploads(draft.id))
  const forget = useAct(acts.forgetUpload)
  // Those that this page sends are in the list with their progress.
  const unfinished = (begun.data ?? []).filter(one => !sending.some(other => other.name === one.name && other.bytes === one.bytes))
  const changed = () => void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(`/v1/drafts/${draft.id}`) })
  const add = (files: Iterable<File>) => {
    for (const file of files) {
      const one = { ...atStart, name: file.name, bytes: file.size }
      if (file.size > maxBytes) {
        const refused = { refused: 'attachment-too-large', facts: { maxBytes }, status: 413 }
        setSending(all => [...all, { ...one, stop: () => undefined, refused }])
        continue
      }
      const transfer = sendOn(draft.id, file, standing => put(file.name, was => ({ ...was, ...standing })))
      setSending(all => [...all, { ...one, refused: null, stop: transfer.stop }])
      transfer.done.then(
        refused => {
          put(file.name, was => (refused === null ? null : { ...was, refused }))
          changed()
          if (refused === null) onChanged?.()
        },
        () => {
          put(file.name, () => null)
          changed()
        },
      )
    }
  }
  return (
    <div className="field" id="field-attachments">
      <ul className="files">
        {draft.attachments.map(file => (
          <li key={file.id}>
            <Paperclip aria-hidden size={16} />
            <bdi className="file-name">{file.name}</bdi>
            <span className="quiet small">{size(file.bytes)}</span>
            {readOnly ? null : (
              <Button look="quiet" aria-label={t`Remove ${file.name}`} busy={remove.busy} onClick={() => void remove.run(draft.id, file.id)}>
                <Trash2 aria-hidden size={16} />
              </Button>
            )}
          </li>
        ))}
        {sending.map(one => (
          <li key={one.name} className="sending">
            <Paperclip aria-hidden size={16} />
            <bdi className="file-name">{one.name}</bdi>
            {one.refused === null ? (
              <>
                <progress max={one.bytes} value={one.sent} aria-label={t`Sending ${one.name} to the node`} />
                <span className="quiet small">
                  <Trans>
                    {size(one.sent)} of {size(one.bytes)}
                  </Trans>
                </span>
                <Button look="quiet" onClick={one.stop}>
                  <Trans>Stop</Trans>
                </Button>
                {one.waiting || one.from > 0 ? (
                  <span className={one.waiting ? 'small line-lost' : 'quiet small'} role="status">
                    {one.waiting ? (
                      <Trans>The line to the node is lost. What arrived stays there; the rest follows by itself.</Trans>
                    ) : (
                      <Trans>Went on from {size(one.from)}</Trans>
                    )}
                  </span>
                ) : null}
              </>
            ) : (
              <>
                <Refusal of={one.refused} focus={false} />
                <Button look="quiet" onClick={() => put(one.name, () => null)}>
                  <Trans>Dismiss</Trans>
                </Button>
              </>
            )}
          </li>
        ))}
        {unfinished.map(one => (
          <li key={one.digest} className="sending">
            <Paperclip aria-hidden size={16} />
            <bdi className="file-name">{one.name}</bdi>
            <progress max={one.bytes ?? 0} value={one.bytesHeld} aria-label={t`Arrived of ${one.name ?? ''}`} />
            <span className="quiet small">
              <Trans>
                {size(one.bytesHeld)} of {size(one.bytes ?? 0)}
              </Trans>
            </span>
            <Button look="quiet" busy={forget.busy} onClick={() => void forget.run(draft.id, one.digest)}>
              <Trans>Give it up</Trans>
            </Button>
            <span className="small">
              <Trans>Not whole yet: choose the same file again, and it goes on from here. Kept for a day.</Trans>
            </span>
          </li>
        ))}
      </ul>
      <Refusal of={remove.refused ?? forget.refused} />
      {readOnly ? null : (
        <>
          <FileButton multiple icon={Paperclip} onFiles={add}>
            <Trans>Attach files</Trans>
          </FileButton>
          <p className="hint">
            <Trans>Up to 100 MB each. Sealed apart; the partner sees a safe name, and nothing is opened by itself.</Trans>
          </p>
        </>
      )}
    </div>
  )
}
