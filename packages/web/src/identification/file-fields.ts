import type { IdentificationFile } from '@entraide/node/api'
import { isDay } from '../draft/fields.ts'
import type { PersonParts } from '../parts/person-fields.tsx'

/** The person of a file as the fields of a person show one. */
export function personOfFile(file: IdentificationFile): PersonParts {
  const { names, birthDate, birthPlace, sex, nationalities, documents } = file
  return { names, birthDate, birthPlace, nationalities, documents, ...(sex === null ? {} : { sex }) }
}

/** The file with what was typed into the fields of the person. */
export function withPerson(file: IdentificationFile, person: PersonParts): IdentificationFile {
  return {
    ...file,
    names: [...person.names],
    birthDate: person.birthDate ?? '',
    birthPlace: person.birthPlace ?? '',
    sex: person.sex ?? null,
    nationalities: [...(person.nationalities ?? [])],
    documents: (person.documents ?? []).map(document => ({ ...document })),
  }
}

/** The file as it can be sent while half typed: names, documents and dates that are not yet whole are left out. */
export function sendableFile(file: IdentificationFile): IdentificationFile {
  const whole = (names: readonly string[]) => names.map(name => name.trim()).filter(name => name !== '')
  const day = (text: string) => (isDay(text) ? text : '') as IdentificationFile['decisionOn']
  return {
    ...file,
    names: whole(file.names),
    birthDate: /^\d{4}(-\d{2}(-\d{2})?)?$/.test(file.birthDate) ? file.birthDate : '',
    nationalities: file.nationalities.filter(code => /^[A-Z]{2,3}$/.test(code)),
    documents: file.documents.filter(one => one.kind !== '' && /^[A-Z]{2,3}$/.test(one.country) && one.number.trim() !== ''),
    father: whole(file.father),
    mother: whole(file.mother),
    decisionOn: day(file.decisionOn),
    sheetGivenOn: day(file.sheetGivenOn),
    holdUntil: day(file.holdUntil),
  }
}
