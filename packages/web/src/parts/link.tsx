import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { go } from '../route.ts'

/** A link within the application: an ordinary anchor (opens in a new tab as one expects) that does not reload the page. */
export function Link({ to, onClick, ...rest }: Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: string }) {
  return (
    <a
      {...rest}
      href={to}
      onClick={event => {
        onClick?.(event)
        if (isPlainClick(event)) {
          event.preventDefault()
          go(to)
        }
      }}
    />
  )
}

function isPlainClick(event: MouseEvent): boolean {
  return !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
}
