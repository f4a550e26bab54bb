/** Signs that set no mark of their own: control signs, and those that turn the direction of what follows, so that it reads as it was not written. */
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u2069\ufeff]/gu

/**
 * What of a text stands on paper. A letter that no font of the paper has is named by its number, `[U+2D5C]`: what is left out is seen to be.
 *
 * `room`: how many letters a line holds. A word longer than that is cut, without a hyphen that nobody wrote; what ran over the edge would be lost.
 */
export function printable(text: string, canShow: (codePoint: number) => boolean, room: number): string {
  const letters = [...text.replaceAll('\t', ' ').replaceAll(unseen, '')].map(letter =>
    letter === '\n' || canShow(letter.codePointAt(0) ?? 0) ? letter : `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  )
  return letters
    .join('')
    .split(/([ \n])/)
    .map(word => (word.length <= room ? word : (word.match(new RegExp(`.{1,${room}}`, 'gu')) ?? []).join('\n')))
    .join('')
}
