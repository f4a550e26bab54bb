/** The Gregorian day of a Hijri date in the tabular calendar (leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30); the sighted calendar may differ by two days. */
export function gregorianOfHijri(year: number, month: number, day: number): { readonly year: number; readonly month: number; readonly day: number } {
  const days = day + Math.ceil(29.5 * (month - 1)) + (year - 1) * 354 + Math.floor((3 + 11 * year) / 30)
  // 1 Muharram 1 is 19 July 622 in the proleptic Gregorian calendar, 492 148 days before 1 January 1970.
  const on = new Date((days - 1 - 492_148) * 86_400_000)
  return { year: on.getUTCFullYear(), month: on.getUTCMonth() + 1, day: on.getUTCDate() }
}
