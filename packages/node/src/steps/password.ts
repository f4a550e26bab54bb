import { argon2, timingSafeEqual } from 'node:crypto'
import { base64url, Fault, fromBase64url, type Refusal, refuse, utf8 } from '@entraide/ground'

/** RFC 9106 section 4, second recommended option: Argon2id, 64 MiB, 3 passes, 4 lanes. About 0.2 s on one 2026 core. */
const cost = { memory: 65_536, passes: 3, parallelism: 4 } as const
/** Each computation holds 64 MiB: so many at once, and so many more may wait. */
const atOnce = 2
const mostWaiting = 32

/**
 * The stored form of a password, with its cost, so that a later cost can be told from this one.
 *
 * @param salt - 16 random bytes
 * @returns the PHC string, `$argon2id$v=19$m=65536,t=3,p=4$salt$hash` in base64url
 */
export async function hashPassword(password: string, salt: Uint8Array): Promise<string | Refusal<'too-many'>> {
  const hash = await compute(password, salt)
  return hash === null
    ? refuse('too-many', { retryAfterSeconds: 5 })
    : `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64url(salt)}$${base64url(hash)}`
}

/** Whether a password is the one of a stored form. With no stored form the work is done all the same, and the answer is no. */
export async function checkPassword(password: string, stored: string | null): Promise<boolean | Refusal<'too-many'>> {
  const [, kind, , parameters, salt, hash] = (stored ?? nobodys).split('$')
  if (kind !== 'argon2id' || parameters !== `m=${cost.memory},t=${cost.passes},p=${cost.parallelism}` || salt === undefined || hash === undefined)
    throw new Fault('password-form', 'a stored password is of another form')
  const computed = await compute(password, fromBase64url(salt))
  if (computed === null) return refuse('too-many', { retryAfterSeconds: 5 })
  return timingSafeEqual(computed, fromBase64url(hash)) && stored !== null
}

/** A hash nobody has the password of, for service numbers that do not exist. */
const nobodys = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64url(new Uint8Array(16))}$${base64url(new Uint8Array(32))}`

/**
 * Refuses what is guessed first: the service number inside, few different characters, a run of the alphabet, the digits or the
 * keyboard. Length does the rest (12 at least); no rule asks for signs or capitals (NIST SP 800-63B section 5.1.1.2).
 */
export function judgePassword(password: string, serviceNumber: string): Refusal<'password-too-easy'> | null {
  const plain = password.normalize('NFKC').toLowerCase()
  const runs = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm', 'azertyuiopqsdfghjklmwxcvbn']
  const longestRun = Math.max(...runs.flatMap(run => [run, [...run].reverse().join('')]).map(run => runLength(plain, run)))
  const isEasy =
    new Set(plain).size < 6 ||
    plain.includes(serviceNumber.toLowerCase()) ||
    longestRun * 2 > plain.length ||
    /password|motdepasse|wachtwoord|entraide/.test(plain)
  return isEasy ? refuse('password-too-easy') : null
}

/** How many characters of a text follow one another as in a row of characters. */
function runLength(text: string, row: string): number {
  let [longest, here] = [0, 1]
  for (let i = 1; i < text.length; i++) {
    here = row.includes(text.slice(i - 1, i + 1)) ? here + 1 : 1
    longest = Math.max(longest, here)
  }
  return longest
}

let running = 0
const waiting: (() => void)[] = []

async function compute(password: string, salt: Uint8Array): Promise<Buffer | null> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) return null
    await new Promise<void>(resolve => waiting.push(resolve))
  } else running++
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  argon2('argon2id', { message: utf8(password.normalize('NFC')), nonce: salt, tagLength: 32, ...cost }, (fault, key) => (fault ? reject(fault) : resolve(key)))
  try {
    return await promise
  } finally {
    const next = waiting.shift()
    if (next === undefined) running--
    else next()
  }
}
