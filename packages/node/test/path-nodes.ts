import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Opened, type RecipientKey, sealOctets } from '@entraide/envelope'
import { besideBytes, deliveryBytes, digestHex, type MessageBody, type Receipt, readCard, readReceipt, resealOctets } from '@entraide/exchange'
import {
  dateIn,
  day,
  fromHex,
  hex,
  type Instant,
  instant,
  isRefusal,
  later,
  minute,
  type NodeId,
  nodeId,
  type Refusal,
  type Uuid,
  utf8,
  uuid7,
} from '@entraide/ground'
import { interimLog, type Origin } from '@entraide/ledger'
import type { Role } from '@entraide/vocabulary'
import { Client } from 'pg'
import { freePort } from '../../../test/free-port.ts'
import type { PartnerCall, Partners } from '../src/capabilities.ts'
import type { Draft } from '../src/http/api.ts'
import { addDemoAccounts, initNode, type Node, type RunningNode, silent, startNode } from '../src/index.ts'
import { sequence } from '../src/jobs/sequencer.ts'
import type { Actor } from '../src/steps/access.ts'
import { activateAgreement, importAgreement, signAgreement } from '../src/steps/agreements.ts'
import { deliverDue } from '../src/steps/deliver.ts'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { createDraft, submitDraft } from '../src/steps/draft.ts'
import { confirmPartner, importCard, ownCard } from '../src/steps/partners.ts'

/*
 * Two real nodes in one process, on loopback, paired and with an agreement in force. They do nothing by themselves: a test
 * takes their turns, moves their one clock, cuts their line and breaks their stores.
 */
export type Person = Extract<Actor, { kind: 'person' }>
export type Fields = Draft['fields']
export type Engine = 'sqlite' | 'postgres'
export type Side = {
  readonly id: NodeId
  node: Node
  readonly who: Readonly<Record<'OPR' | 'INV' | 'REL' | 'LEG' | 'LAW' | 'SEC' | 'INS', Person>>
  readonly dataDir: string
  running: RunningNode
}
export type Two = {
  readonly be: Side
  readonly ma: Side
  readonly hash: string
  readonly clock: { at: Instant; pass: (milliseconds: number) => void }
  readonly close: () => Promise<void>
}

export const url = process.env.DATABASE_URL
export const engines: readonly Engine[] = url === undefined ? ['sqlite'] : ['sqlite', 'postgres']
export const passphrase = 'invented for a test'
export const agreementText = readFileSync(new URL('../../../agreements/be-ma-2014-police-convention.json', import.meta.url), 'utf8')
const start = instant('2026-11-23T10:05:00.000Z')

const places = {
  be: { id: nodeId('BE-POL-SPOC'), name: 'Federal Police', capital: 'Brussels', zone: 'Europe/Brussels' },
  ma: { id: nodeId('MA-DGSN-SPOC'), name: 'DGSN', capital: 'Rabat', zone: 'Africa/Casablanca' },
  mb: { id: nodeId('MA-DGSN-DROG'), name: 'DGSN, drugs', capital: 'Rabat', zone: 'Africa/Casablanca' },
} as const

/** Two nodes that can exchange. */
export async function twoNodes(engine: Engine = 'sqlite'): Promise<Two> {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-path-'))
  const schemas: string[] = []
  const clock = {
    at: start,
    pass: (milliseconds: number) => {
      clock.at = later(clock.at, milliseconds)
    },
  }
  const [be, ma] = await Promise.all([newSide(folder, 'be', clock, engine, schemas), newSide(folder, 'ma', clock, engine, schemas)])
  await pair(be, ma)
  await drain(be, ma)
  const hash = await bringIntoForce({ be, ma }, agreementText)
  const close = async () => {
    await Promise.all([be.running.stop(), ma.running.stop()])
    rmSync(folder, { recursive: true, force: true })
    await dropSchemas(schemas)
  }
  return { be, ma, hash, clock, close }
}

/** An agreement between both, imported, signed by both and in force. Gives its hash. */
export async function bringIntoForce({ be, ma }: { readonly be: Side; readonly ma: Side }, text: string): Promise<string> {
  const { hash } = done(await importAgreement(be.node, be.who.LEG, { text, partner: ma.id })).summary
  await drain(be, ma)
  done(await signAgreement(be.node, be.who.LEG, hash, ma.id))
  done(await signAgreement(ma.node, ma.who.LEG, hash, be.id))
  await drain(be, ma)
  done(await activateAgreement(be.node, be.who.LAW, hash, ma.id))
  done(await activateAgreement(ma.node, ma.who.LAW, hash, be.id))
  return hash
}

/** A third node, that nobody is paired with yet. */
export async function thirdNode(two: Two): Promise<Side & { readonly remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-path-'))
  const side = await newSide(folder, 'mb', two.clock, 'sqlite', [])
  return { ...side, remove: async () => side.running.stop().then(() => rmSync(folder, { recursive: true, force: true })) }
}

async function newSide(folder: string, place: keyof typeof places, clock: { at: Instant }, engine: Engine, schemas: string[]): Promise<Side> {
  const dataDir = join(folder, place)
  const schema = `path_${place}_${randomBytes(6).toString('hex')}`
  schemas.push(schema)
  const port = await freePort()
  const postgres = engine === 'postgres' ? { postgres: { url: url as string, schema } } : {}
  const law = place === 'mb' ? {} : { policy: readFileSync(new URL(`../../../policies/${places[place].id}.json`, import.meta.url), 'utf8') }
  await initNode({ ...places[place], dataDir, regime: 'LE', host: '127.0.0.1', port, passphrase, demo: true, ...law, ...postgres })
  const running = await started(dataDir, clock)
  const people = [
    ['OPR', 'SPOC', ['OPR']],
    ['INV', 'Drugs', ['INV']],
    ['REL', 'SPOC', ['REL']],
    ['LEG', 'Legal', ['LEG']],
    ['LAW', 'Legal', ['LEG']],
    ['SEC', 'Security', ['SEC']],
    ['INS', 'Inspection', ['INS']],
  ] as const satisfies readonly (readonly [string, string, readonly Role[]])[]
  const accounts = done(
    await addDemoAccounts(
      running.node,
      people.map(([post, office, roles]) => ({ serviceNumber: `${places[place].id.slice(0, 2)}-${post}`, office, language: 'en' as const, roles: [...roles] })),
    ),
  )
  const who = Object.fromEntries(
    accounts.map((account, at) => [
      people[at]?.[0] as string,
      { kind: 'person', account: account.id, office: account.office, serviceNumber: account.serviceNumber, roles: account.roles, language: account.language },
    ]),
  ) as unknown as Side['who']
  return { id: places[place].id, node: running.node, who, dataDir, running }
}

export async function started(dataDir: string, clock: { at: Instant }): Promise<RunningNode> {
  return await startNode({ dataDir, passphrase, jobs: false, logger: silent(), clock: { now: () => clock.at } })
}

/** Cards handed over, words read aloud. */
export async function pair(a: Side, b: Side): Promise<void> {
  const seen = done(await importCard(a.node, a.who.SEC, await ownCard(b.node)))
  done(await importCard(b.node, b.who.SEC, await ownCard(a.node)))
  done(await confirmPartner(a.node, a.who.SEC, b.id, seen.spokenWords))
  done(await confirmPartner(b.node, b.who.SEC, a.id, seen.spokenWords))
}

/** Lets both deliver what is due, until nothing leaves. */
export async function drain(be: Side, ma: Side): Promise<void> {
  for (let left = 1; left > 0; ) left = (await deliverDue(be.node)) + (await deliverDue(ma.node))
  await sequence(be.node)
  await sequence(ma.node)
}

/** The same, over every pause between tries: half an hour passes. */
export async function settle(two: Two): Promise<void> {
  for (let turn = 0; turn < 6; turn++) {
    await drain(two.be, two.ma)
    two.clock.pass(6 * minute)
  }
  await drain(two.be, two.ma)
}

export function done<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${result.refused} ${JSON.stringify(result.facts)}`)
  return result as T
}
export const codeOf = (result: unknown): string => (isRefusal(result) ? result.refused : 'done')

/** What Belgium asks, lawfully. */
export function request(two: Two, said: Partial<Fields> = {}): Fields {
  return {
    to: two.ma.id,
    messageType: 'REQ',
    inReplyTo: null,
    agreement: two.hash,
    clause: 'C04',
    purpose: 'INVE',
    crimeArea: 'DRUG',
    dataCategories: ['NAME', 'BIRT'],
    subjectCategory: 'SUS',
    handling: ['H1', 'H2'],
    transferBasis: 'LED-37-1-b',
    assurances: ['NDP', 'NTT', 'SPE'],
    classification: 'U',
    caseReference: 'BR.10.2026/114',
    reasons:
      'In a current investigation into the import of cannabis resin through the port of Antwerp, two co-suspects name the person below as the sender. We need to know whether he is known to you and under which identity, so that the charge is brought against the right person.',
    urgency: 'U3D',
    judicialFile: false,
    judicialAuthorisation: '',
    language: 'en',
    title: 'Identity of a suspected sender',
    items: [
      {
        category: 'NAME',
        person: { names: ['Karim Exemple'], birthDate: '1985-03-02' },
        nature: 'fact',
        source: 'B',
        information: '2',
        provenance: 'OBSE',
        verifiedOn: dateIn(two.clock.at, 'UTC'),
      },
    ],
    holdUntil: '2027-05-01',
    ground: null,
    extent: null,
    use: null,
    note: '',
    ...said,
  }
}
/** What Morocco writes back. */
export const reply = (two: Two, inReplyTo: Uuid, said: Partial<Fields>): Fields =>
  request(two, { to: two.be.id, inReplyTo, transferBasis: null, assurances: [], title: 'Answer', ...said })
/** What Belgium writes on in its own thread. */
export const more = (two: Two, inReplyTo: Uuid, said: Partial<Fields>): Fields => request(two, { inReplyTo, title: 'More', items: [], ...said })

/** Drafted, submitted and released, by two persons. */
export async function send(
  side: Side,
  fields: Fields,
  dossier: Uuid | null = null,
): Promise<{ readonly message: Uuid; readonly dossier: Uuid; readonly draft: Uuid }> {
  const author = dossier === null ? side.who.INV : side.who.OPR
  const draft = done(await createDraft(side.node, author, { fields, dossier }))
  const submitted = done(await submitDraft(side.node, author, draft.id))
  const { message } = done(await releaseDraft(side.node, side.who.REL, draft.id, { version: submitted.version, note: '' }))
  return { message, dossier: draft.dossier, draft: draft.id }
}

// What stands in the store, read as it is.
export const messageOf = (side: Side, id: Uuid) => side.node.store.read(tx => tx.db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst())
export const outboxOf = (side: Side, id: Uuid) =>
  side.node.store.read(tx => tx.db.selectFrom('outbox').selectAll().where('message_id', '=', id).executeTakeFirst())
export const dossierOf = (side: Side, thread: Uuid) =>
  side.node.store.read(tx => tx.db.selectFrom('dossier').selectAll().where('thread_id', '=', thread).executeTakeFirst())
export const draftOf = (side: Side, id: Uuid) =>
  side.node.store.read(tx => tx.db.selectFrom('draft').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
export const countOf = async (side: Side, table: 'message' | 'dossier' | 'attachment' | 'outbox' | 'draft' | 'leaf') =>
  Number((await side.node.store.read(tx => tx.db.selectFrom(table).select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow())).n)
export const partnerOf = (side: Side, node: NodeId) =>
  side.node.store.read(tx => tx.db.selectFrom('partner').selectAll().where('node', '=', node).executeTakeFirstOrThrow())
/** The acts of a name, oldest first. */
export const actsOf = (side: Side, name: string) =>
  side.node.store.read(tx => tx.db.selectFrom('act').selectAll().where('name', '=', name).orderBy('id').execute())

/** The shared log of a side, replayed leaf by leaf; true when the head its newest checkpoint signs is the head of its leaves. */
export async function replayed(
  side: Side,
  partner: NodeId,
): Promise<{ readonly size: number; readonly isWhole: boolean; readonly events: readonly { event: string; message: string; outcome: string }[] }> {
  await sequence(side.node)
  const log = `entraide.${side.id}/exchange/${partner}` as Origin
  return await side.node.store.read(async tx => {
    const leaves = await tx.db.selectFrom('leaf').select(['leaf', 'facts', 'position']).where('log', '=', log).orderBy('position').execute()
    const newest = await tx.db.selectFrom('checkpoint').selectAll().where('log', '=', log).orderBy('size', 'desc').limit(1).executeTakeFirstOrThrow()
    const state = interimLog.append(
      interimLog.empty(log),
      leaves.map(row => new Uint8Array(row.leaf)),
    )
    const events = leaves
      .map(row => JSON.parse(row.facts) as { event: string; messageId: string; outcome: string })
      .map(({ event, messageId, outcome }) => ({ event, message: messageId, outcome }))
    return {
      size: state.size,
      isWhole: newest.size === state.size && newest.head === hex(state.head) && leaves.every((row, at) => row.position === at),
      events,
    }
  })
}

/** One node's line, with what a test makes of each call: passed on, changed, doubled, swallowed. */
export function onLine(side: Side, change: (call: PartnerCall, pass: Partners['send']) => ReturnType<Partners['send']>): Node {
  return { ...side.node, partners: { ...side.node.partners, send: call => change(call, side.node.partners.send) } }
}
/** The bytes of the next delivery of a side, taken from its line and not passed on. */
export async function captured(side: Side): Promise<readonly Uint8Array[]> {
  const taken: Uint8Array[] = []
  await deliverDue(
    onLine(side, async call => {
      if (call.path === '/partner/v1/deliveries') taken.push(call.body)
      return { reached: false, code: 'unreachable' }
    }),
  )
  return taken
}

/** Signs and seals as a side does, whatever it likes: what a sender that skips its own checks could send. */
export async function forge(
  from: Side,
  to: Side,
  body: object | Uint8Array,
  over: {
    readonly id?: Uuid
    readonly at?: Instant
    readonly expiresAt?: Instant
    readonly context?: Opened['context']
    readonly key?: RecipientKey
    readonly sender?: NodeId
    readonly recipient?: NodeId
  } = {},
): Promise<{ readonly id: Uuid; readonly bytes: Uint8Array; readonly digests: readonly string[] }> {
  const at = over.at ?? from.node.clock.now()
  const id = over.id ?? uuid7(at, new Uint8Array(randomBytes(10)))
  const key = over.key ?? done(readCard(await ownCard(to.node), 'stored', null)).recipientKey
  const octets = body instanceof Uint8Array ? body : utf8(JSON.stringify(body))
  const sealing = { messageId: id, at, recipientKey: key, signingKeys: from.node.keys.signing() }
  const { envelope } = await resealOctets(
    over.context ?? 'entraide/1 message',
    over.sender ?? from.id,
    over.recipient ?? to.id,
    octets,
    over.expiresAt ?? later(at, 7 * day),
    sealing,
  )
  return { id, bytes: await delivery(from, envelope, key), digests: [digestHex(octets), digestHex(envelope)] }
}
/** A delivery of an envelope, with something lawful beside it. */
export async function delivery(
  from: Side,
  envelope: Uint8Array,
  key: RecipientKey,
  checkpoint: string | null = null,
  at: Instant = from.node.clock.now(),
): Promise<Uint8Array> {
  const beside = besideBytes({ beside: 'entraide.beside/1', at, checkpoint, acts: hex(randomBytes(32)) })
  return deliveryBytes({ envelope, beside: await sealOctets(key, 'entraide/1 delivery-proof', fromHex(digestHex(envelope)), beside) })
}
/** The receipt of a reception, checked with the published keys. */
export async function receiptOf(
  by: Side,
  to: Side,
  answer: { readonly body: string },
  of: { readonly id: Uuid; readonly digests: readonly string[] },
): Promise<Receipt> {
  const card = done(readCard(await ownCard(by.node), 'stored', null))
  return done(readReceipt(answer.body, { message: of.id, digests: of.digests, by: by.id, to: to.id }, card.signingKeys))
}
/** The body of a stored message. */
export async function bodyOf(side: Side, id: Uuid): Promise<MessageBody> {
  const row = await messageOf(side, id)
  const octets = await side.node.store.read(tx => tx.unsealBytes(row?.dossier_id as Uuid, `message/${id}/body`, row?.body_sealed as Uint8Array))
  return JSON.parse(new TextDecoder().decode(octets ?? new Uint8Array())) as MessageBody
}

export async function dropSchemas(schemas: readonly string[]): Promise<void> {
  if (url === undefined) return
  const client = new Client(url)
  await client.connect()
  for (const schema of schemas) await client.query(`drop schema if exists ${schema} cascade`)
  await client.end()
}
