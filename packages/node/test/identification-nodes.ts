import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Instant, instant, later, type NodeId, nodeId, type Uuid } from '@entraide/ground'
import type { Role } from '@entraide/vocabulary'
import { Client } from 'pg'
import { freePort } from '../../../test/free-port.ts'
import type { Draft, Identification, IdentificationFile } from '../src/http/api.ts'
import { addDemoAccounts, initNode, type Node, type RunningNode } from '../src/index.ts'
import { watchClocks } from '../src/jobs/runner.ts'
import type { Actor } from '../src/steps/access.ts'
import { activateAgreement, importAgreement, signAgreement } from '../src/steps/agreements.ts'
import { addAttachment } from '../src/steps/attach.ts'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { openDossier } from '../src/steps/dossier.ts'
import { submitDraft } from '../src/steps/draft.ts'
import { changeIdentification, decideOutcome, findGuard, prepareStep, signGuard, startIdentification } from '../src/steps/identification.ts'
import { readIdentification } from '../src/steps/identification-view.ts'
import { guards } from '../src/store/guards.ts'
import { done, drain, type Engine, pair, passphrase, started, url } from './path-nodes.ts'
import { tenFingers } from './prints.ts'

/*
 * The two identification cells of the worked example, in one process: the memorandum of 2016 in force between them, an officer, a legal
 * adviser and a releasing officer on each side. A test takes their turns and moves their one clock.
 */
export type Person = Extract<Actor, { kind: 'person' }>
export type Cell = {
  readonly id: NodeId
  node: Node
  readonly who: Readonly<Record<'IDC' | 'IDO' | 'REL' | 'LEG' | 'LAW' | 'SEC' | 'OPR' | 'INV', Person>>
  running: RunningNode
}
export type Cells = {
  readonly be: Cell
  readonly ma: Cell
  readonly hash: string
  readonly clock: { at: Instant; pass: (milliseconds: number) => void; to: (at: string) => void }
  readonly close: () => Promise<void>
}

const places = {
  be: { id: nodeId('BE-OE-IDENT'), name: 'Immigration Office', capital: 'Brussels', zone: 'Europe/Brussels' },
  ma: { id: nodeId('MA-INT-IDENT'), name: 'Identification service', capital: 'Rabat', zone: 'Africa/Casablanca' },
} as const
const repository = new URL('../../../', import.meta.url)
const fileOf = (path: string) => readFileSync(new URL(path, repository), 'utf8')

/** Two cells that can exchange identifications. */
export async function twoCells(engine: Engine = 'sqlite', start = '2026-11-02T09:10:00.000Z'): Promise<Cells> {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-cells-'))
  const schemas: string[] = []
  const clock = {
    at: instant(start),
    pass: (milliseconds: number) => {
      clock.at = later(clock.at, milliseconds)
    },
    to: (at: string) => {
      clock.at = instant(at)
    },
  }
  const [be, ma] = [await newCell(folder, 'be', clock, engine, schemas), await newCell(folder, 'ma', clock, engine, schemas)]
  const both = [be as never, ma as never] as const
  await pair(...both)
  await drain(...both)
  const hash = await bringIntoForce({ be, ma }, 'agreements/be-ma-2016-mou-identification.json')
  const close = async () => {
    await Promise.all([be.running.stop(), ma.running.stop()])
    rmSync(folder, { recursive: true, force: true })
    await dropSchemas(schemas)
  }
  return { be, ma, hash, clock, close }
}

/** An agreement read, signed by both and switched on by another lawyer on each side. Gives its hash. */
export async function bringIntoForce({ be, ma }: Pick<Cells, 'be' | 'ma'>, path: string): Promise<string> {
  const meet = () => drain(be as never, ma as never)
  const { hash } = done(await importAgreement(be.node, be.who.LEG, { text: fileOf(path), partner: ma.id })).summary
  await meet()
  done(await signAgreement(be.node, be.who.LEG, hash, ma.id))
  done(await signAgreement(ma.node, ma.who.LEG, hash, be.id))
  await meet()
  done(await activateAgreement(be.node, be.who.LAW, hash, ma.id))
  done(await activateAgreement(ma.node, ma.who.LAW, hash, be.id))
  return hash
}

async function newCell(folder: string, place: keyof typeof places, clock: { at: Instant }, engine: Engine, schemas: string[]): Promise<Cell> {
  const dataDir = join(folder, place)
  const schema = `cells_${place}_${randomBytes(6).toString('hex')}`
  schemas.push(schema, `${schema}_persons`)
  const postgres = engine === 'postgres' ? { postgres: { url: url as string, schema } } : {}
  const policy = fileOf(`policies/${places[place].id}.json`)
  await initNode({ ...places[place], dataDir, regime: 'AM', host: '127.0.0.1', port: await freePort(), passphrase, demo: true, policy, ...postgres })
  const running = await started(dataDir, clock)
  const people = [
    ['IDC', 'Identification', ['IDC']],
    ['IDO', 'Identification', ['IDC']],
    ['REL', 'Identification', ['REL']],
    ['LEG', 'Legal', ['LEG']],
    ['LAW', 'Legal', ['LEG']],
    ['SEC', 'Security', ['SEC']],
    ['OPR', 'Identification', ['OPR']],
    ['INV', 'Elsewhere', ['INV']],
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
  ) as unknown as Cell['who']
  return { id: places[place].id, node: running.node, who, running }
}

/** An invented person, in both scripts, with what an officer of the cell would write down. */
export const person: Partial<IdentificationFile> = {
  reasons:
    'The person below says that he is a Moroccan national and has no papers. An enforceable decision stands. We ask whether he is known to you, and under which identity.',
  names: ['Youssef Exemple', 'يوسف مثال'],
  birthDate: '1994-05-17',
  sex: 'M',
  birthPlace: 'Oued Imaginaire',
  nationalities: ['MA'],
  father: ['Brahim Exemple', 'ابراهيم مثال'],
  mother: ['Fatna Invention'],
  decisionReference: 'OE/2026/40117',
  decisionOn: '2026-09-14' as never,
  sheetLanguage: 'ar',
  sheetGivenOn: '2026-10-30' as never,
  whyPrints: 'He carries no document, and name and date of birth alone fit many persons.',
  transferBasis: 'GDPR-49-1-d',
}

/** A file begun and filled in, its prints attached. */
export async function begunFile(cells: Cells, said: Partial<IdentificationFile> = {}, prints: Uint8Array | null = tenFingers()): Promise<Identification> {
  const { node, who } = cells.be
  const begun = done(await startIdentification(node, who.IDC, { to: cells.ma.id, language: 'fr', caseReference: 'OE/IDENT/2026/881' }))
  const dossier = begun.row.dossier
  const draft = begun.draft as NonNullable<Identification['draft']>
  if (prints !== null) await attach(cells.be, draft.id, 'prints.nist', prints)
  const file = { ...(begun.file as IdentificationFile), ...person, ...said }
  return done(await changeIdentification(node, who.IDC, dossier, { version: draft.version, file }))
}

/** A file joined to a draft. */
export async function attach(cell: Cell, draft: Uuid, name: string, bytes: Uint8Array): Promise<void> {
  const pieces = async function* () {
    yield bytes
  }
  done(await addAttachment(cell.node, cell.who.IDC, draft, name, bytes.length, pieces()))
}

/** All ten guards found green, the assessment under article 3 signed by the second person. */
export async function allGreen(cells: Cells, dossier: Uuid): Promise<void> {
  const { node, who } = cells.be
  await opened(cells.be, who.IDC, dossier)
  for (const guard of guards) done(await findGuard(node, who.IDC, dossier, { guard, state: 'green', note: guard === 'ART3' ? 'assessed in writing' : '' }))
  done(await openDossier(node, who.LEG, dossier, 'signs the assessment'))
  done(await signGuard(node, who.LEG, dossier))
}

/** Submitted and released: the file leaves. */
export async function sentFile(cells: Cells, file: Identification): Promise<Uuid> {
  const { node, who } = cells.be
  const submitted = done(await submitDraft(node, who.IDC, (file.draft as NonNullable<Identification['draft']>).id))
  return done(await releaseDraft(node, who.REL, submitted.id, { version: submitted.version, note: '' })).message
}

/** A file that has arrived: the dossiers of both sides. */
export async function arrivedFile(
  cells: Cells,
  said: Partial<IdentificationFile> = {},
): Promise<{ readonly be: Uuid; readonly ma: Uuid; readonly thread: Uuid }> {
  const file = await begunFile(cells, said)
  await allGreen(cells, file.row.dossier)
  const thread = await sentFile(cells, file)
  await exchange(cells)
  const there = await cells.ma.node.store.read(tx => tx.db.selectFrom('dossier').select('id').where('thread_id', '=', thread).executeTakeFirstOrThrow())
  done(await openDossier(cells.ma.node, cells.ma.who.OPR, there.id as Uuid, 'reads the file'))
  return { be: file.row.dossier, ma: there.id as Uuid, thread }
}

export async function exchange(cells: Cells): Promise<void> {
  await drain(cells.be as never, cells.ma as never)
}

/** Both nodes' clocks look, until nothing is due. */
export async function watch(cells: Cells): Promise<void> {
  for (const { node } of [cells.be, cells.ma]) while (await watchClocks(node));
}

/** What a draft waits for: the second person. */
export async function released(cell: Cell, draft: Draft): Promise<Uuid> {
  return done(await releaseDraft(cell.node, cell.who.REL, draft.id, { version: draft.version, note: '' })).message
}

/** A step of one side, released; delivered too unless it waits. */
export async function takes(cells: Cells, side: 'be' | 'ma', dossier: Uuid, step: Parameters<typeof prepareStep>[3]): Promise<Uuid> {
  const cell = cells[side]
  await opened(cell, side === 'be' ? cell.who.IDC : cell.who.OPR, dossier)
  const draft = done(await prepareStep(cell.node, side === 'be' ? cell.who.IDC : cell.who.OPR, dossier, step))
  const message = await released(cell, draft)
  await exchange(cells)
  return message
}

/** An outcome of the holder, released; the file is taken as complete before it, where nobody has said so. */
export async function finds(
  cells: Cells,
  dossier: Uuid,
  outcome: 'CNF' | 'CNI' | 'NOT' | 'NOM' | 'INC',
  more: Partial<Parameters<typeof decideOutcome>[3]> = {},
): Promise<Uuid> {
  const { node, who } = cells.ma
  await opened(cells.ma, who.OPR, dossier)
  await watch(cells)
  const { row } = done(await readIdentification(node, who.OPR, dossier))
  if (row.state === 'received') await takes(cells, 'ma', dossier, { step: 'verifying' })
  const draft = done(await decideOutcome(node, who.OPR, dossier, { outcome, reason: 'compared with the national file', match: null, ...more }))
  const message = await released(cells.ma, draft)
  await exchange(cells)
  return message
}

/** Opens a dossier for the day; once is enough. */
export async function opened(cell: Cell, who: Person, dossier: Uuid): Promise<void> {
  done(await openDossier(cell.node, who, dossier, 'works on the file'))
}

/** Both sides' view of one identification, as their officers see it. */
export async function bothViews(
  cells: Cells,
  { be, ma }: { readonly be: Uuid; readonly ma: Uuid },
): Promise<{ readonly be: Identification; readonly ma: Identification }> {
  await opened(cells.be, cells.be.who.IDC, be)
  await opened(cells.ma, cells.ma.who.OPR, ma)
  return {
    be: done(await readIdentification(cells.be.node, cells.be.who.IDC, be)),
    ma: done(await readIdentification(cells.ma.node, cells.ma.who.OPR, ma)),
  }
}

async function dropSchemas(schemas: readonly string[]): Promise<void> {
  if (url === undefined) return
  const client = new Client(url)
  await client.connect()
  for (const schema of schemas) await client.query(`drop schema if exists ${schema} cascade`)
  await client.end()
}
