/** What the bytes of an attachment are, whatever its name says. A closed list; everything else is `other`. */
export type AttachmentType = 'png' | 'jpeg' | 'pdf' | 'text' | 'nist' | 'zip' | 'other'

/** How many bytes from the start `sniff` looks at, at most. */
export const sniffedBytes = 4_096

/**
 * The type of an attachment by its first bytes.
 *
 * `nist` is ANSI/NIST-ITL in its traditional encoding (fingerprints, faces; .nist .an2 .eft), `zip` what office programs
 * write. `text` is plain UTF-8 with no markup in sight: SVG and HTML are `other`, so nothing shows them.
 *
 * @param start - the first `sniffedBytes` bytes, or all when there are fewer
 */
export function sniff(start: Uint8Array): AttachmentType {
  const bytes = start.subarray(0, sniffedBytes)
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (begins(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'zip'
  const ascii = String.fromCharCode(...bytes.subarray(0, 24))
  if (ascii.startsWith('%PDF-')) return 'pdf'
  // ANSI/NIST-ITL 1-2011 section 7: the first field of a transaction is 1.001, its logical record length.
  if (/^1\.0{0,9}1:\d{1,12}\x1d/.test(ascii)) return 'nist'
  return isPlainText(bytes) ? 'text' : 'other'
}

/** Whether a type may be shown inside a page, once re-encoded. Everything else is only ever downloaded. */
export function isSafeImage(type: AttachmentType): type is 'png' | 'jpeg' {
  return type === 'png' || type === 'jpeg'
}

/** The media type to answer a download with. Only safe images have one a browser would act on. */
export function mediaTypeOf(type: AttachmentType): 'image/png' | 'image/jpeg' | 'application/octet-stream' {
  if (!isSafeImage(type)) return 'application/octet-stream'
  return type === 'png' ? 'image/png' : 'image/jpeg'
}

/** The name endings that agree with a type. The first is the one given to a replaced name. */
export const endingsOf: Readonly<Record<AttachmentType, readonly [string, ...string[]]>> = {
  png: ['png'],
  jpeg: ['jpg', 'jpeg'],
  pdf: ['pdf'],
  text: ['txt'],
  nist: ['nist', 'an2', 'eft'],
  zip: ['zip', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp'],
  other: ['bin'],
}

function begins(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte)
}

function isPlainText(bytes: Uint8Array): boolean {
  let text: string
  try {
    // A character may be cut where the look ends, not where the attachment does.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: bytes.length === sniffedBytes })
  } catch {
    return false
  }
  return !/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/.test(text) && !/<[!?/a-z]/i.test(text)
}
