/**
 * What a signature is for. The label is part of what is signed, so a signature made for one kind of thing is none for another.
 * The list is closed; each label has one number, which an envelope carries inside, and neither ever changes meaning.
 * Source: spec/envelope.md#contexts
 */
export const contexts = {
  'entraide/1 message': 1,
  'entraide/1 receipt': 2,
  'entraide/1 held': 3,
  'entraide/1 card': 4,
  'entraide/1 key-list': 5,
  'entraide/1 agreement-text': 6,
  'entraide/1 agreement-signature': 7,
  'entraide/1 suspension': 8,
  'entraide/1 freeze': 9,
  'entraide/1 checkpoint': 10,
  'entraide/1 witness': 11,
  'entraide/1 transport': 12,
  'entraide/1 carried': 13,
  'entraide/1 escalation': 14,
} as const satisfies Readonly<Record<string, number>>

export type Context = keyof typeof contexts

const byNumber: ReadonlyMap<number, Context> = new Map(Object.entries(contexts).map(([label, number]) => [number, label as Context]))

/** Whether a text is a context label. */
export function isContext(text: unknown): text is Context {
  return typeof text === 'string' && Object.hasOwn(contexts, text)
}

/** The context of its number inside an envelope. */
export function contextOf(number: number): Context | undefined {
  return byNumber.get(number)
}
