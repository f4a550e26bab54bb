import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { bigEndian, concat, Fault, fromUtf8, utf8 } from '@entraide/ground'
import type { Person } from '@entraide/identity'

/** One person held: the holding's own reference, and whether it is left out of every search that could feed a disclosure (R41). */
export type HeldRecord = { readonly id: string; readonly protected: boolean; readonly person: Person }

/*
 * A sealed record: nonce (12) ‖ ciphertext ‖ tag (16), AES-256-GCM, bound to its row. The plaintext is a JSON list, filled with
 * spaces to a multiple of 32 bytes so that its length tells little of the names' lengths. Rows are never written twice and never
 * used again: what stands under a row number is the same for ever, or gone.
 */
const nonceBytes = 12
const tagBytes = 16
const filledTo = 32
const context = utf8('entraide.register.1\0')

/** Seals and opens with one key; `what` is what the bytes are bound to. An opening of bytes that were changed or moved gives null. */
export class Seals {
  readonly #key: KeyObject
  readonly #random: (bytes: number) => Uint8Array
  #nonces: Uint8Array = new Uint8Array(0)
  #used = 0

  constructor(key: Uint8Array, random: (bytes: number) => Uint8Array) {
    this.#key = createSecretKey(key)
    this.#random = random
  }

  seal(bytes: Uint8Array, what: Uint8Array): Uint8Array {
    const nonce = this.#nonce()
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce)
    cipher.setAAD(what)
    return concat(nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag())
  }

  open(sealed: Uint8Array, what: Uint8Array): Uint8Array | null {
    if (sealed.length < nonceBytes + tagBytes) return null
    const end = sealed.length - tagBytes
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
    decipher.setAAD(what)
    decipher.setAuthTag(sealed.subarray(end))
    const bytes = decipher.update(sealed.subarray(nonceBytes, end))
    try {
      decipher.final()
      return bytes
    } catch {
      return null
    }
  }

  /** Nonces are drawn many at once: a call for 12 bytes costs as much as one for 12,000. */
  #nonce(): Uint8Array {
    if (this.#used === this.#nonces.length) {
      this.#nonces = this.#random(nonceBytes * 1024)
      this.#used = 0
    }
    this.#used += nonceBytes
    return this.#nonces.subarray(this.#used - nonceBytes, this.#used)
  }
}

/** What a record's bytes are bound to. */
const asRecord = (row: number) => concat(context, utf8('record\0'), bigEndian(row, 8))

/** The plain text of a record: the same record is the same text. */
export function recordText({ id, person, protected: isProtected }: HeldRecord): string {
  const documents = person.documents?.map(({ kind, country, number }) => [kind, country, number]) ?? null
  return JSON.stringify([id, isProtected ? 1 : 0, person.names, person.birthDate ?? null, person.sex ?? null, person.birthPlace ?? null, documents])
}

/** Seals a record for its row. */
export function sealRecord(seals: Seals, row: number, text: string): Uint8Array {
  const bytes = utf8(text)
  const filled = new Uint8Array(Math.ceil(bytes.length / filledTo) * filledTo).fill(0x20)
  filled.set(bytes)
  return seals.seal(filled, asRecord(row))
}

/** Opens the record of a row; one that was changed or moved is a fault (`register-tampered`). */
export function openRecord(seals: Seals, row: number, sealed: Uint8Array): HeldRecord {
  const bytes = seals.open(sealed, asRecord(row))
  if (bytes === null) throw new Fault('register-tampered', 'a sealed record was changed or moved', { facts: { row } })
  const [id, isProtected, names, birthDate, sex, birthPlace, documents] = JSON.parse(fromUtf8(bytes)) as [
    string,
    0 | 1,
    string[],
    string | null,
    'M' | 'F' | null,
    string | null,
    [string, string, string][] | null,
  ]
  return {
    id,
    protected: isProtected === 1,
    person: {
      names,
      ...(birthDate === null ? {} : { birthDate }),
      ...(sex === null ? {} : { sex }),
      ...(birthPlace === null ? {} : { birthPlace }),
      ...(documents === null ? {} : { documents: documents.map(([kind, country, number]) => ({ kind, country, number })) }),
    },
  }
}

/** What the register's state is bound to. */
export const asState = concat(context, utf8('state'))
