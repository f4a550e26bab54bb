import { argon2, createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { type SigningKeys, signingKeysOf } from '@entraide/envelope'
import { base64url, concat, Fault, fromBase64url, isRefusal, type Refusal, readJson, refuse, utf8 } from '@entraide/ground'
import { z } from 'zod'

/**
 * The node's long-lived secrets, behind one capability. In a file sealed with the passphrase (Argon2id, AES-256-GCM);
 * another keeper of keys (PKCS#11) would be another way to make this same thing.
 */
export type Keys = {
  /** False until the security officer has given the passphrase: nothing can be signed, opened or read before. */
  readonly isOpen: () => boolean
  readonly open: (passphrase: string) => Promise<Refusal<'passphrase-wrong'> | null>
  readonly signing: () => SigningKeys
  readonly agreement: () => SigningKeys
  /** Ed25519 of the logs' checkpoints. */
  readonly log: () => RawSigner
  /** Ed25519 of HTTP message signatures (RFC 9421). */
  readonly transport: () => RawSigner
  /** 32 bytes under which the store's key-encryption keys are wrapped. */
  readonly storeRoot: () => Uint8Array
}
export type RawSigner = { readonly publicKey: Uint8Array; readonly privateKey: KeyObject; readonly sign: (bytes: Uint8Array) => Uint8Array }

type Secrets = {
  readonly signing: string
  readonly agreement: string
  readonly log: string
  readonly transport: string
  readonly storeRoot: string
}
const octets = (bytes: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`))
const SealedFile = z.strictObject({
  keys: z.literal('entraide.keys/1'),
  /** Made for a demonstration, for good: sealed in, so that no other hand can say otherwise. */
  demo: z.literal(true).optional(),
  // A cost beyond this would keep the machine busy, not the thief.
  argon2id: z.strictObject({
    salt: octets(16),
    memoryKib: z.int().min(8_192).max(1_048_576),
    passes: z.int().min(1).max(20),
    parallelism: z.int().min(1).max(16),
  }),
  nonce: octets(12),
  sealed: z.string().regex(/^[A-Za-z0-9_-]{40,4000}$/),
})
type SealedFile = z.infer<typeof SealedFile>

/** RFC 9106 section 4, second recommended option: 64 MiB, 3 passes, 4 lanes. */
const cost = { memoryKib: 65_536, passes: 3, parallelism: 4 } as const
const aadOf = (demo: boolean) => utf8(demo ? 'entraide.keys/1 demo' : 'entraide.keys/1')
const ed25519Pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const ed25519Spki = Buffer.from('302a300506032b6570032100', 'hex')

/** Makes new secrets and seals them into a file, for a demonstration or for a real node. An existing file is never overwritten (`keys-exist`). */
export async function makeKeys(file: string, passphrase: string, demo: boolean): Promise<void> {
  if (existsSync(file)) throw new Fault('keys-exist', 'this node has keys already', { facts: { file } })
  const secret = (bytes: number) => base64url(randomBytes(bytes))
  const secrets: Secrets = { signing: secret(64), agreement: secret(64), log: secret(32), transport: secret(32), storeRoot: secret(32) }
  await writeSealed(file, passphrase, secrets, demo)
}

/** Whether the keys of a file were made for a demonstration. Told without the passphrase, and believed: opened as the other kind, they do not open. */
export function areOfDemo(file: string): boolean {
  return contentOf(file).demo === true
}

/** The keys of a sealed file, still locked. */
export function keysFrom(file: string): Keys {
  let opened: { signing: SigningKeys; agreement: SigningKeys; log: RawSigner; transport: RawSigner; storeRoot: Uint8Array } | null = null
  const must = () => {
    if (opened === null) throw new Fault('node-locked', 'the node is locked: its security officer must open it with the passphrase')
    return opened
  }
  return {
    isOpen: () => opened !== null,
    open: async passphrase => {
      const secrets = await readSealed(file, passphrase)
      if (isRefusal(secrets)) return secrets
      opened = {
        signing: signingKeysOf(fromBase64url(secrets.signing)),
        agreement: signingKeysOf(fromBase64url(secrets.agreement)),
        log: rawSigner(fromBase64url(secrets.log)),
        transport: rawSigner(fromBase64url(secrets.transport)),
        storeRoot: fromBase64url(secrets.storeRoot),
      }
      return null
    },
    signing: () => must().signing,
    agreement: () => must().agreement,
    log: () => must().log,
    transport: () => must().transport,
    storeRoot: () => must().storeRoot,
  }
}

/** Seals the same secrets under another passphrase. */
export async function changePassphrase(file: string, from: string, to: string): Promise<Refusal<'passphrase-wrong'> | null> {
  const secrets = await readSealed(file, from)
  if (isRefusal(secrets)) return secrets
  await writeSealed(file, to, secrets, areOfDemo(file))
  return null
}

/** An Ed25519 signer of a 32-byte seed. */
export function rawSigner(seed: Uint8Array): RawSigner {
  const privateKey = createPrivateKey({ key: Buffer.concat([ed25519Pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return { publicKey: new Uint8Array(spki.subarray(spki.length - 32)), privateKey, sign: bytes => new Uint8Array(sign(null, bytes, privateKey)) }
}

/** Public keys already read, by their bytes: those of our cards and our partners'. Null for bytes that are no key. */
const publicKeys = new Map<string, KeyObject | null>()

/** Whether an Ed25519 signature holds under a raw 32-byte public key. No signature holds under bytes that are no key. */
export function rawVerify(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  const id = base64url(publicKey)
  const key = publicKeys.get(id) ?? readPublicKey(publicKey)
  publicKeys.set(id, key)
  return key !== null && signature.length === 64 && verify(null, bytes, key, signature)
}

function readPublicKey(publicKey: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.concat([ed25519Spki, publicKey]), format: 'der', type: 'spki' })
  } catch {
    return null
  }
}

function derive(passphrase: string, salt: Uint8Array, with_: { memoryKib: number; passes: number; parallelism: number }): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const parameters = {
    message: Buffer.from(passphrase.normalize('NFC')),
    nonce: Buffer.from(salt),
    parallelism: with_.parallelism,
    tagLength: 32,
    memory: with_.memoryKib,
    passes: with_.passes,
  }
  argon2('argon2id', parameters, (fault, key) => (fault ? reject(fault) : resolve(key)))
  return promise
}

async function writeSealed(file: string, passphrase: string, secrets: Secrets, demo: boolean): Promise<void> {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, cost), nonce)
  cipher.setAAD(aadOf(demo))
  const sealed = concat(cipher.update(JSON.stringify(secrets)), cipher.final(), cipher.getAuthTag())
  const content: SealedFile = {
    keys: 'entraide.keys/1',
    ...(demo ? { demo } : {}),
    argon2id: { salt: base64url(salt), ...cost },
    nonce: base64url(nonce),
    sealed: base64url(sealed),
  }
  await writeFile(`${file}.new`, `${JSON.stringify(content)}\n`, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}

async function readSealed(file: string, passphrase: string): Promise<Secrets | Refusal<'passphrase-wrong'>> {
  const content = contentOf(file)
  const sealed = fromBase64url(content.sealed)
  const decipher = createDecipheriv(
    'aes-256-gcm',
    await derive(passphrase, fromBase64url(content.argon2id.salt), content.argon2id),
    fromBase64url(content.nonce),
  )
  decipher.setAAD(aadOf(content.demo === true))
  decipher.setAuthTag(sealed.subarray(sealed.length - 16))
  try {
    return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString('utf8')) as Secrets
  } catch {
    return refuse('passphrase-wrong', {})
  }
}

/** A key file as it stands; one that is none, or of another version, is a fault (`keys-shape`, `keys-missing`). */
function contentOf(file: string): SealedFile {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch (cause) {
    throw new Fault('keys-missing', 'this node has no keys', { cause, facts: { file } })
  }
  try {
    const read = SealedFile.safeParse(readJson(bytes).value)
    if (read.success) return read.data
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause
  }
  throw new Fault('keys-shape', 'the key file is none, or of another version', { facts: { file } })
}
