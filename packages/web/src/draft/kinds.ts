import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Kind } from './fields.ts'

/** The parts of the form that a kind of message shows. A message that continues a dossier keeps the terms of what it answers. */
export type Part =
  | 'recipient'
  | 'basis'
  | 'case'
  | 'reasons'
  | 'items'
  | 'handling'
  | 'transfer'
  | 'ground'
  | 'extent'
  | 'use'
  | 'note'
  | 'more'
  | 'attachments'

type KindOfForm = {
  readonly title: MessageDescriptor
  readonly parts: readonly Part[]
  readonly note?: { readonly label: MessageDescriptor; readonly hint: MessageDescriptor }
}

const opening: readonly Part[] = ['recipient', 'basis', 'case', 'reasons', 'items', 'handling', 'transfer', 'attachments', 'more']

export const kinds: { readonly [K in Kind]?: KindOfForm } & { readonly REQ: KindOfForm } = {
  REQ: { title: msg`Request for information`, parts: opening },
  SPO: {
    title: msg`Spontaneous information`,
    parts: [...opening.filter(part => part !== 'reasons'), 'note', 'reasons'],
    note: { label: msg`Why the partner should know`, hint: msg`The necessity of sending this unasked, in a few sentences.` },
  },
  WAR: {
    title: msg`Warning of imminent danger`,
    parts: [...opening.filter(part => part !== 'reasons'), 'note', 'reasons'],
    note: { label: msg`The danger`, hint: msg`Who or what is in danger, where, and when. A second person releases this too; only the wait is shorter.` },
  },
  REP: {
    title: msg`Answer`,
    parts: ['extent', 'items', 'note', 'handling', 'transfer', 'attachments', 'more'],
    note: { label: msg`Note to the partner`, hint: msg`What the statements do not say by themselves.` },
  },
  RFS: {
    title: msg`Refusal`,
    parts: ['ground', 'note'],
    note: { label: msg`Explanation`, hint: msg`Only if it helps. It never hints at a protected reason.` },
  },
  RTC: {
    title: msg`Return for completion`,
    parts: ['note'],
    note: { label: msg`What is missing`, hint: msg`Say exactly what would let you work on it. The clock stops until it comes.` },
  },
  CLR: {
    title: msg`Request for clarification`,
    parts: ['note'],
    note: { label: msg`Your question`, hint: msg`The clock goes on running.` },
  },
  FBK: {
    title: msg`Feedback on the use made`,
    parts: ['use', 'note'],
    note: { label: msg`In a few words`, hint: msg`What the information led to, as far as it may be said.` },
  },
  WDW: {
    title: msg`Withdrawal`,
    parts: ['note'],
    note: { label: msg`Why it is withdrawn`, hint: msg`The partner deletes what it received and confirms.` },
  },
}

/** The form of a kind; kinds without a form of their own are written like an answer. */
export function formOf(kind: Kind): KindOfForm {
  return kinds[kind] ?? (kinds.REP as KindOfForm)
}
