import type { DraftFields } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { OfficeTemplates } from '../desk/office-templates.tsx'
import { emptyFields, guarantees, type Kind } from '../draft/fields.ts'
import { type Template, templates } from '../draft/templates.ts'
import { useSession } from '../frame/session.tsx'
import { ToggleFilter } from '../parts/filter.tsx'
import { Page } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { go, useFilter } from '../route.ts'
import type { Language } from '../words/languages.ts'
import { word } from '../words/vocabulary.ts'

const openings = ['REQ', 'SPO', 'WAR'] as const satisfies readonly Kind[]

/** The start of a new message: what kind, about what. One choice, and the form opens with the usual filled in. */
export default function NewRequest() {
  const { t, i18n } = useLingui()
  const { node } = useSession()
  const [kind, setKind] = useFilter('kind')
  const chosen: Kind = openings.find(code => code === kind) ?? 'REQ'
  const agreements = useGet(reads.agreements())
  const create = useAct(acts.createDraft, draft => go(`/drafts/${draft.id}`, 'replace'))
  const active = (agreements.data ?? []).filter(one => one.standing === 'active')
  const partners = [...new Set(active.flatMap(one => one.partners))]
  const begin = (template: Template) => {
    // One possible recipient is no choice; where several qualify the officer chooses.
    const to = partners.length === 1 ? (partners[0] ?? null) : null
    const fields: DraftFields = { ...emptyFields(chosen, i18n.locale as Language), ...template.fields, to, ...guarantees(node.id, to ?? partners[0] ?? null) }
    void create.run({ fields, dossier: null })
  }
  return (
    <Page
      title={t`New request`}
      lead={<Trans>Choose what it is about. What is usual is filled in; you can change all of it.</Trans>}
      acts={openings.map(code => (
        <ToggleFilter key={code} label={word('messageType', code)} value={chosen === code} onChange={() => setKind(code === 'REQ' ? '' : code)} />
      ))}
    >
      <Refusal of={create.refused ?? agreements.refused} />
      {agreements.data !== undefined && active.length === 0 ? (
        <div className="notice soon">
          <p>
            <Trans>No agreement is in force at this node: you can write, but nothing could leave. The legal adviser activates agreements.</Trans>
          </p>
        </div>
      ) : null}
      <OfficeTemplates kind={chosen} busy={create.busy} onUse={fields => void create.run({ fields, dossier: null })} />
      <ul className="template-list">
        {templates.map(template => (
          <li key={template.id}>
            <button type="button" className="template" disabled={create.busy} onClick={() => begin(template)}>
              <span className="template-name">{i18n._(template.name)}</span>
              <span className="quiet small">{i18n._(template.says)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Page>
  )
}
