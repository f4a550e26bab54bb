import { readdirSync, readFileSync } from 'node:fs'
import { type Agreement, type Plan, type PlanChain, readAgreement, readPlanChain } from '@entraide/agreement'
import { isRefusal, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { Lineage, LineageEntry } from '../http/api.ts'
import { agreementOf } from '../store/agreements.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { inEveryLanguage } from './agreement-view.ts'
import { thingOf } from './draft.ts'

type Person = Extract<Actor, { kind: 'person' }>

const agreementsFolder = new URL('../../../../agreements/', import.meta.url)

/** The chains of plans that this program ships with, read once; a file that does not read is left out. */
let shipped: readonly PlanChain[] | null = null
function chains(): readonly PlanChain[] {
  shipped ??= filesIn('chains/').flatMap(text => {
    const chain = readPlanChain(text)
    return isRefusal(chain) ? [] : [chain as PlanChain]
  })
  return shipped
}
/** The instruments that it ships with: what they are known to be stands in them, whether or not they are in force here. */
let instruments: readonly Agreement[] | null = null
function shippedInstruments(): readonly Agreement[] {
  instruments ??= filesIn('').flatMap(text => {
    const agreement = readAgreement(text)
    return isRefusal(agreement) ? [] : [agreement as Agreement]
  })
  return instruments
}

function filesIn(folder: string): readonly string[] {
  const place = new URL(folder, agreementsFolder)
  try {
    return readdirSync(place)
      .filter(name => name.endsWith('.json'))
      .sort()
      .map(name => readFileSync(new URL(name, place), 'utf8'))
  } catch {
    // A node that was installed without them shows its own plans and agreements only.
    return []
  }
}

/** The line of a relation as published, joined with what this node holds of it: agreements by their text, plans by their dossiers. */
export async function readLineage(node: Node, actor: Person): Promise<Lineage> {
  return await node.store.read(async tx => {
    const here = chains().filter(chain => chain.parties.includes(node.config.state))
    const held = await tx.db.selectFrom('agreement').select(['hash', 'agreement_id', 'text']).orderBy('agreement_id').orderBy('version', 'desc').execute()
    const known = new Map(shippedInstruments().map(each => [each.id, each]))
    for (const row of held) known.set(row.agreement_id, agreementOf(row.hash, row.text))
    const lived = await livePlans(tx, actor)
    const relation = (agreement: Agreement) => here.some(chain => chain.parties.every(party => agreement.parties.some(each => each.state === party)))
    return {
      instruments: [...known.values()]
        .filter(agreement => relation(agreement) && isInstrument(agreement))
        .map(agreement => instrumentEntry(agreement, held.find(row => row.agreement_id === agreement.id)?.hash ?? null))
        .sort((a, b) => ((a.signed ?? a.from ?? '') < (b.signed ?? b.from ?? '') ? -1 : 1)),
      chains: here.map(chain => chainView(chain, lived)),
    }
  })
}

/** Between states, and no family text kept for comparison only: those of the two states that name a signature. */
const isInstrument = (agreement: Agreement) => new Set(agreement.parties.map(party => party.state)).size > 1 && !agreement.id.startsWith('DEMO-')

type Live = {
  readonly dossier: Uuid
  readonly name: string
  readonly chain: string
  readonly from: string
  readonly until: string
  readonly follows: string | null
}

async function livePlans(tx: Tx, actor: Person): Promise<readonly Live[]> {
  const rows = await tx.db
    .selectFrom('plan')
    .innerJoin('dossier', 'dossier.id', 'plan.dossier_id')
    .selectAll('dossier')
    .select(['plan.name', 'plan.chain', 'plan.from_on', 'plan.until_on', 'plan.follows'])
    .where('dossier.state', 'not in', ['withdrawn', 'declined'])
    .execute()
  return rows
    .filter(row => may(actor, 'plan-read', thingOf(row)))
    .map(row => ({ dossier: row.id as Uuid, name: row.name, chain: row.chain, from: row.from_on, until: row.until_on, follows: row.follows }))
}

function instrumentEntry(agreement: Agreement, hash: string | null): LineageEntry {
  const statuses = agreement.clauses.map(clause => clause.status)
  const best = (['sourced', 'reported', 'family', 'placeholder'] as const).find(status => statuses.includes(status)) ?? 'placeholder'
  return {
    id: agreement.id,
    kind: /MOU|memorandum/i.test(`${agreement.id} ${agreement.title.en ?? ''}`) ? 'memorandum' : 'convention',
    title: inEveryLanguage(agreement.title),
    from: agreement.inForce.from,
    until: agreement.inForce.until,
    signed: agreement.signed ?? null,
    signedAt: null,
    signatories: null,
    regime: null,
    status: best,
    illustrative: agreement.clauses.some(clause => clause.illustrative),
    next: null,
    axes: [],
    sources: (agreement.sources ?? []).map(({ id, url, what }) => ({ id, url, what })),
    agreement: hash,
    dossier: null,
  }
}

function chainView(chain: PlanChain, lived: readonly Live[]): Lineage['chains'][number] {
  const live = lived.filter(each => each.chain === chain.id)
  const published = chain.plans.map(plan => planEntry(chain, plan, live.find(each => each.name === plan.id)?.dossier ?? null))
  const own = live.filter(each => !chain.plans.some(plan => plan.id === each.name)).map(ownEntry)
  return {
    id: chain.id,
    title: inEveryLanguage(chain.title),
    note: inEveryLanguage(chain.note),
    textPublic: chain.textPublic,
    lines: linesOf(published, own, live),
    meetings: (chain.meetings ?? []).map(({ on, what, sourceUrl }) => ({ on, what, url: sourceUrl })),
    unknown: [...(chain.unknown ?? [])],
  }
}

/** Plans in lines, each following the one before; a plan kept here stands behind the one it follows, before what is only expected. */
function linesOf(published: readonly LineageEntry[], own: readonly LineageEntry[], live: readonly Live[]): LineageEntry[][] {
  const followed = new Set(published.map(plan => plan.next))
  const heads = published.filter(plan => !followed.has(plan.id))
  const lines = heads.map(head => {
    const line: LineageEntry[] = []
    for (let plan: LineageEntry | undefined = head; plan !== undefined && !line.includes(plan); ) {
      line.push(plan)
      for (const each of own) if (live.find(one => one.dossier === each.dossier)?.follows === plan.id) line.push(each)
      const next: string | null = plan.next
      plan = next === null ? undefined : published.find(each => each.id === next)
    }
    return line
  })
  const placed = new Set(lines.flat().map(each => each.id))
  const apart = own.filter(each => !placed.has(each.id))
  return apart.length === 0 ? lines : [...lines, apart]
}

function planEntry(chain: PlanChain, plan: Plan, dossier: Uuid | null): LineageEntry {
  const cited = new Set([...plan.sourceIds, ...plan.axes.flatMap(axis => axis.sourceIds)])
  return {
    id: plan.id,
    kind: 'plan',
    title: inEveryLanguage(plan.title ?? { en: plan.id }),
    from: plan.period?.from ?? null,
    until: plan.period?.until ?? null,
    signed: plan.signed ?? null,
    signedAt: plan.signedAt ?? null,
    signatories: plan.signatories === null ? null : inEveryLanguage(plan.signatories),
    regime: plan.regime,
    status: plan.status,
    illustrative: plan.illustrative,
    next: plan.next ?? null,
    axes: plan.axes.map(axis => ({
      id: axis.id,
      label: inEveryLanguage(axis.label),
      status: axis.status,
      warning: axis.warning === undefined ? null : inEveryLanguage(axis.warning),
    })),
    sources: chain.sources.filter(source => cited.has(source.id)).map(({ id, url, what }) => ({ id, url, what })),
    agreement: null,
    dossier,
  }
}

/** A plan of this node's own that no published chain names. */
function ownEntry({ dossier, name, from, until }: Live): LineageEntry {
  return {
    id: name,
    kind: 'plan',
    title: { en: name, fr: name, nl: name, ar: name },
    from,
    until,
    signed: null,
    signedAt: null,
    signatories: null,
    regime: null,
    status: 'sourced',
    illustrative: false,
    next: null,
    axes: [],
    sources: [],
    agreement: null,
    dossier,
  }
}
