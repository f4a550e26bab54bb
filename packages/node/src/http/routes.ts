import type { Route } from './route.ts'
import { accountRoutes } from './routes/accounts.ts'
import { agreementRoutes } from './routes/agreements.ts'
import { attachmentRoutes } from './routes/attachments.ts'
import { custodyRoutes } from './routes/custody.ts'
import { deskRoutes } from './routes/desk.ts'
import { draftRoutes } from './routes/drafts.ts'
import { identificationRoutes } from './routes/identifications.ts'
import { nodeRoutes } from './routes/node.ts'
import { outboxRoutes } from './routes/outbox.ts'
import { oversightRoutes } from './routes/oversight.ts'
import { paperRoutes } from './routes/papers.ts'
import { partnerSideRoutes } from './routes/partner-side.ts'
import { partnerRoutes } from './routes/partners.ts'
import { personRoutes } from './routes/persons.ts'
import { planRoutes } from './routes/plans.ts'
import { sessionRoutes } from './routes/session.ts'
import { threadRoutes } from './routes/threads.ts'
import { visitRoutes } from './routes/visits.ts'
import type { Face } from './server.ts'

/** Every route of a node: what a screen, the terminal or another program can ask of it, and what a partner node can. */
export function routesOf(face: Face): readonly Route[] {
  return [
    ...nodeRoutes(face),
    ...sessionRoutes,
    ...accountRoutes,
    ...threadRoutes,
    ...personRoutes,
    ...draftRoutes,
    ...identificationRoutes,
    ...attachmentRoutes,
    ...custodyRoutes,
    ...deskRoutes,
    ...visitRoutes,
    ...paperRoutes,
    ...outboxRoutes,
    ...agreementRoutes,
    ...partnerRoutes,
    ...planRoutes,
    ...oversightRoutes,
    ...partnerSideRoutes,
  ]
}
