import { z } from 'zod'
import { comparePersons, decideMatch, importHoldings, readHoldings, readMatches, searchPersons } from '../../steps/persons.ts'
import { Holdings, HoldingsReport, Id, MatchCandidate, Matches, MatchVerdict, PersonComparison, PersonPair, PersonSearch, SearchResult } from '../api.ts'
import { type Route, route, streamUpTo } from '../route.ts'

/** A national register of ten million records, with room. */
const recordsBytes = 8 * 1024 ** 3

/** Persons: look-ups in one's own holdings, comparisons, decisions; and taking records in. */
export const personRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/persons/search',
    may: 'persons-search',
    what: "Looks a person up in the node's own holdings, for a dossier and with a reason; logged.",
    body: PersonSearch,
    answer: SearchResult,
    run: (node, { actor, body }) => searchPersons(node, actor, body),
  }),
  route({
    method: 'POST',
    path: '/v1/persons/compare',
    may: 'persons-compare',
    what: 'Compares two persons, and says why.',
    body: PersonPair,
    answer: PersonComparison,
    run: (_, { body }) => comparePersons(body),
  }),
  route({
    method: 'GET',
    path: '/v1/threads/:id/matches',
    may: 'persons-search',
    what: 'The candidates kept under a dossier that was opened today.',
    hidden: true,
    params: z.strictObject({ id: Id }),
    answer: Matches,
    run: (node, { actor, params }) => readMatches(node, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/v1/threads/:id/matches/:match/decision',
    may: 'match-decide',
    what: 'Confirms or dismisses a candidate, with a reason; logged.',
    hidden: true,
    params: z.strictObject({ id: Id, match: Id }),
    body: MatchVerdict,
    answer: MatchCandidate,
    run: (node, { actor, params, body }) => decideMatch(node, actor, params.id, params.match, body),
  }),
  route({
    method: 'GET',
    path: '/v1/holdings',
    may: 'holdings-read',
    what: "How many persons the node's own holdings have, and since when.",
    answer: Holdings,
    run: node => readHoldings(node),
  }),
  route({
    method: 'POST',
    path: '/v1/holdings',
    may: 'holdings-write',
    what: "Takes records into the node's own holdings: JSON lines, as they arrive; all of the file or nothing; logged.",
    body: streamUpTo(recordsBytes),
    answer: HoldingsReport,
    run: (node, { actor, body }) => importHoldings(node, actor, body),
  }),
]
