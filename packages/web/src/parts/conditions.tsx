import { Trans } from '@lingui/react/macro'
import { ShieldAlert } from 'lucide-react'
import { Written } from './text.tsx'

/** The conditions of H3 as they were written, one each; nothing where there are none. */
export function ConditionList({ of, language }: { of: readonly string[]; language?: string | undefined }) {
  return (
    <ul className="conditions" lang={language}>
      {of.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as signed, in their order; one may stand twice
        <li key={at}>
          <Written as="span">{text}</Written>
        </li>
      ))}
    </ul>
  )
}

/** The same above what they bind: nobody reads the message without having read them. */
export function Conditions({ of, language }: { of: readonly string[]; language: string }) {
  if (of.length === 0) return null
  return (
    <section className="notice soon conditions-bind">
      <ShieldAlert aria-hidden size={18} />
      <div>
        <h3 className="notice-what">
          <Trans>Conditions of code H3: they bind whoever reads this</Trans>
        </h3>
        <ConditionList of={of} language={language} />
      </div>
    </section>
  )
}
