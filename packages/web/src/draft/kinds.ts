import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Kind } from './fields.ts'

/** What the form of a kind is called, and what its one free text is for. */
type KindOfForm = {
  readonly title: MessageDescriptor
  readonly note?: { readonly label: MessageDescriptor; readonly hint: MessageDescriptor }
}

export const kinds: { readonly [K in Kind]?: KindOfForm } & { readonly REQ: KindOfForm } = {
  REQ: { title: msg`Request for information` },
  SPO: {
    title: msg`Spontaneous information`,
    note: { label: msg`Why the partner should know`, hint: msg`The necessity of sending this unasked, in a few sentences.` },
  },
  WAR: {
    title: msg`Warning of imminent danger`,
    note: { label: msg`The danger`, hint: msg`Who or what is in danger, where, and when. A second person releases this too; only the wait is shorter.` },
  },
  REP: {
    title: msg`Answer`,
    note: { label: msg`Note to the partner`, hint: msg`What the statements do not say by themselves.` },
  },
  RFS: {
    title: msg`Refusal`,
    note: { label: msg`Explanation`, hint: msg`Only if it helps. It never hints at a protected reason.` },
  },
  RTC: {
    title: msg`Return for completion`,
    note: { label: msg`What is missing`, hint: msg`Say exactly what would let you work on it. The clock stops until it comes.` },
  },
  CLR: {
    title: msg`Request for clarification`,
    note: { label: msg`Your question`, hint: msg`The clock goes on running.` },
  },
  FBK: {
    title: msg`Feedback on the use made`,
    note: { label: msg`In a few words`, hint: msg`What the information led to, as far as it may be said.` },
  },
  PLN: {
    title: msg`Action plan`,
    note: { label: msg`A word to the partner`, hint: msg`Why this text, or why not. It is part of the message.` },
  },
  IDR: { title: msg`Identification file` },
  IDS: { title: msg`Step of an identification` },
  IDA: { title: msg`Outcome of an identification` },
  VIS: { title: msg`Step of a visit` },
  COR: { title: msg`Correction` },
  DEL: { title: msg`Erasure` },
  RST: { title: msg`Restriction` },
  ACK: {
    title: msg`Answer to a notice`,
    note: { label: msg`Note to the partner`, hint: msg`Reasons where they are due: for a dispute, a restriction instead, a review.` },
  },
  WDW: {
    title: msg`Withdrawal`,
    note: { label: msg`Why it is withdrawn`, hint: msg`The partner deletes what it received and confirms.` },
  },
}

/** The form of a kind; kinds without a form of their own are written like an answer. */
export function formOf(kind: Kind): KindOfForm {
  return kinds[kind] ?? (kinds.REP as KindOfForm)
}
