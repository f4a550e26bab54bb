import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { calendarDate, type Instant, instant, isRefusal, later, type NodeId, nodeId, type Refusal, type Uuid } from '@entraide/ground'
import {
  type Actor,
  activateAgreement,
  addDemoAccounts,
  confirmPartner,
  createDraft,
  deliverDue,
  importAgreement,
  importCard,
  initNode,
  listThreads,
  type Node,
  openDossier,
  ownCard,
  type Partners,
  type RunningNode,
  releaseDraft,
  sequence,
  signAgreement,
  silent,
  startNode,
  submitDraft,
} from '@entraide/node'
import type { Dossier, Draft, ThreadRow } from '@entraide/node/api'
import type { Role } from '@entraide/vocabulary'

/*
 * Two nodes in one process, for the scenes of this folder. Their clock is handed in and moves only when a scene moves it;
 * they do nothing by themselves: a scene says whose turn it is.
 */

export type Person = Extract<Actor, { kind: 'person' }>
export type Fields = Draft['fields']

/** A clock that stands until it is moved. */
export type StoryClock = { now: () => Instant; readonly moveTo: (at: Instant) => void; readonly pass: (milliseconds: number) => void }
export function clockAt(start: string): StoryClock {
  let at = instant(start)
  return {
    now: () => at,
    moveTo: to => {
      at = to
    },
    pass: milliseconds => {
      at = later(at, milliseconds)
    },
  }
}

/** The people a scene needs. The legal service has two, so that nobody switches on what she signed. */
const posts = {
  operator: { office: 'SPOC', roles: ['OPR'] },
  investigator: { office: 'Drugs', roles: ['INV'] },
  releaser: { office: 'SPOC', roles: ['REL'] },
  lawyer: { office: 'Legal', roles: ['LEG'] },
  secondLawyer: { office: 'Legal', roles: ['LEG'] },
  guard: { office: 'Security', roles: ['SEC'] },
  inspector: { office: 'Inspection', roles: ['INS'] },
  identifier: { office: 'Identification', roles: ['IDC'] },
} as const satisfies { readonly [post: string]: { readonly office: string; readonly roles: readonly Role[] } }
export type Post = keyof typeof posts

/** One state's node in a scene: the node, its people, and a line that can be cut. */
export type Side = {
  readonly id: NodeId
  readonly node: Node
  readonly people: { readonly [post in Post]: Person }
  readonly line: { isUp: boolean }
  readonly dataDir: string
  readonly stop: () => Promise<void>
}
export type TwoNodes = {
  readonly be: Side
  readonly ma: Side
  /** The hash of the instrument in force between them. */
  readonly convention: string
  readonly close: () => Promise<void>
}

const brussels = { capital: 'Brussels', zone: 'Europe/Brussels' } as const
const rabat = { capital: 'Rabat', zone: 'Africa/Casablanca' } as const
/** Which two authorities a scene is between: each under its own regime, with an instrument of its own. */
const pairs = {
  police: {
    regime: 'LE',
    instrument: 'be-ma-2014-police-convention.json',
    be: { id: nodeId('BE-POL-SPOC'), name: 'Federal Police', ...brussels },
    ma: { id: nodeId('MA-DGSN-SPOC'), name: 'DGSN', ...rabat },
  },
  identification: {
    regime: 'AM',
    instrument: 'be-ma-2016-mou-identification.json',
    be: { id: nodeId('BE-OE-IDENT'), name: 'Immigration Office', ...brussels },
    ma: { id: nodeId('MA-INT-IDENT'), name: 'Identification service', ...rabat },
  },
} as const
type Pair = (typeof pairs)[keyof typeof pairs]

/** Of both nodes. */
export const passphrase = 'invented for a story'
const repository = new URL('../', import.meta.url)

/** Two nodes, paired, with the instrument of their work in force between them: of the police, the convention of 2014. */
export async function twoNodes(clocks: { readonly be: StoryClock; readonly ma: StoryClock }, between: keyof typeof pairs = 'police'): Promise<TwoNodes> {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-story-'))
  const be = await newSide(folder, pairs[between], 'be', clocks.be)
  const ma = await newSide(folder, pairs[between], 'ma', clocks.ma)
  const close = async () => {
    await be.stop()
    await ma.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const seen = done(await importCard(be.node, be.people.guard, await ownCard(ma.node)))
  done(await importCard(ma.node, ma.people.guard, await ownCard(be.node)))
  done(await confirmPartner(be.node, be.people.guard, ma.id, seen.spokenWords))
  done(await confirmPartner(ma.node, ma.people.guard, be.id, seen.spokenWords))
  await exchangeAll({ be, ma })
  const text = readFileSync(new URL(`agreements/${pairs[between].instrument}`, repository), 'utf8')
  const { hash } = done(await importAgreement(be.node, be.people.lawyer, { text, partner: ma.id })).summary
  await exchangeAll({ be, ma })
  done(await signAgreement(be.node, be.people.lawyer, hash, ma.id))
  done(await signAgreement(ma.node, ma.people.lawyer, hash, be.id))
  await exchangeAll({ be, ma })
  done(await activateAgreement(be.node, be.people.secondLawyer, hash, ma.id))
  done(await activateAgreement(ma.node, ma.people.secondLawyer, hash, be.id))
  return { be, ma, convention: hash, close }
}

/** Starts a node again on its own folder, where its partner's card says it listens. */
export async function restarted(side: Side, clock: StoryClock): Promise<Side> {
  const port = Number(new URL(side.node.config.address).port)
  const running = await startNode({ dataDir: side.dataDir, passphrase, clock, jobs: false, logger: silent(), listen: { host: '127.0.0.1', port } })
  return sideOf(running, side.dataDir, side.people)
}

/** Lets both nodes deliver what is due until neither has anything left that leaves. */
export async function exchangeAll({ be, ma }: Pick<TwoNodes, 'be' | 'ma'>): Promise<void> {
  for (let left = 1; left > 0; ) {
    left = (await deliverDue(be.node)) + (await deliverDue(ma.node))
    await sequence(be.node)
    await sequence(ma.node)
  }
}

/** What was done; a refusal here is not part of the tale. */
export function done<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${result.refused} ${JSON.stringify(result.facts)}`)
  return result as T
}

/** The code of a refusal; an error when the act was done. */
export function refusedWith(result: unknown): string {
  if (!isRefusal(result)) throw new Error(`not refused: ${JSON.stringify(result).slice(0, 200)}`)
  return result.refused
}

/** An investigator asks whether a suspect is known; the convention permits it. */
export function request(two: TwoNodes, said: Partial<Fields> = {}): Fields {
  return {
    to: two.ma.id,
    messageType: 'REQ',
    inReplyTo: null,
    agreement: two.convention,
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
        verifiedOn: calendarDate('2026-01-05'),
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

/** Morocco writes back in a thread that Belgium opened. Data enter the Union: no transfer basis is asked for. */
export function reply(two: TwoNodes, inReplyTo: Uuid, said: Partial<Fields>): Fields {
  return request(two, { to: two.be.id, inReplyTo, transferBasis: null, assurances: [], title: 'Answer', items: [], ...said })
}

/** A person the partner knows, in both scripts, from its register. */
export const knownPerson: Fields['items'][number] = {
  category: 'NAME',
  person: { names: ['كريم مثال', 'Karim Exemple'], birthDate: '1985-03-20' },
  nature: 'fact',
  source: 'A',
  information: '1',
  provenance: 'REGI',
  verifiedOn: calendarDate('2026-01-05'),
}

/** Drafts, submits and releases: by two different people. */
export async function send(
  from: Side,
  fields: Fields,
  dossier: Uuid | null = null,
  author: Post = 'operator',
): Promise<{ message: Uuid; dossier: Uuid; draft: Uuid }> {
  const draft = done(await createDraft(from.node, from.people[author], { fields, dossier }))
  const submitted = done(await submitDraft(from.node, from.people[author], draft.id))
  const { message } = done(await releaseDraft(from.node, from.people.releaser, draft.id, { version: submitted.version, note: '' }))
  return { message, dossier: draft.dossier, draft: draft.id }
}

/** The line of a thread on one side; undefined while it has not come. */
export async function lineOf(side: Side, thread: Uuid): Promise<ThreadRow | undefined> {
  return (await listThreads(side.node, side.people.operator, { limit: 200, box: 'all' })).rows.find(row => row.thread === thread)
}

/** The same, when it must be there. */
export async function standing(side: Side, thread: Uuid): Promise<ThreadRow> {
  const row = await lineOf(side, thread)
  if (row === undefined) throw new Error(`no thread ${thread} at ${side.id}`)
  return row
}

/** Opens a dossier, as a person must who reads it. */
export async function read(side: Side, thread: Uuid): Promise<Dossier> {
  return done(await openDossier(side.node, side.people.operator, (await standing(side, thread)).dossier, 'reads it for the story'))
}

async function newSide(folder: string, pair: Pair, name: 'be' | 'ma', clock: StoryClock): Promise<Side> {
  const { id, ...about } = pair[name]
  const dataDir = join(folder, id)
  const policy = readFileSync(new URL(`policies/${id}.json`, repository), 'utf8')
  await initNode({ dataDir, id, regime: pair.regime, ...about, host: '127.0.0.1', port: 0, passphrase, demo: true, policy })
  const running = await startNode({ dataDir, passphrase, clock, jobs: false, logger: silent() })
  const accounts = done(
    await addDemoAccounts(
      running.node,
      Object.entries(posts).map(([post, { office, roles }]) => ({ serviceNumber: `${id.slice(0, 2)}-${post.toUpperCase()}`, office, roles, language: 'en' })),
    ),
  )
  const people = Object.fromEntries(
    Object.keys(posts).map((post, place) => {
      const account = accounts[place] as (typeof accounts)[number]
      const { id: number, office, serviceNumber, roles, language } = account
      return [post, { kind: 'person', account: number, office, serviceNumber, roles, language } satisfies Person]
    }),
  ) as unknown as Side['people']
  return sideOf(running, dataDir, people)
}

/** A running node as a scene holds it: it tells partners where it really listens, and its line obeys the scene. */
function sideOf(running: RunningNode, dataDir: string, people: Side['people']): Side {
  const line = { isUp: true }
  const partners: Partners = {
    send: async call => (line.isUp ? await running.node.partners.send(call) : { reached: false, code: 'unreachable' }),
    close: running.node.partners.close,
  }
  const node: Node = { ...running.node, partners, config: { ...running.node.config, address: running.address } }
  return { id: node.config.id, node, people, line, dataDir, stop: running.stop }
}
