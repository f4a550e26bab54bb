import { type Instant, millisecondsOf, type NodeId } from '@entraide/ground'
import { Secret, TOTP } from 'otpauth'

/** Seconds a code stands for (RFC 6238 section 5.2). */
const periodSeconds = 30
/** Bytes of the shared secret: as long as the hash of HMAC-SHA-1 (RFC 4226 section 4, R6). */
export const secondFactorBytes = 20

/** What the person types into an authenticator, or scans: the secret in base32, and its address. */
export function secondFactorOf(secret: Uint8Array, node: NodeId, serviceNumber: string): { readonly totpSecret: string; readonly totpUri: string } {
  const totp = totpOf(secret, node, serviceNumber)
  return { totpSecret: totp.secret.base32, totpUri: totp.toString() }
}

/**
 * The time step that a code belongs to: this one, the one before or the one after (clocks of telephones drift).
 *
 * @returns null if it is the code of none of the three; the caller refuses a step that was used before
 */
export function stepOfCode(secret: Uint8Array, code: string, now: Instant): number | null {
  const timestamp = millisecondsOf(now)
  const delta = totpOf(secret).validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / periodSeconds) + delta
}

/** The code of a moment, for the terminal's tests and demo enrolments. */
export function codeAt(secret: Uint8Array, at: Instant): string {
  return totpOf(secret).generate({ timestamp: millisecondsOf(at) })
}

function totpOf(secret: Uint8Array, node?: NodeId, serviceNumber?: string): TOTP {
  return new TOTP({
    ...(node === undefined ? {} : { issuer: `Entraide ${node}` }),
    label: serviceNumber ?? 'officer',
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
    secret: new Secret({ buffer: secret.buffer.slice(secret.byteOffset, secret.byteOffset + secret.byteLength) as ArrayBuffer }),
  })
}
