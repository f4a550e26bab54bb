import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link } from './link.tsx'

type Look = 'main' | 'plain' | 'quiet' | 'grave'

/**
 * A button. One `main` on a screen; `grave` for what a second person would have to undo. While `busy` it keeps its
 * place, its words and the focus, and does nothing. The browser's own element: every first view is made of these.
 */
export function Button({
  look = 'plain',
  busy = false,
  className,
  type = 'button',
  onClick,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look; busy?: boolean }) {
  return (
    <button
      {...rest}
      type={type}
      className={`button ${look} ${className ?? ''}`}
      aria-disabled={busy || undefined}
      onClick={event => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    />
  )
}

/** A link that looks like a button: for going somewhere, never for doing something. */
export function ButtonLink({ look = 'plain', to, children }: { look?: Look; to: string; children: ReactNode }) {
  return (
    <Link to={to} className={`button ${look}`}>
      {children}
    </Link>
  )
}
