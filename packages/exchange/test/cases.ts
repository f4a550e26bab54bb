/** Every vector of this package, computed: `make-vectors.ts` writes them, `vectors.test.ts` holds the files and the code to them. */
import { base64url, bigEndian, calendarDate, concat, hex, type Json, utf8 } from '@entraide/ground'
import { exchangeOrigin, interimLog, signCheckpoint, signerName } from '@entraide/ledger'
import { ed25519 } from '@noble/curves/ed25519.js'
import { messageTypes } from '../src/body.ts'
import { carryBytes, chunkBytes, deliveryBytes } from '../src/delivery.ts'
import type { Escalation } from '../src/escalation.ts'
import type { Action, PlanMatter } from '../src/matters/plan.ts'
import { closingDigest, planDigest } from '../src/matters/plan-text.ts'
import { wordsOf } from '../src/pairing.ts'
import type { Receipt } from '../src/receipt.ts'
import { type Concerned, correctionProof, erasureProof, restrictionProof } from '../src/remnant.ts'
import { fingerprintVectors } from './fingerprint-cases.ts'
import { bodyOfKind, brussels, cardOf, cardText, fileOf, hash, idOf, later, now, planText, rabat, seedOf, signedText } from './sample.ts'
import { visitVectors } from './visit-cases.ts'

/** A change to a good JSON text: a member set or taken away, by its path. */
export type Edit = { readonly at: string; readonly to?: Json }
const brusselsKey = 'signing key of BE-POL-SPOC'
const rabatKey = 'signing key of MA-DGSN-SPOC'
const strangerKey = 'signing key of XX-NONE-SUCH'

const print = { name: 'prints.nist', mediaType: 'nist', bytes: 5_000, sealedBytes: 5_136, digest: 'ab'.repeat(32), key: 'B'.repeat(43) }

const goodBodies = [
  ...messageTypes.map(kind => ({ why: `a body of the kind ${kind}`, body: bodyOfKind(kind) })),
  { why: 'a partial answer', body: bodyOfKind('REP', { extent: 'partial' }) },
  {
    why: 'a person of whom only the year of birth is known',
    body: bodyOfKind('REQ', { items: [{ ...one(), person: { names: ['Ould Exemple'], birthDate: '1987' } }] }),
  },
  {
    why: 'an item under a code more than its message',
    body: bodyOfKind('REP', { items: [{ ...one(), handling: ['H0', 'H1', 'H2'], holdUntil: calendarDate('2027-01-01') }] }),
  },
  {
    why: 'the conditions of H3',
    body: saying({ handling: ['H1', 'H2', 'H3'], restrictions: ['Not in court without asking us first.', 'Only for the officers of this case.\nNo copies.'] }),
  },
  {
    why: 'the conditions of a statement under H3',
    body: {
      ...saying({ restrictions: ['To be read on the premises only.'] }),
      items: [{ ...one(), handling: ['H1', 'H2', 'H3'] as ('H1' | 'H2' | 'H3')[] }],
    },
  },
  { why: 'the event that data about an event serve', body: saying({ purpose: 'EVNT', event: 'Match Belgium–Morocco, Brussels, 21 June 2027' }) },
  {
    why: 'what another state gave, sent in an emergency that is on record',
    body: emergency({
      originCountry: 'FR',
      originEmergency: { threat: 'An attack is announced for tonight; Paris cannot be reached in time.', authority: 'FR-DGPN-SPOC' },
    }),
  },
  {
    why: 'what another service gave, with its consent',
    body: bodyOfKind('SPO', {
      items: [
        {
          ...one(),
          provenance: 'PART',
          originator: 'BE-VSSE-DESK',
          originConsent: { by: 'BE-VSSE-DESK', reference: 'VSSE/2026/9', on: calendarDate('2026-11-20') },
        },
      ],
    }),
  },
  { why: 'what its reader had given itself', body: bodyOfKind('REP', { items: [{ ...one(), provenance: 'PART', originator: brussels }] }) },
  {
    why: 'an attachment, by its digest, key and sizes',
    body: bodyOfKind('REQ', {
      attachments: [{ name: 'photo.png', mediaType: 'png', bytes: 5_000, sealedBytes: 5_136, digest: 'cd'.repeat(32), key: 'A'.repeat(43) }],
    }),
  },
  { why: 'a plan, proposed', body: planBody({ matter: 'plan', step: 'propose', text: planText }) },
  { why: 'a plan, signed', body: planBody({ matter: 'plan', step: 'sign', digest: planDigest(planText) }) },
  {
    why: 'an item of a plan done, with its evidence',
    body: planBody({
      matter: 'plan',
      step: 'item',
      item: 'AX1-O1-A1',
      status: 'DON',
      reason: '',
      evidence: ['BE-POL-SPOC/2027/7K3QF', 'MA-DGSN-SPOC/2027/ZX04R'],
    }),
  },
  {
    why: 'an action taken on from a visit',
    body: planBody({
      matter: 'plan',
      step: 'add',
      objective: 'AX1-O1',
      action: { ...(planText.axes[0]?.objectives[0]?.actions[0] as Action), id: 'AX1-O1-A9', carries: null, indicators: [] },
      decision: { visit: 'VISIT-2027-1', item: 'D2' },
    }),
  },
  {
    why: 'counts of a plan: no person, no reference, no day of any case',
    body: planBody({
      matter: 'plan',
      step: 'counts',
      from: calendarDate('2027-01-01'),
      until: calendarDate('2027-06-30'),
      at: now,
      rows: [
        { key: 'BE-MA-2014-PCC.1/BE-POL-SPOC/REQ/asked', count: 38 },
        { key: 'BE-MA-2014-PCC.1/BE-POL-SPOC/REQ/ground.GENR', count: 1 },
        { key: 'indicator/I1/denominator', count: 11 },
        { key: 'indicator/I1/numerator', count: 10 },
      ],
    }),
  },
  {
    why: 'a review at a meeting',
    body: planBody({ matter: 'plan', step: 'review', on: calendarDate('2027-09-14'), visit: null, conclusions: { fr: 'En bonne voie.' } }),
  },
  {
    why: 'a plan closed',
    body: planBody({ matter: 'plan', step: 'close', digest: closingDigest(planDigest(planText), [{ item: 'AX1-O1-A1', status: 'DON' }]) }),
  },
  { why: 'a correction of a whole message', body: bodyOfKind('COR', { matter: undefined as never }) },
  { why: 'a deletion of attachments', body: bodyOfKind('DEL', { matter: { matter: 'notice', items: [], attachments: ['ab'.repeat(32), 'cd'.repeat(32)] } }) },
  {
    why: 'an acknowledgement that disputes, with reasons',
    body: acknowledging({ step: 'acknowledge', ack: 'DIS' }, 'The identity was confirmed by fingerprints.'),
  },
  { why: 'a proof', body: acknowledging({ step: 'prove', proof: '9c'.repeat(32) }) },
  { why: 'a joint review asked for', body: acknowledging({ step: 'review' }, 'Let us compare the two files.') },
  { why: 'the end of a joint review', body: acknowledging({ step: 'settle', outcome: 'keep' }, 'Both files are right: two persons of one name.') },
  {
    why: 'an identification file with its photo and its prints',
    body: bodyOfKind('IDR', {
      attachments: [print, { ...print, name: 'photo.jpg', mediaType: 'jpeg', digest: 'cd'.repeat(32) }],
      matter: { ...(bodyOfKind('IDR').matter as object), photo: 'cd'.repeat(32), fingerprints: 'ab'.repeat(32) } as never,
    }),
  },
  { why: 'a file taken as complete', body: step('IDS', { step: 'verifying' }) },
  { why: 'no match in the file', body: step('IDA', { step: 'NOM' }) },
  { why: 'an interview asked for, its day still open', body: step('IDA', { step: 'INT', interviewOn: null, interpreter: 'ar' }) },
  {
    why: 'an interview that was held',
    body: step('IDS', { step: 'interviewed', heldOn: '2026-12-01', interpreter: 'ar', silenceOnAsylumTold: true, lawyerTold: true, record: null }),
  },
  { why: 'a travel document asked for', body: step('IDS', { step: 'request-document', travelOn: null, note: '' }) },
  {
    why: 'a travel document for one journey in one month',
    body: step('IDA', { step: 'LPI', documentType: 'XCLP', validFrom: '2026-12-10', validUntil: '2027-01-09', journeys: 1 }),
  },
  { why: 'a travel document that was used', body: step('IDS', { step: 'used', usedOn: '2026-12-20' }) },
  {
    why: 'right-to-left text with its own marks',
    body: bodyOfKind('SPO', { title: 'معلومات عن شخص', note: 'ورد اسمه في ملفكم؛ شوهد في أنفير.\nالسطر الثاني.' }),
  },
]
function planBody(matter: PlanMatter) {
  const body = bodyOfKind('PLN', { matter })
  return { ...body, ask: { ...body.ask, clause: 'C07', purpose: 'MGMT' as const, crimeArea: null, dataCategories: ['NAME' as const], subjectCategory: null } }
}
/** An identification answer or step, by its matter. */
function step(kind: 'IDA' | 'IDS', matter: object) {
  return bodyOfKind(kind, { matter: { matter: 'identification', ...matter } as never })
}
function acknowledging(step: object, note = '') {
  return bodyOfKind('ACK', { matter: { matter: 'acknowledgement', notice: idOf(1), ...step } as never, note })
}
/** A request whose ask says something else, or more. */
function saying(said: Partial<ReturnType<typeof bodyOfKind>['ask']>) {
  const body = bodyOfKind('REQ')
  return { ...body, ask: { ...body.ask, ...said } }
}
/** A warning of an immediate danger, on the basis for it. */
function emergency(item: object) {
  const body = bodyOfKind('WAR')
  return { ...body, ask: { ...body.ask, urgency: 'IMM' as const, transferBasis: 'LED-38-1-c' as const }, items: [{ ...one(), ...item }] }
}
function one() {
  return bodyOfKind('REQ').items[0] as NonNullable<ReturnType<typeof bodyOfKind>['items'][number]>
}

function counted(key: string): Json {
  return { matter: 'plan', step: 'counts', from: '2027-01-01', until: '2027-06-30', at: now, rows: [{ key, count: 1 }] }
}
/** The proposal of a plan whose indicator lacks a member. */
function proposedWithout(member: 'treatment' | 'until'): Json {
  const without = (name: string, value: Json) => (name === 'indicators' ? (value as object[]).map(each => ({ ...each, [member]: undefined })) : value)
  return { matter: 'plan', step: 'propose', text: JSON.parse(JSON.stringify(planText, without)) as Json }
}

const under = (code: string): Edit => ({ at: '/ask/handling', to: ['H1', 'H2', code] })
const bad = (why: string, at: string, kind: (typeof messageTypes)[number], ...edits: Edit[]) => ({ why, kind, edits, at })
const badBodies = [
  bad('an unknown member', '', 'REQ', { at: '/colour', to: 'red' }),
  bad('an unknown member of the ask', 'ask', 'REQ', { at: '/ask/guards', to: {} }),
  bad('a member missing', 'title', 'REQ', { at: '/title' }),
  bad('another format', 'body', 'REQ', { at: '/body', to: 'entraide.message/2' }),
  bad('an unknown kind of message', 'messageType', 'REQ', { at: '/messageType', to: 'ZZZ' }),
  bad('a kind that travels in no message yet', 'messageType', 'REQ', { at: '/messageType', to: 'HNH' }),
  bad('an unknown purpose', 'ask/purpose', 'REQ', { at: '/ask/purpose', to: 'FISH' }),
  bad('an unknown handling code', 'ask/handling/0', 'REQ', { at: '/ask/handling', to: ['H9'] }),
  bad('a code of another scheme', 'ask/purpose', 'REQ', { at: '/ask/purpose', to: 'DRUG' }),
  bad('no data category', 'ask/dataCategories', 'REQ', { at: '/ask/dataCategories', to: [] }),
  bad('no handling code', 'ask/handling', 'REQ', { at: '/ask/handling', to: [] }),
  bad('conditions without the code they go with', 'ask/restrictions', 'REQ', { at: '/ask/restrictions', to: ['Not in court.'] }),
  bad('conditions that are none', 'ask/restrictions', 'REQ', under('H3'), { at: '/ask/restrictions', to: [] }),
  bad('more conditions than anybody reads', 'ask/restrictions', 'REQ', under('H3'), { at: '/ask/restrictions', to: Array<string>(11).fill('Not in court.') }),
  bad('a blank condition', 'ask/restrictions/1', 'REQ', under('H3'), { at: '/ask/restrictions', to: ['Not in court.', ' \n'] }),
  bad('a condition that is too long', 'ask/restrictions/0', 'REQ', under('H3'), { at: '/ask/restrictions', to: ['x'.repeat(501)] }),
  bad('a condition that turns the reading direction', 'ask/restrictions/0', 'REQ', under('H3'), { at: '/ask/restrictions', to: ['Not \u202ein court.'] }),
  bad('conditions as one text', 'ask/restrictions', 'REQ', under('H3'), { at: '/ask/restrictions', to: 'Not in court.' }),
  bad('conditions that are null', 'ask/restrictions', 'REQ', under('H3'), { at: '/ask/restrictions', to: null }),
  bad('a blank event', 'ask/event', 'REQ', { at: '/ask/event', to: ' ' }),
  bad('an event of two lines', 'ask/event', 'REQ', { at: '/ask/event', to: 'Match\n21 June' }),
  bad('an event that is too long', 'ask/event', 'REQ', { at: '/ask/event', to: 'x'.repeat(201) }),
  bad('an event that is null', 'ask/event', 'REQ', { at: '/ask/event', to: null }),
  bad('a name of a prototype for a code', 'ask/purpose', 'REQ', { at: '/ask/purpose', to: 'toString' }),
  bad('a clause that no log line can hold', 'ask/clause', 'REQ', { at: '/ask/clause', to: 'C 04' }),
  bad('a clause in other letters', 'ask/clause', 'REQ', { at: '/ask/clause', to: 'Ċ04' }),
  bad('an agreement named by a short hash', 'agreement', 'REQ', { at: '/agreement', to: 'ab' }),
  bad('a node id in small letters', 'ask/from', 'REQ', { at: '/ask/from', to: 'be-pol-spoc' }),
  bad('an instant without milliseconds', 'releasedAt', 'REQ', { at: '/releasedAt', to: '2026-11-23T14:00:00Z' }),
  bad('an instant in the year 9999', 'releasedAt', 'REQ', { at: '/releasedAt', to: '9999-11-23T14:00:00.000Z' }),
  bad('a hold until a day that does not exist', 'holdUntil', 'REQ', { at: '/holdUntil', to: '2027-02-30' }),
  bad('a hold until the year 9999', 'holdUntil', 'REQ', { at: '/holdUntil', to: '9999-12-31' }),
  bad('a birth in a month that does not exist', 'items/0/person/birthDate', 'REQ', { at: '/items/0/person/birthDate', to: '1985-13' }),
  bad('a birth in the year 0000', 'items/0/person/birthDate', 'REQ', { at: '/items/0/person/birthDate', to: '0000' }),
  bad('a person without a name', 'items/0/person/names', 'REQ', { at: '/items/0/person/names', to: [] }),
  bad('a blank name', 'items/0/person/names/0', 'REQ', { at: '/items/0/person/names', to: [' '] }),
  bad('a name that turns the reading direction', 'items/0/person/names/0', 'REQ', { at: '/items/0/person/names', to: ['Karim \u202eelpmexE'] }),
  bad('a name with an isolate', 'items/0/person/names/0', 'REQ', { at: '/items/0/person/names', to: ['\u2066Karim\u2069'] }),
  bad('a name with a zero-width joiner', 'items/0/person/names/0', 'REQ', { at: '/items/0/person/names', to: ['Ka\u200drim'] }),
  bad('a name with a soft hyphen', 'items/0/person/names/0', 'REQ', { at: '/items/0/person/names', to: ['Ka\u00adrim'] }),
  bad('a name with a mark of direction', 'items/0/person/names/0', 'REQ', { at: '/items/0/person/names', to: ['Karim\u200f'] }),
  bad('a name with tag characters', 'items/0/person/names/0', 'REQ', { at: '/items/0/person/names', to: ['Karim\u{e0041}'] }),
  bad('a document number with a variation selector', 'items/0/person/documents/0/number', 'REQ', {
    at: '/items/0/person/documents',
    to: [{ kind: 'CNIE', country: 'MA', number: 'AB\ufe0f123' }],
  }),
  bad('an identification without its file', 'matter', 'IDR', { at: '/matter' }),
  bad('a matter on a kind that has none', 'matter', 'REQ', { at: '/matter', to: { matter: 'visit', step: 'cancel' } }),
  bad('the matter of another kind', 'matter', 'IDS', { at: '/matter', to: { matter: 'visit', step: 'cancel' } }),
  bad('an outcome where a step belongs', 'matter', 'IDS', { at: '/matter', to: { matter: 'identification', step: 'CNF' } }),
  bad('a pause that says why', 'matter', 'IDS', { at: '/matter', to: { matter: 'identification', step: 'pause', reason: 'appeal' } }),
  bad('a file about two persons', 'items', 'IDR', { at: '/items', to: [one(), one()] as unknown as Json }),
  bad('a file about nobody', 'items', 'IDR', { at: '/items', to: [] }),
  bad('prints that are not attached', 'matter/fingerprints', 'IDR', { at: '/matter/fingerprints', to: 'ab'.repeat(32) }),
  bad('a photo that is not attached', 'matter/photo', 'IDR', { at: '/matter/photo', to: 'ab'.repeat(32) }),
  bad('an interview whose record is not attached', 'matter/record', 'IDS', {
    at: '/matter',
    to: {
      matter: 'identification',
      step: 'interviewed',
      heldOn: '2026-12-01',
      interpreter: 'ar',
      silenceOnAsylumTold: true,
      lawyerTold: true,
      record: 'ab'.repeat(32),
    },
  }),
  bad('an interview without the right to silence on asylum', 'matter', 'IDS', {
    at: '/matter',
    to: { matter: 'identification', step: 'interviewed', heldOn: '2026-12-01', interpreter: 'ar', silenceOnAsylumTold: false, lawyerTold: true, record: null },
  }),
  bad('a travel document that ends before it begins', 'matter/validUntil', 'IDA', {
    at: '/matter',
    to: { matter: 'identification', step: 'LPI', documentType: 'XCLP', validFrom: '2026-12-10', validUntil: '2026-12-09', journeys: 1 },
  }),
  bad('a step that no matter has', 'matter', 'VIS', { at: '/matter', to: { matter: 'visit', step: 'party' } }),
  bad('a plan that is evaluated by a message: its day comes by itself', 'matter', 'PLN', { at: '/matter', to: { matter: 'plan', step: 'evaluate' } }),
  bad('an item of a plan set back to a draft', 'matter', 'PLN', {
    at: '/matter',
    to: { matter: 'plan', step: 'item', item: 'A1', status: 'DRA', reason: '', evidence: [] },
  }),
  bad('evidence that is no reference', 'matter/evidence/0', 'PLN', {
    at: '/matter',
    to: { matter: 'plan', step: 'item', item: 'A1', status: 'DON', reason: '', evidence: ['seen by Karim Exemple'] },
  }),
  bad('a count whose ground tells what it protects', 'matter/rows/0/key', 'PLN', {
    at: '/matter',
    to: counted('BE-MA-2014-PCC.1/BE-POL-SPOC/IDR/ground.ASYL'),
  }),
  bad('a count of something else than exchanges', 'matter/rows/0/key', 'PLN', { at: '/matter', to: counted('persons/known') }),
  bad('a count that is named after a thread', 'matter/rows/0/key', 'PLN', { at: '/matter', to: counted('BE-POL-SPOC/2026/7K3QF') }),
  bad('a plan whose indicator says nothing of withdrawn cases', 'matter', 'PLN', { at: '/matter', to: proposedWithout('treatment') }),
  bad('a plan whose indicator has no period', 'matter', 'PLN', { at: '/matter', to: proposedWithout('until') }),
  bad('an acknowledgement by an unknown code', 'matter', 'ACK', {
    at: '/matter',
    to: { matter: 'acknowledgement', step: 'acknowledge', notice: idOf(1), ack: 'YES' },
  }),
  bad('an acknowledgement that is what a clock says', 'matter', 'ACK', {
    at: '/matter',
    to: { matter: 'acknowledgement', step: 'acknowledge', notice: idOf(1), ack: 'OVD' },
  }),
  bad('an acknowledgement of another notice than it answers', 'matter', 'ACK', {
    at: '/matter',
    to: { matter: 'acknowledgement', step: 'acknowledge', notice: idOf(2), ack: 'APP' },
  }),
  bad('a dispute without reasons', 'note', 'ACK', { at: '/matter', to: { matter: 'acknowledgement', step: 'acknowledge', notice: idOf(1), ack: 'DIS' } }),
  bad('a restriction instead of an erasure without reasons', 'note', 'ACK', {
    at: '/matter',
    to: { matter: 'acknowledgement', step: 'acknowledge', notice: idOf(1), ack: 'RST' },
  }),
  bad('a review asked for without reasons', 'note', 'ACK', { at: '/matter', to: { matter: 'acknowledgement', step: 'review', notice: idOf(1) } }),
  bad('a proof that is no digest', 'matter/proof', 'ACK', { at: '/matter', to: { matter: 'acknowledgement', step: 'prove', notice: idOf(1), proof: 'done' } }),
  bad('an acknowledgement with a statement', 'items', 'ACK', { at: '/items', to: [one() as unknown as Json] }),
  bad('a notice that concerns nothing', 'matter', 'RST', { at: '/matter', to: { matter: 'notice', items: [] } }),
  bad('a notice that names a place twice', 'matter/items', 'RST', { at: '/matter', to: { matter: 'notice', items: [0, 0] } }),
  bad('a notice whose places are out of order', 'matter/items', 'RST', { at: '/matter', to: { matter: 'notice', items: [1, 0] } }),
  bad('a deletion that repeats what is to go', 'items', 'DEL', { at: '/items', to: [one() as unknown as Json] }),
  bad('a correction that corrects nothing', 'items', 'COR', { at: '/items', to: [] }),
  bad('a correction of two places with one statement', 'items', 'COR', { at: '/matter', to: { matter: 'notice', items: [0, 1] } }),
  bad('a correction of an attachment', 'matter/attachments', 'COR', {
    at: '/matter',
    to: { matter: 'notice', items: [0], attachments: ['ab'.repeat(32)] },
  }),
  bad('a title of two lines', 'title', 'REQ', { at: '/title', to: 'one\ntwo' }),
  bad('a title with a line separator', 'title', 'REQ', { at: '/title', to: 'one\u2028two' }),
  bad('a note with a control character of the C1 row', 'note', 'CLR', { at: '/note', to: 'see \u009b31m here' }),
  bad('a note that turns the reading direction', 'note', 'CLR', { at: '/note', to: 'see \u202e here' }),
  bad('reasons that are too long', 'ask/reasons', 'REQ', { at: '/ask/reasons', to: 'x'.repeat(8_001) }),
  bad('a thread on a first message', 'thread', 'REQ', { at: '/thread', to: idOf(1) }),
  bad('an answer to something on a first message', 'inReplyTo', 'REQ', { at: '/inReplyTo', to: idOf(1) }),
  bad('a reference of the other side on a first message', 'yourReference', 'SPO', { at: '/yourReference', to: 'MA-DGSN-SPOC/2026/ZX04R' }),
  bad('no thread on an answer', 'thread', 'REP', { at: '/thread', to: null }),
  bad('an answer that answers nothing', 'inReplyTo', 'REP', { at: '/inReplyTo', to: null }),
  bad('a thread that is no id', 'thread', 'REP', { at: '/thread', to: '../../etc/passwd' }),
  bad("a reference of another node as one's own", 'ourReference', 'REQ', { at: '/ourReference', to: 'FR-DCPJ-SPOC/2026/7K3QF' }),
  bad('another kind in the ask than in the message', 'ask/messageType', 'REQ', { at: '/ask/messageType', to: 'SPO' }),
  bad('a refusal without its ground', 'ground', 'RFS', { at: '/ground', to: null }),
  bad('a ground on a request', 'ground', 'REQ', { at: '/ground', to: 'GENR' }),
  bad('a ground that must not leave its node', 'ground', 'RFS', { at: '/ground', to: 'ASYL' }),
  bad('an answer that does not say whether it is whole', 'extent', 'REP', { at: '/extent', to: null }),
  bad('"nothing available", which has no face of its own', 'ground', 'RFS', { at: '/ground', to: 'NAVL' }),
  bad('an extent on a request', 'extent', 'REQ', { at: '/extent', to: 'whole' }),
  bad('feedback without the use', 'use', 'FBK', { at: '/use', to: null }),
  bad('a return that does not say what is missing', 'note', 'RTC', { at: '/note', to: '  ' }),
  bad('a withdrawal without a word', 'note', 'WDW', { at: '/note', to: '' }),
  bad('an item with fewer codes than its message', 'items/0/handling', 'REP', { at: '/items/0/handling', to: ['H1'] }),
  bad('an item under H3 without its conditions', 'items/0/handling', 'REP', { at: '/items/0/handling', to: ['H1', 'H2', 'H3'] }),
  bad('an emergency of the sender’s own state', 'items/0/originCountry', 'SPO', {
    at: '/items/0/originEmergency',
    to: { threat: 'x y', authority: 'FR-DGPN-SPOC' },
  }),
  bad(
    'an emergency beside the consent it does without',
    'items/0/originEmergency',
    'SPO',
    { at: '/items/0/originCountry', to: 'FR' },
    { at: '/items/0/originConsent', to: { by: 'FR-DGPN-SPOC', reference: 'FR/1', on: '2026-11-20' } },
    { at: '/items/0/originEmergency', to: { threat: 'x y', authority: 'FR-DGPN-SPOC' } },
  ),
  bad('an emergency that names no authority to tell', 'items/0/originEmergency/authority', 'SPO', {
    at: '/items/0/originEmergency',
    to: { threat: 'An attack is announced.' },
  }),
  bad('an emergency without its threat', 'items/0/originEmergency/threat', 'SPO', {
    at: '/items/0/originEmergency',
    to: { threat: ' ', authority: 'FR-DGPN-SPOC' },
  }),
  bad('an emergency by a mark alone', 'items/0/originEmergency', 'SPO', { at: '/items/0/originEmergency', to: true }),
  bad('an originator that is the sender', 'items/0/originator', 'SPO', { at: '/items/0/originator', to: brussels }),
  bad('a blank originator', 'items/0/originator', 'SPO', { at: '/items/0/originator', to: ' ' }),
  bad('an item held longer than its message', 'items/0/holdUntil', 'REP', { at: '/items/0/holdUntil', to: '2027-05-02' }),
  bad('two hundred and one items', 'items', 'REP', { at: '/items', to: Array.from({ length: 201 }, () => ({ ...one() }) as unknown as Json) }),
  bad('an attachment whose sealed size is not that of its size', 'attachments/0/sealedBytes', 'REQ', {
    at: '/attachments',
    to: [{ name: 'a.png', mediaType: 'png', bytes: 5_000, sealedBytes: 104_857_600, digest: 'cd'.repeat(32), key: 'A'.repeat(43) }],
  }),
  bad('an attachment above 100 MiB', 'attachments/0/bytes', 'REQ', {
    at: '/attachments',
    to: [{ name: 'a.png', mediaType: 'png', bytes: 104_857_601, sealedBytes: 1, digest: 'cd'.repeat(32), key: 'A'.repeat(43) }],
  }),
  bad('one attachment named twice', 'attachments/1/digest', 'REQ', {
    at: '/attachments',
    to: [1, 2].map(n => ({ name: `${n}.png`, mediaType: 'png', bytes: 5_000, sealedBytes: 5_136, digest: 'cd'.repeat(32), key: 'A'.repeat(43) })),
  }),
]

/** Octets that are no body at all. `octets` in hexadecimal; `repeat` is written between `start` and `end` so many times. */
const request = JSON.stringify(bodyOfKind('REQ'))
const raw = (why: string, cause: string, start: string, repeat = '', times = 0, end = '') => ({
  why,
  cause,
  start: hex(utf8(start)),
  repeat: hex(utf8(repeat)),
  times,
  end: hex(utf8(end)),
})
const badOctets = [
  raw('nothing', 'json-syntax', ''),
  raw('half a body', 'json-syntax', request.slice(0, 200)),
  raw('something behind it', 'json-syntax', `${request} {}`),
  { why: 'octets that are not UTF-8', cause: 'bytes-not-utf8', start: '7b22c328227d', repeat: '', times: 0, end: '' },
  { why: 'an overlong spelling', cause: 'bytes-not-utf8', start: '22c0af22', repeat: '', times: 0, end: '' },
  raw('a byte order mark', 'json-syntax', `\ufeff${request}`),
  raw('the same member twice', 'json-duplicate-name', `{"title":"a","title":"b"}`),
  raw('a lone surrogate', 'json-text', `{"title":"\\ud800"}`),
  raw('the name of a prototype', 'json-forbidden-name', `{"__proto__":{"title":"x"}}`),
  raw('the name of a constructor', 'json-forbidden-name', `{"constructor":1}`),
  raw('a number beyond 2^53', 'json-number', `{"bytes":9007199254740993}`),
  raw('nested forty deep', 'json-too-deep', '', '[', 40, ''),
  raw('nested a million deep', 'json-too-deep', '', '[', 1_000_000, ''),
  raw('longer than an envelope holds', 'json-too-large', '"', 'x', 1_100_000, '"'),
  raw('more values than a body can have', 'json-too-large', '[0', ',0', 100_001, ']'),
]

// What shows that a notice was carried out.
const concernedOf: readonly Concerned[] = [null, { items: [0, 2], attachments: [] }, { items: [], attachments: ['ab'.repeat(32)] }]
const proofs = () => ({
  corrected: [bodyOfKind('COR'), bodyOfKind('COR', { matter: { matter: 'notice', items: [3] } })].map(({ items, matter }, at) => ({
    why: at === 0 ? 'the first statement' : 'the fourth statement',
    notice: idOf(2),
    message: idOf(1),
    cor: { items, matter },
    proof: correctionProof(idOf(2), idOf(1), { items, matter }),
  })),
  erased: concernedOf.map(concerned => {
    const erased = { message: idOf(1), at: now, commitment: '5a'.repeat(32) }
    return { notice: idOf(2), erased, concerned, proof: erasureProof(idOf(2), erased, concerned) }
  }),
  restricted: concernedOf.map(concerned => ({
    notice: idOf(2),
    message: idOf(1),
    at: now,
    concerned,
    proof: restrictionProof(idOf(2), idOf(1), now, concerned),
  })),
})

// Receipts.
const note = async (size: number) => {
  const log = exchangeOrigin(rabat, brussels)
  const state = { ...interimLog.empty(log), size, head: seedOf(`head ${size}`, 32) }
  return await signCheckpoint(state, signerName(rabat), body => base64url(ed25519.sign(body, seedOf('log key of MA-DGSN-SPOC', 32))))
}
async function receipts() {
  const usual: Receipt = {
    receipt: 'entraide.receipt/1',
    message: idOf(1),
    digest: '9c'.repeat(32),
    from: rabat,
    to: brussels,
    verdict: 'admitted',
    code: null,
    at: now,
    checkpoint: await note(12),
    acts: 'ac'.repeat(32),
  }
  const of = (changes: object = {}, by = rabatKey, label = 'entraide/1 receipt') => signedText(label, utf8(JSON.stringify({ ...usual, ...changes })), by)
  return {
    expected: { message: usual.message, digests: [usual.digest, 'ee'.repeat(32)], by: rabat, to: brussels },
    signer: rabatKey,
    good: [
      { why: 'admitted', text: of() },
      { why: 'refused, with the code', text: of({ verdict: 'refused', code: 'not-permitted' }) },
      { why: 'held for a clock: interim, and in no log', text: of({ verdict: 'held', code: 'clock-skew', checkpoint: null }) },
      { why: 'not opened: it names the envelope', text: of({ verdict: 'refused', code: 'envelope-unopenable', digest: 'ee'.repeat(32) }) },
    ],
    bad: [
      { why: 'for another digest', says: 'receipt-foreign', text: of({ digest: '9d'.repeat(32) }) },
      { why: 'admitted by the digest of the envelope', says: 'receipt-foreign', text: of({ digest: 'ee'.repeat(32) }) },
      { why: 'for another message', says: 'receipt-foreign', text: of({ message: idOf(2) }) },
      { why: 'from another node', says: 'receipt-foreign', text: of({ from: 'MA-DGSN-DROG' }) },
      { why: 'to another node', says: 'receipt-foreign', text: of({ to: 'FR-DCPJ-SPOC' }) },
      { why: 'signed by a stranger', says: 'receipt-foreign', text: of({}, strangerKey) },
      { why: 'signed as something else', says: 'receipt-foreign', text: of({}, rabatKey, 'entraide/1 held') },
      { why: 'refused without a code', says: 'receipt-foreign', text: of({ verdict: 'refused' }) },
      { why: 'admitted with a code', says: 'receipt-foreign', text: of({ code: 'not-permitted' }) },
      { why: 'held for another reason than a clock', says: 'receipt-foreign', text: of({ verdict: 'held', code: 'not-permitted', checkpoint: null }) },
      { why: 'admitted under no checkpoint', says: 'receipt-foreign', text: of({ checkpoint: null }) },
      { why: 'held under a checkpoint', says: 'receipt-foreign', text: of({ verdict: 'held', code: 'clock-skew' }) },
      { why: 'an unknown code', says: 'document-shape', text: of({ verdict: 'refused', code: 'because' }) },
      { why: 'a code that stays inside', says: 'document-shape', text: of({ verdict: 'refused', code: 'guard-not-green' }) },
      { why: 'an unknown member', says: 'document-shape', text: of({ reason: 'no' }) },
      { why: 'another format', says: 'document-shape', text: of({ receipt: 'entraide.receipt/2' }) },
      { why: 'an instant without milliseconds', says: 'document-shape', text: of({ at: '2026-11-23T14:00:00Z' }) },
    ],
  }
}

// The frame around signed octets.
function escalations() {
  const usual: Escalation = {
    escalation: 'entraide.escalation/1',
    by: brussels,
    notice: idOf(2),
    kind: 'DEL',
    message: idOf(1),
    thread: idOf(1),
    owner: brussels,
    holder: rabat,
    orderedAt: now,
    dueAt: later(10),
    stood: 'received',
    at: later(11),
    supervisors: [
      { node: brussels, supervisor: 'COC' },
      { node: rabat, supervisor: 'CNDP' },
    ],
  }
  const of = (changes: object = {}, by = brusselsKey, label = 'entraide/1 escalation') => signedText(label, utf8(JSON.stringify({ ...usual, ...changes })), by)
  return {
    by: brussels,
    signer: brusselsKey,
    good: [
      { why: 'received and not answered', text: of() },
      { why: 'never received', text: of({ stood: 'ordered' }) },
    ],
    bad: [
      { why: 'by another node', says: 'document-unsigned', text: of({ by: rabat }) },
      { why: 'signed by a stranger', says: 'document-unsigned', text: of({}, strangerKey) },
      { why: 'signed as something else', says: 'document-unsigned', text: of({}, brusselsKey, 'entraide/1 receipt') },
      { why: 'with a reason', says: 'document-shape', text: of({ reason: 'he was sick' }) },
      { why: 'of a notice that was answered', says: 'document-shape', text: of({ stood: 'done' }) },
      { why: 'to a body that is none', says: 'document-shape', text: of({ supervisors: [{ node: brussels, supervisor: 'PRESS' }] }) },
      { why: 'about an acknowledgement', says: 'document-shape', text: of({ kind: 'ACK' }) },
    ],
  }
}

function documents() {
  const text = signedText('entraide/1 card', utf8('any octets'), brusselsKey)
  const frame = JSON.parse(text) as { octets: string; ed25519: string; mldsa65: string }
  const of = (changes: object) => JSON.stringify({ ...frame, ...changes })
  return {
    good: [{ why: 'ten octets under the label of a card', label: 'entraide/1 card', signer: brusselsKey, octets: hex(utf8('any octets')), text }],
    bad: [
      { why: 'nothing', text: '' },
      { why: 'a list', text: '[]' },
      { why: 'one signature missing', text: JSON.stringify({ octets: frame.octets, ed25519: frame.ed25519 }) },
      { why: 'a third signature', text: of({ rsa: 'AA' }) },
      { why: 'padding in the base64', text: of({ octets: `${frame.octets}=` }) },
      { why: 'the other alphabet', text: of({ ed25519: `+/${frame.ed25519.slice(2)}` }) },
      { why: 'stray low bits', text: of({ octets: `${frame.octets.slice(0, -1)}${frame.octets.endsWith('w') ? 'x' : 'B'}` }) },
      { why: 'a signature too short', text: of({ ed25519: frame.ed25519.slice(1) }) },
      { why: 'octets that are no text', text: of({ octets: 5 }) },
      { why: 'something behind it', text: `${text}x` },
      { why: 'the same member twice', text: text.replace('{', `{"octets":"${frame.octets}",`) },
    ],
    /** Well-formed frames whose signatures do not hold for the label and signer of the good one. */
    unsigned: [
      { why: 'under another label', text: signedText('entraide/1 receipt', utf8('any octets'), brusselsKey) },
      { why: 'by another signer', text: signedText('entraide/1 card', utf8('any octets'), strangerKey) },
      { why: 'over other octets', text: of({ octets: base64url(utf8('any octetz')) }) },
      {
        why: 'Ed25519 by another',
        text: of({ ed25519: (JSON.parse(signedText('entraide/1 card', utf8('any octets'), strangerKey)) as typeof frame).ed25519 }),
      },
      {
        why: 'ML-DSA-65 by another',
        text: of({ mldsa65: (JSON.parse(signedText('entraide/1 card', utf8('any octets'), strangerKey)) as typeof frame).mldsa65 }),
      },
    ],
  }
}

// Cards and the words of pairs of them.
function pairing() {
  const newKey = 'second signing key of BE-POL-SPOC'
  const first = cardOf(brussels)
  const second = cardOf(brussels, { sequence: 2, address: 'https://new.example.be:8443' }, newKey)
  const known = cardText(first, brusselsKey)
  const of = (changes: object) => cardText({ ...first, ...changes } as never, brusselsKey)
  const cards = {
    now,
    known,
    good: [
      { why: 'a first card', follows: false, text: known },
      { why: 'a follow-up with other keys, signed by the old ones too', follows: true, text: cardText(second, newKey, brusselsKey) },
      {
        why: 'a follow-up with the same keys and another address',
        follows: true,
        text: cardText({ ...first, sequence: 2, address: second.address }, brusselsKey, brusselsKey),
      },
    ],
    bad: [
      { why: 'signed by another than itself', follows: false, says: 'card-signature', text: cardText(first, strangerKey) },
      { why: 'over', follows: false, says: 'card-expired', text: of({ from: '2020-01-01T00:00:00.000Z', until: '2022-01-01T00:00:00.000Z' }) },
      { why: 'not begun', follows: false, says: 'card-expired', text: of({ from: '2027-01-01T00:00:00.000Z' }) },
      { why: 'ends before it begins', follows: false, says: 'card-expired', text: of({ from: '2028-01-01T00:00:00.000Z', until: '2026-01-01T00:00:00.000Z' }) },
      { why: 'a follow-up without the old signature', follows: true, says: 'card-follows-nothing', text: cardText(second, newKey) },
      { why: 'a follow-up that a stranger signed as the old one', follows: true, says: 'card-follows-nothing', text: cardText(second, newKey, strangerKey) },
      {
        why: 'a follow-up with the same sequence',
        follows: true,
        says: 'card-follows-nothing',
        text: cardText({ ...second, sequence: 1 }, newKey, brusselsKey),
      },
      {
        why: 'a follow-up whose old signature is over another card',
        follows: true,
        says: 'card-follows-nothing',
        text: JSON.stringify({
          card: (JSON.parse(cardText(second, newKey)) as { card: object }).card,
          before: (JSON.parse(known) as { card: object }).card,
        }),
      },
      {
        why: 'a follow-up of another node',
        follows: true,
        says: 'card-follows-nothing',
        text: cardText(cardOf(rabat, { sequence: 2 }), rabatKey, brusselsKey),
      },
      { why: 'a state that is not that of the node', follows: false, says: 'card-shape', text: of({ state: 'MA' }) },
      { why: 'an unknown time zone', follows: false, says: 'card-shape', text: of({ zone: 'Europe/Atlantis' }) },
      { why: 'an address with a path', follows: false, says: 'card-shape', text: of({ address: 'https://example.be/x' }) },
      { why: 'an address that is none', follows: false, says: 'card-shape', text: of({ address: 'https://[::' }) },
      { why: 'an address of a file', follows: false, says: 'card-shape', text: of({ address: 'file:///etc/passwd' }) },
      { why: 'an unknown regime', follows: false, says: 'card-shape', text: of({ regime: 'ZZ' }) },
      { why: 'a recipient key of zeros beyond the field', follows: false, says: 'card-shape', text: of({ recipient: '_'.repeat(1_622) }) },
      { why: 'sequence zero', follows: false, says: 'card-shape', text: of({ sequence: 0 }) },
      { why: 'an unknown member', follows: false, says: 'card-shape', text: of({ oversight: 'x' }) },
    ],
  }
  const drog = cardOf('MA-DGSN-DROG' as never)
  const oic = cardOf(rabat)
  const pairs: readonly (readonly [string, ReturnType<typeof cardOf>, ReturnType<typeof cardOf>])[] = [
    ['two first cards', first, oic],
    ['the same two, the other way round', oic, first],
    ['one card has followed another', second, oic],
    ['another node', first, drog],
  ]
  const words = pairs.map(([why, a, b]) => ({
    why,
    cards: [a, b].map(each => ({ node: each.node, octets: base64url(utf8(JSON.stringify(each))) })),
    words: wordsOf({ node: a.node, octets: utf8(JSON.stringify(a)) }, { node: b.node, octets: utf8(JSON.stringify(b)) }),
  }))
  return { cards, words }
}

function control() {
  const recipient = cardOf(brussels).recipient
  const keys = [{ key: recipient, from: now, until: later(7) }]
  return {
    good: [
      { why: 'a card', kind: 'card', body: { control: 'card', card: '{"card":{},"before":null}' } },
      { why: 'a list of one recipient key', kind: 'key-list', body: { control: 'key-list', keys } },
      { why: 'a text of an agreement', kind: 'agreement-text', body: { control: 'agreement-text', hash, text: '{}' } },
      { why: 'a signature of an agreement', kind: 'agreement-signature', body: { control: 'agreement-signature', hash, signature: '{}', at: now } },
      { why: 'a suspension', kind: 'suspension', body: { control: 'suspension', hash, suspended: true, reason: 'A breach is being looked into.', at: now } },
      { why: 'the end of a suspension', kind: 'suspension', body: { control: 'suspension', hash, suspended: false, reason: '', at: now } },
      { why: 'a freeze', kind: 'freeze', body: { control: 'freeze', frozen: true, at: now } },
    ],
    bad: [
      { why: 'one kind under the label of another', kind: 'freeze', body: { control: 'suspension', hash, suspended: true, reason: '', at: now } },
      { why: 'an unknown member', kind: 'freeze', body: { control: 'freeze', frozen: true, at: now, until: now } },
      { why: 'a yes in words', kind: 'freeze', body: { control: 'freeze', frozen: 'true', at: now } },
      { why: 'no instant', kind: 'freeze', body: { control: 'freeze', frozen: true } },
      { why: 'a short hash', kind: 'suspension', body: { control: 'suspension', hash: 'ab', suspended: true, reason: '', at: now } },
      { why: 'a reason of two lines', kind: 'suspension', body: { control: 'suspension', hash, suspended: true, reason: 'a\nb', at: now } },
      { why: 'an empty key list', kind: 'key-list', body: { control: 'key-list', keys: [] } },
      { why: 'nine keys', kind: 'key-list', body: { control: 'key-list', keys: Array.from({ length: 9 }, () => keys[0]) } },
      { why: 'a key of another length', kind: 'key-list', body: { control: 'key-list', keys: [{ ...keys[0], key: recipient.slice(1) }] } },
      {
        why: 'personal data in a text of no agreement',
        kind: 'agreement-text',
        body: { control: 'agreement-text', hash, text: '{}', person: 'Karim Exemple' },
      },
    ],
  }
}

function delivery() {
  const envelope = seedOf('an envelope, as far as the frame can tell', 48)
  const beside = seedOf('what stands beside', 20)
  const whole = deliveryBytes({ envelope, beside })
  const head = 'entraide-delivery/1\n'
  const frame = (...parts: readonly Uint8Array[]) => hex(concat(utf8(head), ...parts))
  const part = (bytes: Uint8Array, claimed = bytes.length) => concat(bigEndian(claimed, 4), bytes)
  const chunk = { digest: 'cd'.repeat(32), sealedBytes: 5_136, position: 0, sealed: seedOf('a chunk', 40) }
  const carried = carryBytes({ from: brussels, to: rabat, deliveries: [whole], receipts: [utf8('{}')], chunks: [chunkBytes(chunk)] })
  const carryHead = (head: object, ...parts: readonly Uint8Array[]) =>
    hex(concat(utf8('entraide-carry/1\n'), part(utf8(JSON.stringify(head))), ...parts.map(each => part(each))))
  const counts = { from: brussels, to: rabat, deliveries: 0, receipts: 0, chunks: 0 }
  const acts = 'ac'.repeat(32)
  return {
    frames: {
      good: [
        { why: 'an envelope and what stands beside it', bytes: hex(whole), envelope: hex(envelope), beside: hex(beside) },
        {
          why: 'both empty: the frame does not judge what it frames',
          bytes: frame(part(new Uint8Array(0)), part(new Uint8Array(0))),
          envelope: '',
          beside: '',
        },
      ],
      bad: [
        { why: 'nothing', bytes: '' },
        { why: 'the magic alone', bytes: frame() },
        { why: 'another version', bytes: hex(utf8('entraide-delivery/2\n')) + hex(concat(part(envelope), part(beside))) },
        { why: 'nothing beside', bytes: frame(part(envelope)) },
        { why: 'a third part', bytes: frame(part(envelope), part(beside), part(beside)) },
        { why: 'one byte behind it', bytes: `${hex(whole)}00` },
        { why: 'one byte too few', bytes: hex(whole.subarray(0, whole.length - 1)) },
        { why: 'a length that promises more than there is', bytes: frame(part(envelope, 49), part(beside)) },
        { why: 'a length that promises less than there is', bytes: frame(part(envelope, 47), part(beside)) },
        { why: 'a length of 4 GiB', bytes: frame(part(envelope, 0xffff_ffff), part(beside)) },
        { why: 'a length cut in the middle', bytes: frame(part(envelope), Uint8Array.of(0, 0)) },
        { why: 'more beside than a checkpoint takes', bytes: frame(part(envelope), part(new Uint8Array(16_385))) },
      ],
    },
    beside: {
      good: [
        { why: 'a checkpoint and the hidden acts log', text: JSON.stringify({ beside: 'entraide.beside/1', at: now, checkpoint: 'a note', acts }) },
        { why: 'before the first leaf there is no checkpoint', text: JSON.stringify({ beside: 'entraide.beside/1', at: now, checkpoint: null, acts }) },
      ],
      bad: [
        { why: 'an unknown member', text: JSON.stringify({ beside: 'entraide.beside/1', at: now, checkpoint: null, acts, size: 5 }) },
        { why: 'no hidden acts log', text: JSON.stringify({ beside: 'entraide.beside/1', at: now, checkpoint: null }) },
        { why: 'a hash in capitals', text: JSON.stringify({ beside: 'entraide.beside/1', at: now, checkpoint: null, acts: acts.toUpperCase() }) },
        { why: 'a checkpoint too long', text: JSON.stringify({ beside: 'entraide.beside/1', at: now, checkpoint: 'x'.repeat(4_001), acts }) },
      ],
    },
    carry: {
      good: [
        { why: 'one delivery, one receipt, one chunk', bytes: hex(carried), from: brussels, to: rabat, counts: [1, 1, 1] },
        { why: 'an empty file', bytes: carryHead(counts), from: brussels, to: rabat, counts: [0, 0, 0] },
      ],
      bad: [
        { why: 'nothing', bytes: '' },
        { why: 'the magic alone', bytes: hex(utf8('entraide-carry/1\n')) },
        { why: 'a delivery instead', bytes: hex(whole) },
        { why: 'one part fewer than its head counts', bytes: carryHead({ ...counts, deliveries: 1 }) },
        { why: 'one part more than its head counts', bytes: carryHead(counts, utf8('{}')) },
        { why: 'one byte behind it', bytes: `${hex(carried)}00` },
        { why: 'a count below nothing', bytes: carryHead({ ...counts, receipts: -1 }) },
        { why: 'half a delivery counted', bytes: carryHead({ ...counts, deliveries: 0.5 }) },
        { why: 'ten million chunks promised', bytes: carryHead({ ...counts, chunks: 10_000_000 }) },
        { why: 'an unknown member in the head', bytes: carryHead({ ...counts, note: 'x' }) },
        { why: 'a node that is none', bytes: carryHead({ ...counts, to: '../../x' }) },
      ],
    },
  }
}

/** Every file of vectors by its path below `vectors/`. */
export async function allVectors(): Promise<Readonly<Record<string, Json>>> {
  const { cards, words } = pairing()
  const framed = delivery()
  const files = {
    'messages/good.json': goodBodies.map(({ why, body }) => ({ why, body: JSON.stringify(body) })),
    'messages/bad.json': badBodies,
    'messages/bad-octets.json': badOctets,
    'messages/visit.json': visitVectors,
    'messages/proofs.json': proofs(),
    'receipt/receipts.json': await receipts(),
    'signed-document/frames.json': documents(),
    'signed-document/escalations.json': escalations(),
    'pairing/cards.json': cards,
    'pairing/words.json': words,
    'control/control.json': control(),
    'delivery/frames.json': framed.frames,
    'delivery/beside.json': framed.beside,
    'delivery/carry.json': framed.carry,
    'identification/fingerprints.json': fingerprintVectors(),
  }
  return JSON.parse(JSON.stringify(files)) as Record<string, Json>
}
export const storedVectors = (path: string) => JSON.parse(fileOf(`vectors/${path}`))
