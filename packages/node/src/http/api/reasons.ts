import { writtenLine, writtenText } from '@entraide/exchange'

/*
 * Reasons that people give stand in the acts log for whoever looks later (R44). Blanks, dots or characters that nobody sees are none.
 */

/** A text with at least so many letters or digits in it. */
export function reasonText(maxCharacters: number, least = 3) {
  return writtenText(maxCharacters).min(least).refine(saysSomething(least), nothingSaid)
}

/** The same on one line. */
export function reasonLine(maxCharacters: number, least = 3) {
  return writtenLine(maxCharacters).min(least).refine(saysSomething(least), nothingSaid)
}

const saysSomething = (least: number) => (text: string) => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= least
const nothingSaid = { message: 'says nothing' }
