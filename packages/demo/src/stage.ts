import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type NodeId, nodeId, type Uuid } from '@entraide/ground'
import { initNode } from '@entraide/node'
import type { DemoAccount } from '@entraide/node/api'
import { call } from './http-call.ts'
import { freePort, type NodeHandle, nodeHandle } from './node-handle.ts'
import { type Officer, officer } from './officer.ts'
import { type PostName, postNames } from './people.ts'

/** One state's side of the demonstration: its node's process and its people. */
export type Side = {
  readonly id: NodeId
  readonly name: string
  readonly process: NodeHandle
  readonly officers: { readonly [post in PostName]: Officer }
}
/** Both sides, each with keys, a store and a process of its own. */
export type Stage = { readonly be: Side; readonly ma: Side; readonly passphrase: string }

export type StageOptions = {
  readonly folder: string
  readonly passphrase: string
  /** The first of two ports that follow each other; free ones without it. */
  readonly port: number | null
  readonly say: (line: string) => void
  readonly onUnexpectedEnd: (how: string) => void
}

/** The two nodes of the worked example. Names are of authorities; the people are invented. */
const casts = {
  be: { id: nodeId('BE-POL-SPOC'), name: 'Federal Police, international police cooperation', capital: 'Brussels', zone: 'Europe/Brussels' },
  ma: { id: nodeId('MA-DGSN-SPOC'), name: 'DGSN, central point of contact', capital: 'Rabat', zone: 'Africa/Casablanca' },
} as const
type SideName = keyof typeof casts

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

/** Makes both nodes: configuration, keys sealed under the passphrase, empty stores. */
export async function makeNodes({ folder, passphrase, port }: StageOptions): Promise<void> {
  const names = Object.keys(casts) as SideName[]
  const ports = port === null ? await Promise.all(names.map(() => freePort())) : names.map((_, place) => port + place)
  await Promise.all(
    names.map(async (side, place) => {
      const { id, name, capital, zone } = casts[side]
      const policy = readFileSync(repositoryFile('policies', `${id}.json`), 'utf8')
      await initNode({
        dataDir: join(folder, id),
        id,
        regime: 'LE',
        name,
        capital,
        zone,
        host: '127.0.0.1',
        port: ports[place] as number,
        passphrase,
        demo: true,
        policy,
      })
    }),
  )
}

/** Starts both nodes as processes. What was started is stopped again if the rest fails. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const started: NodeHandle[] = []
  const open = async (side: SideName): Promise<Side> => {
    const { id, name } = casts[side]
    const process = nodeHandle({
      dataDir: join(options.folder, id),
      passphrase: options.passphrase,
      addPeople: true,
      say: options.say,
      onUnexpectedEnd: options.onUnexpectedEnd,
    })
    started.push(process)
    await process.start()
    return { id, name, process, officers: await everybodyOf(process) }
  }
  const sides = await Promise.allSettled([open('be'), open('ma')])
  const failed = sides.find(side => side.status === 'rejected')
  if (failed !== undefined) {
    await Promise.all(started.map(process => process.stop()))
    throw failed.reason
  }
  const [be, ma] = sides.map(side => (side as PromiseFulfilledResult<Side>).value) as [Side, Side]
  return { be, ma, passphrase: options.passphrase }
}

/** Stops both nodes. */
export async function closeStage({ be, ma }: Stage): Promise<void> {
  await Promise.all([be.process.stop(), ma.process.stop()])
}

async function everybodyOf(process: NodeHandle): Promise<Side['officers']> {
  const accounts = JSON.parse(
    (await call(`${process.address()}/v1/demo/accounts`, 'GET', {})).body.toString('utf8'),
  ) as readonly (typeof DemoAccount)['_output'][]
  const officers: Partial<Record<PostName, Officer>> = {}
  for (const post of postNames) {
    const account = accounts.find(each => each.serviceNumber.endsWith(`-${post}`))
    if (account === undefined) throw new Error(`no account for ${post}`)
    officers[post] = officer(process.address, { id: account.id as Uuid, serviceNumber: account.serviceNumber })
  }
  return officers as Side['officers']
}
