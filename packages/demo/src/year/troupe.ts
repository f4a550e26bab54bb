import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Instant, isRefusal, type Refusal } from '@entraide/ground'
import {
  type Actor,
  activateAgreement,
  addDemoAccounts,
  confirmPartner,
  deliverDue,
  importAgreement,
  importCard,
  listAgreements,
  lookAfter,
  type Node,
  ownCard,
  type RunningNode,
  sequence,
  signAgreement,
  silent,
  startNode,
  watchClocks,
} from '@entraide/node'
import { type PostName, peopleOf, postsOf } from '../people.ts'
import { casts, type Desk, everybodyOf, makeNodes, repositoryFile, type SideName, sideNames } from '../stage.ts'
import { type StoryClock, storyClock } from './pace.ts'

export type Person = Extract<Actor, { kind: 'person' }>
/** One node of the year, in this process, and its people. */
export type Player = Desk & {
  readonly side: SideName
  readonly node: Node
  /** The same people, for steps that are called without a door between. */
  readonly who: { readonly [post in PostName]: Person }
}
export type Troupe = { readonly [side in SideName]: Player } & {
  readonly clock: StoryClock
  /** Hashes of the agreements in force, by the name of their file. */
  readonly agreements: { readonly [file: string]: string }
  /** Every node delivers what is due until nothing leaves any more, and looks at its clocks. */
  readonly turn: () => Promise<void>
  /** Every node changes its keys where they are old. */
  readonly upkeep: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Who exchanges with whom, under what. The cells and the police of one state are partners too: a move at home is a message (R2). */
const relations: readonly { readonly between: readonly [SideName, SideName]; readonly files: readonly string[] }[] = [
  { between: ['be', 'ma'], files: ['be-ma-2014-police-convention.json', 'demo-pol-1.json'] },
  { between: ['beIdent', 'maIdent'], files: ['be-ma-2016-mou-identification.json', 'demo-ident-1.json'] },
  { between: ['beIdent', 'be'], files: ['be-domestic-police-identification.json'] },
  { between: ['maIdent', 'ma'], files: ['ma-domestic-police-identification.json'] },
]

/** What was done; a refusal here is a mistake of the story. */
export function done<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${result.refused} ${JSON.stringify(result.facts)}`)
  return result as T
}

/**
 * Makes the four nodes in a folder at a moment, starts them in this process under one clock, pairs them and brings the
 * agreements into force. They do nothing by themselves: `turn` says when.
 */
export async function gather(folder: string, passphrase: string, port: number | null, start: Instant): Promise<Troupe> {
  const clock = storyClock(start)
  await makeNodes({ folder, passphrase, port, clock })
  const running = await Promise.all(
    sideNames.map(side => startNode({ dataDir: join(folder, casts[side].id), passphrase, clock, jobs: false, logger: silent(), unsafeNotSynced: true })),
  )
  const players = await Promise.all(sideNames.map(async (side, at) => await playerOf(side, running[at] as RunningNode)))
  const sides = Object.fromEntries(players.map(player => [player.side, player])) as { [side in SideName]: Player }
  const agreements: Record<string, string> = {}
  const troupe: Troupe = {
    ...sides,
    clock,
    agreements,
    turn: () => turn(players),
    upkeep: async () => {
      for (const { node } of players) await lookAfter(node)
    },
    close: async () => void (await Promise.all(running.map(each => each.stop()))),
  }
  for (const { between } of relations) await pair(sides[between[0]], sides[between[1]])
  await troupe.turn()
  for (const { between, files } of relations)
    for (const file of files) agreements[file] = await bringIntoForce(troupe, sides[between[0]], sides[between[1]], file)
  return troupe
}

async function playerOf(side: SideName, { node, address }: RunningNode): Promise<Player> {
  const { id, regime, state } = node.config
  const accounts = done(await addDemoAccounts(node, peopleOf(id, regime, state === 'MA' ? 'ar' : 'fr')))
  const posts = postsOf(regime)
  const who = Object.fromEntries(
    accounts.map(({ id: account, office, serviceNumber, roles, language }, at) => [
      posts[at] as PostName,
      { kind: 'person', account, office, serviceNumber, roles, language } as Person,
    ]),
  ) as Player['who']
  return { side, id, node, who, officers: await everybodyOf(() => address, regime) }
}

async function turn(players: readonly Player[]): Promise<void> {
  for (let left = 1; left > 0; ) {
    left = 0
    for (const { node } of players) left += await deliverDue(node)
  }
  for (const { node } of players) {
    await watchClocks(node)
    await sequence(node)
  }
}

async function pair(a: Player, b: Player): Promise<void> {
  const seen = done(await importCard(a.node, a.who.SEC, await ownCard(b.node)))
  done(await importCard(b.node, b.who.SEC, await ownCard(a.node)))
  done(await confirmPartner(a.node, a.who.SEC, b.id, seen.spokenWords))
  done(await confirmPartner(b.node, b.who.SEC, a.id, seen.spokenWords))
}

async function bringIntoForce(troupe: Troupe, a: Player, b: Player, file: string): Promise<string> {
  const text = readFileSync(repositoryFile('agreements', file), 'utf8')
  const { hash } = done(await importAgreement(a.node, a.who.LEG, { text, partner: b.id })).summary
  await troupe.turn()
  done(await signAgreement(a.node, a.who.LEG, hash, b.id))
  done(await signAgreement(b.node, b.who.LEG, hash, a.id))
  await troupe.turn()
  done(await activateAgreement(a.node, a.who.LEG2, hash, b.id))
  done(await activateAgreement(b.node, b.who.LEG2, hash, a.id))
  for (const { node, who } of [a, b]) {
    const standing = (await listAgreements(node, who.LEG)).find(each => each.hash === hash)?.standing
    if (standing !== 'active' && standing !== 'not-yet') throw new Error(`${file} is ${standing} at ${node.config.id}`)
  }
  return hash
}
