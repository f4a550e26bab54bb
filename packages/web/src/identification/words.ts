import type { GuardView, Identification, ThreadMessage } from '@entraide/node/api'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Said } from '../words/states.ts'

type Guard = GuardView['guard']

/** What each guard asks before anything may leave: its name, and the question that green answers with yes. Source: spec/workflows/identification.md#guards */
export const guardWords: { readonly [G in Guard]: { readonly name: MessageDescriptor; readonly asks: MessageDescriptor } } = {
  RET: { name: msg`Return decision`, asks: msg`Is there a return decision that can be enforced today?` },
  ASY: { name: msg`Asylum and protection`, asks: msg`Is it certain that no asylum application, suspensive appeal or protection is pending or granted?` },
  ART3: {
    name: msg`Article 3 assessment`,
    asks: msg`Has the risk of ill-treatment (ECHR art. 3) been assessed in writing and excluded, even if an asylum application was withdrawn?`,
  },
  MIN: { name: msg`Age`, asks: msg`Is the person of age, and does nobody dispute it?` },
  FAM: { name: msg`Family life`, asks: msg`Has family life been examined?` },
  MED: { name: msg`Health`, asks: msg`Has health been examined, and is there no obstacle to return?` },
  THB: { name: msg`Trafficking in human beings`, asks: msg`Is there no sign that the person is a victim of trafficking?` },
  STA: { name: msg`Statelessness`, asks: msg`Is there no claim of statelessness or of another nationality left to examine?` },
  CIT: { name: msg`Own citizens`, asks: msg`Is it excluded that the person is a citizen of this state or of another EU state?` },
  INF: { name: msg`Person informed`, asks: msg`Was the person told of this transfer, in a language he or she understands?` },
}

const green = msg({ message: 'Green', context: 'state of a guard' })
const red = msg({ message: 'Red', context: 'state of a guard' })
/** How a guard stands, in a sentence and in a word; only green lets a file leave. */
export const guardStandings: { readonly [S in GuardView['standing']]: Said & { readonly short: MessageDescriptor } } = {
  green: { says: green, short: green, tone: 'good' },
  red: { says: red, short: red, tone: 'late' },
  open: { says: msg`Second signature missing`, short: msg`To be signed`, tone: 'soon' },
  stale: { says: msg`Older than 48 hours: check again`, short: msg`Too old`, tone: 'soon' },
  none: { says: msg`Not checked yet`, short: msg`Not checked`, tone: 'wait' },
}

/** What a file lacks: what no message can do without, and what makes a verification likely to succeed. `field`: where it is filled in. */
export const partWords: { readonly [P in Identification['missing'][number]]: { readonly says: MessageDescriptor; readonly field: string } } = {
  names: { says: msg`A name`, field: 'file-names' },
  'latin-name': { says: msg`The name in Latin letters`, field: 'file-names' },
  'arabic-name': { says: msg`The name in Arabic letters`, field: 'file-names' },
  'birth-date': { says: msg`Date of birth, as far as it is known`, field: 'file-person' },
  'birth-place': { says: msg`Place of birth, as printed`, field: 'file-person' },
  parents: { says: msg`Father’s or mother’s names`, field: 'file-parents' },
  decision: { says: msg`The return decision: reference and day`, field: 'file-decision' },
  'information-sheet': { says: msg`The information sheet: language and day it was given`, field: 'file-sheet' },
  prints: { says: msg`The file of fingerprints`, field: 'file-prints' },
  'why-prints': { says: msg`Why the prints are strictly necessary`, field: 'file-why-prints' },
  photo: { says: msg`A photo`, field: 'file-prints' },
  'case-reference': { says: msg`Your case reference`, field: 'file-case' },
  reasons: { says: msg`What you ask, and why`, field: 'file-reasons' },
  'hold-until': { says: msg`Until when the partner may keep it`, field: 'file-hold' },
}
/** Parts that a message can leave without; the other side will probably ask for them. */
export const helpful: readonly Identification['missing'][number][] = ['latin-name', 'arabic-name', 'birth-date', 'birth-place', 'parents', 'prints', 'photo']

type Step = Extract<NonNullable<ThreadMessage['matter']>, { matter: 'identification' }>['step']
/** What happened with each message of the course. Messages that are not of this machine alone (return, clarification) are named by their kind. */
export const courseWords: { readonly [S in Step]: MessageDescriptor } = {
  file: msg`File sent for identification`,
  verifying: msg`Taken as complete; the clock runs`,
  CNF: msg`Nationality and identity confirmed`,
  CNI: msg`Nationality confirmed, under another identity`,
  NOT: msg`Declared not a national`,
  NOM: msg`No match in the file; that is no proof of another nationality`,
  INC: msg`No conclusion possible`,
  INT: msg`Interview required`,
  LPI: msg`Travel document issued`,
  LPR: msg`Travel document refused`,
  MIS: msg`Identified wrongly`,
  pause: msg`Paused; no reason is told`,
  resume: msg`Taken up again`,
  used: msg`Person returned with the document`,
  interviewed: msg`Interview held`,
  'request-document': msg`Travel document requested`,
}

/** What may be done next, as its button says. */
export const stepNames: { readonly [S in Identification['steps'][number]]: MessageDescriptor } = {
  'find-guard': msg`Record a finding`,
  verifying: msg`Take it as complete`,
  return: msg`Return for completion`,
  decide: msg`Decide what was found out`,
  interview: msg`Ask for an interview`,
  interviewed: msg`Tell that the interview was held`,
  'request-document': msg`Request the travel document`,
  'issue-document': msg`Tell that the document was issued`,
  'refuse-document': msg`Refuse the travel document`,
  used: msg`Tell that the person returned`,
  misidentified: msg`Tell that the person was identified wrongly`,
  complete: msg`Complete the file`,
  clarify: msg`Ask a question`,
  pause: msg({ message: 'Pause', context: 'act on an identification' }),
  resume: msg({ message: 'Take up again', context: 'act on an identification' }),
  withdraw: msg({ message: 'Withdraw', context: 'act on an identification' }),
  refuse: msg({ message: 'Refuse', context: 'act on an identification' }),
  close: msg({ message: 'Close', context: 'act on an identification' }),
}

/** Where the prints at the partner stand once it is over. */
export const deletionWords: { readonly [D in Identification['deletion']]: Said | null } = {
  none: null,
  due: { says: msg`The order to delete the prints waits to be released`, tone: 'soon' },
  ordered: { says: msg`Deletion of the prints ordered; the partner has not confirmed yet`, tone: 'wait' },
  acknowledged: { says: msg`The partner confirmed under signature that the prints are deleted`, tone: 'good' },
}
