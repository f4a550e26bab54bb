import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect } from 'react'
import { Mark } from '../parts/text.tsx'
import { BrandMark } from './frame.tsx'
import { LanguageMenu, ThemeMenu } from './menus.tsx'

/** The page of whoever is not inside yet: signing in, enrolling, opening a locked node. */
export function Door({ title, node, children }: { title: string; node?: string | undefined; children: ReactNode }) {
  const { t } = useLingui()
  useEffect(() => {
    document.title = `${title} · Entraide`
  }, [title])
  return (
    <div className="door">
      <header className="bar">
        <span className="brand">
          <BrandMark />
          <span>Entraide</span>
        </span>
        <p className="bar-node">{node === undefined ? null : <Mark>{node}</Mark>}</p>
        <span className="bar-search" />
        <LanguageMenu />
        <ThemeMenu />
      </header>
      <main className="door-main" id="content" aria-label={t`Content`}>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}
