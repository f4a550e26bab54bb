import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** An empty list says so, and teaches the next step. */
export function EmptyState({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <Icon aria-hidden size={28} strokeWidth={1.5} />
      <p className="empty-title">{title}</p>
      {children === undefined ? null : <div className="quiet">{children}</div>}
    </div>
  )
}

/** Rows that hold a list's place while it loads, so that nothing jumps when it comes. */
export function Loading({ rows = 6 }: { rows?: number }) {
  return (
    <div className="loading" aria-busy="true">
      {Array.from({ length: rows }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={at} className="loading-row" />
      ))}
    </div>
  )
}
