import { openChunk } from '@entraide/envelope'
import { type FingerprintFile, mostFingerprintBytes, readFingerprints } from '@entraide/exchange'
import { concat, fromBase64url, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Tx } from '../../store/store.ts'

/**
 * Reads the frame of the file of prints that a message of a dossier names by its digest; null where it names none. Nothing is decoded
 * and nothing kept: the octets go on as they came. Source: spec/fingerprints.md
 */
export async function readPrints(tx: Tx, dossier: string, digest: string | null): Promise<FingerprintFile | null | Refusal> {
  if (digest === null) return null
  const row = await tx.db
    .selectFrom('attachment')
    .selectAll()
    .where('dossier_id', '=', dossier)
    .where('digest', '=', digest)
    .where('state', '!=', 'writing')
    .executeTakeFirst()
  if (row === undefined) return refuse('identification-incomplete', { at: 'matter/fingerprints' })
  if (row.bytes > mostFingerprintBytes) return refuse('fingerprint-file-shape', { problem: 'too-large', at: mostFingerprintBytes })
  const key = await tx.unseal(dossier as Uuid, `attachment/${row.id}/key`, row.key_sealed)
  if (key === null) return refuse('erased', {})
  const slip = { key: fromBase64url(key), bytes: row.bytes, sealedBytes: row.sealed_bytes, digest: row.digest }
  const chunks = await tx.db.selectFrom('attachment_chunk').select('sealed').where('attachment_id', '=', row.id).orderBy('position').execute()
  const pieces = chunks.map(({ sealed }, index) => openChunk(slip, index, new Uint8Array(sealed)))
  if (pieces.some(piece => typeof piece === 'string')) return refuse('attachment-broken', {})
  return readFingerprints(concat(...(pieces as Uint8Array[])))
}
