import { type AttachmentType, endingsOf } from './attachment-type.ts'

/** The longest name kept, in UTF-8 bytes: what file systems take at most is 255, and a download may append to it. */
const maxNameBytes = 200

/** Device names of Windows, with or without an ending, superscript digits included (learn.microsoft.com, naming a file). */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i
/** Separators of any system, characters Windows refuses, quotes that leave a header, and markup. */
const meaningful = /[/\\:*?"'`<>|;&$%#{}=\u2044\u2215\uff0f\uff3c\uff1a]/u
/** Controls, invisible and bidirectional marks, lone surrogates, unassigned and private characters, odd spaces. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|[^\P{Zs} ]/u

/**
 * The name under which an attachment is shown and saved: its own when harmless, else `attachment-1.pdf`.
 *
 * Replaced: names that climb or hold separators, hidden and reserved names, names with marks that turn or hide text,
 * combining marks piled up, names too long, and endings that do not agree with what the bytes are.
 *
 * @param position - of the attachment in its message, from 1
 */
export function safeName(name: string, type: AttachmentType, position: number): { readonly name: string; readonly replaced: boolean } {
  const composed = name.isWellFormed() ? name.normalize('NFC') : ''
  if (isHarmless(composed) && endsAs(composed, type)) return { name: composed, replaced: composed !== name }
  return { name: `attachment-${position}.${endingsOf[type][0]}`, replaced: true }
}

function isHarmless(name: string): boolean {
  if (name.length === 0 || new TextEncoder().encode(name).length > maxNameBytes) return false
  if (meaningful.test(name) || unseen.test(name) || reserved.test(name) || /\p{M}{4}/u.test(name)) return false
  // A leading dot hides, a leading dash is read as an option, a leading tilde as a home; Windows drops trailing dots and spaces.
  return /^[\p{L}\p{N}_(]/u.test(name) && !/[. ]$/.test(name) && !name.includes('..')
}

function endsAs(name: string, type: AttachmentType): boolean {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return name.includes('.') && endingsOf[type].includes(ending)
}
