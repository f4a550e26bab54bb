import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { day, hour, instantOf, isRefusal, later, type NodeId, type Uuid } from '@entraide/ground'
import { addDemoAccounts, silent, startNode } from '@entraide/node'
import { fieldsFor, fieldsToAnswer, item } from '../../packages/demo/src/fields.ts'
import { fillLife } from '../../packages/demo/src/life.ts'
import { arrived, delivered, open, send, submit } from '../../packages/demo/src/mail.ts'
import { bringIntoForce, confirmWords, exchangeCards, type Two } from '../../packages/demo/src/pairing.ts'
import { peopleOf } from '../../packages/demo/src/people.ts'
import { casts, type Desk, everybodyOf, makeNodes, type SideName, sideNames } from '../../packages/demo/src/stage.ts'
import { playAll } from '../../packages/demo/src/year/pace.ts'
import { identificationsBefore } from './cells.ts'
import { inThePast, type Player, turn } from './past.ts'
import { fillPlans } from './plans.ts'
import { fillVisit } from './visits.ts'
import { decideToErase, weeksBefore } from './weeks-before.ts'

/** Two real nodes of this process with weeks of invented work in them, and everybody of both; and the two identification cells beside them. */
export type TwoNodes = {
  readonly be: Place
  readonly ma: Place
  readonly cells: { readonly be: Place; readonly ma: Place }
  /** Hash of the convention of 2014, in force between the two. */
  readonly convention: string
  readonly stop: () => Promise<void>
}
/** One of them: where its screens are, and its people by post. */
export type Place = Desk & { readonly address: string }

const passphrase = 'invented words that open two invented nodes'
/** How long ago the last week began, in hours: what must be answered within three days falls due today, what had eight hours is late. */
const weekBeganMs = 70 * hour
/** How long ago the nodes were made: identifications have 45 days, notices ten. */
const madeMs = 40 * day

/**
 * Starts the nodes on the loopback, pairs them, brings the agreements into force and fills them.
 *
 * @param prefix - names the temporary folder, which goes when they stop
 */
export async function startTwoNodes(prefix = 'entraide-browser-'): Promise<TwoNodes> {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  const players: Player[] = []
  const stop = async () => {
    await Promise.all(players.map(({ running }) => running.stop()))
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const end = later(instantOf(Date.now()), -weekBeganMs)
    const convention = await inThePast(
      madeMs,
      () => turn(players),
      async clock => {
        await makeNodes({ folder, passphrase, port: null })
        for (const side of sideNames) players.push(await playerOf(folder, side))
        const { police, cells } = pairsOf(players)
        for (const pair of [police, cells]) await confirmWords(pair, await exchangeCards(pair))
        const inForce = await bringIntoForce(police, 'be-ma-2014-police-convention.json')
        const demonstration = await bringIntoForce(police, 'demo-pol-1.json')
        const memorandum = await bringIntoForce(cells, 'be-ma-2016-mou-identification.json')
        await playAll(
          clock,
          [...identificationsBefore(cells, memorandum, end), ...weeksBefore(police, inForce, end)],
          end,
          () => turn(players),
          () => {},
        )
        await decideToErase(police.be)
        await fillLife(police, { convention: inForce, demonstration }, () => {})
        return inForce
      },
    )
    await turn(players)
    const { police } = pairsOf(players)
    await fillToday(police, convention)
    await fillPlans(police)
    await fillVisit(police)
    await fillDesk(police.be)
    const [be, ma, beIdent, maIdent] = players.map(({ desk, running }): Place => ({ ...desk, address: running.address })) as [Place, Place, Place, Place]
    return { be, ma, cells: { be: beIdent, ma: maIdent }, convention, stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}

/** Starts a node that was made, and gives it its people; each signs in when there is first something to do, and anew when a session is over. */
async function playerOf(folder: string, side: SideName): Promise<Player> {
  const { id, regime } = casts[side]
  const running = await startNode({ dataDir: join(folder, id), passphrase, logger: silent() })
  const made = await addDemoAccounts(running.node, peopleOf(id, regime, 'fr'))
  if (isRefusal(made)) throw new Error(made.refused)
  return { running, desk: { id, officers: await everybodyOf(() => running.address, regime) } }
}

function pairsOf(players: readonly Player[]): { readonly police: Two; readonly cells: Two } {
  const [be, ma, beIdent, maIdent] = players.map(({ desk }) => desk) as [Desk, Desk, Desk, Desk]
  return { police: { be, ma }, cells: { be: beIdent, ma: maIdent } }
}

/** What people keep on their desks: a template of an office, a view, and somebody who stands in for somebody. */
async function fillDesk({ id, officers: { INV, LIA, OPR } }: Desk): Promise<void> {
  const today = Date.now()
  await LIA.post('/v1/substitutions', {
    substitute: INV.account,
    from: instantOf(today - hour),
    until: instantOf(today + 9 * day),
  })
  const fields = fieldsFor(id, 'MA-DGSN-SPOC' as NodeId, { crimeArea: 'DRUG', purpose: 'INVE', subjectCategory: 'SUS', urgency: 'U3D' })
  await INV.post('/v1/templates', { name: 'Titulaire d’un numéro', fields })
  await OPR.post('/v1/filters', { place: 'obligations', name: 'À nous de répondre', query: { box: 'by-us' } })
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
