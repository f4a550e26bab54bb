import type { ClauseView } from '@entraide/node/api'
import type { SchemeId } from '@entraide/vocabulary'
import { Trans, useLingui } from '@lingui/react/macro'
import { EvidenceBadge } from '../parts/evidence.tsx'
import { Mark } from '../parts/text.tsx'
import { inReadersLanguage } from '../words/text.ts'
import { schemeWord, word } from '../words/vocabulary.ts'

/** Which scheme names the codes of a clause's dimension. */
const schemeOf: { readonly [dimension: string]: SchemeId } = {
  regimes: 'legalRegime',
  messageTypes: 'messageType',
  purposes: 'purpose',
  dataCategories: 'dataCategory',
  crimeAreas: 'crimeArea',
  subjectCategories: 'subjectCategory',
  handling: 'handlingCode',
}

/** One clause: its words, how far they are known, and what it permits drawn as a small matrix of kinds by purposes. */
export function Clause({ clause }: { clause: ClauseView }) {
  const { i18n } = useLingui()
  const drawn = new Set(['messageTypes', 'purposes'])
  const listed = Object.entries(clause.dimensions).filter(([name, codes]) => codes.length > 0 && !(clause.effect === 'permit' && drawn.has(name)))
  return (
    <article className={`sheet clause-card ${clause.effect}`} id={clause.id}>
      <header className="clause-name">
        <h3>
          <Mark>{clause.id}</Mark> {clause.articleNumber === null ? null : <Trans>(article {clause.articleNumber})</Trans>}
        </h3>
        <EvidenceBadge status={clause.status} illustrative={clause.illustrative} />
      </header>
      <p>{inReadersLanguage(clause.summary, i18n.locale)}</p>
      {clause.effect === 'permit' ? <Matrix id={clause.id} kinds={clause.dimensions.messageTypes ?? []} purposes={clause.dimensions.purposes ?? []} /> : null}
      {listed.length === 0 ? null : (
        <dl className="facts-list">
          {listed.map(([name, codes]) => (
            <Dimension key={name} name={name} codes={codes} />
          ))}
        </dl>
      )}
      {clause.requires.length === 0 ? null : <Predicates title={<Trans>Requires</Trans>} names={clause.requires} />}
      {clause.when.length === 0 ? null : <Predicates title={<Trans>Refuses when</Trans>} names={clause.when} />}
      {clause.note === null ? null : <p className="quiet small">{clause.note}</p>}
      {clause.sources.length === 0 ? null : (
        <p className="quiet small">
          <Trans>Sources:</Trans>{' '}
          {clause.sources.map((source, at) => (
            <span key={source.id}>
              {at === 0 ? '' : ' · '}
              <a href={source.url} rel="noreferrer noopener" target="_blank">
                <bdi>{source.what}</bdi>
              </a>
            </span>
          ))}
        </p>
      )}
    </article>
  )
}

function Dimension({ name, codes }: { name: string; codes: readonly string[] }) {
  const scheme = schemeOf[name]
  return (
    <>
      <dt>{scheme === undefined ? <bdi>{name}</bdi> : schemeWord(scheme)}</dt>
      <dd className="dimension">
        {codes.map(code => (
          <span key={code} className="chip">
            {scheme === undefined ? <Mark>{code}</Mark> : word(scheme, code)}
          </span>
        ))}
      </dd>
    </>
  )
}

function Predicates({ title, names }: { title: React.ReactNode; names: readonly string[] }) {
  return (
    <p className="small">
      <strong>{title}</strong>{' '}
      {names.map(name => (
        <span key={name} className="chip">
          <Mark>{name}</Mark>
        </span>
      ))}
    </p>
  )
}

/** Kinds of message by purposes: every crossing is permitted by this clause, since a clause permits all it names together. */
function Matrix({ id, kinds, purposes }: { id: string; kinds: readonly string[]; purposes: readonly string[] }) {
  const { t } = useLingui()
  if (kinds.length === 0 || purposes.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the box scrolls, and the keyboard must reach it
    <section className="matrix-box" tabIndex={0} aria-label={t`What clause ${id} permits`}>
      <table className="matrix">
        <caption className="hidden-text">
          <Trans>Kinds of message by purpose; all crossings shown are permitted</Trans>
        </caption>
        <thead>
          <tr>
            <td />
            {kinds.map(kind => (
              <th key={kind} scope="col">
                {kind}
                <span className="matrix-word">{word('messageType', kind)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {purposes.map(purpose => (
            <tr key={purpose}>
              <th scope="row">{word('purpose', purpose)}</th>
              {kinds.map(kind => (
                <td key={kind} title={`${word('messageType', kind)} · ${word('purpose', purpose)}`}>
                  <span aria-hidden>●</span>
                  <span className="hidden-text">
                    <Trans>permitted</Trans>
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
