import type { HeldPerson } from '@entraide/node/api'
import type { PersonParts } from '../parts/person-fields.tsx'

/** What was filled in; what was left empty is not known. */
export function personOf({ names, birthDate, birthPlace, sex, documents }: PersonParts): HeldPerson {
  const written = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : text.trim())
  const [date, place] = [written(birthDate), written(birthPlace)]
  const papers = (documents ?? []).filter(document => document.number.trim() !== '')
  return {
    names: names.map(name => name.trim()).filter(name => name !== ''),
    ...(date === undefined ? {} : { birthDate: date }),
    ...(place === undefined ? {} : { birthPlace: place }),
    ...(sex === undefined ? {} : { sex }),
    ...(papers.length === 0 ? {} : { documents: papers.map(document => ({ ...document })) }),
  }
}
