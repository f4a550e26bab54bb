import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type NodeId, nodeId, type Uuid } from '@entraide/ground'
import { type Clock, initNode } from '@entraide/node'
import type { DemoAccount } from '@entraide/node/api'
import type { LegalRegime } from '@entraide/vocabulary'
import { freePort } from './free-port.ts'
import { call } from './http-call.ts'
import { type NodeHandle, nodeHandle } from './node-handle.ts'
import { type Officer, officer } from './officer.ts'
import { everyPost, type PostName, postsOf } from './people.ts'

/** One node as its people see it, wherever it runs. */
export type Desk = {
  readonly id: NodeId
  /** By post; a post that this node has not is a mistake of the story, and says so. */
  readonly officers: { readonly [post in PostName]: Officer }
}
/** One node of the demonstration: its process and its people. */
export type Side = Desk & { readonly name: string; readonly regime: LegalRegime; readonly process: NodeHandle }
/** Four nodes, two of each state, each with keys, a store and a process of its own: the police points of contact, and the identification cells. */
export type Stage = { readonly [side in SideName]: Side } & {
  readonly passphrase: string
  /** How far the nodes are ahead of this machine's clock. */
  readonly ahead: { ms: number }
}

export type StageOptions = {
  readonly folder: string
  readonly passphrase: string
  /** The first of four ports that follow each other; free ones without it. */
  readonly port: number | null
  readonly say: (line: string) => void
  readonly onUnexpectedEnd: (how: string) => void
}

const belgium = { capital: 'Brussels', zone: 'Europe/Brussels' } as const
const morocco = { capital: 'Rabat', zone: 'Africa/Casablanca' } as const

/** The nodes of the worked example. Names are of authorities; the people are invented. */
export const casts = {
  be: { id: nodeId('BE-POL-SPOC'), name: 'Federal Police, international police cooperation', regime: 'LE', ...belgium },
  ma: { id: nodeId('MA-DGSN-SPOC'), name: 'DGSN, central point of contact', regime: 'LE', ...morocco },
  beIdent: { id: nodeId('BE-OE-IDENT'), name: 'Immigration Office, identification cell', regime: 'AM', ...belgium },
  maIdent: { id: nodeId('MA-INT-IDENT'), name: 'Ministry of the Interior, identification service', regime: 'AM', ...morocco },
} as const
export type SideName = keyof typeof casts
export const sideNames = Object.keys(casts) as readonly SideName[]

/** What is in a folder, so that none but the demonstration's own is ever emptied. */
const mark = 'entraide-demo.json'

/** The file of this repository at a path. */
export function repositoryFile(...path: readonly string[]): string {
  return join(fileURLToPath(new URL('../../../', import.meta.url)), ...path)
}

/** Makes a folder ready for new nodes. A folder that holds anything but an earlier demonstration is left alone, and that is an error. */
export function freshFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    if (!existsSync(join(folder, mark))) throw new Error(`${folder} holds something else than a demonstration; choose another with --dir`)
    rmSync(folder, { recursive: true })
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, mark), `${JSON.stringify({ what: 'invented data of the Entraide demonstration; may be deleted' })}\n`)
}

/** Makes the nodes named: configuration, keys sealed under the passphrase, empty stores. */
export async function makeNodes(
  { folder, passphrase, port, clock }: Pick<StageOptions, 'folder' | 'passphrase' | 'port'> & { readonly clock?: Clock },
  names = sideNames,
): Promise<void> {
  const ports = port === null ? await Promise.all(names.map(() => freePort())) : names.map((_, place) => port + place)
  await Promise.all(
    names.map(async (side, place) => {
      const { id, name, regime, capital, zone } = casts[side]
      const policy = readFileSync(repositoryFile('policies', `${id}.json`), 'utf8')
      await initNode({
        dataDir: join(folder, id),
        id,
        regime,
        name,
        capital,
        zone,
        host: '127.0.0.1',
        port: ports[place] as number,
        passphrase,
        demo: true,
        policy,
        ...(clock === undefined ? {} : { clock }),
      })
    }),
  )
}

/** Starts all nodes as processes. What was started is stopped again if the rest fails. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const started: NodeHandle[] = []
  const open = async (side: SideName): Promise<Side> => {
    const { id, name, regime } = casts[side]
    const process = nodeHandle({
      dataDir: join(options.folder, id),
      passphrase: options.passphrase,
      addPeople: true,
      say: options.say,
      onUnexpectedEnd: options.onUnexpectedEnd,
    })
    started.push(process)
    await process.start()
    return { id, name, regime, process, officers: await everybodyOf(process.address, regime) }
  }
  const sides = await Promise.allSettled(sideNames.map(open))
  const failed = sides.find(side => side.status === 'rejected')
  if (failed !== undefined) {
    await Promise.all(started.map(process => process.stop()))
    throw failed.reason
  }
  const [be, ma, beIdent, maIdent] = sides.map(side => (side as PromiseFulfilledResult<Side>).value) as [Side, Side, Side, Side]
  return { be, ma, beIdent, maIdent, passphrase: options.passphrase, ahead: { ms: 0 } }
}

/** Every node of a stage, in the order of the cast. */
export function sidesOf(stage: Stage): readonly Side[] {
  return sideNames.map(side => stage[side])
}

/** Lets time pass for all nodes at once. */
export async function letPass(stage: Stage, milliseconds: number): Promise<void> {
  await Promise.all(sidesOf(stage).map(side => side.process.pass(milliseconds)))
  stage.ahead.ms += milliseconds
}

/** Stops all nodes. */
export async function closeStage(stage: Stage): Promise<void> {
  await Promise.all(sidesOf(stage).map(side => side.process.stop()))
}

/** Everybody of a node that listens at an address, each to sign in when there is first something to do. */
export async function everybodyOf(address: () => string, regime: LegalRegime): Promise<Desk['officers']> {
  const accounts = JSON.parse((await call(`${address()}/v1/demo/accounts`, 'GET', {})).body.toString('utf8')) as readonly (typeof DemoAccount)['_output'][]
  const officers: Partial<Record<PostName, Officer>> = {}
  for (const post of postsOf(regime)) {
    const account = accounts.find(each => each.serviceNumber.endsWith(`-${post}`))
    if (account === undefined) throw new Error(`no account for ${post}`)
    officers[post] = officer(address, { id: account.id as Uuid, serviceNumber: account.serviceNumber })
  }
  for (const post of everyPost)
    if (officers[post] === undefined)
      Object.defineProperty(officers, post, {
        get: () => {
          throw new Error(`the node at ${address()} has no ${post}`)
        },
      })
  return officers as Desk['officers']
}
