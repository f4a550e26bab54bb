import type { Command } from 'commander'
import type { Acts } from './cli.ts'
import { accountVerbs } from './verbs/account.ts'
import { agreementVerbs } from './verbs/agreement.ts'
import { boxVerbs } from './verbs/box.ts'
import { carryVerbs } from './verbs/carry.ts'
import { deskVerbs } from './verbs/desk.ts'
import { followUpVerbs } from './verbs/follow-up.ts'
import { identificationVerbs, protectionVerbs } from './verbs/identification.ts'
import { identityVerbs } from './verbs/identity.ts'
import { nodeVerbs } from './verbs/node.ts'
import { holdVerbs, obligationVerbs } from './verbs/obligation.ts'
import { oversightVerbs } from './verbs/oversight.ts'
import { partnerVerbs } from './verbs/partner.ts'
import { personVerbs } from './verbs/person.ts'
import { planVerbs } from './verbs/plan.ts'
import { requestVerbs } from './verbs/request.ts'
import { sessionVerbs } from './verbs/session.ts'
import { visitVerbs } from './verbs/visit.ts'

/** Adds the verbs of one matter to the program. */
export type Family = (program: Command, acts: Acts) => void

/** Every family of verbs, in the order in which `--help` lists them. */
export const families: readonly Family[] = [
  agreementVerbs,
  identityVerbs,
  nodeVerbs,
  sessionVerbs,
  boxVerbs,
  requestVerbs,
  personVerbs,
  identificationVerbs,
  protectionVerbs,
  obligationVerbs,
  holdVerbs,
  deskVerbs,
  planVerbs,
  followUpVerbs,
  visitVerbs,
  partnerVerbs,
  carryVerbs,
  oversightVerbs,
  accountVerbs,
]
