import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'

/** A dialog over the page: the browser's own, which holds the focus, closes on Escape and gives the focus back. */
export function Dialog({ open, title, onClose, children }: { open: boolean; title: ReactNode; onClose: () => void; children: ReactNode }) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  // Taken away while it is open, it would take the focus with it: closed first, it gives the focus back to what opened it.
  useLayoutEffect(() => {
    const shown = dialog.current
    return () => shown?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the browser's; the click outside is the mouse's way
    <dialog ref={dialog} className="modal" aria-labelledby={id} onClose={onClose} onClick={event => event.target === dialog.current && onClose()}>
      {open ? (
        <div className="modal-body">
          <h2 id={id}>{title}</h2>
          {children}
        </div>
      ) : null}
    </dialog>
  )
}
