import { alignNames, type PartEvidence, type PartSays } from './alignment.ts'
import { compareBirthDates, type DateSays } from './birth-date.ts'
import { dateWeights } from './data/date-weights.ts'
import { nameWeights } from './data/name-weights.ts'
import { otherWeights, thresholds } from './data/person-weights.ts'
import type { NamePart } from './parts.ts'
import { comparePlaces, type PlaceSays } from './place.ts'
import type { Prepared, ReadyDocument, ReadyName } from './prepare.ts'

export type SexSays = 'same-sex' | 'different-sex'
export type DocumentSays = 'same-document' | 'same-number' | 'different-document' | 'different-identity-number'
export type EvidenceField = 'name' | 'birthDate' | 'sex' | 'birthPlace' | 'document'
export type EvidenceSays = PartSays | DateSays | PlaceSays | SexSays | DocumentSays

/**
 * One reason for or against, in decibans (10·log10 of a likelihood ratio; above 0 for the same person).
 * `ours` and `theirs` are the name parts it speaks of, as read.
 */
export type Evidence = {
  readonly field: EvidenceField
  readonly says: EvidenceSays
  readonly decibans: number
  readonly ours?: string
  readonly theirs?: string
}

/** The datum that would tell namesakes apart, the first that one side lacks. */
export type Settling = 'document-number' | 'birth-date' | 'full-birth-date' | 'birth-place' | 'full-name'

/**
 * What comparing two persons gives. It ranks and explains; a person decides (R25). `decibans` is the sum of the evidence.
 * `probability` is never 0 or 1. `same` is null when the two cannot be told apart or too little is known.
 * `namesakes`: how many others in the population would agree as well, when a population was given.
 */
export type Comparison = {
  readonly probability: number
  readonly decibans: number
  readonly same: boolean | null
  readonly evidence: readonly Evidence[]
  readonly namesakes?: number
  readonly wouldSettle?: Settling
}

/** `population`: persons among whom the other was found; absent when the two were put forward as a pair, even odds. */
export type ComparisonOptions = { readonly population?: number }

/** The most that all evidence together moves belief: data can be wrong in ways no weight foresees. */
const surest = 0.9999

/** Compares two prepared persons. Symmetric but for `ours` and `theirs`, `added` and `omitted`. Source: spec/identity.md#comparison. */
export function compare(a: Prepared, b: Prepared, options: ComparisonOptions = {}): Comparison {
  const evidence: Evidence[] = []
  const kin = kinShare(options.population)
  const [ours, theirs] = bestNames(a, b, kin)
  if (ours !== undefined && theirs !== undefined) {
    const parts: PartEvidence[] = []
    alignNames(ours, theirs, kin, parts)
    for (const part of parts) evidence.push(named(part, ours, theirs))
  }
  pushRest(a, b, evidence)
  let decibans = 0
  let agreeing = 0
  let against = 0
  for (const e of evidence) {
    decibans += e.decibans
    if (e.decibans > 0) agreeing += e.decibans
    else if (e.decibans < thresholds.contradicts && e.says !== 'relatives-share-names') against++
  }
  const population = options.population
  const prior = population === undefined ? 0 : -10 * Math.log10(Math.max(1, population - 1))
  const probability = probabilityOf(decibans + prior)
  const namesakes = population === undefined ? undefined : population * 10 ** (-agreeing / 10)
  const isProbable = probability >= (population === undefined ? thresholds.sameProbability : thresholds.sameProbabilityInPopulation)
  const isOpen = against > 0 && decibans < thresholds.sameDespiteContradiction
  const same = decibans < thresholds.different ? false : isProbable && !isOpen ? true : null
  const settling = same === true ? undefined : settlingOf(a, b)
  const comparison: Mutable<Comparison> = { probability, decibans, same, evidence }
  if (namesakes !== undefined) comparison.namesakes = namesakes
  if (settling !== undefined && same !== false) comparison.wouldSettle = settling
  return comparison
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** The decibans of two persons without the evidence: what an index ranks by. Equal to `compare(a, b).decibans` but for rounding. */
export function decibansOf(a: Prepared, b: Prepared, population?: number): number {
  const kin = kinShare(population)
  let best = Number.NEGATIVE_INFINITY
  for (const ours of a.names)
    for (const theirs of b.names) {
      const sum = alignNames(ours, theirs, kin)
      if (sum > best) best = sum
    }
  let sum = best === Number.NEGATIVE_INFINITY ? 0 : best
  if (a.birth !== undefined && b.birth !== undefined) sum += dateWeights[compareBirthDates(a.birth, b.birth)]
  if (a.sex !== undefined && b.sex !== undefined) sum += a.sex === b.sex ? otherWeights['same-sex'] : otherWeights['different-sex']
  if (a.place !== undefined && b.place !== undefined) sum += otherWeights[comparePlaces(a.place, b.place)]
  if (a.documents.length > 0 && b.documents.length > 0) {
    const says = compareDocuments(a.documents, b.documents)
    if (says !== undefined) sum += otherWeights[says]
  }
  return sum
}

/** The share of relatives and near-namesakes among those it could be: high in a pair someone put forward, tiny in a population. */
export function kinShare(population: number | undefined): number {
  return population === undefined ? nameWeights.kinInPair : Math.min(nameWeights.kinInPair, nameWeights.kinPersons / population)
}

/** A probability of decibans, kept away from 0 and 1 and rising throughout. */
export function probabilityOf(decibans: number): number {
  return (1 - surest) / 2 + surest / (1 + 10 ** (-decibans / 10))
}

function bestNames(a: Prepared, b: Prepared, kin: number): [ReadyName | undefined, ReadyName | undefined] {
  let best = Number.NEGATIVE_INFINITY
  let found: [ReadyName | undefined, ReadyName | undefined] = [undefined, undefined]
  if (a.names.length === 1 && b.names.length === 1) return [a.names[0], b.names[0]]
  for (const ours of a.names)
    for (const theirs of b.names) {
      const sum = alignNames(ours, theirs, kin)
      if (sum > best) {
        best = sum
        found = [ours, theirs]
      }
    }
  return found
}

function named(part: PartEvidence, ours: ReadyName, theirs: ReadyName): Evidence {
  const evidence: Mutable<Evidence> = { field: 'name', says: part.says, decibans: part.decibans }
  if (part.ours >= 0) evidence.ours = ours.shown?.(part.ours) ?? (ours.written[part.ours] as NamePart).text
  if (part.theirs >= 0) evidence.theirs = theirs.shown?.(part.theirs) ?? (theirs.written[part.theirs] as NamePart).text
  return evidence
}

function pushRest(a: Prepared, b: Prepared, evidence: Evidence[]): void {
  if (a.birth !== undefined && b.birth !== undefined) {
    const says = compareBirthDates(a.birth, b.birth)
    evidence.push({ field: 'birthDate', says, decibans: dateWeights[says] })
  }
  if (a.sex !== undefined && b.sex !== undefined) {
    const says = a.sex === b.sex ? 'same-sex' : 'different-sex'
    evidence.push({ field: 'sex', says, decibans: otherWeights[says] })
  }
  if (a.place !== undefined && b.place !== undefined) {
    const says = comparePlaces(a.place, b.place)
    evidence.push({ field: 'birthPlace', says, decibans: otherWeights[says] })
  }
  const says = a.documents.length > 0 && b.documents.length > 0 ? compareDocuments(a.documents, b.documents) : undefined
  if (says !== undefined) evidence.push({ field: 'document', says, decibans: otherWeights[says] })
}

const isIdentityNumber = (kind: string) => /ident|cin|cni|national|rrn|bis/.test(kind)

/** What two lists of document numbers say; nothing when no kind of paper stands in both. */
function compareDocuments(a: readonly ReadyDocument[], b: readonly ReadyDocument[]): DocumentSays | undefined {
  let found: DocumentSays | undefined
  for (const x of a)
    for (const y of b) {
      if (x.number === '' || y.number === '') continue
      if (x.number === y.number) {
        if (x.kind === y.kind && x.country === y.country) return 'same-document'
        found = 'same-number'
      } else if (found !== 'same-number' && x.kind === y.kind && x.country === y.country)
        found = isIdentityNumber(x.kind) ? 'different-identity-number' : (found ?? 'different-document')
    }
  return found
}

function settlingOf(a: Prepared, b: Prepared): Settling | undefined {
  if (a.birth === undefined || b.birth === undefined) return 'birth-date'
  if (a.birth.day === 0 || b.birth.day === 0 || a.birth.firstOfJanuary || b.birth.firstOfJanuary) return 'full-birth-date'
  if (a.documents.length === 0 || b.documents.length === 0) return 'document-number'
  if (a.place === undefined || b.place === undefined) return 'birth-place'
  return 'full-name'
}
