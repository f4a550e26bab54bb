import { Trans, useLingui } from '@lingui/react/macro'
import { partialDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'
import { Mark } from './text.tsx'

/** A person as a message, a file or a register gives one. Names, places and documents as printed. */
export type PersonSeen = {
  readonly names: readonly string[]
  readonly birthDate?: string | undefined
  readonly birthPlace?: string | undefined
  readonly sex?: 'M' | 'F' | undefined
  readonly nationalities?: readonly string[] | undefined
  readonly documents?: readonly DocumentSeen[] | undefined
}
type DocumentSeen = { readonly kind?: string | undefined; readonly country?: string | undefined; readonly number: string }

/** A person in a few lines: the first name given large, the other spellings under it, then what else is known. */
export function PersonView({ person }: { person: PersonSeen }) {
  return (
    <>
      <PersonNames names={person.names} />
      <PersonFacts person={person} />
    </>
  )
}

/** The names of a person, each in its own direction. */
export function PersonNames({ names }: { names: readonly string[] }) {
  const [first, ...others] = names
  return (
    <>
      <p className="person-name">
        <bdi>{first}</bdi>
      </p>
      {others.length === 0 ? null : (
        <p className="person-others">
          {others.map(name => (
            <bdi key={name} className="person-other">
              {name}
            </bdi>
          ))}
        </p>
      )}
    </>
  )
}

/** What is known of a person beside the names, in one line. */
export function PersonFacts({ person }: { person: PersonSeen }) {
  const { t } = useLingui()
  return (
    <p className="evaluation-line small">
      {person.birthDate === undefined ? null : (
        <span>
          <Trans>Born</Trans> <bdi>{partialDate(person.birthDate)}</bdi>
        </span>
      )}
      {person.birthPlace === undefined ? null : (
        <span>
          <Trans>at</Trans> <bdi>{person.birthPlace}</bdi>
        </span>
      )}
      {person.sex === undefined ? null : <span>{person.sex === 'F' ? t`female` : t`male`}</span>}
      {person.nationalities === undefined ? null : (
        <span>
          <Trans>Nationality</Trans> <Mark>{person.nationalities.join(' ')}</Mark>
        </span>
      )}
      {(person.documents ?? []).map(document => (
        <span key={`${document.country} ${document.number}`}>
          <DocumentLine document={document} />
        </span>
      ))}
    </p>
  )
}

/** A document: its kind in words, its country, its number. */
export function DocumentLine({ document }: { document: DocumentSeen }) {
  const kind = document.kind === undefined || document.kind === '' ? '' : word('travelDocument', document.kind)
  return (
    <>
      {kind} <Mark>{[document.country, document.number].filter(part => part !== undefined && part !== '').join(' ')}</Mark>
    </>
  )
}
