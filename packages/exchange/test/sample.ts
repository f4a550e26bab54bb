/** Two invented sides with fixed keys, an agreement of the repository, and messages of every kind: what tests and vectors are made of. */
import { readFileSync } from 'node:fs'
import { type Agreement, type Policy, readAgreement, readPolicy } from '@entraide/agreement'
import { recipientKeyJson, recipientSecretOf, signingKeysOf, verifyingKeysJson } from '@entraide/envelope'
import {
  base64url,
  calendarDate,
  concat,
  type Instant,
  instant,
  isRefusal,
  type NodeId,
  nodeId,
  type Reference,
  type Uuid,
  utf8,
  uuid7,
} from '@entraide/ground'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js'
import { agreementHash } from '../src/agreement-text.ts'
import { type MessageBody, opensThread, type TravellingType } from '../src/body.ts'
import type { CardFields } from '../src/card.ts'
import type { Draft } from '../src/draft.ts'
import type { PlanText } from '../src/matters/plan.ts'
import type { HeldAgreement } from '../src/permit.ts'

export const now = instant('2026-11-23T14:00:00.000Z')
export const brussels = nodeId('BE-POL-SPOC')
export const rabat = nodeId('MA-DGSN-SPOC')
/** The seed of something, told by its name: 64 bytes. Never use one outside tests. */
export const seedOf = (what: string, length: number) =>
  concat(sha256(utf8(`entraide vectors ${what}`)), sha256(utf8(`entraide vectors ${what}, more`))).subarray(0, length)
export const keysOf = (what: string) => signingKeysOf(seedOf(what, 64))
export const brusselsKeys = keysOf('signing key of BE-POL-SPOC')
export const rabatKeys = keysOf('signing key of MA-DGSN-SPOC')
export const rabatBox = recipientSecretOf(seedOf('recipient key of MA-DGSN-SPOC', 32))
/** Ids that stay the same from run to run. */
export const idOf = (number: number): Uuid => uuid7(now, concat(new Uint8Array(9), Uint8Array.of(number)))

/** Signs as the product does, without its chance: the second implementation of both signatures (FIPS 204 leaves the chance to the signer). */
export function signedText(label: string, octets: Uint8Array, who: string): string {
  const seed = seedOf(who, 64)
  const message = concat(utf8(label), Uint8Array.of(0), octets)
  const mldsa65 = ml_dsa65.sign(message, ml_dsa65.keygen(seed.subarray(32)).secretKey, { extraEntropy: false })
  return JSON.stringify({ octets: base64url(octets), ed25519: base64url(ed25519.sign(message, seed.subarray(0, 32))), mldsa65: base64url(mldsa65) })
}

export const fileOf = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const text = fileOf('agreements/be-ma-2014-police-convention.json')
const must = <T>(value: T): Exclude<T, { refused: string }> => {
  if (isRefusal(value)) throw new Error(JSON.stringify(value))
  return value as Exclude<T, { refused: string }>
}
export const agreement: Agreement = must(readAgreement(text))
export const hash = agreementHash(text)
export const policy: Policy = must(readPolicy(fileOf('policies/BE-POL-SPOC.json')))
export const policyOfRabat: Policy = must(readPolicy(fileOf('policies/MA-DGSN-SPOC.json')))
export const held: HeldAgreement = { hash, agreement, standing: { hash, signedBy: [brussels, rabat], suspendedBy: [], frozenBy: [], state: 'active' } }
export const heldAs = (state: HeldAgreement['standing']['state'], more: Partial<HeldAgreement['standing']> = {}): HeldAgreement => ({
  ...held,
  standing: { ...held.standing, state, ...more },
})

const references = { [brussels]: 'BE-POL-SPOC/2026/7K3QF', [rabat]: 'MA-DGSN-SPOC/2026/ZX04R' } as unknown as Record<NodeId, Reference>
const reasons =
  'In a current investigation into the import of cannabis resin through the port of Antwerp, the person below is named by two co-suspects as the sender of the containers. We need to know whether he is known to you and under which identity, so that the charge can be brought against the right person.'
const item = {
  category: 'NAME',
  person: { names: ['Karim Exemple', 'كريم مثال'], birthDate: '1985-03-02', nationalities: ['MA'] },
  nature: 'fact',
  source: 'B',
  information: '2',
  provenance: 'OBSE',
  verifiedOn: '2026-11-20',
} as const
/** What each kind needs beyond what all have. */
const own: Partial<Record<TravellingType, Partial<MessageBody>>> = {
  REP: { extent: 'whole' },
  RFS: { ground: 'GENR', items: [] },
  RTC: { note: 'The date of birth is missing.', items: [] },
  CLR: { note: 'He was born on 2 March 1985.' },
  SPO: { note: 'Named in your file; you should know where he was seen.' },
  WAR: { note: 'Named in your file; danger for a life tonight.' },
  FBK: { use: 'used', items: [] },
  WDW: { note: 'The suspicion has been cleared.', items: [] },
  COR: { matter: { matter: 'notice', items: [0] } },
  DEL: { items: [] },
  RST: { items: [], matter: { matter: 'notice', items: [0] } },
  ACK: { matter: { matter: 'acknowledgement', step: 'acknowledge', notice: idOf(1), ack: 'APP' }, items: [] },
  IDR: {
    matter: {
      matter: 'identification',
      step: 'file',
      decisionReference: 'OE-2026-0001',
      decisionOn: calendarDate('2026-10-01'),
      informationSheet: { language: 'ar', givenOn: calendarDate('2026-11-02') },
      photo: null,
      fingerprints: null,
      parents: [{ relation: 'father', names: ['Ahmed Exemple', 'أحمد مثال'] }],
    },
  },
  IDA: { matter: { matter: 'identification', step: 'CNF' } },
  IDS: { matter: { matter: 'identification', step: 'pause' }, items: [] },
  PLN: { matter: { matter: 'plan', step: 'withdraw' }, items: [] },
  VIS: { matter: { matter: 'visit', step: 'cancel' }, items: [] },
}
/** A plan of one action, with an indicator that says all that R56 asks. */
export const planText = {
  plan: 'PLAN-2027-2028',
  chain: 'BE-MA-PLANS',
  follows: 'PLAN-2025-2026',
  title: { en: 'Joint action plan 2027-2028', fr: 'Plan d’action conjoint 2027-2028', ar: 'خطة العمل المشتركة 2027-2028' },
  from: calendarDate('2027-01-01'),
  until: calendarDate('2028-12-31'),
  regime: 'LE',
  axes: [
    {
      id: 'AX1',
      title: { fr: 'Criminalité organisée', ar: 'الجريمة المنظمة' },
      objectives: [
        {
          id: 'AX1-O1',
          title: { fr: 'Répondre dans le délai aux demandes sur les filières de stupéfiants', ar: 'الجواب داخل الأجل عن طلبات شبكات المخدرات' },
          actions: [
            {
              id: 'AX1-O1-A1',
              title: { fr: 'Une permanence répond aux demandes urgentes', ar: 'مداومة تجيب عن الطلبات المستعجلة' },
              owner: rabat,
              office: 'Bureau central',
              dueOn: calendarDate('2027-06-30'),
              carries: { plan: 'PLAN-2025-2026', item: 'AX1-O1-A2' },
              indicators: [
                {
                  id: 'I1',
                  title: { fr: 'Demandes répondues dans le délai', ar: 'الطلبات المجاب عنها داخل الأجل' },
                  numerator: { what: 'in-time', messageTypes: ['REQ'], crimeAreas: ['DRUG'], askedBy: brussels },
                  denominator: { what: 'asked', messageTypes: ['REQ'], crimeAreas: ['DRUG'], askedBy: brussels },
                  from: calendarDate('2027-01-01'),
                  until: calendarDate('2028-12-31'),
                  treatment: { withdrawn: 'left-out', returned: 'left-out', vanished: 'left-out', open: 'left-out' },
                  target: 90,
                },
              ],
            },
          ],
        },
      ],
    },
  ],
} as PlanText
/** Kinds that the side that asked sends back into its own thread, from Brussels; the others are answers, from Rabat. */
const byAsker: readonly TravellingType[] = ['REQ', 'SPO', 'WAR', 'CLR', 'FBK', 'WDW', 'COR', 'DEL', 'RST', 'IDR', 'IDS', 'PLN', 'VIS']

/** A whole body of a kind, as it stands in the vectors. */
export function bodyOfKind(kind: TravellingType, changes: Partial<MessageBody> = {}): MessageBody {
  const opens = opensThread({ messageType: kind, ...own[kind], ...changes })
  const [from, to] = byAsker.includes(kind) ? [brussels, rabat] : [rabat, brussels]
  return {
    body: 'entraide.message/1',
    thread: opens ? null : idOf(1),
    inReplyTo: opens ? null : idOf(kind === 'CLR' ? 2 : 1),
    ourReference: references[from] as Reference,
    yourReference: opens ? null : (references[to] as Reference),
    messageType: kind,
    agreement: hash,
    ask: {
      from,
      to,
      regime: 'LE',
      messageType: kind,
      clause: ['RFS', 'RTC', 'CLR', 'WDW', 'FBK'].includes(kind) ? 'C30' : kind === 'WAR' ? 'C06' : ['COR', 'DEL', 'RST'].includes(kind) ? 'C31' : 'C04',
      purpose: 'INVE',
      crimeArea: 'DRUG',
      dataCategories: ['NAME', 'BIRT'],
      subjectCategory: 'SUS',
      handling: ['H1', 'H2'],
      transferBasis: from === brussels ? 'LED-37-1-b' : null,
      assurances: ['NDP', 'NTT', 'SPE'],
      classification: 'U',
      caseReference: 'BR.10.2026/114',
      reasons: opens ? reasons : 'In the same matter and for the same purpose.',
      urgency: 'U3D',
    },
    drafter: { office: 'Drugs, Antwerp', serviceNumber: 'BE-4471' },
    releaser: { office: 'Single point of contact', serviceNumber: 'BE-0093' },
    releasedAt: now,
    language: 'fr',
    title: 'Identity of a suspected sender',
    items: [{ ...item, person: { ...item.person, names: [...item.person.names], nationalities: ['MA'] } }],
    attachments: [],
    holdUntil: '2027-05-01',
    ground: null,
    extent: null,
    use: null,
    note: '',
    ...own[kind],
    ...changes,
  } as MessageBody
}

/** A draft that the agreement permits, or what a test makes of it. */
export function draftOf(changes: Partial<Omit<Draft, 'legal'>> & { legal?: Partial<Draft['legal']> } = {}): Draft {
  const { ask, title, items, holdUntil, note, language } = bodyOfKind('REQ')
  return {
    id: idOf(9),
    author: { account: idOf(20), officer: { office: 'Drugs, Antwerp', serviceNumber: 'BE-4471' }, mayRelease: false },
    agreement: hash,
    answers: null,
    ourReference: references[brussels] as Reference,
    yourReference: null,
    language: language as Draft['language'],
    title,
    items,
    attachments: [],
    holdUntil: holdUntil as Draft['holdUntil'],
    ground: null,
    extent: null,
    use: null,
    note,
    judicialFile: false,
    judicialAuthorisation: '',
    guards: {},
    ...changes,
    legal: { ...ask, ...changes.legal },
  }
}
export const releaser = { account: idOf(21), officer: { office: 'Single point of contact', serviceNumber: 'BE-0093' }, mayRelease: true }

/** The fields of a card. */
export function cardOf(node: NodeId, changes: Partial<CardFields> = {}, who = `signing key of ${node}`): CardFields {
  return {
    card: 'entraide.card/1',
    sequence: 1,
    node,
    state: node.slice(0, 2),
    regime: 'LE',
    name: `Point of contact of ${node}`,
    zone: node === brussels ? 'Europe/Brussels' : 'Africa/Casablanca',
    address: node === brussels ? 'https://spoc.example.be:8443' : 'https://spoc.example.ma:8443',
    signing: verifyingKeysJson(keysOf(who).verifying),
    agreement: verifyingKeysJson(keysOf(`agreement key of ${node}`).verifying),
    recipient: recipientKeyJson(recipientSecretOf(seedOf(`recipient key of ${node}`, 32)).publicKey),
    log: base64url(ed25519.getPublicKey(seedOf(`log key of ${node}`, 32))),
    transport: { ed25519: base64url(ed25519.getPublicKey(seedOf(`transport key of ${node}`, 32))), tlsPin: 'ab'.repeat(32) },
    from: instant('2026-11-01T00:00:00.000Z'),
    until: instant('2028-10-31T00:00:00.000Z'),
    ...changes,
  }
}
/** A card as it is handed over: signed by its own key and, if it follows another, by the older one. */
export function cardText(fields: CardFields, by: string, before: string | null = null): string {
  const octets = utf8(JSON.stringify(fields))
  const framed = (who: string) => JSON.parse(signedText('entraide/1 card', octets, who)) as object
  return JSON.stringify({ card: framed(by), before: before === null ? null : framed(before) })
}
export const later = (days: number): Instant => instant(new Date(Date.parse(now) + days * 86_400_000).toISOString())
