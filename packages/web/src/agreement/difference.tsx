import type { AgreementDiffView, AgreementSummary } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { Loading } from '../parts/empty.tsx'
import { SelectField } from '../parts/field.tsx'
import { Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Mark } from '../parts/text.tsx'
import { inReadersLanguage } from '../words/text.ts'
import { word } from '../words/vocabulary.ts'

/** What this version permits or refuses that another does not, then every field that changed. */
export function Difference({ of }: { of: AgreementSummary }) {
  const { t, i18n } = useLingui()
  const all = useGet(reads.agreements()).data ?? []
  const others = all.filter(one => one.hash !== of.hash).sort((a, b) => Number(b.id === of.id) - Number(a.id === of.id) || b.version - a.version)
  const [from, setFrom] = useState('')
  const chosen = from === '' ? (others[0]?.hash ?? '') : from
  const diff = useGet(chosen === '' ? null : reads.agreementDiff(chosen, of.hash))
  if (others.length === 0)
    return (
      <p className="quiet">
        <Trans>This node holds no other version to compare with.</Trans>
      </p>
    )
  return (
    <Section title={<Trans>Compared with an earlier text</Trans>}>
      <div className="stack">
        <SelectField
          label={<Trans>Compare with</Trans>}
          value={chosen}
          onChange={setFrom}
          choices={others.map(one => ({ value: one.hash, text: `${inReadersLanguage(one.title, i18n.locale)} · ${t`version ${one.version}`}` }))}
        />
        <Refusal of={diff.refused} focus={false} />
        {diff.waiting ? <Loading rows={3} /> : null}
        {diff.data === undefined ? null : <Changes diff={diff.data} />}
      </div>
    </Section>
  )
}

function Changes({ diff }: { diff: AgreementDiffView }) {
  const { t } = useLingui()
  const changes = { added: t`added`, removed: t`removed`, changed: t`changed` }
  return (
    <>
      <Boxes title={<Trans>Newly permitted</Trans>} none={t`Nothing is newly permitted.`} boxes={diff.newlyPermitted} tone="good" />
      <Boxes title={<Trans>No longer permitted</Trans>} none={t`Nothing that was permitted is now refused.`} boxes={diff.newlyRefused} tone="late" />
      {diff.rulings.length === 0 ? null : (
        <p>
          <Trans>Conditions and prohibitions:</Trans>{' '}
          {diff.rulings.map(ruling => (
            <span key={ruling.clause} className="chip">
              <Mark>{ruling.clause}</Mark> {changes[ruling.change]}
            </span>
          ))}
        </p>
      )}
      <h3>
        <Trans>Every field that differs</Trans>
      </h3>
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Place</Trans>
            </th>
            <th scope="col">
              <Trans>Before</Trans>
            </th>
            <th scope="col">
              <Trans>After</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {diff.fields.map(field => (
            <tr key={field.pointer}>
              <th scope="row">
                <bdi dir="ltr" className="code">
                  {field.pointer}
                </bdi>
              </th>
              <td dir="auto">{plainly(field.before)}</td>
              <td dir="auto">{plainly(field.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function plainly(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

type Box = AgreementDiffView['newlyPermitted'][number]

/** Combinations of kind, purpose and data, said in words: what an amendment opens or closes. */
function Boxes({ title, none, boxes, tone }: { title: ReactNode; none: string; boxes: readonly Box[]; tone: 'good' | 'late' }) {
  return (
    <div>
      <h3>{title}</h3>
      {boxes.length === 0 ? <p className="quiet">{none}</p> : null}
      <ul className="plain-list">
        {boxes.map(box => (
          <li key={JSON.stringify(box)} className={`diff-box ${tone}`}>
            <strong>{word('messageType', box.messageType)}</strong> · {word('purpose', box.purpose)} · {word('legalRegime', box.regime)}
            <span className="dimension">
              {box.dataCategories.map(code => (
                <span key={code} className="chip">
                  {word('dataCategory', code)}
                </span>
              ))}
              {(box.crimeAreas ?? []).map(code => (
                <span key={code} className="chip">
                  {word('crimeArea', code)}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
