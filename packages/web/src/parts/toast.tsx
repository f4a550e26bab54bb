import { Trans, useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from './button.tsx'

/** A short word on what was just done, with a way back for ten seconds. */
type Note = { readonly id: number; readonly text: string; readonly undo?: (() => void) | undefined }

const lastsMs = 10_000
let notes: readonly Note[] = []
let nextId = 1
const listeners = new Set<() => void>()
function put(changed: readonly Note[]) {
  notes = changed
  for (const listener of listeners) listener()
}

/** Says what was done. `undo` takes it back; the key `z` does the same while the note is there. */
export function toast(text: string, undo?: () => void): void {
  put([...notes.slice(-2), { id: nextId++, text, undo }])
}

let standing: (() => void) | undefined
/** What the screen one is on could take back when no note offers anything any more; undefined for nothing. */
export function standsToUndo(undo: (() => void) | undefined): void {
  standing = undo
}

/** Takes back the latest thing that can be taken back. */
export function undoLatest(): void {
  const latest = notes.findLast(note => note.undo !== undefined)
  if (latest === undefined) standing?.()
  else takeBack(latest)
}

function takeBack(note: Note): void {
  put(notes.filter(other => other.id !== note.id))
  note.undo?.()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where the notes appear: a polite live region at the foot of the page. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => notes)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(note => (
        <Toast key={note.id} note={note} />
      ))}
    </div>
  )
}

function Toast({ note }: { note: Note }) {
  const { t } = useLingui()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => put(notes.filter(other => other.id !== note.id)), lastsMs)
    return () => clearTimeout(timer)
  }, [held, note.id])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: reading or reaching the note only keeps it from leaving
    <div className="toast" onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <span>{note.text}</span>
      {note.undo === undefined ? null : (
        <Button look="quiet" onClick={() => takeBack(note)}>
          <Trans>Undo</Trans>
        </Button>
      )}
      <Button look="quiet" aria-label={t`Dismiss`} onClick={() => put(notes.filter(other => other.id !== note.id))}>
        <X aria-hidden size={16} />
      </Button>
    </div>
  )
}
