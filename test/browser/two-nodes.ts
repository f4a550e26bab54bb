import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefusal, type Uuid } from '@entraide/ground'
import { addDemoAccounts, type RunningNode, silent, startNode } from '@entraide/node'
import { fieldsFor, fieldsToAnswer, item } from '../../packages/demo/src/fields.ts'
import { fillLife } from '../../packages/demo/src/life.ts'
import { arrived, delivered, open, send, submit } from '../../packages/demo/src/mail.ts'
import { type Officer, officer } from '../../packages/demo/src/officer.ts'
import { bringIntoForce, confirmWords, exchangeCards, type Two } from '../../packages/demo/src/pairing.ts'
import { type PostName, peopleOf, postsOf } from '../../packages/demo/src/people.ts'
import { makeNodes, type Side } from '../../packages/demo/src/stage.ts'
import { fillPlans } from './plans.ts'
import { fillVisit } from './visits.ts'

/** Two real nodes of this process with a week of invented work in them, and everybody of both. */
export type TwoNodes = {
  readonly be: Place
  readonly ma: Place
  /** Hash of the convention of 2014, in force between the two. */
  readonly convention: string
  readonly stop: () => Promise<void>
}
/** One of them: where its screens are, and its people by post. */
export type Place = { readonly address: string; readonly accounts: { readonly [post in PostName]: Uuid }; readonly officers: Side['officers'] }

const passphrase = 'invented words that open two invented nodes'
const hour = 3_600_000
/** How long ago the week began, in hours: what must be answered within three days falls due today, what had eight hours is late. */
const beganHoursAgo = 70

/**
 * Starts both nodes on the loopback, pairs them, brings the agreements into force and fills them.
 *
 * @param prefix - names the temporary folder, which goes when they stop
 */
export async function startTwoNodes(prefix = 'entraide-browser-'): Promise<TwoNodes> {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  const running: RunningNode[] = []
  const stop = async () => {
    await Promise.all(running.map(node => node.stop()))
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    mkdirSync(folder, { recursive: true })
    const convention = await asIfHoursAgo(beganHoursAgo, async () => {
      await makeNodes({ folder, passphrase, port: null }, ['be', 'ma'])
      for (const id of ['BE-POL-SPOC', 'MA-DGSN-SPOC']) {
        const node = await startNode({ dataDir: join(folder, id), passphrase, logger: silent() })
        running.push(node)
        const made = await addDemoAccounts(node.node, peopleOf(node.node.config.id, 'LE', 'fr'))
        if (isRefusal(made)) throw new Error(made.refused)
      }
      const stage = await stageOf(running)
      await confirmWords(stage, await exchangeCards(stage))
      const inForce = await bringIntoForce(stage, 'be-ma-2014-police-convention.json')
      const demonstration = await bringIntoForce(stage, 'demo-pol-1.json')
      await fillLife(stage, { convention: inForce, demonstration }, () => {})
      return inForce
    })
    // Sessions made three days ago are over.
    const stage = await stageOf(running)
    await fillToday(stage, convention)
    await fillPlans(stage)
    await fillVisit(stage)
    const place = (side: Side): Place => ({
      address: side.process.address(),
      officers: side.officers,
      accounts: Object.fromEntries(postsOf('LE').map(post => [post, side.officers[post].account])) as Place['accounts'],
    })
    return { be: place(stage.be), ma: place(stage.ma), convention, stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}

/** Does work as if it were some hours earlier: everything here asks `Date.now`, both nodes included. */
async function asIfHoursAgo<T>(hours: number, work: () => Promise<T>): Promise<T> {
  const real = Date.now
  Date.now = () => real() - hours * hour
  try {
    return await work()
  } finally {
    Date.now = real
  }
}

/** The demonstration's own view of both nodes, with everybody signed in. */
async function stageOf([be, ma]: readonly RunningNode[]): Promise<{ readonly be: Side; readonly ma: Side }> {
  const side = async (node: RunningNode): Promise<Side> => {
    const address = () => node.address
    const accounts = (await (await fetch(`${node.address}/v1/demo/accounts`)).json()) as readonly { id: Uuid; serviceNumber: string }[]
    const people = postsOf('LE').map(post => {
      const account = accounts.find(one => one.serviceNumber.endsWith(`-${post}`))
      return [post, officer(address, account as { id: Uuid; serviceNumber: string })] as const
    })
    const nothing = async () => {}
    const process = { dataDir: node.node.config.dataDir, address, isRunning: () => true, start: nothing, stop: nothing, kill: nothing, pass: nothing }
    const officers = Object.fromEntries(people) as { [post in PostName]: Officer }
    return { id: node.node.config.id, name: node.node.config.name, regime: 'LE', process, officers }
  }
  return { be: await side(be as RunningNode), ma: await side(ma as RunningNode) }
}

/** What came in today: fresh clocks beside those of last week. */
async function fillToday({ be, ma }: Two, convention: string): Promise<void> {
  const terms = { messageType: 'REQ', agreement: convention as Uuid, clause: 'C04', purpose: 'INVE', subjectCategory: 'SUS' } as const
  const burning = fieldsFor(ma.id, be.id, {
    ...terms,
    crimeArea: 'EXTO',
    purpose: 'PUBS',
    urgency: 'IMM',
    dataCategories: ['NAME', 'COMM'],
    caseReference: 'RBT-2026-571',
    title: 'Appel à l’aide depuis un numéro belge',
    reasons:
      'Une femme retenue contre son gré a appelé sa famille à Salé depuis le numéro ci-dessous il y a vingt minutes ; elle parle d’un appartement à Anderlecht. Nous demandons où se trouve ce numéro, afin qu’elle soit secourue.',
    items: [item({ category: 'COMM', text: '+32 400 00 00 01', provenance: 'TECH' })],
  })
  await arrived(be, (await send(ma.officers.OPR, ma.officers.REL, burning)).message)
  const urgent = fieldsFor(ma.id, be.id, {
    ...terms,
    crimeArea: 'SMUG',
    urgency: 'U8H',
    dataCategories: ['NAME', 'BIRT', 'TRAV'],
    language: 'ar',
    caseReference: 'NDR-2026-58',
    title: 'هوية سائق شاحنة',
    reasons: 'ضُبطت شاحنة مسجلة ببلجيكا وعلى متنها ثلاثة أشخاص مخفيين. نطلب التحقق من هوية السائق المذكور أدناه حتى يمكن تقديمه إلى العدالة باسمه الصحيح.',
    items: [item({ category: 'NAME', names: ['رشيد نموذجي', 'Rachid Namoudaji'], born: '1979-06-11', source: 'B', information: '2', provenance: 'STMF' })],
  })
  await arrived(be, (await send(ma.officers.INV, ma.officers.REL2, urgent)).message)
  const quiet = fieldsFor(ma.id, be.id, {
    ...terms,
    crimeArea: 'FRAU',
    urgency: 'N7D',
    dataCategories: ['NAME'],
    caseReference: 'FES-2026-80',
    title: 'Personne citée dans une escroquerie',
    reasons: 'Deux plaignants nomment la même personne, qui dirait habiter Gand. Nous demandons si elle vous est connue sous ce nom.',
    items: [item({ category: 'NAME', names: ['Yassine Supposé', 'ياسين مفترض'], born: '1991', source: 'C', information: '3', provenance: 'STMF' })],
  })
  const asked = await send(ma.officers.INV, ma.officers.REL, quiet)
  const { dossier } = await arrived(be, asked.message)
  await open(be.officers.OPR, dossier, 'Prise en charge de la demande')
  await be.officers.OPR.post(`/v1/threads/${dossier}/acceptance`)
  const nothing = fieldsToAnswer(be.id, ma.id, quiet, asked.message, { messageType: 'RFS', clause: 'C30', ground: 'NAVL', title: 'Rien de disponible' })
  // Released, it waits for the next fixed slot: the outbox has a line that waits and says why.
  await send(be.officers.OPR, be.officers.REL, nothing, dossier)
  const written = fieldsFor(be.id, ma.id, {
    ...terms,
    urgency: 'U3D',
    crimeArea: 'DRUG',
    dataCategories: ['NAME', 'COMM'],
    caseReference: 'BR.10.2026/151',
    title: 'Commanditaire d’un transport',
    reasons:
      'Le chauffeur interpellé à Zeebruges dit avoir reçu ses instructions de la personne ci-dessous, qu’il appelait chaque matin. Nous demandons si elle vous est connue, afin d’établir qui commande le transport.',
    items: [item({ category: 'NAME', names: ['Hamid Exemplaire', 'حميد مثالي'], born: '1976-02', source: 'C', information: '3', provenance: 'STMF' })],
  })
  await submit(be.officers.DUTY, written)
  const fresh = await send(be.officers.INV, be.officers.REL, { ...written, urgency: 'N7D', caseReference: 'BR.10.2026/152', title: 'Numéro appelé' })
  await delivered(be, fresh.message)
}
