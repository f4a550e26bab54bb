export {
  type AttachmentCause,
  type AttachmentUnopenable,
  openAttachment,
  openChunk,
  type Pieces,
  type Put,
  sealAttachment,
  sealChunk,
} from './attachment.ts'
export { safeName } from './attachment-name.ts'
export {
  chunkBytes,
  chunkCount,
  chunkRange,
  isAttachmentSize,
  isSealedSize,
  judgeChunk,
  maxAttachmentBytes,
  paddedBytes,
  sealedBytesOf,
  sealedChunkBytes,
  type Transfer,
} from './attachment-size.ts'
export { type AttachmentSlip, type AttachmentSlipJson, attachmentSlipJson, readAttachmentSlip } from './attachment-slip.ts'
export { type AttachmentType, isSafeImage, mediaTypeOf, sniff, sniffedBytes } from './attachment-type.ts'
export { type Context, contexts, isContext } from './context.ts'
export { type Header, headerOctets, isHeader, maxLifeDays, readHeader, suite, version } from './header.ts'
export { openOctets, type SealUse, sealOctets, sealOverheadBytes } from './hpke.ts'
export { isKeyId, type KeyId } from './key-id.ts'
export { type Opened, open, type Reader, sameMessage } from './open.ts'
export {
  type RecipientKey,
  type RecipientSecret,
  readRecipientKey,
  recipientKeyJson,
  recipientKeyOf,
  recipientSecretOf,
  recipientSeedBytes,
} from './recipient-keys.ts'
export { type Letter, seal } from './seal.ts'
export {
  bodyDigest,
  type Enveloped,
  readSignatures,
  type Signatures,
  type SignaturesJson,
  signaturesJson,
  signBytes,
  verifyBytes,
  verifyEnveloped,
} from './sign.ts'
export {
  readVerifyingKeys,
  type SigningKeys,
  signingKeysOf,
  signingSeedBytes,
  type VerifyingKeys,
  type VerifyingKeysJson,
  verifyingKeysJson,
  verifyingKeysOf,
} from './signing-keys.ts'
export { envelopeBytes, isSizeClass, maxBodyBytes, maxEnvelopeBytes, type SizeClass, sizeClasses, sizeClassFor } from './size-class.ts'
export { clockSkewMinutes, timeliness } from './timeliness.ts'
export type { OpeningCause, Unopenable } from './unopenable.ts'
