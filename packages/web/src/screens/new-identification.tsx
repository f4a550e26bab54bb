import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { identificationActs } from '../identification/answers.ts'
import { Button } from '../parts/button.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { SelectField, TextField } from '../parts/field.tsx'
import { Page } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { go } from '../route.ts'
import { type Language, languageNames, languages } from '../words/languages.ts'
import { inReadersLanguage } from '../words/text.ts'

/** The start of an identification: whom one asks, for which case. The file opens with the usual filled in. */
export default function NewIdentification() {
  const { t, i18n } = useLingui()
  const agreements = useGet(reads.agreements())
  const active = (agreements.data ?? []).filter(one => one.standing === 'active')
  const partners = [...new Set(active.flatMap(one => one.partners))].sort()
  const [chosen, setChosen] = useState('')
  const [caseReference, setCase] = useState('')
  const [language, setLanguage] = useState<Language>(i18n.locale as Language)
  const [tries, setTries] = useState(0)
  const tried = tries > 0
  const start = useAct(identificationActs.start, begun => go(`/threads/${begun.row.dossier}`, 'replace'))
  const [named, setNamed] = useState('')
  const to = chosen !== '' ? chosen : partners.length === 1 ? (partners[0] as string) : ''
  const between = active.filter(one => one.partners.includes(to as (typeof one.partners)[number]))
  const under = between.some(one => one.hash === named) ? named : ''
  const errors = [
    ...(to === '' ? [{ field: 'new-to', says: t`Choose whom you ask` }] : []),
    ...(caseReference.trim() === '' ? [{ field: 'new-case', says: t`Name the case it is for` }] : []),
  ]
  const errorOf = (field: string) => (tried ? errors.find(error => error.field === field)?.says : undefined)
  return (
    <Page
      title={t`New identification`}
      lead={<Trans>A person in irregular stay without papers. Nothing leaves before ten guards are green and a second person has read it.</Trans>}
      erring={tried && errors.length > 0}
    >
      {agreements.data !== undefined && active.length === 0 ? (
        <div className="notice soon">
          <p>
            <Trans>No agreement is in force at this node: you can write, but nothing could leave. The legal adviser activates agreements.</Trans>
          </p>
        </div>
      ) : null}
      <form
        className="sheet stack new-identification"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setTries(tries + 1)
          if (errors.length === 0) void start.run({ to, language, caseReference: caseReference.trim(), ...(under === '' ? {} : { agreement: under }) })
        }}
      >
        <ErrorSummary errors={tried ? errors : []} tries={tries} />
        <SelectField
          id="new-to"
          label={<Trans>Who is asked</Trans>}
          value={to}
          onChange={setChosen}
          choices={partners.map(node => ({ value: node, text: node }))}
          error={errorOf('new-to')}
        />
        {between.length < 2 ? null : (
          <SelectField
            label={<Trans>Under which agreement</Trans>}
            hint={<Trans>Unless one is named, one that takes files in your language. A file stays under it.</Trans>}
            value={under}
            onChange={setNamed}
            optional
            choices={between.map(one => ({ value: one.hash, text: `${one.id} · ${inReadersLanguage(one.title, i18n.locale)}` }))}
          />
        )}
        <TextField
          id="new-case"
          label={<Trans>Your case reference</Trans>}
          hint={<Trans>It is also the reason under which the dossier is opened today.</Trans>}
          value={caseReference}
          onChange={setCase}
          maxLength={80}
          error={errorOf('new-case')}
        />
        <SelectField
          label={<Trans>Language you write in</Trans>}
          value={language}
          onChange={code => setLanguage(code as Language)}
          choices={languages.map(code => ({ value: code, text: languageNames[code] }))}
          width="half"
        />
        <Refusal of={start.refused} />
        <div>
          <Button type="submit" look="main" busy={start.busy}>
            <Trans>Begin the file</Trans>
          </Button>
        </div>
      </form>
    </Page>
  )
}
