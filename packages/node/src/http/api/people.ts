import { codeOf, nodeIdText, writtenLine } from '@entraide/exchange'
import { isUuid, type Uuid } from '@entraide/ground'
import { z } from 'zod'

/** A version 7 UUID: drafts, dossiers, messages, accounts. */
export const Id = z.custom<Uuid>(isUuid, { message: 'not a version 7 UUID' }).meta({ id: 'Id', type: 'string', format: 'uuid' })
/** A moment in UTC. */
export const When = z.string().meta({ id: 'When', format: 'date-time' })
/** SHA-256 in lower-case hexadecimal. */
export const Hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: 'Hash' })
export const Role = codeOf('role')
export const ServiceNumber = z
  .string()
  .regex(/^[A-Z0-9-]{2,20}$/)
  .meta({ id: 'ServiceNumber' })
export const LanguageCode = z.enum(['en', 'fr', 'nl', 'ar']).meta({ id: 'Language' })

/** What every refusal looks like on the wire. Facts are ids, codes and dates. */
export const RefusalBody = z.strictObject({
  refused: z.string(),
  facts: z.record(z.string(), z.unknown()),
  /** Unmet conditions of a permission, when that is what refused. */
  unmet: z.array(z.lazy(() => UnmetBody)).optional(),
})
export const UnmetBody = z.strictObject({
  code: z.string(),
  rule: z.string().nullable(),
  clause: z.string().nullable(),
  mend: z.string(),
  field: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
})
export type RefusalBody = z.infer<typeof RefusalBody>
export type UnmetBody = z.infer<typeof UnmetBody>

/** An account as its holder and the security officer see it. */
export const Account = z.strictObject({
  id: Id,
  office: writtenLine(60).min(1),
  serviceNumber: ServiceNumber,
  roles: z.array(Role),
  state: z.enum(['enrolling', 'active', 'closed']),
  language: LanguageCode,
  createdAt: When,
})
export type Account = z.infer<typeof Account>

/** What the signed-in person may know of the node and of the session. */
export const Session = z.strictObject({
  account: Account,
  /** Whom this person stands in for now, with the roles that pass to her, and until when. */
  standsInFor: z.array(z.strictObject({ id: Id, office: z.string(), serviceNumber: ServiceNumber, roles: z.array(Role), until: When })),
  node: z.strictObject({ id: nodeIdText, state: z.string(), regime: codeOf('legalRegime'), name: z.string(), zone: z.string(), demo: z.boolean() }),
  csrf: z.string(),
  expiresAt: When,
})
export type Session = z.infer<typeof Session>

export const SignIn = z.strictObject({ serviceNumber: ServiceNumber, password: z.string().min(1).max(256), code: z.string().regex(/^\d{6}$/) })
/** The code of the second factor, shown again. */
export const StepUp = z.strictObject({ code: z.string().regex(/^\d{6}$/) })
export const EnrolBegin = z.strictObject({ enrolmentCode: z.string().min(8).max(64) })
export const EnrolBegun = z.strictObject({ serviceNumber: ServiceNumber, office: z.string(), totpSecret: z.string(), totpUri: z.string() })
export const EnrolFinish = z.strictObject({
  enrolmentCode: z.string().min(8).max(64),
  password: z.string().min(12).max(256),
  code: z.string().regex(/^\d{6}$/),
})
export const Unlock = z.strictObject({ passphrase: z.string().min(1).max(1024) })
export const NewAccount = z.strictObject({ office: writtenLine(60).min(1), serviceNumber: ServiceNumber, roles: z.array(Role).min(1).max(6) })
export const NewAccountMade = z.strictObject({ account: Account, enrolmentCode: z.string(), pendingGrants: z.array(z.lazy(() => Grant)) })
/** A role that takes a second person before it holds (REL, INS, SEC, ADM). */
export const Grant = z.strictObject({
  id: Id,
  account: Account,
  role: Role,
  askedBy: Account,
  askedAt: When,
  state: z.enum(['waiting', 'granted', 'refused']),
  decidedBy: Account.nullable(),
})
export type Grant = z.infer<typeof Grant>
export const GrantAsk = z.strictObject({ role: Role })
export const GrantDecision = z.strictObject({ decision: z.enum(['grant', 'refuse']) })
export const DemoSignIn = z.strictObject({ accountId: Id })
export const DemoAccount = z.strictObject({ id: Id, office: z.string(), serviceNumber: z.string(), roles: z.array(Role) })
export const Preferences = z.strictObject({ language: LanguageCode })

export const Health = z.strictObject({ status: z.enum(['open', 'locked', 'stopping']), node: nodeIdText, version: z.string(), demo: z.boolean() })
export type Health = z.infer<typeof Health>
