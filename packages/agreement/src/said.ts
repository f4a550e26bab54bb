/** Whether a text says anything: it has a letter or a digit. Dashes, blanks and signs that cannot be seen are none. */
export function isSaid(text: string | null | undefined): text is string {
  if (text === null || text === undefined || text === '') return false
  // Nearly every text and every code begins with a plain letter or digit: the engine asks this of each field of each ask.
  return /^[0-9A-Za-z]/.test(text) || /[\p{L}\p{N}]/u.test(text)
}
