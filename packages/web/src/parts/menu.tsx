import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

/** One line of a menu: does something at once, or is one of several of which `checked` are on. */
export type MenuLine = {
  readonly id: string
  readonly content: ReactNode
  readonly lang?: string
  readonly checked?: boolean
  readonly kind?: 'do' | 'one-of' | 'on-off'
  readonly run: () => void
}

/**
 * A button that opens a short menu, by the WAI-ARIA menu button pattern: arrows walk, Home and End jump, letters find,
 * Escape and Tab close and give the focus back. Small on purpose: it is part of every page.
 */
export function MenuButton({ label, button, lines }: { label: string; button: ReactNode; lines: readonly MenuLine[] }) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]
  useEffect(() => {
    if (!open) return
    const all = [...(menu.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]
    ;(all.find(item => item.ariaChecked === 'true') ?? all[0])?.focus()
    const away = (event: PointerEvent) => {
      const at = event.target as Node
      if (!menu.current?.contains(at) && !opener.current?.contains(at)) setOpen(false)
    }
    addEventListener('pointerdown', away)
    return () => removeEventListener('pointerdown', away)
  }, [open])
  const close = () => {
    setOpen(false)
    opener.current?.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    const all = items()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key]
    if (to !== undefined) all[to]?.focus()
    else if (event.key === 'Escape') close()
    else if (event.key === 'Tab') setOpen(false)
    else if (event.key.length === 1 && event.key !== ' ')
      [...all.slice(at + 1), ...all].find(item => item.textContent?.trim().toLocaleLowerCase().startsWith(event.key.toLocaleLowerCase()))?.focus()
    else return
    if (event.key !== 'Tab') event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="menu-button">
      <button
        ref={opener}
        type="button"
        className="bar-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' || open) return
          event.preventDefault()
          setOpen(true)
        }}
      >
        {button}
        <span className="hidden-text">{label}</span>
      </button>
      {open ? (
        <div id={id} ref={menu} role="menu" tabIndex={-1} aria-label={label} className="popover menu" onKeyDown={onKey}>
          {lines.map(line => (
            <button
              key={line.id}
              type="button"
              tabIndex={-1}
              lang={line.lang}
              className="menu-item"
              role={line.kind === 'one-of' ? 'menuitemradio' : line.kind === 'on-off' ? 'menuitemcheckbox' : 'menuitem'}
              {...(line.kind === undefined || line.kind === 'do' ? {} : { 'aria-checked': line.checked === true })}
              onClick={() => {
                close()
                line.run()
              }}
            >
              {line.content}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
