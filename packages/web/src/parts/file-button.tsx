import { FileUp, type LucideIcon } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Button } from './button.tsx'

/** A button that asks for files: the browser's own control speaks the browser's language, not the reader's. */
export function FileButton({
  children,
  accept,
  multiple = false,
  busy = false,
  look = 'plain',
  icon: Icon = FileUp,
  onFiles,
}: {
  children: ReactNode
  accept?: string
  multiple?: boolean
  busy?: boolean
  look?: 'main' | 'plain'
  icon?: LucideIcon
  onFiles: (files: readonly File[]) => void
}) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={picker}
        type="file"
        hidden
        multiple={multiple}
        accept={accept}
        onChange={event => {
          const files = [...(event.target.files ?? [])]
          // The same file may be chosen again once it was mended.
          event.target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
      <Button look={look} busy={busy} onClick={() => picker.current?.click()}>
        <Icon aria-hidden size={16} />
        {children}
      </Button>
    </>
  )
}
