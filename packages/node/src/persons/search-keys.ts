import { blockingKeys, type Prepared, readBirthDate } from '@entraide/identity'

const months = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'))

/** What a blocking key is of: the letter behind its version. `m`: a name part with year and month of birth; `y`: with the year alone. Source: spec/identity.md#blocking-keys. */
const kindOf = (key: string) => key.slice(key.indexOf(':') + 1).split(':', 1)[0]

/**
 * The keys to look under for a person: her own, and where the year of birth is known those of each part of her name with each month of that
 * year and with the year alone. Then one name part and the year are enough, whatever is wrong with the other parts, the month and
 * the day, or vague on either side. Records stand under their own keys only; the question looks under more. Measured at
 * 40,000 records: 98.0 % among the first ten without, 99.5 % with (an index that looks at every record: 100 %).
 */
export function searchKeys(asked: Prepared): string[] {
  const keys = new Set(blockingKeys(asked))
  const { birth } = asked
  if (birth === undefined) return [...keys]
  const addOf = (date: string, kind: string) => {
    const other = readBirthDate(date)
    if (other === undefined) return
    for (const key of blockingKeys({ ...asked, birth: other })) if (kindOf(key) === kind) keys.add(key)
  }
  const year = String(birth.year).padStart(4, '0')
  addOf(year, 'y')
  for (const month of months) addOf(`${year}-${month}-15`, 'm')
  return [...keys]
}
