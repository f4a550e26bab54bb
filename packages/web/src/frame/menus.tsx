import { useLingui } from '@lingui/react/macro'
import { ChevronDown, Contrast, Languages, LogOut, Monitor, Moon, Settings, Sun, UserRound } from 'lucide-react'
import { useRef, useState } from 'react'
import { acts } from '../api/answers.ts'
import { useAct } from '../api/hooks.ts'
import { keepEverything } from '../parts/keeping.ts'
import { MenuButton } from '../parts/menu.tsx'
import { toast } from '../parts/toast.tsx'
import { go } from '../route.ts'
import { type Language, languageNames, languages } from '../words/languages.ts'
import { keepPreference, keptPreference } from '../words/preferences.ts'
import { chooseLanguage } from '../words/speak.ts'
import { useSession } from './session.tsx'

/** The language switch, each language by its own name. `onChosen` lets a signed-in officer's choice follow the account. */
export function LanguageMenu({ onChosen }: { onChosen?: (language: Language) => void }) {
  const { t, i18n } = useLingui()
  const current = i18n.locale as Language
  return (
    <MenuButton
      label={t`Language: ${languageNames[current]}`}
      button={
        <>
          <Languages aria-hidden size={18} />
          <span>{current.toUpperCase()}</span>
          <ChevronDown aria-hidden size={14} />
        </>
      }
      lines={languages.map(language => ({
        id: language,
        lang: language,
        kind: 'one-of',
        checked: language === current,
        content: languageNames[language],
        run: () => void chooseLanguage(language).then(() => onChosen?.(language)),
      }))}
    />
  )
}

/** Light, dark or as the system; and stronger contrast. */
export function ThemeMenu() {
  const { t } = useLingui()
  const [theme, setTheme] = useState(keptPreference('theme') ?? 'auto')
  const [contrast, setContrast] = useState(keptPreference('contrast') ?? 'auto')
  const names = { auto: t`As the system`, light: t`Light`, dark: t`Dark` }
  const icons = { auto: Monitor, light: Sun, dark: Moon }
  const Icon = icons[theme]
  return (
    <MenuButton
      label={t`Appearance: ${names[theme]}`}
      button={<Icon aria-hidden size={18} />}
      lines={[
        ...(['auto', 'light', 'dark'] as const).map(name => {
          const Item = icons[name]
          return {
            id: name,
            kind: 'one-of' as const,
            checked: name === theme,
            content: (
              <>
                <Item aria-hidden size={16} /> {names[name]}
              </>
            ),
            run: () => {
              keepPreference('theme', name)
              setTheme(name)
            },
          }
        }),
        {
          id: 'contrast',
          kind: 'on-off',
          checked: contrast === 'more',
          content: (
            <>
              <Contrast aria-hidden size={16} /> {t`Stronger contrast`}
            </>
          ),
          run: () => {
            const changed = contrast === 'more' ? 'auto' : 'more'
            keepPreference('contrast', changed)
            setContrast(changed)
          },
        },
      ]}
    />
  )
}

/** Who is signed in, by office and service number; settings and signing out. */
export function OfficerMenu({ onSignedOut }: { onSignedOut: () => void }) {
  const { t } = useLingui()
  const { account } = useSession()
  const signOut = useAct(acts.signOut)
  const told = useRef(false)
  const leave = async () => {
    // With the session ends the right to keep a draft: what was typed in the last second goes first. What cannot be kept is told once.
    if (!told.current && !(await keepEverything())) {
      told.current = true
      toast(t`What you typed could not be kept. Sign out again to leave it.`)
      return
    }
    // Signing out does not depend on the node's answer: the page forgets the session either way.
    await signOut.run().finally(onSignedOut)
  }
  return (
    <MenuButton
      label={t`Signed in as ${account.office} ${account.serviceNumber}`}
      button={
        <>
          <UserRound aria-hidden size={18} />
          <bdi className="wide-only" aria-hidden>
            {account.serviceNumber}
          </bdi>
          <ChevronDown aria-hidden size={14} />
        </>
      }
      lines={[
        {
          id: 'settings',
          content: (
            <>
              <Settings aria-hidden size={16} /> {t`Settings`}
            </>
          ),
          run: () => go('/settings'),
        },
        {
          id: 'leave',
          content: (
            <>
              <LogOut aria-hidden size={16} className="turns" /> {t`Sign out`}
            </>
          ),
          run: () => void leave(),
        },
      ]}
    />
  )
}
