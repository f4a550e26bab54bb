import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Refused } from '../api/client.ts'
import { Refusal } from './refusal.tsx'

/**
 * A screen's page: its title (also the window's), what it is about in a line, its main acts, and the rest.
 * Coming here moves the focus to the title, so that a screen reader and the keyboard start where the eye does.
 */
export function Page({
  title,
  lead,
  acts,
  aside,
  marks,
  children,
  erring = false,
}: {
  title: string
  lead?: ReactNode
  acts?: ReactNode
  aside?: ReactNode
  /** What stands at the head of each page when the browser prints it. */
  marks?: ReactNode
  children: ReactNode
  erring?: boolean
}) {
  const { t } = useLingui()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = erring ? t`Error: ${title} · Entraide` : `${title} · Entraide`
  }, [title, erring, t])
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <div className={aside === undefined ? 'page' : 'page with-aside'}>
      {marks}
      <div className="page-main">
        <header className="page-head">
          <div>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {lead === undefined ? null : <div className="lead">{lead}</div>}
          </div>
          {acts === undefined ? null : <div className="page-acts">{acts}</div>}
        </header>
        {children}
      </div>
      {aside === undefined ? null : <aside className="page-aside">{aside}</aside>}
    </div>
  )
}

/** A page that the officer's roles do not allow: said in the node's own words, and nothing else shown. The node decides all the same. */
export function Forbidden({ title }: { title: string }) {
  return (
    <Page title={title}>
      <Refusal of={forbidden} />
    </Page>
  )
}
const forbidden: Refused = { refused: 'forbidden', facts: {}, status: 403 }

/** A block of a page with its own heading. */
export function Section({ title, acts, children, id }: { title: ReactNode; acts?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className="sheet" id={id}>
      <header className="sheet-head">
        <h2>{title}</h2>
        {acts === undefined ? null : <div className="page-acts">{acts}</div>}
      </header>
      {children}
    </section>
  )
}
