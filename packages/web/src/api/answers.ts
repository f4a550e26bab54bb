import type * as api from '@entraide/node/api'

/** What a schema of the API yields when read. */
export type Out<S extends { _output: unknown }> = S['_output']

/** One page of a list. `next` is handed back for the page after. */
export type Page<Row> = { readonly rows: readonly Row[]; readonly total: number; readonly next: string | null }

/** What can be read from the node: an address and what it answers. */
export type Resource<Answer> = { readonly path: string; readonly answer?: Answer }
/** What can be done at the node: an address, a body, and which readings it changes. */
export type Act<Answer> = {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  readonly changes: readonly string[]
  /** Done before anybody is signed in, or to sign in: a missing session is then an answer, not something to mend. */
  readonly beforeSession?: true
  readonly answer?: Answer
}

/** An address with its parts made safe. */
export const at = (strings: TemplateStringsArray, ...parts: readonly string[]): string =>
  strings.reduce((path, piece, index) => path + encodeURIComponent(parts[index - 1] ?? '') + piece)
/** An address with what was asked of it; what is not set is left out. */
export const query = (path: string, values: { readonly [name: string]: string | undefined }): string => {
  const text = new URLSearchParams(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '')).toString()
  return text === '' ? path : `${path}?${text}`
}

export const reads = {
  health: (): Resource<api.Health> => ({ path: '/v1/health' }),
  session: (): Resource<api.Session> => ({ path: '/v1/session' }),
  demoAccounts: (): Resource<readonly Out<typeof api.DemoAccount>[]> => ({ path: '/v1/demo/accounts' }),
  due: (): Resource<api.DueBoard> => ({ path: '/v1/due' }),
  threads: (filter: ThreadFilter): Resource<Page<api.ThreadRow>> => ({ path: query('/v1/threads', filter) }),
  dossier: (id: string): Resource<api.Dossier> => ({ path: at`/v1/threads/${id}` }),
  drafts: (): Resource<Page<api.DraftRow>> => ({ path: '/v1/drafts' }),
  draft: (id: string): Resource<api.Draft> => ({ path: at`/v1/drafts/${id}` }),
  uploads: (draft: string): Resource<readonly api.Upload[]> => ({ path: at`/v1/drafts/${draft}/uploads` }),
  preview: (id: string): Resource<api.Preview> => ({ path: at`/v1/drafts/${id}/preview` }),
  releases: (): Resource<Page<api.DraftRow>> => ({ path: '/v1/releases' }),
  outbox: (after?: string): Resource<Page<api.OutboxRow>> => ({ path: query('/v1/outbox', { after }) }),
  matches: (dossier: string): Resource<api.Matches> => ({ path: at`/v1/threads/${dossier}/matches` }),
  holdings: (): Resource<api.Holdings> => ({ path: '/v1/holdings' }),
  proof: (message: string): Resource<api.Proof> => ({ path: at`/v1/messages/${message}/proof` }),
  partners: (): Resource<readonly api.Partner[]> => ({ path: '/v1/partners' }),
  partner: (node: string): Resource<api.Partner> => ({ path: at`/v1/partners/${node}` }),
  ownCard: (): Resource<{ readonly card: string }> => ({ path: '/v1/card' }),
  agreements: (): Resource<readonly api.AgreementSummary[]> => ({ path: '/v1/agreements' }),
  agreement: (hash: string): Resource<api.AgreementView> => ({ path: at`/v1/agreements/${hash}` }),
  agreementExchanges: (hash: string, after?: string): Resource<Page<Out<typeof api.ExchangeRow>>> => ({
    path: query(at`/v1/agreements/${hash}/exchanges`, { after }),
  }),
  agreementDiff: (from: string, to: string): Resource<api.AgreementDiffView> => ({ path: query('/v1/agreements/diff', { from, to }) }),
  plans: (): Resource<Page<api.PlanRow>> => ({ path: '/v1/plans' }),
  plan: (id: string): Resource<api.Plan> => ({ path: at`/v1/plans/${id}` }),
  nextPlan: (id: string, next: { readonly name: string; readonly from: string; readonly until: string }): Resource<api.NextPlan> => ({
    path: query(at`/v1/plans/${id}/next`, next),
  }),
  balance: (id: string): Resource<api.BalanceSheet> => ({ path: at`/v1/plans/${id}/balance` }),
  lineage: (): Resource<api.Lineage> => ({ path: '/v1/lineage' }),
  followUp: (asked: Period): Resource<api.FollowUp> => ({ path: query('/v1/follow-up', asked) }),
  accounts: (): Resource<readonly api.Account[]> => ({ path: '/v1/accounts' }),
  grants: (): Resource<readonly api.Grant[]> => ({ path: '/v1/grants' }),
  acts: (filter: {
    readonly act?: string
    readonly actor?: string
    readonly dossier?: string
    readonly outcome?: string
    readonly after?: string
  }): Resource<Page<api.ActRow>> => ({ path: query('/v1/acts', filter) }),
  logs: (): Resource<Out<typeof api.LogList>> => ({ path: '/v1/logs' }),
}

/** What the follow-up is asked of: with whom, which days, and of which agreement alone. */
export type Period = { readonly partner: string; readonly from: string; readonly until: string; readonly agreement?: string }
/** What a step of a plan says. */
export type PlanMatter = Extract<NonNullable<api.DraftFields['matter']>, { matter: 'plan' }>
export type PlanText = Extract<PlanMatter, { step: 'propose' | 'change' }>['text']
type PlanTerms = api.Plan['terms']

export type ThreadFilter = {
  readonly box?: string
  readonly partner?: string
  readonly state?: string
  readonly urgency?: string
  readonly side?: string
  readonly mine?: string
  readonly reference?: string
  readonly after?: string
}

/** The readings that nearly any act on a case changes. */
export const work = ['/v1/due', '/v1/threads', '/v1/drafts', '/v1/releases', '/v1/outbox']
/** What releasing or sending back changes; the draft itself is out of the releasing officer's sight from then on. */
const handedOn = work.filter(path => path !== '/v1/drafts')

const matchesOf = (dossier: string | null): readonly string[] => (dossier === null ? [] : [at`/v1/threads/${dossier}`])

export const acts = {
  signIn: (body: Out<typeof api.SignIn>): Act<api.Session> => ({ method: 'POST', path: '/v1/session', body, changes: [], beforeSession: true }),
  demoSignIn: (accountId: string): Act<api.Session> => ({ method: 'POST', path: '/v1/demo/session', body: { accountId }, changes: [], beforeSession: true }),
  stepUp: (code: string): Act<api.Session> => ({ method: 'POST', path: '/v1/session/step-up', body: { code }, changes: [], beforeSession: true }),
  signOut: (): Act<void> => ({ method: 'DELETE', path: '/v1/session', changes: [], beforeSession: true }),
  unlock: (passphrase: string): Act<void> => ({ method: 'POST', path: '/v1/unlock', body: { passphrase }, changes: ['/v1/health'], beforeSession: true }),
  keepLanguage: (language: string): Act<void> => ({ method: 'PUT', path: '/v1/session/preferences', body: { language }, changes: [] }),
  enrolBegin: (enrolmentCode: string): Act<Out<typeof api.EnrolBegun>> => ({
    method: 'POST',
    path: '/v1/enrolments/begin',
    body: { enrolmentCode },
    changes: [],
    beforeSession: true,
  }),
  enrolFinish: (body: Out<typeof api.EnrolFinish>): Act<api.Session> => ({
    method: 'POST',
    path: '/v1/enrolments/finish',
    body,
    changes: [],
    beforeSession: true,
  }),

  createDraft: (body: Out<typeof api.NewDraft>): Act<api.Draft> => ({ method: 'POST', path: '/v1/drafts', body, changes: work }),
  discardDraft: (id: string): Act<api.Draft> => ({ method: 'DELETE', path: at`/v1/drafts/${id}`, changes: work }),
  restoreDraft: (id: string): Act<api.Draft> => ({ method: 'POST', path: at`/v1/drafts/${id}/restore`, changes: work }),
  submitDraft: (id: string): Act<api.Draft> => ({ method: 'POST', path: at`/v1/drafts/${id}/submit`, changes: work }),
  recallDraft: (id: string): Act<api.Draft> => ({ method: 'POST', path: at`/v1/drafts/${id}/recall`, changes: work }),
  releaseDraft: (id: string, body: Out<typeof api.Release>): Act<{ readonly message: string }> => ({
    method: 'POST',
    path: at`/v1/drafts/${id}/release`,
    body,
    changes: handedOn,
  }),
  sendBack: (id: string, reason: string): Act<api.Draft> => ({ method: 'POST', path: at`/v1/drafts/${id}/send-back`, body: { reason }, changes: handedOn }),
  removeAttachment: (draft: string, id: string): Act<void> => ({
    method: 'DELETE',
    path: at`/v1/drafts/${draft}/attachments/${id}`,
    changes: [at`/v1/drafts/${draft}`],
  }),
  /** Gives up a file that is not whole yet. */
  forgetUpload: (draft: string, digest: string): Act<void> => ({
    method: 'DELETE',
    path: at`/v1/drafts/${draft}/uploads/${digest}`,
    changes: [at`/v1/drafts/${draft}/uploads`],
  }),

  openDossier: (id: string, reason: string): Act<api.Dossier> => ({ method: 'POST', path: at`/v1/threads/${id}/openings`, body: { reason }, changes: work }),
  accept: (id: string): Act<api.Dossier> => ({ method: 'POST', path: at`/v1/threads/${id}/acceptance`, body: {}, changes: work }),
  assign: (id: string, to: string | null): Act<api.Dossier> => ({ method: 'POST', path: at`/v1/threads/${id}/assignment`, body: { to }, changes: work }),
  assess: (id: string, body: Out<typeof api.Assessment>): Act<api.Dossier> => ({ method: 'POST', path: at`/v1/threads/${id}/assessment`, body, changes: work }),
  close: (id: string): Act<api.Dossier> => ({ method: 'POST', path: at`/v1/threads/${id}/closing`, body: {}, changes: work }),
  awaitAuthorisation: (id: string): Act<api.Dossier> => ({ method: 'POST', path: at`/v1/threads/${id}/authorisation`, body: {}, changes: work }),
  resume: (id: string): Act<api.Dossier> => ({ method: 'POST', path: at`/v1/threads/${id}/resumption`, body: {}, changes: work }),
  searchPersons: (body: api.PersonSearch): Act<api.SearchResult> => ({ method: 'POST', path: '/v1/persons/search', body, changes: matchesOf(body.dossier) }),
  comparePersons: (body: api.PersonPair): Act<api.PersonComparison> => ({ method: 'POST', path: '/v1/persons/compare', body, changes: [] }),
  decideMatch: (dossier: string, match: string, body: Out<typeof api.MatchVerdict>): Act<api.MatchCandidate> => ({
    method: 'POST',
    path: at`/v1/threads/${dossier}/matches/${match}/decision`,
    body,
    changes: matchesOf(dossier),
  }),

  retry: (message: string): Act<void> => ({ method: 'POST', path: at`/v1/outbox/${message}/retry`, body: {}, changes: work }),
  stop: (message: string): Act<void> => ({ method: 'POST', path: at`/v1/outbox/${message}/stop`, body: {}, changes: work }),

  importCard: (card: string): Act<api.Partner> => ({ method: 'POST', path: '/v1/partners', body: { card }, changes: ['/v1/partners'] }),
  confirmPartner: (node: string, words: readonly string[]): Act<api.Partner> => ({
    method: 'POST',
    path: at`/v1/partners/${node}/confirmation`,
    body: { words },
    changes: ['/v1/partners'],
  }),
  freeze: (node: string, reason: string): Act<api.Partner> => ({
    method: 'POST',
    path: at`/v1/partners/${node}/freeze`,
    body: { reason },
    changes: ['/v1/partners', ...work],
  }),
  thaw: (node: string, reason: string): Act<api.Partner> => ({
    method: 'POST',
    path: at`/v1/partners/${node}/thaw`,
    body: { reason },
    changes: ['/v1/partners', ...work],
  }),
  testLine: (node: string): Act<api.LineTest> => ({ method: 'POST', path: at`/v1/partners/${node}/test`, body: {}, changes: ['/v1/partners'] }),

  importAgreement: (body: Out<typeof api.NewAgreement>): Act<api.AgreementView> => ({
    method: 'POST',
    path: '/v1/agreements',
    body,
    changes: ['/v1/agreements'],
  }),
  signAgreement: (hash: string, partner: string): Act<api.AgreementView> => ({
    method: 'POST',
    path: at`/v1/agreements/${hash}/signature`,
    body: { partner },
    changes: ['/v1/agreements'],
  }),
  activateAgreement: (hash: string, partner: string): Act<api.AgreementView> => ({
    method: 'POST',
    path: at`/v1/agreements/${hash}/activation`,
    body: { partner },
    changes: ['/v1/agreements'],
  }),
  suspendAgreement: (hash: string, partner: string, reason: string): Act<api.AgreementView> => ({
    method: 'POST',
    path: at`/v1/agreements/${hash}/suspension`,
    body: { partner, reason },
    changes: ['/v1/agreements', ...work],
  }),
  resumeAgreement: (hash: string, partner: string): Act<api.AgreementView> => ({
    method: 'POST',
    path: at`/v1/agreements/${hash}/resumption`,
    body: { partner },
    changes: ['/v1/agreements', ...work],
  }),

  proposePlan: (body: { readonly partner: string; readonly text: PlanText; readonly terms: PlanTerms; readonly submit: boolean }): Act<api.Draft> => ({
    method: 'POST',
    path: '/v1/plans',
    body,
    changes: ['/v1/plans', ...work],
  }),
  planStep: (
    id: string,
    body: { readonly matter: PlanMatter; readonly note: string; readonly terms: PlanTerms; readonly submit: boolean },
  ): Act<api.Draft> => ({ method: 'POST', path: at`/v1/plans/${id}/steps`, body, changes: ['/v1/plans', ...work] }),
  countPlan: (id: string, body: { readonly from: string; readonly until: string }): Act<api.PlanCounted> => ({
    method: 'POST',
    path: at`/v1/plans/${id}/counts`,
    body,
    changes: [],
  }),
  exportFollowUp: (body: Period & { readonly format: 'csv' | 'json'; readonly audience: 'parties' | 'public'; readonly language: string }): Act<unknown> => ({
    method: 'POST',
    path: '/v1/follow-up/exports',
    body,
    changes: [],
  }),

  createAccount: (body: Out<typeof api.NewAccount>): Act<Out<typeof api.NewAccountMade>> => ({
    method: 'POST',
    path: '/v1/accounts',
    body,
    changes: ['/v1/accounts', '/v1/grants'],
  }),
  closeAccount: (id: string): Act<void> => ({ method: 'DELETE', path: at`/v1/accounts/${id}`, changes: ['/v1/accounts'] }),
  askGrant: (id: string, role: string): Act<api.Grant> => ({
    method: 'POST',
    path: at`/v1/accounts/${id}/grants`,
    body: { role },
    changes: ['/v1/accounts', '/v1/grants'],
  }),
  revokeRole: (id: string, role: string): Act<api.Account> => ({ method: 'DELETE', path: at`/v1/accounts/${id}/roles/${role}`, changes: ['/v1/accounts'] }),
  decideGrant: (id: string, decision: 'grant' | 'refuse'): Act<api.Grant> => ({
    method: 'POST',
    path: at`/v1/grants/${id}/decision`,
    body: { decision },
    changes: ['/v1/accounts', '/v1/grants'],
  }),
}
