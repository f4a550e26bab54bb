import { Trans, useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { acts } from '../api/answers.ts'
import { useAct } from '../api/hooks.ts'
import { Link } from '../parts/link.tsx'
import { Mark } from '../parts/text.tsx'
import { Toasts, undoLatest } from '../parts/toast.tsx'
import { go } from '../route.ts'
import { word } from '../words/vocabulary.ts'
import { KeyboardHelp } from './keyboard-help.tsx'
import { useKeys } from './keys.tsx'
import { LanguageMenu, OfficerMenu, ThemeMenu } from './menus.tsx'
import { Rail } from './rail.tsx'
import { caseRoles, draftingRoles, homeOf } from './roles.ts'
import { useMay, useSession } from './session.tsx'
import { StandsIn } from './stands-in.tsx'

/** What surrounds every screen: which node one works at and under what law, where one can go, who one is. */
export function Frame({ children, onSignedOut }: { children: ReactNode; onSignedOut: () => void }) {
  const { t } = useLingui()
  const { node, account } = useSession()
  const mayCase = useMay(...caseRoles)
  const mayDraft = useMay(...draftingRoles)
  const mayVisit = useMay('COO', ...caseRoles)
  const [help, setHelp] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const keepLanguage = useAct(acts.keepLanguage)
  useKeys([
    { keys: '?', says: <Trans>Show these keys</Trans>, run: () => setHelp(true) },
    { keys: 'z', says: <Trans>Undo what was just done</Trans>, run: undoLatest },
    ...(mayCase
      ? [
          { keys: '/', says: <Trans>Find a reference</Trans>, run: () => search.current?.focus() },
          { keys: 'g d', says: <Trans>Go to what is due</Trans>, run: () => go('/due') },
          { keys: 'g i', says: <Trans>Go to the inbox</Trans>, run: () => go('/inbox') },
          { keys: 'g o', says: <Trans>Go to the outbox</Trans>, run: () => go('/outbox') },
          { keys: 'g f', says: <Trans>Go to the dossiers</Trans>, run: () => go('/dossiers') },
          { keys: 'g l', says: <Trans>Go to the obligations</Trans>, run: () => go('/obligations') },
        ]
      : []),
    ...(mayDraft
      ? [
          { keys: 'n', says: <Trans>Write a new request</Trans>, run: () => go('/requests/new') },
          { keys: 'g p', says: <Trans>Go to the persons</Trans>, run: () => go('/persons') },
          { keys: 'g r', says: <Trans>Go to the drafts</Trans>, run: () => go('/drafts') },
        ]
      : []),
    ...(mayVisit ? [{ keys: 'g v', says: <Trans>Go to the visits</Trans>, run: () => go('/visits') }] : []),
    { keys: 'g a', says: <Trans>Go to the agreements</Trans>, run: () => go('/agreements') },
    { keys: 'g s', says: <Trans>Go to the settings</Trans>, run: () => go('/settings') },
  ])
  return (
    <div className="frame">
      <a className="skip" href="#content">
        <Trans>Skip to the content</Trans>
      </a>
      <header className="bar">
        <Link to={homeOf(account.roles)} className="brand">
          <BrandMark />
          <span>Entraide</span>
        </Link>
        <p className="bar-node">
          <Mark>{node.id}</Mark>
          <span className="wide-only quiet">
            {' · '}
            {word('legalRegime', node.regime)}
          </span>
        </p>
        {mayCase ? (
          <search className="bar-search">
            <form
              onSubmit={event => {
                event.preventDefault()
                const wanted = search.current?.value.trim() ?? ''
                if (wanted !== '') go(`/dossiers?reference=${encodeURIComponent(wanted)}`)
              }}
            >
              <Search aria-hidden size={16} />
              <input ref={search} type="search" dir="ltr" aria-label={t`Find a reference, ours or theirs`} placeholder={t`Reference`} maxLength={80} />
              <kbd aria-hidden>/</kbd>
            </form>
          </search>
        ) : (
          <span className="bar-search" />
        )}
        <LanguageMenu onChosen={language => void keepLanguage.run(language)} />
        <ThemeMenu />
        <OfficerMenu onSignedOut={onSignedOut} />
      </header>
      <div className="strips">
        {node.demo ? (
          <aside className="demo-strip" aria-label={t`Demonstration`}>
            <Trans>Demonstration: invented people and cases, illustrative clauses.</Trans>
          </aside>
        ) : null}
        <StandsIn />
      </div>
      <Rail />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Toasts />
      <KeyboardHelp open={help} onClose={() => setHelp(false)} />
    </div>
  )
}

/** The project's own mark: two brackets that hold each other. */
export function BrandMark() {
  return (
    <svg aria-hidden="true" width="22" height="22" viewBox="0 0 24 24" className="brand-mark">
      <rect width="24" height="24" rx="5" />
      <path d="M5 7h9M5 7v10h9M19 17h-9M19 17V7h-9" />
    </svg>
  )
}
