import type { Draft } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Paperclip, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { acts } from '../api/answers.ts'
import type { Refused } from '../api/client.ts'
import { useAct } from '../api/hooks.ts'
import { sendFile } from '../api/send-file.ts'
import { Button } from '../parts/button.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { size } from '../words/time.ts'

type Sending = { readonly name: string; readonly sent: number; readonly bytes: number; readonly refused: Refused | null; readonly stop: () => void }

const maxBytes = 104_857_600

/** The files of a draft: added with their progress in bytes, each failure kept in the list with its reason. */
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
  const add = (files: Iterable<File>) => {
    for (const file of files) {
      if (file.size > maxBytes) {
        setSending(all => [
          ...all,
          { name: file.name, sent: 0, bytes: file.size, stop: () => undefined, refused: { refused: 'attachment-too-large', facts: { maxBytes }, status: 413 } },
        ])
        continue
      }
      const path = `/v1/drafts/${encodeURIComponent(draft.id)}/attachments?name=${encodeURIComponent(file.name)}`
      const transfer = sendFile(path, file, sent => put(file.name, one => ({ ...one, sent })))
      setSending(all => [...all, { name: file.name, sent: 0, bytes: file.size, refused: null, stop: transfer.stop }])
      transfer.done.then(
        ({ refused }) => {
          put(file.name, one => (refused === null ? null : { ...one, refused }))
          if (refused !== null) return
          void client.invalidateQueries({ queryKey: [`/v1/drafts/${draft.id}`] })
          onChanged?.()
        },
        () => put(file.name, () => null),
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
      </ul>
      <Refusal of={remove.refused} />
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
