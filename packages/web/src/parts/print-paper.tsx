import { Trans, useLingui } from '@lingui/react/macro'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useDownload } from '../api/hooks.ts'
import { type Language, languageNames, languages } from '../words/languages.ts'
import { Button } from './button.tsx'
import { Refusal } from './refusal.tsx'

/** Asks the node for a paper as PDF, in the language of the screens unless another is chosen. Printing is logged: `changes` as of any act. */
export function PrintPaper({ path, changes }: { path: string; changes: readonly string[] }) {
  const { t, i18n } = useLingui()
  const [chosen, setChosen] = useState<Language | null>(null)
  const language = chosen ?? (i18n.locale as Language)
  const paper = useDownload(changes)
  return (
    <div className="print-paper">
      <div className="page-acts">
        <select className="control filter" aria-label={t`Language of the paper`} value={language} onChange={event => setChosen(event.target.value as Language)}>
          {languages.map(each => (
            <option key={each} value={each} lang={each}>
              {languageNames[each]}
            </option>
          ))}
        </select>
        <Button busy={paper.busy} title={t`It bears your office and number, and is logged`} onClick={() => void paper.run(`${path}?language=${language}`)}>
          <Printer aria-hidden size={16} />
          {paper.busy ? <Trans>Printing…</Trans> : <Trans>Print (PDF)</Trans>}
        </Button>
      </div>
      <Refusal of={paper.refused} />
    </div>
  )
}
